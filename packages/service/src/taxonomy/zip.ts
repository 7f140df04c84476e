import { inflateRawSync } from 'node:zlib';

export interface ZipEntry { name: string; read: () => Uint8Array }

const END = 0x06054b50, CENTRAL = 0x02014b50, LOCAL = 0x04034b50;
const MOST_ENTRIES = 10_000;
/** A table of ESCO in one language has some 20 MB. */
export const MOST_ENTRY_BYTES = 400_000_000;

/** A ZIP that cannot be read as one. */
export class ZipError extends Error { override readonly name = 'ZipError'; }

/**
 * What is in a ZIP file of the host's (APPNOTE 6.3.10: stored and deflated entries, no encryption, no ZIP64). Nothing is inflated until it is read, and never beyond what the directory says and the bound allows.
 * @throws ZipError
 */
export function zipEntries(bytes: Uint8Array): ZipEntry[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const u16 = (at: number): number => (at + 2 <= bytes.length ? view.getUint16(at, true) : fail());
  const u32 = (at: number): number => (at + 4 <= bytes.length ? view.getUint32(at, true) : fail());
  let end = bytes.length - 22;
  while (end >= 0 && end > bytes.length - 66_000 && view.getUint32(end, true) !== END) end--;
  if (end < 0 || u32(end) !== END) fail();
  const count = u16(end + 10);
  if (count > MOST_ENTRIES) fail();
  const entries: ZipEntry[] = [];
  let at = u32(end + 16);
  for (let number = 0; number < count; number++) {
    if (u32(at) !== CENTRAL) fail();
    const [flags, method, packed, size, nameLength, extra, comment, local] = [u16(at + 8), u16(at + 10), u32(at + 20), u32(at + 24), u16(at + 28), u16(at + 30), u16(at + 32), u32(at + 42)];
    const name = new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameLength));
    entries.push({ name, read: () => unpack(flags, method, packed, size, local) });
    at += 46 + nameLength + extra + comment;
  }
  return entries;

  function unpack(flags: number, method: number, packed: number, size: number, local: number): Uint8Array {
    if ((flags & 1) !== 0 || size > MOST_ENTRY_BYTES || u32(local) !== LOCAL) fail();
    const start = local + 30 + u16(local + 26) + u16(local + 28);
    if (start + packed > bytes.length) fail();
    const data = bytes.subarray(start, start + packed);
    if (method === 0) return data;
    if (method !== 8) fail();
    try { return inflateRawSync(data, { maxOutputLength: Math.max(1, size) }); } catch { return fail(); }
  }
}

function fail(): never {
  throw new ZipError('it is no ZIP file that can be read');
}
