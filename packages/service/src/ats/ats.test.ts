import { createHmac } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Outgoing } from '@credlens/ats-adapter/protocols';
import { createVerifier } from '@credlens/core';
import { lookup, samples } from '@credlens/demo-issuer';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testClock, type TestClock } from '../../../../test/support/ats-clock.js';
import { matchReportOf } from '../../../../test/support/match-report.js';
import { createAssess } from './assess.js';
import { openAts, type Ats, type AtsOptions } from './ats.js';
import type { SendResult } from './send.js';
import { verifyAuditLog } from './store/audit-log.js';
import type { Assess, Tenant } from './types.js';

const START = '2026-11-24T12:00:00Z';
const KEY = 'inbound-key-of-the-tenant';
const OUT = 'outbound-key-of-the-tenant';
const HOOK = 'webhook-secret-of-the-tenant';
const MAIL = 'maria.lindqvist@student.example';
const packages = [{ id: 'p1', name: 'Data engineer', posting: { skills: ['SQL'] } }];
const tenants: Tenant[] = [
  { id: 'gen', vendor: 'generic', inboundKey: KEY, outboundKey: OUT, packages, writeBack: { hosts: ['ats.example'] }, keepDays: 30 },
  { id: 'gh', vendor: 'greenhouse', inboundKey: KEY, webhookSecret: HOOK, packages }, { id: 'ash', vendor: 'ashby', inboundKey: KEY, outboundKey: OUT, packages },
  { id: 'work', vendor: 'workable', inboundKey: KEY, outboundKey: OUT, packages }, { id: 'kom', vendor: 'kombo', webhookSecret: HOOK, outboundKey: OUT, packages, inviteUrl: 'https://host.example/invite' },
];
const stub: Assess = async () => ({ matchReport: matchReportOf([['SQL', 'met'], ['Go', 'missing']]), reports: [] });

let home: string;
let made = 0;
beforeAll(async () => { home = await mkdtemp(join(tmpdir(), 'credlens-ats-')); });
afterAll(async () => { await rm(home, { recursive: true, force: true }); });

interface Desk { ats: Ats; clock: TestClock; sent: Outgoing[]; log: string[]; directory: string; call: (path: string, init?: RequestInit) => Promise<{ status: number; headers: Headers; text: string; json: () => Record<string, unknown> }> }
async function desk(over: Partial<AtsOptions> = {}): Promise<Desk> {
  const directory = join(home, String(made++));
  const clock = testClock(START);
  const [sent, log]: [Outgoing[], string[]] = [[], []];
  const send = async (request: Outgoing): Promise<SendResult> => { sent.push(request); return { answer: { status: 200, headers: {}, body: '{"success":true}' } }; };
  const ats = await openAts({ tenants, assess: stub, directory, baseUrl: 'https://assess.example', clock, send, log: (line) => log.push(line), ...over });
  const call: Desk['call'] = async (path, init) => {
    const response = await ats.app.request(path.replace('https://assess.example', ''), init);
    const text = await response.text();
    return { status: response.status, headers: response.headers, text, json: () => JSON.parse(text) as Record<string, unknown> };
  };
  return { ats, clock, sent, log, directory, call };
}
const bearer = { authorization: `Bearer ${KEY}` };
const basic = { authorization: `Basic ${Buffer.from(`${KEY}:`).toString('base64')}` };
const json = (body: unknown, headers: Record<string, string> = bearer, method = 'POST'): RequestInit => ({ method, headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) });
const order = (over: object = {}) => ({ packageId: 'p1', externalId: 'app-1', candidate: { id: 'c1', email: MAIL }, job: { title: 'Data engineer' }, callbackUrl: 'https://ats.example/result/1', ...over });
const upload = (files: [string, string | Uint8Array][], consent = true): RequestInit => {
  const form = new FormData();
  for (const [name, content] of files) form.append('files', new File([content as BlobPart], name));
  if (consent) form.set('consent', 'yes');
  return { method: 'POST', body: form };
};
const started = async (at: Desk, over: object = {}) => (await at.call('/ats/gen/orders', json(order(over)))).json() as { orderId: string; uploadUrl: string; resultUrl: string };

describe('who may call', () => {
  it.each<[string, string, Record<string, string>]>([
    ['nobody in particular', '/ats/gen/packages', {}], ['another key', '/ats/gen/packages', { authorization: `Bearer ${KEY}x` }], ['another scheme', '/ats/gen/packages', basic], ['a tenant that there is not', '/ats/other/packages', bearer],
    ['the right key as a password', '/ats/gh/list_tests', { authorization: `Basic ${Buffer.from(`x:${KEY}`).toString('base64')}` }], ['an empty key', '/ats/gh/list_tests', { authorization: `Basic ${Buffer.from(':').toString('base64')}` }],
  ])('not %s', async (_name, path, headers) => {
    const at = await desk();
    expect((await at.call(path, { headers })).status).toBe(401);
    await at.ats.close();
  });
  it('settings that cannot be are refused, and no secret is in the refusal', async () => {
    const wrong = (change: Partial<Tenant>) => openAts({ tenants: [{ ...tenants[0]!, ...change }], assess: stub, directory: join(home, 'never'), baseUrl: 'https://assess.example' });
    for (const change of [{ id: 'A B' }, { inboundKey: 'short' }, { vendor: 'other' as 'generic' }, { packages: [...packages, ...packages] }, { inviteUrl: 'http://host.example' }, { keepDays: 0 }, { webhookSecret: HOOK }]) await expect(wrong(change), JSON.stringify(change)).rejects.toThrow(TypeError);
    await expect(wrong({ inboundKey: 'hush' })).rejects.not.toThrow(/hush/);
  });
});

describe('an order', () => {
  it('that is sent again has the same answer, and a link that cannot be guessed', async () => {
    const at = await desk();
    const first = await at.call('/ats/gen/orders', json(order()));
    expect(first.status).toBe(201);
    expect((await at.call('/ats/gen/orders', json(order()))).text).toBe(first.text);
    const { uploadUrl, orderId } = first.json() as { uploadUrl: string; orderId: string };
    expect(uploadUrl).toMatch(/^https:\/\/assess\.example\/upload\/[0-9a-f]{96}$/);
    const all = await Promise.all(Array.from({ length: 10 }, () => started(at, { externalId: 'app-2' })));
    expect(new Set(all.map((each) => each.orderId)).size).toBe(1);
    expect(all[0]?.orderId).not.toBe(orderId);
    for (const path of [uploadUrl.slice(0, -1), `${uploadUrl.slice(0, -1)}${uploadUrl.endsWith('0') ? '1' : '0'}`, uploadUrl.replace('upload', 'result')]) expect((await at.call(path)).status, path).toBe(404);
    await at.ats.close();
  });
  it.each<[string, object, string]>([
    ['no such package', { packageId: 'p9' }, 'no-package'], ['nobody', { candidate: {} }, 'no-candidate'], ['a callback elsewhere', { callbackUrl: 'https://evil.example/' }, 'callback-refused'],
    ['a callback without encryption', { callbackUrl: 'http://ats.example/' }, 'callback-refused'], ['a callback with a password', { callbackUrl: 'https://a:b@ats.example/' }, 'callback-refused'], ['a host that ends alike', { callbackUrl: 'https://notats.example/' }, 'callback-refused'],
  ])('is refused for %s', async (_name, over, code) => {
    const at = await desk();
    const { status, json: body } = await at.call('/ats/gen/orders', json(order(over)));
    expect([status, body()['code']]).toEqual([422, code]);
    await at.ats.close();
  });
  it('that is withdrawn takes no files, and may be ordered anew', async () => {
    const at = await desk();
    const { orderId, uploadUrl } = await started(at);
    expect((await at.call(`/ats/gen/orders/${orderId}`, { method: 'DELETE', headers: bearer })).status).toBe(200);
    expect((await at.call(`${uploadUrl}/files`, upload([['a.json', '{}']]))).headers.get('location')).toMatch(/\?problem=closed$/);
    const again = await started(at);
    expect(again.orderId).not.toBe(orderId);
    expect((await at.call(`/ats/ash/assessment.cancel`, json({ assessment_id: again.orderId }, basic))).status).toBe(404); // another tenant's
    await at.ats.close();
  });
});

describe('from files to a result', () => {
  it('the candidate sees it, corrects it, sends it; the system has it once, and what was not final is nobody else\'s', async () => {
    let round = 0;
    const at = await desk({ assess: async ({ files, recipient }) => { round++; expect([files.length, recipient]).toEqual([round, MAIL]); return { matchReport: matchReportOf([['SQL', round === 1 ? 'missing' : 'met']]), reports: [] }; } });
    const { orderId, uploadUrl, resultUrl } = await started(at);
    const empty = await at.call(uploadUrl);
    expect(empty.text).toContain('Data engineer');
    expect(empty.headers.get('content-security-policy')).toMatch(/^default-src 'none'; script-src 'self'; style-src 'self';/);
    expect([empty.headers.get('referrer-policy'), empty.headers.get('cache-control')]).toEqual(['no-referrer', 'no-store']);
    expect((await at.call(`${uploadUrl}/files`, upload([['a.json', '{}']]))).headers.get('location')).toBe(new URL(uploadUrl).pathname);
    expect((await at.call(uploadUrl)).text).toContain('not shown by what you sent');
    expect((await at.call(resultUrl)).status).toBe(404);
    expect((await at.call(`/ats/gen/orders/${orderId}`, { headers: bearer })).json()).not.toHaveProperty('matchReport');
    await at.call(`${uploadUrl}/files`, upload([['a.json', '{}'], ['b.json', '{}']]));
    expect((await at.call(uploadUrl)).text).toContain('shown by what you sent');
    await at.call(`${uploadUrl}/send`, { method: 'POST' });
    await at.call(`${uploadUrl}/send`, { method: 'POST' });
    await at.ats.drain();
    expect(at.sent.map(({ method, url }) => [method, url])).toEqual([['PUT', 'https://ats.example/result/1']]);
    expect(JSON.parse(at.sent[0]!.body!)).toMatchObject({ schema: 'credlens-result/1', state: 'final', coverage: { required: { met: 1, total: 1 } }, resultUrl, fields: { credlens_required: '1 of 1' } });
    expect((await at.call(resultUrl)).text).toContain('verified evidence');
    expect((await at.call(`${resultUrl}/report.pdf`)).text.startsWith('%PDF-')).toBe(true);
    expect((await at.call(`${resultUrl}/report.json`)).json()).toMatchObject({ schema: 'credlens-match/1' });
    expect((await at.call(`${uploadUrl}/files`, upload([['a.json', '{}']]))).headers.get('location')).toMatch(/problem=closed/);
    expect(round).toBe(2);
    expect((await at.call(`/ats/gen/orders/${orderId}`, { method: 'DELETE', headers: bearer })).status).toBe(409);
    await at.ats.close();
  });
  it('files are verified for what they are, by a real verifier', async () => {
    const now = new Date(START);
    const shown = await samples(now);
    const at = await desk({ assess: createAssess({ verifier: createVerifier({ resources: lookup(shown.resources), offline: true }), now: () => now }), tenants: [{ ...tenants[0]!, packages: [{ id: 'p1', name: 'Analyst', posting: { skills: ['Analytical chemistry', 'Juggling'] } }] }] });
    const { uploadUrl, resultUrl } = await started(at);
    const text = (id: string) => shown.samples.find((each) => each.id === id)!.text;
    await at.call(`${uploadUrl}/files`, upload([['good.json', text('verified')], ['revoked.json', text('revoked')]]));
    const page = (await at.call(uploadUrl)).text;
    expect(page).toContain('good.json');
    await at.call(`${uploadUrl}/send`, { method: 'POST' });
    const reports = JSON.parse((await at.call(`${resultUrl}/reports.json`)).text) as { verdict: string; input: { filename: string } }[];
    expect(reports.map(({ verdict, input }) => [input.filename, verdict])).toEqual([['good.json', 'verified'], ['revoked.json', 'invalid']]);
    await at.ats.close();
  });
  it.each<[string, RequestInit, string]>([
    ['no box ticked', upload([['a', 'x']], false), 'no-consent'], ['no file', upload([]), 'no-files'], ['an empty file', upload([['a', '']]), 'no-files'], ['too many', upload(Array.from({ length: 4 }, (_, index) => [`${index}`, 'x'])), 'too-many'],
    ['one too large', upload([['a', 'x'.repeat(1001)]]), 'too-large'], ['together too large', upload(Array.from({ length: 3 }, (_, index) => [`${index}`, 'x'.repeat(900)])), 'too-large'], ['more than is read', upload([['a', 'x'.repeat(200_000)]]), 'too-large'],
    ['no form', { method: 'POST', body: 'x', headers: { 'content-type': 'multipart/form-data' } }, 'no-files'],
  ])('%s: said on the page', async (_name, init, problem) => {
    const at = await desk({ uploads: { files: 3, fileBytes: 1000, allBytes: 2000 } });
    const { uploadUrl } = await started(at);
    const { status, headers } = await at.call(`${uploadUrl}/files`, init);
    expect([status, headers.get('location')]).toEqual([303, `${new URL(uploadUrl).pathname}?problem=${problem}`]);
    expect((await at.call(headers.get('location')!)).text).toContain('role="alert"');
    await at.ats.close();
  });
  it('a form of another site is turned away, and a link past its time says so', async () => {
    const at = await desk();
    const { uploadUrl } = await started(at);
    expect((await at.call(`${uploadUrl}/files`, { ...upload([['a', 'x']]), headers: { 'sec-fetch-site': 'cross-site' } })).status).toBe(404);
    at.clock.advance(15 * 86_400_000);
    expect((await at.call(uploadUrl)).text).toContain('The time of this link is over');
    expect((await at.call(`${uploadUrl}/files`, upload([['a', 'x']]))).headers.get('location')).toMatch(/problem=closed/);
    await at.ats.close();
  });
  it('an assessment that throws is no result, and the candidate may try again', async () => {
    const at = await desk({ assess: async () => { throw new Error('secret'); } });
    const { uploadUrl } = await started(at);
    const { headers } = await at.call(`${uploadUrl}/files`, upload([['a', 'x']]));
    expect(headers.get('location')).toMatch(/problem=try-again/);
    expect((await at.call(headers.get('location')!)).text).not.toContain('secret');
    await at.ats.close();
  });
});

describe('the systems, in their own shapes', () => {
  const through = async (at: Desk, orderId: string) => {
    const [entry] = await at.ats.export('kom', { id: 'c1' }).then((all) => all.filter(({ kind }) => kind === 'job'));
    const { uploadUrl } = JSON.parse((entry!.value as unknown as { request: { body: string } }).request.body) as { uploadUrl: string };
    expect(uploadUrl).toContain(orderId);
    await at.call(`${uploadUrl}/files`, upload([['a', 'x']]));
    await at.call(`${uploadUrl}/send`, { method: 'POST' });
  };
  it('Greenhouse lists, sends, and asks', async () => {
    const at = await desk();
    expect((await at.call('/ats/gh/list_tests', { headers: basic })).json()).toEqual([{ partner_test_id: 'p1', partner_test_name: 'Data engineer' }]);
    const { partner_interview_id: id } = (await at.call('/ats/gh/send_test', json({ partner_test_id: 'p1', candidate: { email: MAIL }, url: 'https://app.greenhouse.io/x/1' }, basic))).json();
    expect((await at.call(`/ats/gh/test_status?partner_interview_id=${String(id)}`, { headers: basic })).json()).toEqual({ partner_status: 'waiting' });
    expect((await at.call('/ats/gh/response_error', json({ api_call: 'test_status', errors: ['x'] }, basic))).status).toBe(204);
    await at.ats.close();
  });
  it('Ashby lists by POST with nothing in it, starts and cancels', async () => {
    const at = await desk();
    expect((await at.call('/ats/ash/assessment.list', { method: 'POST', headers: basic })).json()).toMatchObject({ success: true, results: { assessments: [{ assessment_type_id: 'p1' }] } });
    const start = { assessment_type_id: 'p1', candidate: { ashby_id: 'c1', email: MAIL }, application: { ashby_id: 'a1' }, job: {} };
    const { results } = (await at.call('/ats/ash/assessment.start', json(start, basic))).json() as { results: { assessment_id: string } };
    expect((await at.call('/ats/ash/assessment.start', json(start, basic))).json()).toEqual({ success: true, results });
    expect((await at.call('/ats/ash/assessment.cancel', json(results, basic))).json()).toEqual({ success: true, results });
    expect((await at.call('/ats/ash/assessment.start', json({ ...start, assessment_type_id: 'p9' }, basic))).json()).toMatchObject({ success: false, errors: ['no-package'] });
    await at.ats.close();
  });
  it('Workable reads tests and invites', async () => {
    const at = await desk();
    expect((await at.call('/ats/work/tests', { headers: bearer })).json()).toEqual({ tests: [{ id: 'p1', name: 'Data engineer' }] });
    expect((await at.call('/ats/work/assessments', json({ test_id: 'p1', callback_url: 'https://acme.workable.com/cb', candidate: { email: MAIL } }))).json()).toEqual({ assessment_id: expect.stringMatching(/^[0-9a-f]{32}$/) as string });
    await at.ats.close();
  });
  const message = { id: 'evt-1', type: 'assessment:order-received', data: { id: 'o1', package_id: 'p1', status: 'OPEN', candidate: { remote_id: 'c1', email: MAIL }, application: { remote_id: 'a' }, job: { remote_id: 'j', name: 'Data engineer' } } };
  const signed = (body: string, secret = HOOK): RequestInit => ({ method: 'POST', headers: { 'content-type': 'application/json', 'x-kombo-signature': createHmac('sha256', secret).update(body).digest('base64url') }, body });
  it('Kombo orders by a signed message, which is taken once; the host is told whom to invite; the result is put', async () => {
    const at = await desk();
    const body = JSON.stringify(message);
    const first = await at.call('/ats/kom/webhooks', signed(body));
    expect(first.status).toBe(200);
    expect((await at.call('/ats/kom/webhooks', signed(body))).text).toBe(first.text);
    expect((await at.call('/ats/kom/webhooks', signed(JSON.stringify({ ...message, id: 'evt-2' })))).text).toBe(first.text);
    expect((await at.call('/ats/kom/webhooks', signed(JSON.stringify({ type: 'sync-finished' })))).json()).toEqual({ ok: true });
    await through(at, (first.json()['assessment_url'] as string).split('/').at(-1)!.slice(0, 32));
    await at.ats.drain();
    expect(at.sent.map(({ method, url }) => `${method} ${url}`).toSorted()).toEqual(['POST https://host.example/invite', 'PUT https://api.kombo.dev/v1/assessment/orders/o1/result']);
    await at.ats.close();
  });
  it('a message that is changed in any octet orders nothing', async () => {
    const at = await desk();
    const body = JSON.stringify(message);
    const { headers } = signed(body);
    for (let index = 0; index < body.length; index += 7) {
      const changed = body.slice(0, index) + (body[index] === '1' ? '2' : '1') + body.slice(index + 1);
      expect((await at.call('/ats/kom/webhooks', { method: 'POST', headers: headers!, body: changed })).status, String(index)).toBe(401);
    }
    expect((await at.call('/ats/kom/webhooks', signed(body, 'another secret that is long'))).status).toBe(401);
    expect((await at.call('/ats/gen/webhooks', signed(body))).status).toBe(401);
    expect(await at.ats.export('kom', { id: 'c1' })).toEqual([]);
    await at.ats.close();
  });
  it('octets that are anything at all never make a 5xx, signed or not', async () => {
    const at = await desk();
    await fc.assert(fc.asyncProperty(fc.oneof(fc.uint8Array({ maxLength: 100 }), fc.jsonValue().map((value) => Buffer.from(JSON.stringify(value))), fc.constant(Buffer.from('{"type":"assessment:order-received","type":"x"}'))), fc.boolean(), async (bytes, sign) => {
      const octets = Buffer.from(bytes);
      const headers: Record<string, string> = sign ? { 'x-kombo-signature': createHmac('sha256', HOOK).update(octets).digest('base64url') } : {};
      expect((await at.call('/ats/kom/webhooks', { method: 'POST', headers, body: octets })).status).toBeLessThan(500);
      expect((await at.call('/ats/gen/orders', { method: 'POST', headers: bearer, body: octets })).status).toBeLessThan(500);
    }), { numRuns: 150 });
    await at.ats.close();
  });
});

describe('what is kept of a person', () => {
  const everything = async (directory: string) => (await Promise.all((await readdir(directory)).map((name) => readFile(join(directory, name), 'latin1')))).join('\n');
  it('is exported, and after erasure is in no file; the log says that it was, and whose it does not', async () => {
    const at = await desk();
    const { orderId, uploadUrl } = await started(at);
    const other = await started(at, { externalId: 'app-2', candidate: { id: 'c2', email: 'per@student.example' } });
    await at.call(`${uploadUrl}/files`, upload([['a', 'x']]));
    await at.call(`${uploadUrl}/send`, { method: 'POST' });
    expect((await at.ats.export('gen', { id: 'c1' })).map(({ kind }) => kind).toSorted()).toEqual(['job', 'order', 'result']);
    expect(await at.ats.export('gen', { email: MAIL.toUpperCase() })).toHaveLength(3);
    expect(await everything(at.directory)).toContain(MAIL);
    expect(await at.ats.erase('gen', { email: MAIL })).toBe(3);
    const left = await everything(at.directory);
    for (const trace of [MAIL, '"id":"c1"', 'id:c1', '"SQL"', 'University of Example']) expect(left.includes(trace), trace).toBe(false);
    expect(left).toContain('per@student.example');
    expect([await at.ats.export('gen', { id: 'c1' }), (await at.call(uploadUrl)).status, (await at.call(`/ats/gen/orders/${orderId}`, { headers: bearer })).status, (await at.call(other.uploadUrl)).status]).toEqual([[], 404, 404, 200]);
    await at.ats.drain();
    expect(at.sent).toEqual([]);
    await at.ats.close();
    expect(await verifyAuditLog(join(at.directory, 'audit.ndjson'), at.ats.auditHead())).toMatchObject({ ok: true });
    expect(await readFile(join(at.directory, 'audit.ndjson'), 'utf8')).not.toMatch(/student\.example|"c1"|id:c1/);
  });
  it('erased while files are being judged, it does not come back', async () => {
    const gate: { go?: () => void } = {};
    const at = await desk({ assess: async (...args) => { await new Promise<void>((resolve) => { gate.go = resolve; }); return stub(...args); } });
    const { uploadUrl } = await started(at);
    const judging = at.call(`${uploadUrl}/files`, upload([['a', 'x']]));
    while (!gate.go) await new Promise((resolve) => { setImmediate(resolve); });
    const erasing = at.ats.erase('gen', { id: 'c1' });
    gate.go();
    await Promise.all([judging, erasing]);
    expect(await at.ats.export('gen', { id: 'c1' })).toEqual([]);
    await at.ats.close();
  });
  it('may be asked for, and taken away, by whoever has the key for that, and by nobody else', async () => {
    const at = await desk({ tenants: [{ ...tenants[0]!, adminKey: 'admin-key-of-the-tenant' }, tenants[2]!] });
    const admin = { authorization: 'Bearer admin-key-of-the-tenant' };
    await started(at);
    for (const [path, headers] of [['/admin/gen/export', bearer], ['/admin/ash/export', bearer], ['/admin/other/export', admin], ['/admin/ash/export', admin]] as const) expect((await at.call(path, json({ id: 'c1' }, headers))).status, path).toBe(401);
    expect((await at.call('/admin/gen/export', json({ id: 'c1' }, admin))).json()).toMatchObject({ entries: [{ kind: 'order' }] });
    for (const body of [{}, { id: '' }, { id: 'a', email: 'b' }, { id: 1 }]) expect((await at.call('/admin/gen/erase', json(body, admin))).status).toBe(422);
    expect((await at.call('/admin/gen/erase', json({ email: MAIL }, admin))).json()).toEqual({ removed: 1 });
    expect((await at.call('/admin/gen/export', json({ id: 'c1' }, admin))).json()).toEqual({ entries: [] });
    expect((await at.call('/admin/gen/retry', json({}, admin))).json()).toEqual({ queued: 0 });
    await at.ats.close();
  });
  it('goes by itself when the tenant\'s time is over, and a draft when its link does', async () => {
    const at = await desk();
    const { uploadUrl } = await started(at);
    const draft = await started(at, { externalId: 'app-2', candidate: { id: 'c2' } });
    for (const each of [uploadUrl, draft.uploadUrl]) await at.call(`${each}/files`, upload([['a', 'x']]));
    await at.call(`${uploadUrl}/send`, { method: 'POST' });
    expect(await at.ats.sweep()).toBe(0);
    at.clock.advance(14 * 86_400_000);
    expect(await at.ats.sweep()).toBe(1);
    expect((await at.ats.export('gen', { id: 'c2' })).map(({ kind }) => kind)).toEqual(['order']);
    at.clock.advance(31 * 86_400_000);
    expect(await at.ats.sweep()).toBe(4);
    expect(await at.ats.export('gen', { id: 'c1' })).toEqual([]);
    await at.ats.close();
  });
  it('nothing of anybody, and no key, is in the log of requests', async () => {
    const at = await desk();
    const { uploadUrl } = await started(at);
    await at.call(uploadUrl);
    await at.call(`${uploadUrl}/files`, upload([['a', 'x']]));
    await at.call(`/ats/gen/${MAIL}`, { headers: bearer });
    await at.call(`/${MAIL}`);
    expect(at.log.map((line) => line.replace(/ \d+ ms$/, ''))).toEqual(['POST /ats/…/orders 201', 'GET /upload/… 200', 'POST /upload/…/files 303', 'GET /ats/…/… 404', 'GET (other) 404']);
    await at.ats.close();
  });
});
