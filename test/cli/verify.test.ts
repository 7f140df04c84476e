import { rm } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import { CHECK_IDS, type CheckId, type Code, type Report } from '@credlens/core/report';
import { badge, issue, samples, university, type JsonObject, type Samples } from '@credlens/demo-issuer';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { credlens, desk, layOut, reports, start, type Desk, type Ran } from './command.js';

// Each case starts a process or several, on a machine that may be busy.
vi.setConfig({ testTimeout: 60_000 });

const NOW = '2026-08-22T00:00:00Z';
const STATUS = { verified: 0, invalid: 1, indeterminate: 2, unverifiable: 3 } as const;

let here: Desk, made: Samples;
beforeAll(async () => {
  here = await desk();
  made = await samples(new Date(NOW));
  await layOut(made, here);
});
afterAll(async () => { await rm(here.directory, { recursive: true, force: true }); });

const world = () => ['--resources', here.path('resources'), '--offline', '--at', NOW];
const verify = (...args: string[]): Promise<Ran> => credlens(['verify', ...args], { cwd: here.directory });
const checkOf = (report: Report | undefined, id: CheckId) => report?.checks.find((check) => check.id === id);
const codeOf = (report: Report | undefined, id: CheckId): Code | undefined => checkOf(report, id)?.code;

describe('one input', () => {
  it('each sample gives its verdict, its code and its exit status, and nothing on standard error', async () => {
    for (const { id, filename, recipient, expected } of made.samples) {
      const ran = await verify(filename, '--json', '--trust', 'trust.json', ...world(), ...(recipient === undefined ? [] : ['--recipient', recipient]));
      const [report, ...more] = reports(ran);
      expect(more).toEqual([]);
      expect({ id, verdict: report?.verdict, code: codeOf(report, expected.check), status: ran.status, stderr: ran.stderr })
        .toEqual({ id, verdict: expected.verdict, code: expected.code, status: STATUS[expected.verdict], stderr: '' });
      expect(report?.checks.map((check) => check.id)).toEqual(CHECK_IDS);
      expect(report?.input).toMatchObject({ channel: 'file', filename });
      expect(report?.verifiedAt).toBe('2026-08-22T00:00:00.000Z');
    }
  });

  it('the same input, snapshots and instant give the same bytes', async () => {
    const args = ['verified.json', '--json', '--trust', 'trust.json', ...world()] as const;
    expect((await verify(...args)).stdout).toBe((await verify(...args)).stdout);
  });

  it('from standard input', async () => {
    const ran = await credlens(['verify', '-', '--json', ...world()], { stdin: made.samples[0]!.text });
    expect(ran.status).toBe(0);
    expect(reports(ran)[0]?.input.channel).toBe('bytes');
  });

  it('from a URL that the resources hold', async () => {
    const home = await desk();
    await home.write('one.json.gz', gzipSync(made.samples[0]!.text));
    await home.write('map/resources.json', { 'https://issuer.example/badges/1': { file: '../one.json.gz', gzip: true, contentType: 'application/vc' } });
    const ran = await verify('https://issuer.example/badges/1', '--json', '--resources', home.path('map'), ...world());
    expect(ran.status).toBe(0);
    expect(reports(ran)[0]).toMatchObject({ verdict: 'verified', input: { channel: 'url' } });
    await rm(home.directory, { recursive: true });
  });

  it.each([
    ['a file that is not there', ['nowhere.json'], 'not-found'],
    ['a directory', ['resources'], 'directory'],
    ['a URL without a network', ['https://issuer.example/none'], 'net.offline'],
    ['a URL on this machine', ['https://127.0.0.1/x'], 'net.refused'],
  ])('%s is a report too', async (_name, inputs, reason) => {
    const ran = await verify(...inputs, '--json', ...world());
    const [report] = reports(ran);
    expect([ran.status, report?.verdict, codeOf(report, 'intake.readable'), checkOf(report, 'intake.readable')?.params?.['reason']]).toEqual([2, 'indeterminate', 'input.unreadable', reason]);
  });

  it('a URL in the clear is not fetched, and says so', async () => {
    const ran = await verify('http://issuer.example/x', '--json', ...world());
    const [report] = reports(ran);
    expect([ran.status, report?.verdict, codeOf(report, 'intake.readable'), report?.input.channel]).toEqual([2, 'indeterminate', 'input.not-https', 'url']);
  });

  it('a file larger than the limit is not read', async () => {
    await here.write('large.json', new Uint8Array(11 * 1024 * 1024).fill(32));
    const ran = await verify('large.json', '--json', ...world());
    expect([ran.status, codeOf(reports(ran)[0], 'intake.readable')]).toEqual([2, 'input.too-large']);
  });

  it('tells a person the verdict, four sentences, next steps and reasons, and no control character of the document', async () => {
    const nasty = JSON.stringify({ ...JSON.parse(made.samples[0]!.text) as object, name: 'Master\u001b]0;owned\u0007 \u202eof lies' });
    await here.write('nasty.json', nasty);
    const { stdout, status } = await verify('nasty.json', ...world());
    expect(status).toBe(1);
    for (const label of ['Unchanged?', 'Issuer?', 'In force?', 'This person?', 'Next:', 'Reasons']) expect(stdout).toContain(label);
    expect(stdout).toContain('signature.invalid');
    // eslint-disable-next-line no-control-regex
    expect(stdout).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/);
  });
});

describe('several inputs', () => {
  it('one line each, in their order; the worst counts; one that fails stops none', async () => {
    const inputs = ['not-a-credential.txt', 'verified.json', 'nowhere.json', 'revoked.json', 'verified.json'];
    const ran = await verify(...inputs, '--json', '--trust', 'trust.json', ...world());
    expect(reports(ran).map((report) => report.verdict)).toEqual(['unverifiable', 'verified', 'indeterminate', 'invalid', 'verified']);
    expect(ran.status).toBe(1);
  });
  it.each([
    [['verified.json', 'not-a-credential.txt'], 3], [['not-a-credential.txt', 'status-unreachable.json', 'verified.json'], 2], [['status-unreachable.json', 'expired.json', 'not-a-credential.txt'], 1],
  ])('%j: exit status %i', async (inputs, status) => {
    expect((await verify(...inputs, '--trust', 'trust.json', ...world())).status).toBe(status);
  });
  it('a table for people ends with a row for each', async () => {
    const { stdout } = await verify('verified.json', 'revoked.json', ...world(), '--trust', 'trust.json');
    expect(stdout).toMatch(/^INPUT +VERDICT +REASONS$/m);
    expect(stdout).toMatch(/^revoked\.json +invalid +status\.revoked/m);
    expect(stdout).toContain('2 inputs: 1 invalid, 1 verified');
  });
  it('twins are one report', async () => {
    await here.write('twin.json', JSON.stringify(JSON.parse(made.samples[0]!.text)));
    const ran = await verify('verified.json', 'twin.json', '--together', '--json', '--trust', 'trust.json', ...world());
    const [report, ...more] = reports(ran);
    expect(more).toEqual([]);
    expect(report).toMatchObject({ verdict: 'verified', subjects: [{ input: { filename: 'verified.json' } }, { input: { filename: 'twin.json' } }] });
    expect(codeOf(report, 'members.agree')).toBe('twins.agree');
    const other = await verify('verified.json', 'revoked.json', '--together', '--json', '--trust', 'trust.json', ...world());
    expect([other.status, reports(other).length]).toEqual([1, 1]);
  });
  it('an array of credentials is one line with subjects', async () => {
    await here.write('both.json', `[${made.samples[0]!.text},${made.samples[2]!.text}]`);
    const ran = await verify('both.json', '--json', '--trust', 'trust.json', ...world());
    expect(reports(ran).map((report) => report.subjects.map(({ verdict }) => verdict))).toEqual([['verified', 'invalid']]);
    expect(ran.status).toBe(1);
  });
  it('a reader that has enough is no error, and ends the work', async () => {
    // The last inputs are invalid: were they still judged, the status would say so.
    const inputs = [...Array.from({ length: 400 }, () => here.path('verified.json')), here.path('revoked.json')];
    const child = start(['verify', ...inputs, '--json', ...world()]);
    let stderr = '';
    child.stderr?.on('data', (chunk) => { stderr += String(chunk); });
    child.stdout?.once('data', () => { child.stdout?.destroy(); });
    const status = await new Promise((resolve) => { child.on('close', resolve); });
    expect([status, stderr]).toEqual([0, '']);
  });
});

describe('options', () => {
  it('trust: an issuer on the list is recognised, repeated or not, before or after the input', async () => {
    await here.write('other.json', { type: 'allow-list', name: 'Others', issuers: [{ id: 'did:web:other.example', name: 'Other', status: 'active' }] });
    const forms = [
      ['--trust', 'trust.json', 'verified.json'], ['verified.json', '--trust', 'other.json', 'trust.json'], ['verified.json', '--trust', 'other.json', '--trust', 'trust.json'],
      ['--trust=other.json', '--trust=trust.json', 'verified.json'], ['--trust', 'trust.json', '--', 'verified.json'],
    ];
    for (const form of forms) expect(codeOf(reports(await verify('--json', ...world(), ...form))[0], 'issuer.recognition'), form.join(' ')).toBe('issuer.recognized');
    expect(codeOf(reports(await verify('verified.json', '--json', '--trust', 'other.json', ...world()))[0], 'issuer.recognition')).toBe('issuer.unrecognized');
    expect(codeOf(reports(await verify('verified.json', '--json', ...world()))[0], 'issuer.recognition')).toBe('issuer.unchecked');
  });
  it('policy: by name, and from a file of the host', async () => {
    const strict = await verify('verified.json', '--json', '--policy', 'strict', ...world());
    expect([strict.status, reports(strict)[0]?.policy.id]).toEqual([2, 'strict']);
    await here.write('acme.json', { id: 'acme', extends: 'default', outcomes: { 'issuer.unchecked': 'fail' } });
    const acme = await verify('verified.json', '--json', '--policy', 'acme.json', ...world());
    expect([acme.status, reports(acme)[0]?.policy.id]).toEqual([1, 'acme']);
  });
  it('at: the instant decides what is in force', async () => {
    const late = await verify('verified.json', '--json', '--resources', here.path('resources'), '--offline', '--at', '2031-01-01T00:00:00+02:00');
    expect([late.status, codeOf(reports(late)[0], 'validity.period'), reports(late)[0]?.verifiedAt]).toEqual([1, 'validity.expired', '2030-12-31T22:00:00.000Z']);
  });
  it('recipient: the person named', async () => {
    const report = async (recipient: string) => reports(await verify('verified.json', '--json', '--recipient', recipient, ...world()))[0];
    expect(codeOf(await report('maria.lindqvist@student.example'), 'recipient.match')).toBe('recipient.matched');
    expect(codeOf(await report('somebody@student.example'), 'recipient.match')).toBe('recipient.mismatch');
  });
  it('profile: the report says whether it conforms', async () => {
    const ran = await verify('verified.json', '--json', '--profile', 'ob3-direct-delivery-v1', '--recipient', 'maria.lindqvist@student.example', ...world());
    expect(reports(ran)[0]?.profile).toEqual({ id: 'ob3-direct-delivery-v1', conforms: true, misses: [] });
  });
  it('allow-context: a context that is not bundled, from the resources, where the host allows it by name', async () => {
    const context = 'https://issuer.example/contexts/extra';
    const terms: JsonObject = { '@context': { extraNote: 'https://issuer.example/terms#extraNote' } };
    const by = await university();
    const plain = badge({ issuer: by.id, id: 'urn:uuid:0b0c9a55-6c0f-4f6b-8f34-0c2b2a7a8a10', subjectId: 'did:example:maria', validFrom: '2026-06-01T00:00:00Z' });
    const extended = { ...plain, '@context': [...plain['@context'] as string[], context], extraNote: 'hello' };
    const signed = await issue(extended, { by, created: '2026-06-01T00:00:00Z', contexts: { [context]: terms } });
    await here.write('extended.json', signed);
    await here.write('extra/context.json', terms);
    await here.write('extra/resources.json', { [context]: { file: 'context.json', contentType: 'application/ld+json' } });
    const extra = ['--resources', here.path('extra'), ...world()];
    const without = await verify('extended.json', '--json', ...extra);
    expect([without.status, codeOf(reports(without)[0], 'proof.coverage')]).toEqual([2, 'coverage.unknown-context']);
    const allowed = await verify('--allow-context', context, 'extended.json', '--json', ...extra);
    expect([allowed.status, codeOf(reports(allowed)[0], 'proof.signature')]).toEqual([0, 'signature.valid']);
  });
  it('offline: what is missing is indeterminate', async () => {
    const ran = await verify('verified.json', '--json', '--offline', '--at', NOW);
    expect([ran.status, reports(ran)[0]?.verdict]).toEqual([2, 'indeterminate']);
  });
});

describe('called wrongly: 64, one message on standard error, nothing on standard output', () => {
  it.each([
    [['verify']], [['verify', '--json']], [['verify', 'a.json', '--nope']], [['verify', 'a.json', '--at', 'yesterday']], [['verify', 'a.json', '--at', '2026-02-30T00:00:00Z']],
    [['verify', 'a.json', '--at', '2026-01-31T12:00:00']], [['verify', 'a.json', '--at', '2026-01-31T12:00:00Z', '--at', '2026-01-31T12:00:00Z']], [['verify', 'a.json', '--policy', 'lenient']],
    [['verify', 'a.json', '--profile', 'x']], [['verify', 'a.json', '--recipient', 'nobody']], [['verify', 'a.json', '--trust', 'nowhere.json']], [['verify', 'a.json', '--trust', 'verified.json']],
    [['verify', 'a.json', '--trust', 'anchor.pem']], [['verify', 'a.json', '--resources', 'nowhere']], [['verify', 'a.json', '--allow-context', 'x']], [['verify', 'a.json', '--together']],
    [['verify', '-', '-']], [['verify', 'a.json', '--offline=yes']], [[]], [['verfy', 'a.json']], [['--nope']], [['serve', 'a.json']], [['serve', '--port', 'x']], [['serve', '--status-codes', 'any']],
  ])('credlens %j', async (args) => {
    await here.write('anchor.pem', '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n');
    const { status, stdout, stderr } = await credlens(args, { cwd: here.directory });
    expect([status, stdout]).toEqual([64, '']);
    expect(stderr).toMatch(/^credlens: .+\nSee credlens .*--help\n$/);
    expect(stderr).not.toMatch(/\n +at |Error|node:/);
  });
});

describe('help and version, everywhere', () => {
  it.each([[['--help']], [['-h']], [['help']], [['verify', '--help']], [['verify', 'a.json', '--nope', '--help']], [['serve', '--help']], [['help', 'verify']]])('credlens %j', async (args) => {
    const { status, stdout, stderr } = await credlens(args);
    expect([status, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/^credlens/);
  });
  it.each([[['--version']], [['verify', '--version']], [['serve', '--version']]])('credlens %j', async (args) => {
    expect(await credlens(args)).toEqual({ status: 0, stdout: expect.stringMatching(/^credlens \d+\.\d+\.\d+\n$/) as string, stderr: '' });
  });
});
