// The reader of Turtle and the engine of SHACL ship no types. What we use of them is declared here and nowhere else.
declare module 'n3' {
  type Term = import('./terms.js').Term;
  type Statement = import('./terms.js').Statement;
  export const DataFactory: {
    namedNode(value: string): Term;
    blankNode(name?: string): Term;
    literal(value: string, languageOrDatatype?: string | Term): Term;
    defaultGraph(): Term;
    quad(subject: Term, predicate: Term, object: Term, graph?: Term): Statement;
  };
  export class Parser {
    constructor(options: { baseIRI?: string; format?: string; blankNodePrefix?: string; factory?: object });
    /** @throws where the text is no Turtle */
    parse(text: string): Statement[];
  }
}
declare module 'shacl-engine/lib/Context.js' {
  type Term = import('./terms.js').Term;
  export interface Pointers extends Iterable<Pointers> { term?: Term; terms: Term[]; ptrs: unknown[]; out(predicates: Term[]): Pointers; node(terms: Iterable<Term>): Pointers }
  export interface Step { quantifier: string; start: string; predicates: Term[] }
  export interface Result { constraintComponent: Term; severity: Term; focusNode: Pointers; path?: Step[] | null; value?: Pointers; results: Result[] }
  export interface Report { conforms: boolean; results: Result[] }
  export default class Context {
    constructor(options: { factory: object; focusNode: Pointers; options: object; validator: object });
    factory: { literal(value: string): Term };
    options: object;
    report: Report;
    focusNode: Pointers;
    valueOrNode: Pointers;
    values?: Pointers;
    create(options: { child?: boolean; focusNode?: Pointers; shape?: object }): Context;
    id(options: { shape: object }): string;
    test(success: boolean, component: Term, options?: { value?: Pointers }): void;
  }
}
declare module 'shacl-engine/lib/Shape.js' {
  type Context = import('shacl-engine/lib/Context.js').default;
  type Pointers = import('shacl-engine/lib/Context.js').Pointers;
  export default class Shape {
    constructor(pointer: Pointers, options: { validator: object });
    readonly ptr: Pointers;
    readonly shapeValidator: { validate(context: Context): Promise<Context> };
    resolveTargets(context: Context): Promise<Pointers>;
    validate(context: Context): Promise<Context>;
  }
}
declare module 'shacl-engine/Validator.js' {
  type Shape = import('shacl-engine/lib/Shape.js').default;
  type Pointers = import('shacl-engine/lib/Context.js').Pointers;
  export default class Validator {
    constructor(dataset: object, options: { factory: object; validations?: Iterable<[unknown, unknown]> });
    shapesPtr: Pointers;
    shapes: { get(term: unknown): Shape | undefined; set(term: unknown, shape: Shape): void; values(): Iterable<Shape> };
    shape(pointer: Pointers): Shape | null;
  }
}
declare module 'shacl-engine/lib/validations.js' {
  const validations: Iterable<[import('./terms.js').Term, import('./constraints.js').Compile]>;
  export default validations;
}
