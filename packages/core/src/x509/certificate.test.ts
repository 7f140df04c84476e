import { certificate, nameOf, testKey, type CertificateFault, type CertificateOptions } from '@credlens/demo-pki';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseCertificate } from './certificate.js';
import { attributeOf, nameText, readName, sameName } from './name.js';
import { parsePem } from './pem.js';

const base: CertificateOptions = { subject: { C: 'XX', O: 'Example', CN: 'One' }, from: '2025-01-01T00:00:00Z', to: '2027-01-01T00:00:00Z', ca: true, keyUsage: ['keyCertSign'] };
const made = async (options: Partial<CertificateOptions> = {}) => (await certificate({ ...base, ...options })).certificate;
const withFault = async (fault: CertificateFault) => parseCertificate(await made({ fault }));

describe('a certificate', () => {
  it('is read as it was written', async () => {
    const der = await made({ serial: 0x1234n });
    const found = parseCertificate(der)!;
    expect(found).toMatchObject({ version: 3, serialNumber: '1234', notBefore: Date.UTC(2025, 0, 1), notAfter: Date.UTC(2027, 0, 1), defects: [] });
    expect(nameText(found.subject)).toBe('CN=One,O=Example,C=XX');
    expect(found.sha256).toMatch(/^[0-9a-f]{64}$/);
    expect(found.extensions.map(({ oid, critical }) => [oid, critical])).toContainEqual(['2.5.29.19', true]);
  });
  it.each<[CertificateFault, string]>([
    ['algorithm-mismatch', 'algorithms-differ'], ['duplicate-extension', 'extension-twice'], ['version-1-with-extensions', 'version'],
  ])('RFC 5280 section 4.1: %s is a defect', async (fault, defect) => {
    expect((await withFault(fault))?.defects).toContain(defect);
  });
  it.each<CertificateFault>(['version-7', 'time-without-z', 'trailing-bytes', 'indefinite-length', 'truncated'])('cannot be read: %s', async (fault) => {
    expect(await withFault(fault)).toBeUndefined();
  });
  it.each<CertificateFault>(['negative-serial', 'zero-serial', 'long-serial', 'version-1', 'generalized-time-before-2050', 'unique-identifiers'])('section 4.1.2.2: is read all the same, %s', async (fault) => {
    expect((await withFault(fault))?.defects).toEqual([]);
  });
  it('has a defect where its signature is no whole octets', async () => {
    const der = new Uint8Array(await made());
    const at = der.length - parseCertificate(der)!.signature.length - 1;
    der[at] = 1;
    expect(parseCertificate(der)?.defects).toEqual(['signature-bits']);
  });
  it('is never read beyond a bound', () => {
    expect(parseCertificate(new Uint8Array(300_000))).toBeUndefined();
  });
});

describe('no certificate makes the parser throw', () => {
  it('mutated anywhere', async () => {
    const whole = await made({ policies: ['any'], qc: { compliance: true, type: 'eSeal' }, crl: 'http://a.example/', ocsp: 'http://b.example/' });
    fc.assert(fc.property(fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { minLength: 1, maxLength: 6 }), fc.nat(whole.length), (changes, cut) => {
      const bytes = new Uint8Array(whole);
      for (const [at, value] of changes) bytes[at] = value;
      const found = parseCertificate(bytes);
      if (found) nameText(found.subject);
      parseCertificate(bytes.subarray(0, cut));
    }), { numRuns: 3000 });
  });
});

describe('names', () => {
  const name = (...args: Parameters<typeof nameOf>) => readName(nameOf(...args))!;
  it('RFC 5280 section 7.1: compares without case, white space at the ends and its amount, and type of string', () => {
    const one = name({ C: 'XX', O: 'Example  University', CN: 'Éva' });
    expect(sameName(one, name({ C: 'XX', O: ' example university ', CN: 'ÉVA' }))).toBe(true);
    expect(sameName(name({ O: 'Example' }), name({ O: 'Example' }, { strings: 'bmp' }))).toBe(true);
    expect(sameName(name({ CN: 'É' }), name({ CN: 'E\u0301' }))).toBe(true);
    expect(sameName(name({ O: 'Example' }), name({ O: 'Example' }, { strings: 'teletex' }))).toBe(true);
  });
  it('does not take look-alikes for each other', () => {
    for (const [a, b] of [['Example', 'Ехample'], ['Example', 'Exampl\u0435'], ['Bank', 'Ban\u200bk'], ['Iris', '\u0131ris'], ['a,b', 'a b'], ['1', 'l']]) expect(sameName(name({ O: a! }), name({ O: b! })), `${a} ${b}`).toBe(false);
  });
  it('does not take another order or another structure for the same', () => {
    expect(sameName(name({ C: 'XX', O: 'Example' }), name({ O: 'Example', C: 'XX' }))).toBe(false);
    expect(sameName(name({ O: 'a', OU: 'b' }), name({ O: 'a","2.5.4.11=b' }))).toBe(false);
    expect(sameName(name({ O: '#0c0141' }), readName(nameOf({ O: 'A' }))!)).toBe(false);
  });
  it('RFC 4514 section 2.4: escapes what separates, and shows what would hide', () => {
    expect(nameText(name({ O: 'A, B+C', CN: '#1 \u202egnp' }))).toBe(String.raw`CN=\#1 \202egnp,O=A\, B\+C`);
    expect(attributeOf(name({ O: 'A, B' }), 'O')).toBe('A, B');
    expect(nameText(name({ serialNumber: '1', CN: 'x' }), 'serialNumber')).toBe('CN=x');
  });
  it('cannot be read where it is none', () => {
    for (const bytes of [new Uint8Array(), Uint8Array.of(0x30, 2, 0x31, 0), Uint8Array.of(0x31, 0), new Uint8Array(20_000)]) expect(readName(bytes)).toBeUndefined();
    expect(readName(Uint8Array.of(0x30, 0))?.attributes).toEqual([]);
  });
});

describe('PEM', () => {
  it('gives every certificate block and skips what is none', async () => {
    const der = await made({ key: testKey('pem') });
    const block = `-----BEGIN CERTIFICATE-----\r\n${btoa(String.fromCharCode(...der)).replace(/.{64}/g, '$&\r\n')}\r\n-----END CERTIFICATE-----`;
    const text = `Bag Attributes\n${block}\n-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n-----BEGIN CERTIFICATE-----\n!!\n-----END CERTIFICATE-----\n${block}\n-----BEGIN CERTIFICATE-----\nAAAA`;
    expect(parsePem(text)).toEqual([new Uint8Array(der), new Uint8Array(der)]);
    expect(parsePem('-----BEGIN CERTIFICATE-----'.repeat(100_000))).toEqual([]);
  });
});
