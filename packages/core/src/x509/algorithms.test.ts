import { signatureIdentifier, testKey, type KeyKind, type SigningOptions } from '@credlens/demo-pki';
import { describe, expect, it } from 'vitest';
import { algorithmFaults, keyBits, keyLabel, signatureLabel } from './algorithms.js';
import { readAlgorithm } from './certificate.js';
import { encodeAlgorithm, encodeSequence, encodeTlv, encodeUnsigned } from './der-encode.js';
import { readOne } from './der.js';

const at = (date: string): number => Date.parse(`${date}T00:00:00Z`);
const rules = (about: Parameters<typeof algorithmFaults>[0], date: string) => algorithmFaults(about, at(date)).map(({ rule }) => rule);
const rsa = (bits: number): Uint8Array => {
  const modulus = new Uint8Array(bits / 8).fill(0xff);
  return encodeSequence(encodeAlgorithm({ oid: '1.2.840.113549.1.1.1', parameters: Uint8Array.of(5, 0) }), encodeTlv(3, Uint8Array.of(0), encodeSequence(encodeUnsigned(modulus), encodeUnsigned(Uint8Array.of(1, 0, 1)))));
};
const algorithmOf = (kind: KeyKind, options?: SigningOptions) => readAlgorithm(readOne(signatureIdentifier(testKey('a', kind), options)))!;

describe('ETSI TS 119 312: digests by date', () => {
  it.each([['MD5', '2003-01-01', 'digest-refused'], ['RIPEMD-160', '2010-01-01', 'digest-refused'], ['1.2.840.113549.2.2', '1999-01-01', 'digest-refused'], ['SHA-1', '2012-08-01', 'digest-expired'], ['SHA-224', '2029-01-01', 'digest-expired'], ['1.2.3', '2026-01-01', 'digest-unknown']])(
    '%s at %s: %s', (digest, date, rule) => expect(rules({ digest }, date)).toEqual([rule]));
  it.each([['SHA-1', '2012-07-31'], ['SHA-224', '2028-12-31'], ['SHA-256', '2040-01-01'], ['2.16.840.1.101.3.4.2.3', '2040-01-01']])('%s is good at %s', (digest, date) => expect(rules({ digest }, date)).toEqual([]));
});

describe('ETSI TS 119 312: keys by length and date', () => {
  it.each([[512, '2000-01-01', 'key-too-short'], [1016, '2000-01-01', 'key-too-short'], [1024, '2019-10-01', 'key-expired'], [1536, '2019-10-01', 'key-expired'], [2048, '2029-01-01', 'key-expired']])(
    'RSA of %d bits at %s: %s', (bits, date, rule) => expect(rules({ spki: rsa(bits) }, date)).toEqual([rule]));
  it.each([[1024, '2019-09-30'], [2048, '2028-12-31'], [3072, '2040-01-01']])('RSA of %d bits is good at %s', (bits, date) => expect(rules({ spki: rsa(bits) }, date)).toEqual([]));
  it.each(['P-256', 'P-384', 'P-521', 'brainpoolP256r1', 'Ed25519', 'Ed448'] as const)('%s is good', (kind) => expect(rules({ spki: testKey('a', kind).spki }, '2026-08-22')).toEqual([]));
  it('curves of 192 bits never, of 224 until 2021-10, and others are unknown', () => {
    const curve = (oid: number[]) => encodeSequence(encodeAlgorithm({ oid: '1.2.840.10045.2.1', parameters: encodeTlv(6, Uint8Array.from(oid)) }), encodeTlv(3, Uint8Array.of(0, 4)));
    expect(rules({ spki: curve([0x2a, 0x86, 0x48, 0xce, 0x3d, 3, 1, 1]) }, '2005-01-01')).toEqual(['key-too-short']);
    expect(rules({ spki: curve([0x2b, 0x81, 4, 0, 33]) }, '2021-10-01')).toEqual(['key-expired']);
    expect(rules({ spki: curve([0x2b, 0x81, 4, 0, 99]) }, '2021-10-01')).toEqual(['key-unknown']);
    expect(rules({ spki: new Uint8Array() }, '2021-10-01')).toEqual(['key-unknown']);
  });
});

describe('signature algorithms', () => {
  it('are as good as their digests', () => {
    expect(rules({ signature: algorithmOf('RSA-2048', { digest: 'SHA-1' }) }, '2026-08-22')).toEqual(['digest-expired']);
    expect(rules({ signature: algorithmOf('RSA-2048', { digest: 'MD5' }) }, '2003-08-22')).toEqual(['digest-refused']);
    expect(rules({ signature: algorithmOf('P-256') }, '2026-08-22')).toEqual([]);
    expect(rules({ signature: algorithmOf('RSA-2048', { pss: true, declared: { mgfDigest: 'SHA-1' } }) }, '2026-08-22')).toEqual(['digest-expired']);
  });
  it('DSA is refused, and what is not known is never good', () => {
    expect(rules({ signature: { oid: '1.2.840.10040.4.3' } }, '2010-01-01')).toEqual(['signature-refused']);
    expect(rules({ signature: { oid: '1.2.3' } }, '2026-01-01')).toEqual(['signature-unknown']);
    expect(rules({ signature: { oid: '1.2.840.113549.1.1.1' } }, '2026-01-01')).toEqual(['signature-unknown']);
  });
  it('say each fault once, with its end', () => {
    expect(algorithmFaults({ digest: 'SHA-1', signature: algorithmOf('RSA-2048', { digest: 'SHA-1' }), spki: rsa(1024) }, at('2026-01-01'))).toEqual([
      { rule: 'digest-expired', algorithm: 'SHA-1', until: at('2012-08-01') }, { rule: 'key-expired', algorithm: 'RSA 1024', until: at('2019-10-01') },
    ]);
  });
  it('have names for people', () => {
    expect([signatureLabel(algorithmOf('RSA-2048', { pss: true })), signatureLabel(algorithmOf('P-384', { digest: 'SHA-384' })), signatureLabel(algorithmOf('Ed25519')), signatureLabel({ oid: '1.2.3' })])
      .toEqual(['RSA-PSS with SHA-256', 'ECDSA with SHA-384', 'Ed25519', '1.2.3']);
    expect([keyLabel(rsa(2048)), keyBits(rsa(2048)), keyLabel(testKey('a', 'P-521').spki), keyBits(testKey('a', 'P-521').spki)]).toEqual(['RSA 2048', 2048, 'P-521', 521]);
  });
});
