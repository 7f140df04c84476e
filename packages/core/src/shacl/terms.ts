/** RDF as the libraries hand it on (RDF/JS): terms and statements. `equals` is theirs, and compares by value. */
export interface Term {
  termType: string;
  value: string;
  language?: string;
  datatype?: Term;
  equals(other: Term | null | undefined): boolean;
}
export interface Statement { subject: Term; predicate: Term; object: Term; graph: Term }

export const SH = 'http://www.w3.org/ns/shacl#';
export const RDF = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#';
export const RDFS = 'http://www.w3.org/2000/01/rdf-schema#';
export const OWL = 'http://www.w3.org/2002/07/owl#';
export const XSD = 'http://www.w3.org/2001/XMLSchema#';

export const TYPE = `${RDF}type`;
export const SUBCLASS = `${RDFS}subClassOf`;

/** One word for a resource, which a literal never has. */
export const keyOf = (term: Term): string => (term.termType === 'BlankNode' ? `_:${term.value}` : term.termType === 'NamedNode' ? term.value : '');

/** The last part of an address in the vocabulary of SHACL; undefined for any other. */
export const shaclWord = (term: Term): string | undefined => (term.termType === 'NamedNode' && term.value.startsWith(SH) ? term.value.slice(SH.length) : undefined);

/** What is thrown through the engine where a bound is met. */
export class Exhausted extends Error {}

/** Steps that one document's shapes may take: every look into a graph, every statement found, every value compared. A step is some microseconds. */
export class Budget {
  constructor(private left: number, private readonly signal?: AbortSignal) {}

  spend(amount: number): void {
    this.left -= amount;
    if (!(this.left >= 0) || this.signal?.aborted) throw new Exhausted();
  }
}
