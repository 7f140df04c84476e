import { createGuardedFetch, createVerifier } from '@credlens/core';
import { didWeb, ed25519TestKey, issue, publish, serve, statusEntry, statusList, type Identity, type Resources } from '@credlens/demo-issuer';
import { signPlan } from '@credlens/service';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CREATED, goodCredential, LATER, NOW } from '../faults/world.js';
import { ask, startInternet, startRelay, type Internet, type Page, type RunningRelay } from './internet.js';
import { ZONE } from './targets.js';

const ORIGIN = 'https://careers.example';
const KEY = new Uint8Array(32).fill(7);
const json = (value: unknown, headers: Record<string, string> = {}): Page => ({ body: JSON.stringify(value), headers: { 'content-type': 'application/json', ...headers } });
const badge2 = { '@context': 'https://w3id.org/openbadges/v2', type: 'Assertion', id: 'https://issuer.example/assertion/1' };
const jws = `${Buffer.from('{"alg":"ES256","typ":"statuslist+jwt"}').toString('base64url')}.${Buffer.from('{}').toString('base64url')}.${'A'.repeat(86)}`;

let internet: Internet, relay: RunningRelay, uni: Identity, published: Resources = new Map();
beforeAll(async () => {
  internet = await startInternet(ZONE, (port) => {
    const own = `https://issuer.example:${port}`;
    return {
      ...Object.fromEntries([...published].map(([url, { body, contentType, status = 200 }]) => [url.replace(/^https:\/\/([^/:]+)(?::\d+)?/, '$1'), { body, status, headers: { 'content-type': contentType } } satisfies Page])),
      'cdn.example/jwks': json({ keys: [{ kty: 'EC' }] }),
      'cdn.example/did.json': json({ id: `did:web:issuer.example%3A${port}`, verificationMethod: [] }, { 'cache-control': 'max-age=600, must-revalidate' }),
      'issuer.example/moved': { status: 301, headers: { location: `https://cdn.example:${port}/did.json` } },
      'issuer.example/controller': json({ id: `${own}/controller`, assertionMethod: [`${own}/controller#1`] }),
      'issuer.example/jwks': json({ keys: [{ kty: 'EC', crv: 'P-256' }] }),
      'issuer.example/.well-known/jwt-vc-issuer': json({ issuer: own, jwks: { keys: [] } }),
      'issuer.example/assertion': json(badge2, { 'content-type': 'application/ld+json; charset=utf-8' }),
      'issuer.example/revoked': json({ id: `${own}/revoked`, type: '1EdTechRevocationList', revokedCredential: [] }),
      'issuer.example/schema': json({ $schema: 'https://json-schema.org/draft/2020-12/schema', type: 'object' }),
      'issuer.example/token': { body: jws, headers: { 'content-type': 'application/statuslist+jwt' } },
      'issuer.example/sd-jwt': { body: `${jws}~WyJzYWx0Il0~`, headers: { 'content-type': 'application/dc+sd-jwt' } },
      'issuer.example/raw': { ...json({ keys: [{ kty: 'OKP' }] }), headers: { 'content-type': 'text/plain; charset=utf-8' } },
      'issuer.example/context': json({ '@context': { term: 'https://issuer.example/term' } }),
      'issuer.example/registry': json({ registry: {} }),
      'issuer.example/else': json({ anything: 'else' }),
      'issuer.example/deep': { body: '['.repeat(200_000) },
      'issuer.example/page': { body: '<script>alert(1)</script>', headers: { 'content-type': 'text/html' } },
      'issuer.example/page-as-json': { body: '<script>alert(1)</script>', headers: { 'content-type': 'application/json' } },
      'issuer.example/json-as-page': json({ keys: [{ kty: 'OKP' }] }, { 'content-type': 'text/html' }),
      'issuer.example/picture': { body: new Uint8Array([0x89, 0x50, 0x4e, 0x47]), headers: { 'content-type': 'image/png' } },
      'issuer.example/script': { body: 'alert(1)', headers: { 'content-type': 'text/javascript' } },
      'issuer.example/secrets': json({ id: 'did:web:other.example', verificationMethod: [] }),
      'issuer.example/huge': { body: `{"keys":[{"kty":"${'x'.repeat(11 * 1024 * 1024)}"}]}` },
      'issuer.example/gone': { status: 410 },
      'issuer.example/cookie': json({ keys: [{ kty: 'OKP' }] }, { 'set-cookie': 'session=1', 'access-control-allow-origin': '*', 'x-powered-by': 'issuer', 'clear-site-data': '"*"' }),
    };
  });
  uni = didWeb(`issuer.example%3A${internet.port}`, await ed25519TestKey('relay'));
  published = publish([uni]);
  const list = `https://lists.example:${internet.port}/status/1`;
  serve(published, list, await issue(await statusList({ url: list, issuer: uni.id, validFrom: CREATED, validUntil: LATER }), { by: uni, created: CREATED }), 'application/vc');
  const named = { contexts: new Set([at('context')]), registries: new Set([at('registry')]) };
  relay = await startRelay({ fetch: internet.fetch }, { named, key: KEY }, { origins: [ORIGIN], urlsOf: async (bytes) => [at('else'), ...new TextDecoder().decode(bytes).split(' ')] });
});
afterAll(async () => { await Promise.all([relay?.close(), internet?.close()]); });

const at = (path: string): string => `https://issuer.example:${internet.port}/${path}`;

describe('serves what a verification reads', () => {
  it.each(['.well-known/did.json', 'moved', 'controller', 'jwks', '.well-known/jwt-vc-issuer', 'assertion', 'revoked', 'schema', 'token', 'sd-jwt', 'raw', 'context', 'registry', 'cookie'])('%s', async (path) => {
    expect(await ask(relay.url, at(path))).toMatchObject({ status: 200 });
  });
  it('a status list, with its content type', async () => {
    const answer = await ask(relay.url, `https://lists.example:${internet.port}/status/1`);
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/vc']);
  });
  it('with where it came from, when, of what digest, and how long it holds', async () => {
    const { headers } = await ask(relay.url, at('moved'));
    expect(headers.get('credlens-final-url')).toBe(`https://cdn.example:${internet.port}/did.json`);
    expect(Math.abs(Date.parse(headers.get('credlens-fetched-at') ?? '') - Date.now())).toBeLessThan(60_000);
    expect(headers.get('credlens-sha256')).toMatch(/^[0-9a-f]{64}$/);
    expect(headers.get('credlens-freshness')).toMatch(/^until=\d+ must-revalidate$/);
  });
  it('with no header of the target’s but the content type, and none that would make a page of it', async () => {
    const { headers } = await ask(relay.url, at('cookie'));
    expect(['set-cookie', 'access-control-allow-origin', 'x-powered-by', 'clear-site-data'].map((name) => headers.get(name))).toEqual([null, null, null, null]);
    expect(headers.get('content-security-policy')).toContain('sandbox');
    expect([headers.get('x-content-type-options'), headers.get('content-disposition')]).toEqual(['nosniff', 'attachment; filename="relayed"']);
  });
  it('sending the target nothing of the client’s', async () => {
    internet.asked.length = 0;
    await ask(relay.url, at('controller'), { headers: { cookie: 'a=1', authorization: 'Basic eA==', 'x-forwarded-for': '10.0.0.1', referer: 'https://careers.example/', 'user-agent': 'Spy/1', 'accept-language': 'de', accept: 'application/vc, text/html, application/json;q=0.5, application/secret+json' } });
    expect(internet.asked).toHaveLength(1);
    expect(internet.asked[0]?.headers).toEqual({
      accept: 'application/vc, application/json;q=0.5, */*;q=0.1', 'accept-encoding': 'gzip', 'user-agent': 'credlens', host: `issuer.example:${internet.port}`, connection: 'keep-alive',
    });
  });
});

describe('serves nothing else', () => {
  it.each(['else', 'deep', 'page', 'page-as-json', 'json-as-page', 'picture', 'script', 'secrets'])('%s', async (path) => {
    expect(await ask(relay.url, at(path))).toMatchObject({ status: 403, code: 'net.relay-refused' });
  });
  it.each([['huge', 'net.too-large'], ['gone', 'net.http-status'], ['nothing-here', 'net.http-status']])('%s', async (path, code) => {
    expect(await ask(relay.url, at(path))).toMatchObject({ status: 502, code });
  });
  it('by another method', async () => {
    for (const method of ['POST', 'PUT', 'DELETE']) expect((await fetch(`${relay.url}/relay?url=${encodeURIComponent(at('jwks'))}`, { method })).status).toBe(404);
  });
});

describe('a plan', () => {
  const planned = (path: string, plan: string) => ask(relay.url, at(path), { query: `&plan=${plan}` });
  it('lets any JSON or token of its URLs through, for its client and time, and nothing else', async () => {
    const now = Date.now();
    const plan = signPlan([at('else'), at('page')], { key: KEY, client: '127.0.0.1', now });
    expect((await planned('else', plan)).status).toBe(200);
    expect((await planned('page', plan)).status).toBe(403);
    expect((await planned('deep', plan)).status).toBe(403);
    expect((await planned('else', signPlan([at('else')], { key: KEY, client: '192.0.2.1', now }))).status).toBe(403);
    expect((await planned('else', signPlan([at('else')], { key: KEY, now: now - 301_000 }))).status).toBe(403);
    expect((await planned('else', signPlan([at('else')], { key: new Uint8Array(32), now }))).status).toBe(403);
    expect((await planned('else', plan.replace(/^./, 'x'))).status).toBe(403);
  });
  it('does not open an internal address', async () => {
    const target = `https://127.0.0.2:${internet.port}/.well-known/did.json`;
    const plan = signPlan([target, `https://internal-v4.example:${internet.port}/`], { key: KEY, now: Date.now() });
    for (const url of [target, `https://internal-v4.example:${internet.port}/`]) expect(await ask(relay.url, url, { query: `&plan=${plan}` })).toMatchObject({ status: 403, code: 'net.refused' });
    expect(internet.reached).toEqual([]);
  });
  it('is made by the service from what a verification asks for', async () => {
    const response = await fetch(`${relay.url}/relay/plans`, { method: 'POST', headers: { origin: ORIGIN }, body: 'https://lists.example/x' });
    const made = await response.json() as { plan: string; urls: string[]; validUntil: string };
    expect(made.urls).toEqual([at('else'), 'https://lists.example/x']);
    expect((await planned('else', made.plan)).status).toBe(200);
    expect((await planned('jwks', made.plan)).status).toBe(403);
  });
});

describe('pages', () => {
  const from = (headers: Record<string, string>) => ask(relay.url, at('jwks'), { headers });
  it('of a named origin may read the answer and a refusal', async () => {
    const answer = await from({ origin: ORIGIN });
    expect([answer.status, answer.headers.get('access-control-allow-origin'), answer.headers.get('vary')]).toEqual([200, ORIGIN, 'Origin, Sec-Fetch-Site']);
    expect(answer.headers.get('access-control-allow-credentials')).toBeNull();
    expect(answer.headers.get('access-control-expose-headers')).toContain('credlens-final-url');
    const refused = await ask(relay.url, 'https://127.0.0.1/', { headers: { origin: ORIGIN } });
    expect([refused.status, refused.headers.get('access-control-allow-origin')]).toEqual([403, ORIGIN]);
  });
  it.each([
    { origin: 'https://evil.example' }, { origin: 'null' }, { origin: 'https://careers.example.evil.example' }, { origin: 'http://careers.example' }, { origin: 'https://careers.example:444' },
    { 'sec-fetch-site': 'cross-site' }, { 'sec-fetch-site': 'same-site' },
  ])('%j may not, and nothing is fetched for it', async (headers) => {
    internet.asked.length = 0;
    const answer = await from(headers as Record<string, string>);
    expect([answer.status, answer.headers.get('access-control-allow-origin')]).toEqual([403, null]);
    expect(internet.asked).toEqual([]);
  });
  it('of the service’s own origin may', async () => { expect((await from({ origin: relay.url })).status).toBe(200); });
  it('are answered before they ask', async () => {
    const answer = await fetch(`${relay.url}/relay?url=x`, { method: 'OPTIONS', headers: { origin: ORIGIN, 'access-control-request-method': 'GET' } });
    expect([answer.status, answer.headers.get('access-control-allow-origin'), answer.headers.get('access-control-allow-methods')]).toEqual([204, ORIGIN, 'GET']);
  });
});

describe('limits', () => {
  const limited = async (options: Parameters<typeof startRelay>[1], routes: Parameters<typeof startRelay>[2] = {}) => startRelay({ fetch: internet.fetch }, options, routes);
  it('of one client', async () => {
    const own = await limited({ perClient: { burst: 3, perSecond: 0.01 } });
    try {
      const answers = [];
      for (let index = 0; index < 5; index += 1) answers.push(await ask(own.url, at('jwks')));
      expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 429, 429]);
      expect(Number(answers[3]?.headers.get('retry-after'))).toBeGreaterThan(50);
    } finally { await own.close(); }
  });
  it('of one client, told apart by what a proxy of the host’s own says and nothing else', async () => {
    const statuses = async (behindProxy: boolean) => {
      const own = await limited({ perClient: { burst: 1, perSecond: 0.01 } }, { behindProxy });
      const as = async (value: string) => (await ask(own.url, at('jwks'), { headers: { 'x-forwarded-for': value } })).status;
      try { return [await as('198.51.100.1'), await as('198.51.100.2'), await as('203.0.113.9, 198.51.100.1'), await as('2001:db8::1'), await as('2001:db8::2')]; } finally { await own.close(); }
    };
    expect(await statuses(true)).toEqual([200, 200, 429, 200, 429]);
    expect(await statuses(false)).toEqual([200, 429, 429, 429, 429]);
  });
  it('of one target, whoever asks', async () => {
    const own = await limited({ perHost: { burst: 2, perSecond: 0.01 } });
    try {
      const statuses = [];
      for (const url of [at('jwks'), at('raw'), at('controller'), `https://cdn.example:${internet.port}/jwks`]) statuses.push((await ask(own.url, url)).status);
      expect(statuses).toEqual([200, 200, 429, 200]);
    } finally { await own.close(); }
  });
  it('of what is under way', async () => {
    const release: (() => void)[] = [];
    const slow = (async () => { await new Promise<void>((resolve) => { release.push(resolve); }); return new Response('{"keys":[{"kty":"OKP"}]}', { headers: { 'content-type': 'application/json' } }); }) as typeof globalThis.fetch;
    const own = await startRelay({ fetch: slow }, { concurrency: 1 });
    try {
      const asked = Array.from({ length: 6 }, (_value, index) => ask(own.url, at(`slow/${index}`)));
      const first = await Promise.race(asked);
      expect([first.status, first.headers.get('retry-after')]).toEqual([503, '1']);
      const pump = setInterval(() => { release.shift()?.(); }, 5);
      expect((await Promise.all(asked)).map(({ status }) => status).sort()).toEqual([200, 200, 200, 200, 200, 503]);
      clearInterval(pump);
    } finally { await own.close(); }
  });
});

describe('a verification through it', () => {
  /** A browser that may read nothing but the relay. */
  const corsBound = (async (input: unknown, init: RequestInit) => {
    if (!String(input).startsWith(`${relay.url}/relay?`)) throw new TypeError('Failed to fetch');
    return fetch(String(input), init);
  }) as typeof globalThis.fetch;

  it('is decided as without CORS, and its evidence names the relay', async () => {
    const list = `https://lists.example:${internet.port}/status/1`;
    const document = await goodCredential(uni, { status: statusEntry({ list, index: '5' }) });
    const direct = await createVerifier({ fetch: internet.fetch }).verify(document, { at: NOW });
    const relayed = await createVerifier({ fetch: corsBound, relay: `${relay.url}/relay` }).verify(document, { at: NOW });
    expect([direct.verdict, relayed.verdict, relayed.id]).toEqual(['verified', 'verified', direct.id]);
    const evidence = relayed.checks.flatMap((check) => check.evidence).filter(({ source }) => source === 'network');
    expect(new Set(evidence.map((each) => each.url))).toEqual(new Set([at('.well-known/did.json'), list]));
    expect(evidence.every((each) => each.relay === `${relay.url}/relay`)).toBe(true);
    const without = await createVerifier({ fetch: corsBound }).verify(document, { at: NOW });
    expect(without.verdict).toBe('indeterminate');
  });
  it('says why a target was refused', async () => {
    const ask4 = createGuardedFetch({ fetch: corsBound, relay: `${relay.url}/relay`, retryDelayMs: 0 });
    expect(await ask4(at('else'))).toEqual({ ok: false, code: 'net.relay-refused', retryable: false });
    expect(await ask4(at('gone'))).toEqual({ ok: false, code: 'net.http-status', status: 410, retryable: false });
    expect(await ask4(`https://internal-v4.example:${internet.port}/`)).toEqual({ ok: false, code: 'net.refused', retryable: false });
  });
});
