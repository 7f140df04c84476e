import { calculateJwkThumbprint, compactVerify, exportJWK, importJWK, importX509 } from 'jose';
import { publicJwk } from '../did/index.js';
import { own, type JsonObject, wordOf } from '../report/json.js';
import { decodeCanonical } from './base64url.js';

/** What a key needs to be itself; names and purposes are judged before, and `ext` or `key_ops` would only make the platform refuse it. */
const KEY_MEMBERS = ['kty', 'crv', 'x', 'y', 'n', 'e'] as const;

/** What the platform does not have, as opposed to what it refuses: an old browser knows no Ed25519. */
const isUnsupported = (error: unknown): boolean => error instanceof Error && (error.name === 'NotSupportedError' || (error as { code?: unknown }).code === 'ERR_JOSE_NOT_SUPPORTED');

/** The library's Ed25519, loaded where the platform has none. It refuses what RFC 8032 refuses. */
async function verifyEd25519(text: string, jwk: JsonObject): Promise<'valid' | 'invalid' | 'bad-key'> {
  const { ed25519 } = await import('@noble/curves/ed25519.js');
  const end = text.lastIndexOf('.');
  const [signature, key] = [decodeCanonical(text.slice(end + 1)), decodeCanonical(wordOf(own(jwk, 'x')))];
  if (!signature || key?.length !== 32) return 'bad-key';
  try {
    return ed25519.verify(signature, new TextEncoder().encode(text.slice(0, end)), key, { zip215: false }) ? 'valid' : 'invalid';
  } catch {
    return 'invalid';
  }
}

/**
 * Checks the signature of a compact JWS under one key and one algorithm, which the caller has allowed; what the token says of keys is not looked at.
 * `bad-key`: the platform takes the key for none (a point beside the curve). `unsupported`: the platform lacks the algorithm. It asserts nothing of whose key it is. Never throws.
 */
export async function verifySignature(text: string, alg: string, jwk: JsonObject): Promise<'valid' | 'invalid' | 'bad-key' | 'unsupported'> {
  const bare = Object.fromEntries(KEY_MEMBERS.flatMap((name) => (own(jwk, name) === undefined ? [] : [[name, own(jwk, name)]])));
  let key: Awaited<ReturnType<typeof importJWK>>;
  try {
    key = await importJWK(bare as Parameters<typeof importJWK>[0], alg);
  } catch (error) {
    if (!isUnsupported(error)) return 'bad-key';
    return own(jwk, 'crv') === 'Ed25519' ? verifyEd25519(text, jwk) : 'unsupported';
  }
  try {
    await compactVerify(text, key, { algorithms: [alg] });
    return 'valid';
  } catch (error) {
    return isUnsupported(error) ? 'unsupported' : 'invalid';
  }
}

/** RFC 7638, SHA-256, base64url. */
export async function thumbprint(jwk: JsonObject): Promise<string | undefined> {
  try {
    return await calculateJwkThumbprint(jwk as Parameters<typeof calculateJwkThumbprint>[0], 'sha256');
  } catch {
    return undefined;
  }
}

/** The key of an X.509 certificate in base64 DER, as `x5c` carries it (RFC 7515 section 4.1.6). Nothing of the certificate but its key is looked at: not who issued it, nor whether it holds. */
export async function certificateKey(der: string, alg: string): Promise<JsonObject | undefined> {
  if (der.length > 16_384 || !/^[A-Za-z0-9+/]+={0,2}$/.test(der)) return undefined;
  try {
    const key = await importX509(`-----BEGIN CERTIFICATE-----\n${der}\n-----END CERTIFICATE-----`, alg, { extractable: true });
    return publicJwk(await exportJWK(key) as JsonObject);
  } catch {
    return undefined;
  }
}
