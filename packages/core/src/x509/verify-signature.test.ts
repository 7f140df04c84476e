import { sign, signatureIdentifier, testKey, type KeyKind, type SigningOptions, type TestKey } from '@credlens/demo-pki';
import { constants, generateKeyPairSync, sign as nodeSign } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { readAlgorithm } from './certificate.js';
import { encodeAlgorithm, encodeOid, encodeSequence, encodeTlv, encodeUnsigned, join } from './der-encode.js';
import { readOne } from './der.js';
import { digest, digestName, digestOid } from './digest.js';
import { rawSignature } from './elliptic.js';
import { verifySignature } from './verify-signature.js';

const data = new TextEncoder().encode('what is signed');
const NULL = Uint8Array.of(5, 0);
const algorithmOf = (key: TestKey, options?: SigningOptions) => readAlgorithm(readOne(signatureIdentifier(key, options)))!;

async function check(key: TestKey, options: SigningOptions = {}, spki: Uint8Array = key.spki) {
  const signature = await sign(key, data, options);
  const algorithm = algorithmOf(key, options);
  const wrong = new Uint8Array(signature);
  wrong[wrong.length - 3]! ^= 1;
  const outcomes = await Promise.all([
    verifySignature({ algorithm, spki, data, signature }), verifySignature({ algorithm, spki, data: new Uint8Array([...data, 0]), signature }), verifySignature({ algorithm, spki, data, signature: wrong }),
    verifySignature({ algorithm, spki: testKey('somebody else', key.kind).spki, data, signature }),
  ]);
  return outcomes;
}

/** Keys that demo PKI has one of. */
const one: readonly KeyKind[] = ['RSA-1024', 'RSA-3072'];

describe('signatures of every kind that is supported', () => {
  const kinds: [KeyKind, SigningOptions][] = [
    ...(['SHA-1', 'SHA-224', 'SHA-256', 'SHA-384', 'SHA-512', 'SHA3-256', 'SHA3-384', 'SHA3-512'] as const).map((name): [KeyKind, SigningOptions] => ['RSA-2048', { digest: name }]),
    ...(['SHA-1', 'SHA-256', 'SHA-384', 'SHA-512'] as const).map((name): [KeyKind, SigningOptions] => ['RSA-3072', { digest: name, pss: true }]),
    ['RSA-2048', { pss: true, digest: 'SHA-256', saltLength: 0 }], ['RSA-2048', { pss: true, digest: 'SHA-256', saltLength: 100 }], ['RSA-1024', {}],
    ...(['P-256', 'P-384', 'P-521', 'secp256k1', 'brainpoolP256r1'] as const).flatMap((kind) => (['SHA-1', 'SHA-224', 'SHA-256', 'SHA-512', 'SHA3-384'] as const).map((name): [KeyKind, SigningOptions] => [kind, { digest: name }])),
    ['Ed25519', {}], ['Ed448', {}],
  ];
  it.each(kinds)('%s %o', async (kind, options) => {
    const [right, otherData, otherSignature, otherKey] = await check(testKey('seal', kind), options);
    expect([right, otherData]).toEqual(['valid', 'invalid']);
    expect(otherSignature).not.toBe('valid');
    if (!one.includes(kind)) expect(otherKey).toBe('invalid');
  });
  it.each(['brainpoolP384r1', 'brainpoolP512r1', 'brainpoolP256t1', 'brainpoolP384t1', 'brainpoolP512t1'])('ECDSA over %s', async (namedCurve) => {
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve });
    const [spki, signature] = [new Uint8Array(publicKey.export({ type: 'spki', format: 'der' })), new Uint8Array(nodeSign('sha384', data, privateKey))];
    const algorithm = { oid: '1.2.840.10045.4.3.3' };
    expect(await verifySignature({ algorithm, spki, data, signature })).toBe('valid');
    expect(await verifySignature({ algorithm, spki, data: new Uint8Array(3), signature })).toBe('invalid');
  });
  it('BSI TR-03111 section 5.2.1: plain ECDSA is r and s in a row, and nothing else', async () => {
    const key = testKey('plain');
    const signature = await sign(key, data);
    const plain = rawSignature(signature, 256)!;
    const algorithm = { oid: '0.4.0.127.0.7.1.1.4.1.3' };
    expect(await verifySignature({ algorithm, spki: key.spki, data, signature: plain })).toBe('valid');
    expect(await verifySignature({ algorithm, spki: key.spki, data, signature })).toBe('malformed');
    expect(await verifySignature({ algorithm: algorithmOf(key), spki: key.spki, data, signature: plain })).toBe('malformed');
  });
  it('RFC 3370 section 3.2: an algorithm that names the key alone takes the digest from beside it', async () => {
    const key = testKey('cms', 'RSA-2048');
    const question = { algorithm: { oid: '1.2.840.113549.1.1.1', parameters: NULL }, spki: key.spki, data, signature: await sign(key, data, { digest: 'SHA-512' }) };
    expect(await verifySignature({ ...question, digestOid: digestOid('SHA-512') })).toBe('valid');
    expect(await verifySignature({ ...question, digestOid: digestOid('SHA-256') })).toBe('invalid');
    expect(await verifySignature(question)).toBe('unsupported');
  });
});

describe('RSA', () => {
  const key = testKey('rsa', 'RSA-2048');
  const bits = readOne(key.spki)!.content.subarray(readOne(key.spki)!.content.indexOf(0x03, 10));
  it('RFC 4055 section 1.2: a key under the identifier of PSS is for PSS alone, and its parameters bind', async () => {
    const parameters = (options: SigningOptions) => algorithmOf(key, { pss: true, ...options }).parameters!;
    const spki = (restriction?: Uint8Array) => encodeSequence(encodeAlgorithm({ oid: '1.2.840.113549.1.1.10', ...(restriction && { parameters: restriction }) }), bits);
    const ask = async (options: SigningOptions, restriction?: Uint8Array) => verifySignature({ algorithm: algorithmOf(key, options), spki: spki(restriction), data, signature: await sign(key, data, options) });
    expect(await ask({ pss: true })).toBe('valid');
    expect(await ask({ pss: true }, parameters({}))).toBe('valid');
    expect(await ask({ pss: true }, parameters({ digest: 'SHA-512' }))).toBe('invalid');
    expect(await ask({ pss: true, saltLength: 8 }, parameters({ saltLength: 32 }))).toBe('invalid');
    expect(await ask({})).toBe('malformed');
  });
  it('takes a key without the NULL that its identifier should have', async () => {
    const [right] = await check(key, {}, encodeSequence(encodeAlgorithm({ oid: '1.2.840.113549.1.1.1' }), bits));
    expect(right).toBe('valid');
  });
  it.each<[string, NonNullable<SigningOptions['declared']>, string]>([
    ['another digest', { digest: 'SHA-512' }, 'invalid'], ['another mask', { mgfDigest: 'SHA-1' }, 'invalid'], ['another salt', { saltLength: 20 }, 'invalid'], ['a trailer field of 2', { trailer: 2 }, 'malformed'],
    ['no parameters', { parameters: 'absent' }, 'malformed'], ['NULL', { parameters: 'null' }, 'malformed'],
  ])('RFC 8017 appendix A.2.3: PSS parameters that say %s', async (_name, declared, outcome) => {
    const signature = await sign(key, data, { pss: true });
    expect(await verifySignature({ algorithm: algorithmOf(key, { pss: true, declared }), spki: key.spki, data, signature })).toBe(outcome);
  });
  it('takes PSS with a mask of another digest, where that is what was done', async () => {
    // Node wants a number; its types say a string.
    const { privateKey, publicKey } = generateKeyPairSync('rsa-pss', { modulusLength: 2048, hashAlgorithm: 'sha256', mgf1HashAlgorithm: 'sha1', saltLength: 32 as unknown as string });
    const [spki, signature] = [new Uint8Array(publicKey.export({ type: 'spki', format: 'der' })), new Uint8Array(nodeSign('sha256', data, privateKey))];
    const ask = (declared: NonNullable<SigningOptions['declared']>) => verifySignature({ algorithm: algorithmOf(key, { pss: true, declared }), spki, data, signature });
    expect([await ask({ mgfDigest: 'SHA-1' }), await ask({})]).toEqual(['valid', 'invalid']);
  });
  it('takes PSS under a modulus that leaves the encoded message an octet shorter', async () => {
    const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2049 });
    const signature = new Uint8Array(nodeSign('sha256', data, { key: privateKey, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 }));
    expect(await verifySignature({ algorithm: algorithmOf(key, { pss: true }), spki: new Uint8Array(publicKey.export({ type: 'spki', format: 'der' })), data, signature })).toBe('valid');
  });
  it('RFC 8017 section 8.2.2: a signature of another length, or larger than the modulus, is none', async () => {
    const signature = await sign(key, data);
    const question = { algorithm: algorithmOf(key), spki: key.spki, data };
    for (const wrong of [join(Uint8Array.of(0), signature), signature.subarray(1), new Uint8Array(256).fill(0xff), new Uint8Array()]) expect(await verifySignature({ ...question, signature: wrong })).toBe('invalid');
  });
  it('refuses padding that leaves room for garbage (Bleichenbacher 2006)', async () => {
    // Exponent 3, and a cube root of 00 01 ff 00 DigestInfo garbage: what parsers of the padding fall for.
    const modulus = (1n << 2047n) + 1n;
    const info = encodeSequence(encodeAlgorithm({ oid: digestOid('SHA-256'), parameters: NULL }), encodeTlv(4, (await digest('SHA-256', data))!));
    const start = join(Uint8Array.of(0, 1, 0xff, 0), info, new Uint8Array(256 - 4 - info.length).fill(0xff));
    let [low, high] = [0n, 1n << 700n];
    const target = start.reduce((sum, octet) => sum * 256n + BigInt(octet), 0n);
    while (low < high) { const middle = (low + high + 1n) / 2n; if (middle ** 3n <= target) low = middle; else high = middle - 1n; }
    const signature = Uint8Array.from(low.toString(16).padStart(512, '0').match(/../g)!, (pair) => parseInt(pair, 16));
    const number = (value: bigint) => encodeUnsigned(Uint8Array.from(value.toString(16).padStart(512, '0').match(/../g)!, (pair) => parseInt(pair, 16)));
    const spki = encodeSequence(encodeAlgorithm({ oid: '1.2.840.113549.1.1.1', parameters: NULL }), encodeTlv(3, Uint8Array.of(0), encodeSequence(number(modulus), number(3n))));
    expect(await verifySignature({ algorithm: algorithmOf(key), spki, data, signature })).toBe('invalid');
  });
  it('bounds modulus and exponent, so that no key costs seconds', async () => {
    const spki = (modulus: Uint8Array, exponent: Uint8Array) =>
      encodeSequence(encodeAlgorithm({ oid: '1.2.840.113549.1.1.1', parameters: NULL }), encodeTlv(3, Uint8Array.of(0), encodeSequence(encodeUnsigned(modulus), encodeUnsigned(exponent))));
    const odd = (length: number) => new Uint8Array(length).fill(0xff);
    for (const [modulus, exponent] of [[odd(1025), Uint8Array.of(3)], [odd(256), odd(9)], [odd(256), Uint8Array.of(1)], [odd(256), Uint8Array.of(4)], [new Uint8Array(256), Uint8Array.of(3)]] as const) {
      expect(await verifySignature({ algorithm: algorithmOf(key), spki: spki(modulus, exponent), data, signature: new Uint8Array(modulus.length) })).toBe('malformed');
    }
  });
});

describe('what is not supported or no signature', () => {
  it('DSA, MD5 and unknown algorithms are never valid', async () => {
    const key = testKey('x', 'RSA-2048');
    for (const oid of ['1.2.840.10040.4.3', '1.2.840.113549.1.1.4', '1.2.840.113549.1.1.2', '1.3.36.3.3.1.2', '1.2.3.4']) {
      expect(await verifySignature({ algorithm: { oid }, spki: key.spki, data, signature: await sign(key, data) }), oid).toBe('unsupported');
    }
  });
  it('an algorithm of another kind of key', async () => {
    const [rsa, ec, ed] = [testKey('x', 'RSA-2048'), testKey('x'), testKey('x', 'Ed25519')];
    for (const [a, b] of [[rsa, ec], [ec, rsa], [ed, rsa], [rsa, ed], [ec, ed]] as const) expect(await verifySignature({ algorithm: algorithmOf(a), spki: b.spki, data, signature: await sign(a, data) })).toBe('malformed');
  });
  it('parameters that spell a curve out are not followed (CVE-2020-0601)', async () => {
    const key = testKey('curveball');
    const explicit = encodeSequence(encodeAlgorithm({ oid: '1.2.840.10045.2.1', parameters: encodeSequence(encodeUnsigned(Uint8Array.of(1))) }), encodeTlv(3, Uint8Array.of(0), key.spki.subarray(-65)));
    expect(await verifySignature({ algorithm: algorithmOf(key), spki: explicit, data, signature: await sign(key, data) })).toBe('unsupported');
  });
  it('r or s of zero, or no DER', async () => {
    const key = testKey('zero');
    const ask = (signature: Uint8Array) => verifySignature({ algorithm: algorithmOf(key), spki: key.spki, data, signature });
    const integer = (value: number) => encodeTlv(2, Uint8Array.of(value));
    expect(await ask(encodeSequence(integer(0), integer(0)))).not.toBe('valid');
    expect(await ask(encodeSequence(integer(1), integer(0x80)))).toBe('malformed');
    expect(await ask(encodeSequence(integer(1)))).toBe('malformed');
    expect(await ask(new Uint8Array())).toBe('malformed');
  });
  it('a point beside the curve', async () => {
    const key = testKey('off');
    const spki = encodeSequence(encodeAlgorithm({ oid: '1.2.840.10045.2.1', parameters: encodeOid('1.2.840.10045.3.1.7') }), encodeTlv(3, Uint8Array.of(0, 4), new Uint8Array(64).fill(7)));
    expect(await verifySignature({ algorithm: algorithmOf(key), spki, data, signature: await sign(key, data) })).toBe('invalid');
  });
  it('no key at all', async () => {
    expect(await verifySignature({ algorithm: { oid: '1.2.840.10045.4.3.2' }, spki: new Uint8Array(), data, signature: data })).toBe('malformed');
  });
});

describe('digests', () => {
  it('are found by name and by OID, and others are not', async () => {
    expect(await digest('2.16.840.1.101.3.4.2.1', data)).toEqual(await digest('SHA-256', data));
    expect(await digest('SHA-256', new Uint8Array(20_000))).toHaveLength(32);
    expect([await digest('1.2.840.113549.2.5', data), digestName('MD5'), digestName('__proto__')]).toEqual([undefined, undefined, undefined]);
  });
});
