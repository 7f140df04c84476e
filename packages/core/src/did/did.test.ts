import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import type { Context, FetchResult } from '../report/index.js';
import { resolvePolicy } from '../report/index.js';
import { didWebUrl, domainOf, webAddressOf, readJwk, readMultikey, resolveController, retrieveVerificationMethod } from './index.js';

const ED = 'z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2';
const OTHER = 'z6MktgKTsu1QhX6QPbyqG6geXdw6FQCZBPq7uQpieWbiQiG7';
const NOW = Date.parse('2026-01-01T00:00:00Z');

/** A world of documents by URL; what is not there cannot be fetched. */
function world(documents: Record<string, unknown>): Context {
  const remembered = new Map<string, Promise<unknown>>();
  const fetch = async (url: string): Promise<FetchResult> => (Object.hasOwn(documents, url)
    ? { ok: true, bytes: new TextEncoder().encode(typeof documents[url] === 'string' ? documents[url] : JSON.stringify(documents[url])), contentType: '', finalUrl: url, evidence: { url, sha256: '', source: 'snapshot' } }
    : { ok: false, code: 'net.offline', retryable: true });
  return {
    policy: resolvePolicy(), now: NOW, fetch, registries: [], allowContexts: new Set(),
    verifyNested: () => Promise.reject(new Error('not asked')),
    once: <T>(key: string, ask: () => Promise<T>) => { if (!remembered.has(key)) remembered.set(key, ask()); return remembered.get(key) as Promise<T>; },
  };
}

const WEB = 'did:web:uni.example';
const WEB_URL = 'https://uni.example/.well-known/did.json';
const method = (over: object = {}) => ({ id: `${WEB}#key-1`, type: 'Multikey', controller: WEB, publicKeyMultibase: ED, ...over });
const document = (over: object = {}) => ({ id: WEB, verificationMethod: [method()], assertionMethod: [`${WEB}#key-1`], ...over });
const ask = (documents: Record<string, unknown>, id = `${WEB}#key-1`, party: string | undefined = WEB) => retrieveVerificationMethod(id, party, 'assertionMethod', NOW, world(documents));

describe('did:web addresses', () => {
  it.each([
    ['did:web:uni.example', 'https://uni.example/.well-known/did.json'],
    ['did:web:uni.example:issuers:7', 'https://uni.example/issuers/7/did.json'],
    ['did:web:uni.example%3A8443', 'https://uni.example:8443/.well-known/did.json'],
    ['did:web:localhost%3A8443', 'https://localhost:8443/.well-known/did.json'],
  ])('%s', (did, url) => { expect(didWebUrl(did)).toBe(url); });

  it.each([
    'did:web:', 'did:web:127.0.0.1', 'did:web:[::1]', 'did:web:intranet', 'did:web:uni.example:..', 'did:web:uni.example:%2e%2e:x', 'did:web:uni.example:a%2Fb', 'did:web:uni.example::x',
    'did:web:user@uni.example', 'did:web:uni.example%3Aport', 'did:web:uni.example%2Fevil', 'did:web:uni.example?x', 'did:web:uni.example/x', 'did:web:Uni.example', 'did:web:uni.example.',
  ])('refuses %s', (did) => { expect(didWebUrl(did)).toBeUndefined(); });

  it('says the domain that is proven, never that of another method', () => {
    expect(domainOf('did:web:uni.example:issuers:7')).toBe('uni.example');
    expect(domainOf('https://uni.example/issuers/7')).toBe('uni.example');
    expect(domainOf(`did:key:${ED}`)).toBeUndefined();
  });

  it('never throws and never leaves https', () => {
    fc.assert(fc.property(fc.string(), (tail) => { const url = didWebUrl(`did:web:${tail}`); expect(url === undefined || new URL(url).protocol === 'https:').toBe(true); }));
  });
});

describe('the web address that an identifier proves', () => {
  it.each([
    ['did:web:uni.example', 'uni.example'], ['did:web:pages.example:jane:issuer', 'pages.example/jane/issuer'], ['https://uni.example/issuers/7', 'uni.example/issuers/7'], ['https://uni.example/', 'uni.example'],
    ['https://uni.example/redirect?to=https://evil.example/x', undefined], [`did:key:${ED}`, undefined],
  ])('%s', (id, address) => { expect(webAddressOf(id)).toBe(address); });

  it.each([['https://evil.example/did.json', 'key.redirected'], ['https://www.uni.example/.well-known/did.json', 'key.authorized']])('a document that was served by %s', async (finalUrl, code) => {
    const here = world({ [WEB_URL]: document() });
    const redirecting: Context = { ...here, fetch: async (url, request) => ({ ...(await here.fetch(url, request)), finalUrl }) as FetchResult };
    expect((await retrieveVerificationMethod(`${WEB}#key-1`, WEB, 'assertionMethod', NOW, redirecting)).code).toBe(code);
  });
});

describe('public keys', () => {
  it('reads signature keys alone', () => {
    expect(readMultikey(ED)).toEqual({ algorithm: 'Ed25519', multibase: ED });
    expect(readMultikey('z6LSbysY2xFMRpGMhb7tFTLMpeuPRaqaWM1yECx2AtzE3KCc')).toBeUndefined(); // X25519 agrees on secrets, it signs nothing
    expect(readMultikey(ED.slice(0, -1))).toBeUndefined();
    expect(readMultikey(`u${ED}`)).toBeUndefined();
  });

  it('refuses a JWK that carries its private part', () => {
    const jwk = { kty: 'OKP', crv: 'Ed25519', x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo' };
    expect(readJwk(jwk)?.algorithm).toBe('Ed25519');
    expect(readJwk({ ...jwk, d: 'nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A' })).toBeUndefined();
  });

  it('never throws', () => {
    fc.assert(fc.property(fc.string(), (text) => { readMultikey(`z${text}`); }));
    fc.assert(fc.property(fc.dictionary(fc.string(), fc.string()), (jwk) => { readJwk(jwk); }));
  });
});

describe('a verification method (CID 1.0 section 3.3)', () => {
  it('is authorised by its controller', async () => { expect((await ask({ [WEB_URL]: document() })).code).toBe('key.authorized'); });
  it('may be embedded in the relationship', async () => { expect((await ask({ [WEB_URL]: { id: WEB, assertionMethod: [method()] } })).code).toBe('key.authorized'); });
  it('may have a relative id', async () => { expect((await ask({ [WEB_URL]: document({ verificationMethod: [method({ id: '#key-1' })], assertionMethod: ['#key-1'] }) })).code).toBe('key.authorized'); });
  it('that the document does not list', async () => { expect((await ask({ [WEB_URL]: document() }, `${WEB}#${OTHER}`)).code).toBe('key.not-listed'); });
  it('that is there for logging in alone', async () => { expect((await ask({ [WEB_URL]: document({ assertionMethod: [], authentication: [`${WEB}#key-1`] }) })).code).toBe('key.not-for-assertion'); });
  it('that belongs to another controller', async () => { expect((await ask({ [WEB_URL]: document({ verificationMethod: [method({ controller: 'did:web:evil.example' })] }) })).code).toBe('key.other-controller'); });
  it('that was revoked before', async () => { expect((await ask({ [WEB_URL]: document({ verificationMethod: [method({ revoked: '2025-01-01T00:00:00Z' })] }) })).code).toBe('key.revoked'); });
  it('that was revoked since it signed: a caution, since any date can be written', async () => {
    const revoked = { [WEB_URL]: document({ verificationMethod: [method({ revoked: '2025-06-01T00:00:00Z' })] }) };
    expect((await retrieveVerificationMethod(`${WEB}#key-1`, WEB, 'assertionMethod', Date.parse('2025-01-01T00:00:00Z'), world(revoked))).code).toBe('key.revoked-since');
  });
  it('that expired before', async () => { expect((await ask({ [WEB_URL]: document({ verificationMethod: [method({ expires: '2025-01-01T00:00:00Z' })] }) })).code).toBe('key.expired'); });
  it('that has two keys under one id', async () => {
    const found = await ask({ [WEB_URL]: document({ verificationMethod: [method(), method({ publicKeyMultibase: OTHER })] }) });
    expect(found.code).toBe('key.malformed');
    expect(found.method).toBeUndefined();
  });
  it('whose document cannot be had', async () => { const found = await ask({}); expect([found.code, found.problems[0]?.retryable]).toEqual(['key.unreachable', true]); });
  it.each([['of another identifier', document({ id: 'did:web:evil.example' })], ['that is no JSON', '<html>'], ['that is a list', []]])('whose document is one %s', async (_name, content) => {
    expect((await ask({ [WEB_URL]: content })).code).toBe('key.document-invalid');
  });
  it('of a did:key with another fragment', async () => { expect((await ask({}, `did:key:${ED}#${OTHER}`, `did:key:${ED}`)).code).toBe('key.not-listed'); });
  it('of a did:key without its fragment is used, with a warning', async () => { const found = await ask({}, `did:key:${ED}`, `did:key:${ED}`); expect([found.code, found.method?.key?.multibase]).toEqual(['key.fragment-missing', ED]); });
  it('that is no URL with a fragment', async () => { expect((await ask({}, ED)).code).toBe('key.malformed'); });
});

describe('an issuer and a key of another controller', () => {
  const key = `did:key:${ED}#${ED}`;
  it('whose own document lists it', async () => { expect((await ask({ [WEB_URL]: { id: WEB, assertionMethod: [key] } }, key)).code).toBe('key.authorized'); });
  it('whose own document does not', async () => { const found = await ask({ [WEB_URL]: document() }, key); expect([found.code, found.method?.key?.multibase]).toEqual(['key.not-listed', ED]); });
  it('whose document cannot be had: the signature can still be checked', async () => { const found = await ask({}, key); expect([found.code, found.method?.key?.multibase]).toEqual(['key.unreachable', ED]); });
  it('that can never hold keys', async () => { expect((await ask({}, key, 'urn:uuid:6f2e33e5-7a29-4155-840a-59483ba10164')).code).toBe('key.issuer-cannot-hold-keys'); });
  it('that is another key', async () => { expect((await ask({}, key, `did:key:${OTHER}`)).code).toBe('key.not-listed'); });
  it('of a method that this engine does not know', async () => { expect((await ask({}, key, 'did:ion:abc')).code).toBe('key.unsupported-method'); });
});

it('did:jwk reads its key from the identifier', async () => {
  const jwk = btoa(JSON.stringify({ kty: 'OKP', crv: 'Ed25519', x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo' })).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
  expect((await ask({}, `did:jwk:${jwk}#0`, `did:jwk:${jwk}`)).code).toBe('key.authorized');
  expect((await ask({}, `did:jwk:${jwk}#1`, `did:jwk:${jwk}`)).code).toBe('key.not-listed');
  expect((await resolveController('did:jwk:%%%', world({}))).ok).toBe(false);
});
