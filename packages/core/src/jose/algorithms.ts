import { decodeBase64Url } from '../did/index.js';
import { isString, own, type JsonObject } from '../report/json.js';

interface Asks { kty: 'EC' | 'OKP' | 'RSA'; crv?: string }

/**
 * The algorithms that are allowed (RFC 7518, RFC 8037, RFC 9864), each with the key that it asks for. Nothing else is tried, whatever a header says: not `none`, not a MAC (HS256 and its
 * like), whose "signature" anybody makes who can check it.
 */
const ALGORITHMS: Readonly<Record<string, Asks>> = {
  ES256: { kty: 'EC', crv: 'P-256' }, ES384: { kty: 'EC', crv: 'P-384' }, ES512: { kty: 'EC', crv: 'P-521' },
  EdDSA: { kty: 'OKP', crv: 'Ed25519' }, Ed25519: { kty: 'OKP', crv: 'Ed25519' },
  RS256: { kty: 'RSA' }, RS384: { kty: 'RSA' }, RS512: { kty: 'RSA' }, PS256: { kty: 'RSA' }, PS384: { kty: 'RSA' }, PS512: { kty: 'RSA' },
};

/** RFC 7518 sections 3.3 and 3.5. */
const SHORTEST_RSA = 2048;

/** `forbidden` protects nothing; `unknown` is one that this engine does not have. */
export function algorithmStanding(alg: unknown): 'allowed' | 'forbidden' | 'unknown' {
  if (typeof alg !== 'string' || /^(?:none|HS\d+)$/i.test(alg)) return 'forbidden';
  return Object.hasOwn(ALGORITHMS, alg) ? 'allowed' : 'unknown';
}

/** A key for encryption, for another algorithm, or of another kind must not check a signature; a short RSA key can be broken. `undefined`: it will do. */
export function keyMisfit(alg: string, jwk: JsonObject): 'other-kind' | 'too-weak' | undefined {
  const asks = Object.hasOwn(ALGORITHMS, alg) ? ALGORITHMS[alg] : undefined;
  if (!asks || own(jwk, 'kty') !== asks.kty || (asks.crv !== undefined && own(jwk, 'crv') !== asks.crv)) return 'other-kind';
  const [meant, use, operations] = [own(jwk, 'alg'), own(jwk, 'use'), own(jwk, 'key_ops')];
  const name = (text: unknown) => (text === 'Ed25519' ? 'EdDSA' : text);
  if (meant !== undefined && name(meant) !== name(alg)) return 'other-kind';
  if (use !== undefined && use !== 'sig') return 'other-kind';
  if (operations !== undefined && !(Array.isArray(operations) && operations.includes('verify'))) return 'other-kind';
  return asks.kty === 'RSA' && modulusBits(jwk) < SHORTEST_RSA ? 'too-weak' : undefined;
}

function modulusBits(jwk: JsonObject): number {
  const n = own(jwk, 'n');
  const bytes = isString(n) ? decodeBase64Url(n) : undefined;
  const first = bytes?.findIndex((byte) => byte !== 0) ?? -1;
  return bytes && first >= 0 ? (bytes.length - first) * 8 - Math.clz32(bytes[first]!) + 24 : 0;
}
