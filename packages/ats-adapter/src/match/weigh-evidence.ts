import type { EvidenceKind, SkillClaim, SkillLevel } from '../claims/skill-claim.js';
import type { Requirement } from '../requirements/requirement.js';
import { weaker, WEIGHED_FACTS, type MatchPolicy, type Standing, type WeighedFact } from './policy.js';
import type { Reason, ReasonCode } from './reasons.js';

/** What a claim is worth as evidence, whatever skill it names, and why. */
export interface Weighed { standing: Standing; reasons: Reason[] }

const DAY = 86_400_000;

/**
 * May this claim count, by what is known of its credential? Apart from any relation to the requirement's skill.
 * Pure: an answer that is worse never makes it count for more.
 * @param asOf milliseconds since 1970
 */
export function weighEvidence(claim: SkillClaim, wanted: Pick<Requirement, 'evidence' | 'level'>, policy: MatchPolicy, asOf: number): Weighed {
  const reasons: Reason[] = [];
  let standing = 'met' as Standing;
  const less = (to: Standing, code: ReasonCode, params?: Reason['params']): void => {
    if (to === 'met') return;
    standing = weaker(standing, to);
    reasons.push({ code, ...(params ? { params } : {}) });
  };
  const { evidence } = claim;
  // The ground that no policy moves.
  if (evidence.verdict === 'unverifiable') less('shown', 'not-verified');
  else if (evidence.intact === 'no' || evidence.authentic === 'no') less('shown', 'invalid');
  else if (evidence.intact !== 'yes' || evidence.authentic !== 'yes') less('review', 'undecided');
  if (claim.selfAsserted) less('shown', 'self-asserted');
  if (!claim.attained) less('shown', 'not-attained', { why: claim.notAttained ?? '' });
  for (const fact of WEIGHED_FACTS) {
    const answer = evidence[fact];
    less(policy.facts[fact][answer], FACT_REASONS[fact][answer === 'no' ? 'no' : 'unknown']);
  }
  // What the facts do not say, the verdict does: a credential whose verification failed for whatever else counts for nothing.
  if (evidence.verdict === 'invalid' && standing !== 'shown') less('shown', 'invalid');
  if (evidence.verdict === 'indeterminate' && weaker(standing, 'review') !== standing) less('review', 'undecided');
  weighKind(claim.kind, wanted.evidence, policy, less);
  if (policy.maxAgeDays !== undefined) {
    const age = (asOf - Date.parse(claim.awarded ?? '')) / DAY;
    if (Number.isNaN(age)) less('review', 'age-unknown');
    else if (age > policy.maxAgeDays) less('review', 'too-old', { days: Math.floor(age), most: policy.maxAgeDays });
  }
  const level = weighLevel(claim.level, wanted.level, policy);
  if (level) {
    standing = weaker(standing, level.standing);
    reasons.push(level.reason);
  }
  if (standing === 'met') reasons.unshift({ code: 'verified' });
  return { standing, reasons: unique(reasons) };
}

const FACT_REASONS: Record<WeighedFact, { no: ReasonCode; unknown: ReasonCode }> = {
  recognised: { no: 'issuer-unrecognised', unknown: 'issuer-unknown' },
  current: { no: 'not-current', unknown: 'currency-unknown' },
  theirs: { no: 'not-theirs', unknown: 'theirs-unknown' },
  presentedByHolder: { no: 'not-theirs', unknown: 'theirs-unknown' },
};

function weighKind(kind: EvidenceKind, wanted: readonly EvidenceKind[] | undefined, policy: MatchPolicy, less: (to: Standing, code: ReasonCode, params?: Reason['params']) => void): void {
  if (wanted === undefined || wanted.length === 0) return less(policy.kinds[kind], kind === 'attended' ? 'attendance-only' : 'kind-not-wanted', { kind });
  if (!wanted.includes(kind)) less('review', 'kind-not-wanted', { kind });
}

/** Levels are compared on one scale only, and only where its order is known. */
function weighLevel(own: SkillLevel | undefined, wanted: SkillLevel | undefined, { level }: MatchPolicy): { standing: Standing; reason: Reason } | undefined {
  if (!wanted) return undefined;
  if (!own) return { standing: level.unstated, reason: { code: 'level-unstated', params: levelParams(undefined, wanted) } };
  const params = levelParams(own, wanted);
  // Scales of one name may be two: those that end elsewhere are.
  const differ = own.scale !== wanted.scale || (own.of !== undefined && wanted.of !== undefined && own.of !== wanted.of);
  if (differ || own.ordinal === undefined || wanted.ordinal === undefined) return { standing: level.notComparable, reason: { code: 'level-not-comparable', params } };
  return own.ordinal >= wanted.ordinal ? { standing: 'met', reason: { code: 'level-met', params } } : { standing: level.below, reason: { code: 'level-below', params } };
}

const named = ({ label, ordinal, scale }: SkillLevel): string => label ?? (ordinal === undefined ? scale : String(ordinal));
const levelParams = (own: SkillLevel | undefined, wanted: SkillLevel): Record<string, string> => ({ ...(own ? { level: named(own) } : {}), wanted: named(wanted) });

function unique(reasons: readonly Reason[]): Reason[] {
  const seen = new Set<string>();
  return reasons.filter(({ code }) => !seen.has(code) && seen.add(code));
}
