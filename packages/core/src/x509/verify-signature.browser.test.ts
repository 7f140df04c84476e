import { certificate, sign, signatureIdentifier, testKey, type KeyKind, type SigningOptions } from '@credlens/demo-pki';
import { describe, expect, it } from 'vitest';
import { keyBits } from './algorithms.js';
import { parseCertificate, readAlgorithm, readKeyInfo } from './certificate.js';
import { join } from './der-encode.js';
import { readOne } from './der.js';
import { digest } from './digest.js';
import { readRsaKey, verifyPkcs1, verifyPss } from './rsa.js';
import { verifyOnPlatform } from './rsa-platform.js';
import { signatureScheme } from './signature-algorithms.js';
import { verifySignature } from './verify-signature.js';

const data = new TextEncoder().encode('what is signed');

describe('in a page, a signature holds for its data and key alone', () => {
  it.each<[KeyKind, SigningOptions]>([
    ...(['SHA-1', 'SHA-256', 'SHA-384', 'SHA-512', 'SHA-224', 'SHA3-256'] as const).map((name): [KeyKind, SigningOptions] => ['RSA-2048', { digest: name }]),
    ['RSA-1024', {}], ['RSA-3072', { digest: 'SHA-512' }],
    ['RSA-2048', { pss: true }], ['RSA-3072', { pss: true, digest: 'SHA-512' }], ['RSA-2048', { pss: true, saltLength: 0 }], ['RSA-2048', { pss: true, digest: 'SHA-1', saltLength: 20 }],
    ['P-256', {}], ['P-256', { digest: 'SHA-512' }], ['P-384', { digest: 'SHA-384' }], ['P-521', { digest: 'SHA-512' }], ['P-384', { digest: 'SHA3-256' }],
    ['Ed25519', {}], ['Ed448', {}], ['brainpoolP256r1', {}], ['secp256k1', {}],
  ])('%s %o', async (kind, options) => {
    const key = testKey('page', kind);
    const question = { algorithm: readAlgorithm(readOne(signatureIdentifier(key, options)))!, spki: key.spki, data, signature: await sign(key, data, options) };
    expect(await verifySignature(question)).toBe('valid');
    expect(await verifySignature({ ...question, data: join(data, Uint8Array.of(0)) })).toBe('invalid');
    expect(await verifySignature({ ...question, signature: question.signature.map((octet, at) => (at === 40 ? octet ^ 1 : octet)) })).not.toBe('valid');
  });

  it('RSA: the platform and our own arithmetic say the same', async () => {
    for (const [kind, options] of [['RSA-1024', {}], ['RSA-2048', { digest: 'SHA-384' }], ['RSA-2048', { pss: true, saltLength: 8 }], ['RSA-3072', { pss: true, digest: 'SHA-512' }]] as const) {
      const key = testKey('page', kind);
      const scheme = signatureScheme(readAlgorithm(readOne(signatureIdentifier(key, options)))!);
      if (!scheme || scheme === 'malformed') throw new Error('no scheme');
      const rsa = readRsaKey(readKeyInfo(key.spki)!.key)!;
      const signature = await sign(key, data, options);
      for (const of of [data, data.subarray(1)]) {
        const hash = (await digest(scheme.digest!, of))!;
        expect(await verifyOnPlatform(rsa, scheme, of, signature)).toBe(scheme.pss ? verifyPss(rsa, scheme.pss, hash, signature) : verifyPkcs1(rsa, scheme.digest!, hash, signature));
      }
      for (const wrong of [signature.subarray(1), join(Uint8Array.of(0), signature), new Uint8Array(signature.length), new Uint8Array(signature.length).fill(0xff)]) {
        expect(await verifyOnPlatform(rsa, scheme, data, wrong)).not.toBe(true);
      }
    }
  });

  it('RSA: a modulus that reads as negative is taken as it was meant', async () => {
    const made = await certificate({ subject: { CN: 'Card' }, key: testKey('card', 'RSA-2048'), from: '2012-01-01T00:00:00Z', to: '2017-01-01T00:00:00Z', fault: 'modulus-without-sign-octet' });
    const { spki, tbs, signature, signatureAlgorithm } = parseCertificate(made.certificate)!;
    expect(keyBits(spki)).toBe(2048);
    expect(await verifySignature({ algorithm: signatureAlgorithm, spki, data: tbs, signature })).toBe('valid');
  });
});
