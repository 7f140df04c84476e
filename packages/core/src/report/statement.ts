import type { LocalizedText } from './report.js';

/** Where in a credential a statement stands. `rubric-level`: one level of a rubric, whether or not anybody reached it. */
export type StatementPlace = 'credential' | 'subject' | 'achievement' | 'result-description' | 'rubric-level' | 'result';

/**
 * What a document names beside what it awards: an alignment, a tag, a field of study, an entry of a list of skills. The document's claim.
 * It may be a skill; it may as well be a level, an occupation, a course or a quality mark: which, is for who reads it to say.
 */
export interface StatementView {
  /** The property that it stands in, as the format calls it. */
  property: string;
  on: StatementPlace;
  name?: LocalizedText;
  /** OB 3.0 `targetUrl`, or the identifier that stands in its place. */
  url?: string;
  /** OB 3.0 `targetCode`. */
  code?: string;
  /** OB 3.0 `targetType`, or the kind that a list of skills puts it under. */
  type?: string;
  framework?: string;
  /** The place of the result, the result description or the rubric's level that it belongs to. */
  of?: string;
  /** Somebody other than the document's issuer, or nobody, answers for it: it is an entry of a résumé. */
  selfAsserted?: boolean;
  /** ISO 8601, as the document writes it, where the statement has a date of its own. */
  dated?: string;
  pointer: string;
}

/** A level of a scale whose order the document gives, lowest first (OB 3.0 `rubricCriterionLevel`, `allowedValue`). */
export interface LevelView {
  id?: string;
  name?: string;
  /** Counted from 1. */
  ordinal: number;
  of: number;
  pointer: string;
}
