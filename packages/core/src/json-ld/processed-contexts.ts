import ContextResolver from 'jsonld/lib/ContextResolver.js';

/** The library's active context: what each term means at one place of a document. Only what is touched here is named. */
interface ActiveContext {
  mappings: Map<string, unknown>;
  protected: Record<string, unknown>;
  previousContext?: ActiveContext;
  inverse: unknown;
  clone(): ActiveContext;
  getInverse: unknown;
  revertToPreviousContext(): ActiveContext;
  '@base'?: unknown;
  '@language'?: unknown;
  '@vocab'?: unknown;
  /** Ours: the finished context that this one is an exact copy of. */
  [ORIGIN]?: ActiveContext;
  /** Ours: the library is about to clone this context in order to change the clone. */
  [CHANGING]?: boolean;
}

const ORIGIN = Symbol('origin');
const CHANGING = Symbol('changing');
const ENTRIES = 64;

const originOf = (context: ActiveContext): ActiveContext => context[ORIGIN] ?? context;

/**
 * A copy that shares its term definitions, which the library never changes once made. It deep-copies them for every typed node: four fifths of the time of a verification.
 * A copy of a finished context that is not about to be changed shares its tables too: only what `getProcessed` announces is ever written to.
 */
function shallowClone(this: ActiveContext): ActiveContext {
  const stays = this[ORIGIN] !== undefined && !this[CHANGING];
  const child: ActiveContext = {
    mappings: stays ? this.mappings : new Map(this.mappings),
    protected: stays ? this.protected : { ...this.protected },
    inverse: null,
    clone: this.clone,
    getInverse: this.getInverse,
    revertToPreviousContext: this.revertToPreviousContext,
  };
  if (this.previousContext) child.previousContext = this.previousContext;
  for (const key of ['@base', '@language', '@vocab'] as const) if (key in this) child[key] = this[key];
  // A copy that is about to be changed, and a copy of something unfinished, stand for nothing but themselves.
  if (stays) child[ORIGIN] = this[ORIGIN]!;
  this[CHANGING] = false;
  return child;
}

interface Processed { context: ActiveContext }

/** Takes the place of the library's ResolvedContext: a context document, and what it makes of each context that it was applied to. */
class ProcessedContexts {
  readonly #results = new Map<ActiveContext, Map<ActiveContext | undefined, Processed>>();
  #count = 0;

  constructor(readonly document: unknown) {}

  getProcessed(active: ActiveContext): Processed | undefined {
    const known = this.#results.get(originOf(active))?.get(active.previousContext && originOf(active.previousContext));
    // The library now clones `active`, with nothing in between, to build the answer that it then hands to setProcessed.
    if (!known) active[CHANGING] = true;
    return known;
  }

  setProcessed(active: ActiveContext, processed: Processed): void {
    if (this.#count++ >= ENTRIES) {
      this.#results.clear();
      this.#count = 0;
    }
    processed.context[ORIGIN] = processed.context;
    processed.context.clone = shallowClone;
    const byPrevious = this.#results.get(originOf(active)) ?? new Map<ActiveContext | undefined, Processed>();
    byPrevious.set(active.previousContext && originOf(active.previousContext), processed);
    this.#results.set(originOf(active), byPrevious);
  }
}

/**
 * Resolves contexts for documents that name bundled ones alone, keeping each processed context across documents. The library keys its own cache by the identity of a
 * context that it copies each time, and so processes every scoped context of every node anew. Meaning is unchanged: a test holds the statements equal to the library's.
 */
export class BundledContextResolver extends ContextResolver {
  readonly #processed = new WeakMap<object, ProcessedContexts>();

  override async resolve(request: { context: unknown }): Promise<object[]> {
    const { context } = request;
    // A scoped context of a bundled one is known by itself; the library would write it out as JSON to know it again.
    if (typeof context === 'object' && context !== null && !Array.isArray(context) && Object.isFrozen(context) && !('@context' in context)) return [this.#of(context, context)];
    const resolved = await super.resolve(request);
    return resolved.map((entry) => this.#of(entry, Reflect.get(entry, 'document')));
  }

  #of(key: object, document: unknown): ProcessedContexts {
    const known = this.#processed.get(key) ?? new ProcessedContexts(document);
    this.#processed.set(key, known);
    return known;
  }
}
