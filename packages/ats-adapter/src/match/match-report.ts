import type { SkillClaim } from '../claims/skill-claim.js';
import type { Requirement } from '../requirements/requirement.js';

/** How a claim was found to speak to a requirement. Each is a named relation, never a blended score. */
export type MatchVerdict = 'exact' | 'narrower' | 'broader' | 'related' | 'label' | 'none';

/** `review`: a human being has to look. `missing` says that nothing was found, not that the person lacks the skill. */
export type RequirementStatus = 'met' | 'partial' | 'review' | 'missing';

export interface RequirementMatch {
  claimId: SkillClaim['id'];
  verdict: MatchVerdict;
  /** Whether the employer's policy lets evidence of this kind count. */
  counted: boolean;
  /** Codes of the reasons, for and against. */
  reasons: string[];
}

/** What a matcher answers about one job and one candidate's credentials. The outline; the matcher itself is not part of this version. */
export interface MatchReport {
  schema: 'credlens-match/1';
  requirements: { requirement: Requirement; status: RequirementStatus; matches: RequirementMatch[] }[];
  /** Claims that speak to no requirement. */
  unmatched: SkillClaim['id'][];
}
