import { JsonLdDocumentLoader } from 'jsonld-document-loader';
import { isObject, type JsonObject } from '../report/json.js';
import type { Context } from '../report/context.js';
import type { Evidence } from '../report/report.js';
import { BUNDLED_CONTEXT_URLS, bundledContext } from './bundled-contexts.js';
import type { ContextCache } from './context-cache.js';
import { prototypeName } from './prototype-names.js';

/** Thrown through the JSON-LD library, which lets a loader's error pass, to say which context was missing. */
export class UnknownContextError extends Error {
  constructor(readonly url: string, readonly retryable: boolean) {
    super(`No context for ${url}`);
  }
}

export interface LoadedContext { document: JsonObject; bundled: boolean; evidence?: Evidence }

const CONTEXT_BYTES = 512 * 1024;

/** A context by its URL: bundled, or allowed by the host by name and then fetched. Nothing else is ever read to decide a verdict. */
export async function loadContext(url: string, cache: ContextCache, context: Context): Promise<LoadedContext> {
  const bundled = await cache.bundled(url, () => bundledContext(url, cache.edition));
  if (bundled) return { document: bundled, bundled: true };
  if (!context.allowContexts.has(url)) throw new UnknownContextError(url, false);
  return context.once(`context ${url}`, async () => {
    const fetched = await context.fetch(url, { accept: 'application/ld+json, application/json;q=0.9', maxBytes: CONTEXT_BYTES });
    if (!fetched.ok) throw new UnknownContextError(url, fetched.retryable);
    let document: unknown;
    try {
      document = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(fetched.bytes));
    } catch {
      throw new UnknownContextError(url, false);
    }
    if (!isObject(document) || prototypeName(document) !== undefined) throw new UnknownContextError(url, false);
    return { document, bundled: false, evidence: fetched.evidence };
  });
}

/**
 * The loader that the JSON-LD library asks. jsonld-document-loader tags what is added to it as `static`, which puts it into a cache of the whole process, where another
 * verifier's content for the same URL would be found. So nothing is added to it: every document comes through a handler, untagged.
 * Bundled contexts alone, the same for every verifier and frozen, are then tagged for the cache that belongs to this verifier (`contextResolver` in canonicalize.ts).
 */
export function createDocumentLoader(cache: ContextCache, context: Context) {
  const loader = new JsonLdDocumentLoader();
  const handler = { get: async ({ url }: { url: string }) => (await loadContext(url, cache, context)).document };
  for (const protocol of ['https', 'http', 'did', 'urn', 'data']) loader.setProtocolHandler({ protocol, handler });
  const load = loader.build();
  return async (url: string) => {
    if (!/^(?:https?|did|urn|data):/.test(url)) throw new UnknownContextError(url, false);
    const answer = await load(url);
    return BUNDLED_CONTEXT_URLS.has(url) ? { ...answer, tag: 'static' } : answer;
  };
}
