import type { JsonObject } from '../report/json.js';
import type { ContextEdition } from './bundled-contexts.js';

const ENTRIES = 512;

/** What one verifier remembers of contexts, for one edition of them. The library's own cache belongs to the whole process, and any script in it may fill it. */
export class ContextCache {
  readonly #processed = new Map<string, unknown>();
  readonly #bundled = new Map<string, Promise<JsonObject | undefined>>();

  constructor(readonly edition: ContextEdition) {}

  /** The library's interface: contexts as it has processed them, the oldest dropped first. */
  get(key: string): unknown {
    return this.#processed.get(key);
  }

  set(key: string, value: unknown): void {
    if (this.#processed.size >= ENTRIES) this.#processed.delete(this.#processed.keys().next().value!);
    this.#processed.set(key, value);
  }

  /** A bundled context, copied and checked once. */
  bundled(url: string, make: () => Promise<JsonObject | undefined>): Promise<JsonObject | undefined> {
    const known = this.#bundled.get(url);
    if (known || this.#bundled.size >= ENTRIES) return known ?? make();
    const made = make();
    this.#bundled.set(url, made);
    return made;
  }
}
