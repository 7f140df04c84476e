import { decode as base58Decode, encode as base58Encode } from 'base58-universal';
import { isString, own, type JsonObject } from '../report/json.js';

/** The signature algorithms that a key of ours can be for, by the name of the curve. */
export type KeyAlgorithm = 'Ed25519' | 'P-256' | 'P-384';

/** A public key, whatever form its document gave it in. `multibase` is the Multikey form (CID 1.0 section 2.2.2). */
export interface PublicKey { algorithm: KeyAlgorithm; multibase: string }

const HEADERS: readonly { algorithm: KeyAlgorithm; prefix: readonly [number, number]; bytes: number }[] = [
  { algorithm: 'Ed25519', prefix: [0xed, 0x01], bytes: 32 },
  { algorithm: 'P-256', prefix: [0x80, 0x24], bytes: 33 },
  { algorithm: 'P-384', prefix: [0x81, 0x24], bytes: 49 },
];
const LONGEST = 100;

/**
 * Reads a Multikey: base58btc, a multicodec of a signature key, and exactly its length. Private keys, key-agreement keys and other curves give `undefined`.
 * It does not assert that the bytes are a point on the curve; importing the key does.
 */
export function readMultikey(multibase: string): PublicKey | undefined {
  if (!multibase.startsWith('z') || multibase.length > LONGEST) return undefined;
  let bytes: Uint8Array | undefined;
  try {
    bytes = base58Decode(multibase.slice(1));
  } catch {
    return undefined;
  }
  if (!bytes) return undefined;
  const read = bytes;
  const header = HEADERS.find(({ prefix, bytes: length }) => read[0] === prefix[0] && read[1] === prefix[1] && read.length === length + 2);
  if (!header) return undefined;
  if (header.algorithm !== 'Ed25519' && read[2] !== 2 && read[2] !== 3) return undefined;
  return { algorithm: header.algorithm, multibase };
}

function write(algorithm: KeyAlgorithm, key: Uint8Array): PublicKey | undefined {
  const header = HEADERS.find((candidate) => candidate.algorithm === algorithm);
  if (!header || key.length !== header.bytes) return undefined;
  return { algorithm, multibase: `z${base58Encode(Uint8Array.of(...header.prefix, ...key))}` };
}

/** Unpadded base64url (RFC 7515 section 2), nothing else. */
export function decodeBase64Url(text: string): Uint8Array | undefined {
  if (!/^[A-Za-z0-9_-]*$/.test(text) || text.length % 4 === 1) return undefined;
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(binary, (character) => character.charCodeAt(0));
}

/** Reads a public JWK (RFC 7517) for Ed25519, P-256 or P-384. One that carries its private part is refused: it is everybody's key. */
export function readJwk(jwk: JsonObject): PublicKey | undefined {
  if (own(jwk, 'd') !== undefined) return undefined;
  const kty = own(jwk, 'kty');
  const crv = own(jwk, 'crv');
  const x = own(jwk, 'x');
  const xBytes = isString(x) ? decodeBase64Url(x) : undefined;
  if (!xBytes) return undefined;
  if (kty === 'OKP' && crv === 'Ed25519') return write('Ed25519', xBytes);
  if (kty !== 'EC' || (crv !== 'P-256' && crv !== 'P-384')) return undefined;
  const y = own(jwk, 'y');
  const yBytes = isString(y) ? decodeBase64Url(y) : undefined;
  const length = crv === 'P-256' ? 32 : 48;
  if (!yBytes || xBytes.length !== length || yBytes.length !== length) return undefined;
  // SEC 1 section 2.3.3: a compressed point keeps the parity of y.
  return write(crv, Uint8Array.of((yBytes[length - 1]! & 1) === 1 ? 3 : 2, ...xBytes));
}
