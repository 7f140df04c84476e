import { encode as encodeBase58 } from 'base58-universal';
import { describe, expect, it } from 'vitest';
import { POLICIES, type Context, type FetchResult, type JsonObject, type Subject } from '../report/index.js';
import { dataModel, schema } from './format.js';

const utf8 = (text: string) => new TextEncoder().encode(text);
const credential: JsonObject = {
  '@context': ['https://www.w3.org/ns/credentials/v2'], type: ['VerifiableCredential'], issuer: 'did:example:issuer', credentialSubject: { id: 'did:example:s', age: 30 },
};
const subjectOf = (document: JsonObject, what: Subject['what'] = 'credential') => ({ what, document, mediaType: 'application/vc', proofs: [], coverage: { code: 'coverage.complete', problems: [], evidence: [] } }) satisfies Subject;

/** A world that holds these documents and no other; it remembers what it was asked. */
function world(documents: Record<string, string> = {}) {
  const asked: string[] = [];
  const fetch = async (url: string): Promise<FetchResult> => {
    asked.push(url);
    const text = documents[url];
    if (text === undefined) return { ok: false, code: 'net.offline', retryable: true };
    return { ok: true, bytes: utf8(text), contentType: 'application/json', finalUrl: url, evidence: { url, sha256: '0'.repeat(64), source: 'snapshot' } };
  };
  return { asked, context: { policy: POLICIES['default'], fetch } as unknown as Context };
}

const base64 = (bytes: Uint8Array) => btoa(String.fromCharCode(...bytes));
const sha = async (algorithm: string, text: string) => new Uint8Array(await crypto.subtle.digest(algorithm, utf8(text)));

describe('format.data-model', () => {
  it('conforms, or says what is wrong', async () => {
    expect(await dataModel(subjectOf(credential), world().context)).toMatchObject({ code: 'vcdm.conforms', problems: [] });
    const wrong = await dataModel(subjectOf({ ...credential, issuer: null }), world().context);
    expect(wrong).toMatchObject({ code: 'vcdm.violations', params: { count: 1 }, problems: [{ code: 'vcdm.not-url', pointer: '/issuer' }] });
  });

  it('compares the digests of related resources that can be fetched', async () => {
    const id = 'https://resource.example/1';
    const text = 'the resource';
    const sri = `sha384-${base64(await sha('SHA-384', text))}`;
    const weak = `sha256-${base64(await sha('SHA-256', 'another'))}`;
    const multihash = (bytes: Uint8Array) => Uint8Array.from([0x12, 0x20, ...bytes]);
    const good = multihash(await sha('SHA-256', text));
    const bad = multihash(await sha('SHA-256', 'another'));
    const base64url = (bytes: Uint8Array) => base64(bytes).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
    const judge = async (digests: JsonObject) => (await dataModel(subjectOf({ ...credential, relatedResource: { id, ...digests } }), world({ [id]: text }).context)).code;
    expect(await judge({ digestSRI: sri })).toBe('vcdm.conforms');
    expect(await judge({ digestSRI: `${weak} ${sri}` })).toBe('vcdm.conforms');
    expect(await judge({ digestSRI: weak })).toBe('vcdm.digest');
    expect(await judge({ digestMultibase: `u${base64url(good)}` })).toBe('vcdm.conforms');
    expect(await judge({ digestMultibase: `z${encodeBase58(good)}` })).toBe('vcdm.conforms');
    expect(await judge({ digestMultibase: `f${Array.from(good, (byte) => byte.toString(16).padStart(2, '0')).join('')}` })).toBe('vcdm.conforms');
    expect(await judge({ digestMultibase: `u${base64url(bad)}` })).toBe('vcdm.digest');
    expect(await judge({ digestMultibase: `u${base64url(good.subarray(0, 20))}` })).toBe('vcdm.digest');
    expect(await judge({ digestMultibase: 'uZm9v' })).toBe('vcdm.digest');
    expect(await judge({ digestSRI: sri, digestMultibase: `u${base64url(bad)}` })).toBe('vcdm.digest');
  });

  it('does not hold an unreachable resource against it, nor ask for what is bundled or not https', async () => {
    const { context, asked } = world();
    const relatedResource = ['https://gone.example', 'https://www.w3.org/ns/credentials/v2', 'urn:x:y'].map((id) => ({ id, digestSRI: 'sha256-AAAA' }));
    expect(await dataModel(subjectOf({ ...credential, relatedResource }), context)).toMatchObject({ code: 'vcdm.conforms', problems: [] });
    expect(asked).toEqual(['https://gone.example']);
  });
});

describe('format.schema', () => {
  const id = 'https://schemas.example/age';
  const withSchema = (entry: JsonObject) => subjectOf({ ...credential, credentialSchema: [entry] });
  const age = (minimum: number) => JSON.stringify({ $schema: 'https://json-schema.org/draft/2020-12/schema', properties: { credentialSubject: { properties: { age: { type: 'integer', minimum } } } } });

  it('has nothing to ask of an ordinary credential or a presentation', async () => {
    expect(await schema(subjectOf(credential), world().context)).toEqual({ code: 'schema.none' });
    expect(await schema(subjectOf({ type: 'VerifiablePresentation' }, 'presentation'), world().context)).toEqual({ code: 'schema.none' });
  });

  it('judges by a schema that it can fetch', async () => {
    expect(await schema(withSchema({ id, type: 'JsonSchema' }), world({ [id]: age(18) }).context)).toMatchObject({ code: 'schema.conforms', evidence: [{ url: id }] });
    expect(await schema(withSchema({ id, type: 'JsonSchema' }), world({ [id]: age(31) }).context)).toMatchObject({
      code: 'schema.violations', problems: [{ code: 'schema.value', pointer: '/credentialSubject/age', params: { keyword: 'minimum', url: id } }],
    });
  });

  it('is undecided, never green, where the schema is unreachable, unknown, unreadable or cannot be evaluated', async () => {
    expect(await schema(withSchema({ id, type: 'JsonSchema' }), world().context)).toMatchObject({ code: 'schema.unreachable', problems: [{ retryable: true, pointer: '/credentialSchema/0' }] });
    expect(await schema(withSchema({ id, type: 'ShaclShape' }), world({ [id]: age(18) }).context)).toMatchObject({ code: 'schema.unknown', problems: [{ params: { reason: 'type' } }] });
    for (const text of ['<html>', '{"type":1,"type":2}', '['.repeat(1000)]) {
      expect(await schema(withSchema({ id, type: 'JsonSchema' }), world({ [id]: text }).context), text.slice(0, 20)).toMatchObject({ code: 'schema.unknown', problems: [{ params: { reason: 'not-json' } }] });
    }
    expect(await schema(withSchema({ id, type: 'JsonSchema' }), world({ [id]: '{"unevaluatedProperties":false}' }).context)).toMatchObject({ code: 'schema.unknown', problems: [{ params: { reason: 'unevaluatedProperties' } }] });
  });

  it('reads no more than eight schemas', async () => {
    const { context, asked } = world();
    const credentialSchema = Array.from({ length: 20 }, (_, index) => ({ id: `${id}/${index}`, type: 'JsonSchema' }));
    expect((await schema(subjectOf({ ...credential, credentialSchema }), context)).code).toBe('schema.unreachable');
    expect(asked).toHaveLength(8);
  });

  it('lets its own tables stand for the schemas of 1EdTech, whatever the types say', async () => {
    const { context, asked } = world();
    const found = await schema(withSchema({ id: 'https://purl.imsglobal.org/spec/ob/v3p0/schema/json/ob_v3p0_achievementcredential_schema.json', type: '1EdTechJsonSchemaValidator2019' }), context);
    expect(found.code).toBe('schema.violations');
    expect(asked).toEqual([]);
  });

  it('a broken rule weighs more than a schema that is out of reach, and that more than a note', async () => {
    const badge: JsonObject = {
      '@context': ['https://www.w3.org/ns/credentials/v2', 'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.1.json'], id: 'urn:uuid:1', type: ['VerifiableCredential', 'OpenBadgeCredential'], issuer: 'did:example:issuer',
      validFrom: '2026-01-01T00:00:00Z',
      credentialSubject: { id: 'did:example:s', type: 'AchievementSubject', achievement: { id: 'urn:a:1', type: 'Achievement', name: 'N', description: 'D', criteria: {} } },
    };
    expect((await schema(subjectOf(badge), world().context)).code).toBe('schema.notes');
    const named = { ...badge, credentialSchema: { id, type: 'JsonSchema' } };
    expect((await schema(subjectOf(named), world().context)).code).toBe('schema.unreachable');
    expect((await schema(subjectOf({ ...named, id: 'x' }), world().context)).code).toBe('schema.violations');
  });
});
