import type { LocalizedText } from '@credlens/core/report';

/** How a concept is labelled. `hidden`: spellings that people use and the taxonomy does not show. */
export type LabelKind = 'preferred' | 'alternative' | 'hidden';
export type ConceptKind = 'skill' | 'group' | 'occupation';
/** SKOS mapping relations, read from this taxonomy's concept to the other identifier. */
export type MappingRelation = 'exactMatch' | 'closeMatch' | 'narrowMatch' | 'broadMatch' | 'relatedMatch';

export interface Concept {
  /** Normalised, as `Identifier.id`. */
  id: string;
  kind: ConceptKind;
  preferred: LocalizedText;
  /** ESCO's reuse level, or what the taxonomy has for it. */
  reuse?: string;
  /** The concept that stands for this retired one. */
  replacedBy?: string;
}

export interface LabelHit { id: string; kind: LabelKind; language: string }

/** One concept that a text may mean, by how it is spelt alone. `score` is between 0 and 1 and compares candidates of one search; it is no probability. */
export interface Candidate { id: string; score: number; label: string; language: string; labelKind: LabelKind }

export interface Mapping { /** Normalised identifier in the other framework. */ id: string; relation: MappingRelation; /** Name and row of the table that says it. */ source: string }

export interface SearchOptions { /** BCP 47; default: every language that the taxonomy has. */ languages?: readonly string[]; /** Default 10, at most 100. */ limit?: number; /** Default: skills alone. */ kinds?: readonly ConceptKind[] }

/** A taxonomy that was built before and loaded. Everything is at hand: nothing is fetched, and the same question has the same answer. */
export interface Taxonomy {
  name: string;
  version: string;
  /** SHA-256 of the file, lower-case hexadecimal. */
  digest: string;
  languages: readonly string[];
  /** What must be shown wherever its words are. */
  attribution: readonly string[];
  concept(id: string): Concept | undefined;
  /** Concepts with exactly this label once both are normalised (case, spaces, punctuation, accents kept). */
  labelled(text: string, languages?: readonly string[]): LabelHit[];
  /** Likely concepts, best first; ties in the order of their ids. */
  search(text: string, options?: SearchOptions): Candidate[];
  broader(id: string): readonly string[];
  narrower(id: string): readonly string[];
  /** Skill to skill: `essential` or `optional` for another. */
  related(id: string): readonly { id: string; relation: 'essential' | 'optional' }[];
  mappings(id: string): readonly Mapping[];
  /** Of an occupation. */
  skillsOf(occupation: string): readonly { id: string; relation: 'essential' | 'optional' }[];
}
