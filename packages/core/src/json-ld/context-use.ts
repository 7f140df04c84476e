import type { Code } from '../report/codes.js';
import type { Context } from '../report/context.js';
import { asArray, isObject, isString, own, pointer, stringsOf, type JsonObject, type JsonValue } from '../report/json.js';
import type { Evidence, Problem } from '../report/report.js';
import { BUNDLED_CONTEXT_URLS, CATCH_ALL_CONTEXT } from './bundled-contexts.js';
import type { ContextCache } from './context-cache.js';
import { canonicalJson } from '../report/canonical-json.js';
import { loadContext, UnknownContextError } from './context-loader.js';
import { MOST_CONTEXTS } from './document-limits.js';

/** What a document's own contexts do to the words that a reader sees (Data Integrity section 2.4.1, context validation). */
export interface ContextUse { problems: Problem[]; evidence: Evidence[] }

/** A `@context`, and whether the object that holds it is a credential or presentation, where one belongs. */
interface Place { path: string; value: JsonValue; holder?: JsonObject }

const DATA_LOSS = 'https://w3id.org/security#DATA_LOSS_DETECTION_ERROR';
/** Places at most that hold bundled contexts alone, and places at all: with more of others than that, what words mean is not known. */
const MAX_PLACES = 256;
const MOST_PLACES = 1024;

const bundledAlone = (value: JsonValue): boolean => asArray(value).every((part) => isString(part) && part !== CATCH_ALL_CONTEXT && BUNDLED_CONTEXT_URLS.has(part));

/** Every `@context` in the document, the outermost first. Those of embedded credentials are among them. */
function contextPlaces(document: JsonObject): Place[] {
  const places: Place[] = [];
  const queue: { path: string; value: JsonValue }[] = [{ path: '', value: document }];
  for (let index = 0; index < queue.length && places.length < MOST_PLACES; index++) {
    const { path, value } = queue[index]!;
    if (Array.isArray(value)) value.forEach((item, at) => { if (typeof item === 'object') queue.push({ path: path + pointer(at), value: item }); });
    else if (isObject(value)) {
      for (const [key, inner] of Object.entries(value)) {
        if (key === '@context') {
          if (places.length < MAX_PLACES || !bundledAlone(inner)) places.push({ path: path + pointer(key), value: inner, holder: value });
        }
        // What a proof says of its own contexts is overwritten before it is read, or is the beginning of the document's (securing/suite.ts, jcs.ts).
        else if (typeof inner === 'object' && key !== 'proof') queue.push({ path: path + pointer(key), value: inner });
      }
    }
  }
  return places;
}

const problem = (code: Code, path: string, params: Record<string, string | number> = {}, retryable = false): Problem => ({ type: DATA_LOSS, code, pointer: path, params, retryable });

type Terms = Map<string, Set<string>>;

/** The terms that a context defines, those of its scoped contexts among them, each with its definitions. */
function termsOf(context: JsonValue | undefined, terms: Terms = new Map(), depth = 0): Terms {
  for (const part of asArray(context)) {
    if (!isObject(part) || depth > 8) continue;
    for (const [term, definition] of Object.entries(part)) {
      if (term.startsWith('@')) continue;
      terms.set(term, (terms.get(term) ?? new Set()).add(canonicalJson(definition)));
      if (isObject(definition)) termsOf(own(definition, '@context'), terms, depth + 1);
    }
  }
  return terms;
}

/** Bundled contexts are private and frozen, so what they define is worked out once. */
const bundledTerms = new WeakMap<JsonObject, Terms>();

function termsOfBundled(document: JsonObject): Terms {
  const terms = bundledTerms.get(document) ?? termsOf(own(document, '@context'));
  bundledTerms.set(document, terms);
  return terms;
}

/** The words that `context` defines otherwise than the contexts in force around it. */
function redefinitions(known: readonly Terms[], context: JsonValue): string[] {
  const changes = ([term, definitions]: [string, Set<string>]): boolean => {
    const inForce = known.filter((terms) => terms.has(term));
    return inForce.length > 0 && [...definitions].some((definition) => !inForce.some((terms) => terms.get(term)!.has(definition)));
  };
  return [...termsOf(context)].filter(changes).map(([term]) => term);
}

function usesVocabulary(context: JsonValue): boolean {
  return asArray(context).some((part) => isObject(part) && own(part, '@vocab') !== undefined && own(part, '@vocab') !== null);
}

/**
 * A credential's words are safe to show only where they mean what the bundled contexts say. An inline context, or one that the host allowed, may add words;
 * one that gives a known word another meaning could make the same signed statements read differently, and is refused.
 */
export async function examineContexts(document: JsonObject, cache: ContextCache, context: Context): Promise<ContextUse> {
  const use: ContextUse = { problems: [], evidence: [] };
  const outer: { prefix: string; known: Terms[] }[] = [];
  const places = contextPlaces(document);
  if (places.length >= MOST_PLACES) use.problems.push(problem('coverage.unknown-context', places.at(-1)!.path, { context: '' }));
  for (const place of places) {
    const prefix = place.path.slice(0, -'/@context'.length);
    // The words of the objects around it hold inside it too.
    const known = outer.filter((entry) => prefix === entry.prefix || prefix.startsWith(`${entry.prefix}/`)).flatMap((entry) => entry.known);
    outer.push({ prefix, known });
    const belongs = prefix === '' || stringsOf(place.holder && own(place.holder, 'type')).some((type) => /^Verifiable(?:Credential|Presentation)$/.test(type));
    if (!belongs) use.problems.push(problem('coverage.inline-context', place.path));
    for (const [at, part] of asArray(place.value).slice(0, MOST_CONTEXTS).entries()) {
      const path = Array.isArray(place.value) ? place.path + pointer(at) : place.path;
      if (isString(part)) {
        if (part === CATCH_ALL_CONTEXT) use.problems.push(problem('coverage.catch-all-vocabulary', path));
        try {
          const loaded = await loadContext(part, cache, context);
          const terms = own(loaded.document, '@context') ?? null;
          if (!loaded.bundled) {
            if (loaded.evidence && !use.evidence.some((entry) => entry.url === loaded.evidence!.url)) use.evidence.push(loaded.evidence);
            for (const term of redefinitions(known, terms)) use.problems.push(problem('coverage.redefined-term', path, { term }));
            if (usesVocabulary(terms)) use.problems.push(problem('coverage.catch-all-vocabulary', path));
          }
          known.push(loaded.bundled ? termsOfBundled(loaded.document) : termsOf(terms));
        } catch (error) {
          if (!(error instanceof UnknownContextError)) throw error;
          use.problems.push(problem('coverage.unknown-context', path, { context: error.url }, error.retryable));
        }
      } else if (isObject(part)) {
        for (const term of redefinitions(known, part)) use.problems.push(problem('coverage.redefined-term', path, { term }));
        use.problems.push(problem(usesVocabulary(part) ? 'coverage.catch-all-vocabulary' : 'coverage.inline-context', path));
        known.push(termsOf(part));
      } else if (part === null) {
        // A null context wipes what came before it: the words after it mean nothing that we know (JSON-LD 1.1 section 4.1.2).
        use.problems.push(problem('coverage.redefined-term', path, { term: '@context' }));
      }
    }
  }
  return use;
}

/** Where a name occurs as a key, or as a value, so that a dropped term can be pointed at. The library that drops it says only its name. */
export function findName(document: JsonValue, name: string, limit = 5): string[] {
  const found: string[] = [];
  const queue: Place[] = [{ path: '', value: document }];
  for (let index = 0; index < queue.length && found.length < limit && index < 50_000; index++) {
    const { path, value } = queue[index]!;
    if (value === name) found.push(path);
    else if (Array.isArray(value)) value.forEach((item, at) => queue.push({ path: path + pointer(at), value: item }));
    else if (isObject(value)) {
      for (const [key, inner] of Object.entries(value)) {
        if (key === name && found.length < limit) found.push(path + pointer(key));
        else queue.push({ path: path + pointer(key), value: inner });
      }
    }
  }
  return found;
}
