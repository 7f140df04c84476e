import * as EcdsaMultikey from '@digitalbazaar/ecdsa-multikey';
import * as Ed25519Multikey from '@digitalbazaar/ed25519-multikey';
import { base64url, sha256, utf8 } from './bytes.js';
import type { JsonObject } from './json.js';

/** TEST keys: whoever reads this file has them. Nothing that they sign proves anything. */
export interface TestKey { readonly algorithm: 'Ed25519' | 'P-256' | 'P-384'; readonly publicKeyMultibase: string; readonly secretKeyMultibase: string }

/** TEST key pairs, generated once: the library imports no seed for these curves. */
export const TEST_KEY_P256: TestKey = {
  algorithm: 'P-256',
  publicKeyMultibase: 'zDnaehz5BwKwb2X9sqwjYMMBpntWJz9qh9zW53ZACpPV1PL6Y',
  secretKeyMultibase: 'z42togAYMsBxJFpGbrmz8QHLCozVsWsZarHoC1afpneEUjve',
};
export const TEST_KEY_P384: TestKey = {
  algorithm: 'P-384',
  publicKeyMultibase: 'z82LkkgpADMw8kxXSScEFzUsADg845g6P7ibkE8q5sgAzwM3f6bgCd3G1Smd8yCxhvaEvyY',
  secretKeyMultibase: 'z2fapHEXqUmpfEBx1mnKuSwxS1gc81Dg6ocTVJkCWntKpHhMwS8ch46NhVrX6SK4D4sppZ',
};

/** The Ed25519 TEST key of a name: the same name gives the same key for ever. */
export async function ed25519TestKey(name: string): Promise<TestKey> {
  const seed = await sha256(utf8(`Credlens demo issuer, TEST key: ${name}`));
  const { publicKeyMultibase, secretKeyMultibase } = await Ed25519Multikey.generate({ seed });
  return { algorithm: 'Ed25519', publicKeyMultibase, secretKeyMultibase };
}

export interface Signer { id: string; algorithm: string; sign(input: { data: Uint8Array }): Promise<Uint8Array> }

/** A signer that names itself by `id`, a verification method's URL. */
export async function signerOf(key: TestKey, id: string): Promise<Signer> {
  const { publicKeyMultibase, secretKeyMultibase } = key;
  const multikey = { '@context': 'https://w3id.org/security/multikey/v1', type: 'Multikey', id, publicKeyMultibase, secretKeyMultibase };
  const library = key.algorithm === 'Ed25519' ? Ed25519Multikey : EcdsaMultikey;
  return (await library.from(multikey)).signer();
}

/** The public key as a Multikey verification method (CID 1.0 section 2.2.2). */
export function multikeyMethod(key: TestKey, id: string, controller: string): JsonObject {
  return { id, type: 'Multikey', controller, publicKeyMultibase: key.publicKeyMultibase };
}

/** The public key as a JWK, public members alone. */
export async function publicJwk(key: TestKey): Promise<JsonObject> {
  if (key.algorithm === 'Ed25519') {
    const { publicKey } = await (await Ed25519Multikey.from({ type: 'Multikey', publicKeyMultibase: key.publicKeyMultibase })).export({ raw: true });
    return { kty: 'OKP', crv: 'Ed25519', x: base64url(publicKey) };
  }
  const pair = await EcdsaMultikey.from({ type: 'Multikey', publicKeyMultibase: key.publicKeyMultibase });
  const { kty, crv, x, y } = await EcdsaMultikey.toJwk({ keyPair: pair });
  return { kty: kty ?? '', crv: crv ?? '', x: x ?? '', y: y ?? '' };
}
