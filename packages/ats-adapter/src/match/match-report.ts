import type { SkillClaim } from '../claims/skill-claim.js';
import type { Requirement } from '../requirements/requirement.js';
import type { MappingRelation } from '../taxonomy/taxonomy.js';
import type { Reason } from './reasons.js';

/** How a claim was found to speak to a requirement. Each is a named relation, never a blended score. Strongest first. */
export const MATCH_VERDICTS = ['exact', 'crosswalk-exact', 'label', 'narrower', 'crosswalk-close', 'broader', 'related', 'lexical', 'semantic', 'none'] as const;
export type MatchVerdict = (typeof MATCH_VERDICTS)[number];

/** `review`: a person has to look. `missing` says that nothing was found, not that the person lacks the skill. `partial`: something nearby counts, but not the whole. */
export type RequirementStatus = 'met' | 'partial' | 'review' | 'missing';

/** One step of the way from what the credential names to what the job names. */
export interface PathStep {
  from: string;
  relation: 'same' | 'replaced-by' | 'preferred-label' | 'alternative-label' | 'hidden-label' | 'broader' | 'narrower' | 'essential' | 'optional' | 'same-group' | 'confirmed' | 'spelling' | 'model' | MappingRelation;
  to: string;
  /** The table, taxonomy or confirmation that says it. */
  source?: string;
}

export interface RequirementMatch {
  claimId: SkillClaim['id'];
  verdict: MatchVerdict;
  path: PathStep[];
  /** Of `lexical` and `semantic` alone: it compares candidates of one search and is no probability. */
  similarity?: number;
  /** Whether this claim counts for the requirement, under the policy. */
  counted: boolean;
  reasons: Reason[];
}

export interface MatchedRequirement { requirement: Requirement; status: RequirementStatus; matches: RequirementMatch[]; reasons: Reason[] }

/** Coverage as fractions: how many of how many. No requirement that nobody confirmed is in it. */
export interface Coverage { met: number; partial: number; review: number; missing: number; total: number; /** Sums of the employer's weights, where every requirement of the kind has one. */ weighted?: { met: number; total: number } }

/**
 * What a matcher answers about one job and one candidate's credentials. The same inputs give the same bytes.
 * It asserts which verified statements speak to which requirement and by which path. It does not assert that the person can do the job, nor that they lack what is `missing`, and it compares no two people.
 */
export interface MatchReport {
  schema: 'credlens-match/1';
  /** Digest of all inputs: the same question has the same identifier. */
  id: string;
  /** The instant that evidence was judged at, ISO 8601 UTC: the caller's. */
  asOf: string;
  inputs: {
    job: string;
    requirements: string;
    /** Digests of the credentials, sorted. */
    credentials: string[];
    taxonomies: { name: string; version: string; digest: string; attribution: string[] }[];
    confirmations: string;
    policy: { id: string; digest: string };
    matcher: string;
    /** Name and version of the plug-in that compared meanings, where one was used. */
    model?: string;
  };
  requirements: MatchedRequirement[];
  /** Every claim that was looked at, sorted by its identifier. */
  claims: SkillClaim[];
  /** Claims that speak to no requirement. */
  unmatched: SkillClaim['id'][];
  summary: { required: Coverage; preferred: Coverage; unconfirmed: number };
}
