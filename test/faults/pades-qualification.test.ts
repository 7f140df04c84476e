import type { Qualification, Report } from '@credlens/core/report';
import { castServices, days, pki, POLICIES, sealedPdf, testKey, type PkiOptions, type QcStatements, type SealedPdfOptions, type ServiceOptions } from '@credlens/demo-pki';
import { describe, expect, it } from 'vitest';
import { checkOf } from './world.js';
import { judgeBytes, listsOf, SEALED, type ListCase } from './pades-world.js';

interface QualificationCase { cast?: PkiOptions; ca?: Partial<ServiceOptions>; lists?: ListCase; seal?: Partial<SealedPdfOptions>; by?: 'seal' | 'sign'; at?: string }

/** A seal whose only anchors are the services of the lists. */
async function qualified({ cast: options, ca, lists, seal, by = 'seal', at }: QualificationCase): Promise<Report> {
  const cast = await pki(SEALED, options);
  const { bytes } = await sealedPdf({ pki: cast, signer: cast[by], ...seal });
  return judgeBytes(bytes, cast, { anchors: [], lists: await listsOf(cast, { ...lists, ...(ca ? { services: { ca } } : {}) }), world: { signer: cast[by] }, ...(at ? { at } : {}) });
}

const CODES: Readonly<Record<Qualification, string>> = {
  QESeal: 'qualification.qualified-seal', QESig: 'qualification.qualified-signature', 'AdESeal-QC': 'qualification.qualified-certificate', 'AdESig-QC': 'qualification.qualified-certificate',
  AdESeal: 'qualification.not-qualified', AdESig: 'qualification.not-qualified', AdES: 'qualification.not-qualified', 'not-AdES': 'qualification.not-ades', indeterminate: 'qualification.indeterminate',
};

function expectQualification(report: Report, qualification: Qualification, reason: string): void {
  expect({ qualification: report.qualification, code: checkOf(report, 'issuer.qualification').code, reason: report.signatures?.[0]?.qualifiedBy?.reason }).toEqual({ qualification, code: CODES[qualification], reason });
}

type Row = readonly [name: string, options: QualificationCase, qualification: Qualification, reason: string];
const rows = (list: readonly Row[]) => it.each(list.map(([name, ...row]) => [name, row] as const))('%s', async (_name, [options, qualification, reason]) => expectQualification(await qualified(options), qualification, reason));

const qc: QcStatements = { compliance: true, sscd: true, type: 'eSeal' };
const statements = (change: Partial<QcStatements>): PkiOptions => ({ seal: { qc: { ...qc, ...change } } });

describe('EN 319 412-5: what the certificate states (TS 119 615 section 4.4)', () => {
  rows([
    ['qualified, for seals, in a qualified device', {}, 'QESeal', 'service-granted'],
    ['4.2.2: not in a qualified device', { cast: statements({ sscd: false }) }, 'AdESeal-QC', 'service-granted'],
    ['4.2.1: no statement of compliance', { cast: statements({ compliance: false }) }, 'AdESeal', 'not-declared'],
    ['4.2.3: for signatures, of a person', { by: 'sign' }, 'QESig', 'service-granted'],
    ['4.2.3: for signatures, not in a qualified device', { by: 'sign', cast: { sign: { qc: { compliance: true, type: 'eSign' } } } }, 'AdESig-QC', 'service-granted'],
    ['4.2.3: for web sites', { cast: statements({ type: 'web' }), ca: { information: ['ForeSeals', 'ForWebSiteAuthentication'] } }, 'not-AdES', 'web-certificate'],
    ['4.2.3: of no type, which is for signatures', { cast: { seal: { qc: { compliance: true, sscd: true } } } }, 'QESig', 'service-granted'],
    ['4.2.3: of two types', { cast: statements({ type: ['eSeal', 'eSign'] }) }, 'AdES', 'service-granted'],
    ['4.2.4: under the law of a country that is no member', { cast: statements({ legislation: ['CH'] }) }, 'AdESeal', 'foreign-law'],
    ['no statements at all', { cast: { seal: { raw: { qcStatements: new Uint8Array([0x30, 0]) } } } }, 'AdES', 'not-declared'],
    ['statements that cannot be read', { cast: { seal: { raw: { qcStatements: new Uint8Array([0x30, 9, 1]) } } } }, 'indeterminate', 'statements-malformed'],
  ]);
});

describe('TS 119 612 section 5.5.4: the status of the service, and since when', () => {
  const past = (status: string, from = days(SEALED, -4 * 365)) => ({ history: [{ status, from, information: ['ForeSeals'] }] });
  rows([
    ['withdrawn', { ca: { status: 'withdrawn' } }, 'AdESeal', 'status-not-granted'],
    ['granted only after the certificate was issued', { ca: { from: days(SEALED, -10) } }, 'AdESeal', 'not-listed-at-time'],
    ['withdrawn when the certificate was issued, granted since', { ca: { from: days(SEALED, -10), ...past('withdrawn') } }, 'AdESeal', 'status-not-granted'],
    ['withdrawn since it was sealed, and a time-stamp proves it', { ca: { status: 'withdrawn', from: days(SEALED, 30), history: [{ from: days(SEALED, -4 * 365), information: ['ForeSeals'] }] }, seal: { level: 'T' } }, 'QESeal', 'service-granted'],
    ['withdrawn since it was sealed, and nothing proves that', { ca: { status: 'withdrawn', from: days(SEALED, 30), history: [{ from: days(SEALED, -4 * 365), information: ['ForeSeals'] }] } }, 'AdESeal', 'status-not-granted'],
    ['withdrawn before it was sealed', { ca: { status: 'withdrawn', from: days(SEALED, -30), history: [{ from: days(SEALED, -4 * 365), information: ['ForeSeals'] }] }, seal: { level: 'T' } }, 'AdESeal', 'status-not-granted'],
    ['recognised at national level', { ca: { status: 'recognisedatnationallevel' } }, 'AdESeal', 'status-not-granted'],
    ['a status from before eIDAS', { ca: { status: 'accredited' } }, 'AdESeal', 'status-not-granted'],
    ['a status that nobody knows', { ca: { status: 'http://lists.example/excellent' } }, 'AdESeal', 'status-not-granted'],
  ]);
});

describe('TS 119 612 section 5.5.9: what else the service says', () => {
  const qualifiers = (list: readonly string[], criteria: NonNullable<ServiceOptions['qualifications']>[number]['criteria'] = { keyUsage: { nonRepudiation: true } }): Partial<ServiceOptions> => ({ qualifications: [{ qualifiers: list, criteria }] });
  rows([
    ['5.5.9.4: for signatures alone', { ca: { information: ['ForeSignatures'] } }, 'AdESeal', 'other-purpose'],
    ['5.5.9.4: for nothing that it names', { ca: { information: [] } }, 'AdESeal', 'other-purpose'],
    ['5.5.9.2.3: NotQualified', { ca: qualifiers(['NotQualified']) }, 'AdESeal', 'declared-not-qualified'],
    ['5.5.9.2.3: QCStatement, where the certificate has none', { cast: statements({ compliance: false }), ca: qualifiers(['QCStatement']) }, 'QESeal', 'service-granted'],
    ['5.5.9.2.3: QCForESeal, where the certificate says signatures', { cast: statements({ type: 'eSign' }), ca: qualifiers(['QCForESeal']) }, 'QESeal', 'service-granted'],
    ['5.5.9.2.3: QCForESeal and QCForESig', { ca: qualifiers(['QCForESeal', 'QCForESig']) }, 'AdES', 'service-granted'],
    ['5.5.9.2.3: QCNoQSCD', { ca: qualifiers(['QCNoQSCD']) }, 'AdESeal-QC', 'service-granted'],
    ['5.5.9.2.3: QCWithQSCD, where the certificate says nothing', { cast: statements({ sscd: false }), ca: qualifiers(['QCWithQSCD']) }, 'QESeal', 'service-granted'],
    ['5.5.9.2.3: QCQSCDManagedOnBehalf', { cast: statements({ sscd: false }), ca: qualifiers(['QCQSCDManagedOnBehalf']) }, 'QESeal', 'service-granted'],
    ['5.5.9.2.3: QCQSCDStatusAsInCert', { ca: qualifiers(['QCQSCDStatusAsInCert']) }, 'QESeal', 'service-granted'],
    ['5.5.9.2.3: QCQSCDStatusAsInCert, where the certificate says nothing', { cast: statements({ sscd: false }), ca: qualifiers(['QCQSCDStatusAsInCert']) }, 'AdESeal-QC', 'service-granted'],
    ['5.5.9.2.3: with a device and without', { ca: qualifiers(['QCWithQSCD', 'QCNoQSCD']) }, 'indeterminate', 'conflict'],
    ['5.5.9.2.3: a qualifier from before eIDAS', { cast: statements({ sscd: false }), ca: qualifiers(['QCWithSSCD']) }, 'AdESeal-QC', 'service-granted'],
    ['5.5.9: a critical extension that nobody knows', { ca: { unknownExtension: 'critical' } }, 'indeterminate', 'critical-extension'],
    ['5.5.9: an extension that nobody knows and that is not critical', { ca: { unknownExtension: 'not-critical' } }, 'QESeal', 'service-granted'],
  ]);

  describe('5.5.9.2.2: criteria', () => {
    const not = (criteria: Parameters<typeof qualifiers>[1]): Partial<ServiceOptions> => qualifiers(['NotQualified'], criteria);
    const meets: Row[] = [
      ['a key usage that it has', { ca: not({ keyUsage: { nonRepudiation: true, keyCertSign: false } }) }, 'AdESeal', 'declared-not-qualified'],
      ['a policy that it has', { ca: not({ policies: [POLICIES.sealQscd] }) }, 'AdESeal', 'declared-not-qualified'],
      ['at least one of several', { ca: not({ assert: 'atLeastOne', policies: ['1.2.3'], keyUsage: { nonRepudiation: true } }) }, 'AdESeal', 'declared-not-qualified'],
      ['none of several', { ca: not({ assert: 'none', policies: ['1.2.3'], keyUsage: { keyCertSign: true } }) }, 'AdESeal', 'declared-not-qualified'],
      ['criteria in criteria', { ca: not({ policies: [POLICIES.sealQscd], nested: { assert: 'none', policies: ['1.2.3'] } }) }, 'AdESeal', 'declared-not-qualified'],
      ['an attribute of the subject', { ca: not({ subjectAttributes: ['2.5.4.97'] }) }, 'AdESeal', 'declared-not-qualified'],
      ['an extended key usage', { cast: { seal: { extendedKeyUsage: ['documentSigning'] } }, ca: not({ extendedKeyUsage: ['1.3.6.1.5.5.7.3.36'] }) }, 'AdESeal', 'declared-not-qualified'],
    ];
    const misses: Row[] = [
      ['a key usage that it has not', { ca: not({ keyUsage: { nonRepudiation: true, digitalSignature: true } }) }, 'QESeal', 'service-granted'],
      ['two policies of which it has one', { ca: not({ policies: [POLICIES.sealQscd, '1.2.3'] }) }, 'QESeal', 'service-granted'],
      ['all of several, of which it meets one', { ca: not({ assert: 'all', policies: ['1.2.3'], keyUsage: { nonRepudiation: true } }) }, 'QESeal', 'service-granted'],
      ['none of several, of which it meets one', { ca: not({ assert: 'none', policies: ['1.2.3'], keyUsage: { nonRepudiation: true } }) }, 'QESeal', 'service-granted'],
      ['an attribute that its subject has not', { ca: not({ subjectAttributes: ['2.5.4.65'] }) }, 'QESeal', 'service-granted'],
      ['an extended key usage that it has not', { ca: not({ extendedKeyUsage: ['1.3.6.1.5.5.7.3.36'] }) }, 'QESeal', 'service-granted'],
    ];
    const unclear: Row[] = [
      ['a criterion that nobody knows', { ca: not({ policies: [POLICIES.sealQscd], unknown: true }) }, 'indeterminate', 'unknown-criterion'],
      ['an assertion that nobody knows', { ca: not({ assert: 'most', policies: [POLICIES.sealQscd] }) }, 'indeterminate', 'unknown-criterion'],
      ['no criterion at all', { ca: not({}) }, 'indeterminate', 'unknown-criterion'],
    ];
    rows([...meets, ...misses, ...unclear]);
  });
});

describe('TS 119 615 section 4.3: which service it is', () => {
  it('two services of one authority that say different things', async () => {
    const cast = await pki(SEALED);
    const [ca, tsa] = castServices(cast);
    const report = await qualified({ lists: { list: { providers: [{ name: 'One', services: [ca!, tsa!] }, { name: 'Two', services: [{ ...ca!, status: 'withdrawn' }] }] } } });
    expectQualification(report, 'indeterminate', 'conflict');
  });
  it('two services of one authority, of which one is for signatures', async () => {
    const [ca, tsa] = castServices(await pki(SEALED));
    const report = await qualified({ lists: { list: { providers: [{ name: 'One', services: [ca!, tsa!, { ...ca!, information: ['ForeSignatures'], status: 'withdrawn' }] }] } } });
    expectQualification(report, 'QESeal', 'service-granted');
  });
  it('a service of another type', async () => {
    const cast = await pki(SEALED);
    const lists = await listsOf(cast, { services: { ca: { type: 'CA/PKC' } } });
    expectQualification(await judgeBytes((await sealedPdf({ pki: cast })).bytes, cast, { lists }), 'AdESeal', 'no-service');
  });
  it('an authority that no list knows, trusted by the host', async () => {
    const cast = await pki(SEALED);
    const report = await judgeBytes((await sealedPdf({ pki: cast, signer: cast.plainSeal })).bytes, cast, { lists: await listsOf(cast), world: { signer: cast.plainSeal } });
    expect(report.verdict).toBe('verified');
    expectQualification(report, 'AdES', 'no-service');
  });
  it('an authority with the name of a listed one and another key', async () => {
    const cast = await pki(SEALED);
    const { bytes } = await sealedPdf({ pki: cast, signer: cast.lookAlikeSeal });
    const report = await judgeBytes(bytes, cast, { anchors: ['lookAlikeRoot'], lists: await listsOf(cast), world: { signer: cast.lookAlikeSeal } });
    expect(['QESeal', 'AdESeal-QC']).not.toContain(report.qualification);
  });
  it('a service by key identifier alone makes no anchor', async () => {
    const cast = await pki(SEALED);
    const { keyIdentifier } = await import('@credlens/demo-pki');
    const lists = await listsOf(cast, { services: { ca: { identities: [{ ski: keyIdentifier(cast.ca.key.spki) }] } } });
    expect((await judgeBytes((await sealedPdf({ pki: cast })).bytes, cast, { anchors: [], lists })).verdict).toBe('indeterminate');
  });
  it('a renewed certificate of the listed name and key', async () => {
    const cast = await pki(SEALED);
    const { certificate } = await import('@credlens/demo-pki');
    const renewed = await certificate({ issuer: cast.root, subject: cast.ca.name, key: cast.ca.key, ca: true, keyUsage: ['keyCertSign', 'cRLSign'], from: days(SEALED, -1), to: days(SEALED, 900) });
    const { bytes } = await sealedPdf({ pki: cast, cms: { certificates: [cast.seal, renewed] } });
    expectQualification(await judgeBytes(bytes, cast, { anchors: [], lists: await listsOf(cast) }), 'QESeal', 'service-granted');
  });
});

describe('TS 119 615 section 4.6: qualification follows validity', () => {
  it('a seal that does not hold is no advanced seal', async () => {
    const report = await qualified({ seal: { cms: { fault: 'message-digest-wrong' } } });
    expectQualification(report, 'not-AdES', 'validation-failed');
    expect(report.verdict).toBe('invalid');
  });
  it('a seal that is undecided is undecided', async () => expectQualification(await qualified({ seal: { cms: { ess: { version: 'none' } } } }), 'indeterminate', 'validation-indeterminate'));
  it('the weakest of several signatures is the document\'s', async () => {
    const cast = await pki(SEALED, { sign: { qc: { compliance: true, type: 'eSign' } } });
    const first = await sealedPdf({ pki: cast });
    const { bytes } = await sealedPdf({ pki: cast, document: first, signer: cast.sign, signature: { field: 'Second' } });
    const { ocspUrl, ocspResponse, ADDRESSES } = await import('@credlens/demo-pki');
    const world = { more: { [ocspUrl(ADDRESSES.ocsp, cast.sign, cast.ca)]: await ocspResponse({ certificate: cast.sign, issuer: cast.ca, responder: cast.ocsp, thisUpdate: days(SEALED, 173), nextUpdate: days(SEALED, 180) }) } };
    const report = await judgeBytes(bytes, cast, { anchors: [], lists: await listsOf(cast), world });
    expect(report.signatures?.map((each) => each.qualification)).toEqual(['QESeal', 'AdESig-QC']);
    expect(report.qualification).toBe('AdESig-QC');
  });
  it('a qualified time-stamp is told', async () => {
    const report = await qualified({ seal: { level: 'T' } });
    expect(report.signatures?.[0]?.timestamps[0]).toMatchObject({ indication: 'TOTAL-PASSED', qualified: true });
  });
  it('a time-stamp of a unit that was withdrawn is not qualified', async () => {
    const report = await qualified({ seal: { level: 'T' }, lists: { services: { tsa: { status: 'withdrawn' } } } });
    expect(report.signatures?.[0]?.timestamps[0]?.qualified).toBe(false);
  });
  it('another key than a listed one cannot borrow its qualification by a statement', async () => {
    const cast = await pki(SEALED, { plainSeal: { qc, key: testKey('a borrower') } });
    const report = await judgeBytes((await sealedPdf({ pki: cast, signer: cast.plainSeal })).bytes, cast, { lists: await listsOf(cast), world: { signer: cast.plainSeal } });
    expectQualification(report, 'AdESeal', 'no-service');
  });
});
