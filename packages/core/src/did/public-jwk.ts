import { isString, own, type JsonObject } from '../report/json.js';
import { decodeBase64Url } from './multikey.js';

/** Members that only a private or a symmetric key has (RFC 7518 section 6). */
const PRIVATE = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k', 'priv'] as const;

const CURVES: Readonly<Record<string, Readonly<Record<string, number>>>> = { EC: { 'P-256': 32, 'P-384': 48, 'P-521': 66 }, OKP: { Ed25519: 32 } };

/** An RSA modulus of 16384 bits, in base64url; nobody has a longer one, and checking costs time. */
const LONGEST = 2731;

function coordinate(jwk: JsonObject, name: string, length: number): boolean {
  const text = own(jwk, name);
  return isString(text) && text.length <= 100 && decodeBase64Url(text)?.length === length;
}

/**
 * A public signature key as a JWK (RFC 7517): RSA, EC on P-256, P-384 or P-521, or Ed25519, with `kid`, `alg`, `use` and `key_ops` where it gives them.
 * Anything else, and a key that carries its private part, gives `undefined`: that one is everybody's key. It does not assert that a point is on its curve.
 */
export function publicJwk(jwk: JsonObject): JsonObject | undefined {
  if (PRIVATE.some((name) => own(jwk, name) !== undefined)) return undefined;
  const kty = own(jwk, 'kty');
  let members: readonly string[];
  if (kty === 'RSA') {
    const [n, e] = [own(jwk, 'n'), own(jwk, 'e')];
    if (!isString(n) || !isString(e) || n.length > LONGEST || e.length > 16 || !decodeBase64Url(n)?.length || !decodeBase64Url(e)?.length) return undefined;
    members = ['kty', 'n', 'e'];
  } else {
    const crv = own(jwk, 'crv');
    const curves = isString(kty) && Object.hasOwn(CURVES, kty) ? CURVES[kty]! : {};
    const length = isString(crv) && Object.hasOwn(curves, crv) ? curves[crv] : undefined;
    if (length === undefined || !coordinate(jwk, 'x', length) || (kty === 'EC' && !coordinate(jwk, 'y', length))) return undefined;
    members = kty === 'EC' ? ['kty', 'crv', 'x', 'y'] : ['kty', 'crv', 'x'];
  }
  const read: JsonObject = {};
  for (const name of [...members, 'kid', 'alg', 'use', 'key_ops']) {
    const value = own(jwk, name);
    if (value !== undefined) read[name] = value;
  }
  return read;
}

/** Whether two public JWKs are one key, whatever they are called. */
export function sameKey(a: JsonObject, b: JsonObject): boolean {
  return ['kty', 'crv', 'x', 'y', 'n', 'e'].every((name) => own(a, name) === own(b, name));
}
