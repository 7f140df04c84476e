import { BUNDLED_CONTEXT_URLS } from '../json-ld/index.js';
import type { Context } from '../report/context.js';
import { asArray, isObject, isString, own, type JsonObject, type JsonValue } from '../report/json.js';
import type { Evidence } from '../report/report.js';
import { readSupplied } from '../schema/supplied.js';

const MOST_CONTEXTS = 32;
const CONTEXT_BYTES = 512 * 1024;

export type ContextsOf = { urls: string[]; evidence: Evidence[]; /** The same access, with leave to read what the host supplies. */ context: Context } | { missing: string; retryable: boolean } | 'inline';

/**
 * The contexts that a document names, wherever they stand, each bundled, supplied or allowed. One that the document brings itself could give the words that a reader sees another meaning, under which
 * shapes would be met by something else: such a document is not held to them.
 */
export async function contextsOf(document: JsonObject, context: Context): Promise<ContextsOf> {
  const named = new Set<string>();
  const queue: JsonValue[] = [document];
  for (let value = queue.pop(); value !== undefined; value = queue.pop()) {
    if (Array.isArray(value)) { for (const item of value) if (typeof item === 'object') queue.push(item); continue; }
    if (!isObject(value)) continue;
    for (const part of asArray(own(value, '@context'))) {
      if (!isString(part)) return 'inline';
      named.add(part);
    }
    for (const [key, item] of Object.entries(value)) if (key !== '@context' && typeof item === 'object') queue.push(item);
  }
  const urls = [...named];
  const evidence: Evidence[] = [];
  for (const [index, url] of urls.entries()) {
    if (BUNDLED_CONTEXT_URLS.has(url)) continue;
    const supplied = index < MOST_CONTEXTS ? await readSupplied(url, context, 'application/ld+json, application/json;q=0.9', CONTEXT_BYTES) : 'absent';
    if (supplied === 'absent' || !supplied.ok) return { missing: url, retryable: supplied !== 'absent' && supplied.retryable };
    evidence.push(supplied.evidence);
  }
  return { urls, evidence, context: { ...context, allowContexts: new Set([...context.allowContexts, ...urls]) } };
}
