import { utf8 } from './bytes.js';

export function join(...parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

/** Big-endian, as in PNG. */
export const u32 = (value: number): Uint8Array => Uint8Array.of(value >>> 24, value >>> 16, value >>> 8, value);

export function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return (crc ^ 0xffffffff) >>> 0;
}

export async function deflate(bytes: Uint8Array, format: 'deflate' | 'deflate-raw'): Promise<Uint8Array> {
  const stream = new Blob([bytes as Uint8Array<ArrayBuffer>]).stream().pipeThrough(new CompressionStream(format));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

export interface ZipEntry {
  name: string;
  content: Uint8Array | string;
  /** Default deflated. */
  stored?: boolean;
  /** Faults, one at a time. */
  encrypted?: boolean;
  badCrc?: boolean;
  /** The name in the local header, where it is another. */
  localName?: string;
  method?: number;
  /** The size that the directory gives. */
  size?: number;
  /** This entry's directory record points at the data of the entry of that number. */
  sameDataAs?: number;
}

/** A ZIP archive (APPNOTE 6.3), or one with one fault. */
export async function zip(entries: readonly ZipEntry[], options: { comment?: string; count?: number } = {}): Promise<Uint8Array<ArrayBuffer>> {
  const locals: Uint8Array[] = [];
  const central: Uint8Array[] = [];
  const offsets: number[] = [];
  let offset = 0;
  for (const entry of entries) {
    const content = typeof entry.content === 'string' ? utf8(entry.content) : entry.content;
    const data = entry.stored ? content : await deflate(content, 'deflate-raw');
    const common = [
      u16(0x0800 | (entry.encrypted ? 1 : 0)), u16(entry.method ?? (entry.stored ? 0 : 8)), u16(0), u16(0x21), le32((crc32(content) ^ (entry.badCrc ? 1 : 0)) >>> 0), le32(data.length), le32(entry.size ?? content.length),
    ];
    const localName = utf8(entry.localName ?? entry.name);
    const local = join(le32(0x04034b50), u16(20), ...common, u16(localName.length), u16(0), localName, data);
    offsets.push(offset);
    const name = utf8(entry.name);
    central.push(join(le32(0x02014b50), u16(20), u16(20), ...common, u16(name.length), u16(0), u16(0), u16(0), u16(0), le32(0), le32(entry.sameDataAs === undefined ? offset : offsets[entry.sameDataAs] ?? 0), name));
    locals.push(local);
    offset += local.length;
  }
  const directory = join(...central);
  const count = options.count ?? entries.length;
  const comment = utf8(options.comment ?? '');
  return join(...locals, directory, le32(0x06054b50), u16(0), u16(0), u16(count), u16(count), le32(directory.length), le32(offset), u16(comment.length), comment);
}

const u16 = (value: number): Uint8Array => Uint8Array.of(value, value >>> 8);
const le32 = (value: number): Uint8Array => Uint8Array.of(value, value >>> 8, value >>> 16, value >>> 24);
