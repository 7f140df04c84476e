import { skipSpace } from '../characters.js';
import type { Layer } from '../revisions.js';
import type { FormatDefect, PdfDictionary, PdfObject, PdfSignature, RevisionView } from '../types.js';
import { isReference } from '../values.js';

export interface RangeReading { range?: readonly [number, number, number, number]; defects: FormatDefect[] }

/** ISO 32000-2 section 12.8.1: two ranges, from the first byte of the file, with one gap. Strict: what is repaired for a reader's comfort would be a forger's. */
export function readByteRange(dictionary: PdfDictionary, view: RevisionView, size: number, signed: WeakSet<PdfObject[]>): RangeReading {
  const given = dictionary.entries.get('ByteRange');
  const value = view.resolve(given);
  if (value === null) return { defects: ['byte-range-missing'] };
  const defects: FormatDefect[] = isReference(given) || (Array.isArray(value) && value.some(isReference)) ? ['byte-range-indirect'] : [];
  const numbers = Array.isArray(value) ? value.slice(0, 5).map((each) => view.resolve(each)) : [];
  const plain = Array.isArray(value) && !signed.has(value);
  if (numbers.length !== 4 || !plain || !numbers.every((each): each is number => typeof each === 'number' && Number.isSafeInteger(each) && each >= 0)) return { defects: [...defects, 'byte-range-malformed'] };
  const range = numbers as unknown as readonly [number, number, number, number];
  const [a, b, c, d] = range;
  if (a !== 0) defects.push('byte-range-not-from-start');
  if (c < a + b) defects.push('byte-range-overlap');
  if (a + b > size || c + d > size) defects.push('byte-range-outside');
  return { range, defects };
}

export function signedBytes(bytes: Uint8Array, [a, b, c, d]: readonly [number, number, number, number]): Uint8Array {
  const made = new Uint8Array(b + d);
  made.set(bytes.subarray(a, a + b));
  made.set(bytes.subarray(c, c + d), b);
  return made;
}

/**
 * What a range that ends at an offset covers: the file, or one of its revisions up to its `%%EOF`, the white space behind it in or out.
 * Bytes that stand behind the last revision, where nothing leads to them, are no revision's: a range that ends there is unclear.
 */
export function coverageOf(end: number, bytes: Uint8Array, layers: readonly Layer[]): { covers: PdfSignature['covers']; revision?: number } {
  for (const [index, { eof, end: past }] of layers.entries()) {
    if (end >= eof && end <= Math.max(past, skipSpace(bytes, eof, Math.min(bytes.length, eof + 1024)))) return { covers: end === bytes.length ? 'file' : 'revision', revision: index };
  }
  return { covers: 'unclear' };
}
