import { decode as base58Decode } from 'base58-universal';
import { base64url } from './bytes.js';
import type { JsonObject } from './json.js';
import { publicJwk, type TestKey } from './keys.js';

/** A TEST key pair for JWS. `secret` is in it, so nothing that it signs proves anything. */
export interface JoseKey { readonly alg: string; readonly public: JsonObject; readonly secret: JsonObject }

interface Parameters { import: RsaHashedImportParams | EcKeyImportParams | Algorithm; sign: AlgorithmIdentifier | RsaPssParams | EcdsaParams }

const HASH: Readonly<Record<string, string>> = { 256: 'SHA-256', 384: 'SHA-384', 512: 'SHA-512' };
const CURVE: Readonly<Record<string, string>> = { ES256: 'P-256', ES384: 'P-384', ES512: 'P-521' };

/** @throws RangeError for an algorithm that no test needs. */
function parameters(alg: string): Parameters {
  const hash = HASH[alg.slice(2)];
  if (alg === 'EdDSA' || alg === 'Ed25519') return { import: { name: 'Ed25519' }, sign: { name: 'Ed25519' } };
  if (CURVE[alg] !== undefined && hash) return { import: { name: 'ECDSA', namedCurve: CURVE[alg] } as EcKeyImportParams, sign: { name: 'ECDSA', hash } as EcdsaParams };
  if (alg.startsWith('RS') && hash) return { import: { name: 'RSASSA-PKCS1-v1_5', hash } as RsaHashedImportParams, sign: { name: 'RSASSA-PKCS1-v1_5' } };
  if (alg.startsWith('PS') && hash) return { import: { name: 'RSA-PSS', hash } as RsaHashedImportParams, sign: { name: 'RSA-PSS', saltLength: Number(alg.slice(2)) / 8 } as RsaPssParams };
  throw new RangeError(`No key for ${alg}`);
}

const members = (jwk: JsonObject, names: readonly string[]): JsonObject => Object.fromEntries(names.flatMap((name) => (jwk[name] === undefined ? [] : [[name, jwk[name]]])));

/** A new TEST key for an algorithm. @param modulusLength of an RSA key, in bits */
export async function newJoseKey(alg: string, modulusLength = 2048): Promise<JoseKey> {
  const rsa = { modulusLength, publicExponent: Uint8Array.of(1, 0, 1) };
  const pair = await crypto.subtle.generateKey({ ...parameters(alg).import, ...rsa } as RsaHashedKeyGenParams, true, ['sign', 'verify']) as CryptoKeyPair;
  const secret = await crypto.subtle.exportKey('jwk', pair.privateKey) as unknown as JsonObject;
  return { alg, public: members(secret, ['kty', 'crv', 'x', 'y', 'n', 'e']), secret: members(secret, ['kty', 'crv', 'x', 'y', 'd', 'n', 'e', 'p', 'q', 'dp', 'dq', 'qi']) };
}

/** A TEST key of this issuer, as JOSE takes it. */
export async function joseKeyOf(key: TestKey): Promise<JoseKey> {
  const jwk = await publicJwk(key);
  const raw = base58Decode(key.secretKeyMultibase.slice(1));
  // Two bytes say what kind of key it is; an Ed25519 secret may have its public half after it.
  const d = base64url(raw.subarray(2, key.algorithm === 'P-384' ? 50 : 34));
  return { alg: key.algorithm === 'Ed25519' ? 'EdDSA' : key.algorithm === 'P-256' ? 'ES256' : 'ES384', public: jwk, secret: { ...jwk, d } };
}

/** The bare signature. @throws what WebCrypto throws for a key that is not the algorithm's */
export async function signBytes(alg: string, secret: JsonObject, bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  const { import: how, sign } = parameters(alg);
  const key = await crypto.subtle.importKey('jwk', secret as JsonWebKey, how, false, ['sign']);
  return new Uint8Array(await crypto.subtle.sign(sign, key, bytes));
}

/** A JWK verification method (CID 1.0 section 2.2.3). */
export function jwkMethod(id: string, controller: string, jwk: JsonObject): JsonObject {
  return { id, type: 'JsonWebKey', controller, publicKeyJwk: jwk };
}

/** A controller document of an https or did:web issuer that holds such keys, each under its fragment. */
export function jwkDocument(id: string, keys: Readonly<Record<string, JsonObject>>, changes: JsonObject = {}): JsonObject {
  const ids = Object.keys(keys).map((fragment) => `${id}#${fragment}`);
  return {
    '@context': ['https://www.w3.org/ns/cid/v1'], id, verificationMethod: Object.entries(keys).map(([fragment, jwk]) => jwkMethod(`${id}#${fragment}`, id, jwk)),
    assertionMethod: ids, authentication: ids, ...changes,
  };
}

/** JWT VC issuer metadata (SD-JWT VC section 5), and where it is served. */
export function issuerMetadata(issuer: string, keys: readonly JsonObject[], changes: JsonObject = {}): { url: string; document: JsonObject } {
  const { origin, pathname } = new URL(issuer);
  return { url: `${origin}/.well-known/jwt-vc-issuer${pathname.replace(/\/$/, '')}`, document: { issuer, jwks: { keys: [...keys] }, ...changes } };
}
