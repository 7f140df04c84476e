import { certificate, days, malformedExtension, PERSON, pki, UNIVERSITY, type CertificateOptions, type Pki, type TestIdentity } from '@credlens/demo-pki';
import { beforeAll, describe, expect, it } from 'vitest';
import { anchorOf } from './anchors.js';
import { parseCertificate } from './certificate.js';
import { encodeOid, encodeSequence, encodeTlv } from './der-encode.js';
import * as extensions from './extensions.js';
import { anchorText, describeSubject, isLegalPerson, isPersonalNumber, parseIdentifier, subjectText } from './legal-person.js';
import { qcStatements } from './qc-statements.js';
import type { Certificate } from './types.js';

const NOW = '2026-08-22T00:00:00Z';
const read = (identity: TestIdentity): Certificate => parseCertificate(identity.certificate)!;
const made = async (options: Partial<CertificateOptions>) => read(await certificate({ subject: UNIVERSITY, from: days(NOW, -1), to: days(NOW, 1), ...options }));

let cast: Pki;
beforeAll(async () => { cast = await pki(NOW); });

describe('extensions', () => {
  it('are read as they were written', async () => {
    const found = await made({
      ca: true, pathLength: 2, keyUsage: ['digitalSignature', 'cRLSign', 'decipherOnly'], extendedKeyUsage: ['timeStamping'], policies: ['1.2.3', 'any'], policyMappings: [{ issuer: '1.2.3', subject: '1.2.4' }],
      requireExplicitPolicy: 1, inhibitPolicyMapping: 0, inhibitAnyPolicy: 3, alternativeNames: [{ dns: 'a.example' }, { ip: '10.0.0.1' }], ocsp: 'http://o.example/', caIssuers: 'http://i.example/', crl: ['http://c.example/'],
      ocspNoCheck: true, validityAssured: true, permitted: [{ email: 'a.example' }], excluded: [{ uri: 'b.example' }], extra: [{ oid: '2.5.29.56', value: Uint8Array.of(5, 0) }],
    });
    expect(extensions.basicConstraints(found)).toEqual({ ca: true, pathLength: 2 });
    expect(extensions.keyUsage(found)).toEqual(new Set(['digitalSignature', 'cRLSign', 'decipherOnly']));
    expect(extensions.extendedKeyUsage(found)).toEqual([extensions.PURPOSE.timeStamping]);
    expect(extensions.certificatePolicies(found)).toEqual(['1.2.3', '2.5.29.32.0']);
    expect(extensions.policyMappings(found)).toEqual([{ issuer: '1.2.3', subject: '1.2.4' }]);
    expect(extensions.policyConstraints(found)).toEqual({ requireExplicit: 1, inhibitMapping: 0 });
    expect(extensions.inhibitAnyPolicy(found)).toBe(3);
    expect(extensions.subjectAltName(found)).toEqual([{ kind: 'dns', value: 'a.example' }, { kind: 'ip', octets: Uint8Array.of(10, 0, 0, 1) }]);
    expect(extensions.authorityInfoAccess(found)).toEqual({ ocsp: ['http://o.example/'], caIssuers: ['http://i.example/'] });
    expect(extensions.crlDistributionPoints(found)).toMatchObject([{ urls: ['http://c.example/'], reasons: false }]);
    expect([extensions.ocspNoCheck(found), extensions.validityAssured(found), extensions.noRevAvail(found)]).toEqual([true, true, true]);
    expect(extensions.nameConstraints(found)).toEqual({ permitted: [{ kind: 'email', value: 'a.example' }], excluded: [{ kind: 'uri', value: 'b.example' }] });
    expect(extensions.subjectKeyIdentifier(found)).toHaveLength(20);
    expect(extensions.authorityKeyIdentifier(read(cast.seal))).toMatchObject({ keyIdentifier: extensions.subjectKeyIdentifier(read(cast.ca)) });
  });
  const getters = {
    '2.5.29.19': extensions.basicConstraints, '2.5.29.15': extensions.keyUsage, '2.5.29.37': extensions.extendedKeyUsage, '2.5.29.32': extensions.certificatePolicies, '2.5.29.33': extensions.policyMappings,
    '2.5.29.36': extensions.policyConstraints, '2.5.29.54': extensions.inhibitAnyPolicy, '2.5.29.30': extensions.nameConstraints, '2.5.29.17': extensions.subjectAltName, '2.5.29.14': extensions.subjectKeyIdentifier,
    '2.5.29.35': extensions.authorityKeyIdentifier, '1.3.6.1.5.5.7.1.1': extensions.authorityInfoAccess, '2.5.29.31': extensions.crlDistributionPoints, '1.3.6.1.5.5.7.48.1.5': extensions.ocspNoCheck,
    '0.4.0.194121.2.1': extensions.validityAssured, '2.5.29.56': extensions.noRevAvail, '1.3.6.1.5.5.7.1.3': qcStatements,
  };
  it.each(Object.entries(getters))('%s is absent or malformed, and never mistaken for another', async (oid, getter) => {
    expect(getter(await made({ subjectKeyIdentifier: false, authorityKeyIdentifier: false }))).toBeUndefined();
    expect(getter(await made({ subjectKeyIdentifier: false, authorityKeyIdentifier: false, extra: [malformedExtension(oid)] }))).toBe('malformed');
    expect(getter(await made({ subjectKeyIdentifier: false, authorityKeyIdentifier: false, extra: [{ oid, value: Uint8Array.of(0x13, 0) }] }))).toBe('malformed');
  });
  it('RFC 5280 section 4.2.1.4: a policy twice is malformed', async () => expect(extensions.certificatePolicies(await made({ policies: ['1.2.3', '1.2.3'] }))).toBe('malformed'));
});

describe('qualified certificate statements (EN 319 412-5)', () => {
  it('are read as they were written', async () => {
    const found = await made({ qc: { compliance: true, sscd: true, type: 'eSeal', pds: [{ url: 'https://a.example/', language: 'en' }], limit: { currency: 'EUR', amount: 5, exponent: 3 }, retention: 10, semantics: 'legal', other: [{ oid: '1.2.3' }] } });
    expect(qcStatements(found)).toEqual({
      compliance: true, qscd: true, types: ['eSeal'], disclosures: [{ url: 'https://a.example/', language: 'en' }], limit: { currency: 'EUR', amount: 5, exponent: 3 }, retentionYears: 10, semantics: ['legal'], others: ['1.2.3'], malformed: [],
    });
  });
  it('section 4.2.4: a law that is not the EU\'s is told', async () => expect(qcStatements(await made({ qc: { compliance: true, legislation: ['CH', 'JP'] } }))).toMatchObject({ legislation: ['CH', 'JP'] }));
  it('several types are all told', async () => expect(qcStatements(await made({ qc: { type: ['eSign', 'eSeal'] } }))).toMatchObject({ types: ['eSign', 'eSeal'], compliance: false }));
  it.each(['.1', '.2', '.3', '.4', '.5', '.6', '.7'])('statement %s with other information says nothing', async (last) => {
    const found = qcStatements(await made({ qc: { other: [{ oid: `0.4.0.1862.1${last}`, info: encodeTlv(4) }] } }));
    expect(found).toMatchObject({ malformed: [`0.4.0.1862.1${last}`], compliance: false, qscd: false, types: [] });
  });
  it('a statement twice is told as malformed', async () => {
    const found = qcStatements(await made({ qc: { compliance: true, other: [{ oid: '0.4.0.1862.1.1' }] } }));
    expect(found).toMatchObject({ malformed: ['0.4.0.1862.1.1'] });
  });
  it('an unreadable law still takes it out of the EU\'s', async () => {
    expect(qcStatements(await made({ qc: { other: [{ oid: '0.4.0.1862.1.7', info: encodeSequence(encodeOid('1.2.3')) }] } }))).toMatchObject({ legislation: [] });
  });
});

describe('whom a certificate belongs to', () => {
  it('reads identifiers of registers (EN 319 412-1 section 5.1)', () => {
    expect(parseIdentifier('VATES-A00000000')).toEqual({ scheme: 'VAT', country: 'ES', value: 'A00000000' });
    expect(parseIdentifier('LEIXG-254900ZNYA1FLUQ9U393')).toEqual({ scheme: 'LEI', country: 'XG', value: '254900ZNYA1FLUQ9U393' });
    expect(parseIdentifier('PSDLT-LB-123')).toEqual({ scheme: 'PSD', country: 'LT', value: 'LB-123' });
    expect(parseIdentifier('si:EE-1')).toEqual({ scheme: 'si:', country: 'EE', value: '1' });
    for (const text of ['', '12345', 'VATES', 'VATESA1', 'VAT-ES-1', `NTRCZ-${'1'.repeat(200)}`]) expect(parseIdentifier(text), text).toBeUndefined();
    expect(['PNOEE-1', 'IDCBE-1', 'PASSK-1', 'TINES-1', 'NTRCZ-1', 'x'].map(isPersonalNumber)).toEqual([true, true, true, true, false, false]);
  });
  it('an organisation', () => expect(describeSubject(read(cast.seal))).toEqual({
    name: 'University of Example', organization: 'University of Example', organizationIdentifier: 'VATXX-12345678', identifier: { scheme: 'VAT', country: 'XX', value: '12345678' }, scheme: 'VAT', country: 'XX', isLegalPerson: true,
  }));
  it('a person, without the personal number', () => {
    expect(describeSubject(read(cast.sign))).toEqual({ name: 'Robin Sample', country: 'XX', isLegalPerson: false });
    expect(subjectText(read(cast.sign))).not.toContain('19800101');
  });
  it('a person or an authority as an anchor, with a certificate and without', () => {
    const texts = [cast.sign, cast.ca].map((member) => {
      const certificate = read(member);
      const anchor = anchorOf(certificate, { kind: 'trusted-list', territory: 'XX', service: 0 });
      return [anchorText(anchor), anchorText({ subject: anchor.subject, spki: anchor.spki, origin: anchor.origin })];
    });
    expect(texts).toEqual([['CN=Robin Sample,surname=Sample,givenName=Robin,C=XX', 'CN=Robin Sample,surname=Sample,givenName=Robin,C=XX'], Array(2).fill('CN=Example Qualified CA,organizationIdentifier=VATXX-87654321,O=Example Trust Services,C=XX')]);
  });
  it.each(['SAMPLE,ROBIN,38001085718', 'ROBIN SAMPLE:30773760830', 'SAMPLE ROBIN - NIF 00000000T', '38001085718 ROBIN SAMPLE', 'ROBIN SAMPLE (12345678Z)'])('a number in the common name is cut out: %s', async (CN) => {
    const found = await made({ subject: { C: 'XX', givenName: 'ROBIN', surname: 'SAMPLE', serialNumber: 'PNOXX-38001085718', CN } });
    expect(describeSubject(found).name).toMatch(/^(?:SAMPLE.ROBIN|ROBIN SAMPLE)$/);
    expect(JSON.stringify([describeSubject(found), subjectText(found)])).not.toMatch(/\d{5}/);
  });
  it('a person for an organisation', async () => {
    expect(describeSubject(await made({ subject: { ...PERSON, O: 'University of Example', organizationIdentifier: 'VATXX-1' } }))).toMatchObject({ name: 'Robin Sample', onBehalfOf: 'University of Example', organizationIdentifier: 'VATXX-1', isLegalPerson: false });
  });
  it('a pseudonym', async () => expect(describeSubject(await made({ subject: { C: 'XX', pseudonym: 'Registrar 7' } }))).toEqual({ name: 'Registrar 7', country: 'XX', isLegalPerson: false, pseudonym: true }));
  it.each<[boolean, string, Partial<CertificateOptions>]>([
    [true, 'eSeal', { qc: { type: 'eSeal' }, subject: PERSON }], [false, 'eSign', { qc: { type: 'eSign' } }], [false, 'both types', { qc: { type: ['eSign', 'eSeal'] } }],
    [true, 'QCP-l', { policies: ['0.4.0.194112.1.1'], subject: { CN: 'x' } }], [false, 'QCP-n', { policies: ['0.4.0.194112.1.0'] }], [true, 'legal semantics', { qc: { semantics: 'legal' }, subject: { CN: 'x' } }],
    [true, 'an identifier', { subject: { O: 'a', CN: 'b', organizationIdentifier: 'NTRCZ-1' } }], [false, 'a surname', { subject: { O: 'a', CN: 'a', surname: 'c' } }], [true, 'its own name', { subject: { O: 'Example', CN: 'EXAMPLE' } }],
    [false, 'a name and an organisation', { subject: { O: 'Example', CN: 'Robin' } }], [true, 'an authority', { subject: { O: 'Example', CN: 'CA 1' }, ca: true }],
  ])('legal person %s, by %s', async (legal, _why, options) => expect(isLegalPerson(await made(options))).toBe(legal));
});
