import type { Ambiguity } from './ambiguities.js';
import { hexDigit, isDigit, isRegular, latin1, skipBlank } from './characters.js';
import { LimitReached, MOST_ODD, type Work } from './limits.js';
import type { PdfDictionary, PdfName, PdfObject, PdfString } from './types.js';

/** Where values are read from: a file, or the contents of an object stream, whose offsets mean nothing in the file. */
export interface Source {
  bytes: Uint8Array;
  end: number;
  absolute: boolean;
  depth: number;
  work: Work;
  oddities: Set<Ambiguity>;
  /** Arrays with a number that is not written in digits alone: a byte range has none. */
  signed: WeakSet<PdfObject[]>;
  /** Where in the file readers may read otherwise; `base` is the place of what is no part of the file itself. */
  odd: Set<number>;
  base?: number;
}

/** A value and where it ends. */
export interface Parsed { value: PdfObject; at: number }

/** A word that is no value, such as `R` or `endobj`, or a closing delimiter. */
interface Word { kind: 'word'; word: string }
type Token = PdfObject | Word;
interface Cursor { source: Source; at: number; /** Numbers until now that are not digits alone. */ odd: number }

function noteOdd(source: Source, at: number, oddity?: Ambiguity): void {
  if (oddity !== undefined) source.oddities.add(oddity);
  if (source.odd.size < MOST_ODD) source.odd.add(source.absolute ? at : source.base ?? 0);
}

const isWord = (token: Token): token is Word => typeof token === 'object' && token !== null && 'kind' in token && token.kind === 'word';

/** Words that end an object: inside a value they mean that it was never closed. */
const ENDS: ReadonlySet<string> = new Set(['endobj', 'obj', 'stream', 'endstream', 'xref', 'trailer', 'startxref']);

/**
 * One value of ISO 32000-2 section 7.3, with its nested values; `12 0 R` is a reference. Undefined where there is none, or where it is not well-formed.
 * Depth and cost are bounded; what two readers may read differently is put among the oddities.
 */
export function parseValue(source: Source, at: number): Parsed | undefined {
  const cursor: Cursor = { source, at, odd: 0 };
  const token = readToken(cursor, 0);
  if (token === undefined || isWord(token)) return undefined;
  if (typeof token !== 'number') return { value: token, at: cursor.at };
  const after = referenceAfter(source, token, cursor.at);
  if (after && cursor.odd > 0) noteOdd(source, at, 'number-malformed');
  return after ?? { value: token, at: cursor.at };
}

function referenceAfter(source: Source, number: number, at: number): Parsed | undefined {
  if (!Number.isInteger(number) || number < 0) return undefined;
  const next: Cursor = { source, at, odd: 0 };
  const start = skipBlank(source.bytes, at, source.end);
  if (!isDigit(source.bytes[start])) return undefined;
  const generation = readToken(next, 0);
  if (typeof generation !== 'number' || !Number.isInteger(generation)) return undefined;
  const from = skipBlank(source.bytes, next.at, source.end);
  if (next.odd > 0) return undefined;
  if (source.bytes[from] !== 0x52 || (from + 1 < source.end && isRegular(source.bytes[from + 1]))) return undefined;
  return { value: { kind: 'reference', number, generation }, at: from + 1 };
}

function readToken(cursor: Cursor, depth: number): Token | undefined {
  const { source } = cursor;
  const { bytes, end, work } = source;
  const from = cursor.at;
  const at = skipBlank(bytes, from, end);
  cursor.at = at;
  if (at >= end) return undefined;
  const code = bytes[at]!;
  const token = code === 0x2f ? readName(cursor)
    : code === 0x28 ? readLiteral(cursor)
      : code === 0x3c ? (bytes[at + 1] === 0x3c && at + 1 < end ? readDictionary(cursor, depth) : readHex(cursor))
        : code === 0x5b ? readArray(cursor, depth)
          : isDigit(code) || code === 0x2d || code === 0x2b || code === 0x2e ? readNumber(cursor)
            : readWord(cursor);
  // Containers were paid for by what is in them.
  work.left -= (code === 0x5b || (code === 0x3c && bytes[at + 1] === 0x3c) ? at + 2 : cursor.at) - from;
  if (work.left < 0) throw new LimitReached('parsing');
  return token;
}

function readWord(cursor: Cursor): Token {
  const { bytes, end } = cursor.source;
  const start = cursor.at;
  let at = start;
  while (at < end && isRegular(bytes[at])) at += 1;
  if (at === start) at += bytes[at] === 0x3e && bytes[at + 1] === 0x3e && at + 1 < end ? 2 : 1;
  cursor.at = at;
  const word = latin1(bytes, start, Math.min(at, start + 64));
  if (word === 'true' || word === 'false') return word === 'true';
  return word === 'null' ? null : { kind: 'word', word };
}

function readNumber(cursor: Cursor): number {
  const { bytes, end } = cursor.source;
  const start = cursor.at;
  let at = start;
  let plain = true;
  while (at < end && isRegular(bytes[at])) {
    if (!isDigit(bytes[at])) plain = false;
    at += 1;
  }
  cursor.at = at;
  if (plain && at - start < 16) {
    let value = 0;
    for (let index = start; index < at; index += 1) value = value * 10 + bytes[index]! - 0x30;
    return value;
  }
  cursor.odd += 1;
  const text = latin1(bytes, start, Math.min(at, start + 64));
  if (/^[+-]?(?:\d+\.?\d*|\.\d+)$/.test(text)) return Number(text);
  noteOdd(cursor.source, start, 'number-malformed');
  const lenient = Number.parseFloat(text.replace(/^[+-]+(?=[+-])/, ''));
  return Number.isFinite(lenient) ? lenient : 0;
}

function readName(cursor: Cursor): PdfName {
  const { bytes, end } = cursor.source;
  const start = cursor.at + 1;
  let at = start;
  let escaped = false;
  while (at < end && isRegular(bytes[at])) {
    if (bytes[at] === 0x23) escaped = true;
    at += 1;
  }
  cursor.at = at;
  const raw = latin1(bytes, start, at);
  // Section 7.3.5: what follows is no character, or the one that no name has.
  if (escaped && /#(?:00|(?![0-9A-Fa-f]{2}))/.test(raw)) noteOdd(cursor.source, start);
  return { kind: 'name', name: escaped ? raw.replaceAll(/#([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))) : raw };
}

const ESCAPES: ReadonlyMap<number, number> = new Map([[0x6e, 0x0a], [0x72, 0x0d], [0x74, 0x09], [0x62, 0x08], [0x66, 0x0c]]);

/** Section 7.3.4.2. An unclosed string runs to the end of the file: it is no value. */
function readLiteral(cursor: Cursor): Token {
  const { source } = cursor;
  const { bytes, end } = source;
  const start = cursor.at;
  const made = new Growing(64);
  let depth = 1;
  let at = start + 1;
  for (; at < end; at += 1) {
    let code = bytes[at]!;
    if (code === 0x28) depth += 1;
    else if (code === 0x29) {
      depth -= 1;
      if (depth === 0) break;
    } else if (code === 0x0d) {
      if (bytes[at + 1] === 0x0a && at + 1 < end) at += 1;
      code = 0x0a;
    } else if (code === 0x5c) {
      at += 1;
      const next = bytes[at];
      if (next === undefined || at >= end) break;
      if (next >= 0x30 && next <= 0x37) {
        let value = next - 0x30;
        for (let digits = 1; digits < 3 && at + 1 < end && bytes[at + 1]! >= 0x30 && bytes[at + 1]! <= 0x37; digits += 1) value = value * 8 + bytes[(at += 1)]! - 0x30;
        code = value & 0xff;
      } else if (next === 0x0d || next === 0x0a) {
        if (next === 0x0d && bytes[at + 1] === 0x0a && at + 1 < end) at += 1;
        continue;
      } else code = ESCAPES.get(next) ?? next;
    }
    made.push(code);
  }
  cursor.at = Math.min(at + 1, end);
  if (depth !== 0) return { kind: 'word', word: '(' };
  return located({ kind: 'string', bytes: made.bytes(), hex: false }, source, start, cursor.at);
}

/** Section 7.3.4.3. What is no hexadecimal digit is passed over, as readers do; a signature's contents are looked at once more as they were written. */
function readHex(cursor: Cursor): Token {
  const { source } = cursor;
  const { bytes, end } = source;
  const start = cursor.at;
  const close = bytes.indexOf(0x3e, start);
  if (close < 0 || close >= end) {
    cursor.at = end;
    return { kind: 'word', word: '<' };
  }
  const made = new Uint8Array((close - start) >> 1);
  let count = 0;
  for (let at = start + 1; at < close; at += 1) {
    const digit = hexDigit(bytes[at]);
    if (digit < 0) {
      if (bytes[at]! > 32) noteOdd(source, at, 'hex-string-malformed');
      continue;
    }
    made[count >> 1] = count & 1 ? made[count >> 1]! | digit : digit << 4;
    count += 1;
  }
  cursor.at = close + 1;
  return located({ kind: 'string', bytes: made.subarray(0, (count + 1) >> 1), hex: true }, source, start, cursor.at);
}

function located(value: PdfString, source: Source, start: number, end: number): PdfString {
  return source.absolute ? { kind: 'string', bytes: value.bytes, hex: value.hex, start, end } : value;
}

/** The values up to a closing word. References are made when their `R` comes, so that a long row of numbers costs no looking ahead. */
function readItems(cursor: Cursor, close: string, depth: number, odd = new Set<number>()): PdfObject[] | undefined {
  const { source } = cursor;
  if (depth >= source.depth) throw new LimitReached('depth');
  const items: PdfObject[] = [];
  for (;;) {
    const before = cursor.odd;
    const token = readToken(cursor, depth + 1);
    if (token === undefined) return undefined;
    if (!isWord(token)) {
      if (typeof token === 'number' && cursor.odd > before) odd.add(items.length);
      items.push(token);
      continue;
    }
    if (token.word === close) return items;
    const [number, generation] = items.slice(-2);
    if (token.word === 'R' && items.length > 1 && isCount(number) && isCount(generation)) {
      items.length -= 2;
      // 7.0 is no number of an object, though some readers take it for one.
      if (odd.has(items.length) || odd.has(items.length + 1)) noteOdd(source, cursor.at, 'number-malformed');
      odd.delete(items.length);
      items.push({ kind: 'reference', number, generation });
      continue;
    }
    if (ENDS.has(token.word) || token.word === '(' || token.word === '<' || token.word === ']' || token.word === '>>') return undefined;
    noteOdd(source, cursor.at, 'unknown-word');
    items.push(null);
  }
}

const isCount = (value: PdfObject | undefined): value is number => typeof value === 'number' && Number.isInteger(value) && value >= 0;

function readArray(cursor: Cursor, depth: number): Token {
  cursor.at += 1;
  const before = cursor.odd;
  const items = readItems(cursor, ']', depth);
  if (items && cursor.odd > before) cursor.source.signed.add(items);
  return items ?? { kind: 'word', word: '(' };
}

function readDictionary(cursor: Cursor, depth: number): Token {
  const { source } = cursor;
  const start = cursor.at;
  cursor.at += 2;
  const odd = new Set<number>();
  const items = readItems(cursor, '>>', depth, odd);
  if (!items) return { kind: 'word', word: '(' };
  return dictionaryOf(items, odd, source, start, cursor.at);
}

/** Entries that are integers: what is written otherwise, some readers take for another number, and some for none. */
const INTEGERS: ReadonlySet<string> = new Set(['Prev', 'Size', 'XRefStm', 'Length', 'First', 'N', 'F', 'Ff', 'Rotate', 'P', 'Count']);

function dictionaryOf(items: readonly PdfObject[], odd: ReadonlySet<number>, source: Source, start: number, end: number): PdfDictionary {
  const entries = new Map<string, PdfObject>();
  const duplicates: string[] = [];
  for (let index = 0; index < items.length; index += 2) {
    const key = items[index];
    if (typeof key !== 'object' || key === null || !('kind' in key) || key.kind !== 'name' || index + 1 >= items.length) {
      noteOdd(source, start, 'dictionary-malformed');
      index -= 1;
      continue;
    }
    // The last one counts, as most readers have it; that there are two is said.
    if (entries.has(key.name)) duplicates.push(key.name);
    if (odd.has(index + 1) && INTEGERS.has(key.name)) noteOdd(source, start);
    entries.set(key.name, items[index + 1]!);
  }
  if (duplicates.length > 0) source.oddities.add('duplicate-keys');
  return source.absolute ? { kind: 'dictionary', entries, duplicates, start, end } : { kind: 'dictionary', entries, duplicates };
}

/** Bytes of a number that is not known before. */
class Growing {
  #bytes: Uint8Array;
  #length = 0;

  constructor(size: number) {
    this.#bytes = new Uint8Array(size);
  }

  push(code: number): void {
    if (this.#length === this.#bytes.length) {
      const larger = new Uint8Array(this.#length * 2);
      larger.set(this.#bytes);
      this.#bytes = larger;
    }
    this.#bytes[this.#length++] = code;
  }

  bytes(): Uint8Array {
    return this.#bytes.slice(0, this.#length);
  }
}
