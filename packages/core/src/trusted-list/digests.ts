import { digestNow } from '../x509/digest.js';

export function toBase64(bytes: Uint8Array): string {
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary);
}

export const sha256 = (bytes: Uint8Array): Uint8Array => digestNow('SHA-256', bytes) ?? new Uint8Array();
