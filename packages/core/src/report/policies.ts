import { CHECK_IDS, type CheckId } from './check-list.js';
import { CODES, type Code } from './codes.js';
import type { Level, Outcome } from './report.js';
import { compareOutcomes } from './verdict.js';

/** A policy is data: what must be answered, and which findings weigh more than usual. */
export interface Policy {
  id: string;
  levels: Record<CheckId, Level>;
  /** Outcomes of codes, where this policy is harder than the standard one. A policy can make an outcome worse, never better. */
  outcomes: Partial<Record<Code, Outcome>>;
  /** How far clocks may differ, in seconds. */
  clockToleranceSeconds: number;
  /** How old a cached status list may be, in seconds, where it does not say itself. */
  maxStatusAgeSeconds: number;
  /** How far beyond its freshness a kept copy may stand in for what cannot be fetched, in seconds. What rests on such a copy is a caution. 0: not at all. */
  staleIfErrorSeconds: number;
  /** How far beyond its announced next update a trusted list still decides, with a caution, in seconds. Beyond that, what rests on it is undecided. */
  maxTrustedListAgeSeconds: number;
}

/** A policy of a host: everything it leaves out comes from the one that it extends. */
export type PolicyInput = { id: string; extends?: string } & Partial<Omit<Policy, 'id' | 'levels'>> & { levels?: Partial<Record<CheckId, Level>> };

const R = 'required', C = 'checked', A = 'advisory';

const standard: Policy = {
  id: 'default',
  levels: {
    'intake.readable': R, 'intake.credential': R, 'format.data-model': R, 'format.schema': A,
    'proof.signature': R, 'proof.terms': R, 'proof.coverage': R, 'proof.key': R,
    'issuer.identity': R, 'issuer.recognition': C, 'issuer.qualification': A, 'issuer.endorsement': A,
    'validity.period': R, 'status.revocation': R, 'status.suspension': R, 'status.notice': A,
    'recipient.match': R, 'recipient.holder': R, 'members.verdict': C, 'members.agree': R,
  },
  outcomes: {},
  clockToleranceSeconds: 300,
  maxStatusAgeSeconds: 86_400,
  staleIfErrorSeconds: 0,
  maxTrustedListAgeSeconds: 90 * 86_400,
};

const strict: Policy = {
  ...standard,
  id: 'strict',
  levels: { ...standard.levels, 'format.schema': R, 'issuer.recognition': R, 'members.verdict': R },
  outcomes: {
    'issuer.unchecked': 'indeterminate',
    'key.revoked-since': 'indeterminate',
    'status.other-issuer': 'indeterminate',
    'status.other-id': 'indeterminate',
    'status.short-list': 'indeterminate',
    'status.not-verified-source': 'indeterminate',
    'net.stale': 'indeterminate',
    'status.index-number': 'indeterminate',
    'coverage.inline-context': 'fail',
    'coverage.catch-all-vocabulary': 'fail',
    'recipient.matched-weakly': 'indeterminate',
    'members.invalid-inside': 'fail',
    'seal.other-issuer': 'indeterminate',
    'seal.revoked-since': 'indeterminate',
    'pdf.changed-as-permitted': 'indeterminate',
    'pdf.ambiguous': 'indeterminate',
    'twins.issuer-claimed': 'indeterminate',
    'twins.unclear': 'indeterminate',
  },
  maxTrustedListAgeSeconds: 0,
};

/** VCALM 1.0 leaves it to the caller whether a credential's subject is the one who presents it, so the holder is advisory here; challenge and domain are not. */
const vcalm: Policy = {
  ...standard,
  id: 'vcalm',
  levels: {
    ...standard.levels,
    'format.schema': C, 'proof.coverage': C, 'issuer.identity': A, 'issuer.recognition': A,
    'status.revocation': C, 'status.suspension': C, 'recipient.holder': A, 'members.agree': A,
  },
};

/** One policy is weighed for many credentials, and a report names it by its digest: it stays as it is. */
function frozen(policy: Policy): Policy {
  Object.freeze(policy.levels);
  Object.freeze(policy.outcomes);
  return Object.freeze(policy);
}

export const POLICIES: Readonly<Record<string, Policy>> = { default: standard, strict, vcalm };

/** @throws TypeError naming the first thing that is wrong: a policy is the host's own text, so a mistake in it is a programmer's. */
export function resolvePolicy(input: string | PolicyInput = 'default'): Policy {
  const byName = (name: string): Policy => {
    const found = Object.hasOwn(POLICIES, name) ? POLICIES[name] : undefined;
    if (!found) throw new TypeError(`Unknown policy "${name}": one of ${Object.keys(POLICIES).join(', ')}, or a policy object`);
    return found;
  };
  if (typeof input === 'string') return frozen(byName(input));
  if (typeof input !== 'object' || input === null || typeof input.id !== 'string') throw new TypeError('A policy needs an id');
  const base = byName(input.extends ?? 'default');
  const known = new Set(['id', 'extends', 'levels', 'outcomes', 'clockToleranceSeconds', 'maxStatusAgeSeconds', 'staleIfErrorSeconds', 'maxTrustedListAgeSeconds']);
  for (const key of Object.keys(input)) if (!known.has(key)) throw new TypeError(`Policy "${input.id}": unknown member "${key}"`);
  for (const key of ['levels', 'outcomes'] as const) {
    const value: unknown = input[key];
    if (value !== undefined && (typeof value !== 'object' || value === null || Array.isArray(value))) throw new TypeError(`Policy "${input.id}": ${key} is an object`);
  }
  for (const [check, level] of Object.entries(input.levels ?? {})) {
    if (!CHECK_IDS.includes(check as CheckId)) throw new TypeError(`Policy "${input.id}": unknown check "${check}"`);
    if (level !== R && level !== C && level !== A) throw new TypeError(`Policy "${input.id}": unknown level "${String(level)}"`);
  }
  for (const [code, outcome] of Object.entries(input.outcomes ?? {})) {
    if (!Object.hasOwn(CODES, code)) throw new TypeError(`Policy "${input.id}": unknown code "${code}"`);
    if (!(compareOutcomes(outcome, CODES[code as Code]) >= 0)) throw new TypeError(`Policy "${input.id}": an outcome can be made worse, not better ("${code}")`);
  }
  for (const key of ['clockToleranceSeconds', 'maxStatusAgeSeconds', 'staleIfErrorSeconds', 'maxTrustedListAgeSeconds'] as const) {
    const value = input[key];
    if (value !== undefined && !(Number.isFinite(value) && value >= 0)) throw new TypeError(`Policy "${input.id}": ${key} is a number of seconds`);
  }
  return frozen({
    id: input.id,
    levels: { ...base.levels, ...input.levels },
    outcomes: { ...base.outcomes, ...input.outcomes },
    clockToleranceSeconds: input.clockToleranceSeconds ?? base.clockToleranceSeconds,
    maxStatusAgeSeconds: input.maxStatusAgeSeconds ?? base.maxStatusAgeSeconds,
    staleIfErrorSeconds: input.staleIfErrorSeconds ?? base.staleIfErrorSeconds,
    maxTrustedListAgeSeconds: input.maxTrustedListAgeSeconds ?? base.maxTrustedListAgeSeconds,
  });
}

/** The outcome of a code under a policy: the worse of the two. */
export function outcomeOf(code: Code, policy: Policy): Outcome {
  const standardOutcome: Outcome = CODES[code];
  const own = policy.outcomes[code];
  return own && compareOutcomes(own, standardOutcome) > 0 ? own : standardOutcome;
}
