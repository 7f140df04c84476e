import { extractClaims, matchSkills, readRequirements, resolveMatchPolicy, type Confirmation, type MatchPolicyInput, type MatchReport, type SkillClaim, type Taxonomy } from '@credlens/ats-adapter';
import { isObject, type JsonValue, type Report } from '@credlens/core/report';
import type { SubmittedFile } from './types.js';

/** Holds what was verified against what a job asks for. The same inputs give the same report. A file and its report have the same place in their lists. */
export type Match = (input: { tenant: string; posting: JsonValue; reports: readonly Report[]; files: readonly SubmittedFile[]; confirmations: readonly Confirmation[]; asOf: string }) => MatchReport | Promise<MatchReport>;

export interface MatchOptions {
  /** Loaded taxonomies (`loadTaxonomy`). Default: none, so identifiers and whole names alone are compared. */
  taxonomies?: readonly Taxonomy[];
  /** Default `default`. @see resolveMatchPolicy */
  policy?: string | MatchPolicyInput;
}

/**
 * The matcher that the service uses unless its host gives another to `createAssess({ match })`: `readRequirements`, `extractClaims` and `matchSkills` of `@credlens/ats-adapter`. Nothing is fetched.
 * @throws TypeError for a policy that is not one
 */
export function createMatch({ taxonomies = [], policy = 'default' }: MatchOptions = {}): Match {
  resolveMatchPolicy(policy);
  return async ({ posting, reports, confirmations, asOf }) => matchSkills({
    job: readRequirements(asPosting(posting)), claims: bounded(reports.flatMap((report) => extractClaims(report).claims)), credentials: reports.map(({ input }) => input.sha256),
    taxonomies, policy, confirmations, at: asOf,
  });
}

/** Statements that are held against a job, of all files together: what nobody stands behind is left out first, whatever the order of the files. */
const MOST_CLAIMS = 4096;
function bounded(claims: readonly SkillClaim[]): readonly SkillClaim[] {
  if (claims.length <= MOST_CLAIMS) return claims;
  const rank = ({ evidence, attained, selfAsserted }: SkillClaim): number => (evidence.verdict === 'verified' && attained && !selfAsserted ? 0 : evidence.verdict === 'indeterminate' ? 1 : 2);
  return [...claims].sort((a, b) => rank(a) - rank(b) || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)).slice(0, MOST_CLAIMS);
}

/** A posting of a tenant's own configuration may leave out that it is one. */
function asPosting(posting: JsonValue): string | object {
  if (typeof posting === 'string') return posting;
  if (!isObject(posting)) return Array.isArray(posting) ? posting : {};
  return '@type' in posting || !('skills' in posting) ? posting : { '@type': 'JobPosting', ...posting };
}
