import { certificate, days, pki, type CertificateOptions, type Pki, type TestIdentity } from '@credlens/demo-pki';
import { beforeAll, describe, expect, it } from 'vitest';
import { parseCertificate } from '../x509/certificate.js';
import type { Certificate, TrustAnchor } from '../x509/types.js';
import { toBase64 } from './digests.js';
import { listAnswer, territoryOf, type ListPolicy } from './list-age.js';
import { EIDAS, periodAt, standsAt } from './periods.js';
import { qualifyCertificate } from './qualify-certificate.js';
import { qualifySignature } from './qualify-signature.js';
import { qualifyTimestamp, timestampQualification } from './qualify-timestamp.js';
import { openSnapshot, toSnapshot } from './snapshot.js';
import type { ListFacts, QualificationElement, ServicePeriod, TrustedLists, TrustService } from './types.js';

const NOW = '2026-08-22T00:00:00Z';
const AT = Date.parse(NOW);
const policy: ListPolicy = { now: AT };
let cast: Pki;
let seal: Certificate, sign: Certificate, ca: Certificate, root: Certificate;

const parsed = (of: TestIdentity): Certificate => parseCertificate(of.certificate)!;
const facts = (territory: string, more: Partial<ListFacts> = {}): ListFacts => ({ territory, url: 'https://lists.example/', state: 'used', services: 1, nextUpdate: days(NOW, 90), ...more });
const period = (more: Partial<ServicePeriod> = {}): ServicePeriod => ({ from: '2020-01-01T00:00:00Z', status: 'granted', information: ['ForeSeals', 'ForeSignatures'], qualifications: [], ...more });
const service = (of: Certificate, periods: readonly ServicePeriod[], more: Partial<TrustService> = {}): TrustService =>
  ({ territory: 'XX', provider: 'Provider', name: 'Service', type: 'CA/QC', identities: [{ name: toBase64(of.subject.der), spki: toBase64(of.spki) }], periods, ...more });
function listsOf(services: readonly TrustService[], lists: readonly ListFacts[] = [facts('XX')], lotl = facts('EU')): TrustedLists {
  const opened = openSnapshot(toSnapshot({ created: AT, lotl, lists, services }));
  if ('error' in opened) throw new Error(opened.error);
  return opened;
}
/** The qualifiers for every certificate that may sign. */
const stating = (...qualifiers: string[]): QualificationElement => ({ qualifiers, criteria: { assert: 'atLeastOne', keyUsage: [{ bits: { nonRepudiation: true } }] } });
const anchorIn = (lists: TrustedLists, of: Certificate): TrustAnchor => lists.matching(of)[0]!;
const issued = async (options: Partial<CertificateOptions>): Promise<Certificate> => parsed(await certificate({ subject: { C: 'XX', O: 'Example' }, issuer: cast.ca, from: days(NOW, -365), to: days(NOW, 365), keyUsage: ['nonRepudiation'], ...options }));

/** What the cast's CA issued, by lists that hold these spans of it. */
function ask(of: Certificate, periods: readonly ServicePeriod[], at = AT) {
  const lists = listsOf([service(ca, periods)]);
  return qualifyCertificate({ certificate: of, path: [of], anchor: anchorIn(lists, ca) }, at, lists, policy);
}
function askSignature(of: Certificate, periods: readonly ServicePeriod[], more: Partial<Parameters<typeof qualifySignature>[0]> = {}, asked = policy) {
  const lists = listsOf([service(ca, periods)]);
  return qualifySignature({ certificate: of, path: [of], anchor: anchorIn(lists, ca), indication: 'TOTAL-PASSED', bestSignatureTime: AT, ...more }, lists, asked);
}

beforeAll(async () => {
  cast = await pki(NOW);
  [seal, sign, ca, root] = [parsed(cast.seal), parsed(cast.sign), parsed(cast.ca), parsed(cast.root)];
});

describe('TS 119 615 section 4.3: the services that match a certificate', () => {
  it('by the anchor of the path', () => expect(ask(seal, [period()])).toMatchObject({ qualified: 'qualified', territory: 'XX', status: 'granted', service: { name: 'Service' } }));
  it('by a certificate on the path, where the anchor is the host\'s', () => {
    const lists = listsOf([service(ca, [period()])]);
    const anchor: TrustAnchor = { subject: root.subject, spki: root.spki, certificate: root, origin: { kind: 'host', name: 'Ours' } };
    expect(qualifyCertificate({ certificate: seal, path: [seal, ca], anchor }, AT, lists, policy)).toMatchObject({ qualified: 'qualified' });
  });
  it('the nearest issuer that is listed counts, not the root above it', () => {
    const lists = listsOf([service(root, [period()], { name: 'Root' }), service(ca, [period({ status: 'withdrawn' })], { name: 'Issuing' })]);
    expect(qualifyCertificate({ certificate: seal, path: [seal, ca], anchor: anchorIn(lists, root) }, AT, lists, policy)).toMatchObject({ qualified: 'not-qualified', reason: 'status-not-granted', service: { name: 'Issuing' } });
  });
  it('a name alone is no match: a look-alike has another key', () => {
    const lists = listsOf([service(ca, [period()])]);
    const [fake, fakeCa] = [parsed(cast.lookAlikeSeal), parsed(cast.lookAlikeCa)];
    const anchor: TrustAnchor = { subject: fakeCa.subject, spki: fakeCa.spki, certificate: fakeCa, origin: { kind: 'host', name: 'Theirs' } };
    expect(qualifyCertificate({ certificate: fake, path: [fake, fakeCa], anchor }, AT, lists, policy)).toMatchObject({ qualified: 'not-qualified', reason: 'no-service' });
  });
  it('the certificate itself is no issuer of itself', () => {
    const lists = listsOf([service(seal, [period()])]);
    const anchor: TrustAnchor = { subject: ca.subject, spki: ca.spki, certificate: ca, origin: { kind: 'host', name: 'Ours' } };
    expect(qualifyCertificate({ certificate: seal, path: [seal], anchor }, AT, lists, policy)).toMatchObject({ qualified: 'not-qualified', reason: 'no-service' });
  });
  it('a service of another kind issues no qualified certificates', () => {
    const lists = listsOf([service(ca, [period()], { type: 'TSA/QTST' })]);
    expect(qualifyCertificate({ certificate: seal, path: [seal], anchor: anchorIn(lists, ca) }, AT, lists, policy)).toMatchObject({ qualified: 'not-qualified', reason: 'no-qualified-service' });
  });
});

describe('TS 119 615 sections 4.1 and 4.2: lists that do not decide', () => {
  const noPath = (lists: readonly ListFacts[], of = seal) => qualifyCertificate({ certificate: of, path: [] }, AT, listsOf([], lists), policy);
  it.each([['missing', 'list-missing'], ['signature-invalid', 'list-unusable'], ['signer-unknown', 'list-unusable'], ['unsigned', 'list-unusable'], ['malformed', 'list-unusable'], ['older-than-known', 'list-unusable'], ['no-next-update', 'list-closed']] as const)(
    'a list that is %s: indeterminate', (state, reason) => expect(noPath([facts('XX', { state })])).toMatchObject({ qualified: 'indeterminate', reason, territory: 'XX' }));
  it('a country that the list of lists does not name: not qualified', () => expect(noPath([])).toMatchObject({ qualified: 'not-qualified', reason: 'no-list-for-country' }));
  it('nothing that leads from the certificate to anybody: indeterminate, since the list may know who issued it', () => expect(noPath([facts('XX')])).toMatchObject({ qualified: 'indeterminate', reason: 'no-path' }));
  it('a list past its next update decides as long as the policy lets it, and says so', () => {
    const overdue = (list: Partial<ListFacts>, lotl: Partial<ListFacts>, maxTrustedListAgeSeconds?: number) => {
      const lists = listsOf([service(ca, [period()])], [facts('XX', list)], facts('EU', lotl));
      return qualifySignature({ certificate: seal, path: [seal], anchor: anchorIn(lists, ca), indication: 'TOTAL-PASSED', bestSignatureTime: AT }, lists, { now: AT, ...(maxTrustedListAgeSeconds !== undefined && { maxTrustedListAgeSeconds }) });
    };
    const yesterday = { nextUpdate: days(NOW, -1) };
    expect(overdue(yesterday, {})).toMatchObject({ qualification: 'indeterminate', reason: 'list-too-old' });
    expect(overdue({}, yesterday)).toMatchObject({ qualification: 'indeterminate', reason: 'list-too-old' });
    expect(overdue(yesterday, {}, 2 * 86_400)).toMatchObject({ qualification: 'QESeal', overdue: true });
    expect(overdue({}, yesterday, 2 * 86_400)).toMatchObject({ qualification: 'QESeal', overdue: true });
    expect(overdue({}, {}, 0)).toMatchObject({ qualification: 'QESeal' });
    expect(overdue({}, {}, 0)).not.toHaveProperty('overdue');
    // The very instant of the next update is still in time.
    expect(overdue({ nextUpdate: NOW }, {})).toMatchObject({ qualification: 'QESeal' });
  });
  it('Greece and the United Kingdom are listed under their other codes', () => {
    expect([territoryOf('GR'), territoryOf('gb'), territoryOf('cz'), territoryOf('toString'), territoryOf(undefined)]).toEqual(['EL', 'UK', 'CZ', undefined, undefined]);
    expect(listAnswer('EL', listsOf([], [facts('EL')]), policy)).toEqual({ usable: true, overdue: false });
  });
});

describe('TS 119 615 section 4.4: status and its history', () => {
  it.each([
    ['granted', 'qualified', 'service-granted'], ['withdrawn', 'not-qualified', 'status-not-granted'], ['supervisionceased', 'not-qualified', 'status-not-granted'], ['accredited', 'not-qualified', 'status-not-granted'],
    ['undersupervision', 'not-qualified', 'status-not-granted'], ['recognisedatnationallevel', 'not-qualified', 'status-not-granted'], ['deprecatedatnationallevel', 'not-qualified', 'status-not-granted'], ['other', 'not-qualified', 'status-not-granted'],
  ] as const)('since eIDAS, %s: %s', (status, qualified, reason) => expect(ask(seal, [period({ status })])).toMatchObject({ qualified, reason }));
  it('the span that the instant falls into decides: qualified before it was withdrawn', () => {
    const periods = [period({ from: '2026-06-01T00:00:00Z', status: 'withdrawn' }), period()];
    expect(ask(seal, periods, Date.parse('2026-05-31T23:59:59Z'))).toMatchObject({ qualified: 'qualified' });
    expect(ask(seal, periods, Date.parse('2026-06-01T00:00:00Z'))).toMatchObject({ qualified: 'not-qualified', reason: 'status-not-granted' });
  });
  it('before it was listed: not qualified', () => expect(ask(seal, [period()], Date.parse('2019-12-31T00:00:00Z'))).toMatchObject({ qualified: 'not-qualified', reason: 'not-listed-at-time' }));
  it('while it was a service of another kind: not listed', () => {
    expect(periodAt([period({ from: '2018-01-01T00:00:00Z', until: '2020-01-01T00:00:00Z' })], AT)).toBeUndefined();
    expect(periodAt([period({ from: '2018-01-01T00:00:00Z', until: '2020-01-01T00:00:00Z' })], Date.parse('2019-01-01T00:00:00Z'))).toBeDefined();
  });
  it.each([['granted', true], ['recognisedatnationallevel', true], ['undersupervision', true], ['accredited', true], ['withdrawn', false], ['supervisionrevoked', false], ['deprecatedatnationallevel', false], ['other', false]] as const)(
    'TS 119 612 section 5.5.4: a service that is %s is answered for: %s', (status, stands) => {
      expect(standsAt([period({ status })], AT)).toBe(stands);
      expect(standsAt([period({ status })], Date.parse('2019-01-01T00:00:00Z'))).toBe(false);
      expect(standsAt([period({ status, unusable: true })], AT)).toBe(false);
    });
  it('an extension that is critical and not known: indeterminate', () => expect(ask(seal, [period({ unusable: true })])).toMatchObject({ qualified: 'indeterminate', reason: 'critical-extension' }));
});

describe('TS 119 615 section 4.4: what the certificate says', () => {
  const QC = { compliance: true, sscd: true, type: 'eSeal' } as const;
  it('a certificate must say that it is qualified', async () => expect(ask(await issued({ qc: { type: 'eSeal' } }), [period()])).toMatchObject({ qualified: 'not-qualified', reason: 'not-declared', type: 'eSeal' }));
  it('or the service does: QCStatement', async () => expect(ask(await issued({ qc: { type: 'eSeal' } }), [period({ qualifications: [stating('QCStatement')] })])).toMatchObject({ qualified: 'qualified', type: 'eSeal' }));
  it('the service may say that it is not: NotQualified', () => expect(ask(seal, [period({ qualifications: [stating('NotQualified')] })])).toMatchObject({ qualified: 'not-qualified', reason: 'declared-not-qualified' }));
  it('EN 319 412-5 section 4.2.4: qualified under the law of another country is not qualified here', async () => {
    expect(ask(await issued({ qc: { ...QC, legislation: ['CH'] } }), [period()])).toMatchObject({ qualified: 'not-qualified', reason: 'foreign-law' });
  });
  it('EN 319 412-5 section 4.2.3: without a type it is for signatures', async () => expect(ask(await issued({ qc: { compliance: true } }), [period()])).toMatchObject({ qualified: 'qualified', type: 'eSig' }));
  it('two types are none', async () => expect(ask(await issued({ qc: { compliance: true, type: ['eSign', 'eSeal'] } }), [period()])).toMatchObject({ type: 'unknown' }));
  it('no statements at all', async () => expect(ask(await issued({}), [period()])).toMatchObject({ qualified: 'not-qualified', reason: 'not-declared', type: 'unknown' }));
  it('statements that cannot be read: indeterminate', async () => {
    const broken = { ...seal, extensions: seal.extensions.map((each) => (each.oid === '1.3.6.1.5.5.7.1.3' ? { ...each, value: Uint8Array.of(0x30, 0x03, 0x02, 0x01, 0x01) } : each)) };
    expect(ask(broken, [period()])).toMatchObject({ qualified: 'indeterminate', reason: 'statements-malformed' });
  });
});

describe('TS 119 615 section 4.4: what it is for', () => {
  it.each([['QCForESig', 'eSig'], ['QCForESeal', 'eSeal'], ['QCForWSA', 'WSA']] as const)('%s goes before what the certificate says', (qualifier, type) => {
    const information = ['ForeSeals', 'ForeSignatures', 'ForWebSiteAuthentication'];
    for (const of of [seal, sign]) expect(ask(of, [period({ information, qualifications: [stating(qualifier)] })])).toMatchObject({ qualified: 'qualified', type });
  });
  it('two of them are none', () => expect(ask(seal, [period({ qualifications: [stating('QCForESig', 'QCForESeal')] })])).toMatchObject({ type: 'unknown' }));
  it('a service that is for signatures alone makes no qualified seal', () => expect(ask(seal, [period({ information: ['ForeSignatures'] })])).toMatchObject({ qualified: 'not-qualified', reason: 'other-purpose', type: 'eSeal' }));
  it('a service that is for seals alone makes no qualified signature', () => expect(ask(sign, [period({ information: ['ForeSeals'] })])).toMatchObject({ qualified: 'not-qualified', reason: 'other-purpose', type: 'eSig' }));
  it('a service that says nothing of what it is for makes neither', () => expect(ask(seal, [period({ information: [] })])).toMatchObject({ qualified: 'not-qualified', reason: 'other-purpose' }));
  it('a service that is for something else is no second opinion', () => {
    const lists = listsOf([service(ca, [period({ information: ['ForeSignatures'], status: 'withdrawn' })]), service(ca, [period({ information: ['ForeSeals'] })])]);
    expect(qualifyCertificate({ certificate: seal, path: [seal], anchor: anchorIn(lists, ca) }, AT, lists, policy)).toMatchObject({ qualified: 'qualified' });
  });
});

describe('TS 119 615 section 4.4: contradictions', () => {
  const two = (a: Partial<ServicePeriod>, b: Partial<ServicePeriod>) => {
    const lists = listsOf([service(ca, [period(a)]), service(ca, [period(b)], { name: 'Other' })]);
    return qualifyCertificate({ certificate: seal, path: [seal], anchor: anchorIn(lists, ca) }, AT, lists, policy);
  };
  it('two services that agree', () => expect(two({}, {})).toMatchObject({ qualified: 'qualified' }));
  it('two services of which one is withdrawn: indeterminate', () => expect(two({}, { status: 'withdrawn' })).toMatchObject({ qualified: 'indeterminate', reason: 'conflict' }));
  it('two services of which one says that it is not: indeterminate', () => expect(two({ qualifications: [stating('NotQualified')] }, {})).toMatchObject({ qualified: 'indeterminate', reason: 'conflict' }));
  it('two services that differ in the device: indeterminate', () => expect(two({ qualifications: [stating('QCNoQSCD')] }, {})).toMatchObject({ qualified: 'indeterminate', reason: 'conflict' }));
  it.each([['NotQualified', 'QCStatement'], ['QCWithQSCD', 'QCNoQSCD'], ['QCQSCDManagedOnBehalf', 'QCNoQSCD'], ['QCWithQSCD', 'QCQSCDStatusAsInCert']])(
    'one service that states %s and %s: indeterminate', (...qualifiers) => expect(ask(seal, [period({ qualifications: [stating(...qualifiers)] })])).toMatchObject({ qualified: 'indeterminate', reason: 'conflict' }));
  it('QCWithQSCD and QCQSCDManagedOnBehalf are no contradiction', () => expect(ask(seal, [period({ qualifications: [stating('QCWithQSCD', 'QCQSCDManagedOnBehalf')] })])).toMatchObject({ qualified: 'qualified', qscd: 'qscd' }));
  it('conditions that are not understood: indeterminate', () => {
    expect(ask(seal, [period({ qualifications: [{ qualifiers: ['QCWithQSCD'], criteria: { assert: 'all', unknown: true } }] })])).toMatchObject({ qualified: 'indeterminate', reason: 'unknown-criterion' });
  });
});

describe('TS 119 615 section 4.5: the device', () => {
  const withDevice = { compliance: true, sscd: true, type: 'eSeal' } as const;
  const without = { compliance: true, type: 'eSeal' } as const;
  it.each([
    ['QCWithQSCD', without, 'qscd'], ['QCQSCDManagedOnBehalf', without, 'qscd'], ['QCNoQSCD', withDevice, 'not-qscd'], ['QCQSCDStatusAsInCert', withDevice, 'qscd'], ['QCQSCDStatusAsInCert', without, 'not-qscd'],
    // Of the time before eIDAS, and of no weight in a span since.
    ['QCWithSSCD', without, 'not-qscd'], ['QCNoSSCD', withDevice, 'qscd'],
  ] as const)('%s for a certificate %o: %s', async (qualifier, qc, qscd) => expect(ask(await issued({ qc }), [period({ qualifications: [stating(qualifier)] })])).toMatchObject({ qualified: 'qualified', qscd }));
  it('without a qualifier the certificate says', async () => {
    expect(ask(await issued({ qc: withDevice }), [period()])).toMatchObject({ qscd: 'qscd' });
    expect(ask(await issued({ qc: without }), [period()])).toMatchObject({ qscd: 'not-qscd' });
  });
});

describe('before eIDAS (Directive 1999/93/EC)', () => {
  const BEFORE = '2015-06-01T00:00:00Z';
  const old = (more: Partial<CertificateOptions> = {}) => issued({ from: BEFORE, to: '2018-06-01T00:00:00Z', qc: { compliance: true }, ...more });
  const under = (more: Partial<ServicePeriod> = {}): ServicePeriod => period({ from: '2012-01-01T00:00:00Z', status: 'undersupervision', information: [], ...more });
  const at = Date.parse(BEFORE);
  it('the regulation applies since 1 July 2016 in Brussels', () => expect(new Date(EIDAS).toISOString()).toBe('2016-06-30T22:00:00.000Z'));
  it.each([['undersupervision', 'qualified'], ['supervisionincessation', 'qualified'], ['accredited', 'qualified'], ['supervisionceased', 'not-qualified'], ['supervisionrevoked', 'not-qualified'], ['accreditationceased', 'not-qualified'], ['granted', 'not-qualified']] as const)(
    'a service that was %s: %s', async (status, qualified) => expect(ask(await old(), [under({ status })], at)).toMatchObject({ qualified, type: 'eSig' }));
  it.each([['0.4.0.1456.1.2', 'not-qscd'], ['0.4.0.1456.1.1', 'qscd']])('TS 101 456: policy %s says that it is qualified, with %s', async (policyOid, qscd) => {
    expect(ask(await issued({ from: BEFORE, to: '2018-06-01T00:00:00Z', policies: [policyOid] }), [under()], at)).toMatchObject({ qualified: 'qualified', qscd });
  });
  it('the same policy says nothing in a certificate since eIDAS', async () => expect(ask(await issued({ policies: ['0.4.0.1456.1.2'] }), [period()])).toMatchObject({ qualified: 'not-qualified', reason: 'not-declared' }));
  it.each([['QCWithSSCD', 'qscd'], ['QCNoSSCD', 'not-qscd'], ['QCSSCDStatusAsInCert', 'not-qscd'], ['QCWithQSCD', 'not-qscd']])('%s: %s', async (qualifier, qscd) => {
    expect(ask(await old(), [under({ qualifications: [stating(qualifier)] })], at)).toMatchObject({ qualified: 'qualified', qscd });
  });
  it('issued before and signed with after: both spans count, each by its own rules', async () => {
    const periods = [period({ from: '2016-06-30T22:00:00Z', information: ['ForeSignatures'] }), under()];
    const certificateOf = await old({ qc: { compliance: true, sscd: true } });
    expect(askSignature(certificateOf, periods, { bestSignatureTime: Date.parse('2017-01-01T00:00:00Z') })).toMatchObject({ qualification: 'QESig', atIssuance: { status: 'undersupervision' }, atSigning: { status: 'granted' } });
  });
});

describe('TS 119 615 section 4.6: signatures and seals', () => {
  it('QESeal: a qualified certificate for seals, in a device, at both times', () => {
    expect(askSignature(seal, [period()])).toMatchObject({ qualification: 'QESeal', reason: 'service-granted', territory: 'XX', provider: 'Provider', service: 'Service', atIssuance: { at: seal.notBefore }, atSigning: { at: AT } });
  });
  it('QESig: a person\'s', () => expect(askSignature(sign, [period()])).toMatchObject({ qualification: 'QESig' }));
  it.each([['eSeal', 'AdESeal-QC', 'AdESeal'], ['eSign', 'AdESig-QC', 'AdESig']] as const)('%s without a device: %s; without a qualified certificate: %s', async (type, withQc, plain) => {
    expect(askSignature(await issued({ qc: { compliance: true, type } }), [period()])).toMatchObject({ qualification: withQc });
    expect(askSignature(await issued({ qc: { type } }), [period()])).toMatchObject({ qualification: plain, reason: 'not-declared' });
  });
  it('a device at one of the two times alone is none', () => {
    const periods = [period({ from: '2026-06-01T00:00:00Z', qualifications: [stating('QCNoQSCD')] }), period()];
    expect(askSignature(seal, periods)).toMatchObject({ qualification: 'AdESeal-QC' });
    expect(askSignature(seal, periods, { bestSignatureTime: Date.parse('2026-05-01T00:00:00Z') })).toMatchObject({ qualification: 'QESeal' });
  });
  it('withdrawn when it was issued, or when it signed: not qualified', () => {
    expect(askSignature(seal, [period({ from: '2026-06-01T00:00:00Z', status: 'withdrawn' }), period()])).toMatchObject({ qualification: 'AdESeal', reason: 'status-not-granted' });
    expect(askSignature(seal, [period({ from: '2026-06-01T00:00:00Z' }), period({ status: 'withdrawn' })])).toMatchObject({ qualification: 'AdESeal', reason: 'status-not-granted' });
  });
  it('for seals when it was issued and for signatures when it signed: of neither kind', () => {
    const periods = [period({ from: '2026-06-01T00:00:00Z', qualifications: [stating('QCForESig')] }), period()];
    expect(askSignature(seal, periods)).toMatchObject({ qualification: 'AdES', reason: 'issuance-differs' });
  });
  it('a certificate for web sites signs no documents', async () => {
    const information = ['ForWebSiteAuthentication'];
    expect(askSignature(await issued({ qc: { compliance: true, type: 'web' } }), [period({ information })])).toMatchObject({ qualification: 'not-AdES', reason: 'web-certificate' });
    expect(askSignature(await issued({ qc: { type: 'web' } }), [period({ information })])).toMatchObject({ qualification: 'not-AdES', reason: 'web-certificate' });
  });
  it('a signature that does not hold is none, whatever its certificate', () => expect(askSignature(seal, [period()], { indication: 'TOTAL-FAILED' })).toMatchObject({ qualification: 'not-AdES', reason: 'validation-failed' }));
  it('one that nobody can say it of is indeterminate', () => expect(askSignature(seal, [period()], { indication: 'INDETERMINATE' })).toMatchObject({ qualification: 'indeterminate', reason: 'validation-indeterminate' }));
  it('one without a path, where the list of its country is missing: that is why', () => {
    const lists = listsOf([], [facts('XX', { state: 'missing' })]);
    expect(qualifySignature({ certificate: seal, path: [], indication: 'INDETERMINATE', bestSignatureTime: AT }, lists, policy)).toMatchObject({ qualification: 'indeterminate', reason: 'list-missing', territory: 'XX' });
  });
  it('one that holds by an anchor of the host\'s that no list knows: advanced', () => {
    const lists = listsOf([]);
    const anchor: TrustAnchor = { subject: ca.subject, spki: ca.spki, certificate: ca, origin: { kind: 'host', name: 'Ours' } };
    expect(qualifySignature({ certificate: seal, path: [seal], anchor, indication: 'TOTAL-PASSED', bestSignatureTime: AT }, lists, policy)).toMatchObject({ qualification: 'AdESeal', reason: 'no-service' });
  });
  it('another time of issuance may be given', () => {
    const periods = [period({ from: '2026-06-01T00:00:00Z' }), period({ status: 'withdrawn' })];
    expect(askSignature(seal, periods, { issuanceTime: Date.parse('2026-07-01T00:00:00Z') })).toMatchObject({ qualification: 'QESeal' });
  });
});

describe('TS 119 615 section 4.7: time-stamps', () => {
  const stamped = (periods: readonly ServicePeriod[], at = AT, more: Partial<TrustService> = {}) => {
    const authority = parsed(cast.tsa);
    const lists = listsOf([service(parsed(cast.tsaCa), periods, { type: 'TSA/QTST', ...more })]);
    return timestampQualification({ authority, path: [authority], anchor: lists.matching(parsed(cast.tsaCa))[0], at }, lists, policy);
  };
  it('a service that was granted at the time of the token', () => expect(stamped([period({ information: [] })])).toMatchObject({ qualified: true, reason: 'service-granted', territory: 'XX' }));
  it('withdrawn since: what it stamped before stays qualified', () => {
    const periods = [period({ from: '2026-06-01T00:00:00Z', status: 'withdrawn' }), period()];
    expect(stamped(periods, Date.parse('2026-05-01T00:00:00Z')).qualified).toBe(true);
    expect(stamped(periods)).toMatchObject({ qualified: false, reason: 'status-not-granted' });
  });
  it('a service of national level', () => expect(stamped([period({ status: 'recognisedatnationallevel' })], AT, { type: 'TSA' })).toMatchObject({ qualified: false, reason: 'no-qualified-service' }));
  it('before it was listed', () => expect(stamped([period()], Date.parse('2019-01-01T00:00:00Z'))).toMatchObject({ qualified: false, reason: 'not-listed-at-time' }));
  it('an extension that is critical and not known', () => expect(stamped([period({ unusable: true })])).toMatchObject({ qualified: undefined, reason: 'critical-extension' }));
  it('the unit itself by its digest', () => {
    const authority = parsed(cast.tsa);
    const digest = toBase64(Uint8Array.from(authority.sha256.match(/../g)!, (octet) => Number.parseInt(octet, 16)));
    const lists = listsOf([service(ca, [period()], { type: 'TSA/QTST', identities: [{ sha256: digest }] })]);
    expect(qualifyTimestamp({ authority, at: AT }, lists, policy)).toBe(true);
    const anchor: TrustAnchor = { subject: root.subject, spki: root.spki, certificate: root, origin: { kind: 'host', name: 'Ours' } };
    expect(qualifyTimestamp({ authority: parsed(cast.ocsp), anchor, at: AT }, lists, policy)).toBe(false);
    expect(qualifyTimestamp({ authority: parsed(cast.ocsp), at: AT }, lists, policy)).toBeUndefined();
  });
  it('a list that is missing: it cannot be told', () => {
    const authority = parsed(cast.tsa);
    expect(qualifyTimestamp({ authority, at: AT }, listsOf([], [facts('XX', { state: 'missing' })]), policy)).toBeUndefined();
    expect(qualifyTimestamp({ authority, at: AT }, listsOf([], []), policy)).toBe(false);
  });
});
