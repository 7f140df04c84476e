import { CHECK_IDS, CHECK_QUESTION, CODES, compareOutcomes, POLICIES, type Check, type CheckId, type Code, type Outcome, type Report } from '@credlens/core/report';
import { describe, expect, it } from 'vitest';
import { evidenceProfile, type EvidenceProfile } from './evidence-profile.js';

const FINE: Partial<Record<CheckId, Code>> = {
  'intake.readable': 'input.read', 'intake.credential': 'input.credential', 'format.data-model': 'vcdm.conforms', 'proof.signature': 'signature.valid', 'proof.terms': 'terms.accepted',
  'proof.coverage': 'coverage.complete', 'proof.key': 'key.authorized', 'issuer.identity': 'issuer.domain', 'issuer.recognition': 'issuer.recognized', 'validity.period': 'validity.current',
  'status.revocation': 'status.clear', 'recipient.match': 'recipient.matched', 'recipient.holder': 'holder.not-asked',
};

function check(id: CheckId, code: Code, outcome: Outcome = CODES[code]): Check {
  return { id, question: CHECK_QUESTION[id], level: POLICIES['default']!.levels[id], outcome, code, problems: [], evidence: [] };
}

function report(codes: Partial<Record<CheckId, Code>> = {}, change: (checks: Check[]) => Check[] = (checks) => checks): Report {
  const checks = change(CHECK_IDS.map((id) => check(id, codes[id] ?? FINE[id] ?? 'status.none')));
  return {
    schema: 'credlens-report/1', id: 'r1', verifiedAt: '2026-08-22T00:00:00.000Z', engine: 'credlens/0', policy: { id: 'default', digest: 'd' },
    input: { channel: 'text', mediaType: 'application/vc', sha256: '0', bytes: 1 }, verdict: 'verified', cautions: false, reasons: [], checks, proofs: [], subjects: [],
    issuer: { claimed: { id: 'did:web:uni.example', name: 'A grand name' }, established: { id: 'did:web:uni.example', name: 'uni.example', by: 'domain' }, recognition: 'recognised', evidence: [] },
  };
}

const FACTS = ['intact', 'authentic', 'recognised', 'current', 'theirs', 'presentedByHolder'] as const satisfies readonly (keyof EvidenceProfile)[];
const facts = (codes: Partial<Record<CheckId, Code>>) => {
  const profile = evidenceProfile(report(codes));
  return FACTS.map((name) => profile[name]);
};

describe('evidenceProfile', () => {
  it('of a credential in order', () => {
    expect(evidenceProfile(report())).toEqual({
      reportId: 'r1', policyId: 'default', asOf: '2026-08-22T00:00:00.000Z', verdict: 'verified', cautions: false,
      intact: 'yes', authentic: 'yes', recognised: 'yes', current: 'yes', theirs: 'yes', presentedByHolder: 'not-asked', issuerName: 'uni.example',
    });
  });
  it('of a forgery that names a recognised issuer: nothing is known of anything it says', () => {
    expect(facts({ 'proof.signature': 'signature.invalid' })).toEqual(['no', 'unknown', 'unknown', 'unknown', 'unknown', 'not-asked']);
    expect(evidenceProfile(report({ 'proof.signature': 'signature.invalid' })).issuerName).toBeUndefined();
  });
  it('of a revoked credential: intact and recognised, but not current', () => {
    expect(facts({ 'status.revocation': 'status.revoked' })).toEqual(['yes', 'yes', 'yes', 'no', 'yes', 'not-asked']);
  });
  it('of an expired forgery: it is expired all the same', () => {
    expect(facts({ 'proof.signature': 'signature.invalid', 'validity.period': 'validity.expired' })[3]).toBe('no');
  });
  it('of a status list that did not answer: unknown, never current', () => {
    expect(facts({ 'status.revocation': 'status.unreachable' })[3]).toBe('unknown');
  });
  it.each([
    ['issuer.unrecognized', 'no'], ['issuer.other-type', 'no'], ['issuer.withdrawn', 'no'], ['issuer.unchecked', 'not-asked'], ['issuer.registry-unreachable', 'unknown'],
  ] as const)('of a registry that answers %s: recognised is %s', (code, fact) => { expect(facts({ 'issuer.recognition': code })[2]).toBe(fact); });
  it.each([
    ['recipient.matched-weakly', 'unknown'], ['recipient.mismatch', 'no'], ['recipient.not-comparable', 'unknown'], ['recipient.not-asked', 'not-asked'],
  ] as const)('of a recipient who is %s: theirs is %s', (code, fact) => { expect(facts({ 'recipient.match': code })[4]).toBe(fact); });
  it('of a container: nothing by itself', () => {
    expect(facts(Object.fromEntries(CHECK_IDS.map((id) => [id, 'check.see-members']))).every((fact) => fact === 'unknown')).toBe(true);
  });
  it('of a report by another engine that lacks a check: unknown', () => {
    const profile = evidenceProfile(report({}, (checks) => checks.filter(({ id }) => id !== 'proof.signature' && id !== 'recipient.match')));
    expect([profile.intact, profile.theirs]).toEqual(['unknown', 'unknown']);
  });
  it('never gains a yes when a check gets worse, from whatever it was before', () => {
    const steps: readonly Outcome[] = ['pass', 'not-applicable', 'warn', 'indeterminate', 'skipped', 'fail'];
    const at = (id: CheckId, outcome: Outcome, other: CheckId | undefined) =>
      evidenceProfile(report({}, (checks) => checks.map((each) => (each.id === id ? { ...each, outcome } : each.id === other ? { ...each, outcome: 'indeterminate' } : each))));
    const gained: string[] = [];
    for (const id of CHECK_IDS) {
      for (const other of [undefined, ...CHECK_IDS]) {
        for (const [index, better] of steps.entries()) {
          for (const worse of steps.slice(index + 1).filter((outcome) => compareOutcomes(outcome, better) > 0)) {
            const [before, after] = [at(id, better, other), at(id, worse, other)];
            for (const name of FACTS) if (before[name] !== 'yes' && after[name] === 'yes') gained.push(`${id} ${better} -> ${worse}: ${name}`);
          }
        }
      }
    }
    expect(gained).toEqual([]);
  });
});
