import { expect, it } from 'vitest';
import { encodeBase64Url, jwkOf, verifySignature } from '../jose/index.js';
import { readJwk } from '../did/index.js';

const utf8 = (text: string) => new TextEncoder().encode(text);
const rsa = (name: string, hash: string) => ({ name, hash, modulusLength: 2048, publicExponent: Uint8Array.of(1, 0, 1) });

const KEYS: [alg: string, generate: object, sign: object][] = [
  ['ES256', { name: 'ECDSA', namedCurve: 'P-256' }, { name: 'ECDSA', hash: 'SHA-256' }], ['ES384', { name: 'ECDSA', namedCurve: 'P-384' }, { name: 'ECDSA', hash: 'SHA-384' }],
  ['ES512', { name: 'ECDSA', namedCurve: 'P-521' }, { name: 'ECDSA', hash: 'SHA-512' }], ['EdDSA', { name: 'Ed25519' }, { name: 'Ed25519' }],
  ['RS256', rsa('RSASSA-PKCS1-v1_5', 'SHA-256'), { name: 'RSASSA-PKCS1-v1_5' }], ['PS512', rsa('RSA-PSS', 'SHA-512'), { name: 'RSA-PSS', saltLength: 64 }],
];

it.each(KEYS)('%s in the browser', async (alg, generate, sign) => {
  const pair = await crypto.subtle.generateKey(generate as EcKeyGenParams, true, ['sign', 'verify']) as CryptoKeyPair;
  const { kty, crv, x, y, n, e } = await crypto.subtle.exportKey('jwk', pair.publicKey);
  const jwk = JSON.parse(JSON.stringify({ kty, crv, x, y, n, e })) as Parameters<typeof verifySignature>[2];
  const signing = `${encodeBase64Url(utf8(JSON.stringify({ alg })))}.${encodeBase64Url(utf8('{}'))}`;
  const signature = new Uint8Array(await crypto.subtle.sign(sign as EcdsaParams, pair.privateKey, utf8(signing)));
  expect(await verifySignature(`${signing}.${encodeBase64Url(signature)}`, alg, jwk)).toBe('valid');
  signature[5]! ^= 1;
  expect(await verifySignature(`${signing}.${encodeBase64Url(signature)}`, alg, jwk)).toBe('invalid');
  // A Multikey keeps the compressed point alone, which no browser imports.
  const key = readJwk(jwk);
  if (key) expect(await jwkOf({ key })).toEqual(jwk);
});
