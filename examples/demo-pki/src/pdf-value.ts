import { hex as lowerCaseHex, join } from './der.js';

/** ISO 32000-2 section 7.3, to be written. A JavaScript string is a token as it stands (`/Name`, `5 0 R`, `<00>`); bytes are a string, a plain object a dictionary. */
export type PdfValue = null | boolean | number | string | Uint8Array | readonly PdfValue[] | PdfStreamValue | PdfEntries;
export interface PdfEntries { readonly [key: string]: PdfValue | undefined }
/** `entries` without Length, unless it is to be another. `data` as it shall stand in the file before encryption. */
export interface PdfStreamValue { readonly entries: PdfEntries; readonly data: Uint8Array }

export function latin1(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(text, (character) => character.charCodeAt(0) & 0xff);
}

export const joined = (parts: readonly (Uint8Array | string)[]): Uint8Array<ArrayBuffer> => join(...parts.map((part) => (typeof part === 'string' ? latin1(part) : part)));

export const hex = (bytes: Uint8Array): string => lowerCaseHex(bytes).toUpperCase();

/** A text string (section 7.9.2.2): Latin-1 where that does, UTF-16 otherwise. */
export function text(value: string): Uint8Array {
  if ([...value].every((character) => character.charCodeAt(0) < 0x80)) return latin1(value);
  return Uint8Array.of(0xfe, 0xff, ...Array.from(value, (_, index) => index).flatMap((index) => [value.charCodeAt(index) >> 8, value.charCodeAt(index) & 0xff]));
}

export const reference = (number: number): string => `${number} 0 R`;

export function isStream(value: PdfValue | undefined): value is PdfStreamValue {
  return typeof value === 'object' && value !== null && 'data' in value && value.data instanceof Uint8Array && 'entries' in value;
}

export function isEntries(value: PdfValue | undefined): value is PdfEntries {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Uint8Array) && !isStream(value);
}

export type Cipher = (bytes: Uint8Array, of: 'string' | 'stream') => Uint8Array;
const plain: Cipher = (bytes) => bytes;

function stringToken(bytes: Uint8Array): string {
  if (bytes.some((byte) => byte < 0x20 || byte > 0x7e)) return `<${hex(bytes)}>`;
  return `(${Array.from(bytes, (byte) => String.fromCharCode(byte)).join('').replace(/[\\()]/g, '\\$&')})`;
}

/** The tokens of an object, streams excepted. */
export function written(value: PdfValue, cipher: Cipher = plain): string {
  if (value === null || typeof value === 'boolean' || typeof value === 'number') return String(value);
  if (typeof value === 'string') return value;
  if (value instanceof Uint8Array) return stringToken(cipher(value, 'string'));
  if (Array.isArray(value)) return `[${value.map((item: PdfValue) => written(item, cipher)).join(' ')}]`;
  const entries = Object.entries(value as PdfEntries).filter((entry): entry is [string, PdfValue] => entry[1] !== undefined);
  // A key with `#` and a digit at its end is written without them: the same key again.
  return `<< ${entries.map(([key, item]) => `/${key.replace(/#\d$/, '')} ${written(item, cipher)}`).join(' ')} >>`;
}

/** What stands between `obj` and `endobj`. */
export function body(value: PdfValue, cipher: Cipher = plain): Uint8Array<ArrayBuffer> {
  if (!isStream(value)) return latin1(written(value, cipher));
  const data = cipher(value.data, 'stream');
  return joined([written({ Length: data.length, ...value.entries }, cipher), '\nstream\n', data, '\nendstream']);
}
