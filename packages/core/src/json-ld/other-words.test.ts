import { badge } from '@credlens/demo-issuer';
import { expect, it } from 'vitest';
import { resolvePolicy, type Context, type JsonObject } from '../report/index.js';
import { ContextCache, otherWords } from './index.js';

const context: Context = {
  policy: resolvePolicy(), now: 0, fetch: async () => ({ ok: false, code: 'net.offline', retryable: true }), registries: [], allowContexts: new Set(),
  verifyNested: () => Promise.reject(new Error('not asked')), once: (_key, ask) => ask(),
};
const honest = badge({ issuer: 'did:example:a' }) as JsonObject;
const HIDDEN = 'https://www.w3.org/2018/credentials#validUntil';

it('what one document asks of the words of bundled contexts leaves nothing behind for the next', async () => {
  const cache = new ContextCache('current');
  const asked = async (document: JsonObject) => (await otherWords(document, cache, context)).map(({ path, word }) => [path, word]);
  expect(await asked(honest)).toEqual([]);
  const names = Array.from({ length: 250_000 }, (_, at) => [`word${at}`, 1] as const);
  expect((await asked({ ...honest, ...Object.fromEntries(names) }))[0]).toEqual(['/@context', '@context']);
  expect(await asked(honest)).toEqual([]);
  expect(await asked({ ...honest, [HIDDEN]: '2026-01-01T00:00:00Z' })).toEqual([[`/${HIDDEN.replaceAll('/', '~1')}`, HIDDEN]]);
  // Words that an inline context adds are words of that document alone.
  const contexts = honest['@context'] as string[];
  expect(await asked({ ...honest, '@context': [...contexts, { hidden: HIDDEN }], hidden: 1 })).toEqual([['/hidden', 'hidden']]);
  expect(await asked({ ...honest, hidden: 1 })).toEqual([]);
});
