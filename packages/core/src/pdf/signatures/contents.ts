import { hexDigit } from '../characters.js';
import type { FormatDefect, PdfDictionary, PdfString, RevisionView } from '../types.js';
import { isReference, isString } from '../values.js';

export interface ContentsReading { /** Without the zeros behind it. */ contents: Uint8Array; token?: PdfString; defects: FormatDefect[] }

/** The signature's value (ISO 32000-2 table 255): a direct hexadecimal string, DER, and zeros to the end of the place that was kept for it. */
export function readContents(dictionary: PdfDictionary, view: RevisionView, bytes: Uint8Array): ContentsReading {
  const given = dictionary.entries.get('Contents');
  const token = view.resolve(given);
  const defects: FormatDefect[] = isReference(given) ? ['contents-indirect'] : [];
  if (token === null) return { contents: new Uint8Array(), defects: [...defects, 'contents-missing'] };
  if (!isString(token)) return { contents: new Uint8Array(), defects: [...defects, 'contents-not-hex'] };
  if (!token.hex || !isPlainHex(bytes, token)) defects.push('contents-not-hex');
  if (token.bytes.every((byte) => byte === 0)) return { contents: new Uint8Array(), token, defects: [...defects, 'contents-empty'] };
  const end = encodingEnd(token.bytes);
  // What is no DER at all is left to whoever reads it, whole.
  if (end === undefined) return { contents: token.bytes, token, defects };
  if (token.bytes.subarray(end).some((byte) => byte !== 0)) defects.push('contents-trailing-data');
  return { contents: token.bytes.slice(0, end), token, defects };
}

/** Digits alone, two for each byte: white space or comments in the string would be unsigned bytes of the file. In an object stream there is nothing to look at. */
function isPlainHex(bytes: Uint8Array, { start, end }: PdfString): boolean {
  if (start === undefined || end === undefined) return true;
  for (let at = start + 1; at < end - 1; at += 1) if (hexDigit(bytes[at]) < 0) return false;
  return (end - start) % 2 === 0;
}

const MOST_DEPTH = 32, MOST_PARTS = 10_000;

/** Where the first BER value of the bytes ends (X.690 section 8.1.3), definite or indefinite. Undefined where it does not fit. */
export function encodingEnd(bytes: Uint8Array): number | undefined {
  // Ends of indefinite values that are open.
  let open = 0;
  for (let at = 0, parts = 0; parts < MOST_PARTS; parts += 1) {
    const tag = bytes[at];
    if (tag === undefined) return undefined;
    if (open > 0 && tag === 0 && bytes[at + 1] === 0) {
      open -= 1;
      at += 2;
      if (open === 0) return at;
      continue;
    }
    if (parts === 0 && tag !== 0x30) return undefined;
    at += 1;
    if ((tag & 0x1f) === 0x1f) {
      while ((bytes[at] ?? 0) & 0x80) at += 1;
      at += 1;
    }
    const first = bytes[at];
    if (first === undefined) return undefined;
    at += 1;
    if (first === 0x80) {
      open += 1;
      if (open > MOST_DEPTH) return undefined;
      continue;
    }
    let length = first;
    if (first > 0x80) {
      const count = first & 0x7f;
      if (count > 6 || at + count > bytes.length) return undefined;
      length = 0;
      for (let index = 0; index < count; index += 1) length = length * 256 + bytes[at + index]!;
      at += count;
    }
    at += length;
    if (at > bytes.length) return undefined;
    if (open === 0) return at;
  }
  return undefined;
}
