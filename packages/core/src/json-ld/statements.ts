import jsonld from 'jsonld';
import type { Context } from '../report/context.js';
import type { ContextCache } from './context-cache.js';
import { createDocumentLoader, UnknownContextError } from './context-loader.js';
import { countObjects, limitExceeded, MOST_OBJECTS_IN_ALL } from './document-limits.js';
import { prototypeName } from './prototype-names.js';

/** Something of a document that has no meaning under its contexts, so that no signature over its graph covers it. */
export interface DroppedData { kind: string; /** The term or value as written. */ name: string }

export type TransformFailure = 'unknown-context' | 'redefined-term' | 'invalid' | 'too-complex';

/** Why a document could not be turned into the bytes that were signed. */
export class TransformError extends Error {
  constructor(readonly failure: TransformFailure, readonly detail: string, readonly retryable = false) {
    super(`${failure}: ${detail}`);
  }
}

/** Statements at most: a badge has fewer than a hundred, a transcript some thousands. */
const MAX_QUADS = 20_000;

/** Words named at most, of those that mean nothing: one is enough to refuse. */
const MAX_DROPPED = 64;

/** What the JSON-LD library would throw at in its safe mode: data that it leaves out of the graph. We collect instead, to say which. */
const DATA_LOSS = new Set([
  'empty object', 'free-floating scalar', 'invalid @language value', 'invalid property', 'null @id value', 'null @value value', 'object with only @id',
  'object with only @language', 'object with only @list', 'object with only @value', 'relative @id reference', 'relative @type reference',
  'relative @vocab reference', 'reserved @id value', 'reserved @reverse value', 'reserved term', 'blank node predicate', 'relative graph reference',
  'relative object reference', 'relative predicate reference', 'relative subject reference', 'rdfDirection not set',
]);

function named(details: Record<string, unknown>): string {
  for (const key of ['property', 'type', 'id', 'value', 'language', 'term', 'predicate', 'object', 'subject', 'graph', 'reference', 'vocab']) {
    const value = details[key];
    if (typeof value === 'string') return value;
  }
  return '';
}

export function failureOf(error: unknown): TransformError {
  if (error instanceof TransformError) return error;
  for (let cause = error, depth = 0; typeof cause === 'object' && cause !== null && depth < 5; depth++) {
    if (cause instanceof UnknownContextError) return new TransformError('unknown-context', cause.url, cause.retryable);
    const details: unknown = Reflect.get(cause, 'details');
    const code: unknown = typeof details === 'object' && details !== null ? Reflect.get(details, 'code') : undefined;
    if (code === 'protected term redefinition') return new TransformError('redefined-term', typeof details === 'object' && details ? String(Reflect.get(details, 'term') ?? '') : '');
    cause = (typeof details === 'object' && details !== null ? Reflect.get(details, 'cause') : undefined) ?? Reflect.get(cause, 'cause');
  }
  const text = error instanceof Error ? error.message : '';
  return /deep iterations/i.test(text) ? new TransformError('too-complex', '') : new TransformError('invalid', '');
}

/** A term and a statement as the library makes them. */
export interface RdfTerm { termType: string; value: string; language?: string; datatype?: RdfTerm }
export interface RdfStatement { subject: RdfTerm; predicate: RdfTerm; object: RdfTerm; graph: RdfTerm }

/**
 * The statements that a document makes under its contexts, with base null. What has no meaning is listed in `dropped`, never silently lost.
 * @param purpose each has a bound of its own on what one verification may turn into statements
 * @throws TransformError
 */
export async function statementsOf(document: object, options: { cache: ContextCache; context: Context; purpose: string }): Promise<{ statements: RdfStatement[]; dropped: DroppedData[] }> {
  const dropped: DroppedData[] = [];
  const shared = {
    documentLoader: createDocumentLoader(options.cache, options.context),
    // Marked internal in the library, which is pinned: it is the only way to keep its process-wide cache out.
    contextResolver: options.cache.resolverFor(document),
    base: null,
    rdfDirection: 'i18n-datatype',
    eventHandler: ({ event, next }: { event: { code: string; level: string; details: Record<string, unknown> }; next: () => void }) => {
      if (event.level === 'warning' && DATA_LOSS.has(event.code) && dropped.length < MAX_DROPPED) dropped.push({ kind: event.code, name: named(event.details) });
      next();
    },
  };
  const refuse = (part: unknown) => {
    const name = prototypeName(part);
    if (name !== undefined) throw new TransformError('invalid', name);
  };
  try {
    refuse(document);
    const limit = limitExceeded(document);
    if (limit) throw new TransformError('too-complex', limit);
    const budget = await options.context.once(`objects to ${options.purpose}`, async () => ({ left: MOST_OBJECTS_IN_ALL }));
    budget.left -= countObjects(document);
    if (budget.left < 0) throw new TransformError('too-complex', 'objects');
    const expanded = await jsonld.expand(document, shared);
    refuse(expanded);
    const dataset = await jsonld.toRDF(expanded, { ...shared, skipExpansion: true, produceGeneralizedRdf: false });
    if (dataset.length > MAX_QUADS) throw new TransformError('too-complex', String(dataset.length));
    return { statements: dataset as RdfStatement[], dropped };
  } catch (error) {
    throw failureOf(error);
  }
}
