import { afterEach, describe, expect, it, vi } from 'vitest';
import { readFreshness, writeFreshness } from './freshness.js';
import { createGuardedFetch, createMemoryCache, sha256Hex, type GuardedFetchSettings } from './index.js';

const LIST = 'https://lists.example/a';
const RELAY = 'https://verify.example/relay';
const NOW = new Date('2026-08-22T00:00:00Z');
const TOLD = { 'credlens-final-url': LIST, 'credlens-fetched-at': '2026-08-21T23:59:30Z', 'credlens-freshness': 'unknown', 'content-type': 'application/json' };

afterEach(() => { vi.unstubAllGlobals(); });

/** A network in which `direct` answers what is asked directly, and `relay` what the relay is asked. */
function world(relay: (target: string) => Response | Promise<Response>, direct: (init: RequestInit) => Response | Promise<Response> = () => { throw new TypeError('Failed to fetch'); }) {
  const asked: { url: string; init: RequestInit }[] = [];
  const fetch = (async (input: unknown, init: RequestInit = {}) => {
    const url = new URL(String(input));
    asked.push({ url: url.href, init });
    return url.href.startsWith(RELAY) ? relay(url.searchParams.get('url') ?? '') : direct(init);
  }) as typeof globalThis.fetch;
  return { asked, fetch };
}
const guarded = (settings: GuardedFetchSettings) => createGuardedFetch({ retryDelayMs: 0, clock: () => NOW, relay: RELAY, ...settings });
const problem = (status: number, body: unknown, headers: Record<string, string> = {}) => new Response(JSON.stringify(body), { status, headers });

describe('a relay', () => {
  it('is asked once where there is no connection, and the evidence names it without its query', async () => {
    const net = world(() => new Response('{}', { headers: TOLD }));
    const answer = await guarded({ fetch: net.fetch, relay: `${RELAY}?plan=secret` })(LIST, { accept: 'application/vc' });
    expect(answer).toMatchObject({
      ok: true, contentType: 'application/json', finalUrl: LIST,
      evidence: { url: LIST, relay: RELAY, source: 'network', fetchedAt: '2026-08-21T23:59:30.000Z', sha256: await sha256Hex(new TextEncoder().encode('{}')) },
    });
    expect(net.asked.map(({ url }) => url)).toEqual([LIST, `${RELAY}?plan=secret&url=${encodeURIComponent(LIST)}`]);
    expect(net.asked[1]?.init).toMatchObject({ headers: { accept: 'application/vc' }, credentials: 'omit', redirect: 'error', referrerPolicy: 'no-referrer' });
  });
  it('is not asked where the server answered, whatever it said, nor what is refused, nor offline', async () => {
    const net = world(() => new Response('{}', { headers: TOLD }), () => new Response(null, { status: 404 }));
    expect(await guarded({ fetch: net.fetch })(LIST)).toEqual({ ok: false, code: 'net.http-status', status: 404, retryable: false });
    expect(await guarded({ fetch: net.fetch })('https://127.0.0.1/')).toMatchObject({ code: 'net.refused' });
    expect(await guarded({ fetch: net.fetch, offline: true })(LIST)).toMatchObject({ code: 'net.offline' });
    expect(net.asked).toHaveLength(1);
  });
  it('is asked for what is signed by http too, which it may have followed a redirect to; for nothing else', async () => {
    const crl = 'http://crl.example/root.crl';
    const told = { ...TOLD, 'credlens-final-url': crl, 'content-type': 'application/pkix-crl' };
    const net = world(() => new Response('{}', { headers: told }));
    const ask = guarded({ fetch: net.fetch });
    const accept = 'application/pkix-crl, */*;q=0.1';
    expect(await ask(crl, { signedContent: true, accept })).toMatchObject({ ok: true, finalUrl: crl, evidence: { url: crl, relay: RELAY, source: 'network' } });
    expect(net.asked.map(({ url }) => url)).toEqual([crl, `${RELAY}?url=${encodeURIComponent(crl)}`]);
    expect(net.asked[1]?.init).toMatchObject({ headers: { accept }, credentials: 'omit' });
    expect(await ask(crl)).toEqual({ ok: false, code: 'net.refused', retryable: false });
    expect(net.asked).toHaveLength(2);
    expect(await ask(LIST, { signedContent: true })).toMatchObject({ ok: true, finalUrl: crl });
    expect(await ask(LIST)).toMatchObject({ ok: false, code: 'net.relay-failed' });
    const inside = world(() => new Response('{}', { headers: { ...told, 'credlens-final-url': 'http://10.0.0.1/root.crl' } }));
    expect(await guarded({ fetch: inside.fetch })(crl, { signedContent: true })).toMatchObject({ ok: false, code: 'net.relay-failed' });
  });
  it('is asked first and alone where the host says always', async () => {
    const net = world(() => new Response('{}', { headers: TOLD }), () => new Response('direct'));
    expect(await guarded({ fetch: net.fetch, relay: { url: RELAY, always: true } })(LIST)).toMatchObject({ ok: true, evidence: { relay: RELAY } });
    expect(net.asked).toHaveLength(1);
  });
  it.each([
    [403, { code: 'net.relay-refused' }, { code: 'net.relay-refused', retryable: false }],
    [403, { code: 'net.refused' }, { code: 'net.refused', retryable: false }],
    [502, { code: 'net.failed' }, { code: 'net.failed', retryable: true }],
    [502, { code: 'net.http-status', status: 404 }, { code: 'net.http-status', status: 404, retryable: false }],
    [502, { code: 'net.http-status', status: 503 }, { code: 'net.http-status', status: 503, retryable: true }],
    [502, { code: 'net.http-status', status: 'x' }, { code: 'net.http-status', retryable: false }],
    [403, { code: 'signature.valid' }, { code: 'net.relay-failed', status: 403, retryable: false }],
    [404, 'no JSON object', { code: 'net.relay-failed', status: 404, retryable: false }],
    [403, { code: 'constructor' }, { code: 'net.relay-failed', status: 403, retryable: false }],
  ])('tells its refusal, %i %j', async (status, body, expected) => {
    const net = world(() => problem(status, body));
    expect(await guarded({ fetch: net.fetch })(LIST)).toEqual({ ok: false, ...expected });
    expect(net.asked).toHaveLength(2);
  });
  it('is waited for where it says how long, within bounds', async () => {
    let times = 0;
    const soon = world(() => (++times < 3 ? problem(429, {}, { 'retry-after': '0' }) : new Response('{}', { headers: TOLD })));
    expect(await guarded({ fetch: soon.fetch })(LIST)).toMatchObject({ ok: true });
    const late = world(() => problem(429, {}, { 'retry-after': '3600' }));
    expect(await guarded({ fetch: late.fetch })(LIST)).toEqual({ ok: false, code: 'net.relay-failed', status: 429, retryable: true });
    expect(late.asked).toHaveLength(2);
  });
  it.each([
    ['no final URL', { 'content-type': 'text/html' }],
    ['a final URL that is private', { ...TOLD, 'credlens-final-url': 'https://10.0.0.1/' }],
    ['a digest of something else', { ...TOLD, 'credlens-sha256': '00' }],
  ])('is no relay with %s', async (_what, headers) => {
    const net = world(() => new Response('<html>', { headers }));
    expect(await guarded({ fetch: net.fetch })(LIST)).toMatchObject({ ok: false, code: 'net.relay-failed' });
  });
  it('that cannot be reached is said to be so', async () => {
    expect(await guarded({ fetch: world(() => { throw new TypeError('Failed to fetch'); }).fetch })(LIST)).toEqual({ ok: false, code: 'net.relay-failed', retryable: true });
    expect(await guarded({ fetch: world(() => new Promise(() => {})).fetch, timeoutMs: 20 })(LIST)).toMatchObject({ code: 'net.timeout' });
  });
  it('is held to the limits of size and number', async () => {
    const net = world(() => new Response('12345', { headers: TOLD }));
    expect(await guarded({ fetch: net.fetch })(LIST, { maxBytes: 4 })).toMatchObject({ code: 'net.too-large' });
    expect(await guarded({ fetch: net.fetch, budget: { fetches: 1 } })(LIST)).toMatchObject({ code: 'net.budget' });
  });
  it('cannot make an answer newer than now, or keep what its server does not want kept', async () => {
    const cache = createMemoryCache();
    const net = world((target) => new Response('{}', { headers: { ...TOLD, 'credlens-fetched-at': '2027-01-01T00:00:00Z', 'credlens-freshness': target.endsWith('b') ? 'no-store' : `until=${NOW.getTime() + 1000}` } }));
    expect(await guarded({ fetch: net.fetch, cache })(LIST)).toMatchObject({ evidence: { fetchedAt: NOW.toISOString() } });
    await guarded({ fetch: net.fetch, cache })('https://lists.example/b');
    const again = guarded({ fetch: net.fetch, cache });
    expect(await again(LIST)).toMatchObject({ evidence: { source: 'cache', relay: RELAY } });
    expect(await again('https://lists.example/b')).toMatchObject({ evidence: { source: 'network' } });
  });
  it.each(['', '/relay', 'ftp://x.example/', 'https://user@x.example/', 'javascript:alert(1)'])('is an http or https URL: %j is not', (relay) => {
    expect(() => createGuardedFetch({ relay })).toThrow(TypeError);
  });
});

describe('in a page', () => {
  const page = (net: ReturnType<typeof world>, settings: GuardedFetchSettings = {}) => {
    vi.stubGlobal('origin', 'https://page.example');
    const { relay: _none, ...own } = { relay: '', ...settings };
    return createGuardedFetch({ retryDelayMs: 0, clock: () => NOW, fetch: net.fetch, ...own });
  };
  const unused = () => new Response(null, { status: 500 });
  it('CORS is told from no connection by a question that needs no permission', async () => {
    const cors = world(unused, (init) => { if (init.mode === 'no-cors') return new Response(null); throw new TypeError('Failed to fetch'); });
    expect(await page(cors)(LIST)).toEqual({ ok: false, code: 'net.cors', retryable: false });
    expect(cors.asked.at(-1)?.init).toMatchObject({ method: 'HEAD', mode: 'no-cors', credentials: 'omit' });
    expect(await page(world(unused))(LIST)).toEqual({ ok: false, code: 'net.cors-or-network', retryable: true });
  });
  it('neither is said of the page’s own origin, of a page that is offline, or where there is no page', async () => {
    expect(await page(world(unused))('https://page.example/list')).toMatchObject({ code: 'net.failed' });
    vi.stubGlobal('navigator', { onLine: false });
    expect(await page(world(unused))(LIST)).toMatchObject({ code: 'net.failed' });
    vi.unstubAllGlobals();
    expect(await createGuardedFetch({ retryDelayMs: 0, fetch: world(unused).fetch })(LIST)).toMatchObject({ code: 'net.failed' });
  });
  it('that came by https, what browsers do not let it ask by http is asked of the relay alone', async () => {
    const net = world(() => new Response('{}', { headers: { ...TOLD, 'credlens-final-url': 'http://crl.example/a' } }));
    vi.stubGlobal('origin', 'https://page.example');
    expect(await guarded({ fetch: net.fetch })('http://crl.example/a', { signedContent: true })).toMatchObject({ ok: true, evidence: { relay: RELAY } });
    expect(net.asked.map(({ url }) => url)).toEqual([`${RELAY}?url=${encodeURIComponent('http://crl.example/a')}`]);
  });
  it('the question costs from the budget', async () => {
    const net = world(unused);
    expect(await page(net, { budget: { fetches: 2 } })(LIST)).toMatchObject({ code: 'net.cors-or-network' });
    expect(net.asked).toHaveLength(2);
  });
});

it('writes and reads how long an answer holds', () => {
  for (const freshness of [{ storable: true }, { storable: true, freshUntil: 5 }, { storable: true, freshUntil: 5, mustRevalidate: true }, { storable: true, mustRevalidate: true }, { storable: false }]) {
    expect(readFreshness(writeFreshness(freshness))).toEqual(freshness);
  }
  for (const text of [null, '', 'until=x', 'max-age=60', 'unknown  must-revalidate']) expect(readFreshness(text)).toEqual({ storable: false });
});
