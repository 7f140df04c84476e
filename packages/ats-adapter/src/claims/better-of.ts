import type { EvidenceProfile, Fact } from './evidence-profile.js';
import type { SkillClaim } from './skill-claim.js';

/** Best first: what a credential's verification comes to. */
export const BY_VERDICT: readonly EvidenceProfile['verdict'][] = ['verified', 'indeterminate', 'unverifiable', 'invalid'];

/** Best last. Nobody asked: that says less against it than an answer that could not be had. */
export const BY_STRENGTH: readonly Fact[] = ['no', 'unknown', 'not-asked', 'yes'];

const worth = ({ evidence, attained }: SkillClaim): string =>
  [attained ? 1 : 0, BY_VERDICT.indexOf(evidence.verdict), ...[evidence.intact, evidence.authentic, evidence.recognised, evidence.current, evidence.theirs, evidence.presentedByHolder].map((fact) => 3 - BY_STRENGTH.indexOf(fact))].join('');

/**
 * One credential twice, alone and in a presentation, say: the same bytes, and the better of what was found out about them. What a record says around either of them stays.
 * One place that two achievements of no identifier refer to, and one of them was not passed: it counts as not passed.
 */
export function betterOf(one: SkillClaim, other: SkillClaim): SkillClaim {
  const [a, b] = [worth(one) + JSON.stringify(one), worth(other) + JSON.stringify(other)];
  const kept = a <= b ? one : other;
  const both = (key: 'sameAs' | 'partOf') => {
    const all = [...new Set([...(one.source[key] ?? []), ...(other.source[key] ?? [])])].sort();
    return all.length > 0 ? { [key]: all } : {};
  };
  return { ...kept, source: { ...kept.source, ...both('sameAs'), ...both('partOf') } };
}

/** By what claims are worth, and then by their identifiers: which are kept where there are too many is not for their order to say. */
export function byWorth(one: SkillClaim, other: SkillClaim): number {
  const [a, b] = [worth(one) + one.id, worth(other) + other.id];
  return a < b ? -1 : a > b ? 1 : 0;
}
