import { certificate, days, pki, trustedList, listOfLists, type ListFault, type Pki, type ServiceOptions, type TestIdentity, type TrustedListOptions } from '@credlens/demo-pki';
import { beforeAll, describe, expect, it } from 'vitest';
import { parseXml } from '../xml-signature/parse.js';
import { readTrustedList } from './read-list.js';
import type { ListContents, ListReading } from './reading-types.js';

const NOW = '2026-08-22T00:00:00Z';
let signer: TestIdentity;
let cast: Pki;

const read = (bytes: Uint8Array | string): ListReading => {
  const document = parseXml(bytes);
  if (!document.ok) throw new Error(document.problem);
  return readTrustedList(document.root);
};
const bytesOf = (options: Partial<TrustedListOptions> = {}) => trustedList({ territory: 'XX', issued: NOW, signer, providers: [], ...options });
const contents = async (options: Partial<TrustedListOptions> = {}): Promise<ListContents> => {
  const reading = read(await bytesOf(options));
  if (!reading.ok) throw new Error(reading.problem);
  return reading.contents;
};
const withService = (service: Partial<ServiceOptions>, fault?: ListFault) =>
  contents({ providers: [{ name: 'Provider', services: [{ identities: [cast.ca], from: days(NOW, -100), ...service }] }], ...(fault && { fault }) });
const edited = async (change: (text: string) => string, options: Partial<TrustedListOptions> = {}): Promise<ListReading> => {
  const text = new TextDecoder().decode(await bytesOf(options));
  const other = change(text);
  expect(other).not.toBe(text);
  return read(other);
};

beforeAll(async () => {
  signer = await certificate({ subject: { CN: 'List signer' }, from: days(NOW, -300), to: days(NOW, 700) });
  cast = await pki(NOW);
});

describe('TS 119 612 section 5.3: scheme information', () => {
  it('5.3.1, 5.3.2, 5.3.10, 5.3.14, 5.3.15: version, number, territory, issue and next update', async () => {
    expect(await contents({ sequence: 42, nextUpdate: days(NOW, 30) })).toMatchObject({
      version: 6, sequence: 42, territory: 'XX', issued: Date.parse(NOW), nextUpdate: Date.parse(days(NOW, 30)), operator: 'Scheme operator of XX', type: 'http://uri.etsi.org/TrstSvc/TrustedList/TSLType/EUgeneric',
    });
  });
  it('5.3.1: version 5 is read too', async () => expect(await contents({ version: 5 })).toMatchObject({ version: 5 }));
  it('5.3.1: version 4 is not', async () => expect(read(await bytesOf({ fault: 'version-4' }))).toEqual({ ok: false, problem: 'unsupported-version' }));
  it('5.3.15: a list that was closed announces no next update', async () => {
    expect((await contents({ fault: 'no-next-update' })).nextUpdate).toBeUndefined();
  });
  it.each([
    ['version-missing', '5.3.1'], ['sequence-malformed', '5.3.2'], ['territory-missing', '5.3.10'], ['territory-malformed', '5.3.10'], ['issue-missing', '5.3.14'], ['next-update-missing', '5.3.15'], ['next-update-malformed', '5.3.15'],
    ['root-other', '5.2'], ['namespace-other', '5.2'], ['scheme-information-missing', '5.2.2'], ['scheme-information-twice', '5.2.2'], ['two-provider-lists', '5.2.3'],
  ] as const)('%s (%s) is no list', async (fault, _clause) => expect(read(await bytesOf({ fault, providers: [{ name: 'P', services: [] }] }))).toEqual({ ok: false, problem: 'malformed' }));
  it.each([
    ['a number beyond what anybody counts', /<TSLSequenceNumber>\d+</, '<TSLSequenceNumber>99999999999<'], ['a negative number', /<TSLSequenceNumber>\d+</, '<TSLSequenceNumber>-1<'],
    ['an issue time without zone', /<ListIssueDateTime>[^<]*/, '<ListIssueDateTime>2026-08-22T00:00:00'], ['a number twice', '<TSLSequenceNumber>', '<TSLSequenceNumber>1</TSLSequenceNumber><TSLSequenceNumber>'],
    ['text for a next update', /<NextUpdate>.*<\/NextUpdate>/, '<NextUpdate>never</NextUpdate>'],
  ] as const)('%s is no list', async (_name, from, to) => expect(await edited((text) => text.replace(from, to))).toEqual({ ok: false, problem: 'malformed' }));
  it('a comment in the middle of a value does not cut it', async () => {
    const reading = await edited((text) => text.replace(/<TSLSequenceNumber>\d+</, '<TSLSequenceNumber>12<!-- -->34<'));
    expect(reading.ok && reading.contents.sequence).toBe(1234);
  });
  it('5.3.13: pointers with place, type, territory, MIME type and certificates', async () => {
    const reading = read(await listOfLists({ issued: NOW, signer, pointers: [{ territory: 'CZ', url: 'https://lists.example/cz.xml', signers: [signer, cast.ca] }], pivots: ['https://lists.example/pivot-2.xml'] }));
    if (!reading.ok) throw new Error(reading.problem);
    const [own, czech] = reading.contents.pointers;
    expect(own).toMatchObject({ territory: 'EU', type: 'http://uri.etsi.org/TrstSvc/TrustedList/TSLType/EUlistofthelists' });
    expect(czech).toMatchObject({ territory: 'CZ', url: 'https://lists.example/cz.xml', mimeType: 'application/vnd.etsi.tsl+xml', type: 'http://uri.etsi.org/TrstSvc/TrustedList/TSLType/EUgeneric' });
    expect(czech?.certificates.map((der) => [...der])).toEqual([[...signer.certificate], [...cast.ca.certificate]]);
    expect(reading.contents.informationUris).toContain('https://lists.example/pivot-2.xml');
  });
});

describe('TS 119 612 section 5.5: services', () => {
  it('5.4.1, 5.5.1 to 5.5.5: provider, type, name, identity, status and its start', async () => {
    const { services } = await withService({ name: 'A service', type: 'CA/QC' });
    expect(services).toMatchObject([{ provider: 'Provider', name: 'A service', periods: [{ from: Date.parse(days(NOW, -100)), type: 'CA/QC', status: 'granted' }] }]);
    expect([...services[0]!.certificates[0]!]).toEqual([...cast.ca.certificate]);
  });
  it('5.5.3: a key identifier in place of a certificate', async () => {
    const { services } = await withService({ identities: [{ ski: new Uint8Array(20).fill(7) }] });
    expect(services[0]).toMatchObject({ certificates: [] });
    expect([...services[0]!.keyIdentifiers[0]!]).toEqual(Array.from({ length: 20 }, () => 7));
  });
  it.each([
    ['granted', 'granted'], ['withdrawn', 'withdrawn'], ['undersupervision', 'undersupervision'], ['supervisionincessation', 'supervisionincessation'], ['supervisionceased', 'supervisionceased'], ['supervisionrevoked', 'supervisionrevoked'],
    ['accredited', 'accredited'], ['accreditationceased', 'accreditationceased'], ['accreditationrevoked', 'accreditationrevoked'], ['setbynationallaw', 'setbynationallaw'], ['deprecatedbynationallaw', 'deprecatedbynationallaw'],
    ['recognisedatnationallevel', 'recognisedatnationallevel'], ['deprecatedatnationallevel', 'deprecatedatnationallevel'], ['toString', 'other'], ['urn:example:granted', 'other'],
  ])('5.5.4: status %s is %s', async (status, expected) => expect((await withService({ status })).services[0]!.periods[0]!.status).toBe(expected));
  it('5.5.9.4: what it is for', async () => expect((await withService({ information: ['ForeSeals', 'ForeSignatures'] })).services[0]!.periods[0]!.information).toEqual(['ForeSeals', 'ForeSignatures']));
  it('5.5.9: an extension that is critical and not known makes the span unusable', async () => expect((await withService({ unknownExtension: 'critical' })).services[0]!.periods[0]!.unusable).toBe(true));
  it('5.5.9: one that is not critical does not', async () => expect((await withService({ unknownExtension: 'not-critical' })).services[0]!.periods[0]!.unusable).toBeUndefined());
  it('5.5.9: one that does not say whether it is critical is taken for critical', async () => {
    const reading = await edited((text) => text.replace(' Critical="false"', ''), { providers: [{ name: 'P', services: [{ identities: [cast.ca], from: NOW, unknownExtension: 'not-critical' }] }] });
    expect(reading.ok && reading.contents.services[0]!.periods[0]!.unusable).toBe(true);
  });
  it('5.5.9.1, 5.5.9.3: revocation data of expired certificates, and who took it over, are known', async () => {
    const more = '<ServiceInformationExtensions><Extension Critical="true"><ExpiredCertsRevocationInfo>2016-07-01T00:00:00Z</ExpiredCertsRevocationInfo></Extension>'
      + '<Extension Critical="true"><x:TakenOverBy xmlns:x="http://uri.etsi.org/02231/v2/additionaltypes#"/></Extension></ServiceInformationExtensions>';
    const reading = await edited((text) => text.replace('</StatusStartingTime>', `</StatusStartingTime>${more}`), { providers: [{ name: 'P', services: [{ identities: [cast.ca], from: NOW }] }] });
    expect(reading.ok && reading.contents.services[0]!.periods[0]).toMatchObject({ status: 'granted' });
    expect(reading.ok && reading.contents.services[0]!.periods[0]!.unusable).toBeUndefined();
  });
  it('5.6: history, newest first, whatever the order it is written in', async () => {
    const { services } = await withService({ from: '2020-01-01T00:00:00Z', history: [{ from: '2016-01-01T00:00:00Z', status: 'undersupervision' }, { from: '2018-01-01T00:00:00Z', status: 'withdrawn', type: 'CA/PKC' }] });
    expect(services[0]!.periods.map(({ from, status, type }) => [new Date(from).getUTCFullYear(), status, type])).toEqual([[2020, 'granted', 'CA/QC'], [2018, 'withdrawn', 'CA/PKC'], [2016, 'undersupervision', 'CA/QC']]);
  });
  it.each([['service-without-status', '5.5.4'], ['service-certificate-malformed', '5.5.3'], ['history-out-of-order', '5.6']] as const)('%s (%s): the service is left out, and counted', async (fault, _clause) => {
    const found = await withService({ history: [{ from: days(NOW, -900) }] }, fault);
    expect(found).toMatchObject({ services: [], unreadable: 1 });
  });
});

describe('TS 119 612 section 5.5.9.2: qualifications', () => {
  const criteriaOf = async (criteria: NonNullable<ServiceOptions['qualifications']>[number]['criteria']) =>
    (await withService({ qualifications: [{ qualifiers: ['QCForESeal', 'QCWithQSCD'], criteria }] })).services[0]!.periods[0]!.qualifications;
  it('qualifiers with every kind of criterion', async () => {
    expect(await criteriaOf({ assert: 'atLeastOne', keyUsage: { nonRepudiation: true, crlSign: false }, policies: ['1.2.3', '1.2.4'], extendedKeyUsage: ['1.2.5'], subjectAttributes: ['2.5.4.97'], nested: { assert: 'none', policies: ['1.2.6'] } })).toEqual([{
      qualifiers: ['QCForESeal', 'QCWithQSCD'],
      criteria: {
        assert: 'atLeastOne', keyUsage: [{ bits: { nonRepudiation: true, crlSign: false } }], policySets: [['1.2.3', '1.2.4']], extendedKeyUsage: [['1.2.5']], subjectAttributes: [['2.5.4.97']],
        nested: [{ assert: 'none', policySets: [['1.2.6']] }],
      },
    }]);
  });
  it.each([
    ['a criterion that nobody knows', { policies: ['1.2.3'], unknown: true }], ['an assertion that nobody knows', { assert: 'most', policies: ['1.2.3'] }], ['no criterion at all', {}],
    ['a bit that there is not', { keyUsage: { toString: true } }], ['an empty policy', { policies: [''] }], ['an empty set of policies', { policies: [] }],
  ])('%s is not understood', async (_name, criteria) => expect((await criteriaOf(criteria))[0]!.criteria.unknown).toBe(true));
  it('an identifier with blanks around it, or without the prefix of a URN, is the same', async () => {
    const options: Partial<TrustedListOptions> = { providers: [{ name: 'P', services: [{ identities: [cast.ca], from: NOW, qualifications: [{ qualifiers: ['NotQualified'], criteria: { policies: ['1.2.3'] } }] }] }] };
    for (const written of [' urn:oid:1.2.3 ', '1.2.3', 'URN:OID:1.2.3', 'oid:1.2.3']) {
      const reading = await edited((text) => text.replace('>urn:oid:1.2.3<', `>${written}<`), options);
      expect(reading.ok && reading.contents.services[0]!.periods[0]!.qualifications[0]!.criteria).toEqual({ assert: 'all', policySets: [['1.2.3']] });
    }
  });
  it('a slip of the pen is a policy that no certificate has', async () => expect((await criteriaOf({ policies: ['1.2.3.'] }))[0]!.criteria).toEqual({ assert: 'all', policySets: [['1.2.3.']] }));
  it('two lists of criteria in one element are not understood', async () => {
    const options: Partial<TrustedListOptions> = { providers: [{ name: 'P', services: [{ identities: [cast.ca], from: NOW, qualifications: [{ qualifiers: ['NotQualified'], criteria: { policies: ['1.2.3'] } }] }] }] };
    const reading = await edited((text) => text.replace(/(<sie:CriteriaList.*<\/sie:CriteriaList>)/, '$1$1'), options);
    expect(reading.ok && reading.contents.services[0]!.periods[0]!.qualifications[0]!.criteria.unknown).toBe(true);
  });
});
