import ContextResolver from 'jsonld/lib/ContextResolver.js';
import { isString, type JsonObject } from '../report/json.js';
import { BUNDLED_CONTEXT_URLS, type ContextEdition } from './bundled-contexts.js';
import { BundledContextResolver } from './processed-contexts.js';

const ENTRIES = 512;

/** The library's interface: contexts as it has processed them, the oldest dropped first. */
class SharedCache {
  readonly #entries = new Map<string, unknown>();

  get(key: string): unknown {
    return this.#entries.get(key);
  }

  set(key: string, value: unknown): void {
    if (this.#entries.size >= ENTRIES) this.#entries.delete(this.#entries.keys().next().value!);
    this.#entries.set(key, value);
  }
}

/** What one verifier remembers of contexts, for one edition of them. The library's own cache belongs to the whole process, and any script in it may fill it. */
export class ContextCache {
  readonly #processed = new SharedCache();
  readonly #bundled = new Map<string, Promise<JsonObject | undefined>>();

  #resolver: BundledContextResolver | undefined;

  constructor(readonly edition: ContextEdition) {}

  /** Remembers what contexts mean where all of a document's are bundled; anything else is processed by the library, anew for each document. */
  resolverFor(document: object): ContextResolver {
    if (!onlyBundled(document)) return new ContextResolver({ sharedCache: this.#processed });
    // A cache of its own: what it keeps may be copied only by rules that the library does not know, and a document's own contexts would change it for every other document.
    return (this.#resolver ??= new BundledContextResolver({ sharedCache: new SharedCache() }));
  }

  /** A bundled context, copied and checked once. */
  bundled(url: string, make: () => Promise<JsonObject | undefined>): Promise<JsonObject | undefined> {
    const known = this.#bundled.get(url);
    if (known || !BUNDLED_CONTEXT_URLS.has(url)) return known ?? make();
    const made = make();
    this.#bundled.set(url, made);
    return made;
  }
}

/** Whether what a document means is decided by the document and this program alone: its contexts, wherever they stand, are bundled ones. */
export function onlyBundled(value: unknown): boolean {
  if (Array.isArray(value)) return value.every(onlyBundled);
  if (typeof value !== 'object' || value === null) return true;
  return Object.entries(value).every(([key, inner]) => (key === '@context' ? [inner].flat().every((part) => isString(part) && BUNDLED_CONTEXT_URLS.has(part)) : onlyBundled(inner)));
}
