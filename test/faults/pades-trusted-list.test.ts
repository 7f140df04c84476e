import { certificate, days, listOfLists, LOTL_ADDRESS, pki, sealedPdf, trustedList, castServices, type ListFault, type XmlSignatureFault } from '@credlens/demo-pki';
import { describe, expect, it } from 'vitest';
import { checkOf } from './world.js';
import { judgeBytes, LIST, listsOf, loadLists, NOW, operator, SEALED, type ListCase } from './pades-world.js';

const cast = pki(SEALED);
const load = async (options: ListCase = {}) => loadLists(await cast, options);
const listState = async (options: ListCase) => (await load(options)).snapshot?.lists[0]?.state;
const lotlState = async (options: ListCase) => {
  const { snapshot, lotl } = await load(options);
  return { state: lotl.state, snapshot: snapshot !== undefined };
};
const other = () => certificate({ subject: { CN: 'Somebody else' }, from: days(SEALED, -400), to: days(SEALED, 1000) });

type Fault = XmlSignatureFault | ListFault;

/** Where it stands in TS 119 612 or in XML Signature, the fault, and the state of the list. */
const FAULTS: readonly [clause: string, fault: Fault, state: string][] = [
  ['annex B: unsigned', 'unsigned', 'unsigned'],
  ['XML Signature 3.2.2: a value that does not verify', 'signature-corrupt', 'signature-invalid'],
  ['XML Signature 3.2.2: by another key than the certificate\'s', 'signature-by-other-key', 'signature-invalid'],
  ['XML Signature 3.2.1: another content', 'content-changed', 'signature-invalid'],
  ['XML Signature 3.2.1: more content', 'content-added', 'signature-invalid'],
  ['annex B: two signatures', 'signed-twice', 'signature-invalid'],
  ['annex B: a signature that is no child of the root', 'signature-not-in-root', 'signature-invalid'],
  ['annex B: a signed list inside another', 'signature-wrapped', 'signature-invalid'],
  ['annex B: a reference to a part by its identifier', 'reference-wrong', 'signature-invalid'],
  ['annex B: no reference to the list', 'reference-missing', 'signature-invalid'],
  ['annex B: two references to the list', 'reference-twice', 'signature-invalid'],
  ['annex B: a transform too many', 'transform-extra', 'signature-invalid'],
  ['annex B: a transform too few', 'transform-missing', 'signature-invalid'],
  ['annex B: a transform by XPath', 'transform-xpath', 'signature-invalid'],
  ['annex B: inclusive canonicalisation', 'canonicalization-other', 'signature-invalid'],
  ['TS 119 312: a digest by SHA-1', 'digest-sha1', 'signature-invalid'],
  ['TS 119 312: a signature by SHA-1', 'signature-sha1', 'signature-invalid'],
  ['RFC 9231: a key that everybody has (HMAC)', 'hmac', 'signature-invalid'],
  ['XML: an identifier twice', 'duplicate-id', 'signature-invalid'],
  ['XML: a document type declaration', 'doctype', 'malformed'],
  ['XML: entities', 'entity', 'malformed'],
  ['XML: version 1.1', 'xml-1.1', 'malformed'],
  ['XML: another encoding', 'utf-16', 'malformed'],
  ['XML: cut short', 'truncated', 'malformed'],
  ['EN 319 132-1 section 4.3: no signed properties', 'signed-properties-missing', 'signature-invalid'],
  ['EN 319 132-1 section 4.3: signed properties twice', 'signed-properties-twice', 'signature-invalid'],
  ['EN 319 132-1 section 4.3: properties of another signature', 'target-wrong', 'signature-invalid'],
  ['EN 319 132-1 section 5.2.2: no signing certificate', 'signing-certificate-missing', 'signature-invalid'],
  ['EN 319 132-1 section 5.2.2: another signing certificate', 'signing-certificate-other', 'signature-invalid'],
  ['annex B: no certificate', 'key-info-missing', 'signature-invalid'],
  ['annex B: a certificate that is none', 'key-info-other', 'signature-invalid'],
  ['annex B: a key by its name', 'key-value-only', 'signature-invalid'],
  ['5.3.1: no version', 'version-missing', 'malformed'],
  ['5.3.1: a version of before eIDAS', 'version-4', 'unsupported-version'],
  ['5.3.2: a sequence number that is none', 'sequence-malformed', 'malformed'],
  ['5.3.10: no territory', 'territory-missing', 'malformed'],
  ['5.3.10: a territory that is none', 'territory-malformed', 'malformed'],
  ['5.3.14: no time of issue', 'issue-missing', 'malformed'],
  ['5.3.15: no next update, as of a list that was closed', 'no-next-update', 'no-next-update'],
  ['5.3.15: nothing about the next update', 'next-update-missing', 'malformed'],
  ['5.3.15: a next update that is no time', 'next-update-malformed', 'malformed'],
  ['5.2: another root element', 'root-other', 'malformed'],
  ['5.2: another namespace', 'namespace-other', 'malformed'],
  ['5.3: no scheme information', 'scheme-information-missing', 'malformed'],
  ['5.3: scheme information twice', 'scheme-information-twice', 'malformed'],
  ['5.4: two lists of providers', 'two-provider-lists', 'malformed'],
];

describe('a list in order', () => {
  it('is used, with its number, its times and its digest', async () => {
    const { snapshot, lotl } = await load();
    expect(lotl).toMatchObject({ territory: 'EU', state: 'used', sequence: 1, version: 6 });
    expect(snapshot?.lists).toMatchObject([{ territory: 'XX', state: 'used', sequence: 1, issued: days(SEALED, 150), nextUpdate: days(SEALED, 240), services: 2, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) as string }]);
    expect(snapshot?.services.map(({ type }) => type)).toEqual(['CA/QC', 'TSA/QTST']);
  });
  it.each([['version 5', { version: 5 }], ['version 6', { version: 6 }], ['the older form of the signing certificate', { fault: 'signing-certificate-v1' }], ['a comment', { fault: 'comment-inside' }], ['SHA-512', { signature: { digest: 'SHA-512', signature: { digest: 'SHA-512' } } }]] as const)('%s', async (_name, list) => {
    expect(await listState({ list })).toBe('used');
  });
});

describe('TS 119 612 and TS 119 615 section 4.2: a list that must not be used', () => {
  it.each(FAULTS)('%s', async (_clause, fault, state) => {
    const { snapshot } = await load({ list: { fault } });
    expect(snapshot?.lists.map((each) => each.state)).toEqual([state]);
    expect(snapshot?.services).toEqual([]);
  });
  it('5.3.3: of another kind', async () => {
    const { snapshot } = await load({ list: { fault: 'type-other' } });
    expect(snapshot?.services).toEqual([]);
  });
  it('TS 119 615 section 4.2: signed by a certificate that the list of lists does not name', async () => expect(await listState({ list: { signer: await other() } })).toBe('signer-unknown'));
  it('TS 119 615 section 4.2: signed by another certificate of the named key', async () => {
    const named = await operator();
    const again = await certificate({ subject: named.name, key: named.key, from: days(SEALED, -1), to: days(SEALED, 1000) });
    expect(await listState({ list: { signer: again } })).toBe('signer-unknown');
  });
  it('5.3.10: of another country', async () => expect(await listState({ list: { territory: 'YY' } })).toBe('other-territory'));
  it('5.3.2: older than one that is known', async () => {
    const previous = (await load({ list: { sequence: 8 } })).snapshot!;
    expect(await listState({ list: { sequence: 7 }, previous })).toBe('older-than-known');
    expect(await listState({ list: { sequence: 8 }, previous })).toBe('used');
  });
  it('5.3.15: past its next update it is stale, and its services are kept', async () => {
    const { snapshot } = await load({ list: { nextUpdate: days(NOW, -2) } });
    expect(snapshot?.lists[0]?.state).toBe('stale');
    expect(snapshot?.services).toHaveLength(2);
  });
  it('not there', async () => expect((await load({ lotl: { pointers: [{ territory: 'XX', url: 'https://lists.example/nowhere.xml', signers: [await operator()] }] } })).snapshot?.lists[0]?.state).toBe('missing'));
  it('not XML', async () => expect(await listState({ more: { [LIST]: new TextEncoder().encode('<html><body>Not found</body>') } })).toBe('malformed'));
  it('5.5: a service that cannot be read is left out, and the others stay', async () => {
    for (const fault of ['service-without-status', 'service-certificate-malformed', 'service-without-identity'] as const) expect((await load({ list: { fault } })).snapshot?.services, fault).toEqual([]);
  });
  it('5.6: a history that is out of order is not used', async () => {
    const { snapshot } = await load({ list: { fault: 'history-out-of-order' }, services: { ca: { history: [{ from: days(SEALED, -3000), status: 'withdrawn' }] } } });
    expect(snapshot?.services.map(({ type }) => type)).toEqual(['TSA/QTST']);
  });
  it('a list of one country that fails costs that country only', async () => {
    const yy = await pki(SEALED, { territory: 'YY' });
    const signer = await operator();
    const second = await trustedList({ territory: 'YY', issued: days(SEALED, 150), signer, providers: [{ name: 'Y', services: castServices(yy) }] });
    const { snapshot } = await load({
      list: { fault: 'signature-corrupt' }, more: { 'https://lists.example/yy.xml': second },
      lotl: { pointers: [{ territory: 'XX', url: LIST, signers: [signer] }, { territory: 'YY', url: 'https://lists.example/yy.xml', signers: [signer] }] },
    });
    expect(snapshot?.lists.map(({ territory, state }) => `${territory} ${state}`)).toEqual(['XX signature-invalid', 'YY used']);
    expect(snapshot?.services.map(({ territory }) => territory)).toEqual(['YY', 'YY']);
  });
});

describe('TS 119 615 section 4.1: the list of lists', () => {
  it.each(FAULTS.filter(([, fault]) => !['two-provider-lists'].includes(fault)))('%s', async (_clause, fault, state) => {
    expect(await lotlState({ lotl: { fault } })).toEqual({ state, snapshot: false });
  });
  it('5.3.3: a list of a country in its place', async () => expect((await lotlState({ lotl: { fault: 'type-other' } })).snapshot).toBe(false));
  it('signed by nobody whom the anchors name', async () => expect(await lotlState({ anchors: [await other()] })).toEqual({ state: 'signer-unknown', snapshot: false }));
  it('not there', async () => {
    const { snapshot, lotl } = await load({ more: { [LOTL_ADDRESS]: new Uint8Array() } });
    expect([lotl.state, snapshot]).toEqual(['malformed', undefined]);
  });
  it('of another territory', async () => expect((await lotlState({ lotl: { territory: 'ZZ' } })).state).toBe('other-territory'));
  it('a pointer to a list for people is not followed', async () => expect((await load({ lotl: { pointers: [{ territory: 'XX', url: LIST, signers: [await operator()], mimeType: 'application/pdf' }] } })).snapshot?.lists).toEqual([]));
  it('a pointer to a scheme of third countries is not followed', async () => {
    expect((await load({ lotl: { pointers: [{ territory: 'XX', url: LIST, signers: [await operator()], type: 'http://uri.etsi.org/TrstSvc/TrustedList/TSLType/CClist' }] } })).snapshot?.lists).toEqual([]);
  });
});

describe('TS 119 615 section 4.1.4: pivots', () => {
  const [first, second] = ['https://lists.example/pivot-1.xml', 'https://lists.example/pivot-2.xml'];
  const signers = async () => Promise.all(['old', 'middle', 'new'].map((CN) => certificate({ subject: { CN }, from: days(SEALED, -900), to: days(SEALED, 900) })));
  /** The anchor signs the first pivot, which names the signer of the second, which names the signer of the present list. */
  async function pivots(change: { firstSigner?: number; secondSigner?: number; fault?: XmlSignatureFault; missing?: boolean } = {}) {
    const all = await signers();
    const by = (index: number) => all[index]!;
    const more = {
      [first]: await listOfLists({ issued: days(SEALED, -500), signer: by(change.firstSigner ?? 0), nextSigners: [by(1)], pointers: [], ...(change.fault ? { fault: change.fault } : {}) }),
      ...(change.missing ? {} : { [second]: await listOfLists({ issued: days(SEALED, -100), signer: by(change.secondSigner ?? 1), nextSigners: [by(2)], pointers: [] }) }),
    };
    const { lotl, pivots: walked } = await load({ anchors: [by(0)], lotl: { signer: by(2), pivots: [second, first] }, more });
    return { state: lotl.state, walked: walked.map((each) => each.state) };
  }
  it('a way from the anchors to the present signer', async () => expect(await pivots()).toEqual({ state: 'used', walked: ['walked', 'walked'] }));
  it('the first is signed by nobody who is known', async () => expect((await pivots({ firstSigner: 2 })).state).toBe('signer-unknown'));
  it('the second is signed by nobody whom the first names', async () => expect((await pivots({ secondSigner: 2 })).state).toBe('signer-unknown'));
  it('the first is broken', async () => expect((await pivots({ fault: 'signature-corrupt' })).state).toBe('signer-unknown'));
  it('the second is missing', async () => expect((await pivots({ missing: true })).state).toBe('signer-unknown'));
});

describe('what a seal gets from a list that fails', () => {
  const judge = async (options: ListCase, at?: string) => {
    const here = await cast;
    return judgeBytes((await sealedPdf({ pki: here })).bytes, here, { anchors: [], lists: await listsOf(here, options), ...(at ? { at } : {}) });
  };
  it('missing', async () => {
    const report = await judge({ lotl: { pointers: [{ territory: 'XX', url: 'https://lists.example/nowhere.xml', signers: [await operator()] }] } });
    expect(report.verdict).toBe('indeterminate');
    expect(checkOf(report, 'proof.key').problems.map(({ code }) => code)).toContain('list.missing');
    expect(report.signatures?.[0]).toMatchObject({ qualification: 'indeterminate', qualifiedBy: { reason: 'list-missing', territory: 'XX' } });
  });
  it('broken', async () => {
    const report = await judge({ list: { fault: 'signature-corrupt' } });
    expect(report.verdict).toBe('indeterminate');
    expect(checkOf(report, 'proof.key').problems.map(({ code }) => code)).toContain('list.unusable');
    expect(report.trustedLists?.lists).toContainEqual(expect.objectContaining({ territory: 'XX', state: 'signature-invalid' }));
  });
  it('stale, and not for long', async () => {
    const report = await judge({ list: { nextUpdate: days(NOW, -2) } });
    expect(report.verdict).toBe('verified');
    expect(checkOf(report, 'issuer.qualification')).toMatchObject({ code: 'list.stale', outcome: 'warn' });
    expect(report.qualification).toBe('QESeal');
  });
  it('stale for too long', async () => {
    const report = await judge({ list: { nextUpdate: days(NOW, -200) } });
    expect(report.verdict).toBe('indeterminate');
    expect(checkOf(report, 'proof.key').code).toBe('list.too-old');
    expect(report.qualification).toBe('indeterminate');
  });
  it('a country that has no list', async () => {
    const report = await judge({ lotl: { pointers: [] } });
    expect(report.verdict).toBe('indeterminate');
  });
});
