import { decode as base58Decode } from 'base58-universal';
import type { PublicKey, VerificationMethod } from '../did/index.js';
import type { JsonObject } from '../report/json.js';
import { encodeBase64Url } from './base64url.js';

/**
 * A Multikey as a JWK. Multikeys keep compressed points, which no browser imports, so y is computed; the library refuses what is no point of its curve.
 * It is loaded for such a key alone.
 */
async function multikeyJwk({ algorithm, multibase }: PublicKey): Promise<JsonObject | undefined> {
  const raw = base58Decode(multibase.slice(1))?.subarray(2);
  if (!raw) return undefined;
  if (algorithm === 'Ed25519') return { kty: 'OKP', crv: 'Ed25519', x: encodeBase64Url(raw) };
  try {
    const { p256, p384 } = await import('@noble/curves/nist.js');
    const point = (algorithm === 'P-256' ? p256 : p384).Point.fromBytes(raw).toBytes(false);
    const half = (point.length - 1) / 2;
    return { kty: 'EC', crv: algorithm, x: encodeBase64Url(point.subarray(1, 1 + half)), y: encodeBase64Url(point.subarray(1 + half)) };
  } catch {
    return undefined;
  }
}

/** The key of a verification method, in whichever form its document gives it. */
export async function jwkOf(method: Pick<VerificationMethod, 'jwk' | 'key'>): Promise<JsonObject | undefined> {
  return method.jwk ?? (method.key && await multikeyJwk(method.key));
}
