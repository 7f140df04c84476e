import { lookup, samples } from '@credlens/demo-issuer';
import { beforeAll, describe, expect, it } from 'vitest';
import { parseRegistry } from './registry/index.js';
import { CHECK_IDS, type Check, type IssuerRegistry, type JsonObject, type Report } from './report/index.js';
import { createVerifier } from './verifier.js';

const NOW = '2026-11-22T12:00:00Z';
let shown: Awaited<ReturnType<typeof samples>>;
let registries: IssuerRegistry[];
const text = (id: string) => shown.samples.find((sample) => sample.id === id)!.text;

beforeAll(async () => {
  shown = await samples(new Date(NOW));
  const parsed = parseRegistry(shown.trust);
  if ('error' in parsed) throw new Error(parsed.error);
  registries = [parsed];
});

const verifier = (over: Parameters<typeof createVerifier>[0] = {}) => createVerifier({ resources: lookup(shown.resources), offline: true, registries, clock: () => new Date(NOW), ...over });
const check = (report: Report, id: Check['id']) => report.checks.find((one) => one.id === id)!;

describe('a report', () => {
  it('carries every check of the closed list, in its order, whatever the input', async () => {
    for (const input of ['', 'hello', '{', '[]', '{"type":"VerifiableCredential"}', text('verified'), new Uint8Array([0x89, 0x50])]) {
      expect((await verifier().verify(input)).checks.map(({ id }) => id)).toEqual(CHECK_IDS);
    }
  });

  it('is the same byte for byte when the question is the same', async () => {
    const [a, b] = [await verifier().verify(text('verified')), await verifier().verify(text('verified'))];
    expect(JSON.stringify(a)).toBe(JSON.stringify(b));
  });

  it('has another id for another policy, instant, person or snapshot', async () => {
    const ids = await Promise.all([
      verifier().verify(text('verified')), verifier().verify(text('verified'), { policy: 'strict' }), verifier().verify(text('verified'), { at: '2026-11-23T12:00:00Z' }),
      verifier().verify(text('verified'), { recipient: 'somebody@else.example' }), verifier({ resources: () => undefined }).verify(text('verified')),
    ]);
    expect(new Set(ids.map(({ id }) => id)).size).toBe(ids.length);
  });

  it('is of the same verdict whether the input is text, bytes, a file or an object', async () => {
    const own = text('verified');
    const bytes = new TextEncoder().encode(own);
    const reports = await Promise.all([own, bytes, bytes.buffer, new Blob([bytes]), new File([bytes], 'badge.json'), JSON.parse(own) as JsonObject].map((input) => verifier().verify(input)));
    expect(new Set(reports.map(({ verdict }) => verdict))).toEqual(new Set(['verified']));
    expect(reports.map(({ input }) => input.channel)).toEqual(['text', 'bytes', 'bytes', 'file', 'file', 'object']);
    expect(reports[4]!.input.filename).toBe('badge.json');
  });

  it('names the issuer by the registry or the domain, and keeps what the credential claims apart', async () => {
    const { issuer } = await verifier().verify(text('verified'));
    expect(issuer.recognition).toBe('recognised');
    expect(issuer.established?.by).toBe('registry');
    const unknown = await verifier({ registries: [] }).verify(text('verified'));
    expect(unknown.issuer.established).toMatchObject({ by: 'domain', name: 'issuer.example' });
  });

  it('says of an input that could not be opened why', async () => {
    const report = await verifier().unreadable({ reason: 'not-found' }, { filename: 'lost.json' });
    expect(report.verdict).toBe('indeterminate');
    expect(check(report, 'intake.readable')).toMatchObject({ code: 'input.unreadable', outcome: 'indeterminate', params: { reason: 'not-found' } });
  });
});

describe('the samples', () => {
  it('get the verdict and the reason that they were made for', async () => {
    for (const sample of shown.samples) {
      const report = await verifier().verify(sample.text, sample.recipient === undefined ? {} : { recipient: sample.recipient });
      expect([sample.id, report.verdict], sample.id).toEqual([sample.id, sample.expected.verdict]);
    }
  });
});

describe('onCheck and planChecks', () => {
  it('tell the same checks as the report', async () => {
    const told: Check[] = [];
    const own = verifier();
    const report = await own.verify(text('revoked'), { onCheck: (one) => told.push(one) });
    expect(told.map(({ id }) => id).toSorted()).toEqual([...CHECK_IDS].toSorted());
    expect(own.planChecks().map(({ id, level }) => [id, level])).toEqual(report.checks.map(({ id, level }) => [id, level]));
  });
});

describe('aborting', () => {
  it('ends early with what is known, and is never green', async () => {
    const report = await verifier().verify(text('verified'), { signal: AbortSignal.abort() });
    expect(report.verdict).toBe('indeterminate');
    expect(check(report, 'proof.signature').code).toBe('check.aborted');
  });
});

describe('a programmer’s mistake', () => {
  it.each([
    ['an unknown policy', { policy: 'lenient' }], ['an unknown profile', { profile: 'x' }], ['a policy that makes an outcome better', { policy: { id: 'x', outcomes: { 'signature.invalid': 'pass' as const } } }],
    ['an instant that is none', { at: 'soon' }],
  ])('%s rejects', async (_name, options) => { await expect(verifier().verify('{}', options)).rejects.toThrow(); });
});

describe('profiles', () => {
  it('a badge that conforms, and one that misses a line', async () => {
    const good = await verifier().verify(text('verified'), { profile: 'ob3-direct-delivery-v1' });
    expect(good.profile).toEqual({ id: 'ob3-direct-delivery-v1', conforms: true, misses: [] });
    const revoked = await verifier().verify(text('revoked'), { profile: 'ob3-direct-delivery-v1' });
    expect(revoked.profile).toMatchObject({ conforms: false, misses: ['status.revocation'] });
    const other = await verifier().verify(text('verified'), { profile: 'oid4-ecdsa-v1' });
    expect(other.profile?.misses).toEqual(expect.arrayContaining(['suite', 'delivery']));
  });

  it('never changes a verdict', async () => {
    const bare = await verifier().verify(text('verified'));
    const profiled = await verifier().verify(text('verified'), { profile: 'oid4-ecdsa-v1' });
    expect(profiled.verdict).toBe(bare.verdict);
  });
});

describe('several credentials', () => {
  it('an array gets one report with a subject each', async () => {
    const report = await verifier().verify(`[${text('verified')},${text('revoked')}]`);
    expect(report.subjects.map(({ verdict }) => verdict)).toEqual(['verified', 'invalid']);
    expect(report.verdict).toBe('invalid');
    expect(check(report, 'members.verdict')).toMatchObject({ code: 'members.invalid', level: 'required' });
  });

  it('an array with a member that could not be decided is not decided', async () => {
    expect((await verifier().verify(`[${text('verified')},${text('status-unreachable')}]`)).verdict).toBe('indeterminate');
  });

  it('an array of unsigned things proves nothing', async () => {
    expect((await verifier().verify('[{"type":"VerifiableCredential"},{"type":"VerifiableCredential"}]')).verdict).toBe('unverifiable');
  });

  it('more members than the limit are not silently dropped', async () => {
    const report = await verifier({ limits: { members: 2 } }).verify(`[${Array.from({ length: 3 }, () => text('verified')).join(',')}]`);
    expect(report.verdict).not.toBe('verified');
  });

  it('a presentation inside a presentation inside … ends', async () => {
    let inner: JsonObject = { '@context': ['https://www.w3.org/ns/credentials/v2'], type: 'VerifiablePresentation', verifiableCredential: [] };
    for (let depth = 0; depth < 20; depth++) inner = { '@context': ['https://www.w3.org/ns/credentials/v2'], type: 'VerifiablePresentation', verifiableCredential: [inner] };
    expect((await verifier().verify(inner)).verdict).not.toBe('verified');
  });

  it('twins that agree, and twins that do not', async () => {
    const same = await verifier().verifyTogether([text('verified'), text('verified')]);
    expect([same.verdict, check(same, 'members.agree').code]).toEqual(['verified', 'twins.agree']);
    const other = await verifier().verifyTogether([text('verified'), text('expired')]);
    expect(check(other, 'members.agree').outcome).toBe('fail');
    expect(other.verdict).toBe('invalid');
  });
});

describe('a policy that weighs one code heavier', () => {
  it('counts it even where another problem names the check', async () => {
    const harder = { id: 'acme', outcomes: { 'issuer.unchecked': 'fail' as const } };
    expect((await verifier({ registries: [], policy: harder }).verify(text('verified'))).verdict).toBe('invalid');
  });
});
