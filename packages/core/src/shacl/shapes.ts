import { DataFactory } from 'n3';
import { NOT_EVALUATED, PARAMETERS, takes } from './shape-rules.js';
import { keyOf, OWL, RDF, RDFS, SH, shaclWord, SUBCLASS, TYPE, type Budget, type Statement, type Term } from './terms.js';

export interface Shapes {
  statements: Statement[];
  /** Each class with what the shapes say is below it, itself included. */
  below(type: Term): ReadonlySet<string>;
  /** The members of a list, whatever its length. */
  members(head: Term): readonly Term[];
  /** Words of SHACL that stand in the shapes and are not evaluated, for whatever reason: with one of these there is no pass. */
  skipped: ReadonlySet<string>;
  /** True where there is nothing that could be asked of a document. */
  empty: boolean;
}

const SEVERITIES = new Set([`${SH}Violation`, `${SH}Warning`, `${SH}Info`]);
const TARGETS = new Set(['targetClass', 'targetNode', 'targetObjectsOf', 'targetSubjectsOf']);
const MOST_STEPS = 8;
/** Members of a list that the engine itself walks, which costs the square of its length: shapes to choose from, properties to pass over. */
const MOST_MEMBERS = 256;

/** A graph by subject and by word of SHACL. */
type Words = ReadonlyMap<string, ReadonlyMap<string, Term[]>>;

function wordsOf(statements: readonly Statement[]): Words {
  const words = new Map<string, Map<string, Term[]>>();
  for (const { subject, predicate, object } of statements) {
    const own = words.get(keyOf(subject)) ?? new Map<string, Term[]>();
    words.set(keyOf(subject), own);
    const list = own.get(predicate.value);
    if (list) list.push(object);
    else own.set(predicate.value, [object]);
  }
  return words;
}

/**
 * Makes shapes ready for the engine, which reads what it does not know as if it were not there, and a shape that nobody wrote as one that everything meets. Whatever it cannot evaluate as the
 * standard means it is taken out and named. Severities of somebody's own count as violations, and subclasses become targets of their own, so that the engine follows no chain of classes.
 */
export function prepareShapes(given: readonly Statement[], budget: Budget): Shapes {
  const statements = apart(given);
  const words = wordsOf(statements);
  const of = (term: Term, word: string): Term[] => words.get(keyOf(term))?.get(SH + word) ?? [];
  const below = subclasses(statements, budget);
  const skipped = new Set<string>();
  const off = (subject: Term): boolean => of(subject, 'deactivated').some(({ value }) => value === 'true');
  const isShape = (term: Term): boolean => term.termType !== 'Literal' && words.has(keyOf(term));

  const members = (head: Term): Term[] | undefined => {
    const items: Term[] = [];
    const seen = new Set<string>();
    for (let node = head; node.value !== `${RDF}nil`;) {
      budget.spend(1);
      const [item, ...others] = words.get(keyOf(node))?.get(`${RDF}first`) ?? [];
      const [rest, ...ends] = words.get(keyOf(node))?.get(`${RDF}rest`) ?? [];
      if (!item || !rest || others.length > 0 || ends.length > 0 || rest.termType === 'Literal' || seen.has(keyOf(node))) return undefined;
      seen.add(keyOf(node));
      items.push(item);
      node = rest;
    }
    return items;
  };

  /** Plain properties, one after another, backwards, one of several, or perhaps: a path of bounded length. Paths in paths and repeated ones the engine reads as something else, or not in bounded time. */
  const step = (term: Term): boolean => {
    if (term.termType === 'NamedNode') return true;
    const [inverse, optional, alternatives] = [of(term, 'inversePath'), of(term, 'zeroOrOnePath'), of(term, 'alternativePath')];
    const named = (terms: readonly Term[] | undefined): boolean => terms !== undefined && terms.length > 0 && terms.length <= MOST_STEPS && terms.every(({ termType }) => termType === 'NamedNode');
    if (inverse.length + optional.length + alternatives.length !== 1) return false;
    return alternatives[0] ? named(members(alternatives[0])) : named([...inverse, ...optional]);
  };
  const path = (terms: readonly Term[]): boolean => {
    const [first] = terms;
    if (!first || terms.length > 1) return false;
    const steps = words.get(keyOf(first))?.has(`${RDF}first`) ? members(first) : [first];
    return steps !== undefined && steps.length > 0 && steps.length <= MOST_STEPS && steps.every(step);
  };

  /** Why a statement cannot be evaluated: a word, or nothing where it can be. */
  const fault = ({ subject, predicate, object }: Statement, word: string): string | undefined => {
    if (NOT_EVALUATED.has(word)) return word;
    const values = words.get(keyOf(subject))!.get(predicate.value)!;
    if (word === 'path') return path(values) ? undefined : 'path';
    if (word === 'qualifiedValueShapesDisjoint') return object.value === 'false' ? undefined : word;
    if (word === 'targetClass' || word === 'targetObjectsOf' || word === 'targetSubjectsOf') return object.termType === 'NamedNode' ? undefined : word;
    const parameter = PARAMETERS.get(word);
    if (!parameter) return undefined;
    const pathed = of(subject, 'path').length > 0;
    if (!takes(parameter.kind, object) || (values.length > 1 && !parameter.many) || (parameter.onProperty && !pathed)) return word;
    if (parameter.kind === 'shape') return isShape(object) && (word !== 'property' || of(object, 'path').length > 0) ? undefined : word;
    if (parameter.kind === 'shapes' || parameter.kind === 'list') {
      const list = members(object);
      const walked = parameter.kind === 'shapes' || word === 'ignoredProperties';
      return list && !(walked && list.length > MOST_MEMBERS) && (parameter.kind === 'list' || list.every(isShape)) ? undefined : word;
    }
    if (word === 'closed') return of(subject, 'property').every((property) => of(property, 'path')[0]?.termType === 'NamedNode') ? undefined : word;
    return undefined;
  };

  const kept: Statement[] = [];
  let targets = 0;
  // A shape whose path cannot be followed is taken out whole: without it, it would be a shape of the node itself.
  const lost = new Set<string>();
  for (const statement of statements) if (shaclWord(statement.predicate) === 'path' && fault(statement, 'path')) lost.add(keyOf(statement.subject));
  for (const statement of statements) {
    budget.spend(1);
    const { subject, predicate, object } = statement;
    const word = shaclWord(predicate);
    if (predicate.value === SUBCLASS) continue;
    if (lost.has(keyOf(subject)) || (word !== undefined && lost.has(keyOf(object)))) {
      if (word === 'path' && !off(subject)) skipped.add('path');
      continue;
    }
    const why = word === undefined ? undefined : fault(statement, word);
    if (why !== undefined) {
      if (!off(subject)) skipped.add(why);
      continue;
    }
    if (word === 'severity') {
      kept.push(SEVERITIES.has(object.value) ? statement : DataFactory.quad(subject, predicate, DataFactory.namedNode(`${SH}Violation`)));
      continue;
    }
    kept.push(statement);
    if (word !== undefined && TARGETS.has(word)) targets += 1;
    const target = word === 'targetClass' ? object : predicate.value === TYPE && (object.value === `${RDFS}Class` || object.value === `${OWL}Class`) && isNodeShape(words, subject) ? subject : undefined;
    if (!target) continue;
    targets += 1;
    for (const type of below(target)) {
      budget.spend(1);
      kept.push(DataFactory.quad(subject, DataFactory.namedNode(`${SH}targetClass`), DataFactory.namedNode(type)));
    }
  }
  return { statements: kept, below, members: (head) => members(head) ?? [], skipped, empty: targets === 0 && skipped.size === 0 };
}

/** A graph is a set: what a file says twice it says once. */
function apart(statements: readonly Statement[]): Statement[] {
  const seen = new Set<string>();
  return statements.filter(({ subject, predicate, object }) => {
    const key = [keyOf(subject), predicate.value, object.termType, object.value, object.language ?? '', object.datatype?.value ?? ''].join('\n');
    const isNew = !seen.has(key);
    seen.add(key);
    return isNew;
  });
}

const isNodeShape = (words: Words, term: Term): boolean => (words.get(keyOf(term))?.get(TYPE) ?? []).some(({ value }) => value === `${SH}NodeShape` || value === `${SH}PropertyShape`);

/** What is below a class, worked out once for each class that is asked for. Only what the shapes and their imports say: a credential's own word on what is below what is not taken. */
function subclasses(statements: readonly Statement[], budget: Budget): (type: Term) => ReadonlySet<string> {
  const direct = new Map<string, string[]>();
  for (const { subject, predicate, object } of statements) {
    if (predicate.value !== SUBCLASS || subject.termType !== 'NamedNode' || object.termType !== 'NamedNode') continue;
    const list = direct.get(object.value);
    if (list) list.push(subject.value);
    else direct.set(object.value, [subject.value]);
  }
  const known = new Map<string, ReadonlySet<string>>();
  return (type) => {
    const before = known.get(type.value);
    if (before) return before;
    const found = new Set<string>([type.value]);
    for (const each of found) {
      budget.spend(1);
      for (const inner of direct.get(each) ?? []) found.add(inner);
    }
    known.set(type.value, found);
    return found;
  };
}
