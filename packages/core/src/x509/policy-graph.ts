import { certificatePolicies, inhibitAnyPolicy, policyConstraints, policyMappings } from './extensions.js';
import type { Certificate } from './types.js';

export const ANY_POLICY = '2.5.29.32.0';

/**
 * A policy at one depth of the path: what is expected of the next certificate, and what it came from. RFC 5280 section 6.1 has a tree, in which a policy stands as often as there are ways to it;
 * RFC 9618 has this graph with the same answers, in which it stands once, so that mappings cannot make it grow without end.
 */
interface PolicyNode { expected: Set<string>; parents: Set<string> }
type Level = Map<string, PolicyNode>;

export interface PolicyState {
  /** Undefined where no policy is left: what the RFC calls a NULL tree. */
  levels: Level[] | undefined;
  /** Certificates until a policy is needed, until mapping ends, and until anyPolicy no longer counts. */
  explicit: number;
  mapping: number;
  any: number;
}

export interface PolicyInputs { requireExplicitPolicy?: boolean; inhibitPolicyMapping?: boolean; inhibitAnyPolicy?: boolean }

/** Section 6.1.2 (a) to (f). @param length of the path */
export function startPolicies(length: number, inputs: PolicyInputs): PolicyState {
  return {
    levels: [new Map([[ANY_POLICY, { expected: new Set([ANY_POLICY]), parents: new Set<string>() }]])],
    explicit: inputs.requireExplicitPolicy ? 0 : length + 1, mapping: inputs.inhibitPolicyMapping ? 0 : length + 1, any: inputs.inhibitAnyPolicy ? 0 : length + 1,
  };
}

function addNode(level: Level, policy: string, expected: Iterable<string>, parent: string): void {
  const node = level.get(policy) ?? { expected: new Set(expected), parents: new Set<string>() };
  node.parents.add(parent);
  level.set(policy, node);
}

/** Section 6.1.3 (d) and (e): what of the policies so far this certificate goes on with. */
export function takePolicies(state: PolicyState, certificate: Certificate, anyAllowed: boolean): 'malformed' | undefined {
  const policies = certificatePolicies(certificate);
  if (policies === 'malformed') return 'malformed';
  const above = state.levels?.at(-1);
  if (policies === undefined || !state.levels || !above) {
    state.levels = undefined;
    return undefined;
  }
  const level: Level = new Map();
  for (const policy of policies) {
    if (policy === ANY_POLICY) continue;
    const parents = [...above].filter(([, node]) => node.expected.has(policy)).map(([parent]) => parent);
    if (parents.length === 0 && above.has(ANY_POLICY)) parents.push(ANY_POLICY);
    for (const parent of parents) addNode(level, policy, [policy], parent);
  }
  if (policies.includes(ANY_POLICY) && (state.any > 0 || anyAllowed)) {
    const named = new Set(level.keys());
    for (const [parent, node] of above) for (const expected of node.expected) if (!named.has(expected)) addNode(level, expected, [expected], parent);
  }
  state.levels = level.size === 0 ? undefined : [...state.levels, level];
  return undefined;
}

/** Section 6.1.3 (f). */
export const policyMissing = (state: PolicyState): boolean => state.explicit <= 0 && state.levels === undefined;

/** Section 6.1.4 (a), (b) and (h) to (j): what the certificate lays down for those below it. */
export function preparePolicies(state: PolicyState, certificate: Certificate, selfIssued: boolean): 'malformed' | 'any-mapped' | undefined {
  const [mappings, constraints, inhibit] = [policyMappings(certificate), policyConstraints(certificate), inhibitAnyPolicy(certificate)];
  if (mappings === 'malformed' || constraints === 'malformed' || inhibit === 'malformed') return 'malformed';
  if (mappings?.some(({ issuer, subject }) => issuer === ANY_POLICY || subject === ANY_POLICY)) return 'any-mapped';
  mapPolicies(state, mappings ?? []);
  if (!selfIssued) {
    state.explicit = Math.max(0, state.explicit - 1);
    state.mapping = Math.max(0, state.mapping - 1);
    state.any = Math.max(0, state.any - 1);
  }
  state.explicit = Math.min(state.explicit, constraints?.requireExplicit ?? Infinity);
  state.mapping = Math.min(state.mapping, constraints?.inhibitMapping ?? Infinity);
  state.any = Math.min(state.any, inhibit ?? Infinity);
  return undefined;
}

function mapPolicies(state: PolicyState, mappings: readonly { issuer: string; subject: string }[]): void {
  const level = state.levels?.at(-1);
  if (!level) return;
  const byIssuer = new Map<string, Set<string>>();
  for (const { issuer, subject } of mappings) byIssuer.set(issuer, (byIssuer.get(issuer) ?? new Set()).add(subject));
  for (const [issuer, subjects] of byIssuer) {
    const node = level.get(issuer);
    if (state.mapping <= 0) level.delete(issuer);
    else if (node) node.expected = subjects;
    else if (level.has(ANY_POLICY)) addNode(level, issuer, subjects, ANY_POLICY);
  }
  if (level.size === 0) state.levels = undefined;
}

/** Section 6.1.5 (a) and (b). */
export function finishPolicies(state: PolicyState, certificate: Certificate): 'malformed' | undefined {
  const constraints = policyConstraints(certificate);
  if (constraints === 'malformed') return 'malformed';
  state.explicit = Math.max(0, state.explicit - 1);
  if (constraints?.requireExplicit === 0) state.explicit = 0;
  return undefined;
}

/** Section 6.1.5 (g): whether one of the policies that are asked for is left. Those of the anchor's domain are where the graph leaves anyPolicy. */
export function hasPolicy(state: PolicyState, wanted: readonly string[]): boolean {
  const { levels } = state;
  if (!levels) return false;
  let alive = new Set(levels.at(-1)!.keys());
  if (alive.has(ANY_POLICY)) return true;
  for (let depth = levels.length - 1; depth > 0; depth -= 1) {
    const above = new Set<string>();
    for (const policy of alive) {
      for (const parent of levels[depth]!.get(policy)?.parents ?? []) {
        if (parent === ANY_POLICY && wanted.includes(policy)) return true;
        if (parent !== ANY_POLICY) above.add(parent);
      }
    }
    alive = above;
  }
  return false;
}
