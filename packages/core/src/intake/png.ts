import type { Problem } from '../report/report.js';
import { note } from './artifacts.js';
import { once, type Baked, type BakedKind, type BakedReading } from './baked-reading.js';
import { inflate } from '../bytes/inflate.js';
import { crc32 } from './crc32.js';
import type { PngChunk } from './png-pixels.js';

export { pngPixels } from './png-pixels.js';

/** The chunks that matter here, as parts of the file's own bytes. */
export interface PngChunks {
  chunks: PngChunk[];
  /** The file ends before IEND does. `in`: the type of the chunk that it ends in, and what is there of it. */
  cutOff?: { in: string; data: Uint8Array };
  /** Types of chunks whose CRC is wrong. */
  damaged: string[];
  /** Bytes after IEND: no part of the picture. */
  trailing: number;
}

const SIGNATURE_BYTES = 8;
const KEPT = new Set(['IHDR', 'PLTE', 'tRNS', 'IDAT', 'tEXt', 'zTXt', 'iTXt']);
const TEXTS = new Set(['tEXt', 'zTXt', 'iTXt']);
const MOST_CHUNKS = 200_000;

/** PNG (third edition) section 5.3: length, type, data, CRC. Order is of no matter here; APNG is PNG with further chunks. Never reads beyond the file. */
export function readChunks(bytes: Uint8Array): PngChunks {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const result: PngChunks = { chunks: [], damaged: [], trailing: 0 };
  let at = SIGNATURE_BYTES;
  for (let count = 0; ; count += 1) {
    const type = at + 8 <= bytes.length ? String.fromCharCode(...bytes.subarray(at + 4, at + 8)) : '';
    const length = type === '' ? 0 : view.getUint32(at);
    const end = at + 12 + length;
    if (type === '' || end > bytes.length || count >= MOST_CHUNKS) return { ...result, cutOff: { in: type, data: bytes.subarray(at + 8) } };
    const intact = crc32(bytes.subarray(at + 4, end - 4)) === view.getUint32(end - 4);
    if (!intact && result.damaged.length < 20) result.damaged.push(type);
    if (KEPT.has(type)) result.chunks.push({ type, data: bytes.subarray(at + 8, end - 4), intact });
    at = end;
    if (type === 'IEND') return { ...result, trailing: bytes.length - at };
  }
}

const KEYWORDS: Readonly<Record<string, BakedKind>> = { openbadgecredential: 'credential', openbadges: 'assertion' };

interface TextChunk { kind: BakedKind; rest: Uint8Array }

/** The keyword is 1 to 79 bytes before a zero. */
function textChunk(data: Uint8Array): TextChunk | undefined {
  const zero = data.subarray(0, 80).indexOf(0);
  const keyword = zero < 1 ? '' : String.fromCharCode(...data.subarray(0, zero));
  return Object.hasOwn(KEYWORDS, keyword) ? { kind: KEYWORDS[keyword]!, rest: data.subarray(zero + 1) } : undefined;
}

type Text = { content: Uint8Array | string; compressed: boolean } | { why: 'malformed' | 'too-large' };

/** PNG sections 11.3.3.2 to 11.3.3.4. */
async function textOf(type: string, rest: Uint8Array, budget: { inflated: number }): Promise<Text> {
  if (type === 'tEXt') return { content: legacyText(rest), compressed: false };
  let compressed = type === 'zTXt';
  let body = rest.subarray(1);
  if (type === 'iTXt') {
    const flag = rest[0];
    const language = rest.indexOf(0, 2);
    const translated = language < 0 ? -1 : rest.indexOf(0, language + 1);
    if ((flag !== 0 && flag !== 1) || translated < 0 || (flag === 1 && rest[1] !== 0)) return { why: 'malformed' };
    compressed = flag === 1;
    body = rest.subarray(translated + 1);
  } else if (rest[0] !== 0) return { why: 'malformed' };
  if (!compressed) return { content: body, compressed };
  const inflated = await inflate(body, 'deflate', budget);
  if (!inflated.ok) return { why: inflated.why === 'too-large' ? 'too-large' : 'malformed' };
  return { content: type === 'zTXt' ? legacyText(inflated.bytes) : inflated.bytes, compressed };
}

/** These chunks are Latin-1, but programs wrote UTF-8 into them: what is UTF-8 is taken for it. */
function legacyText(bytes: Uint8Array): Uint8Array | string {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return bytes;
  } catch {
    return Array.from({ length: Math.ceil(bytes.length / 8192) }, (_, at) => String.fromCharCode(...bytes.subarray(at * 8192, (at + 1) * 8192))).join('');
  }
}

/** What is baked into a PNG. A chunk that the standard forbids (compressed, or of the older kind) is read, and said. */
export async function bakedPng(bytes: Uint8Array, budget: { inflated: number }): Promise<BakedReading & { complete: boolean }> {
  const { chunks, cutOff, damaged, trailing } = readChunks(bytes);
  const found: Baked[] = [];
  const problems: Problem[] = [];
  const complete = cutOff === undefined;
  const stop = (code: 'baked.crc' | 'baked.cut-off' | 'baked.malformed' | 'input.too-large', params?: Record<string, string>) => ({ found: [], stop: { code, ...(params ? { params } : {}) }, problems, complete });

  for (const { type, data, intact } of chunks) {
    const chunk = TEXTS.has(type) ? textChunk(data) : undefined;
    if (!chunk) continue;
    if (!intact) return stop('baked.crc');
    const text = await textOf(type, chunk.rest, budget);
    if ('why' in text) return text.why === 'too-large' ? stop('input.too-large') : stop('baked.malformed', { reason: 'chunk' });
    found.push({ kind: chunk.kind, content: text.content });
    if (text.compressed) problems.push(note('baked.nonconformant', { reason: 'compressed' }));
    if (type !== 'iTXt') problems.push(note('baked.nonconformant', { reason: type }));
  }
  if (cutOff && TEXTS.has(cutOff.in) && textChunk(cutOff.data)) return stop('baked.cut-off');
  if (cutOff) problems.push(note('picture.damaged', { reason: 'cut off' }));
  if (damaged.length > 0) problems.push(note('picture.damaged', { reason: `checksum of ${[...new Set(damaged)].map((type) => type.replace(/[^A-Za-z]/g, '?')).join(', ')}` }));
  if (trailing > 0) problems.push(note('picture.trailing-data', { bytes: trailing }));
  return { ...once(found, problems), complete };
}

