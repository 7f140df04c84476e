import { isObject, isString, own, type JsonObject, type JsonValue } from '../report/json.js';

/** The words of a document for the properties of a graph, as its contexts define them: what a reader of the document would look for. For naming alone; nothing is decided by it. */
export class ContextWords {
  readonly #words = new Map<string, string[]>();
  readonly #vocabularies: string[] = [];
  #left = 20_000;

  constructor(contexts: readonly JsonObject[]) {
    for (const context of contexts) this.#read(own(context, '@context') ?? null, new Map(), 0);
  }

  /** At most a few; the first is the first that was defined. */
  of(address: string): readonly string[] {
    const vocabulary = this.#vocabularies.find((each) => address.startsWith(each));
    return [...(this.#words.get(address) ?? []), ...(vocabulary === undefined ? [] : [address.slice(vocabulary.length)])];
  }

  #read(context: JsonValue, outer: ReadonlyMap<string, string>, depth: number): void {
    if (Array.isArray(context)) { for (const part of context) this.#read(part, outer, depth + 1); return; }
    if (!isObject(context) || depth > 4) return;
    const plain = new Map(outer);
    for (const [word, definition] of Object.entries(context)) if (isString(definition) && !word.startsWith('@')) plain.set(word, definition);
    const vocabulary = own(context, '@vocab');
    if (isString(vocabulary) && vocabulary !== '' && this.#vocabularies.length < 16) this.#vocabularies.push(vocabulary);
    for (const [word, definition] of Object.entries(context)) {
      if ((this.#left -= 1) < 0) return;
      if (word.startsWith('@')) continue;
      const id = isObject(definition) ? own(definition, '@id') : definition;
      const address = isString(id) ? whole(id, plain) : id === undefined && word.includes(':') ? whole(word, plain) : undefined;
      if (address !== undefined) this.#words.set(address, [...(this.#words.get(address) ?? []), word].slice(0, 4));
      if (isObject(definition)) this.#read(own(definition, '@context') ?? null, plain, depth + 1);
    }
  }
}

/** A compact address (`elm:title`) in full. */
function whole(id: string, prefixes: ReadonlyMap<string, string>): string {
  const at = id.indexOf(':');
  const prefix = at > 0 && !id.startsWith('//', at + 1) ? prefixes.get(id.slice(0, at)) : undefined;
  return prefix === undefined ? id : prefix + id.slice(at + 1);
}
