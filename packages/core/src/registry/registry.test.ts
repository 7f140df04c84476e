import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Context, FetchResult, IssuerRegistry } from '../report/index.js';
import { createAllowList, createKnownIssuerRegistry, parseRegistry } from './index.js';
import { askRegistries } from './lookup.js';

const UNI = 'did:web:uni.example';
const LEGACY_URL = 'https://registry.example/registry.json';

function context(registries: readonly IssuerRegistry[], documents: Record<string, unknown> = {}): Context {
  const kept = new Map<string, unknown>();
  const fetch = async (url: string): Promise<FetchResult> => {
    const document = documents[url];
    if (document === undefined) return { ok: false, code: 'net.failed', retryable: true };
    const bytes = new TextEncoder().encode(typeof document === 'string' ? document : JSON.stringify(document));
    return { ok: true, bytes, contentType: 'application/json', finalUrl: url, evidence: { url, sha256: '00', source: 'network' } };
  };
  const once = <T>(key: string, ask: () => Promise<T>): Promise<T> => {
    if (!kept.has(key)) kept.set(key, ask());
    return kept.get(key) as Promise<T>;
  };
  return { registries, fetch, once, now: 0 } as unknown as Context;
}

const list = (...issuers: object[]) => createAllowList({ type: 'allow-list', name: 'Acme’s issuers', issuers: issuers as never });
const ask = (registries: readonly IssuerRegistry[], id = UNI, types = ['VerifiableCredential', 'OpenBadgeCredential'], documents = {}) => askRegistries(context(registries, documents), { id, types });

describe('allow-list', () => {
  it('lists by identifier alone', async () => {
    const registry = list({ id: UNI, name: 'Uni Example', status: 'active' });
    expect(await ask([registry])).toMatchObject({ state: 'listed', registry: 'Acme’s issuers', entry: { name: 'Uni Example' }, problems: [] });
    for (const id of ['did:web:UNI.example', 'did:web:uni.example#key', 'Uni Example', '__proto__', 'constructor', '']) expect(await ask([registry], id), id).toMatchObject({ state: 'not-listed' });
  });

  it('names its own digest as evidence, whatever the order of its members', async () => {
    const one = await ask([createAllowList({ type: 'allow-list', name: 'A', issuers: [{ id: UNI, name: 'U', status: 'active' }] })]);
    const two = await ask([createAllowList({ issuers: [{ status: 'active', name: 'U', id: UNI }], name: 'A', type: 'allow-list' })]);
    expect(one.evidence).toEqual([{ url: expect.stringMatching(/^ni:\/\/\/sha-256;[\w-]{43}$/), sha256: expect.stringMatching(/^[0-9a-f]{64}$/), source: 'snapshot' }]);
    expect(two.evidence).toEqual(one.evidence);
  });

  it('speaks for the types that it names', async () => {
    const registry = list({ id: UNI, name: 'U', types: ['OpenBadgeCredential'] });
    expect((await ask([registry])).state).toBe('listed');
    expect((await ask([registry], UNI, ['VerifiableCredential', 'AchievementCredential'])).state).toBe('listed');
    expect((await ask([registry], UNI, ['VerifiableCredential', 'ClrCredential'])).state).toBe('other-type');
    expect((await ask([registry], UNI, ['VerifiableCredential', 'OpenBadgeCredential', 'DegreeCredential'])).state).toBe('other-type');
    expect((await ask([registry], UNI, ['VerifiableCredential'])).state).toBe('other-type');
    expect((await ask([list({ id: UNI, name: 'U', types: ['VerifiableCredential'] })], UNI, ['VerifiableCredential', 'X'])).state).toBe('listed');
  });

  it('an issuer listed twice has the worst of its states', async () => {
    expect(await ask([list({ id: UNI, name: 'U' }, { id: UNI, name: 'U', status: 'removed' })])).toMatchObject({ state: 'withdrawn', entry: { status: 'removed' } });
  });

  it('refuses a list with a mistake in it', () => {
    for (const issuers of [[{ id: UNI, name: 'U', staus: 'revoked' }], [{ id: UNI, name: 'U', status: 'gone' }], [{ name: 'U' }], [null], 'all', [{ id: UNI, name: 'U', types: 'All' }]]) {
      expect(() => createAllowList({ type: 'allow-list', name: 'A', issuers: issuers as never }), JSON.stringify(issuers)).toThrow(TypeError);
    }
    expect(() => createAllowList({ name: 'A', issuers: [] } as never)).toThrow(TypeError);
  });
});

describe('known issuers of the Digital Credentials Consortium', () => {
  const file = { meta: { updated: '2026-01-01T00:00:00Z' }, registry: { [UNI]: { name: 'Uni Example', location: 'Exampleton', url: 'https://uni.example' } } };

  it('the older registry', async () => {
    const registry = createKnownIssuerRegistry(file);
    expect(await ask([registry])).toMatchObject({ state: 'listed', entry: { name: 'Uni Example', homepage: 'https://uni.example', status: 'active' } });
    for (const id of ['__proto__', 'constructor', 'toString', 'did:web:other.example']) expect((await ask([registry], id)).state, id).toBe('not-listed');
    const own = parseRegistry('{"registry": {"__proto__": {"name": "P"}}}');
    expect('error' in own ? own : (await ask([own], '__proto__')).state).toBe('listed');
  });

  it('a list of registries: fetched, named, and an unverifiable one never believed', async () => {
    const known = createKnownIssuerRegistry([{ type: 'oidf', name: 'Federation', trustAnchorEC: 'https://anchor.example/.well-known/openid-federation' }, { type: 'dcc-legacy', name: 'Legacy', url: LEGACY_URL }]);
    const documents = { [LEGACY_URL]: file };
    const listed = await ask([known], UNI, [], documents);
    expect(listed).toMatchObject({ state: 'listed', registry: 'Legacy', evidence: [{ url: LEGACY_URL, source: 'network' }], problems: [{ code: 'registry.unsupported', params: { registry: 'Federation' } }] });
    expect(await ask([known], 'did:web:other.example', [], documents)).toMatchObject({ state: 'unreachable', problems: [{ code: 'registry.unsupported' }] });
    const legacyAlone = createKnownIssuerRegistry([{ type: 'dcc-legacy', name: 'Legacy', url: LEGACY_URL }]);
    expect((await ask([legacyAlone], 'did:web:other.example', [], documents)).state).toBe('not-listed');
    expect(await ask([legacyAlone])).toMatchObject({ state: 'unreachable', problems: [{ code: 'net.failed', retryable: true, params: { url: LEGACY_URL, registry: 'Legacy' } }] });
    for (const damaged of ['<html>', '[]', '{"registry": []}', '']) {
      expect(await ask([legacyAlone], UNI, [], { [LEGACY_URL]: damaged }), damaged).toMatchObject({ state: 'unreachable', problems: [{ code: 'registry.malformed' }] });
    }
    expect(await known.lookup({ id: UNI, types: [] }, context([], documents))).toMatchObject({ state: 'listed' });
  });
});

describe('several registries', () => {
  const active = (name: string): IssuerRegistry => ({ name, lookup: async ({ id }) => ({ state: 'listed', entry: { id, name: `by ${name}`, status: 'active' }, evidence: [] }) });
  const revoking: IssuerRegistry = { name: 'revoking', lookup: async ({ id }) => ({ state: 'listed', entry: { id, name: 'U', status: 'revoked' }, evidence: [] }) };
  const failing: IssuerRegistry = { name: 'failing', lookup: () => Promise.reject(new Error('down')) };

  it('the first in order is named; any withdrawal counts', async () => {
    expect(await ask([active('one'), active('two')])).toMatchObject({ state: 'listed', registry: 'one' });
    expect(await ask([active('one'), failing, revoking])).toMatchObject({ state: 'withdrawn', registry: 'revoking' });
  });

  it('one that fails is unreachable, unless another decides', async () => {
    expect(await ask([failing])).toMatchObject({ state: 'unreachable', problems: [{ params: { registry: 'failing' } }] });
    expect(await ask([failing, list()])).toMatchObject({ state: 'unreachable' });
    expect(await ask([failing, active('one')])).toMatchObject({ state: 'listed', problems: [{}] });
    expect(await ask([])).toMatchObject({ state: 'none' });
  });

  it('an entry for another identifier is no answer', async () => {
    const confused: IssuerRegistry = { name: 'confused', lookup: async () => ({ state: 'listed', entry: { id: 'did:web:other.example', name: 'O', status: 'active' }, evidence: [] }) };
    expect((await ask([confused])).state).toBe('unreachable');
  });

  it('is asked once for one question', async () => {
    let asked = 0;
    const counting: IssuerRegistry = { name: 'c', lookup: async () => { asked += 1; return { state: 'not-listed', evidence: [] }; } };
    const shared = context([counting]);
    await Promise.all([askRegistries(shared, { id: UNI, types: ['A'] }), askRegistries(shared, { id: UNI, types: ['A'] })]);
    expect(asked).toBe(1);
  });
});

describe('parseRegistry', () => {
  it('recognises by content', () => {
    const names = [
      '\uFEFF{"type":"allow-list","name":"A","issuers":[]}', '{"registry":{}}', '[{"type":"dcc-legacy","name":"L","url":"https://r.example/"}]',
    ].map((text) => { const found = parseRegistry(text); return 'error' in found ? found.error : found.name; });
    expect(names).toEqual(['A', 'Known issuers', 'Known issuers']);
    for (const text of ['', '{}', '[]', 'null', '3', '{"type":"allow-list"}', '{"registry":[]}', '[{"type":"dcc-legacy","name":"L"}]', '[1]']) {
      expect(parseRegistry(text), text).toEqual({ error: expect.any(String) });
    }
  });

  it('never throws, and what it makes never throws', async () => {
    await fc.assert(fc.asyncProperty(fc.jsonValue(), fc.string(), async (value, id) => {
      for (const source of [JSON.stringify(value), value as never, { type: 'allow-list', name: 'A', issuers: value } as never, { registry: value } as never, [value] as never]) {
        const found = parseRegistry(source);
        if (!('error' in found)) await ask([found], id);
      }
    }));
  });
});
