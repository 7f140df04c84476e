import { castServices, certificate, days, listOfLists, pki, trustedList, type ListOfListsOptions, type Pki, type TestIdentity, type TrustedListOptions } from '@credlens/demo-pki';
import { beforeAll, describe, expect, it } from 'vitest';
import { createGuardedFetch } from '../net/index.js';
import { sha256Hex } from '../x509/digest.js';
import { loadTrustedLists } from './load.js';
import type { LoadOptions } from './load-types.js';
import { snapshotText } from './snapshot.js';
import type { ListState } from './types.js';

const NOW = '2026-08-22T00:00:00Z';
const LOTL = 'https://lists.example/lotl.xml';
const urlOf = (territory: string) => `https://lists.example/${territory.toLowerCase()}.xml`;
let cast: Pki;
let lotlSigner: TestIdentity, operator: TestIdentity, other: TestIdentity;

const signer = (CN: string) => certificate({ subject: { C: 'XX', CN }, from: days(NOW, -300), to: days(NOW, 700) });
const list = (territory: string, options: Partial<TrustedListOptions> = {}) =>
  trustedList({ territory, issued: days(NOW, -1), signer: operator, providers: [{ name: `Provider of ${territory}`, services: castServices(cast) }], ...options });
const lotl = (options: Partial<ListOfListsOptions> = {}) => listOfLists({
  issued: days(NOW, -1), signer: lotlSigner, pointers: ['AA', 'BB'].map((territory) => ({ territory, url: urlOf(territory), signers: [operator] })), ...options,
});

interface Served { lotl?: Uint8Array | null; AA?: Uint8Array | null; BB?: Uint8Array | null; more?: Record<string, Uint8Array> }

async function load(served: Served = {}, options: Partial<LoadOptions> = {}) {
  const answers = new Map<string, Uint8Array | null>([
    [LOTL, served.lotl === undefined ? await lotl() : served.lotl], [urlOf('AA'), served.AA === undefined ? await list('AA') : served.AA], [urlOf('BB'), served.BB === undefined ? await list('BB') : served.BB],
    ...Object.entries(served.more ?? {}),
  ]);
  const asked: string[] = [];
  const fetch = createGuardedFetch({
    offline: true,
    resources: (url) => {
      asked.push(url);
      const bytes = answers.get(url);
      return bytes ? { bytes } : { bytes: new Uint8Array(), status: 404 };
    },
  });
  const result = await loadTrustedLists({ fetch, now: Date.parse(NOW), lotlUrl: LOTL, anchors: [sha256Hex(lotlSigner.certificate)], ...options });
  return { ...result, asked, states: Object.fromEntries(result.snapshot?.lists.map(({ territory, state }) => [territory, state]) ?? []) };
}

beforeAll(async () => {
  [cast, lotlSigner, operator, other] = await Promise.all([pki(NOW), signer('LOTL signer'), signer('Operator'), signer('Somebody else')]);
});

describe('TS 119 615 section 4.1: the list of lists', () => {
  it('4.1.4: signed by an anchor, and its lists by who it names', async () => {
    const { snapshot, lotl: facts, states, pivots } = await load();
    expect(facts).toMatchObject({ state: 'used', territory: 'EU', sequence: 1, signer: sha256Hex(lotlSigner.certificate) });
    expect(states).toEqual({ AA: 'used', BB: 'used' });
    expect(pivots).toEqual([]);
    expect(snapshot?.services.map(({ territory, type }) => `${territory} ${type}`)).toEqual(['AA CA/QC', 'AA TSA/QTST', 'BB CA/QC', 'BB TSA/QTST']);
  });
  it('the anchors that ship are others', async () => {
    const { snapshot, lotl: facts } = await load({}, { anchors: undefined as never });
    expect(snapshot).toBeUndefined();
    expect(facts.state).toBe('signer-unknown');
  });
  it.each<[string, () => Promise<Uint8Array | null>, ListState]>([
    ['missing', async () => null, 'missing'], ['signed by somebody else', () => lotl({ signer: other }), 'signer-unknown'], ['changed', () => lotl({ fault: 'content-changed' }), 'signature-invalid'],
    ['unsigned', () => lotl({ fault: 'unsigned' }), 'unsigned'], ['cut off', () => lotl({ fault: 'truncated' }), 'malformed'], ['of a version that is not read', () => lotl({ fault: 'version-4' }), 'unsupported-version'],
    ['a list of a country', () => list('EU', { signer: lotlSigner }), 'malformed'], ['of another territory', () => lotl({ territory: 'XX' }), 'other-territory'], ['closed', () => lotl({ fault: 'no-next-update' }), 'no-next-update'],
  ])('%s: nothing can be used', async (_name, made, state) => {
    const result = await load({ lotl: await made() });
    expect(result.snapshot).toBeUndefined();
    expect(result.lotl.state).toBe(state);
    expect(result.asked.filter((url) => url !== LOTL && !url.endsWith('notice'))).toEqual([]);
  });
  it('past its next update: it is used, and says so', async () => {
    const result = await load({ lotl: await lotl({ nextUpdate: days(NOW, -0.5) }) });
    expect(result.lotl.state).toBe('stale');
    expect(result.snapshot?.lotl.state).toBe('stale');
  });
});

describe('4.1.4: pivots', () => {
  const chain = async (count: number, options: { broken?: number; by?: TestIdentity } = {}) => {
    const signers = [lotlSigner, ...await Promise.all(Array.from({ length: count }, (_, index) => signer(`Signer ${index + 1}`)))];
    const urls = Array.from({ length: count }, (_, index) => `https://lists.example/pivot-${index + 1}.xml`);
    const more: Record<string, Uint8Array> = {};
    for (const [index, url] of urls.entries()) {
      const by = options.broken === index && options.by ? options.by : signers[index]!;
      more[url] = await listOfLists({ issued: days(NOW, -100 + index), sequence: index + 1, signer: by, nextSigners: [signers[index + 1]!], pointers: [], ...(options.broken === index && !options.by && { fault: 'content-changed' }) });
    }
    return { more, newest: signers.at(-1)!, pivots: [...urls].reverse() };
  };
  it('from the anchored oldest to the newest, each signed by who the one before names', async () => {
    const { more, newest, pivots } = await chain(3);
    const result = await load({ more, lotl: await lotl({ signer: newest, pivots }) });
    expect(result.lotl.state).toBe('used');
    expect(result.pivots.map(({ sequence, state }) => [sequence, state])).toEqual([[1, 'walked'], [2, 'walked'], [3, 'walked']]);
    expect(result.states).toEqual({ AA: 'used', BB: 'used' });
  });
  it('anchors in the middle begin there', async () => {
    const { more, newest, pivots } = await chain(3);
    const middle = await signer('Signer 1');
    const result = await load({ more, lotl: await lotl({ signer: newest, pivots }) }, { anchors: [sha256Hex(middle.certificate)] });
    expect(result.pivots.map(({ state }) => state)).toEqual(['not-signed-by-known', 'walked', 'walked']);
    expect(result.lotl.state).toBe('used');
  });
  it.each([[0, undefined], [1, undefined], [2, undefined]])('pivot %s damaged: the way ends', async (broken) => {
    const { more, newest, pivots } = await chain(3, { broken });
    const result = await load({ more, lotl: await lotl({ signer: newest, pivots }) });
    expect(result.lotl.state).toBe('signer-unknown');
    expect(result.snapshot).toBeUndefined();
    expect(result.pivots.some(({ state }) => state === 'broken')).toBe(true);
  });
  it('a pivot signed by a stranger: the way ends there, and is not taken up behind it', async () => {
    const { more, newest, pivots } = await chain(3, { broken: 1, by: other });
    const result = await load({ more, lotl: await lotl({ signer: newest, pivots }) });
    expect(result.lotl.state).toBe('signer-unknown');
    expect(result.pivots.map(({ state }) => state)).toEqual(['walked', 'not-signed-by-known']);
  });
  it('the list of lists may be the newest pivot itself, which is signed by who the one before it names', async () => {
    const { more, pivots } = await chain(2);
    const [own, ...rest] = [...pivots];
    const newest = await lotl({ signer: await signer('Signer 1'), nextSigners: [other], sequence: 2, pivots: [own!, ...rest] });
    const result = await load({ lotl: newest, more: { ...more, [own!]: newest } });
    expect(result.lotl).toMatchObject({ state: 'used', sequence: 2 });
  });
  it('a pivot that is missing: the way ends', async () => {
    const { more, newest, pivots } = await chain(2);
    const { [pivots[1]!]: _gone, ...rest } = more;
    const result = await load({ more: rest, lotl: await lotl({ signer: newest, pivots }) });
    expect(result.lotl.state).toBe('signer-unknown');
  });
  it('a pivot that is missing on the way: what it would have said of signers is not known, so that nobody may sign', async () => {
    const { more, pivots } = await chain(3);
    const { [pivots[1]!]: _gone, ...rest } = more;
    // Signed by whom the first pivot names; the second may have taken that away.
    const result = await load({ more: rest, lotl: await lotl({ signer: await signer('Signer 1'), pivots }) });
    expect(result.pivots.map(({ state }) => state)).toEqual(['walked', 'missing']);
    expect(result.lotl.state).toBe('signer-unknown');
  });
  it('the list of lists cannot be its own pivot', async () => {
    const made = await lotl({ signer: other, nextSigners: [other], pivots: ['https://lists.example/pivot-1.xml'] });
    const result = await load({ lotl: made, more: { 'https://lists.example/pivot-1.xml': made } });
    expect(result.lotl.state).toBe('signer-unknown');
  });
  it('addresses that are not https, or many, are not asked', async () => {
    const pivots = ['http://lists.example/pivot.xml', 'file:///pivot.xml', ...Array.from({ length: 500 }, (_, index) => `https://lists.example/pivot-${index}.xml`)];
    const result = await load({ lotl: await lotl({ signer: other, pivots }) });
    expect(result.asked.filter((url) => url.includes('pivot')).length).toBeLessThanOrEqual(20);
    expect(result.asked.some((url) => !url.startsWith('https:'))).toBe(false);
  });
});

describe('TS 119 615 section 4.2: lists of countries', () => {
  it.each<[string, () => Promise<Uint8Array | null>, ListState]>([
    ['missing', async () => null, 'missing'], ['signed by somebody else', () => list('AA', { signer: other }), 'signer-unknown'], ['signed by the signer of the list of lists', () => list('AA', { signer: lotlSigner }), 'signer-unknown'],
    ['changed', () => list('AA', { fault: 'content-changed' }), 'signature-invalid'], ['added to', () => list('AA', { fault: 'content-added' }), 'signature-invalid'], ['signed with another key', () => list('AA', { fault: 'signature-by-other-key' }), 'signature-invalid'],
    ['signed twice', () => list('AA', { fault: 'signed-twice' }), 'signature-invalid'], ['signed around', () => list('AA', { fault: 'signature-wrapped' }), 'signature-invalid'], ['signed with SHA-1', () => list('AA', { fault: 'signature-sha1' }), 'signature-invalid'],
    ['unsigned', () => list('AA', { fault: 'unsigned' }), 'unsigned'], ['cut off', () => list('AA', { fault: 'truncated' }), 'malformed'], ['with a document type', () => list('AA', { fault: 'doctype' }), 'malformed'],
    ['no XML', async () => new TextEncoder().encode('<html><body>Not found<br></body></html>'), 'malformed'], ['without its number', () => list('AA', { fault: 'sequence-malformed' }), 'malformed'],
    ['of a version that is not read', () => list('AA', { fault: 'version-4' }), 'unsupported-version'], ['of another country', () => list('BB'), 'other-territory'], ['closed', () => list('AA', { fault: 'no-next-update' }), 'no-next-update'],
  ])('%s: it costs its country, and no other', async (_name, made, state) => {
    const { states, snapshot } = await load({ AA: await made() });
    expect(states).toEqual({ AA: state, BB: 'used' });
    expect(snapshot?.services.map(({ territory }) => territory)).toEqual(['BB', 'BB']);
  });
  it('past its next update: it is used, and says so', async () => {
    const { states, snapshot } = await load({ AA: await list('AA', { nextUpdate: days(NOW, -0.5) }) });
    expect(states).toEqual({ AA: 'stale', BB: 'used' });
    expect(snapshot?.services).toHaveLength(4);
  });
  it('a number below the one that is known: it is not taken', async () => {
    const before = await load({ AA: await list('AA', { sequence: 7 }) });
    const { states } = await load({ AA: await list('AA', { sequence: 6 }) }, { previous: before.snapshot! });
    expect(states).toEqual({ AA: 'older-than-known', BB: 'used' });
    expect((await load({ AA: await list('AA', { sequence: 7 }) }, { previous: before.snapshot! })).states['AA']).toBe('used');
    const lotlBefore = await load({ lotl: await lotl({ sequence: 9 }) });
    expect((await load({ lotl: await lotl({ sequence: 8 }) }, { previous: lotlBefore.snapshot! })).lotl.state).toBe('older-than-known');
  });
  it('any of the signers that the pointer names may sign, and no certificate with the same name', async () => {
    const pointers = [{ territory: 'AA', url: urlOf('AA'), signers: [other, operator] }];
    expect((await load({ lotl: await lotl({ pointers }) })).states).toEqual({ AA: 'used' });
    const twin = await certificate({ subject: { C: 'XX', CN: 'Operator' }, from: days(NOW, -299), to: days(NOW, 700), key: operator.key });
    expect((await load({ AA: await list('AA', { signer: twin }) })).states['AA']).toBe('signer-unknown');
  });
  it('a certificate of the signer that has run out is no matter: the pointer names it', async () => {
    const old = await certificate({ subject: { CN: 'Old operator' }, from: days(NOW, -900), to: days(NOW, -300) });
    const pointers = [{ territory: 'AA', url: urlOf('AA'), signers: [old] }];
    expect((await load({ lotl: await lotl({ pointers }), AA: await list('AA', { signer: old }) })).states).toEqual({ AA: 'used' });
  });
  it('lists for people (PDF) and lists of other schemes are passed over', async () => {
    const pointers = [
      { territory: 'AA', url: 'https://lists.example/aa.pdf', signers: [operator], mimeType: 'application/pdf' }, { territory: 'CC', url: 'https://lists.example/cc.xml', signers: [operator], type: 'http://uri.etsi.org/TrstSvc/TrustedList/TSLType/CClist' },
      { territory: 'AA', url: urlOf('AA'), signers: [operator] },
    ];
    const { states, asked } = await load({ lotl: await lotl({ pointers }) });
    expect(states).toEqual({ AA: 'used' });
    expect(asked).not.toContain('https://lists.example/aa.pdf');
  });
  it('two lists for a country: the first that can be used', async () => {
    const pointers = [{ territory: 'AA', url: 'https://lists.example/aa-old.xml', signers: [operator] }, { territory: 'AA', url: urlOf('AA'), signers: [operator] }];
    const { snapshot } = await load({ lotl: await lotl({ pointers }) });
    expect(snapshot?.lists).toMatchObject([{ territory: 'AA', url: urlOf('AA'), state: 'used' }]);
  });
  it('only the countries that are asked for', async () => {
    const { states, asked } = await load({}, { territories: ['BB'] });
    expect(states).toEqual({ BB: 'used' });
    expect(asked).not.toContain(urlOf('AA'));
  });
  it('a list may be over http, since it is signed', async () => {
    const { states } = await load({ lotl: await lotl({ pointers: [{ territory: 'AA', url: 'http://lists.example/aa.xml', signers: [operator] }] }), more: { 'http://lists.example/aa.xml': await list('AA') } });
    expect(states).toEqual({ AA: 'used' });
  });
});

describe('loading', () => {
  it('tells each list as it is done, and gives the same snapshot each time', async () => {
    const told: string[] = [];
    const one = await load({}, { onProgress: ({ done, total, list: { territory, state } }) => { told.push(`${done}/${total} ${territory} ${state}`); } });
    expect(told).toEqual(['1/2 AA used', '2/2 BB used']);
    const reordered = await lotl({ pointers: ['BB', 'AA'].map((territory) => ({ territory, url: urlOf(territory), signers: [operator] })) });
    const two = await load({ lotl: reordered });
    expect(two.snapshot?.services).toEqual(one.snapshot?.services);
    expect(snapshotText((await load()).snapshot!)).toBe(snapshotText(one.snapshot!));
  });
  it('ends where it is told to', async () => {
    const controller = new AbortController();
    const result = await load({}, { signal: controller.signal, onProgress: () => { controller.abort(); } });
    expect(result.aborted).toBe(true);
    expect(result.asked).toContain(urlOf('AA'));
    controller.abort();
    expect((await load({}, { signal: controller.signal })).snapshot).toBeUndefined();
  });
});
