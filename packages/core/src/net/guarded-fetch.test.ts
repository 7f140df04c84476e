import { describe, expect, it, vi } from 'vitest';
import { createGuardedFetch, createMemoryCache, type GuardedFetchSettings } from './index.js';

const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
const utf8 = (value: string) => new TextEncoder().encode(value);
const URL_A = 'https://lists.example/a';

/** A network of answers by URL; what it does not hold is a failed connection. */
function network(answers: Record<string, () => Response | Promise<Response>>) {
  const asked: { url: string; init: RequestInit }[] = [];
  const fetch = vi.fn(async (input: string | URL | Request, init: RequestInit = {}) => {
    const url = String(input);
    asked.push({ url, init });
    const answer = answers[url];
    if (!answer) throw new TypeError('fetch failed');
    return answer();
  });
  return { asked, fetch: fetch as typeof globalThis.fetch };
}

const guarded = (settings: GuardedFetchSettings) => createGuardedFetch({ retryDelayMs: 0, clock: () => new Date('2026-08-22T00:00:00Z'), ...settings });

describe('guarded fetch', () => {
  it('brings bytes with evidence, and sends no more than Accept', async () => {
    const world = network({ [URL_A]: () => new Response('abc', { headers: { 'content-type': 'text/plain' } }) });
    const answer = await guarded({ fetch: world.fetch })(`${URL_A}#key-1`, { accept: 'text/plain' });
    expect(answer).toMatchObject({
      ok: true, contentType: 'text/plain', finalUrl: URL_A,
      evidence: { url: URL_A, source: 'network', fetchedAt: '2026-08-22T00:00:00.000Z', sha256: 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad' },
    });
    expect(world.asked[0]?.url).toBe(URL_A);
    expect(world.asked[0]?.init).toMatchObject({ headers: { accept: 'text/plain' }, credentials: 'omit', referrerPolicy: 'no-referrer', redirect: 'manual' });
    expect(Object.keys(world.asked[0]?.init.headers ?? {})).toEqual(['accept']);
  });

  it('refuses what is not https or not public, without asking', async () => {
    const world = network({});
    const ask = guarded({ fetch: world.fetch });
    for (const url of ['http://lists.example/', 'https://localhost/', 'https://127.0.0.1/', 'https://0x7f.1/', 'https://user@lists.example/', 'no url', 'ftp://x.example/', 'data:,x']) {
      expect(await ask(url), url).toMatchObject({ ok: false, code: 'net.refused', retryable: false });
    }
    expect(world.asked).toEqual([]);
  });

  it('follows redirects hop by hop and checks each', async () => {
    const to = (location: string) => () => new Response(null, { status: 302, headers: { location } });
    const world = network({ [URL_A]: to('/b'), 'https://lists.example/b': to('https://10.0.0.1/secret'), 'https://10.0.0.1/secret': () => new Response('secret') });
    expect(await guarded({ fetch: world.fetch })(URL_A)).toMatchObject({ ok: false, code: 'net.refused' });
    expect(world.asked.map((each) => each.url)).toEqual([URL_A, 'https://lists.example/b']);

    const fine = network({ [URL_A]: to('https://cdn.example/list'), 'https://cdn.example/list': () => new Response('list') });
    expect(await guarded({ fetch: fine.fetch })(URL_A)).toMatchObject({ ok: true, finalUrl: 'https://cdn.example/list', evidence: { url: URL_A } });

    const loop = network({ [URL_A]: to(URL_A) });
    expect(await guarded({ fetch: loop.fetch })(URL_A)).toMatchObject({ ok: false, code: 'net.redirects' });
    expect(loop.asked).toHaveLength(4);
  });

  it('follows where the platform hides redirects, and refuses where that ended on a private address', async () => {
    const opaque = (finalUrl: string) => vi.fn(async (_url: unknown, init: RequestInit = {}) => {
      if (init.redirect === 'manual') return Object.defineProperties(new Response(null), { type: { value: 'opaqueredirect' }, status: { value: 0 } });
      return Object.defineProperty(new Response('moved'), 'url', { value: finalUrl });
    }) as typeof globalThis.fetch;
    expect(await guarded({ fetch: opaque('https://cdn.example/list') })(URL_A)).toMatchObject({ ok: true, finalUrl: 'https://cdn.example/list' });
    expect(await guarded({ fetch: opaque('https://192.168.1.1/') })(URL_A)).toMatchObject({ ok: false, code: 'net.refused' });
    expect(await guarded({ fetch: opaque('http://cdn.example/') })(URL_A)).toMatchObject({ ok: false, code: 'net.refused' });
  });

  it('asks by http for what is signed, on redirects too, and keeps every other guard', async () => {
    const to = (location: string) => () => new Response(null, { status: 302, headers: { location } });
    const CRL = 'http://crl.example/ca.crl';
    const world = network({
      [CRL]: () => new Response('crl'), [URL_A]: to(CRL), 'http://crl.example/inside': to('http://10.0.0.1/secret'), 'http://crl.example/file': to('file:///etc/passwd'),
      'http://crl.example/long': () => new Response('123456'),
    });
    const ask = guarded({ fetch: world.fetch });
    const signed = { signedContent: true };
    expect(await ask(CRL)).toMatchObject({ ok: false, code: 'net.refused' });
    expect(await ask(CRL, signed)).toMatchObject({ ok: true, finalUrl: CRL, evidence: { url: CRL, source: 'network' } });
    expect(await ask(URL_A)).toMatchObject({ ok: false, code: 'net.refused' });
    expect(await ask(URL_A, signed)).toMatchObject({ ok: true, finalUrl: CRL, evidence: { url: URL_A } });
    for (const url of ['http://127.0.0.1/', 'http://localhost/', 'http://[::1]/', 'http://user@crl.example/', 'ftp://crl.example/', 'ldap://crl.example/', 'http://crl.example/inside', 'http://crl.example/file']) {
      expect(await ask(url, signed), url).toMatchObject({ ok: false, code: 'net.refused', retryable: false });
    }
    expect(world.asked.some(({ url }) => url.includes('10.0.0.1'))).toBe(false);
    expect(await ask('http://crl.example/long', { ...signed, maxBytes: 5 })).toMatchObject({ ok: false, code: 'net.too-large' });
  });

  it('never hands what came over http to an asker who would not have it so, from the cache either', async () => {
    const CRL = 'http://crl.example/ca.crl';
    const world = network({ [CRL]: () => new Response('crl'), [URL_A]: () => new Response(null, { status: 302, headers: { location: CRL } }) });
    const cache = createMemoryCache();
    expect(await guarded({ fetch: world.fetch, cache })(URL_A, { signedContent: true })).toMatchObject({ ok: true });
    expect(await guarded({ fetch: world.fetch, cache })(URL_A, { signedContent: true })).toMatchObject({ ok: true, evidence: { source: 'cache' } });
    expect(await guarded({ fetch: world.fetch, cache })(URL_A)).toMatchObject({ ok: false, code: 'net.refused' });
  });

  it('where the platform hides redirects, takes an end over http for what is signed alone', async () => {
    const opaque = vi.fn(async (_url: unknown, init: RequestInit = {}) => {
      if (init.redirect === 'manual') return Object.defineProperties(new Response(null), { type: { value: 'opaqueredirect' }, status: { value: 0 } });
      return Object.defineProperty(new Response('moved'), 'url', { value: 'http://crl.example/ca.crl' });
    }) as typeof globalThis.fetch;
    expect(await guarded({ fetch: opaque })(URL_A, { signedContent: true })).toMatchObject({ ok: true, finalUrl: 'http://crl.example/ca.crl' });
  });

  it('stops at the byte limit, whether the length is declared or not', async () => {
    let pulled = 0;
    const endless = () => new Response(new ReadableStream({ pull(controller) { pulled += 1; controller.enqueue(new Uint8Array(1000)); } }));
    const declared = () => new Response('x', { headers: { 'content-length': '99999999' } });
    const ask = guarded({ fetch: network({ [URL_A]: endless, 'https://lists.example/b': declared }).fetch });
    expect(await ask(URL_A, { maxBytes: 5000 })).toMatchObject({ ok: false, code: 'net.too-large' });
    expect(pulled).toBeLessThan(12);
    expect(await ask('https://lists.example/b')).toMatchObject({ ok: false, code: 'net.too-large' });
    const exact = guarded({ fetch: network({ [URL_A]: () => new Response('12345') }).fetch });
    expect(await exact(URL_A, { maxBytes: 5 })).toMatchObject({ ok: true });
    expect(await exact(URL_A, { maxBytes: 4 })).toMatchObject({ ok: false, code: 'net.too-large' });
  });

  it('gives up in time, on the answer and on a body that trickles, even where the fetch function ignores the signal', async () => {
    const never = guarded({ fetch: (() => new Promise(() => {})) as typeof globalThis.fetch, timeoutMs: 20 });
    expect(await never(URL_A)).toMatchObject({ ok: false, code: 'net.timeout', retryable: true });
    const trickle = guarded({ fetch: network({ [URL_A]: () => new Response(new ReadableStream({ pull: () => new Promise(() => {}) })) }).fetch, timeoutMs: 20 });
    expect(await trickle(URL_A)).toMatchObject({ ok: false, code: 'net.timeout' });
  });

  it('ends when it is aborted', async () => {
    const controller = new AbortController();
    const answer = guarded({ fetch: (() => new Promise(() => {})) as typeof globalThis.fetch, signal: controller.signal })(URL_A);
    controller.abort();
    expect(await answer).toMatchObject({ ok: false, code: 'check.aborted' });
  });

  it('tries once more where that may help, and only there', async () => {
    let attempts = 0;
    const passing = guarded({ fetch: network({ [URL_A]: () => (attempts++ === 0 ? new Response(null, { status: 503 }) : new Response('back')) }).fetch });
    expect(await passing(URL_A)).toMatchObject({ ok: true });
    const gone = network({ [URL_A]: () => new Response(null, { status: 404 }) });
    expect(await guarded({ fetch: gone.fetch })(URL_A)).toEqual({ ok: false, code: 'net.http-status', status: 404, retryable: false });
    expect(gone.asked).toHaveLength(1);
    const dead = network({});
    expect(await guarded({ fetch: dead.fetch })(URL_A)).toEqual({ ok: false, code: 'net.failed', retryable: true });
    expect(dead.asked).toHaveLength(2);
  });

  it('takes the word of a fetch that refuses an address, and does not ask it again', async () => {
    const refusing = vi.fn(async () => { throw Object.assign(new Error('private'), { name: 'RefusedAddressError' }); });
    expect(await guarded({ fetch: refusing })(URL_A)).toEqual({ ok: false, code: 'net.refused', retryable: false });
    expect(refusing).toHaveBeenCalledTimes(1);
  });

  it('spends from one budget', async () => {
    const world = network({ [URL_A]: () => new Response('a'), 'https://lists.example/b': () => new Response('b') });
    const budget = { fetches: 1 };
    const ask = guarded({ fetch: world.fetch, budget });
    expect(await ask(URL_A)).toMatchObject({ ok: true });
    expect(await ask('https://lists.example/b')).toMatchObject({ ok: false, code: 'net.budget' });
    expect(budget.fetches).toBe(0);
  });

  it('asks once for one question, and never more than the limit at once', async () => {
    let running = 0, most = 0;
    const fetch = (async () => {
      most = Math.max(most, ++running);
      await new Promise((resolve) => setTimeout(resolve, 2));
      running -= 1;
      return new Response('x');
    }) as typeof globalThis.fetch;
    const counted = vi.fn(fetch);
    const ask = guarded({ fetch: counted as typeof globalThis.fetch, concurrency: 3 });
    await Promise.all(Array.from({ length: 20 }, (_value, index) => ask(`https://lists.example/${index % 10}`)));
    expect(counted).toHaveBeenCalledTimes(10);
    expect(most).toBe(3);
  });

  it('takes a resource first, for any URL, without a time of its own', async () => {
    const world = network({});
    const held: Record<string, string> = { 'https://localhost:8443/did.json': 'own', 'https://issuer.example': 'bare' };
    const ask = guarded({ fetch: world.fetch, resources: (url) => (held[url] === undefined ? undefined : { bytes: utf8(held[url]), contentType: 'application/json' }) });
    const answer = await ask('https://localhost:8443/did.json#key');
    expect(answer).toMatchObject({ ok: true, contentType: 'application/json', evidence: { url: 'https://localhost:8443/did.json', source: 'snapshot' } });
    expect(answer.ok && answer.evidence.fetchedAt).toBeUndefined();
    expect(await ask('https://issuer.example')).toMatchObject({ ok: true });
    expect(world.asked).toEqual([]);
    expect(await guarded({ resources: () => ({ bytes: new Uint8Array(0), status: 404 }) })(URL_A)).toMatchObject({ ok: false, code: 'net.http-status', status: 404 });
    expect(await guarded({ resources: () => { throw new Error('disk'); }, fetch: world.fetch })(URL_A)).toMatchObject({ ok: false, code: 'net.failed' });
    expect(world.asked).toEqual([]);
  });

  it('keeps answers as long as they say, the asker allows, and no longer', async () => {
    let now = Date.parse('2026-08-22T00:00:00Z');
    let serial = 0;
    const headers = { 'cache-control': 'public, max-age=600' };
    const world = network({ [URL_A]: () => new Response(`version ${++serial}`, { headers }), 'https://lists.example/no': () => new Response(`${++serial}`, { headers: { 'cache-control': 'no-store' } }) });
    const cache = createMemoryCache();
    const ask = (request = {}, url = URL_A) => guarded({ fetch: world.fetch, cache, clock: () => new Date(now) })(url, request);
    const read = async (request = {}) => { const answer = await ask(request); return answer.ok ? `${text(answer.bytes)} ${answer.evidence.source} ${answer.evidence.fetchedAt}` : answer.code; };
    expect(await read()).toBe('version 1 network 2026-08-22T00:00:00.000Z');
    now += 300_000;
    expect(await read()).toBe('version 1 cache 2026-08-22T00:00:00.000Z');
    expect(await read({ maxAgeSeconds: 299 })).toBe('version 2 network 2026-08-22T00:05:00.000Z');
    now += 600_000;
    expect(await read()).toBe('version 3 network 2026-08-22T00:15:00.000Z');
    expect(await ask({}, 'https://lists.example/no')).toMatchObject({ evidence: { source: 'network' } });
    expect(await ask({}, 'https://lists.example/no')).toMatchObject({ evidence: { source: 'network' } });
  });

  it('offline: what is missing is net.offline, a stale answer only on demand', async () => {
    let now = Date.parse('2026-08-22T00:00:00Z');
    const world = network({ [URL_A]: () => new Response('old') });
    const cache = createMemoryCache();
    await guarded({ fetch: world.fetch, cache, clock: () => new Date(now) })(URL_A);
    now += 86_400_000;
    const offline = (request = {}) => guarded({ fetch: world.fetch, cache, offline: true, clock: () => new Date(now) })(URL_A, request);
    expect(await offline()).toEqual({ ok: false, code: 'net.offline', retryable: true });
    expect(await offline({ staleIfError: true })).toMatchObject({ ok: true, evidence: { source: 'cache', fetchedAt: '2026-08-22T00:00:00.000Z' } });
    const down = guarded({ fetch: network({}).fetch, cache, clock: () => new Date(now) });
    expect(await down(URL_A, { staleIfError: true })).toMatchObject({ ok: true, evidence: { source: 'cache' } });
    expect(await down(URL_A)).toMatchObject({ ok: false, code: 'net.failed' });
    expect(world.asked).toHaveLength(1);
  });

  it('does without a cache that fails', async () => {
    const broken = { get: () => { throw new Error('quota'); }, set: () => Promise.reject(new Error('quota')) };
    expect(await guarded({ fetch: network({ [URL_A]: () => new Response('x') }).fetch, cache: broken })(URL_A)).toMatchObject({ ok: true });
  });
});

describe('memory cache', () => {
  it('drops the least recently used', () => {
    // Each answer costs its bytes, its address and a fixed part besides, so that empty ones are bounded too.
    const cache = createMemoryCache(600);
    const entry = (length: number) => ({ bytes: new Uint8Array(length), contentType: '', sha256: '', fetchedAt: 0 });
    cache.set('a', entry(4));
    cache.set('b', entry(4));
    cache.get('a');
    cache.set('c', entry(4));
    expect([cache.get('a'), cache.get('b'), cache.get('c')].map(Boolean)).toEqual([true, false, true]);
    cache.set('huge', entry(600));
    expect(cache.get('huge')).toBeUndefined();
    cache.set('a', entry(300));
    expect([cache.get('a'), cache.get('c')].map(Boolean)).toEqual([true, false]);
  });
});
