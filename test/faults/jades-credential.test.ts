import { createVerifier } from '@credlens/core';
import { base64url, digest, jadesSeal } from '@credlens/demo-pki';
import { describe, expect, it } from 'vitest';
import { castOf, edc, issuer, judgeJades, type JadesCase } from './jades-world.js';
import { expectCheck, expectGood, expectSub, judgeBytes, loadLists, SEALED } from './pades-world.js';
import { checkOf } from './world.js';

const of = (more: Record<string, unknown>): JadesCase => ({ seal: { payload: edc(more) } });

describe('who a credential names as its issuer, and who sealed it', () => {
  it.each<[string, unknown]>([
    ['as the certificate writes it', issuer('VATEE-12345678')], ['by another scheme', issuer('NTREE-12345678')], ['the number alone', issuer('12345678')], ['with the letters of the tax register', issuer('EE12345678')],
    ['without a country of its own', issuer('VATEE-12345678', '')], ['in another spelling', issuer('1234 5678')],
  ])('%s', async (_name, named) => {
    const report = await judgeJades(of({ issuer: named }));
    expectCheck(report, 'verified', 'issuer.identity', 'issuer.certificate');
  });
  it.each<[string, unknown]>([
    ['another number', issuer('VATEE-87654321')], ['the same number of another country', issuer('12345678', 'http://publications.europa.eu/resource/authority/country/LVA')],
    ['another country\'s, and called this one\'s', issuer('VATLV-87654321')], ['two, one of which is another', { ...issuer('VATEE-12345678'), eIDASIdentifier: [issuer('VATEE-12345678'), issuer('VATEE-1')].map((each) => (each as { eIDASIdentifier: unknown }).eIDASIdentifier) }],
    ['another behind many of the right one', { ...issuer('VATEE-12345678'), eIDASIdentifier: [...Array.from({ length: 12 }, () => issuer('VATEE-12345678')), issuer('VATEE-1')].map((each) => (each as { eIDASIdentifier: unknown }).eIDASIdentifier) }],
  ])('%s', async (_name, named) => expectCheck(await judgeJades(of({ issuer: named })), 'invalid', 'issuer.identity', 'edc.issuer-differs'));
  it.each<[string, JadesCase]>([
    ['no number', of({ issuer: issuer(undefined) })], ['an address in place of an organisation', of({ issuer: 'https://university.example' })], ['a number of no country', of({ issuer: issuer('12345678', '') })],
    ['a country that contradicts the number', of({ issuer: issuer('VATLV-12345678') })], ['a certificate without a number', { cast: { seal: { subject: { C: 'EE', O: 'University of Example', CN: 'University of Example' } } } }],
    ['a person who signed', { seal: (cast) => ({ signer: cast.sign }), world: (cast) => ({ signer: cast.sign }) }],
  ])('%s', async (_name, options) => {
    const report = await judgeJades(options);
    expect(checkOf(report, 'issuer.identity')).toMatchObject({ code: 'edc.issuer-not-comparable', outcome: 'warn' });
    expect(report).toMatchObject({ verdict: 'verified', cautions: true });
    expect(report.issuer.established).toBeUndefined();
  });
  it('a mandate is what the document says, and no more', async () => {
    const evidence = { id: 'urn:epass:evidence:1', type: 'Evidence', dcType: { id: 'http://data.europa.eu/snb/evidence-type/c_18016257' }, evidenceStatement: 'Sealed on behalf of' };
    expectCheck(await judgeJades(of({ issuer: issuer('VATEE-87654321'), evidence })), 'verified', 'issuer.identity', 'edc.issuer-by-mandate');
    expectCheck(await judgeJades(of({ issuer: issuer('VATEE-87654321'), evidence: [{ type: ['Mandate'] }] })), 'verified', 'issuer.identity', 'edc.issuer-by-mandate');
  });
  it('mandate and accreditation stand in the report as what the document says, beside who sealed it', async () => {
    const kind = (id: string) => ({ id: `http://data.europa.eu/snb/evidence-type/${id}`, type: 'Concept', prefLabel: { en: id === 'c_18016257' ? 'Mandate' : 'Accreditation' } });
    const evidence = [{ id: 'urn:epass:evidence:1', type: 'Evidence', dcType: kind('c_18016257'), evidenceStatement: 'Sealed on behalf of' }, { id: 'urn:epass:evidence:2', type: 'Evidence', dcType: kind('accreditation'), accreditation: { id: 'urn:epass:accreditation:1', type: 'Accreditation', title: { en: 'Programme accreditation' } } }];
    const report = await judgeJades(of({ issuer: issuer('VATEE-87654321'), evidence }));
    expect(report).toMatchObject({ verdict: 'verified', cautions: true, signatures: [{ signer: { organizationIdentifier: 'VATEE-12345678' } }] });
    expect(checkOf(report, 'issuer.identity')).toMatchObject({ code: 'edc.issuer-by-mandate', outcome: 'warn', params: { claimed: 'VATEE-87654321', name: 'VATEE-12345678' } });
    // Nobody but the document says that it is its issuer's.
    expect(report.issuer.established).toBeUndefined();
    expect(report.credential?.evidence).toMatchObject([{ kind: { name: { en: 'Mandate' } } }, { accreditations: [{ title: { en: 'Programme accreditation' } }] }]);
  });
});

describe('what is sealed is looked at as any credential is', () => {
  it('its dates', async () => {
    expectCheck(await judgeJades(of({ expirationDate: '2026-04-01T00:00:00Z' })), 'invalid', 'validity.period', 'validity.expired');
    expectCheck(await judgeJades(of({ validUntil: '2027-04-01T00:00:00Z' })), 'verified', 'validity.period', 'validity.current');
  });
  it('its form', async () => expectCheck(await judgeJades(of({ credentialSubject: undefined })), 'invalid', 'format.data-model', 'vcdm.violations'));
  it('its status list', async () => {
    const entry = { id: 'https://lists.example/1#5', type: 'StatusList2021Entry', statusPurpose: 'revocation', statusListIndex: '5', statusListCredential: 'https://lists.example/1' };
    const report = await judgeJades(of({ credentialStatus: entry }));
    expect(report.verdict).toBe('indeterminate');
    expect(checkOf(report, 'status.revocation').problems.length).toBeGreaterThan(0);
  });
  it('whose it is', async () => {
    const cast = await castOf();
    const { bytes } = await jadesSeal({ pki: cast, payload: edc({ credentialSubject: { ...edc().credentialSubject, identifier: { type: 'Identifier', schemeName: 'Student ID', notation: '97168A' } } }) });
    const match = async (recipient: object) => checkOf(await createVerifier({ offline: true }).verify(bytes, { at: SEALED, recipient }), 'recipient.match').code;
    expect(await match({ email: 'robin@student.example' })).toBe('recipient.matched');
    expect(await match({ email: 'mallory@student.example' })).toBe('recipient.mismatch');
    expect(await match({ identifiers: [{ type: 'Student ID', value: '97168A' }] })).toBe('recipient.matched');
  });
  it.each<[string, string]>([['a member twice', '{"type":["VerifiableCredential"],"type":[]}'], ['half a character', '{"type":"\\ud800"}']])('text that two readers take for two documents: %s', async (_name, payload) => {
    const report = await judgeJades({ seal: { payload } });
    expect(report.checks[0]).toMatchObject({ outcome: 'fail' });
    expect(report.verdict).toBe('invalid');
  });
  it.each<[string, string | object]>([['text', 'Hello'], ['JSON that is no credential', { title: 'Hello' }], ['a list', '[]']])('%s is sealed, and said to be no credential', async (_name, payload) => {
    const report = await judgeJades({ seal: { payload } });
    expectGood(report);
    expect(checkOf(report, 'format.data-model')).toMatchObject({ code: 'jades.other-content', outcome: 'warn' });
    expect(report.credential?.issuer.name).toEqual({ und: 'University of Example' });
  });
  it('qualified by the lists', async () => {
    const cast = await castOf();
    const { bytes } = await jadesSeal({ pki: cast, payload: edc(), level: 'LTA' });
    const { snapshot } = await loadLists(cast);
    const report = await judgeBytes(bytes, cast, { anchors: [], lists: snapshot! });
    expect(report).toMatchObject({ verdict: 'verified', qualification: 'QESeal' });
  });
});

describe('what is sealed is elsewhere (TS 119 182-1 section 5.2.8)', () => {
  const DOCUMENT = new TextEncoder().encode('{"title":"Transcript"}');
  const ADDRESS = 'https://documents.example/transcript.json';
  const detached = (sigD: object): JadesCase => ({ seal: { header: { sigD, b64: undefined, crit: ['sigD', 'sigT'] }, b64: true }, world: { more: { [ADDRESS]: DOCUMENT } } });
  const byHash = (more: object = {}) => ({ mId: 'http://uri.etsi.org/19182/ObjectIdByURIHash', pars: [ADDRESS], hashM: 'S256', hashV: [base64url(digest('SHA-256', DOCUMENT))], ...more });
  it('found, with the digest that is signed', async () => {
    const report = await judgeJades(detached(byHash()));
    expectGood(report);
    expect(checkOf(report, 'proof.coverage')).toMatchObject({ code: 'jades.detached', outcome: 'warn' });
  });
  it('changed since', async () => expectSub(await judgeJades(detached(byHash({ hashV: [base64url(digest('SHA-256', DOCUMENT.slice(1)))] }))), 'HASH_FAILURE', 'sigD-object-differs'));
  it('not there', async () => expectSub(await judgeJades(detached(byHash({ pars: ['https://documents.example/other'] }))), 'SIGNED_DATA_NOT_FOUND', 'sigD-object-missing'));
  it('a name that is no address', async () => expectSub(await judgeJades(detached(byHash({ pars: ['transcript.json'] }))), 'SIGNED_DATA_NOT_FOUND', 'sigD-object-missing'));
  it('fewer digests than objects', async () => expectSub(await judgeJades(detached(byHash({ hashV: [] }))), 'FORMAT_FAILURE', 'sigD-malformed'));
  it('a way that is not known', async () => expectSub(await judgeJades(detached({ mId: 'http://uri.etsi.org/19182/HttpHeaders', pars: ['digest'] })), 'SIGNED_DATA_NOT_FOUND', 'sigD-mechanism'));
  it('not critical', async () => expectSub(await judgeJades({ seal: { header: { sigD: byHash(), b64: undefined, crit: ['sigT'] }, b64: true } }), 'FORMAT_FAILURE', 'crit-lacks'));
  it('beside a payload', async () => expectSub(await judgeJades({ ...detached(byHash()), change: (text) => text.replace('{', '{"payload":"e30",') }), 'FORMAT_FAILURE', 'sigD-beside-payload'));
  it('nowhere', async () => expectSub(await judgeJades({ change: (text) => { const { payload: _, ...rest } = JSON.parse(text) as { payload: string }; return JSON.stringify(rest); } }), 'SIGNED_DATA_NOT_FOUND', 'payload-missing'));
});
