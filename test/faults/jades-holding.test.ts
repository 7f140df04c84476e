import { createVerifier } from '@credlens/core';
import type { Report } from '@credlens/core/report';
import { didKey, ed25519TestKey, issue, statusEntry, statusList } from '@credlens/demo-issuer';
import { jadesSeal, type JadesOptions, type Pki } from '@credlens/demo-pki';
import { describe, expect, it } from 'vitest';
import { castOf, edc, issuer, judgeJades } from './jades-world.js';
import { expectCheck, judgeBytes, NOW } from './pades-world.js';
import { checkOf } from './world.js';

const VC = 'https://www.w3.org/2018/credentials/v1';
const presentation = (credentials: unknown) => ({ '@context': [VC], 'id': 'urn:presentation:1', 'type': ['VerifiablePresentation', 'EuropeanDigitalPresentation'], 'verifiableCredential': credentials });
const bytesOf = (value: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(value));
const member = (report: Report, at = 0): Report => report.subjects[at]!;
const sealed = async (cast: Pki, options: Partial<JadesOptions> = {}): Promise<string> => (await jadesSeal({ pki: cast, payload: edc(), ...options })).text;
const judgeIn = async (make: (cast: Pki) => Promise<unknown>): Promise<Report> => { const cast = await castOf(); return judgeBytes(bytesOf(await make(cast)), cast); };

describe('a presentation that is sealed', () => {
  const holding = (credentials: unknown) => judgeJades({ seal: { payload: presentation(credentials) } });
  it('a credential without a seal of its own is secured by that of its issuer', async () => {
    const report = await holding([edc()]);
    expect(report.verdict).toBe('verified');
    expect(checkOf(report, 'members.verdict')).toMatchObject({ code: 'members.verified', level: 'required' });
    expect(checkOf(report, 'format.data-model').code).toBe('vcdm.conforms');
    expect(member(report)).toMatchObject({ verdict: 'verified', credential: { format: 'elm-3' }, signatures: [{ indication: 'TOTAL-PASSED' }] });
    expect(checkOf(member(report), 'issuer.identity').code).toBe('issuer.certificate');
  });
  it('one alone, without an array', async () => expect((await holding(edc())).verdict).toBe('verified'));
  it('one of another issuer is not its issuer\'s', async () => {
    const report = await holding([edc(), edc({ issuer: issuer('VATEE-87654321') })]);
    expect(report.verdict).toBe('invalid');
    expect(report.subjects.map(({ verdict }) => verdict)).toEqual(['verified', 'invalid']);
    expectCheck(member(report, 1), 'invalid', 'issuer.identity', 'edc.issuer-differs');
  });
  it('nor one whose issuer cannot be told', async () => {
    const report = await holding([edc({ issuer: issuer(undefined) })]);
    expect(report.verdict).toBe('indeterminate');
    expectCheck(member(report), 'indeterminate', 'issuer.identity', 'edc.sealer-not-issuer');
    expect(checkOf(member(report), 'issuer.identity').problems.map(({ code }) => code)).toEqual(['edc.sealer-not-issuer']);
  });
  it('a mandate is what the credential says, and whoever sealed it may have written that', async () => {
    const evidence = { type: 'Evidence', dcType: { id: 'http://data.europa.eu/snb/evidence-type/c_18016257' } };
    expectCheck(member(await holding([edc({ issuer: issuer('VATEE-87654321'), evidence })])), 'indeterminate', 'issuer.identity', 'edc.sealer-not-issuer');
  });
  it('a member\'s dates, form and status are its own', async () => {
    expectCheck(member(await holding([edc({ validUntil: '2026-04-01T00:00:00Z' })])), 'invalid', 'validity.period', 'validity.expired');
    expectCheck(member(await holding([edc({ credentialSubject: {}, issuer: undefined })])), 'invalid', 'format.data-model', 'vcdm.violations');
  });
  it('a seal that does not hold secures nothing', async () => {
    const report = await judgeJades({ seal: { payload: presentation([edc()]), fault: 'signature-corrupt' } });
    expect([report.verdict, member(report).verdict]).toEqual(['invalid', 'invalid']);
    expect(checkOf(member(report), 'proof.signature').code).toBe('ades.sig-crypto-failure');
  });
  it('by somebody whom nobody knows', async () => {
    const report = await judgeJades({ seal: (cast) => ({ signer: cast.lookAlikeSeal, payload: presentation([edc()]) }) });
    expect(report.verdict).not.toBe('verified');
    expect(member(report).verdict).not.toBe('verified');
  });
  it('a member with a seal of its own is judged by that one, whoever sealed the presentation', async () => {
    const cast = await castOf();
    const text = await sealed(cast);
    const other = edc({ issuer: issuer('VATEE-87654321') });
    const judged = async (credentials: unknown[]) => judgeBytes((await jadesSeal({ pki: cast, signer: cast.sign, level: 'LT', payload: presentation(credentials) })).bytes, cast, { world: { signer: cast.seal } });
    const report = await judged([JSON.parse(text), text]);
    expect(report.subjects.map(({ verdict }) => verdict)).toEqual(['verified', 'verified']);
    expect(report.verdict).toBe('verified');
    expect((await judged([JSON.parse(await sealed(cast, { fault: 'payload-changed' }))])).verdict).toBe('invalid');
    expect((await judged([JSON.parse(await sealed(cast, { payload: other }))])).verdict).toBe('invalid');
  });
  it('nothing inside', async () => expectCheck(await holding([]), 'indeterminate', 'members.verdict', 'members.missing'));
  it('what is no credential', async () => expect((await holding(['https://example.org/'])).verdict).toBe('indeterminate'));
  it('a challenge is answered by no seal', async () => {
    const cast = await castOf();
    const { bytes } = await jadesSeal({ pki: cast, payload: presentation([edc()]) });
    const report = await createVerifier({ offline: true, anchors: [{ name: 'root', certificate: cast.root.certificate }] }).verify(bytes, { at: NOW, presentation: { challenge: 'c' } });
    expect(checkOf(report, 'proof.terms').code).toBe('terms.challenge');
    expect(checkOf(report, 'recipient.holder').code).toBe('holder.unproved');
    expect(report.verdict).not.toBe('verified');
  });
});

describe('sealed credentials in what nobody signed', () => {
  const compact = (cast: Pki) => sealed(cast, { form: 'compact' });
  const dataUrl = (mediaType: string, text: string): string => `data:${mediaType};base64,${Buffer.from(text).toString('base64')}`;
  const envelope = (id: string) => ({ '@context': 'https://www.w3.org/ns/credentials/v2', 'type': 'EnvelopedVerifiableCredential', id });
  it.each<[string, (cast: Pki) => Promise<unknown>]>([
    ['a presentation of JWS in JSON', async (cast) => presentation([JSON.parse(await sealed(cast))])], ['as text', async (cast) => presentation([await sealed(cast)])], ['compact', async (cast) => presentation([await compact(cast)])],
    ['an array', async (cast) => [JSON.parse(await sealed(cast, { form: 'flattened' }))]],
    ['an envelope, compact', async (cast) => presentation([envelope(dataUrl('application/jose', await compact(cast)))])], ['an envelope, as vc+jwt', async (cast) => presentation([envelope(`data:application/vc+jwt,${await compact(cast)}`)])],
    ['an envelope, in JSON', async (cast) => presentation([envelope(dataUrl('application/jose+json', await sealed(cast)))])], ['an envelope, in JSON that is escaped', async (cast) => presentation([envelope(`data:application/jose+json,${encodeURIComponent(await sealed(cast))}`)])],
  ])('%s', async (_name, make) => {
    const report = await judgeIn(make);
    expect(report.subjects).toMatchObject([{ verdict: 'verified', signatures: [{ format: 'JAdES', indication: 'TOTAL-PASSED' }] }]);
    expect(report.verdict).toBe('verified');
  });
  it('one of two is changed', async () => {
    const report = await judgeIn(async (cast) => [JSON.parse(await sealed(cast)), JSON.parse(await sealed(cast, { fault: 'payload-changed' }))]);
    expect([report.verdict, ...report.subjects.map(({ verdict }) => verdict)]).toEqual(['invalid', 'verified', 'invalid']);
  });
  it.each([['compact called JSON', 'application/jose+json', compact], ['JSON called compact', 'application/jose', sealed]] as const)('an envelope that says what it is not: %s', async (_name, mediaType, make) => {
    const report = await judgeIn(async (cast) => envelope(dataUrl(mediaType, await make(cast))));
    expect(report.verdict).toBe('invalid');
    expect(checkOf(report, 'intake.readable').code).toBe('enveloped.media-type');
  });
  it('text that only looks like a JWS in JSON is none', async () => {
    for (const text of ['{"signature":1}', '{"signatures":', '{"signatures":[],"type":"VerifiableCredential"}']) expect((await judgeIn(async () => presentation([text]))).verdict).not.toBe('verified');
  });
});

describe('what nobody sealed is told to be so, and shown', () => {
  it.each<[string, unknown]>([['an EDC', edc()], ['as it is uploaded to be sealed', { credential: edc(), deliveryDetails: { deliveryAddress: ['mailto:robin@student.example'] } }], ['as it is uploaded, alone', { credential: edc() }]])('%s', async (_name, document) => {
    const report = await createVerifier({ offline: true }).verify(bytesOf(document));
    expectCheck(report, 'unverifiable', 'intake.credential', 'input.unsigned');
    expect(report.credential).toMatchObject({ format: 'elm-3', title: { en: 'Introduction to Seals' } });
  });
});

describe('entries of a status list in `status`, where ELM has none', () => {
  const LIST = 'https://lists.example/status/1';
  const judged = async (values: Record<number, number> | undefined, more: Record<string, unknown> = {}): Promise<Report> => {
    const by = didKey(await ed25519TestKey('university'));
    const list = bytesOf(await issue(await statusList({ url: LIST, issuer: by.id, ...(values ? { values } : {}), validFrom: '2026-02-01T00:00:00Z' }), { by, created: '2026-02-01T00:00:00Z' }));
    return judgeJades({ seal: { payload: edc({ status: [statusEntry({ list: LIST, index: '7' })], ...more }) }, world: values ? { more: { [LIST]: list } } : {} });
  };
  it('withdrawn there is withdrawn', async () => {
    const report = await judged({ 7: 1 });
    expectCheck(report, 'invalid', 'status.revocation', 'status.revoked');
    expect(checkOf(report, 'status.revocation').problems.map(({ pointer }) => pointer)).toContain('/status/0');
  });
  it('not withdrawn there', async () => {
    const report = await judged({});
    expect(report.verdict).toBe('verified');
    expect(checkOf(report, 'status.revocation').problems.map(({ code }) => code)).not.toContain('edc.status-misplaced');
  });
  it('a list that cannot be had is a caution, since by the standard there is no status', async () => {
    const report = await judged(undefined);
    expectCheck(report, 'verified', 'status.revocation', 'edc.status-misplaced');
    expect(checkOf(report, 'status.revocation')).toMatchObject({ outcome: 'warn', params: { url: LIST, reason: 'status.unreachable' }, problems: [{ pointer: '/status/0' }] });
  });
  it('where the standard has it, a list that cannot be had leaves it undecided', async () => {
    const report = await judged(undefined, { status: undefined, credentialStatus: statusEntry({ list: LIST, index: '7', members: { id: `${LIST}#7` } }) });
    expectCheck(report, 'indeterminate', 'status.revocation', 'status.unreachable');
  });
  it('and a kind that is not known as well', async () => {
    expectCheck(await judged(undefined, { status: undefined, credentialStatus: { id: 'https://lists.example/x', type: 'OtherStatus' } }), 'indeterminate', 'status.revocation', 'status.unknown-type');
  });
  it.each([['text', 'Released'], ['something else', { type: 'Concept' }]])('%s is no entry', async (_name, status) => {
    expect(checkOf(await judged(undefined, { status }), 'status.revocation').problems.map(({ code }) => code)).not.toContain('edc.status-misplaced');
  });
});
