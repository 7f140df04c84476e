import type { Identifier } from '../identifiers/identifier.js';
import type { SkillLevel } from './skill-claim.js';

/**
 * What a credential names and is no skill (`level`, `quality-assurance`, `occupation`, `credential-or-course`, `entitlement`), an identifier that could not be read,
 * an achievement that a learner record lists and nothing in it awards (`listed-only`), a level of a rubric that nobody reached (`level-not-reached`), a credential about several people, any of whom a claim may be about (`several-subjects`),
 * a result that is not final or cannot be compared with what its description requires, and what was left out for its number.
 */
export type ClaimNoticeCode =
  | 'level' | 'quality-assurance' | 'occupation' | 'credential-or-course' | 'entitlement'
  | 'identifier-malformed' | 'identifier-unrecognised' | 'result-provisional' | 'result-not-comparable' | 'level-not-reached' | 'listed-only' | 'several-subjects' | 'too-many';

export interface ClaimNotice {
  code: ClaimNoticeCode;
  /** Digest of the credential's bytes, as in a claim's source. */
  credential: string;
  /** RFC 6901; the empty string is the whole. */
  pointer: string;
  /** The document's own word for it. */
  text?: string;
  identifiers?: Identifier[];
  level?: SkillLevel;
}
