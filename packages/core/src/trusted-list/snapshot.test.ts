import { castServices, certificate, days, pki, trustedList, type Pki, type ServiceOptions } from '@credlens/demo-pki';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { parseXml } from '../xml-signature/parse.js';
import { parseCertificate } from '../x509/certificate.js';
import { readTrustedList } from './read-list.js';
import { keptServices, type KeptKeys } from './service-kinds.js';
import { isSnapshot, openSnapshot, snapshotText, toSnapshot } from './snapshot.js';
import type { ListFacts, TrustedListSnapshot, TrustedLists, TrustService } from './types.js';

const NOW = '2026-08-22T00:00:00Z';
let cast: Pki;
let snapshot: TrustedListSnapshot;

const facts = (territory: string, more: Partial<ListFacts> = {}): ListFacts => ({ territory, url: `https://lists.example/${territory}`, state: 'used', services: 2, nextUpdate: days(NOW, 90), ...more });
async function services(of: readonly ServiceOptions[], keys: KeptKeys = 'seals'): Promise<TrustService[]> {
  const bytes = await trustedList({ territory: 'XX', issued: NOW, signer: cast.root, providers: [{ name: 'Provider', services: of }] });
  const document = parseXml(bytes);
  const list = document.ok && readTrustedList(document.root);
  if (!list || !list.ok) throw new Error('no list');
  return list.contents.services.flatMap((service) => keptServices('XX', service, keys));
}
const snapshotOf = (of: readonly TrustService[]): TrustedListSnapshot => toSnapshot({ created: Date.parse(NOW), lotl: facts('EU'), lists: [facts('XX')], services: of });
function open(value: unknown): TrustedLists {
  const lists = openSnapshot(value);
  if ('error' in lists) throw new Error(lists.error);
  return lists;
}
const errorOf = (value: unknown): string => {
  const lists = openSnapshot(value);
  return 'error' in lists ? lists.error : '';
};

beforeAll(async () => {
  cast = await pki(NOW);
  snapshot = snapshotOf(await services(castServices(cast)));
});

describe('what is kept of a service', () => {
  it('name and key of who issues for seals; the digest of a time-stamping unit', async () => {
    const [ca, tsa] = snapshot.services;
    expect(Object.keys(ca!.identities[0]!)).toEqual(['name', 'spki']);
    expect(Object.keys(tsa!.identities[0]!)).toEqual(['sha256']);
  });
  it.each([
    ['for signatures alone', { information: ['ForeSignatures'] }, ['keySha256']], ['withdrawn', { status: 'withdrawn', information: ['ForeSeals'] }, ['keySha256']],
    ['for seals by a qualifier', { information: [], qualifications: [{ qualifiers: ['QCForESeal'], criteria: { policies: ['1.2.3'] } }] }, ['name', 'spki']],
  ] as const)('who issues %s', async (_name, more, members) => {
    const [ca] = await services([{ identities: [cast.ca], from: NOW, ...more }]);
    expect(Object.keys(ca!.identities[0]!)).toEqual(members);
  });
  it('the keys of all, where that is asked for', async () => {
    const [ca] = await services([{ identities: [cast.ca], from: NOW, information: ['ForeSignatures'] }], 'all');
    expect(Object.keys(ca!.identities[0]!)).toEqual(['name', 'spki']);
  });
  it('name and key of an authority that issues for time-stamping units', async () => {
    const [tsa] = await services([{ type: 'TSA/QTST', identities: [cast.tsaCa], from: NOW }]);
    expect(Object.keys(tsa!.identities[0]!)).toEqual(['name', 'spki']);
  });
  it('nothing of services that seals and time-stamps do not need', async () => {
    expect(await services([{ type: 'EDS/Q', identities: [cast.ca], from: NOW }, { type: 'CA/PKC', identities: [cast.ca], from: NOW }, { identities: [cast.ca], from: NOW, information: ['ForWebSiteAuthentication'] }])).toEqual([]);
    expect(await services([{ identities: [cast.ca], from: NOW, information: ['ForWebSiteAuthentication'], history: [{ from: '2017-01-01T00:00:00Z', information: ['ForeSeals'] }] }])).toHaveLength(1);
  });
  it('a service that was of another kind before is two, and neither is there in the time of the other', async () => {
    const kept = await services([{ type: 'TSA/QTST', identities: [cast.tsa], from: '2017-01-01T00:00:00Z', history: [{ type: 'TSA/TSS-QC', from: '2010-01-01T00:00:00Z', status: 'undersupervision' }] }]);
    expect(kept.map(({ type, periods }) => [type, periods.map(({ from, until }) => [from.slice(0, 4), until?.slice(0, 4)])])).toEqual([
      ['TSA/QTST', [['2017', undefined]]], ['TSA', [['2010', '2017']]],
    ]);
  });
  it('a service without a certificate can be named, and is no anchor', async () => {
    const lists = open(snapshotOf(await services([{ identities: [{ ski: new Uint8Array(20) }], from: NOW }])));
    expect(lists.service(0).identities).toEqual([{ ski: 'AAAAAAAAAAAAAAAAAAAAAAAAAAA=' }]);
    expect(lists.matching(parseCertificate(cast.ca.certificate)!)).toEqual([]);
  });
});

describe('a snapshot as anchors', () => {
  const certificateOf = (of: { certificate: Uint8Array }) => parseCertificate(of.certificate)!;
  it('finds the issuer of a certificate by its name, and an authority by name and key', () => {
    const lists = open(snapshot);
    expect(lists.issuersOf(certificateOf(cast.seal))).toMatchObject([{ origin: { kind: 'trusted-list', territory: 'XX', service: 0 } }]);
    expect(lists.matching(certificateOf(cast.ca))).toMatchObject([{ origin: { service: 0 } }]);
    // Another certificate of the same authority.
    expect(lists.matching(certificateOf(cast.cross))).toMatchObject([{ origin: { service: 0 } }]);
  });
  it('does not take a look-alike for it', () => {
    const lists = open(snapshot);
    expect(lists.matching(certificateOf(cast.lookAlikeCa))).toEqual([]);
    expect(lists.matching(certificateOf(cast.plainCa))).toEqual([]);
    // Its name is the same, so the listed key is a candidate, which will not verify it.
    expect(lists.issuersOf(certificateOf(cast.lookAlikeSeal))).toHaveLength(1);
  });
  it('finds a time-stamping unit by its digest, and no other with its name', async () => {
    const lists = open(snapshot);
    expect(lists.matching(certificateOf(cast.tsa))).toMatchObject([{ origin: { service: 1 }, certificate: { sha256: certificateOf(cast.tsa).sha256 } }]);
    const twin = await certificate({ subject: cast.tsa.name, from: NOW, to: days(NOW, 100), key: cast.tsa.key });
    expect(lists.matching(certificateOf(twin))).toEqual([]);
  });
  it('knows an authority again by the digest of its key', async () => {
    const lists = open(snapshotOf(await services([{ identities: [cast.ca], from: NOW, information: ['ForeSignatures'] }])));
    expect(lists.issuersOf(certificateOf(cast.sign))).toEqual([]);
    expect(lists.matching(certificateOf(cast.ca))).toMatchObject([{ origin: { service: 0 } }]);
    expect(lists.matching(certificateOf(cast.lookAlikeCa))).toEqual([]);
  });
});

describe('a snapshot as a file', () => {
  it('is read back as it was written, as text or parsed, with the same digest', () => {
    const text = snapshotText(snapshot);
    expect(open(text).snapshot).toEqual(snapshot);
    expect(open(text).sha256).toBe(open(snapshot).sha256);
    expect(open(`\uFEFF${JSON.stringify(snapshot, null, 2)}`).sha256).toBe(open(snapshot).sha256);
    expect(open(snapshot).list('XX')?.state).toBe('used');
    expect(open(snapshot).list('YY')).toBeUndefined();
    expect(() => open(snapshot).service(99)).toThrow(RangeError);
  });
  it('is the same in whatever order the lists came', () => {
    const lists = [facts('AA'), facts('BB')];
    const made = (order: readonly ListFacts[]) => snapshotText(toSnapshot({ created: 0, lotl: facts('EU'), lists: order, services: [] }));
    expect(made(lists)).toBe(made([...lists].reverse()));
  });
  it.each<[string, (value: Record<string, never>) => unknown, RegExp]>([
    ['another type', (value) => ({ ...value, type: 'allow-list' }), /^\/type/], ['a later version', (value) => ({ ...value, version: 2 }), /^\/version/], ['no lists', ({ lists: _lists, ...value }) => value, /^\/lists: it is missing/],
    ['a member that is not known', (value) => ({ ...value, valid: true }), /^\/valid: this version knows no such member/], ['a day for an instant', (value) => ({ ...value, created: '2026-08-22' }), /^\/created/],
    ['lists that are no array', (value) => ({ ...value, lists: {} }), /^\/lists/], ['a country twice', (value) => ({ ...value, lists: [facts('XX'), facts('XX')] }), /^\/lists: a country is there twice/],
    ['a state that there is not', (value) => ({ ...value, lists: [{ ...facts('XX'), state: 'fine' }] }), /^\/lists\/0\/state/], ['a service of a list that is not used', (value) => ({ ...value, lists: [facts('XX', { state: 'signature-invalid' })] }), /^\/services\/0: its country has no list/],
    ['a service of a country without a list', (value) => ({ ...value, lists: [] }), /^\/services\/0/],
  ])('with %s is refused, with the place', (_name, change, message) => expect(errorOf(change(structuredClone(snapshot) as never))).toMatch(message));
  it.each<[string, (service: TrustService) => unknown, RegExp]>([
    ['a kind that there is not', (service) => ({ ...service, type: 'CA/PKC' }), /services\/0\/type/], ['a status that there is not', (service) => ({ ...service, periods: [{ ...service.periods[0], status: 'good' }] }), /periods\/0\/status/],
    ['periods out of order', (service) => ({ ...service, periods: [{ ...service.periods[0], from: '2010-01-01T00:00:00Z' }, { ...service.periods[0], from: '2020-01-01T00:00:00Z' }] }), /newest first/],
    ['a key that is no base64', (service) => ({ ...service, identities: [{ spki: '***' }] }), /identities\/0\/spki/], ['a digest in another form', (service) => ({ ...service, identities: [{ sha256: 'ab' }] }), /identities\/0\/sha256/],
    ['criteria nested without end', (service) => ({ ...service, periods: [{ ...service.periods[0], qualifications: [{ qualifiers: [], criteria: Array.from({ length: 50 }).reduce((nested) => ({ assert: 'all', nested: [nested] }), { assert: 'all' }) }] }] }), /nested too deeply/],
    ['a bit that is neither', (service) => ({ ...service, periods: [{ ...service.periods[0], qualifications: [{ qualifiers: [], criteria: { assert: 'all', keyUsage: [{ bits: { nonRepudiation: 1 } }] } }] }] }), /bits/],
    ['a provider of many words', (service) => ({ ...service, provider: 'x'.repeat(501) }), /provider/],
  ])('with %s is refused, with the place', (_name, change, message) => {
    const [first, ...rest] = snapshot.services;
    expect(errorOf({ ...snapshot, services: [change(first!), ...rest] })).toMatch(message);
  });
  it.each([['no JSON', '{'], ['null', 'null'], ['an array', '[]'], ['a number', 7], ['nothing', undefined], ['an object without prototype', Object.create(null)]])('%s is none', (_name, value) => {
    expect(errorOf(value)).not.toBe('');
    expect(isSnapshot(value)).toBe(false);
  });
  it('whatever a file holds, it is opened or refused, and never thrown for', () => {
    fc.assert(fc.property(fc.jsonValue(), (value) => { errorOf(value); }));
    const paths: (string | number)[][] = [];
    const collect = (value: unknown, path: (string | number)[]): void => {
      paths.push(path);
      if (typeof value === 'object' && value !== null) for (const [key, member] of Object.entries(value)) collect(member, [...path, key]);
    };
    collect(snapshot, []);
    fc.assert(fc.property(fc.constantFrom(...paths.filter(({ length }) => length > 0)), fc.jsonValue(), (path, value) => {
      const copy = structuredClone(snapshot) as unknown as Record<string, unknown>;
      const holder = path.slice(0, -1).reduce<Record<string, unknown>>((at, key) => at[key] as Record<string, unknown>, copy);
      holder[path.at(-1)!] = value;
      errorOf(copy);
    }), { numRuns: 500 });
  });
});
