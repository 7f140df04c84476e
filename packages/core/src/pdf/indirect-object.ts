import { firstFrom, hasWord, isDigit, isRegular, placesOf, readDigits, skipBlank, skipSpace } from './characters.js';
import type { Reading } from './limits.js';
import { parseValue, type Source } from './parse-value.js';
import type { PdfObject } from './types.js';
import { isDictionary } from './values.js';

/** An indirect object as it stands in the file (ISO 32000-2 section 7.3.10). */
export interface Located {
  number: number;
  generation: number;
  start: number;
  /** Past `endobj`, or past what could be read. */
  end: number;
  value: PdfObject;
  /** Where the data of a stream begin; `value` is its dictionary then. */
  data?: number;
}

/** `12 0 obj`: the numbers, and where the value begins. */
export function objectHead(bytes: Uint8Array, at: number): { number: number; generation: number; at: number } | undefined {
  if (!isDigit(bytes[at])) return undefined;
  const number = readDigits(bytes, at, bytes.length);
  if (!number) return undefined;
  // A window, so that asking at every digit of a file stays cheap.
  const limit = Math.min(bytes.length, at + 256);
  const second = skipBlank(bytes, number.at, limit);
  const generation = second === number.at ? undefined : readDigits(bytes, second, limit);
  if (!generation) return undefined;
  const word = skipBlank(bytes, generation.at, limit);
  if (!hasWord(bytes, word, 'obj') || isRegular(bytes[word + 3])) return undefined;
  return { number: number.value, generation: generation.value, at: word + 3 };
}

export function sourceOf(reading: Reading, end = reading.bytes.length): Source {
  return { bytes: reading.bytes, end, absolute: true, depth: Math.min(reading.limits.depth, 500), work: reading.work, oddities: reading.oddities, signed: reading.signed, odd: reading.odd };
}

/** The object whose number stands at an offset. The extent of a stream is asked for apart: it may depend on another object. */
export function locateObject(reading: Reading, start: number): Located | undefined {
  const { bytes } = reading;
  const head = objectHead(bytes, start);
  if (!head) return undefined;
  const { number, generation } = head;
  const first = skipBlank(bytes, head.at, bytes.length);
  reading.work.left -= first - head.at;
  if (hasWord(bytes, first, 'endobj')) return { number, generation, start, end: first + 6, value: null };
  const parsed = parseValue(sourceOf(reading), head.at);
  if (!parsed) return undefined;
  const { value } = parsed;
  const next = skipBlank(bytes, parsed.at, bytes.length);
  reading.work.left -= next - parsed.at;
  if (hasWord(bytes, next, 'endobj')) return { number, generation, start, end: next + 6, value };
  if (hasWord(bytes, next, 'stream') && isDictionary(value)) {
    // Section 7.3.8.1: CR LF or LF; readers take a lone CR too.
    const after = next + 6;
    const data = bytes[after] === 0x0d ? (bytes[after + 1] === 0x0a ? after + 2 : after + 1) : bytes[after] === 0x0a ? after + 1 : after;
    if (data === after || (data === after + 1 && bytes[after] === 0x0d)) {
      reading.oddities.add('stream-keyword');
      reading.odd.add(start);
    }
    return { number, generation, start, end: data, value, data };
  }
  reading.oddities.add('endobj-missing');
  return { number, generation, start, end: parsed.at, value };
}


/** Where the words stand that end a stream; found once, when the first stream needs it. */
export interface StreamEnds { places?: readonly number[] }

/**
 * Where the data of a stream end, and where its object ends. A length that does not lead to `endstream` is no length: the next `endstream` counts, and that readers may differ is said.
 * Undefined where no `endstream` follows.
 */
export function streamExtent(reading: Reading, data: number, length: number | undefined, ends: StreamEnds): { dataEnd: number; end: number } | undefined {
  const { bytes, oddities } = reading;
  if (length !== undefined && Number.isInteger(length) && length >= 0 && data + length <= bytes.length) {
    const word = skipSpace(bytes, data + length, Math.min(bytes.length, data + length + 16));
    if (hasWord(bytes, word, 'endstream')) {
      if (word - data - length > 2) oddities.add('stream-length');
      return { dataEnd: data + length, end: afterStream(reading, word + 9) };
    }
  }
  oddities.add('stream-length');
  ends.places ??= placesOf(bytes, 'endstream');
  const word = ends.places[firstFrom(ends.places, data)];
  if (word === undefined) return undefined;
  let dataEnd = word;
  if (dataEnd > data && bytes[dataEnd - 1] === 0x0a) dataEnd -= 1;
  if (dataEnd > data && bytes[dataEnd - 1] === 0x0d) dataEnd -= 1;
  return { dataEnd, end: afterStream(reading, word + 9) };
}

function afterStream({ bytes, oddities }: Reading, at: number): number {
  const next = skipBlank(bytes, at, Math.min(bytes.length, at + 4096));
  if (hasWord(bytes, next, 'endobj')) return next + 6;
  oddities.add('endobj-missing');
  return at;
}
