import 'reflect-metadata';
import { X509Certificate } from '@peculiar/x509';
import * as asn1js from 'asn1js';
import { Certificate } from 'pkijs';
import { describe, expect, it } from 'vitest';
import { certificate, type CertificateOptions } from './certificate.js';
import { keyIdentifier } from './extensions.js';
import { hex } from './der.js';
import { testKey, type KeyKind } from './keys.js';
import { pki } from './pki.js';

const NOW = '2026-08-22T00:00:00Z';
const base: CertificateOptions = { subject: { C: 'XX', O: 'Example', CN: 'Example CA' }, from: '2025-01-01T00:00:00Z', to: '2035-01-01T00:00:00Z', ca: true, keyUsage: ['keyCertSign', 'cRLSign'] };
const read = (bytes: Uint8Array) => new Certificate({ schema: asn1js.fromBER(bytes.slice().buffer).result });

describe('a certificate read back', () => {
  it.each(['P-256', 'P-384', 'P-521', 'RSA-2048', 'RSA-3072', 'Ed25519'] as const)('self-signed, %s', async (kind: KeyKind) => {
    const made = await certificate({ ...base, key: testKey('a', kind) });
    const cert = new X509Certificate(made.certificate);
    expect(cert.subject).toBe('C=XX, O=Example, CN=Example CA');
    expect(await cert.verify({ signatureOnly: true })).toBe(true);
  });
  it('RSASSA-PSS', async () => {
    const made = await certificate({ ...base, key: testKey('a', 'RSA-2048'), signature: { pss: true, digest: 'SHA-384' } });
    expect(await new X509Certificate(made.certificate).verify({ signatureOnly: true })).toBe(true);
  });
  it('is the same whenever it is made', async () => {
    expect(hex((await certificate(base)).certificate)).toBe(hex((await certificate(base)).certificate));
  });
  it('has the extensions that it was given', async () => {
    const made = await certificate({ ...base, ca: false, extendedKeyUsage: ['timeStamping'], policies: ['1.2.3'], qc: { compliance: true, type: 'eSeal' }, alternativeNames: [{ dns: 'uni.example' }], ocspNoCheck: true, validityAssured: true, crl: 'http://crl.example/' });
    expect(read(made.certificate).extensions?.map(({ extnID, critical }) => `${extnID}${critical ? ' critical' : ''}`)).toEqual([
      '2.5.29.35', '2.5.29.14', '2.5.29.19', '2.5.29.15 critical', '2.5.29.37 critical', '2.5.29.32', '2.5.29.17', '2.5.29.31', '1.3.6.1.5.5.7.1.3', '1.3.6.1.5.5.7.48.1.5', '0.4.0.194121.2.1',
    ]);
  });
});

describe('each fault is there', () => {
  it.each(['signature-corrupt', 'signature-by-other-key'] as const)('%s does not verify', async (fault) => {
    expect(await new X509Certificate((await certificate({ ...base, fault })).certificate).verify({ signatureOnly: true })).toBe(false);
  });
  it('the algorithms differ', async () => {
    const cert = read((await certificate({ ...base, fault: 'algorithm-mismatch' })).certificate);
    expect(cert.signature.algorithmId).not.toBe(cert.signatureAlgorithm.algorithmId);
  });
  it('an extension twice', async () => {
    const ids = read((await certificate({ ...base, fault: 'duplicate-extension' })).certificate).extensions?.map(({ extnID }) => extnID) ?? [];
    expect(new Set(ids).size).toBe(ids.length - 1);
  });
  it.each([['version-1', 0, 0], ['version-1-with-extensions', 0, 4], ['version-2', 1, 0], ['version-7', 6, 4]] as const)('%s', async (fault, version, extensions) => {
    const cert = read((await certificate({ ...base, fault })).certificate);
    expect([cert.version, cert.extensions?.length ?? 0]).toEqual([version, extensions]);
  });
  it('a serial number below zero', async () => {
    expect(hex(new Uint8Array(read((await certificate({ ...base, fault: 'negative-serial' })).certificate).serialNumber.valueBlock.valueHexView))).toBe('fb');
  });
  it.each(['trailing-bytes', 'truncated', 'indefinite-length'] as const)('%s is not the certificate', async (fault) => {
    expect(hex((await certificate({ ...base, fault })).certificate)).not.toBe(hex((await certificate(base)).certificate));
  });
});

describe('the usual cast', () => {
  it('every chain verifies', async () => {
    const cast = await pki(NOW);
    for (const [subject, issuer] of [['ca', 'root'], ['seal', 'ca'], ['sign', 'ca'], ['ocsp', 'ca'], ['plainSeal', 'plainCa'], ['tsaCa', 'root'], ['tsa', 'tsaCa'], ['cross', 'otherRoot'], ['lookAlikeSeal', 'lookAlikeCa']] as const) {
      expect(await new X509Certificate(cast[subject].certificate).verify({ publicKey: new X509Certificate(cast[issuer].certificate), signatureOnly: true }), subject).toBe(true);
    }
  });
  it('a look-alike has the name and not the key', async () => {
    const { ca, lookAlikeCa, seal } = await pki(NOW);
    expect(hex(lookAlikeCa.name)).toBe(hex(ca.name));
    expect(hex(keyIdentifier(lookAlikeCa.key.spki))).not.toBe(hex(keyIdentifier(ca.key.spki)));
    expect(await new X509Certificate(seal.certificate).verify({ publicKey: new X509Certificate(lookAlikeCa.certificate), signatureOnly: true })).toBe(false);
  });
  it('one option changes one member', async () => {
    const [plain, changed] = [await pki(NOW), await pki(NOW, { seal: { keyUsage: ['keyEncipherment'] } })];
    expect(hex(changed.ca.certificate)).toBe(hex(plain.ca.certificate));
    expect(hex(changed.seal.certificate)).not.toBe(hex(plain.seal.certificate));
  });
});
