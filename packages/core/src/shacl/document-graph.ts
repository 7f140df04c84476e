import { DataFactory } from 'n3';
import { statementsOf, TransformError, type ContextCache, type RdfStatement, type RdfTerm } from '../json-ld/index.js';
import type { Context } from '../report/context.js';
import { isObject, isString, own, pointer, type JsonObject, type JsonValue } from '../report/json.js';
import { indexOf } from '../view/node-index.js';
import type { Statement, Term } from './terms.js';

/** A document as a graph, and where in it each node stands. */
export interface DocumentGraph {
  statements: Statement[];
  /** The object that stands for a node, with its JSON Pointer: the places where the document has more to say of it than its name, the outermost first. */
  placesOf(node: Term): readonly { at: string; value: JsonObject }[];
}

const MOST_PLACES = 16;

/**
 * The default graph of a document (proofs are graphs of their own). Nodes without a name get one for the way, so that they can be found again; in the graph they are blank nodes, as without it.
 * @throws TransformError
 */
export async function documentGraph(document: JsonObject, cache: ContextCache, context: Context): Promise<DocumentGraph> {
  const places = new Map<string, { at: string; value: JsonObject }[]>();
  indexOf(document, (id, { value, path }) => put(places, id, pointer(...path), value));
  for (const list of places.values()) list.sort((a, b) => a.at.split('/').length - b.at.split('/').length);
  const mark = markFor(document);
  const nameless: { at: string; value: JsonObject }[] = [];
  const made = async (named: boolean): Promise<RdfStatement[]> => {
    const marked = named ? markNodes(document, '', (at, value) => mark + String(nameless.push({ at, value }) - 1)) : document;
    return (await statementsOf(marked as object, { cache, context, purpose: 'hold to shapes' })).statements;
  };
  let statements: RdfStatement[];
  try {
    statements = await made(true);
  } catch (error) {
    if (!(error instanceof TransformError && error.failure === 'invalid')) throw error;
    // What looks like a node there may be none: then nodes without a name cannot be pointed at.
    statements = await made(false);
  }
  const term = ({ termType, value, language, datatype }: RdfTerm): Term => {
    if (termType === 'Literal') return DataFactory.literal(value, language ? language.toLowerCase() : DataFactory.namedNode(datatype?.value ?? ''));
    if (termType === 'BlankNode') return DataFactory.blankNode(`b${value.replace(/^_:/, '')}`);
    return value.startsWith(mark) ? DataFactory.blankNode(`n${value.slice(mark.length)}`) : DataFactory.namedNode(value);
  };
  const own = statements.filter(({ graph }) => graph.termType === 'DefaultGraph' || graph.value === '');
  return {
    statements: own.map(({ subject, predicate, object }) => DataFactory.quad(term(subject), term(predicate), term(object))),
    placesOf: ({ termType, value }) => (termType === 'NamedNode' ? places.get(value) ?? [] : termType === 'BlankNode' && value.startsWith('n') ? [nameless[Number(value.slice(1))]!].filter(Boolean) : []),
  };
}

function put(places: Map<string, { at: string; value: JsonObject }[]>, id: string, at: string, value: JsonObject): void {
  const list = places.get(id) ?? [];
  places.set(id, list);
  if (list.length < MOST_PLACES) list.push({ at, value });
}

/** The beginning of an address that stands nowhere in the document. */
function markFor(document: JsonObject): string {
  const text = JSON.stringify(document);
  for (let number = 0; ; number += 1) {
    const mark = `urn:credlens-node-${number}:`;
    if (!text.includes(mark)) return mark;
  }
}

/** Objects that have a type and no name. A map of languages has no type, and a value that is written out is no node. */
function markNodes(value: JsonValue, at: string, name: (at: string, value: JsonObject) => string): JsonValue {
  if (Array.isArray(value)) return value.map((item, index) => markNodes(item, at + pointer(index), name));
  if (!isObject(value)) return value;
  const typed = [own(value, 'type'), own(value, '@type')].some((type) => isString(type) || Array.isArray(type));
  const named = ['id', '@id', '@value'].some((key) => Object.hasOwn(value, key));
  const copy: JsonObject = typed && !named ? { '@id': name(at, value) } : {};
  for (const [key, item] of Object.entries(value)) copy[key] = key === '@context' ? item : markNodes(item, at + pointer(key), name);
  return copy;
}
