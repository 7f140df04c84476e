import { canonicalJson, sha256Hex } from '@credlens/core/report';
import { betterOf } from '../claims/better-of.js';
import type { SkillClaim } from '../claims/skill-claim.js';
import type { JobRequirements, Requirement } from '../requirements/requirement.js';
import type { Taxonomy } from '../taxonomy/taxonomy.js';
import { confirmedStep, decisions, type Confirmation } from './confirmations.js';
import { coverageOf } from './coverage.js';
import { alike, spelling } from './likeness.js';
import { meaningOf, type Meaning } from './meaning.js';
import { MATCH_VERDICTS, type MatchedRequirement, type MatchReport, type RequirementMatch, type RequirementStatus } from './match-report.js';
import { resolveMatchPolicy, stronger, weaker, type MatchPolicy, type MatchPolicyInput, type Standing } from './policy.js';
import { relate, strongest, type Relation } from './relation.js';
import type { Reason } from './reasons.js';
import { resemblance, type Resemblance, type SemanticProvider } from './semantic.js';
import { weighEvidence } from './weigh-evidence.js';

/** Changes with every change of what the same inputs give. */
export const MATCHER = 'credlens-matcher/1';

export interface MatchInput {
  job: JobRequirements;
  /** Of all of one person's credentials, as `extractClaims` gives them. */
  claims: readonly SkillClaim[];
  /** The digests of the credentials that were looked at, those without any skill among them. Default: those that claims come from. */
  credentials?: readonly string[];
  taxonomies?: readonly Taxonomy[];
  /** What people of this tenant have decided before. */
  confirmations?: readonly Confirmation[];
  policy?: string | MatchPolicyInput;
  semantic?: SemanticProvider;
  /** The instant to judge age at. */
  at: Date | string;
}

/** More than these are a mistake of the caller's: extraction is bounded far below. */
const MOST = { claims: 10_000, requirements: 1_000 };
const MOST_MATCHES = 50;

/**
 * Which verified statements speak to which requirement, by which path, and which of them count under the policy.
 * Deterministic: order changes nothing, and the same inputs give the same bytes. Taking a credential away never makes a requirement come out better.
 * Nothing is fetched. It compares no two people and gives no person a score.
 * @throws TypeError for a policy that is not one, RangeError for an `at` that is no instant or for more than 10 000 claims or 1 000 requirements: programmers' mistakes
 */
export async function matchSkills(input: MatchInput): Promise<MatchReport> {
  const policy = resolveMatchPolicy(input.policy);
  const asOf = new Date(input.at).getTime();
  if (Number.isNaN(asOf)) throw new RangeError('at: not an instant');
  if (input.claims.length > MOST.claims || input.job.requirements.length > MOST.requirements) throw new RangeError(`At most ${MOST.claims} claims and ${MOST.requirements} requirements`);
  const taxonomies = [...input.taxonomies ?? []].sort((a, b) => order(a.name, b.name) || order(a.digest, b.digest));
  const claims = byId(input.claims, betterOf);
  const requirements = byId(input.job.requirements, (first) => first);
  const meaning = new Map<SkillClaim | Requirement, Meaning>();
  for (const claim of claims) meaning.set(claim, meaningOf(claim.name, claim.identifiers, taxonomies));
  for (const requirement of requirements) meaning.set(requirement, meaningOf(requirement.label, requirement.identifiers, taxonomies));
  const resembles = input.semantic && await resemblance(input.semantic, [...meaning.values()]);
  const matcher: Matcher = { policy, asOf, claims, meaning, taxonomies, decided: decisions(input.confirmations ?? []), spelt: spelling(taxonomies, policy.lexical), ...(resembles ? { resembles } : {}) };
  const spoken = new Set<SkillClaim['id']>();
  const matched = requirements.map((requirement) => matchOne(requirement, matcher, spoken));
  const inputs = await digests(input, policy, taxonomies, requirements, claims, resembles ? input.semantic!.id : undefined);
  const at = new Date(asOf).toISOString();
  return {
    schema: 'credlens-match/1',
    id: await digestOf({ ...inputs, claims: claims.map(({ id, evidence }) => [id, evidence.reportId]), at }),
    asOf: at, inputs, requirements: matched, claims,
    unmatched: claims.map(({ id }) => id).filter((id) => !spoken.has(id)),
    summary: { required: coverageOf(matched, 'required'), preferred: coverageOf(matched, 'preferred'), unconfirmed: matched.filter(({ requirement }) => !requirement.confirmed).length },
  };
}

interface Matcher {
  policy: MatchPolicy;
  asOf: number;
  claims: readonly SkillClaim[];
  meaning: ReadonlyMap<SkillClaim | Requirement, Meaning>;
  taxonomies: readonly Taxonomy[];
  decided: ReturnType<typeof decisions>;
  spelt: ReturnType<typeof spelling>;
  resembles?: Resemblance;
}

type Weighed = RequirementMatch & { standing: Standing };

/** @param spoken gets every claim that speaks to the requirement, those that are left out for their number among them */
function matchOne(requirement: Requirement, matcher: Matcher, spoken: Set<SkillClaim['id']>): MatchedRequirement {
  const found = matcher.claims.flatMap((claim) => weigh(claim, requirement, matcher)).sort((a, b) => byStrength(a, b));
  for (const { claimId } of found) spoken.add(claimId);
  const best = found.reduce<Standing>((so, { standing }) => stronger(so, standing), 'shown');
  const status: RequirementStatus = best === 'shown' ? 'missing' : best;
  // One skill is one skill: the best evidence of it counts, and whatever else says the same is listed beside it.
  const counting = found.find(({ standing }) => standing === best && (best === 'met' || best === 'partial'));
  const matches = found.map(({ standing, ...match }): RequirementMatch => {
    if (counting === undefined || standing !== best) return match;
    return match.claimId === counting.claimId ? { ...match, counted: true, reasons: [{ code: 'counts' }, ...match.reasons] } : { ...match, reasons: [...match.reasons, { code: 'same-skill-counted-once' }] };
  });
  const reasons: Reason[] = [
    ...(found.length === 0 ? [{ code: 'nothing-found' as const }] : status === 'missing' && found.every(({ verdict }) => verdict === 'related') ? [{ code: 'related-only' as const }] : []),
    ...(requirement.confirmed ? [] : [{ code: 'requirement-unconfirmed' as const }]),
  ];
  return { requirement, status, matches: matches.slice(0, MOST_MATCHES), reasons };
}

function weigh(claim: SkillClaim, requirement: Requirement, matcher: Matcher): Weighed[] {
  const { policy, asOf } = matcher;
  const relation = relationOf(claim, requirement, matcher);
  if (!relation) return [];
  const evidence = weighEvidence(claim, requirement, policy, asOf);
  const reasons: Reason[] = [...relation.reasons, ...evidence.reasons];
  const standing = weaker(relation.standing, evidence.standing);
  const { verdict, path, similarity } = relation.relation;
  return [{ claimId: claim.id, verdict, path, ...(similarity === undefined ? {} : { similarity }), counted: false, reasons, standing }];
}

interface Related { relation: Relation; standing: Standing; reasons: Reason[] }

/** What people decided goes before what a table or a spelling says, save for what is the same by its identifier. */
function relationOf(claim: SkillClaim, requirement: Requirement, { policy, meaning, taxonomies, decided, spelt, resembles }: Matcher): Related | undefined {
  const [own, wanted] = [meaning.get(claim)!, meaning.get(requirement)!];
  const found = relate(own, wanted, { taxonomies, hierarchySteps: policy.hierarchySteps });
  if (found?.verdict === 'exact') return { relation: found, standing: policy.relations.exact, reasons: [] };
  const decision = decided(own, wanted);
  const other = strongest([found ?? alike(own, wanted, spelt), resembles?.(own, wanted)].filter((one) => one !== undefined));
  if (decision?.decision === 'none') return other && { relation: other, standing: 'shown', reasons: [{ code: 'rejected-mapping' }] };
  if (decision) {
    const verdict = decision.decision === 'same' ? 'crosswalk-exact' : 'narrower';
    return { relation: { verdict, path: [confirmedStep(decision)] }, standing: policy.relations[verdict], reasons: [{ code: 'confirmed-mapping' }] };
  }
  if (!other) return undefined;
  const standing = policy.relations[other.verdict];
  if (other.ambiguous) return { relation: other, standing: weaker(standing, 'review'), reasons: [{ code: 'ambiguous-label' }] };
  const why: Reason[] = other.verdict === 'broader' ? [{ code: 'broader-than-required' }] : other.verdict === 'related' ? [{ code: 'related-only' }] : standing === 'review' ? [{ code: 'needs-confirmation' }] : [];
  return { relation: other, standing, reasons: why };
}

const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Best standing, then closest relation, then the later award, then by identifier, so that it is always the same one. */
function byStrength(a: Weighed, b: Weighed): number {
  const standing = a.standing === b.standing ? 0 : stronger(a.standing, b.standing) === a.standing ? -1 : 1;
  return standing || MATCH_VERDICTS.indexOf(a.verdict) - MATCH_VERDICTS.indexOf(b.verdict) || (b.similarity ?? 0) - (a.similarity ?? 0) || order(a.claimId, b.claimId);
}

/** Each identifier once. The same credential may have been judged twice, by itself and in a presentation: what the second look found makes nothing of the first worse. */
function byId<T extends { id: string }>(things: readonly T[], merged: (first: T, second: T) => T): T[] {
  const once = new Map<string, T>();
  for (const thing of [...things].sort((a, b) => order(a.id, b.id) || order(canonicalJson(a), canonicalJson(b)))) {
    const before = once.get(thing.id);
    once.set(thing.id, before ? merged(before, thing) : thing);
  }
  return [...once.values()];
}

const digestOf = (value: unknown): Promise<string> => sha256Hex(new TextEncoder().encode(canonicalJson(value)));

async function digests({ job, credentials, confirmations = [] }: MatchInput, policy: MatchPolicy, taxonomies: readonly Taxonomy[], requirements: readonly Requirement[], claims: readonly SkillClaim[], model: string | undefined): Promise<MatchReport['inputs']> {
  const own = credentials ?? claims.map(({ source }) => source.credential);
  return {
    job: job.job.digest,
    requirements: await digestOf(requirements),
    credentials: [...new Set(own)].sort(),
    taxonomies: taxonomies.map(({ name, version, digest, attribution }) => ({ name, version, digest, attribution: [...attribution] })),
    confirmations: await digestOf(confirmations.map((one) => canonicalJson(one)).sort()),
    policy: { id: policy.id, digest: await digestOf(policy) },
    matcher: MATCHER,
    ...(model === undefined ? {} : { model }),
  };
}
