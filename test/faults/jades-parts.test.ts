import type { Report } from '@credlens/core/report';
import type { CounterSignature, JadesOptions } from '@credlens/demo-pki';
import { describe, expect, it } from 'vitest';
import { edc, issuer, judgeJades, type JadesCase } from './jades-world.js';
import { expectGood } from './pades-world.js';
import { checkOf } from './world.js';

const JCS = 'https://www.rfc-editor.org/rfc/rfc8785';
type Part = Record<string, unknown>;

const decoded = (text: string): Part => JSON.parse(Buffer.from(text, 'base64url').toString()) as Part;
const encoded = (part: Part): string => Buffer.from(JSON.stringify(part)).toString('base64url');

/** The parts of the first signature, changed. */
const inParts = (change: (parts: Part[]) => Part[]) => (text: string): string => {
  const jws = JSON.parse(text) as { signatures: { header: { etsiU: (string | Part)[] } }[] };
  const { header } = jws.signatures[0]!;
  header.etsiU = change(header.etsiU.map((part) => (typeof part === 'string' ? decoded(part) : part))).map((part, index) => (typeof header.etsiU[index] === 'string' || (typeof header.etsiU[0] === 'string') ? encoded(part) : part));
  return JSON.stringify(jws);
};

const flipLast = (octets: Buffer): Buffer => { octets[octets.length - 1]! ^= 1; return octets; };
const flippedBase64 = (text: string): string => flipLast(Buffer.from(text, 'base64')).toString('base64');

function expectDamaged(report: Report, place: string, rule: string): void {
  expect(report.verdict).toBe('indeterminate');
  expect(checkOf(report, 'proof.coverage').code).toBe('jades.proofs-damaged');
  expect(checkOf(report, 'proof.coverage').problems.map(({ params }) => `${params?.['place']} ${params?.['rule']}`)).toContain(`${place} ${rule}`);
  // The seal itself is as it was.
  expect(checkOf(report, 'proof.signature').code).toBe('signature.valid');
}

describe('TS 119 182-1 section 5.3.6.3: an archive time-stamp over parts in the clear', () => {
  const archive: Partial<JadesOptions> = { level: 'LTA', parts: 'clear', canonAlg: JCS };
  it('holds over their canonical form', async () => {
    const report = await judgeJades({ seal: archive });
    expectGood(report);
    expect(report.signatures?.[0]).toMatchObject({ level: 'LTA', timestamps: [{ kind: 'signature' }, { kind: 'archive', indication: 'TOTAL-PASSED' }] });
  });
  it('whatever the order of their members', async () => {
    expectGood(await judgeJades({ seal: archive, change: inParts((parts) => parts.map((part) => ('rVals' in part ? { rVals: Object.fromEntries(Object.entries(part['rVals'] as object).toReversed()) } : part))) }));
  });
  it('and not where one of them is another', async () => {
    expectDamaged(await judgeJades({ seal: archive, change: inParts((parts) => parts.map((part) => ('xVals' in part ? { xVals: (part['xVals'] as unknown[]).slice(1) } : part))) }), '/etsiU/3', 'message-imprint');
  });
  it.each([['no name', undefined], ['the name of another form', 'http://www.w3.org/TR/2001/REC-xml-c14n-20010315']])('%s: nobody can tell what it was over, and it proves nothing', async (_name, canonAlg) => {
    const report = await judgeJades({ seal: { ...archive, ...(canonAlg === undefined ? { canonAlg: '' } : { canonAlg }) } });
    expectGood(report);
    expect(report.signatures?.[0]?.timestamps[1]).toMatchObject({ kind: 'archive', indication: 'INDETERMINATE', subIndication: 'SIGNED_DATA_NOT_FOUND' });
  });
});

describe('annex A: time-stamps over references', () => {
  it.each(['encoded', 'clear'] as const)('hold, %s', async (parts) => {
    const report = await judgeJades({ seal: { level: 'LTA', references: true, parts, canonAlg: JCS } });
    expectGood(report);
    expect(report.signatures?.[0]?.timestamps.map(({ kind, indication }) => `${kind} ${indication}`)).toEqual(['signature TOTAL-PASSED', 'refs TOTAL-PASSED', 'refs TOTAL-PASSED', 'archive TOTAL-PASSED']);
  });
  it('references that were changed are named by both', async () => {
    const report = await judgeJades({ seal: { level: 'T', references: true }, change: inParts((parts) => parts.map((part) => ('xRefs' in part ? { xRefs: [] } : part))) });
    expectDamaged(report, '/etsiU/3', 'message-imprint');
    expectDamaged(report, '/etsiU/4', 'message-imprint');
  });
  it('one over references alone proves no time of the signature', async () => {
    const report = await judgeJades({ seal: { level: 'B', references: true }, change: inParts((parts) => parts.filter((part) => !('sigRTst' in part))) });
    expectGood(report);
    expect(report.signatures?.[0]).toMatchObject({ level: 'B', timestamps: [{ kind: 'refs', indication: 'TOTAL-PASSED' }] });
    expect(report.signatures?.[0]?.time.proved).toBeUndefined();
  });
});

describe('parts that are not as their authorities made them', () => {
  const material = (name: 'xVals' | 'rVals', change: (values: Part[]) => void): JadesCase => ({
    seal: { level: 'LT' }, change: inParts((parts) => { for (const part of parts) if (name in part) change((name === 'xVals' ? part['xVals'] as Part[] : Object.values(part['rVals'] as Record<string, Part[]>).flat())); return parts; }),
  });
  const values = (values_: Part[], at: number): { val: string } => (values_[at]!['x509Cert'] ?? values_[at]!) as { val: string };
  it('a certificate', async () => expectDamaged(await judgeJades(material('xVals', (all) => { values(all, 1).val = flippedBase64(values(all, 1).val); })), '/etsiU/1', 'certificate-signature'));
  it('a list', async () => expectDamaged(await judgeJades(material('rVals', (all) => { values(all, 0).val = flippedBase64(values(all, 0).val); })), '/etsiU/2', 'list-signature'));
  it('a response', async () => expectDamaged(await judgeJades(material('rVals', (all) => { values(all, all.length - 1).val = flippedBase64(values(all, all.length - 1).val); })), '/etsiU/2', 'certificate-signature'));
  it('a value that is none', async () => expectDamaged(await judgeJades(material('xVals', (all) => { values(all, 0).val = 'AAAA'; })), '/etsiU/1', 'certificate-malformed'));
  it('a member that nobody knows', async () => expectDamaged(await judgeJades(material('xVals', (all) => { all[0]!['x509Cerx'] = {}; })), '/etsiU/1', 'part-malformed'));
  it('a part whose name nobody knows', async () => expectDamaged(await judgeJades({ seal: { level: 'LT', more: [{ arcTsx: {} }] } }), '/etsiU/3', 'part-unknown'));
  it('a part that is there twice', async () => expectDamaged(await judgeJades({ seal: { level: 'LT' }, change: inParts((parts) => [...parts, parts[1]!]) }), '/etsiU/3', 'part-twice'));
  it('and parts that are, of every kind', async () => {
    const certificate = 'x509Cert';
    expectGood(await judgeJades({ seal: (cast) => ({ level: 'LTA', beforeArchive: [{ tstVD: { xVals: [{ [certificate]: { val: Buffer.from(cast.tsaCa.certificate).toString('base64') } }] } }, { axVals: [{ [certificate]: { val: Buffer.from(cast.root.certificate).toString('base64') } }] }, { anyValData: { xVals: [{ [certificate]: { val: Buffer.from(cast.ca.certificate).toString('base64') } }] } }, { sigPSt: {} }] }) }));
  });
});

describe('section 5.3.2: signatures over the signature', () => {
  const countersigned = (counter: CounterSignature): JadesCase => ({ seal: { counterSignatures: [counter] } });
  it.each([
    ['compact', {}], ['compact, without a payload', { detached: true }], ['over its octets', { over: 'octets' }], ['over its octets, without a payload', { over: 'octets', detached: true }],
    ['as JSON', { form: 'flattened', level: 'LT' }], ['as JSON, without a payload', { form: 'general', detached: true }], ['its payload as it is', { form: 'flattened', b64: false }],
  ] as const)('%s: holds, and is told', async (_name, counter) => {
    const report = await judgeJades(countersigned(counter));
    expectGood(report);
    expect(report.signatures?.[1]).toMatchObject({ pointer: '/signatures/0/etsiU/0', counterSignatureOf: '/signatures/0', indication: 'TOTAL-PASSED' });
    expect(checkOf(report, 'proof.coverage').problems).toMatchObject([{ code: 'jades.counter-signature', pointer: '/signatures/0/etsiU/0' }]);
  });
  it('is never whose credential it is', async () => {
    const report = await judgeJades({ seal: (cast) => ({ signer: cast.seal, counterSignatures: [{ signer: cast.sign, form: 'flattened', level: 'LT' }] }) });
    expectGood(report);
    expect(report.signatures?.map(({ kind }) => kind)).toEqual(['seal', 'signature']);
    expect(report.issuer.established?.name).toBe(report.signatures?.[0]?.signer?.name);
    expect(report.qualification).toBe('AdES');
  });
  it('and is not counted as the issuer\'s, however it is called', async () => {
    // Sealed by another organisation, and countersigned by the one that the document names.
    const report = await judgeJades({ seal: (cast) => ({ signer: cast.plainSeal, payload: edc({ issuer: issuer('VATEE-12345678') }), level: 'LT', counterSignatures: [{ signer: cast.seal }] }), cast: { plainSeal: { subject: { C: 'EE', O: 'Another', CN: 'Another', organizationIdentifier: 'VATEE-999' } } } });
    expect(report.signatures?.map(({ signer }) => signer?.organizationIdentifier)).toEqual(['VATEE-999', 'VATEE-12345678']);
    expect(checkOf(report, 'issuer.identity').code).toBe('edc.issuer-differs');
    expect(report.verdict).toBe('invalid');
  });
  it.each([
    ['over another signature', { over: 'another' }, 'counter-signature-of-another'], ['over another signature, without a payload', { over: 'another', detached: true }, 'signature-value'],
    ['that is corrupt', { fault: 'signature-corrupt' }, 'signature-value'], ['that lacks what a header must have', { header: { alg: undefined } }, 'header-missing'],
  ] as const)('one %s is named, and the file is undecided', async (_name, counter, rule) => {
    const report = await judgeJades(countersigned(counter));
    expect(report.verdict).toBe('indeterminate');
    expect(checkOf(report, 'proof.coverage')).toMatchObject({ code: 'jades.counter-signature-failed', problems: [{ pointer: '/signatures/0/etsiU/0', params: { rule } }] });
    expect(report.signatures?.[0]?.indication).toBe('TOTAL-PASSED');
  });
  it('what is no signature at all', async () => {
    expect(checkOf(await judgeJades({ seal: { more: [{ cSig: 'x' }] } }), 'proof.coverage')).toMatchObject({ code: 'jades.counter-signature-failed', problems: [{ params: { rule: 'counter-signature-malformed' } }] });
  });
  it('by somebody whom nobody knows is a caution', async () => {
    const report = await judgeJades({ seal: (cast) => ({ counterSignatures: [{ signer: cast.lookAlikeSeal }] }) });
    expect(report.verdict).toBe('verified');
    expect(checkOf(report, 'proof.coverage')).toMatchObject({ code: 'jades.counter-signature-open', outcome: 'warn' });
  });
  it('more than are judged are told', async () => {
    const report = await judgeJades({ seal: { counterSignatures: Array.from({ length: 5 }, (_, index) => ({ header: { kid: String(index) } })) } });
    expect(report.signatures).toHaveLength(5);
    expect(checkOf(report, 'proof.coverage')).toMatchObject({ code: 'jades.counter-signature-open' });
  });
  it('a signature over one of them is told and not followed', async () => {
    expect(checkOf(await judgeJades(countersigned({ form: 'flattened', counterSignatures: [{}] })), 'proof.coverage').problems.map(({ params }) => params?.['rule'])).toContain('counter-signature-inside');
  });
});
