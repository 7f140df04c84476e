import { keyOf, type Budget, type Statement, type Term } from './terms.js';

const NONE: readonly Statement[] = [];

export interface Found extends Iterable<Statement> { readonly size: number }

/**
 * A set of statements to look into, as the engine asks it (the part of RDF/JS DatasetCore that reads). Every look is paid for from the budget, so whatever shapes and document are, the engine stops.
 * Resources are found by an index, literals by comparing: a credential holds pictures as texts of a megabyte.
 */
export class Graph {
  readonly #statements: readonly Statement[];
  readonly #bySubject = new Map<string, Statement[]>();
  readonly #byPredicate = new Map<string, Statement[]>();
  readonly #byObject = new Map<string, Statement[]>();

  constructor(statements: readonly Statement[], private readonly budget: Budget) {
    this.#statements = statements;
    for (const statement of statements) {
      put(this.#bySubject, keyOf(statement.subject), statement);
      put(this.#byPredicate, statement.predicate.value, statement);
      if (statement.object.termType !== 'Literal') put(this.#byObject, keyOf(statement.object), statement);
    }
  }

  get size(): number {
    return this.#statements.length;
  }

  match(subject?: Term | null, predicate?: Term | null, object?: Term | null): Found {
    const lists = [
      ...(subject ? [this.#bySubject.get(keyOf(subject)) ?? NONE] : []), ...(predicate ? [this.#byPredicate.get(predicate.value) ?? NONE] : []),
      ...(object && object.termType !== 'Literal' ? [this.#byObject.get(keyOf(object)) ?? NONE] : []),
    ];
    const shortest = lists.reduce((least, list) => (list.length < least.length ? list : least), lists[0] ?? this.#statements);
    // The engine compares what it finds with all else that it found, so many values cost more than each of them.
    this.budget.spend(1 + shortest.length + shortest.length ** 2 / 300);
    const found = shortest.filter((each) => (!subject || each.subject.equals(subject)) && (!predicate || each.predicate.equals(predicate)) && (!object || each.object.equals(object)));
    return Object.assign(found, { size: found.length });
  }

  [Symbol.iterator](): Iterator<Statement> {
    return this.#statements[Symbol.iterator]();
  }
}

function put(index: Map<string, Statement[]>, key: string, statement: Statement): void {
  const list = index.get(key);
  if (list) list.push(statement);
  else index.set(key, [statement]);
}
