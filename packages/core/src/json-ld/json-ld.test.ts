import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../report/canonical-json.js';
import type { Context, FetchResult, JsonObject } from '../report/index.js';
import { resolvePolicy } from '../report/index.js';
import { bundledContext, BUNDLED_CONTEXT_URLS } from './bundled-contexts.js';
import { canonicalize, ContextCache, examineContexts, OPEN_BADGES_3_0_3 } from './index.js';

const corpora = process.env['CREDLENS_CORPORA'];
const V2 = 'https://www.w3.org/ns/credentials/v2';
const MORE = 'https://terms.example/more.json';

function world(documents: Record<string, unknown> = {}): Context {
  const remembered = new Map<string, Promise<unknown>>();
  const fetch = async (url: string): Promise<FetchResult> => (Object.hasOwn(documents, url)
    ? { ok: true, bytes: new TextEncoder().encode(JSON.stringify(documents[url])), contentType: '', finalUrl: url, evidence: { url, sha256: '', source: 'snapshot' } }
    : { ok: false, code: 'net.offline', retryable: true });
  return {
    policy: resolvePolicy(), now: 0, fetch, registries: [], allowContexts: new Set(Object.keys(documents)),
    verifyNested: () => Promise.reject(new Error('not asked')),
    once: <T>(key: string, ask: () => Promise<T>) => { if (!remembered.has(key)) remembered.set(key, ask()); return remembered.get(key) as Promise<T>; },
  };
}

const canonical = (document: JsonObject, context = world(), cache = new ContextCache('current')) => canonicalize(document, { hash: 'sha256', cache, context });
const uses = async (document: JsonObject, context = world()) => (await examineContexts(document, new ContextCache('current'), context)).problems.map((problem) => `${problem.code} ${problem.pointer}`);

describe('bundled contexts', () => {
  it('are all what was pinned, private and frozen', async () => {
    for (const url of BUNDLED_CONTEXT_URLS) {
      const first = await bundledContext(url, 'first');
      expect(first, url).toBeDefined();
      expect(Object.isFrozen(first)).toBe(true);
      expect(await bundledContext(url, 'first')).not.toBe(first);
    }
  });

  it('are refused where a script has reached into the package', async () => {
    const { contexts } = await import('@digitalbazaar/data-integrity-context');
    const url = 'https://w3id.org/security/data-integrity/v2';
    const genuine = contexts.get(url)!;
    contexts.set(url, { ...genuine, evil: true });
    try {
      await expect(bundledContext(url, 'current')).rejects.toThrow('not the one that was pinned');
    } finally {
      contexts.set(url, genuine);
    }
  });

  it.skipIf(!corpora)('3.0.3 with its additions is the official file', async () => {
    const official: unknown = JSON.parse(readFileSync(`${corpora}/contexts/ob-v3p0-3.0.3.json`, 'utf8'));
    expect(canonicalJson(await bundledContext(OPEN_BADGES_3_0_3, 'current'))).toBe(canonicalJson(official));
    const first: unknown = JSON.parse(readFileSync(`${corpora}/open-badges/spec/context-3.0.3.json`, 'utf8'));
    expect(canonicalJson(await bundledContext(OPEN_BADGES_3_0_3, 'first'))).toBe(canonicalJson(first));
  });
});

describe('canonicalize', () => {
  const document: JsonObject = { '@context': [V2], type: ['VerifiableCredential'], credentialSubject: { id: 'did:example:a', name: 'Ada' } };

  it('writes N-Quads and drops nothing', async () => {
    const { nquads, dropped } = await canonical(document);
    expect(nquads).toContain('"Ada"');
    expect(dropped).toEqual([]);
  });

  it('says which term has no meaning', async () => {
    const { dropped } = await canonical({ ...document, honours: 'first class' });
    expect(dropped.map(({ name }) => name)).toContain('honours');
  });

  it('says which type has no meaning', async () => {
    expect((await canonical({ ...document, type: ['VerifiableCredential', 'MadeUp'] })).dropped).not.toEqual([]);
  });

  it('refuses an unknown context by its address', async () => {
    await expect(canonical({ ...document, '@context': [V2, MORE] })).rejects.toMatchObject({ failure: 'unknown-context', detail: MORE });
  });

  it('refuses a protected term that is given another meaning', async () => {
    await expect(canonical({ ...document, '@context': [V2, { VerifiableCredential: 'https://evil.example/Credential' }] })).rejects.toMatchObject({ failure: 'redefined-term' });
  });

  it('gives up on a graph that is made to be slow', async () => {
    const nodes = Array.from({ length: 10 }, (_, from) => ({ '@id': `_:n${from}`, 'https://x.example/p': Array.from({ length: 10 }, (_unused, to) => ({ '@id': `_:n${to}` })) }));
    await expect(canonical({ '@context': [V2], '@graph': nodes as unknown as JsonObject[] })).rejects.toMatchObject({ failure: 'too-complex' });
  });

  it('keeps what one verifier was served away from another', async () => {
    const served = (iri: string) => world({ [MORE]: { '@context': { grade: iri } } });
    const text: JsonObject = { ...document, '@context': [V2, MORE], grade: 'A' };
    const [a, b] = [await canonical(text, served('https://a.example/grade')), await canonical(text, served('https://b.example/grade'))];
    expect(a.nquads).toContain('https://a.example/grade');
    expect(b.nquads).toContain('https://b.example/grade');
  });

  it('keeps what the library caches for the whole process away from us', async () => {
    const jsonld = (await import('jsonld')).default;
    const poison = async (url: string) => ({ contextUrl: null, documentUrl: url, document: { '@context': { name: 'https://evil.example/name', credentialSubject: 'https://evil.example/s' } }, tag: 'static' });
    await jsonld.expand({ '@context': V2, name: 'x' }, { documentLoader: poison });
    expect((await canonical(document)).nquads).not.toContain('evil.example');
  });
});

describe('examineContexts', () => {
  const document = (context: JsonObject['@context']): JsonObject => ({ '@context': context!, type: 'VerifiableCredential', credentialSubject: {} });

  it('finds nothing in bundled contexts', async () => { expect(await uses(document([V2, OPEN_BADGES_3_0_3]))).toEqual([]); });
  it('an inline context that adds a word', async () => { expect(await uses(document([V2, { grade: 'https://x.example/grade' }]))).toEqual(['coverage.inline-context /@context/1']); });
  it('an inline context that changes a word', async () => { expect(await uses(document([V2, { name: 'https://x.example/alias' }]))).toContain('coverage.redefined-term /@context/1'); });
  it('an inline context that changes a scoped word', async () => { expect(await uses(document([V2, { credentialSubject: 'https://x.example/alias' }]))).toContain('coverage.redefined-term /@context/1'); });
  it('an allowed context that changes a word', async () => { expect(await uses(document([V2, MORE]), world({ [MORE]: { '@context': { description: 'https://x.example/d' } } }))).toEqual(['coverage.redefined-term /@context/1']); });
  it('an inline context deeper down that changes a word', async () => {
    expect(await uses({ ...document([V2]), credentialSubject: { '@context': { name: 'https://x.example/alias' } } })).toContain('coverage.redefined-term /credentialSubject/@context');
  });
  it('an inline context behind hundreds of bundled ones, and more contexts than are looked at', async () => {
    const bundled = Array.from({ length: 300 }, (): JsonObject => ({ '@context': V2, type: 'VerifiableCredential' }));
    const behind = { ...document([V2]), evidence: [...bundled, { '@context': { name: 'https://x.example/alias' } }] };
    expect(await uses(behind)).toContain('coverage.redefined-term /evidence/300/@context');
    const many = Array.from({ length: 1100 }, (_, at): JsonObject => ({ '@context': { [`own${at}`]: 'https://x.example/own' } }));
    expect((await uses({ ...document([V2]), evidence: many })).some((found) => found.startsWith('coverage.unknown-context'))).toBe(true);
  });
  it('a context that wipes the others', async () => { expect(await uses(document([V2, null]))).toEqual(['coverage.redefined-term /@context/1']); });
  it('a catch-all vocabulary', async () => { expect(await uses(document([V2, { '@vocab': 'https://x.example/' }]))).toEqual(['coverage.catch-all-vocabulary /@context/1']); });
  it('a context that nobody allowed', async () => { expect(await uses(document([V2, MORE]))).toEqual(['coverage.unknown-context /@context/1']); });
  it('leaves embedded credentials their own contexts', async () => {
    expect(await uses({ '@context': [V2], type: 'VerifiablePresentation', verifiableCredential: [document(['https://www.w3.org/2018/credentials/v1'])] })).toEqual([]);
  });
});
