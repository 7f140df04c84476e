import { attribute, ATTRIBUTE as TYPE, crl, days, ocspResponse, pki, signedData, type KeyKind, type Pki, type SignedDataOptions, type SigningOptions } from '@credlens/demo-pki';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { ATTRIBUTE, allMaterial, attributeMaterial, parseSignedData, verifySignerInfo, type SignedData, type SignerQuestion } from './index.js';

const NOW = '2026-08-22T00:00:00Z';
const CONTENT = new TextEncoder().encode('content');
let cast: Pki;
beforeAll(async () => { cast = await pki(NOW); });

function parsed(bytes: Uint8Array): SignedData {
  const reading = parseSignedData(bytes);
  if (!reading.ok) throw new Error(reading.reason);
  return reading.signedData;
}
async function rules(bytes: Uint8Array, profile: SignerQuestion['profile'] = 'pades', content: Uint8Array = CONTENT) {
  const data = parsed(bytes);
  return (await verifySignerInfo(data, data.signers[0]!, content, { profile })).problems.map(({ rule }) => rule);
}
const signed = (options: Partial<SignedDataOptions> = {}) => signedData({ content: CONTENT, signer: cast.seal, ...options });

/** The same element with indefinite lengths wherever it is constructed, and its strings in two parts where it may. */
function indefinite(bytes: Uint8Array, parts = false): number[] {
  const out: number[] = [];
  for (let at = 0; at < bytes.length;) {
    const tag = bytes[at]!;
    let length = bytes[at + 1]!;
    let from = at + 2;
    if (length > 0x80) {
      const octets = length & 0x7f;
      length = 0;
      for (let index = 0; index < octets; index += 1) length = length * 256 + bytes[from + index]!;
      from += octets;
    }
    const contents = bytes.subarray(from, from + length);
    if ((tag & 0x20) !== 0) out.push(tag, 0x80, ...indefinite(contents, parts), 0, 0);
    else if (parts && tag === 0x04 && length > 1) out.push(0x24, 0x80, 0x04, 1, contents[0]!, ...encode(0x04, contents.subarray(1)), 0, 0);
    else out.push(...bytes.subarray(at, from + length));
    at = from + length;
  }
  return out;
}
const encode = (tag: number, contents: Uint8Array): number[] => [tag, 0x84, 0, 0, (contents.length >> 8) & 0xff, contents.length & 0xff, ...contents];

describe('reading SignedData', () => {
  it('in DER: what is there, exactly', async () => {
    const data = parsed(await signed({ certificates: [cast.seal, cast.ca], detached: false }));
    expect(data).toMatchObject({ version: 1, contentType: '1.2.840.113549.1.7.1', content: CONTENT, otherCertificates: 0, trailing: false });
    expect(data.certificates).toEqual([cast.seal.certificate, cast.ca.certificate].sort((a, b) => Buffer.compare(a, b)));
    expect(data.signers[0]).toMatchObject({ version: 1, sid: { kind: 'issuer-and-serial' }, signedAttributes: { bytes: expect.any(Uint8Array) } });
    expect(data.signers[0]!.signedAttributes!.bytes[0]).toBe(0x31);
  });
  it('in indefinite lengths: what is signed is its DER', async () => {
    // Certificates are DER in any case (RFC 5280), so only what has none is written anew.
    const plain = await signed({ certificates: [] });
    const certificates = await signed();
    const data = parsed(new Uint8Array(indefinite(plain)));
    expect(data.signers[0]!.signedAttributes!.bytes).toEqual(parsed(plain).signers[0]!.signedAttributes!.bytes);
    const withCertificates = { ...data, certificates: parsed(certificates).certificates };
    expect((await verifySignerInfo(withCertificates, data.signers[0]!, CONTENT, { profile: 'pades' })).problems).toEqual([]);
  });
  it('in indefinite lengths on the outside alone', async () => {
    expect(await rules(await signed({ fault: 'indefinite-length' }))).toEqual([]);
  });
  it('content in parts', async () => {
    const data = parsed(new Uint8Array(indefinite(await signed({ certificates: [], detached: false }), true)));
    expect(data.content).toEqual(CONTENT);
  });
  it('zeros behind it are padding, anything else is told', async () => {
    const bytes = await signed();
    expect(parsed(Buffer.concat([bytes, new Uint8Array(100)])).trailing).toBe(false);
    expect(parsed(Buffer.concat([bytes, new Uint8Array(100), Uint8Array.of(1)])).trailing).toBe(true);
  });
  it('a signer by key identifier', async () => {
    expect(parsed(await signed({ byKeyIdentifier: true })).signers[0]!.sid.kind).toBe('key-identifier');
    expect(await rules(await signed({ byKeyIdentifier: true }))).toEqual([]);
  });
  it('lists and responses, from wherever in it', async () => {
    const list = await crl({ issuer: cast.ca, thisUpdate: NOW, nextUpdate: days(NOW, 1) });
    const answer = await ocspResponse({ certificate: cast.seal, issuer: cast.ca, thisUpdate: NOW });
    expect(parsed(await signed({ crls: [list], ocsps: [answer] }))).toMatchObject({ crls: [list], ocsps: [answer] });
    const adobe = parsed(await signed({ adobeRevocation: { crls: [list], ocsps: [answer] } }));
    expect(attributeMaterial(adobe.signers[0]!).signed).toEqual({ certificates: [], crls: [list], ocsps: [answer] });
    const values = parsed(await signed({ unsignedAttributes: [attribute(TYPE.certificateValues, new Uint8Array([0x30, 0x82, cast.ca.certificate.length >> 8, cast.ca.certificate.length & 0xff, ...cast.ca.certificate]))] }));
    expect(attributeMaterial(values.signers[0]!).unsigned.certificates).toEqual([cast.ca.certificate]);
    expect(allMaterial(values).certificates).toHaveLength(2);
  });
  it.each([
    ['empty', new Uint8Array(), 'empty'], ['a text', new TextEncoder().encode('%PDF-1.7'), 'not-content-info'], ['zeros', new Uint8Array(100), 'not-content-info'],
    ['an endless nest', new Uint8Array(10_000).fill(0x30).map((_value, index) => (index % 2 === 0 ? 0x30 : 0x80)), 'not-content-info'],
  ])('refuses %s', (_name, bytes, reason) => { expect(parseSignedData(bytes)).toEqual({ ok: false, reason }); });
  it('is bounded: megabytes of nests and of small elements', () => {
    const started = performance.now();
    const nests = new Uint8Array(8_000_000).map((_value, index) => (index % 2 === 0 ? 0x30 : 0x80));
    const small = new Uint8Array(8_000_000).map((_value, index) => (index % 2 === 0 ? 0x05 : 0x00));
    small.set([0x30, 0x80]);
    for (const bytes of [nests, small]) expect(parseSignedData(bytes).ok).toBe(false);
    expect(performance.now() - started).toBeLessThan(3000);
  });
});

describe('verifying a SignerInfo', () => {
  const algorithms: [name: string, kind: KeyKind, signature: SigningOptions][] = [
    ['RSA with SHA-256', 'RSA-2048', {}], ['RSA with SHA-512', 'RSA-2048', { digest: 'SHA-512' }], ['RSA with SHA-256', 'RSA-2048', { bare: true }], ['RSA-PSS with SHA-256', 'RSA-2048', { pss: true }],
    ['RSA-PSS with SHA-384', 'RSA-2048', { pss: true, digest: 'SHA-384' }], ['ECDSA with SHA-256', 'P-256', {}], ['ECDSA with SHA-384', 'P-384', { digest: 'SHA-384' }], ['ECDSA with SHA3-256', 'P-256', { digest: 'SHA3-256' }],
    ['Ed25519', 'Ed25519', {}], ['Ed448', 'Ed448', {}],
  ];
  it.each(algorithms)('%s, %s %j', async (name, key, signature) => {
    const own = await pki(NOW, { seal: {}, key });
    const bytes = await signedData({ content: CONTENT, signer: own.seal, ...(signature.digest ? { digest: signature.digest } : {}), signature, algorithmProtection: true });
    const data = parsed(bytes);
    const found = await verifySignerInfo(data, data.signers[0]!, CONTENT, { profile: 'pades' });
    expect(found.problems).toEqual([]);
    expect(found.signature.name).toBe(name);
  });
  it('RFC 8419: Ed25519 goes with SHA-512', async () => {
    const own = await pki(NOW, { key: 'Ed25519' });
    expect(await rules(await signedData({ content: CONTENT, signer: own.seal, digest: 'SHA-256' }))).toEqual(['digest-algorithms-differ']);
  });
  it.each([
    ['v1', { ess: { version: 'v1' } }], ['both', { ess: { version: 'both' } }], ['SHA-512', { ess: { digest: 'SHA-512' } }], ['the default written out', { ess: { explicitDefault: true } }], ['without issuer and serial', { ess: { issuerSerial: 'absent' } }],
  ] satisfies [string, Partial<SignedDataOptions>][])('RFC 5035: signing-certificate, %s', async (_name, options) => { expect(await rules(await signed(options))).toEqual([]); });
  it('RFC 5035 section 5.4.1: the first reference is the signer, others may follow', async () => {
    expect(await rules(await signed({ ess: { more: [cast.ca] } }))).toEqual([]);
    expect(await rules(await signed({ ess: { more: [cast.ca], moreFirst: true } }))).toEqual(['ess-certificate-differs']);
  });
  it('attributes out of order hold as they were signed', async () => { expect(await rules(await signed({ fault: 'signed-attributes-unsorted' }))).toEqual([]); });
  it('without signed attributes, where the profile lets it', async () => {
    const bytes = await signed({ fault: 'no-signed-attributes' });
    expect(await rules(bytes, 'pkcs7')).toEqual([]);
    expect(await rules(bytes, 'pkcs7', new TextEncoder().encode('Content'))).toEqual(['signature-value']);
    expect(await rules(bytes)).toEqual(['signed-attributes-missing', 'ess-signing-certificate']);
  });
  it('other content, of the same length', async () => { expect(await rules(await signed(), 'pades', new TextEncoder().encode('Content'))).toEqual(['message-digest']); });
  it('content that was digested before', async () => {
    const data = parsed(await signed());
    const messageDigest = new Uint8Array(await crypto.subtle.digest('SHA-256', CONTENT));
    expect((await verifySignerInfo(data, data.signers[0]!, { messageDigest }, { profile: 'pades' })).problems).toEqual([]);
    expect((await verifySignerInfo(data, data.signers[0]!, { messageDigest: messageDigest.slice(1) }, { profile: 'pades' })).problems.map(({ sub }) => sub)).toEqual(['HASH_FAILURE']);
  });
  it('a certificate of the same issuer and number that is not the one named', async () => {
    const other = await pki(NOW, { seal: { serial: cast.seal.serial, subject: { CN: 'Somebody else' }, key: cast.seal.key } });
    const bytes = await signed({ certificates: [other.seal, cast.seal] });
    const data = parsed(bytes);
    const found = await verifySignerInfo(data, data.signers[0]!, CONTENT, { profile: 'pades' });
    expect(found.problems).toEqual([]);
    expect(found.certificate?.der).toEqual(cast.seal.certificate);
    expect(await rules(await signed({ certificates: [other.seal] }))).toEqual(['ess-certificate-differs']);
  });
});

describe('hostile CMS', () => {
  it('never throws, and never holds where what is signed was changed', { timeout: 60_000 }, async () => {
    const bytes = await signed({ algorithmProtection: true, unsignedAttributes: [attribute(ATTRIBUTE.revocationValues, Uint8Array.of(0x30, 0x00))] });
    await fc.assert(fc.asyncProperty(fc.array(fc.record({ at: fc.nat(bytes.length - 1), value: fc.nat(255) }), { minLength: 1, maxLength: 4 }), async (changes) => {
      const changed = bytes.slice();
      for (const { at, value } of changes) changed[at] = value;
      const reading = parseSignedData(changed);
      if (!reading.ok) return;
      allMaterial(reading.signedData);
      for (const signer of reading.signedData.signers) {
        const found = await verifySignerInfo(reading.signedData, signer, CONTENT, { profile: 'pades' });
        const same = Buffer.compare(signer.signedAttributes?.bytes ?? new Uint8Array(), parsed(bytes).signers[0]!.signedAttributes!.bytes) === 0;
        if (found.problems.length === 0) expect(same).toBe(true);
      }
    }), { numRuns: 400 });
  });
  it('never throws for any bytes', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => { parseSignedData(Buffer.concat([Uint8Array.of(0x30, 0x80), bytes])); parseSignedData(bytes); }), { numRuns: 2000 });
  });
});
