import type { MatchVerdict, RequirementStatus } from '../match/match-report.js';
import type { ReasonCode } from '../match/reasons.js';

/** Who reads: whoever hires, or the person whose credentials they are. */
export type Audience = 'recruiter' | 'candidate';

/** Two readings of one thing where they differ. */
export type ForAudience = string | Record<Audience, string>;

/** Every sentence about a match, in one language. `{name|fallback}` as in the catalogues of core. Complete by type: a code without words does not compile. */
export interface MatchText {
  /** BCP 47. */
  language: string;
  direction: 'ltr' | 'rtl';
  /** They take `{label|}`. */
  statuses: Record<RequirementStatus, ForAudience>;
  /** They take `{skill|}`, `{credential|}`, `{issuer|}`, `{label|}`. */
  relations: Record<Exclude<MatchVerdict, 'none'>, string>;
  reasons: Record<ReasonCode, ForAudience>;
  /** They take `{met|}` and `{total|}`. */
  coverage: { required: string; preferred: string; none: string; unconfirmed: string };
  element: MatchElementText;
  /** Said once of every report. */
  notice: ForAudience;
}

/** The words of `<skills-match>`. */
export interface MatchElementText {
  title: string;
  /** What the element says until it has a report. */
  empty: string;
  groups: { required: string; preferred: string; unconfirmed: string; unmatched: string };
  /** In a word or two. */
  statuses: Record<RequirementStatus, string>;
  /** Of one statement among those that speak to a requirement. */
  counted: string;
  notCounted: string;
  /** Takes `{count|}`. */
  evidence: string;
  /** Takes `{count|}`. */
  more: string;
  /** The question that a person is asked, and the answers to it. They take `{skill|}` and `{label|}`. */
  ask: string;
  answers: { same: string; narrower: string; none: string };
  /** What is said once a person has answered. */
  decided: { same: string; narrower: string; none: string };
  undo: string;
  undone: string;
  attribution: string;
}
