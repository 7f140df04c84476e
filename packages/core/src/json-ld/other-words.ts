import type { Context } from '../report/context.js';
import { asArray, isObject, isString, own, pointer, type JsonObject, type JsonValue } from '../report/json.js';
import { BUNDLED_CONTEXT_URLS, CATCH_ALL_CONTEXT } from './bundled-contexts.js';
import type { ContextCache } from './context-cache.js';
import { loadContext, UnknownContextError } from './context-loader.js';
import { MOST_CONTEXTS } from './document-limits.js';

/** A statement that is written with another word than the one that readers look for, or in another place. */
export interface OtherWord { path: string; word: string }

/** Value objects alone are written with these (VCDM 2.0 section 11.1). */
const VALUE_KEYWORDS: ReadonlySet<string> = new Set(['@value', '@type', '@language', '@direction']);
/** What a credential says of itself as a whole; nothing of it may be said in another place, where checks do not look. */
const OF_THE_WHOLE = ['issuer', 'credentialSubject', 'credentialStatus', 'credentialSchema', 'validFrom', 'validUntil', 'issuanceDate', 'expirationDate'] as const;
const MOST_FOUND = 32;
const MOST_MEANINGS = 64;
const DEEPEST = 16;
/** Contexts can be made in which every word stands for many others, each of which does too. Honest ones take some thousand steps. */
const MOST_STEPS = 200_000;

/** What the words of all contexts stand for, whatever part of the document each is in force in. */
class Vocabulary {
  /** By word, as its definitions write what it stands for. */
  readonly #definitions = new Map<string, Set<string>>();
  readonly #vocabularies = new Set<string>();
  /** What the bundled contexts have words for, with those words. */
  readonly #standard = new Map<string, Set<string>>();
  readonly #words = new Set<string>();
  #steps = 0;
  #lost = false;
  /** That was so before any document was looked at. */
  #unsettled = false;

  add(context: JsonValue | undefined, bundled: boolean, depth = 0): void {
    for (const part of asArray(context)) {
      if (!isObject(part) || depth > 8) continue;
      const base = own(part, '@vocab');
      if (isString(base)) this.#vocabularies.add(base);
      for (const [word, definition] of Object.entries(part)) {
        if (word.startsWith('@') || definition === null) continue;
        const written = isObject(definition) ? own(definition, '@id') ?? own(definition, '@reverse') : definition;
        this.#definitions.set(word, (this.#definitions.get(word) ?? new Set()).add(isString(written) ? written : word));
        if (bundled) this.#words.add(word);
        if (isObject(definition)) this.add(own(definition, '@context'), bundled, depth + 1);
      }
    }
  }

  /** More was to be looked up than any honest document needs, so that not every meaning was found. */
  get exhausted(): boolean {
    return this.#lost;
  }

  /** Each document has the whole of the steps, however many others were read with the same words. */
  begin(): void {
    this.#steps = 0;
    this.#lost = this.#unsettled;
  }

  /** Called once, when every bundled context is there and no other. */
  settle(): void {
    for (const word of this.#words) for (const meaning of this.meanings(word)) this.#standard.set(meaning, (this.#standard.get(meaning) ?? new Set()).add(word));
    this.#unsettled = this.#lost;
  }

  /** All that a name may stand for: words, shortened addresses, addresses (JSON-LD 1.1 API section 5.2, for every context at once). */
  meanings(name: string, depth = 0, found: Set<string> = new Set()): Set<string> {
    if (this.#lost || found.size >= MOST_MEANINGS || depth > DEEPEST || ++this.#steps > MOST_STEPS) {
      this.#lost = true;
      return found;
    }
    for (const written of this.#definitions.get(name) ?? []) if (written !== name) this.meanings(written, depth + 1, found);
    const colon = name.indexOf(':');
    if (colon > 0) {
      for (const written of this.#definitions.get(name.slice(0, colon)) ?? []) for (const prefix of this.meanings(written, depth + 1)) found.add(prefix + name.slice(colon + 1));
    } else if (!name.startsWith('@') && !this.#definitions.has(name)) for (const base of this.#vocabularies) for (const prefix of base === '' ? [''] : this.meanings(base, depth + 1)) found.add(prefix + name);
    if (colon > 0 || name.startsWith('@')) found.add(name);
    return found;
  }

  /** Whether a name says what the standard says with another word. A class is no word for a statement, though some have the address of one (Open Badges: `Achievement`, `achievement`). */
  isOther(name: string): boolean {
    for (const meaning of this.meanings(name)) {
      const words = this.#standard.get(meaning);
      if (!words && meaning.startsWith('@')) return true;
      if (words && (!words.has(name) || (isClass(name) && [...words].some((word) => !isClass(word))))) return true;
    }
    return false;
  }
}

const isClass = (word: string) => /^[A-Z]/.test(word);

/** Every `@context` of a document, what proofs say of theirs too. */
function contextsOf(document: JsonObject): JsonValue[] {
  const found = new Set<JsonValue>();
  const queue: JsonValue[] = [document];
  for (let value = queue.pop(); value !== undefined; value = queue.pop()) {
    if (isObject(value)) for (const part of asArray(own(value, '@context')).slice(0, MOST_CONTEXTS)) found.add(part);
    for (const inner of Object.values(value as object)) if (typeof inner === 'object' && inner !== null) queue.push(inner as JsonValue);
  }
  return [...found];
}

/** Vocabularies of bundled contexts alone, which are frozen, by their addresses: most documents share one of a few. They belong to the verifier whose contexts they were made of. */
const kept = new WeakMap<ContextCache, Map<string, Vocabulary>>();
const MOST_KEPT = 16;

async function vocabularyOf(document: JsonObject, cache: ContextCache, context: Context): Promise<Vocabulary> {
  const contexts = contextsOf(document);
  if (!contexts.every((part) => isString(part) && part !== CATCH_ALL_CONTEXT && BUNDLED_CONTEXT_URLS.has(part))) return readVocabulary(contexts, cache, context);
  const vocabularies = kept.get(cache) ?? new Map<string, Vocabulary>();
  kept.set(cache, vocabularies);
  const key = contexts.join(' ');
  const known = vocabularies.get(key);
  if (known) return known;
  const read = await readVocabulary(contexts, cache, context);
  if (vocabularies.size >= MOST_KEPT) vocabularies.delete(vocabularies.keys().next().value!);
  vocabularies.set(key, read);
  return read;
}

async function readVocabulary(contexts: readonly JsonValue[], cache: ContextCache, context: Context): Promise<Vocabulary> {
  const vocabulary = new Vocabulary();
  const more: JsonValue[] = [];
  for (const part of contexts) {
    if (!isString(part)) { more.push(part); continue; }
    try {
      const loaded = await loadContext(part, cache, context);
      const terms = own(loaded.document, '@context');
      if (loaded.bundled && part !== CATCH_ALL_CONTEXT) vocabulary.add(terms, true);
      else if (terms !== undefined) more.push(...asArray(terms));
    } catch (error) {
      if (!(error instanceof UnknownContextError)) throw error; // said elsewhere: nothing under it is verified
    }
  }
  vocabulary.settle();
  for (const terms of more) vocabulary.add(terms, false);
  return vocabulary;
}

/**
 * One set of statements can be written in many ways: `validUntil` under its full address, in an `@nest`, or in a second object of the same identifier. A signature over
 * the graph holds for each of them, but checks and readers look for one: an end of validity or a status that stands elsewhere would be signed, and not seen.
 * VCDM 2.0 section 4.3 asks for compacted form, in which every statement has its own word. Anything else is listed here.
 */
export async function otherWords(document: JsonObject, cache: ContextCache, context: Context): Promise<OtherWord[]> {
  const vocabulary = await vocabularyOf(document, cache, context);
  vocabulary.begin();
  const known = new Map<string, boolean>();
  const isOther = (name: string): boolean => {
    const answer = known.get(name) ?? vocabulary.isOther(name);
    known.set(name, answer);
    return answer;
  };
  const idOfWhole = own(document, 'id');
  const whole = isString(idOfWhole) ? vocabulary.meanings(idOfWhole).add(idOfWhole) : new Set<string>();
  const isWhole = (object: JsonObject): boolean => {
    const id = own(object, 'id');
    return isString(id) && (whole.has(id) || [...vocabulary.meanings(id)].some((meaning) => whole.has(meaning)));
  };
  const found: OtherWord[] = [];
  const queue: { path: string; value: JsonValue }[] = [{ path: '', value: document }];
  for (let index = 0; index < queue.length && found.length < MOST_FOUND; index++) {
    const { path, value } = queue[index]!;
    if (Array.isArray(value)) value.forEach((item, at) => { if (typeof item === 'object') queue.push({ path: path + pointer(at), value: item }); });
    if (!isObject(value)) continue;
    const again = path !== '' && isWhole(value) ? OF_THE_WHOLE.find((name) => Object.hasOwn(value, name)) : undefined;
    if (again !== undefined) found.push({ path: path + pointer(again), word: again });
    const literal = Object.hasOwn(value, '@value');
    for (const [name, inner] of Object.entries(value)) {
      if (name === '@context') continue;
      if (name.startsWith('@') ? !(literal && VALUE_KEYWORDS.has(name)) : isOther(name)) found.push({ path: path + pointer(name), word: name });
      if (typeof inner === 'object') queue.push({ path: path + pointer(name), value: inner });
    }
  }
  if (vocabulary.exhausted) found.unshift({ path: pointer('@context'), word: '@context' });
  return found.slice(0, MOST_FOUND);
}
