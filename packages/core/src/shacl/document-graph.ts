import { DataFactory } from 'n3';
import { prototypeName, statementsOf, TransformError, type ContextCache, type RdfStatement, type RdfTerm } from '../json-ld/index.js';
import type { Context } from '../report/context.js';
import { isObject, isString, own, pointer, type JsonObject, type JsonValue } from '../report/json.js';
import type { Statement, Term } from './terms.js';

/** An object of the document, and its JSON Pointer. */
interface Place { at: string; value: JsonObject }

/** A document as a graph, and where in it each node stands. */
export interface DocumentGraph {
  statements: Statement[];
  /** Where a node stands: first where the document has more to say of it than its name and type, the outermost first. */
  placesOf(node: Term): readonly Place[];
}

const MOST_PLACES = 16;

/**
 * The default graph of a document (proofs are graphs of their own). Nodes without a name get one for the way, so that they can be found again; in the graph they are blank nodes, as without it.
 * @throws TransformError
 */
export async function documentGraph(document: JsonObject, cache: ContextCache, context: Context): Promise<DocumentGraph> {
  if (prototypeName(document) !== undefined) throw new TransformError('invalid', '');
  const places = new Map<string, Place[]>();
  const mark = markFor(document);
  const nameless: Place[] = [];
  const marked = walk(document, '', { named: (id, place) => put(places, id, place), nameless: (place) => mark + String(nameless.push(place) - 1) });
  for (const list of places.values()) list.sort((a, b) => Number(isBare(a)) - Number(isBare(b)) || a.at.split('/').length - b.at.split('/').length);
  const made = async (named: boolean): Promise<RdfStatement[]> => {
    return (await statementsOf((named ? marked : document) as object, { cache, context, purpose: 'hold to shapes' })).statements;
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
    placesOf: ({ termType, value }) => (termType === 'NamedNode' ? places.get(value) ?? [] : termType === 'BlankNode' && value.startsWith('n') ? nameless.slice(Number(value.slice(1)), Number(value.slice(1)) + 1) : []),
  };
}

function put(places: Map<string, Place[]>, id: string, place: Place): void {
  const list = places.get(id) ?? [];
  places.set(id, list);
  if (list.length < MOST_PLACES) list.push(place);
}

const isBare = ({ value }: Place): boolean => Object.keys(value).every((key) => key === 'id' || key === 'type');

/** The beginning of an address that stands nowhere in the document. */
function markFor(document: JsonObject): string {
  const text = JSON.stringify(document);
  for (let number = 0; ; number += 1) {
    const mark = `urn:credlens-node-${number}:`;
    if (!text.includes(mark)) return mark;
  }
}

interface Visit { named(id: string, place: Place): void; nameless(place: Place): string }

/** A copy in which objects that have a type and no name have one. A map of languages has no type, and a value that is written out is no node. */
function walk(value: JsonValue, at: string, visit: Visit): JsonValue {
  if (Array.isArray(value)) return value.map((item, index) => walk(item, at + pointer(index), visit));
  if (!isObject(value)) return value;
  const id = own(value, 'id');
  if (isString(id)) visit.named(id, { at, value });
  const typed = [own(value, 'type'), own(value, '@type')].some((type) => isString(type) || Array.isArray(type));
  const copy: JsonObject = typed && !['id', '@id', '@value'].some((key) => Object.hasOwn(value, key)) ? { '@id': visit.nameless({ at, value }) } : {};
  for (const [key, item] of Object.entries(value)) copy[key] = key === '@context' ? item : walk(item, at + pointer(key), visit);
  return copy;
}
