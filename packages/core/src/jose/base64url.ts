import { decodeBase64Url } from '../did/index.js';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** Unpadded base64url whose unused last bits are zero (RFC 4648 section 3.5): any other spelling of the same bytes would make a second text with the same signature. */
export function decodeCanonical(text: string): Uint8Array | undefined {
  const bytes = decodeBase64Url(text);
  const unused = text.length % 4 === 2 ? 0b1111 : text.length % 4 === 3 ? 0b11 : 0;
  return bytes && (ALPHABET.indexOf(text.at(-1) ?? 'A') & unused) === 0 ? bytes : undefined;
}

export function encodeBase64Url(bytes: Uint8Array): string {
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

/** UTF-8 text, or `undefined` where the bytes are none. A byte order mark is kept: JSON does not start with one. */
export function utf8Text(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
