import { certificate, sign, signatureIdentifier, testKey, type SigningOptions } from '@credlens/demo-pki';
import * as fc from 'fast-check';
import { constants, generateKeyPairSync, privateEncrypt, sign as nodeSign, type KeyObject } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { keyBits, keyLabel } from './algorithms.js';
import { parseCertificate, readAlgorithm, readKeyInfo } from './certificate.js';
import { encodeAlgorithm, encodeSequence, encodeTlv, join } from './der-encode.js';
import { sameBytes } from '../bytes/octets.js';
import { readOne, TAG } from './der.js';
import { digestNow, digestOctets, digestOid, type DigestName } from './digest.js';
import { readRsaKey, verifyPkcs1, verifyPss, type RsaKey } from './rsa.js';
import { verifyOnPlatform } from './rsa-platform.js';
import type { SignatureScheme } from './signature-algorithms.js';
import { verifySignature } from './verify-signature.js';

const data = new TextEncoder().encode('what is signed');
const NULL = Uint8Array.of(5, 0);

interface Pair { secret: KeyObject; key: RsaKey }
const pairs: readonly Pair[] = ([[1024, 65_537], [1536, 3], [2048, 65_537], [2048, 0xffff_fffb], [3072, 17]] as const).map(([modulusLength, publicExponent]) => {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength, publicExponent });
  return { secret: privateKey, key: readRsaKey(readKeyInfo(new Uint8Array(publicKey.export({ type: 'spki', format: 'der' })))!.key)! };
});

/** The way of our own, whatever the platform takes. */
function byHand(key: RsaKey, { digest, pss }: SignatureScheme, of: Uint8Array, signature: Uint8Array): boolean {
  const hash = digestNow(digest!, of)!;
  return pss ? verifyPss(key, pss, hash, signature) : verifyPkcs1(key, digest!, hash, signature);
}

const NODE_NAMES: Partial<Record<DigestName, string>> = { 'SHA-1': 'sha1', 'SHA-256': 'sha256', 'SHA-384': 'sha384', 'SHA-512': 'sha512' };
const schemes = fc.record({ digest: fc.constantFrom<DigestName>('SHA-1', 'SHA-256', 'SHA-384', 'SHA-512'), saltLength: fc.option(fc.constantFrom(0, 8, 20, 32, 62), { nil: undefined }) }).map(({ digest, saltLength }): SignatureScheme =>
  (saltLength === undefined ? { scheme: 'rsa-pkcs1', digest } : { scheme: 'rsa-pss', digest, pss: { digest, maskDigest: digest, saltLength } }));

function signed({ secret }: Pair, { digest, pss }: SignatureScheme, of: Uint8Array): Uint8Array {
  return new Uint8Array(nodeSign(NODE_NAMES[digest!]!, of, pss ? { key: secret, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: pss.saltLength } : { key: secret, padding: constants.RSA_PKCS1_PADDING }));
}

/** RFC 8017 section 9.1.1, step 3: digest and salt have room. Where they have not, a platform may refuse to look. */
const fits = ({ bits }: RsaKey, { digest, pss }: SignatureScheme): boolean => !pss || bits / 8 >= digestOctets(digest!)! + pss.saltLength + 2;

/** What the key makes of an encoded message, whatever is in it. */
const raw = ({ secret }: Pair, message: Uint8Array): Uint8Array => new Uint8Array(privateEncrypt({ key: secret, padding: constants.RSA_NO_PADDING }, message));

function encodedMessage({ key }: Pair, digest: DigestName, change: { parameters?: Uint8Array; start?: readonly number[]; filler?: number; behind?: number; hash?: Uint8Array } = {}): Uint8Array {
  const info = encodeSequence(encodeAlgorithm({ oid: digestOid(digest), ...(change.parameters && { parameters: change.parameters }) }), encodeTlv(TAG.octetString, change.hash ?? digestNow(digest, data)!));
  const behind = new Uint8Array(change.behind ?? 0);
  return join(Uint8Array.from(change.start ?? [0, 1]), new Uint8Array(key.bits / 8 - 3 - info.length - behind.length).fill(change.filler ?? 0xff), Uint8Array.of(0), info, behind);
}

type Fault = 'none' | 'bit' | 'other-data' | 'other-key' | 'shorter' | 'longer' | 'plus-modulus' | 'random' | 'zero' | 'other-salt' | 'other-digest' | 'other-scheme';
const FAULTS: readonly Fault[] = ['none', 'bit', 'other-data', 'other-key', 'shorter', 'longer', 'plus-modulus', 'random', 'zero', 'other-salt', 'other-digest', 'other-scheme'];

function withFault(fault: Fault, at: number, pair: Pair, scheme: SignatureScheme): { scheme: SignatureScheme; of: Uint8Array; signature: Uint8Array; key: RsaKey } {
  const signature = signed(pair, scheme, data);
  const whole = { scheme, of: data, signature, key: pair.key };
  switch (fault) {
    case 'none': return whole;
    case 'bit': return { ...whole, signature: signature.map((octet, index) => (index === at % signature.length ? octet ^ (1 << (at % 8)) : octet)) };
    case 'other-data': return { ...whole, of: join(data, Uint8Array.of(at & 0xff)) };
    case 'other-key': return { ...whole, key: pairs[(pairs.indexOf(pair) + 1) % pairs.length]!.key };
    case 'shorter': return { ...whole, signature: signature.subarray(1) };
    case 'longer': return { ...whole, signature: join(Uint8Array.of(0), signature) };
    // The same number modulo the key: one signature would have two forms.
    case 'plus-modulus': {
      const sum = (BigInt(`0x${Buffer.from(signature).toString('hex')}`) + pair.key.modulus).toString(16).padStart(signature.length * 2, '0');
      return { ...whole, signature: new Uint8Array(Buffer.from(sum.length % 2 === 1 ? `0${sum}` : sum, 'hex')) };
    }
    case 'random': return { ...whole, signature: signature.map((octet, index) => (octet * (at | 1) + index) & 0xff) };
    case 'zero': return { ...whole, signature: new Uint8Array(signature.length) };
    case 'other-salt': return scheme.pss ? { ...whole, scheme: { ...scheme, pss: { ...scheme.pss, saltLength: scheme.pss.saltLength + 1 } } } : whole;
    case 'other-digest': {
      const digest = scheme.digest === 'SHA-256' ? 'SHA-384' : 'SHA-256';
      return { ...whole, scheme: { ...scheme, digest, ...(scheme.pss && { pss: { ...scheme.pss, digest, maskDigest: digest } }) } };
    }
    case 'other-scheme': return { ...whole, scheme: scheme.pss ? { scheme: 'rsa-pkcs1', digest: scheme.digest! } : { scheme: 'rsa-pss', digest: scheme.digest!, pss: { digest: scheme.digest!, maskDigest: scheme.digest!, saltLength: digestOctets(scheme.digest!)! } } };
  }
}

describe('the platform and our own arithmetic', () => {
  it('say the same of every key, digest, padding and fault that both can take', async () => {
    const seen = { valid: 0, invalid: 0 };
    await fc.assert(fc.asyncProperty(fc.constantFrom(...pairs), schemes, fc.constantFrom(...FAULTS), fc.nat(1 << 16), async (pair, scheme, fault, at) => {
      fc.pre(fits(pair.key, scheme));
      const { key, of, signature, scheme: said } = withFault(fault, at, pair, scheme);
      fc.pre(fits(key, said));
      const platform = await verifyOnPlatform(key, said, of, signature);
      expect(platform).toBeTypeOf('boolean');
      expect(byHand(key, said, of, signature)).toBe(platform);
      seen[platform ? 'valid' : 'invalid'] += 1;
    }), { numRuns: 400 });
    expect(seen.valid).toBeGreaterThan(20);
    expect(seen.invalid).toBeGreaterThan(100);
  }, 60_000);
  it.each<[string, Parameters<typeof encodedMessage>[2], boolean]>([
    ['RFC 8017 section 9.2, as it should be', { parameters: NULL }, true], ['appendix B.1: no NULL', {}, false], ['parameters that are something else', { parameters: Uint8Array.of(4, 1, 0) }, false],
    ['padding of other octets', { parameters: NULL, filler: 0xfe }, false], ['another block type', { parameters: NULL, start: [0, 2] }, false], ['something behind the digest', { parameters: NULL, behind: 8 }, false],
    ['a digest cut short', { parameters: NULL, hash: digestNow('SHA-256', data)!.subarray(0, 31) }, false],
  ])('say the same of an encoded message: %s', async (_name, change, outcome) => {
    for (const pair of pairs) {
      const signature = raw(pair, encodedMessage(pair, 'SHA-256', change));
      const scheme: SignatureScheme = { scheme: 'rsa-pkcs1', digest: 'SHA-256' };
      expect([await verifyOnPlatform(pair.key, scheme, data, signature), byHand(pair.key, scheme, data, signature)]).toEqual([outcome, outcome]);
    }
  });
  it('RFC 8017 section 9.1.2: say the same of salt that does not fit', async () => {
    const pair = pairs[0]!;
    for (const saltLength of [pair.key.bits / 8 - 34, pair.key.bits / 8 - 33, 2048]) {
      const scheme: SignatureScheme = { scheme: 'rsa-pss', digest: 'SHA-256', pss: { digest: 'SHA-256', maskDigest: 'SHA-256', saltLength } };
      const signature = saltLength === pair.key.bits / 8 - 34 ? signed(pair, scheme, data) : new Uint8Array(pair.key.bits / 8).fill(1);
      const platform = await verifyOnPlatform(pair.key, scheme, data, signature);
      expect(byHand(pair.key, scheme, data, signature)).toBe(saltLength === pair.key.bits / 8 - 34);
      expect([undefined, saltLength === pair.key.bits / 8 - 34]).toContain(platform);
    }
  });
});

describe('the platform is not asked', () => {
  const ask = (key: RsaKey, scheme: SignatureScheme) => verifyOnPlatform(key, scheme, data, new Uint8Array(key.bits / 8));
  it.each<DigestName>(['SHA-224', 'SHA-512/256', 'SHA3-256'])('about %s', async (digest) => {
    expect(await ask(pairs[2]!.key, { scheme: 'rsa-pkcs1', digest })).toBeUndefined();
  });
  it('about a mask of another digest, short keys, keys of odd sizes and large exponents', async () => {
    const { key } = pairs[2]!;
    expect(await ask(key, { scheme: 'rsa-pss', digest: 'SHA-256', pss: { digest: 'SHA-256', maskDigest: 'SHA-1', saltLength: 32 } })).toBeUndefined();
    for (const change of [{ bits: 1016 }, { bits: 2049 }, { exponent: (1n << 32n) + 1n }]) expect(await ask({ ...key, ...change }, { scheme: 'rsa-pkcs1', digest: 'SHA-256' })).toBeUndefined();
  });
  it('where there is none: a page that is not served safely', async () => {
    const [key, before] = [testKey('a', 'RSA-2048'), Object.getOwnPropertyDescriptor(globalThis, 'crypto')!];
    const question = { algorithm: readAlgorithm(readOne(signatureIdentifier(key)))!, spki: key.spki, data, signature: await sign(key, data) };
    Object.defineProperty(globalThis, 'crypto', { configurable: true, value: {} });
    try {
      expect([await verifySignature(question), await verifySignature({ ...question, data: NULL })]).toEqual(['valid', 'invalid']);
    } finally {
      Object.defineProperty(globalThis, 'crypto', before);
    }
  });
});

describe('a modulus that lacks the zero octet before it, and so reads as negative (X.690 section 8.3.3)', () => {
  const key = testKey('card', 'RSA-2048');
  const made = async (signature?: SigningOptions) => parseCertificate((await certificate({ subject: { C: 'XX', CN: 'Card' }, key, from: '2012-01-01T00:00:00Z', to: '2017-01-01T00:00:00Z', fault: 'modulus-without-sign-octet', ...(signature && { signature }) })).certificate)!;
  it('is written so', async () => {
    const octets = readOne(readOne(readKeyInfo((await made()).spki)!.key)!.content.subarray(0, 260));
    expect([octets?.content.length, octets!.content[0]! >= 0x80]).toEqual([256, true]);
  });
  it('is taken as unsigned, for its length and for what it verifies', async () => {
    const { spki } = await made();
    expect(sameBytes(spki, key.spki)).toBe(false);
    expect([keyBits(spki), keyLabel(spki)]).toEqual([2048, 'RSA 2048']);
    for (const options of [{}, { pss: true }, { digest: 'SHA-224' }] satisfies SigningOptions[]) {
      const question = { algorithm: readAlgorithm(readOne(signatureIdentifier(key, options)))!, spki, data, signature: await sign(key, data, options) };
      expect([await verifySignature(question), await verifySignature({ ...question, data: NULL })]).toEqual(['valid', 'invalid']);
    }
  });
  it('verifies the certificate that holds it', async () => {
    const { spki, tbs, signature, signatureAlgorithm } = await made();
    expect(await verifySignature({ algorithm: signatureAlgorithm, spki, data: tbs, signature })).toBe('valid');
  });
  it('whatever its first octets, and the exponent must still be a positive number', () => {
    const rsa = (modulus: readonly number[], exponent: readonly number[]) => readRsaKey(encodeSequence(encodeTlv(TAG.integer, Uint8Array.from(modulus)), encodeTlv(TAG.integer, Uint8Array.from(exponent))));
    const octets = (first: readonly number[]) => [...first, ...new Array<number>(126).fill(0x55)];
    expect(rsa(octets([0xff, 0xff]), [3])?.bits).toBe(1024);
    expect(rsa(octets([0, 0xff, 0xff]), [3])).toEqual(rsa(octets([0xff, 0xff]), [3]));
    expect(rsa(octets([0x80, 0]), [3])?.bits).toBe(1024);
    expect(rsa(octets([0, 0x7f, 0]), [3])).toBeUndefined();
    expect(rsa(octets([0xff, 0xff]), [0x81])).toBeUndefined();
  });
});
