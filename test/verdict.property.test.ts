import {
  CHECK_IDS, CHECK_QUESTION, CODES, cautions, compareOutcomes, outcomeOf, POLICIES, reasons, resolvePolicy, verdict,
  type CheckId, type Code, type Level, type Outcome, type Policy, type PolicyInput, type Verdict,
} from '@credlens/core/report';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

const OUTCOMES: readonly Outcome[] = ['pass', 'not-applicable', 'warn', 'indeterminate', 'skipped', 'fail'];
const LEVELS: readonly Level[] = ['required', 'checked', 'advisory'];
/** How much a reader may rely on a verdict. `unverifiable` and `invalid` are different answers to different questions; neither is better. */
const TRUST: Record<Verdict, number> = { verified: 2, indeterminate: 1, invalid: 0, unverifiable: 0 };

interface Judged { id: CheckId; level: Level; outcome: Outcome }

const outcomes = fc.tuple(...CHECK_IDS.map(() => fc.constantFrom(...OUTCOMES)));
const anyPolicy: fc.Arbitrary<Policy> = fc.oneof(
  fc.constantFrom(...Object.values(POLICIES)),
  fc.record({ base: fc.constantFrom(...Object.keys(POLICIES)), levels: fc.dictionary(fc.constantFrom(...CHECK_IDS), fc.constantFrom(...LEVELS)) })
    .map(({ base, levels }) => resolvePolicy({ id: 'generated', extends: base, levels } as PolicyInput)),
);
const judge = (policy: Policy, given: readonly Outcome[]): Judged[] => CHECK_IDS.map((id, at) => ({ id, level: policy.levels[id], outcome: given[at] ?? 'fail' }));

describe('verdict()', () => {
  it('never improves when a check gets worse, under any policy', () => {
    fc.assert(fc.property(anyPolicy, outcomes, fc.nat(CHECK_IDS.length - 1), fc.constantFrom(...OUTCOMES), (policy, given, at, other) => {
      fc.pre(compareOutcomes(other, given[at] ?? 'pass') >= 0);
      const before = judge(policy, given);
      const after = judge(policy, given.map((outcome, index) => (index === at ? other : outcome)));
      expect(TRUST[verdict(after)]).toBeLessThanOrEqual(TRUST[verdict(before)]);
      expect(cautions(after) || !cautions(before)).toBe(true);
    }), { numRuns: 5000 });
  });

  it('never improves for every single check and step, from all passes, under the named policies', () => {
    for (const policy of Object.values(POLICIES)) {
      for (const [at] of CHECK_IDS.entries()) {
        let last: Verdict = 'verified';
        for (const outcome of OUTCOMES) {
          const now = verdict(judge(policy, CHECK_IDS.map((_, index) => (index === at ? outcome : 'pass'))));
          expect(TRUST[now], `${policy.id} ${CHECK_IDS[at] ?? ''} ${outcome}`).toBeLessThanOrEqual(TRUST[last]);
          last = now;
        }
      }
    }
  });

  it('never improves when a policy makes a level stricter', () => {
    fc.assert(fc.property(anyPolicy, outcomes, fc.constantFrom(...CHECK_IDS), fc.constantFrom(...LEVELS), (policy, given, id, level) => {
      fc.pre(LEVELS.indexOf(level) <= LEVELS.indexOf(policy.levels[id]));
      const stricter = { ...policy, levels: { ...policy.levels, [id]: level } };
      expect(TRUST[verdict(judge(stricter, given))]).toBeLessThanOrEqual(TRUST[verdict(judge(policy, given))]);
    }), { numRuns: 2000 });
  });

  it('is verified only when no required check is undecided and nothing that counts has failed', () => {
    fc.assert(fc.property(anyPolicy, outcomes, (policy, given) => {
      const checks = judge(policy, given);
      if (verdict(checks) !== 'verified') return;
      for (const { level, outcome } of checks) {
        if (level === 'required') expect(compareOutcomes(outcome, 'warn')).toBeLessThanOrEqual(0);
        if (level === 'checked') expect(outcome).not.toBe('fail');
      }
    }), { numRuns: 5000 });
  });

  it('does not depend on the order of the checks', () => {
    fc.assert(fc.property(anyPolicy, outcomes, fc.integer(), (policy, given, turn) => {
      const checks = judge(policy, given);
      const at = Math.abs(turn) % checks.length;
      expect(verdict([...checks.slice(at), ...checks.slice(0, at)])).toBe(verdict(checks));
    }));
  });
});

describe('cautions and reasons', () => {
  it('every check that is worse than not-applicable is a reason, each once, and no other', () => {
    fc.assert(fc.property(anyPolicy, outcomes, (policy, given) => {
      const checks = judge(policy, given);
      const named = reasons(checks);
      const worse = checks.filter((check) => compareOutcomes(check.outcome, 'not-applicable') > 0).map((check) => check.id);
      expect([...named].toSorted()).toEqual(worse.toSorted());
      expect(cautions(checks)).toBe(named.length > 0);
    }), { numRuns: 2000 });
  });

  it('the first reason of a verdict other than verified decides it: were it to pass alone, the verdict could only stay or improve', () => {
    fc.assert(fc.property(anyPolicy, outcomes, (policy, given) => {
      const checks = judge(policy, given);
      const decided = verdict(checks);
      if (decided === 'verified') return;
      const [first] = reasons(checks);
      const check = checks.find((one) => one.id === first);
      expect(check).toBeDefined();
      if (decided === 'unverifiable') expect(first).toBe('intake.credential');
      if (decided === 'invalid') expect(check).toMatchObject({ outcome: 'fail' });
      if (decided === 'indeterminate') expect(check?.level).toBe('required');
      const without = checks.map((one) => (one.id === first ? { ...one, outcome: 'pass' as const } : one));
      expect(TRUST[verdict(without)]).toBeGreaterThanOrEqual(TRUST[decided]);
    }), { numRuns: 2000 });
  });

  it('when every reason that decides is taken away, the credential is verified', () => {
    fc.assert(fc.property(anyPolicy, outcomes, (policy, given) => {
      const passed = judge(policy, given).map((check) => ({ ...check, outcome: reasons(judge(policy, given)).includes(check.id) ? ('pass' as const) : check.outcome }));
      expect(verdict(passed)).toBe('verified');
    }));
  });
});

describe('policies', () => {
  const codes = Object.keys(CODES) as Code[];

  it('can make the outcome of a code worse, never better', () => {
    const hosts = fc.dictionary(fc.constantFrom(...codes), fc.constantFrom(...OUTCOMES));
    fc.assert(fc.property(fc.constantFrom(...Object.keys(POLICIES)), hosts, fc.constantFrom(...codes), (base, own, code) => {
      let policy: Policy;
      try {
        policy = resolvePolicy({ id: 'generated', extends: base, outcomes: own } as PolicyInput);
      } catch (error) {
        expect(error).toBeInstanceOf(TypeError);
        return;
      }
      expect(compareOutcomes(outcomeOf(code, policy), CODES[code])).toBeGreaterThanOrEqual(0);
    }), { numRuns: 2000 });
  });

  it('that are named know every check and no other, and weaken no code', () => {
    for (const policy of Object.values(POLICIES)) {
      expect(Object.keys(policy.levels).toSorted()).toEqual([...CHECK_IDS].toSorted());
      for (const code of codes) expect(compareOutcomes(outcomeOf(code, policy), CODES[code]), `${policy.id} ${code}`).toBeGreaterThanOrEqual(0);
    }
  });

  it('strict never gives a better verdict than default for the same findings', () => {
    fc.assert(fc.property(fc.tuple(...CHECK_IDS.map(() => fc.constantFrom(...codes))), (found) => {
      const under = (policy: Policy) => verdict(CHECK_IDS.map((id, at) => ({ id, level: policy.levels[id], outcome: outcomeOf(found[at] ?? 'check.crashed', policy) })));
      expect(TRUST[under(resolvePolicy('strict'))]).toBeLessThanOrEqual(TRUST[under(resolvePolicy('default'))]);
    }), { numRuns: 3000 });
  });
});

it('the closed list gives every check one of the five questions', () => {
  expect(new Set(Object.values(CHECK_QUESTION)).size).toBe(5);
  expect(new Set(CHECK_IDS).size).toBe(CHECK_IDS.length);
});
