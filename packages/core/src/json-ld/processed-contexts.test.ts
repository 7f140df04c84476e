import { readdirSync, readFileSync } from 'node:fs';
import { achievement, association, badge, clr, endorsement, identityObject, plainCredential, presentation, samples } from '@credlens/demo-issuer';
import jsonld from 'jsonld';
import ContextResolver from 'jsonld/lib/ContextResolver.js';
import { canonize } from 'rdf-canonize';
import { describe, expect, it } from 'vitest';
import { bundledContext } from './bundled-contexts.js';
import { canonicalize, ContextCache } from './index.js';
import { resolvePolicy, type Context, type JsonObject } from '../report/index.js';

/** The library as it comes: its own context processing, nothing remembered between documents. */
async function byTheLibrary(document: object): Promise<string> {
  const documentLoader = async (url: string) => {
    const found = await bundledContext(url, 'current');
    if (!found) throw new Error(`not bundled: ${url}`);
    return { contextUrl: null, documentUrl: url, document: structuredClone(found) };
  };
  const empty = { get: () => undefined, set: () => undefined };
  const options = { documentLoader, contextResolver: new ContextResolver({ sharedCache: empty }), base: null, rdfDirection: 'i18n-datatype' };
  const dataset = await jsonld.toRDF(document, { ...options, produceGeneralizedRdf: false });
  return canonize(dataset, { algorithm: 'RDFC-1.0', format: 'application/n-quads' });
}

const context: Context = {
  policy: resolvePolicy(), now: 0, fetch: async () => ({ ok: false, code: 'net.offline', retryable: true }), registries: [], allowContexts: new Set(),
  verifyNested: () => Promise.reject(new Error('not asked')), once: (_key, ask) => ask(),
};

function documentsUnder(folder: string): JsonObject[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true }).filter((entry) => entry.isFile()).flatMap((entry): JsonObject[] => {
    try {
      const value: unknown = JSON.parse(readFileSync(`${entry.parentPath}/${entry.name}`, 'utf8'));
      return typeof value === 'object' && value !== null && '@context' in value && 'type' in value ? [value as JsonObject] : [];
    } catch {
      return [];
    }
  });
}

async function expectEqual(documents: readonly JsonObject[]): Promise<number> {
  const cache = new ContextCache('current');
  let compared = 0;
  // Twice and backwards the second time: what one document leaves behind must not change another.
  for (const document of [...documents, ...[...documents].reverse()]) {
    const expected = await byTheLibrary(document).catch(() => undefined);
    const actual = await canonicalize(document, { hash: 'sha256', cache, context }).then((result) => result.nquads, () => undefined);
    expect(actual).toBe(expected);
    if (expected !== undefined) compared += 1;
  }
  return compared;
}

describe('remembered contexts mean what the library says they mean', () => {
  it('on our own documents, altered in every member', async () => {
    const { samples: shown } = await samples(new Date('2026-01-01T00:00:00Z'));
    const own = shown.flatMap(({ text }): JsonObject[] => { try { return [JSON.parse(text) as JsonObject]; } catch { return []; } });
    for (const dataModel of ['1.1', '2.0'] as const) {
      for (const openBadges of ['3.0', '3.0.1', '3.0.2', '3.0.3'] as const) own.push(badge({ issuer: 'did:web:issuer.example', dataModel, openBadges }) as JsonObject);
      own.push(plainCredential({ issuer: 'did:web:issuer.example', dataModel }) as JsonObject);
    }
    own.push(presentation(own.slice(0, 3)) as JsonObject);
    const record = {
      issuer: 'did:web:issuer.example', subjectId: 'did:example:maria', identifiers: [await identityObject('maria@student.example', { salt: 'Vatten' })], partial: true,
      credentials: [badge({ issuer: 'did:web:issuer.example' }), endorsement({ issuer: 'did:web:issuer.example', of: 'urn:a' }), ...own.slice(0, 2)] as never[],
      achievements: [achievement() as never], associations: [association('isParentOf', 'urn:a', 'urn:b')],
    };
    const records = [clr(record), clr({ ...record, credentials: [clr(record), clr(record)] })] as JsonObject[];
    // The first context of the standard has another address and fewer words.
    records.push(...records.map((document) => JSON.parse(JSON.stringify(document).replaceAll('context-2.0.1.json', 'context.json')) as JsonObject));
    expect(await expectEqual(records)).toBe(2 * records.length);
    own.push(...records);
    own.push(badge({ issuer: 'did:web:issuer.example', members: { endorsement: [endorsement({ issuer: 'did:web:issuer.example', of: 'urn:a' })] } }) as JsonObject);
    const altered = own.flatMap((document) => Object.keys(document).flatMap((key): JsonObject[] => {
      const { [key]: _gone, ...without } = document;
      return [without, { ...document, [key]: { nested: document[key] ?? null, type: ['AchievementSubject', 'Profile'] } }];
    }));
    expect(await expectEqual([...own, ...altered])).toBeGreaterThan(100);
  }, 60_000);

  it('words that one document defines are no words of another, in whatever order they come', async () => {
    const V2 = 'https://www.w3.org/ns/credentials/v2';
    const of = (context: object | undefined, type: string): JsonObject => ({ '@context': context ? [V2, context as JsonObject] : [V2], type: ['VerifiableCredential', type], credentialSubject: { id: 'did:example:maria', hidden: 'text' } });
    const defining = of({ Badge: 'https://issuer.example/#Badge', hidden: 'https://issuer.example/#hidden' }, 'Badge');
    const documents = [of(undefined, 'VerifiableCredential'), defining, of({ other: 'https://issuer.example/#other' }, 'Badge'), of(undefined, 'Badge'), of({ '@vocab': null }, 'Badge'), defining];
    for (let turn = 0; turn < documents.length; turn++) expect(await expectEqual([...documents.slice(turn), ...documents.slice(0, turn)])).toBe(2 * documents.length);
  });

  const corpora = process.env['CREDLENS_CORPORA'];
  it.skipIf(!corpora)('on the corpora', async () => {
    expect(await expectEqual(['open-badges', 'di-vectors', 'vcdm2-inputs'].flatMap((topic) => documentsUnder(`${corpora}/${topic}`)))).toBeGreaterThan(100);
  }, 60_000);
});
