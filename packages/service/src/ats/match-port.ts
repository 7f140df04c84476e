import { extractClaims, matchSkills, readRequirements, resolveMatchPolicy, type Confirmation, type MatchPolicyInput, type MatchReport, type Taxonomy } from '@credlens/ats-adapter';
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
    job: readRequirements(asPosting(posting)), claims: reports.flatMap((report) => extractClaims(report).claims), credentials: reports.map(({ input }) => input.sha256),
    taxonomies, policy, confirmations, at: asOf,
  });
}

/** A posting of a tenant's own configuration may leave out that it is one. */
function asPosting(posting: JsonValue): string | object {
  if (typeof posting === 'string') return posting;
  if (!isObject(posting)) return Array.isArray(posting) ? posting : {};
  return '@type' in posting || !('skills' in posting) ? posting : { '@type': 'JobPosting', ...posting };
}
