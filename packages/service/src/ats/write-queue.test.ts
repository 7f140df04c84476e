import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Outgoing } from '@credlens/ats-adapter/protocols';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testClock, type TestClock } from '../../../../test/support/ats-clock.js';
import { createRateLimits } from './rate-limits.js';
import { RETRY } from './retry.js';
import type { SendResult } from './send.js';
import { openAuditLog, type AuditLog } from './store/audit-log.js';
import { openFileStore } from './store/file-store.js';
import type { AtsStore } from './store/store.js';
import type { Tenant } from './types.js';
import { jobOf, putJob, type WriteJob } from './write-job.js';
import { openWriteQueue, type WriteQueue } from './write-queue.js';

let home: string;
let made = 0;
beforeAll(async () => { home = await mkdtemp(join(tmpdir(), 'credlens-queue-')); });
afterAll(async () => { await rm(home, { recursive: true, force: true }); });

const START = '2026-11-24T12:00:00Z';
const SECRET = 'outbound-key-of-the-tenant';
const tenants = new Map<string, Tenant>([
  ['w', { id: 'w', vendor: 'workable', inboundKey: 'x'.repeat(16), outboundKey: SECRET, packages: [] }],
  ['k', { id: 'k', vendor: 'kombo', webhookSecret: 'x'.repeat(16), outboundKey: SECRET, packages: [], writeBack: { integrationId: 'workday:1' } }],
  ['g', { id: 'g', vendor: 'generic', inboundKey: 'x'.repeat(16), outboundKey: SECRET, packages: [], writeBack: { hosts: ['ats.example'] } }],
]);
const urls: Record<string, Outgoing> = {
  w: { method: 'POST', url: 'https://acme.workable.com/cb', headers: {}, body: '{}' }, k: { method: 'PUT', url: 'https://api.kombo.dev/v1/assessment/orders/o/result', headers: {}, body: '{}' }, g: { method: 'PUT', url: 'https://ats.example/cb', headers: {}, body: '{"a":1}' },
};
const jobFor = (tenant: string, id = `${tenant}-1`, over: Partial<WriteJob> = {}): WriteJob => ({
  id, tenant, subject: 'id:s', order: 'o', externalId: 'o', vendor: tenants.get(tenant)!.vendor, purpose: 'result', request: urls[tenant]!, idempotencyKey: `key-${id}`, state: 'queued', attempts: 0, due: Date.parse(START), unsure: false, expires: Date.parse(START) + 1e10, ...over,
});
const ok: SendResult = { answer: { status: 200, headers: {}, body: '{}' } };
const status = (code: number, headers: Record<string, string> = {}, body = ''): SendResult => ({ answer: { status: code, headers, body } });

interface Desk { queue: WriteQueue; store: AtsStore; audit: AuditLog; clock: TestClock; sent: Outgoing[]; directory: string; job: (id: string) => Promise<WriteJob | undefined>; close: () => Promise<void> }

/** A queue whose answers are these, in a row; then 200. */
async function desk(answers: (SendResult | ((request: Outgoing) => SendResult))[], jobs: WriteJob[] = [], directory = join(home, String(made++)), attempts = RETRY.attempts): Promise<Desk> {
  const store = await openFileStore(directory);
  const audit = await openAuditLog(join(directory, 'audit.ndjson'));
  const clock = testClock(START);
  const sent: Outgoing[] = [];
  await store.change(jobs.map(putJob));
  const queue = await openWriteQueue({ store, audit, tenants, clock, limits: createRateLimits(), retry: { ...RETRY, attempts }, send: async (request) => { sent.push(request); const next = answers.shift() ?? ok; return typeof next === 'function' ? next(request) : next; } });
  return {
    queue, store, audit, clock, sent, directory,
    job: async (id) => { const entry = await store.get('job', id); return entry && jobOf(entry); },
    close: async () => { await audit.close(); await store.close(); },
  };
}
const signal = new AbortController().signal;
/** Until nothing is left, with the clock moved on. @returns the waits */
async function finish({ queue, clock }: Pick<Desk, 'queue' | 'clock'>): Promise<number[]> {
  const waits: number[] = [];
  for (let wait = await queue.drain(signal); wait !== undefined && waits.length < 100; wait = await queue.drain(signal)) { waits.push(wait); clock.advance(wait); }
  return waits;
}

describe('what is sent', () => {
  it('once, with the key that is in no file, and nothing of it is kept', async () => {
    const at = await desk([], [jobFor('w'), jobFor('g'), jobFor('k')]);
    expect(await finish(at)).toEqual([]);
    expect(at.sent.find(({ url }) => url.includes('workable'))?.headers['authorization']).toBe(`Bearer ${SECRET}`);
    expect(at.sent.find(({ url }) => url.includes('ats.example'))?.headers).toMatchObject({ 'credlens-timestamp': String(Date.parse(START) / 1000), 'credlens-signature': expect.stringMatching(/^sha256=[0-9a-f]{64}$/) as string });
    expect(at.sent).toHaveLength(3);
    expect(await at.job('w-1')).toMatchObject({ state: 'done', why: 'written' });
    expect((await at.job('w-1'))?.request).toBeUndefined();
    await at.close();
    for (const name of await readdir(at.directory)) expect(await readFile(join(at.directory, name), 'utf8'), name).not.toContain(SECRET);
  });
  it('only to hosts that are allowed still', async () => {
    const at = await desk([], [jobFor('w', 'w-1', { request: { ...urls['w']!, url: 'https://evil.example/' } })]);
    await finish(at);
    expect([at.sent, (await at.job('w-1'))?.why]).toEqual([[], 'address-refused']);
    await at.close();
  });
});

describe('answers that are no answer', () => {
  it('429 with Retry-After: the same octets after that time, and others for the endpoint wait too', async () => {
    const at = await desk([status(429, { 'retry-after': '7' })], [jobFor('w', 'w-1'), jobFor('w', 'w-2')]);
    expect(await at.queue.drain(signal)).toBe(7000);
    expect(at.sent).toHaveLength(1);
    at.clock.advance(7000);
    await finish(at);
    expect(at.sent).toHaveLength(3);
    expect([(await at.job('w-1'))?.state, (await at.job('w-2'))?.state]).toEqual(['done', 'done']);
    expect(at.sent[1]?.body).toBe(at.sent[0]?.body);
    await at.close();
  });
  it('5xx: later and later, and given up in the end; sent after all where somebody says so', async () => {
    const at = await desk(Array.from({ length: 4 }, () => status(500)), [jobFor('w')], undefined, 4);
    expect(await finish(at)).toEqual([1500, 3000, 6000]);
    expect(await at.job('w-1')).toMatchObject({ state: 'dead', why: 'status-500-attempts', attempts: 4, request: urls['w'] });
    expect(at.queue.counts()).toEqual({ waiting: 0, dead: 1 });
    expect(await at.queue.retryDead('w')).toBe(1);
    await finish(at);
    expect([at.sent.length, (await at.job('w-1'))?.state]).toEqual([5, 'done']);
    await at.close();
  });
  it('4xx: given up at once', async () => {
    const at = await desk([status(422)], [jobFor('w')]);
    await finish(at);
    expect(await at.job('w-1')).toMatchObject({ state: 'dead', why: 'status-422' });
    await at.close();
  });
  it('no connection: it cannot have arrived, so a system that takes one write is not asked', async () => {
    const at = await desk([{ failure: 'not-sent' }], [jobFor('k')]);
    await finish(at);
    expect(at.sent.map(({ method }) => method)).toEqual(['PUT', 'PUT']);
    await at.close();
  });
});

describe('answers that are lost', () => {
  it('a system that takes the same again gets the same octets and the same key', async () => {
    const at = await desk([{ failure: 'lost' }], [jobFor('g')]);
    await finish(at);
    expect(at.sent.map(({ method, body }) => [method, body])).toEqual([['PUT', '{"a":1}'], ['PUT', '{"a":1}']]);
    expect((await at.job('g-1'))?.state).toBe('done');
    await at.close();
  });
  const open = (...ids: string[]) => status(200, {}, JSON.stringify({ data: { results: ids.map((id) => ({ id })), next: null } }));
  it('a system that takes one write is asked first: it has it, so nothing is sent again', async () => {
    const at = await desk([{ failure: 'lost' }, open('another')], [jobFor('k')]);
    await finish(at);
    expect(at.sent.map(({ method }) => method)).toEqual(['PUT', 'GET']);
    expect(at.sent[1]?.headers).toMatchObject({ 'authorization': `Bearer ${SECRET}`, 'x-integration-id': 'workday:1' });
    expect(await at.job('k-1')).toMatchObject({ state: 'done', why: 'found-written' });
    await at.close();
  });
  it('where it says that it has not, it is sent', async () => {
    const at = await desk([status(502), open('o')], [jobFor('k')]);
    await finish(at);
    expect(at.sent.map(({ method }) => method)).toEqual(['PUT', 'GET', 'PUT']);
    await at.close();
  });
  it('while it cannot be asked is sent, and somebody is told in the end', async () => {
    const at = await desk([{ failure: 'lost' }, ...Array.from({ length: 20 }, () => status(500))], [jobFor('k')], undefined, 5);
    await finish(at);
    expect(at.sent.map(({ method }) => method)).toEqual(['PUT', 'GET', 'GET', 'GET', 'GET']);
    expect(await at.job('k-1')).toMatchObject({ state: 'dead', why: 'unknown-attempts', unsure: true });
    await at.close();
  });
});

describe('a process that ends in the middle', () => {
  it.each([['k', ['GET', 'PUT']], ['g', ['PUT']]] as const)('what was being sent is taken up by the next one: %s', async (tenant, methods) => {
    const directory = join(home, String(made++));
    const first = await desk([() => { throw new Error('the process ends here'); }], [jobFor(tenant)], directory);
    await expect(first.queue.drain(signal)).rejects.toThrow('ends here');
    expect((await first.job(`${tenant}-1`))?.state).toBe('sending');
    await first.close();
    const next = await desk(tenant === 'k' ? [status(200, {}, '{"data":{"results":[{"id":"o"}],"next":null}}')] : [], [], directory);
    await finish(next);
    expect(next.sent.map(({ method }) => method)).toEqual(methods);
    expect(await next.job(`${tenant}-1`)).toMatchObject({ state: 'done', attempts: 2 });
    await next.close();
  });
});

it('what is erased while its answer is on the way does not come back', async () => {
  const at = await desk([], []);
  const job = jobFor('w');
  await at.store.change([putJob(job)]);
  let answer = (_: SendResult): void => {};
  const slow = await openWriteQueue({ store: at.store, audit: at.audit, tenants, clock: at.clock, limits: createRateLimits(), retry: RETRY, send: () => new Promise((resolve) => { answer = resolve; }) });
  const draining = slow.drain(signal);
  while ((await at.job('w-1'))?.state !== 'sending') await new Promise((resolve) => { setImmediate(resolve); });
  slow.forget(['w-1']);
  await at.store.change([{ remove: { kind: 'job', key: 'w-1' } }]);
  await new Promise((resolve) => { setImmediate(resolve); });
  answer(ok);
  await draining;
  expect(await at.job('w-1')).toBeUndefined();
  await at.close();
});

it('two tenants of one endpoint have a limit each', async () => {
  const at = await desk([status(429, { 'retry-after': '60' })], [jobFor('w'), jobFor('g')]);
  await at.queue.drain(signal);
  expect([(await at.job('w-1'))?.state, (await at.job('g-1'))?.state].toSorted()).toEqual(['done', 'queued']);
  await at.close();
});
