import { firstFrom, readDigits, skipBlank } from './characters.js';
import type { Reading } from './limits.js';
import { parseValue, type Source } from './parse-value.js';
import type { PdfDictionary, PdfObject } from './types.js';
import { nameOf, numberOf } from './values.js';

/** An object stream (ISO 32000-2 section 7.5.7): its numbers in order, and the value at each place. */
export interface ObjectStream { numbers: readonly number[]; byNumber: ReadonlyMap<number, number>; at(index: number): PdfObject; /** Readers find something else in it. */ doubt(): void }

/**
 * Opens the contents of an object stream. `Extends` is not followed: a cross-reference entry names the very stream that holds its object.
 * Undefined where the head does not read.
 */
export function openObjectStream(dictionary: PdfDictionary, bytes: Uint8Array, reading: Reading, resolve: (object: PdfObject | undefined) => PdfObject): ObjectStream | undefined {
  const { limits, work, oddities, signed, odd } = reading;
  const [count, first] = [numberOf(resolve(dictionary.entries.get('N'))), numberOf(resolve(dictionary.entries.get('First')))];
  if (nameOf(resolve(dictionary.entries.get('Type'))) !== 'ObjStm' || count === undefined || first === undefined || first < 0 || count < 0 || count > limits.objects) return undefined;
  // What was inflated may be parsed too.
  work.left += bytes.length * 8;
  const doubt = () => void odd.add(dictionary.start ?? 0);
  const numbers: number[] = [];
  const offsets: number[] = [];
  const byNumber = new Map<number, number>();
  const end = Math.min(first, bytes.length);
  for (let at = 0; numbers.length < count;) {
    const number = readDigits(bytes, skipBlank(bytes, at, end), end);
    const offset = number && readDigits(bytes, skipBlank(bytes, number.at, end), end);
    if (!offset) {
      oddities.add('object-stream-short');
      doubt();
      break;
    }
    if (byNumber.has(number.value)) oddities.add('object-stream-number-twice');
    byNumber.set(number.value, numbers.length);
    numbers.push(number.value);
    offsets.push(offset.value);
    at = offset.at;
  }
  const source: Source = { bytes, end: bytes.length, absolute: false, depth: Math.min(limits.depth, 500), work, oddities, signed, odd, base: dictionary.start ?? 0 };
  const values: (PdfObject | undefined)[] = [];
  let sorted: number[] | undefined;
  return {
    numbers, byNumber, doubt,
    at(index) {
      const known = values[index];
      if (known !== undefined) return known;
      const parsed = parseValue(source, first + (offsets[index] ?? bytes.length));
      if (!parsed) oddities.add('object-malformed');
      // Some readers read up to the next object, and no further.
      sorted ??= offsets.toSorted((a, b) => a - b);
      if (!parsed || parsed.at - first > (sorted[firstFrom(sorted, (offsets[index] ?? 0) + 1)] ?? Infinity)) doubt();
      const value = parsed?.value ?? null;
      values[index] = value;
      return value;
    },
  };
}
