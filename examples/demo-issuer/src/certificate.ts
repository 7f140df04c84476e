import type { JsonObject } from './json.js';
import { signBytes, type JoseKey } from './jose-keys.js';
import { utf8 } from './bytes.js';

/** DER (X.690): a tag, a length, and what is in it. */
function der(tag: number, ...content: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const length = content.reduce((sum, part) => sum + part.length, 0);
  const head = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255];
  const bytes = new Uint8Array(1 + head.length + length);
  bytes.set([tag, ...head]);
  let at = 1 + head.length;
  for (const part of content) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

const sequence = (...content: Uint8Array[]) => der(0x30, ...content);
const ECDSA_SHA256 = sequence(Uint8Array.of(0x06, 8, 0x2a, 0x86, 0x48, 0xce, 0x3d, 4, 3, 2));
const time = (date: string) => der(0x18, utf8(`${date.replace(/[-:T]/g, '').slice(0, 14)}Z`));
const commonName = (name: string) => sequence(der(0x31, sequence(Uint8Array.of(0x06, 3, 0x55, 4, 3), der(0x0c, utf8(name)))));

/** An unsigned integer: a leading zero where the first bit is set. */
const integer = (bytes: Uint8Array) => der(0x02, bytes[0]! >= 0x80 ? Uint8Array.of(0, ...bytes) : bytes);

/**
 * A self-signed TEST certificate of an ES256 key, as `x5c` carries it: base64 DER. It is good for nothing but being read.
 * @param name its subject's and issuer's common name
 */
export async function testCertificate(key: JoseKey, name: string): Promise<string> {
  const spki = await crypto.subtle.exportKey('spki', await crypto.subtle.importKey('jwk', key.public as JsonObject as JsonWebKey, { name: 'ECDSA', namedCurve: 'P-256' }, true, ['verify']));
  const tbs = sequence(der(0xa0, Uint8Array.of(2, 1, 2)), integer(Uint8Array.of(1)), ECDSA_SHA256, commonName(name), sequence(time('2026-01-01T00:00:00'), time('2036-01-01T00:00:00')), commonName(name), new Uint8Array(spki));
  const signature = await signBytes('ES256', key.secret, tbs);
  const trimmed = (part: Uint8Array) => part.subarray(Math.max(0, part.findIndex((byte) => byte !== 0)));
  const bits = der(0x03, Uint8Array.of(0), sequence(integer(trimmed(signature.subarray(0, 32))), integer(trimmed(signature.subarray(32)))));
  return btoa(String.fromCharCode(...sequence(tbs, ECDSA_SHA256, bits)));
}
