import { RDF, SH, XSD, type Term } from './terms.js';

/** What the parameters of SHACL Core (W3C Recommendation 2017, section 4) may be given, so far as the engine reads them as the standard means them. */
export type Kind = 'count' | 'flag' | 'shape' | 'shapes' | 'list' | 'resource' | 'term' | 'number' | 'text' | 'node-kind';

/** Parameter, what it takes, and whether a shape may have several. */
export const PARAMETERS: ReadonlyMap<string, { kind: Kind; many?: true; onProperty?: true }> = new Map(Object.entries({
  minCount: { kind: 'count', onProperty: true }, maxCount: { kind: 'count', onProperty: true }, minLength: { kind: 'count' }, maxLength: { kind: 'count' },
  qualifiedMinCount: { kind: 'count', onProperty: true }, qualifiedMaxCount: { kind: 'count', onProperty: true }, uniqueLang: { kind: 'flag', onProperty: true }, closed: { kind: 'flag' }, deactivated: { kind: 'flag' },
  property: { kind: 'shape', many: true }, node: { kind: 'shape', many: true }, not: { kind: 'shape' }, qualifiedValueShape: { kind: 'shape', onProperty: true },
  and: { kind: 'shapes' }, or: { kind: 'shapes' }, xone: { kind: 'shapes' }, in: { kind: 'list' }, languageIn: { kind: 'list' }, ignoredProperties: { kind: 'list' },
  class: { kind: 'resource', many: true }, datatype: { kind: 'resource' }, equals: { kind: 'resource' }, disjoint: { kind: 'resource' }, hasValue: { kind: 'term' },
  minInclusive: { kind: 'number' }, maxInclusive: { kind: 'number' }, minExclusive: { kind: 'number' }, maxExclusive: { kind: 'number' }, pattern: { kind: 'text' }, flags: { kind: 'text' }, nodeKind: { kind: 'node-kind' },
} as const));

/**
 * What is never evaluated: anything that runs a query or a script, what the engine reads otherwise than the standard (the order of texts depends on the machine's language; disjoint qualified shapes), and
 * what later editions of SHACL have added. Words that are none of these mean nothing in SHACL, and are passed over as the standard says (a misspelt one in a published file as well).
 */
export const NOT_EVALUATED: ReadonlySet<string> = new Set([
  'sparql', 'js', 'rule', 'expression', 'target', 'parameter', 'values', 'filterShape',
  'lessThan', 'lessThanOrEquals', 'memberShape', 'minListLength', 'maxListLength', 'uniqueMembers', 'singleLine', 'someValue', 'rootClass', 'subsetOf', 'reifierShape', 'reificationRequired', 'nodeByExpression', 'targetWhere', 'shape', 'entailment',
]);

const NODE_KINDS: ReadonlySet<string> = new Set(['IRI', 'BlankNode', 'Literal', 'BlankNodeOrIRI', 'BlankNodeOrLiteral', 'IRIOrLiteral'].map((name) => SH + name));
const COMPARED: ReadonlySet<string> = new Set(['integer', 'decimal', 'double', 'float', 'int', 'long', 'short', 'byte', 'nonNegativeInteger', 'positiveInteger', 'date', 'dateTime'].map((name) => XSD + name));
const TEXT: ReadonlySet<string> = new Set([`${XSD}string`, `${RDF}langString`]);

const isLiteral = (term: Term): boolean => term.termType === 'Literal';

/** Whether a value is one that the parameter takes. Lists and shapes are looked at by the caller. */
export function takes(kind: Kind, value: Term): boolean {
  switch (kind) {
    case 'count': return isLiteral(value) && /^\d{1,9}$/.test(value.value);
    case 'flag': return isLiteral(value) && (value.value === 'true' || value.value === 'false') && value.datatype?.value === `${XSD}boolean`;
    case 'resource': return value.termType === 'NamedNode';
    case 'number': return isLiteral(value) && COMPARED.has(value.datatype?.value ?? '') && value.value.length < 100;
    case 'text': return isLiteral(value) && TEXT.has(value.datatype?.value ?? '');
    case 'node-kind': return value.termType === 'NamedNode' && NODE_KINDS.has(value.value);
    case 'term': return value.termType !== 'BlankNode';
    default: return value.termType !== 'Literal';
  }
}
