import type { Problem } from '../report/report.js';
import { pointer } from '../report/json.js';
import type { CollectionMember } from '../report/subject.js';
import { note } from './artifacts.js';
import { crc32 } from './crc32.js';
import { inflate } from '../bytes/inflate.js';

export interface ZipLimits { members: number; archiveEntries: number; inputBytes: number }
/** `kind`: another program's document, which is a ZIP by its form alone. */
export type ZipReading =
  | { kind: 'files'; members: CollectionMember[]; problems: Problem[] }
  | { kind: 'office' | 'asic' | 'epub' }
  | { kind: 'malformed' }
  | { kind: 'too-many'; count: number; limit: number };

interface Entry { name: string; encrypted: boolean; method: number; crc: number; compressed: number; size: number; offset: number; zip64: boolean }

const END = 0x06054b50, CENTRAL = 0x02014b50, LOCAL = 0x04034b50;
const MOST_NAME = 300;
/** Zips within the zip. */
const MOST_DEPTH = 1;

/** APPNOTE 4.3.16: the last record that reaches exactly to the end of the file. */
function endRecord(view: DataView): number | undefined {
  for (let at = view.byteLength - 22; at >= 0 && at > view.byteLength - 22 - 0x10000; at -= 1) {
    if (view.getUint32(at, true) === END && at + 22 + view.getUint16(at + 20, true) === view.byteLength) return at;
  }
  return undefined;
}

/** Names are UTF-8 where that reads; older programs wrote a code page. They are shown, and never used as a path. */
function nameOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

/** The central directory (APPNOTE 4.3.12) is what counts. Undefined where it is damaged, or not one disk's. */
function directory(bytes: Uint8Array, most: number): Entry[] | { count: number } | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = bytes.length < 22 ? undefined : endRecord(view);
  if (end === undefined) return undefined;
  const count = view.getUint16(end + 10, true);
  const start = view.getUint32(end + 16, true);
  if (view.getUint16(end + 4, true) !== 0 || view.getUint16(end + 8, true) !== count || start + view.getUint32(end + 12, true) > end) return undefined;
  if (count > most) return { count };
  const entries: Entry[] = [];
  let at = start;
  for (let index = 0; index < count; index += 1) {
    if (at + 46 > end || view.getUint32(at, true) !== CENTRAL) return undefined;
    const [nameLength, extra, comment] = [view.getUint16(at + 28, true), view.getUint16(at + 30, true), view.getUint16(at + 32, true)];
    if (at + 46 + nameLength + extra + comment > end) return undefined;
    const [compressed, size, offset] = [view.getUint32(at + 20, true), view.getUint32(at + 24, true), view.getUint32(at + 42, true)];
    const flags = view.getUint16(at + 8, true);
    entries.push({
      name: nameOf(bytes.subarray(at + 46, at + 46 + nameLength)), encrypted: (flags & 0x2041) !== 0, method: view.getUint16(at + 10, true), crc: view.getUint32(at + 16, true),
      compressed, size, offset, zip64: compressed === 0xffffffff || size === 0xffffffff || offset === 0xffffffff,
    });
    at += 46 + nameLength + extra + comment;
  }
  return entries;
}

/** Where each entry's data lies. Undefined where a local header is none or names another file, or where two entries share bytes: that is how small archives become huge. */
function dataOf(bytes: Uint8Array, entries: readonly Entry[]): Map<Entry, Uint8Array> | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const result = new Map<Entry, Uint8Array>();
  let free = 0;
  for (const entry of [...entries].sort((a, b) => a.offset - b.offset)) {
    const { offset, compressed } = entry;
    if (entry.zip64) continue;
    if (offset < free || offset + 30 > bytes.length || view.getUint32(offset, true) !== LOCAL) return undefined;
    const nameLength = view.getUint16(offset + 26, true);
    const start = offset + 30 + nameLength + view.getUint16(offset + 28, true);
    if (start + compressed > bytes.length || nameOf(bytes.subarray(offset + 30, offset + 30 + nameLength)) !== entry.name) return undefined;
    result.set(entry, bytes.subarray(start, start + compressed));
    free = start + compressed;
  }
  return result;
}

/** What a ZIP is besides: office documents (OOXML, ODF), books, and signed containers (ETSI EN 319 162). */
function otherKind(entries: readonly Entry[]): 'office' | 'asic' | 'epub' | undefined {
  const names = new Set(entries.map(({ name }) => name));
  const under = (folder: string) => entries.some(({ name }) => name.startsWith(folder));
  if (entries.some(({ name }) => /^META-INF\/[^/]*(?:signatures?|timestamp)[^/]*\.(?:xml|p7s|tst)$/i.test(name))) return 'asic';
  if (names.has('META-INF/container.xml') && names.has('mimetype')) return 'epub';
  if (names.has('[Content_Types].xml') && (under('word/') || under('xl/') || under('ppt/'))) return 'office';
  return names.has('content.xml') && names.has('mimetype') ? 'office' : undefined;
}

/** What operating systems leave in archives: no file that somebody sent. */
const LEFT_BY_SYSTEMS = /^__MACOSX\/|(?:^|\/)(?:\.DS_Store|Thumbs\.db|desktop\.ini)$/;

const isZip = (bytes: Uint8Array): boolean => bytes[0] === 0x50 && bytes[1] === 0x4b && (bytes[2] === 3 || bytes[2] === 5);

/**
 * The files in a ZIP, each a member with its exact bytes and its name. An archive in the archive is opened once, its files beside the others; a further one is said, not opened.
 * What could not be read (encrypted, damaged, of another method, too large) is a problem with the name: nothing is dropped without a word.
 */
export async function readZip(bytes: Uint8Array, limits: ZipLimits, budget: { inflated: number }, prefix = '', depth = 0): Promise<ZipReading> {
  const entries = directory(bytes, limits.archiveEntries);
  if (!entries) return { kind: 'malformed' };
  if (!Array.isArray(entries)) return { kind: 'too-many', count: entries.count, limit: limits.archiveEntries };
  const other = otherKind(entries);
  if (other) return { kind: other };
  const data = dataOf(bytes, entries);
  if (!data) return { kind: 'malformed' };

  const members: CollectionMember[] = [];
  const problems: Problem[] = [];
  for (const entry of entries) {
    const filename = `${prefix}${entry.name}`.slice(0, MOST_NAME);
    if (entry.name.endsWith('/') && entry.size === 0) continue;
    if (LEFT_BY_SYSTEMS.test(entry.name)) { problems.push(note('zip.ignored', { name: filename })); continue; }
    const file = await fileOf(entry, data.get(entry), limits, budget);
    if (!(file instanceof Uint8Array)) { problems.push(note(file, { name: filename })); continue; }
    if (isZip(file)) {
      if (depth >= MOST_DEPTH) { problems.push(note('zip.nested', { name: filename })); continue; }
      const inner = await readZip(file, limits, budget, `${filename}/`, depth + 1);
      if (inner.kind === 'files') {
        members.push(...inner.members);
        problems.push(...inner.problems);
        continue;
      }
      if (inner.kind === 'malformed' || inner.kind === 'too-many') { problems.push(note(inner.kind === 'malformed' ? 'zip.damaged' : 'input.too-many', { name: filename })); continue; }
    }
    members.push({ pointer: '', bytes: file, filename });
  }
  if (members.length > limits.members) return { kind: 'too-many', count: members.length, limit: limits.members };
  return { kind: 'files', members: members.map((member, index) => ({ ...member, pointer: pointer(index) })), problems };
}

type EntryCode = 'zip.encrypted' | 'zip.unsupported' | 'zip.too-large' | 'zip.damaged';

async function fileOf(entry: Entry, data: Uint8Array | undefined, limits: ZipLimits, budget: { inflated: number }): Promise<Uint8Array | EntryCode> {
  if (entry.encrypted) return 'zip.encrypted';
  if (!data || (entry.method !== 0 && entry.method !== 8)) return 'zip.unsupported';
  if (entry.size > limits.inputBytes || entry.size > budget.inflated) return 'zip.too-large';
  let file = data;
  if (entry.method === 8) {
    const own = { inflated: entry.size };
    const inflated = await inflate(data, 'deflate-raw', own);
    budget.inflated -= entry.size;
    // More than was announced is damage, or a lie.
    if (!inflated.ok) return 'zip.damaged';
    file = inflated.bytes;
  } else budget.inflated -= entry.size;
  return file.length === entry.size && crc32(file) === entry.crc ? new Uint8Array(file) : 'zip.damaged';
}
