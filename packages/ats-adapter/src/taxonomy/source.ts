/**
 * A file that a taxonomy is built from, already read.
 * - `esco`: a table as ESCO's portal gives it; which one is told by its header
 * - `onet`: a tab separated file of the O*NET database
 * - `rsd`: rich skill descriptors, as OSMT exports them (CSV or JSON)
 * - `case`: a CASE CFPackage (JSON)
 * - `crosswalk`: a table from one framework's identifiers to another's with a SKOS relation
 * - `list`: a table of one's own, or a label a line
 */
export interface TaxonomySource {
  kind: 'esco' | 'onet' | 'rsd' | 'case' | 'crosswalk' | 'list';
  /** Shown in messages, and as the source of a mapping. */
  name: string;
  text: string;
  /** BCP 47, of labels that do not say their own. Default: what an ESCO file's name says (`skills_de.csv`), else `en`. */
  language?: string;
  /**
   * Of a crosswalk: whose side the relation is read from. `esco-first`: "ESCO's concept `broadMatch` the other" says the other is the broader one; so are the mapping tables that ESCO publishes of Germany and Sweden.
   * `other-first`: the national concept has the broader match. Tables that do not say are read as `esco-first`.
   */
  direction?: 'esco-first' | 'other-first';
}
