import { createVerifier, type VerifierOptions } from '@credlens/core';
import { parseCrl } from '@credlens/core/x509';
import { ADDRESSES, certificateBag, crl, days, ocspResponse, ocspUrl, pki, sealedPdf, worldResources, type Pki } from '@credlens/demo-pki';
import { signPlan } from '@credlens/service';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ask as askPlainly, startInternet, startRelay, type Internet, type Page, type RunningRelay } from './internet.js';
import { HTTP_TARGETS, httpRedirects, ZONE } from './targets.js';

/*
 * What a seal's validation asks the web for: OCSP responses, lists of revoked certificates, and issuers' certificates, from servers that speak http and nothing of CORS.
 * The made-up authority publishes under its usual addresses, on port 80 as the test's own internet has it.
 */
const NOW = '2026-08-22T00:00:00Z';
const KEY = new Uint8Array(32).fill(7);
const HTTP = 'http://issuer.example';
const page = (body: string | Uint8Array, type: string, more: Partial<Page> = {}): Page => ({ body, headers: { 'content-type': type }, ...more });
const keys = JSON.stringify({ keys: [{ kty: 'OKP' }] });
const token = `${Buffer.from('{"alg":"ES256"}').toString('base64url')}.e30.${'A'.repeat(86)}`;

let cast: Pki, internet: Internet, relay: RunningRelay, world: Awaited<ReturnType<typeof worldResources>>;
const pages: Record<string, Page> = {};
beforeAll(async () => {
  cast = await pki(NOW);
  world = await worldResources(cast);
  internet = await startInternet(ZONE, (port) => ({ ...httpRedirects(port), ...pages }));
  for (const [url, { bytes, contentType, status }] of world) pages[url] = { body: bytes, status, headers: { 'content-type': contentType } };
  const list = world.get(ADDRESSES.rootCrl)!.bytes;
  const many = await crl({ issuer: cast.root, thisUpdate: NOW, nextUpdate: days(NOW, 7), revoked: Array.from({ length: 20_000 }, (_value, index) => ({ serial: BigInt(index) + 2n ** 100n, at: NOW })) });
  const ocsp = (options: Partial<Parameters<typeof ocspResponse>[0]>) => ocspResponse({ certificate: cast.seal, issuer: cast.ca, responder: cast.ocsp, thisUpdate: NOW, ...options });
  const put = (path: string, body: string | Uint8Array, type: string, more: Partial<Page> = {}) => { pages[`${HTTP}/${path}`] = page(body, type, more); };
  put('mislabelled.crl', list, 'text/html');
  put('unlabelled.crl', list, '');
  put('many.crl', many, 'application/pkix-crl');
  put('bag.p7c', certificateBag([cast.ca, cast.root]), 'application/octet-stream');
  put('cookie.crl', list, 'application/pkix-crl', { headers: { 'content-type': 'application/pkix-crl', 'set-cookie': 'session=1', 'x-powered-by': 'authority' } });
  put('jwks', keys, 'application/json');
  put('jwks-as-crl', keys, 'application/pkix-crl');
  put('token', token, 'application/jwt');
  put('did.json', JSON.stringify({ id: 'did:web:issuer.example', verificationMethod: [] }), 'application/json');
  put('page', '<!doctype html><title>Not found</title>', 'text/html');
  put('page-as-ocsp', '<!doctype html><title>Not found</title>', 'application/ocsp-response');
  put('zero-as-crl', '0<script>alert(1)</script>', 'application/pkix-crl');
  put('document.pdf', '%PDF-1.7\n%%EOF', 'application/pdf');
  put('sealed.pdf', (await sealedPdf({ pki: cast })).bytes, 'application/pkix-crl');
  put('empty.crl', '', 'application/pkix-crl');
  put('der', Uint8Array.of(0x30, 3, 2, 1, 5), 'application/pkix-cert');
  put('der-nested', Uint8Array.from({ length: 60_000 }, (_value, index) => (index % 4 === 0 ? 0x30 : 0x83)), 'application/pkix-cert');
  put('signed.p7s', (await sealedPdf({ pki: cast })).cms, 'application/pkcs7-mime');
  put('empty.p7c', certificateBag([]), 'application/pkcs7-mime');
  put('trailing.crl', new Uint8Array([...list, 0]), 'application/pkix-crl');
  put('truncated.crl', list.subarray(0, -1), 'application/pkix-crl');
  put('entries-of-text.crl', withEntries(many), 'application/pkix-crl');
  put('try-later', await ocsp({ fault: 'try-later' }), 'application/ocsp-response');
  put('unauthorized', await ocsp({ fault: 'unauthorized' }), 'application/ocsp-response');
  put('no-responses', await ocsp({ fault: 'no-responses' }), 'application/ocsp-response');
  put('certificate.pem', `-----BEGIN CERTIFICATE-----\n${Buffer.from(cast.ca.certificate).toString('base64')}\n-----END CERTIFICATE-----\n`, 'application/pkix-cert');
  put('huge.crl', new Uint8Array(11 * 1024 * 1024).fill(0x30), 'application/pkix-crl');
  put('gone.crl', list, 'application/pkix-crl', { status: 410 });
  put('error.crl', list, 'application/pkix-crl', { status: 500 });
  pages['issuer.example/root.crl'] = page(list, 'application/x-pkcs7-crl');
  pages['issuer.example/jwks'] = page(keys, 'application/json');
  relay = await startRelay({ fetch: internet.fetch }, { key: KEY });
});
afterAll(async () => { await Promise.all([relay?.close(), internet?.close()]); });

/** A list whose entries are no entries: text in their place, of the same length. */
function withEntries(list: Uint8Array): Uint8Array {
  const { entries } = parseCrl(list)!;
  const changed = list.slice();
  changed.set(new TextEncoder().encode('A document of somebody’s. '.repeat(Math.ceil(entries.length / 20))).subarray(0, entries.length), entries.byteOffset - list.byteOffset);
  return changed;
}

const ACCEPT = 'application/ocsp-response, application/pkix-crl, application/pkix-cert;q=0.9, application/pkcs7-mime;q=0.9, */*;q=0.1';
/** As a verification asks for what is signed, unless told otherwise. */
const ask: typeof askPlainly = (base, target, { headers = {}, ...more } = {}) => askPlainly(base, target, { headers: { accept: ACCEPT, ...headers }, ...more });
const PLAIN = { headers: { accept: 'application/json' } };

describe('gives what proves itself', () => {
  it('an OCSP response, a list, a certificate and a bag of them, as they are and with a type of its own', async () => {
    const asked: [string, string, Uint8Array][] = [
      [ocspUrl(ADDRESSES.ocsp, cast.seal, cast.ca), 'application/ocsp-response', world.get(ADDRESSES.ocsp)!.bytes],
      [ADDRESSES.rootCrl, 'application/pkix-crl', world.get(ADDRESSES.rootCrl)!.bytes],
      [ADDRESSES.caCertificate, 'application/pkix-cert', cast.ca.certificate],
      [`${HTTP}/bag.p7c`, 'application/pkcs7-mime', certificateBag([cast.ca, cast.root])],
    ];
    for (const [url, type, bytes] of asked) {
      const answer = await ask(relay.url, url);
      expect([url, answer.status, answer.headers.get('content-type'), answer.headers.get('credlens-final-url')]).toEqual([url, 200, type, url]);
      expect(Buffer.from(answer.bytes).equals(bytes), url).toBe(true);
    }
  });
  it.each(['mislabelled.crl', 'unlabelled.crl', 'many.crl', 'cookie.crl'])('%s, whatever its server calls it, with none of its headers', async (path) => {
    const answer = await ask(relay.url, `${HTTP}/${path}`);
    expect([answer.status, answer.headers.get('content-type'), answer.headers.get('set-cookie'), answer.headers.get('x-powered-by')]).toEqual([200, 'application/pkix-crl', null, null]);
    expect([answer.headers.get('x-content-type-options'), answer.headers.get('content-disposition')]).toEqual(['nosniff', 'attachment; filename="relayed"']);
  });
  it('over https too, and through redirects from either to either where that is what is asked for', async () => {
    for (const url of [`https://issuer.example:${internet.port}/root.crl`, `https://redirect.example:${internet.port}/to-http-list`, 'http://redirect.example/list']) expect(await ask(relay.url, url)).toMatchObject({ status: 200 });
    expect(await ask(relay.url, `https://issuer.example:${internet.port}/root.crl`, PLAIN)).toMatchObject({ status: 200 });
  });
  it('sending its server nothing of the client’s', async () => {
    internet.asked.length = 0;
    await ask(relay.url, ADDRESSES.tsaCrl, { headers: { cookie: 'a=1', authorization: 'Basic eA==', referer: 'https://careers.example/', 'user-agent': 'Spy/1', accept: 'application/pkix-crl, text/html, application/secret+json' } });
    expect(internet.asked.map(({ at, headers }) => [at, headers])).toEqual([[ADDRESSES.tsaCrl, { accept: 'application/pkix-crl, */*;q=0.1', 'accept-encoding': 'gzip', 'user-agent': 'credlens', host: 'crl.trust.example', connection: 'keep-alive' }]]);
  });
});

describe('gives nothing else by http', () => {
  it.each([
    'jwks', 'jwks-as-crl', 'token', 'did.json', 'page', 'page-as-ocsp', 'zero-as-crl', 'document.pdf', 'sealed.pdf', 'empty.crl', 'der', 'der-nested', 'signed.p7s', 'empty.p7c', 'trailing.crl', 'truncated.crl', 'entries-of-text.crl',
    'try-later', 'unauthorized', 'no-responses', 'certificate.pem',
  ])('%s', async (path) => {
    expect(await ask(relay.url, `${HTTP}/${path}`)).toMatchObject({ status: 403, code: 'net.relay-refused' });
  });
  it.each([['huge.crl', 'net.too-large'], ['gone.crl', 'net.http-status'], ['error.crl', 'net.http-status'], ['nothing-here', 'net.http-status']])('%s', async (path, code) => {
    expect(await ask(relay.url, `${HTTP}/${path}`)).toMatchObject({ status: 502, code });
  });
  it('and nothing at all to who asks for something else, or beside it, or does not say', async () => {
    internet.asked.length = 0;
    for (const accept of ['application/json', '*/*', 'application/pkix-crl, application/json;q=0.5', 'text/html', 'application/pkix-crl-not']) {
      expect(await ask(relay.url, ADDRESSES.rootCrl, { headers: { accept } })).toMatchObject({ status: 403, code: 'net.refused' });
    }
    expect(await askPlainly(relay.url, ADDRESSES.rootCrl)).toMatchObject({ status: 403, code: 'net.refused' });
    expect(internet.asked).toEqual([]);
  });
  it('nor what is not signed where http may have been on the way', async () => {
    expect(await ask(relay.url, 'http://redirect.example/document')).toMatchObject({ status: 403, code: 'net.relay-refused' });
    expect(await ask(relay.url, `https://redirect.example:${internet.port}/to-http-document`, PLAIN)).toMatchObject({ status: 403, code: 'net.refused' });
    expect(await ask(relay.url, `https://redirect.example:${internet.port}/to-http-document`)).toMatchObject({ status: 403, code: 'net.relay-refused' });
    expect(await ask(relay.url, `https://redirect.example:${internet.port}/to-http-list`, PLAIN)).toMatchObject({ status: 403, code: 'net.refused' });
    expect(await ask(relay.url, `https://issuer.example:${internet.port}/jwks`)).toMatchObject({ status: 403, code: 'net.relay-refused' });
  });
  it('nor with a plan', async () => {
    const plan = signPlan([`${HTTP}/jwks`, ADDRESSES.rootCrl, 'http://127.0.0.2/list.crl', 'http://issuer.example:8080/list.crl'], { key: KEY, now: Date.now() });
    const planned = async (url: string) => { const { status, code } = await ask(relay.url, url, { query: `&plan=${plan}` }); return [status, code]; };
    expect([await planned(`${HTTP}/jwks`), await planned(ADDRESSES.rootCrl), await planned(ADDRESSES.caCrl)]).toEqual([[403, 'net.relay-refused'], [200, undefined], [403, 'net.relay-refused']]);
    expect([await planned('http://127.0.0.2/list.crl'), await planned('http://issuer.example:8080/list.crl')]).toEqual([[403, 'net.refused'], [403, 'net.refused']]);
  });
});

describe('by http is refused and not reached', () => {
  it('by as many tricks', () => { expect(HTTP_TARGETS.length).toBeGreaterThanOrEqual(100); });
  it.each(HTTP_TARGETS.map(({ trick, url }) => [trick, url] as const))('%s: %j', async (_trick, url) => {
    const answer = await ask(relay.url, url.replaceAll('PORT', String(internet.port)));
    const unreachable = /nobody|\/loop$/.test(url);
    expect([answer.status, answer.code]).toEqual(unreachable ? [502, expect.stringMatching(/^net\.(?:failed|redirects)$/)] : [expect.toBeOneOf([400, 403]), 'net.refused']);
    expect(internet.reached).toEqual([]);
  });
  it('a name that answers differently the second time', async () => {
    pages['http://http-rebinding.example/list.crl'] = pages[ADDRESSES.rootCrl]!;
    expect(await ask(relay.url, 'http://http-rebinding.example/list.crl')).toMatchObject({ status: 200 });
    expect(await ask(relay.url, 'http://http-rebinding.example/list.crl?again')).toMatchObject({ status: 403, code: 'net.refused' });
    expect(internet.reached).toEqual([]);
  });
  it('the relay itself', async () => {
    expect(await relay.relay.fetch({ url: 'http://issuer.example/root.crl', client: 'x', accept: ACCEPT, ownHost: 'issuer.example' })).toMatchObject({ ok: false, code: 'net.refused' });
  });
});

it('limits of client and host count for both schemes together', async () => {
  const own = await startRelay({ fetch: internet.fetch }, { perHost: { burst: 2, perSecond: 0.01 } });
  try {
    const statuses = [];
    for (const url of [`https://issuer.example:${internet.port}/root.crl`, `${HTTP}/many.crl`, `${HTTP}/cookie.crl`, ADDRESSES.rootCrl]) statuses.push((await ask(own.url, url)).status);
    expect(statuses).toEqual([200, 200, 429, 200]);
  } finally { await own.close(); }
});

describe('a seal whose status is only on the web', () => {
  /** A page that came by https: it may read nothing but the relay. */
  const corsBound = (async (input: unknown, init: RequestInit) => {
    if (!String(input).startsWith(`${relay.url}/relay?`)) throw new TypeError('Failed to fetch');
    return fetch(String(input), init);
  }) as typeof globalThis.fetch;
  const verify = async (options: VerifierOptions) => {
    const { bytes } = await sealedPdf({ pki: cast, level: 'T', at: days(NOW, -100), cms: { certificates: [cast.seal] } });
    const report = await createVerifier({ anchors: [{ name: 'Example Root CA', certificate: cast.root.certificate }, { name: 'Example Time CA', certificate: cast.tsaCa.certificate }], ...options }).verify(bytes, { at: new Date(NOW) });
    return { report, codes: report.checks.map(({ code }) => code), fetched: report.checks.flatMap((check) => check.evidence).filter(({ source }) => source === 'network') };
  };
  it('is decided through it, and the evidence names it', async () => {
    const { report, fetched } = await verify({ fetch: corsBound, relay: `${relay.url}/relay` });
    expect(report.verdict).toBe('verified');
    const urls = new Set(fetched.map(({ url }) => url));
    for (const url of [ocspUrl(ADDRESSES.ocsp, cast.seal, cast.ca), ADDRESSES.caCertificate, ADDRESSES.rootCrl]) expect(urls).toContain(url);
    expect(fetched.every((each) => each.relay === `${relay.url}/relay`)).toBe(true);
  });
  it('is undecided without it', async () => {
    const { report, codes } = await verify({ fetch: corsBound });
    expect(report.verdict).toBe('indeterminate');
    expect(codes).toContain('ades.no-certificate-chain-found');
  });
});
