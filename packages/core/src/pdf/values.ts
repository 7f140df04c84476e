import type { PdfDictionary, PdfName, PdfObject, PdfReference, PdfStream, PdfString } from './types.js';

type Kind = { name: PdfName; string: PdfString; reference: PdfReference; dictionary: PdfDictionary; stream: PdfStream };

function is<K extends keyof Kind>(kind: K) {
  return (value: PdfObject | undefined): value is Kind[K] => typeof value === 'object' && value !== null && !Array.isArray(value) && value.kind === kind;
}

export const isName = is('name');
export const isString = is('string');
export const isReference = is('reference');
export const isDictionary = is('dictionary');
export const isStream = is('stream');

/** The text of a name, undefined for anything else. */
export const nameOf = (value: PdfObject | undefined): string | undefined => (isName(value) ? value.name : undefined);
export const numberOf = (value: PdfObject | undefined): number | undefined => (typeof value === 'number' ? value : undefined);

/** A dictionary's entries, a stream's included; none for anything else. */
export function entriesOf(value: PdfObject | undefined): ReadonlyMap<string, PdfObject> {
  return isDictionary(value) ? value.entries : isStream(value) ? value.dictionary.entries : NONE;
}

const NONE: ReadonlyMap<string, PdfObject> = new Map();

export const NO_DICTIONARY: PdfDictionary = { kind: 'dictionary', entries: NONE, duplicates: [] };
