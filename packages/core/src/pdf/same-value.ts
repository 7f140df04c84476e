import { sameBytes } from '../bytes/octets.js';
import type { PdfDictionary, PdfObject, PdfStream, RevisionView } from './types.js';
import { isDictionary, isName, isReference, isStream, isString } from './values.js';

/** How a stream is stored, not what it holds (ISO 32000-2 table 5). */
export const STORAGE: ReadonlySet<string> = new Set(['Length', 'Filter', 'DecodeParms', 'DL']);

/** Keys of either that are compared; an entry that is null is none (section 7.3.7). */
export function keysOf(before: PdfDictionary | undefined, after: PdfDictionary | undefined, ofStream = false): Set<string> {
  const keys = new Set([...before?.entries.keys() ?? [], ...after?.entries.keys() ?? []]);
  if (ofStream) for (const key of STORAGE) keys.delete(key);
  return keys;
}

/** Numbers, strings, names, booleans and null; undefined for what has parts. */
export function sameScalar(before: PdfObject, after: PdfObject): boolean | undefined {
  if (before === null || after === null || typeof before !== 'object' || typeof after !== 'object') return before === after;
  if (isName(before) || isName(after)) return isName(before) && isName(after) && before.name === after.name;
  if (isString(before) || isString(after)) return isString(before) && isString(after) && sameBytes(before.bytes, after.bytes);
  return undefined;
}

/** Whether two streams hold the same, however they are stored. What cannot be decoded is compared as it is stored. */
export function sameData(before: { view: RevisionView; stream: PdfStream; number: number | undefined }, after: { view: RevisionView; stream: PdfStream; number: number | undefined }): boolean {
  const storage = (stream: PdfStream, view: RevisionView) => ['Filter', 'DecodeParms'].map((key) => stream.dictionary.entries.get(key) ?? null).map((value) => (isReference(value) ? view.resolve(value) : value));
  const [left, right] = [storage(before.stream, before.view), storage(after.stream, after.view)];
  if (before.number === after.number && sameBytes(before.stream.raw, after.stream.raw) && left.every((value, index) => identical(value, right[index]!))) return true;
  // Not every reader knows it (section 7.4.10).
  if ([...left, ...right].some((value) => namesOf(value).includes('Crypt'))) return false;
  const [one, other] = [before.view.decode(before.stream, before.number), after.view.decode(after.stream, after.number)];
  return one !== undefined && other !== undefined && sameBytes(one, other);
}

const namesOf = (value: PdfObject): string[] => (Array.isArray(value) ? value : [value]).flatMap((each) => (isName(each) ? [each.name] : []));

/** Whether two values are written with the same parts: references by their numbers, not by what they lead to. Values come from a parser that bounds their depth. */
export function identical(before: PdfObject, after: PdfObject): boolean {
  const scalar = sameScalar(before, after);
  if (scalar !== undefined) return scalar;
  if (isReference(before) || isReference(after)) return isReference(before) && isReference(after) && before.number === after.number && before.generation === after.generation;
  if (Array.isArray(before) || Array.isArray(after)) return Array.isArray(before) && Array.isArray(after) && before.length === after.length && before.every((item, index) => identical(item, after[index]!));
  const dictionaries = isStream(before) && isStream(after) ? [before.dictionary, after.dictionary] as const : isDictionary(before) && isDictionary(after) ? [before, after] as const : undefined;
  if (!dictionaries) return false;
  const [left, right] = dictionaries;
  if (isStream(before) && isStream(after) && !sameBytes(before.raw, after.raw)) return false;
  return [...keysOf(left, right)].every((key) => identical(left.entries.get(key) ?? null, right.entries.get(key) ?? null));
}
