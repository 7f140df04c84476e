import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createGuardedFetch, createMemoryCache, type GuardedFetchSettings } from './index.js';
import { retryAfterOf } from './retry-after.js';

const LIST = 'https://lists.example/a';

describe('asking again', () => {
  beforeEach(() => { vi.useFakeTimers({ now: Date.parse('2026-08-22T00:00:00Z') }); });
  afterEach(() => { vi.useRealTimers(); });

  /** When each request went out, in milliseconds from the first, and what came of it. */
  async function course(answer: (attempt: number) => Response, settings: GuardedFetchSettings = {}) {
    const start = Date.now();
    const at: number[] = [];
    const fetch = (async () => { at.push(Date.now() - start); return answer(at.length); }) as typeof globalThis.fetch;
    const result = createGuardedFetch({ fetch, ...settings })(LIST);
    await vi.runAllTimersAsync();
    return { at, result: await result };
  }
  const status = (code: number, headers: Record<string, string> = {}) => () => new Response(null, { status: code, headers });

  it('waits longer each time, without chance, and gives up after three', async () => {
    const { at, result } = await course(status(503));
    expect(at).toEqual([0, 300, 1500]);
    expect(result).toEqual({ ok: false, code: 'net.http-status', status: 503, retryable: true });
  });
  it('waits as long as the server says, in seconds or as a date', async () => {
    expect((await course(status(429, { 'retry-after': '2' }))).at).toEqual([0, 2000, 4000]);
    const date = { 'retry-after': 'Sat, 22 Aug 2026 00:00:03 GMT', date: 'Sat, 22 Aug 2026 00:00:00 GMT' };
    expect((await course(status(503, date))).at).toEqual([0, 3000, 6000]);
  });
  it('does not wait for a server that wants more than a few seconds, nor beyond its time', async () => {
    expect((await course(status(503, { 'retry-after': '6' }))).at).toEqual([0]);
    expect((await course(status(503, { 'retry-after': '4' }), { timeoutMs: 5000 })).at).toEqual([0, 4000]);
  });
  it.each([400, 401, 403, 404, 410, 501])('does not ask again after %i', async (code) => { expect((await course(status(code))).at).toEqual([0]); });
  it('ends its wait with the signal', async () => {
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 100);
    expect((await course(status(503), { signal: controller.signal })).at).toEqual([0]);
  });
});

it.each([
  [{ 'retry-after': '120' }, 120_000], [{ 'retry-after': 'Sat, 22 Aug 2026 00:00:00 GMT', date: 'Sat, 22 Aug 2026 00:01:00 GMT' }, 0],
  [{ 'retry-after': '-1' }, undefined], [{ 'retry-after': '1.5' }, undefined], [{ 'retry-after': 'soon' }, undefined], [{}, undefined],
])('%j asks to wait %s', (headers, expected) => {
  expect(retryAfterOf(new Headers(headers as Record<string, string>)).retryAfterMs).toBe(expected);
});

describe('a copy that stands in', () => {
  const DAY = 86_400;
  let now = Date.parse('2026-08-22T00:00:00Z');
  async function after(seconds: number, settings: GuardedFetchSettings, headers: Record<string, string> = { 'cache-control': 'max-age=60' }, failing: () => Response = () => { throw new TypeError('fetch failed'); }) {
    now = Date.parse('2026-08-22T00:00:00Z');
    const cache = createMemoryCache();
    const common = { cache, clock: () => new Date(now), retryDelayMs: 0 };
    await createGuardedFetch({ ...common, fetch: (async () => new Response('old', { headers })) as typeof globalThis.fetch })(LIST);
    now += seconds * 1000;
    return createGuardedFetch({ ...common, ...settings, fetch: (async () => failing()) as typeof globalThis.fetch })(LIST);
  }
  it('is taken only where the policy allows it, and says why', async () => {
    expect(await after(61, {})).toMatchObject({ ok: false, code: 'net.failed' });
    expect(await after(61, { staleIfErrorSeconds: DAY })).toMatchObject({ ok: true, evidence: { source: 'cache', stale: 'net.failed', fetchedAt: '2026-08-22T00:00:00.000Z' } });
    expect(await after(61, { staleIfErrorSeconds: DAY, offline: true })).toMatchObject({ ok: true, evidence: { stale: 'net.offline' } });
    expect(await after(61, { staleIfErrorSeconds: DAY }, undefined, () => new Response(null, { status: 503 }))).toMatchObject({ ok: true, evidence: { stale: 'net.http-status' } });
    const fresh = await after(30, { staleIfErrorSeconds: DAY });
    expect(fresh.ok && fresh.evidence.stale).toBeUndefined();
  });
  it('is not taken beyond that, against the publisher’s word, or where the publisher answers that it is gone', async () => {
    expect(await after(60 + DAY + 1, { staleIfErrorSeconds: DAY })).toMatchObject({ ok: false });
    expect(await after(61, { staleIfErrorSeconds: DAY }, { 'cache-control': 'max-age=60, must-revalidate' })).toMatchObject({ ok: false });
    expect(await after(61, { staleIfErrorSeconds: DAY }, { 'cache-control': 'no-cache' })).toMatchObject({ ok: false });
    expect(await after(61, { staleIfErrorSeconds: DAY }, undefined, () => new Response(null, { status: 410 }))).toMatchObject({ ok: false, status: 410 });
    expect(await after(-10, { staleIfErrorSeconds: DAY })).toMatchObject({ ok: false });
  });
});

it('asks no more of one host at once than is fair, and lets others by', async () => {
  const running: Record<string, number> = {}, most: Record<string, number> = {};
  const fetch = (async (input: unknown) => {
    const { host } = new URL(String(input));
    most[host] = Math.max(most[host] ?? 0, running[host] = (running[host] ?? 0) + 1);
    await new Promise((resolve) => { setTimeout(resolve, 2); });
    running[host] -= 1;
    return new Response('x');
  }) as typeof globalThis.fetch;
  const ask = createGuardedFetch({ fetch, concurrency: 6, concurrencyPerHost: 2 });
  await Promise.all(Array.from({ length: 24 }, (_value, index) => ask(`https://${index % 2 ? 'a' : 'b'}.example/${index}`)));
  expect(most).toEqual({ 'a.example': 2, 'b.example': 2 });
});
