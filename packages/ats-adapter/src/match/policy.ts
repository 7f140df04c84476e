import type { Fact } from '../claims/evidence-profile.js';
import type { EvidenceKind } from '../claims/skill-claim.js';
import type { MatchVerdict } from './match-report.js';

/** What a match comes to for its requirement, best first. `shown` is listed and counts for nothing. */
export const STANDINGS = ['met', 'partial', 'review', 'shown'] as const;
export type Standing = (typeof STANDINGS)[number];

/** The worse of the two. */
export const weaker = (a: Standing, b: Standing): Standing => (STANDINGS.indexOf(a) >= STANDINGS.indexOf(b) ? a : b);
export const stronger = (a: Standing, b: Standing): Standing => (STANDINGS.indexOf(a) <= STANDINGS.indexOf(b) ? a : b);

/** The facts of an evidence profile that a policy may weigh. That proofs hold and keys are the issuer's is not among them: no policy lets a forgery count. */
export const WEIGHED_FACTS = ['recognised', 'current', 'theirs', 'presentedByHolder'] as const;
export type WeighedFact = (typeof WEIGHED_FACTS)[number];

/**
 * What an employer lets count, as data. It weighs evidence and relations apart: no likeness makes up for evidence, and no evidence for a mapping that nobody confirmed.
 * A policy can never make an altered, revoked, expired or unverified credential count, nor somebody's word about themselves.
 */
export interface MatchPolicy {
  id: string;
  /** What each answer of a fact comes to. */
  facts: Record<WeighedFact, Record<Fact, Standing>>;
  /** What each way of coming by a skill comes to, unless the requirement names the kinds that it wants. */
  kinds: Record<EvidenceKind, Standing>;
  /** What each relation comes to. `exact` may be made less, a spelling or a model never more than `review`. */
  relations: Record<Exclude<MatchVerdict, 'none'>, Standing>;
  /** Days since the award after which a person has to look. Absent: age does not matter. */
  maxAgeDays?: number;
  /** Where the level is under the one that is asked for; where it is not said; where the scales differ. */
  level: { below: Standing; unstated: Standing; notComparable: Standing };
  /** Steps up or down a hierarchy that are still followed. */
  hierarchySteps: number;
  /** The least score of a candidate by spelling, and how many are kept of one text. */
  lexical: { threshold: number; limit: number };
}

const standard: MatchPolicy = {
  id: 'default',
  facts: {
    // Anybody can issue themselves a badge from a domain of their own, and anybody can send somebody else's: what nobody asked is for a person to look at.
    recognised: { yes: 'met', 'not-asked': 'review', unknown: 'review', no: 'review' },
    current: { yes: 'met', 'not-asked': 'review', unknown: 'review', no: 'shown' },
    theirs: { yes: 'met', 'not-asked': 'review', unknown: 'review', no: 'shown' },
    presentedByHolder: { yes: 'met', 'not-asked': 'met', unknown: 'met', no: 'shown' },
  },
  kinds: { assessed: 'met', certified: 'met', endorsed: 'met', claimed: 'met', attended: 'review' },
  relations: { exact: 'met', 'crosswalk-exact': 'met', label: 'met', narrower: 'met', 'crosswalk-close': 'review', broader: 'partial', related: 'shown', lexical: 'review', semantic: 'review' },
  level: { below: 'partial', unstated: 'review', notComparable: 'review' },
  hierarchySteps: 2,
  lexical: { threshold: 0.5, limit: 5 },
};

/** The issuer is on a list that the employer trusts, somebody assessed or certified, and a person has looked at every name and every part of a skill. */
const strict: MatchPolicy = {
  ...standard,
  id: 'strict',
  facts: { ...standard.facts, recognised: { ...standard.facts.recognised, no: 'shown' } },
  kinds: { ...standard.kinds, claimed: 'review' },
  relations: { ...standard.relations, label: 'review', narrower: 'review' },
};

export const MATCH_POLICIES: Readonly<Record<string, MatchPolicy>> = { default: standard, strict };

type Parts<T> = { [K in keyof T]?: T[K] extends object ? Parts<T[K]> : T[K] };
/** A policy of the employer's: what it leaves out comes from the one that it extends (`default` unless it says otherwise). */
export type MatchPolicyInput = Parts<Omit<MatchPolicy, 'id'>> & { id: string; extends?: string };

/**
 * @throws TypeError for a policy that is not one: a name nobody knows, a member or a standing that there is not, or one that lets a spelling count.
 */
export function resolveMatchPolicy(input: string | MatchPolicyInput = 'default'): MatchPolicy {
  if (typeof input === 'string') return known(input);
  const { id, extends: from = 'default', ...own } = input;
  if (typeof id !== 'string' || id === '') throw new TypeError('A match policy needs an id');
  const policy = { ...merged(known(from), own, id), id } as MatchPolicy;
  if (policy.maxAgeDays !== undefined && !(policy.maxAgeDays >= 0)) throw new TypeError(`Match policy "${id}": maxAgeDays is a number of days`);
  for (const name of ['lexical', 'semantic'] as const) if (stronger(policy.relations[name], 'review') !== 'review') throw new TypeError(`Match policy "${id}": ${name} cannot count without a person`);
  for (const name of ['broader', 'related'] as const) if (policy.relations[name] === 'met') throw new TypeError(`Match policy "${id}": ${name} cannot meet a requirement`);
  if (policy.facts.current.no !== 'shown' || policy.facts.theirs.no !== 'shown') throw new TypeError(`Match policy "${id}": what is not in force, or is somebody else's, cannot count`);
  return policy;
}

function known(name: string): MatchPolicy {
  const policy = Object.hasOwn(MATCH_POLICIES, name) ? MATCH_POLICIES[name] : undefined;
  if (!policy) throw new TypeError(`Unknown match policy "${name}": one of ${Object.keys(MATCH_POLICIES).join(', ')}`);
  return policy;
}

/** Members of data, each of the kind that the standard policy has there. */
function merged(base: object, own: object, id: string): object {
  const all: Record<string, unknown> = { ...base };
  for (const [name, value] of Object.entries(own)) {
    if (value === undefined) continue;
    const before = all[name];
    if (name === 'maxAgeDays' && typeof value === 'number') all[name] = value;
    else if (typeof before === 'object' && before !== null && typeof value === 'object' && value !== null) all[name] = merged(before, value, id);
    else if (typeof before === 'number' && typeof value === 'number' && Number.isFinite(value)) all[name] = value;
    else if (typeof before === 'string' && (STANDINGS as readonly unknown[]).includes(value)) all[name] = value;
    else throw new TypeError(`Match policy "${id}": "${name}" is not a member that it can have, or not of this kind`);
  }
  return all;
}

