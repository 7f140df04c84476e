import { describe, expect, it } from 'vitest';
import type { TimestampInput } from './input.js';
import { levelOf } from './level.js';
import { createProofStore, FETCHED, SIGNED } from './poe.js';
import { compareProblems, indicationOf, problem, worstFirst } from './problem.js';
import { speaksUntil } from './revocation-freshness.js';

describe('5.6.2.3 proofs of existence', () => {
  it('everything is known to exist now, and nothing earlier', () => {
    const proofs = createProofStore(100, 3);
    expect([proofs.ofSignature(), proofs.of({ layer: 0 }), proofs.of({ layer: FETCHED })]).toEqual([100, 100, 100]);
  });
  it('a signature time-stamp proves the signature and what it protects, and nothing beside it', () => {
    const proofs = createProofStore(100, 3);
    proofs.add(0, { covers: 'signature' }, 50);
    expect([proofs.ofSignature(), proofs.of({ layer: SIGNED }), proofs.of({ layer: 3 }), proofs.of({ layer: 0 })]).toEqual([50, 50, 100, 100]);
  });
  it('an archive time-stamp proves every layer up to its own, and what is fetched never', () => {
    const proofs = createProofStore(100, 3);
    proofs.add(0, { covers: 4 }, 60);
    expect([proofs.ofSignature(), proofs.of({ layer: 3 }), proofs.of({ layer: 4 }), proofs.of({ layer: 5 }), proofs.of({ layer: FETCHED })]).toEqual([60, 60, 60, 100, 100]);
  });
  it('one that was there before the signature proves nothing of it', () => {
    const proofs = createProofStore(100, 3);
    proofs.add(0, { covers: 2 }, 10);
    expect([proofs.ofSignature(), proofs.of({ layer: 2 })]).toEqual([100, 10]);
  });
  it('a content time-stamp proves no signature', () => {
    const proofs = createProofStore(100, 3);
    proofs.add(0, { covers: 'signed-data' }, 10);
    expect(proofs.ofSignature()).toBe(100);
  });
  it('a token proves nothing that is in itself', () => {
    const proofs = createProofStore(100, 3);
    proofs.add(7, { covers: 4 }, 60);
    expect([proofs.of({ layer: 4, within: 7 }), proofs.of({ layer: 4, within: 6 })]).toEqual([100, 60]);
  });
  it('the earliest counts', () => {
    const proofs = createProofStore(100, 3);
    proofs.add(0, { covers: 4 }, 60);
    proofs.add(1, { covers: 5 }, 70);
    expect([proofs.of({ layer: 4 }), proofs.of({ layer: 5 })]).toEqual([60, 70]);
  });
});

describe('5.2.5 revocation freshness', () => {
  const certificate = { notBefore: 1_000_000, notAfter: 9_000_000 };
  const policy = { clockToleranceSeconds: 0, revocation: 'in-force' } as const;
  const ask = (statement: Partial<Parameters<typeof speaksUntil>[0]>, more: Partial<Parameters<typeof speaksUntil>[2]> = {}) => speaksUntil({ source: 'crl', thisUpdate: 5_000_000, nextUpdate: 6_000_000, ...statement }, certificate, { ...policy, ...more });
  it('speaks until the next is due', () => expect(ask({})).toBe(6_000_000));
  it('is certain for what was before', () => expect(ask({}, { revocation: 'issued-after' })).toBe(5_000_000));
  it('where none is due, is certain for what was before', () => expect(speaksUntil({ source: 'ocsp', thisUpdate: 5_000_000 }, certificate, policy)).toBe(5_000_000));
  it('grows old as the policy has it', () => expect(ask({}, { revocationMaxAgeSeconds: 400 })).toBe(5_400_000));
  it('clocks differ', () => expect(ask({}, { revocation: 'issued-after', clockToleranceSeconds: 60 })).toBe(5_060_000));
  it('says nothing of a certificate that came later', () => expect(ask({ thisUpdate: 900_000 })).toBeUndefined());
  it('says nothing of a certificate that has expired, unless those are kept', () => {
    expect(ask({ thisUpdate: 9_500_000, nextUpdate: 9_900_000 })).toBeUndefined();
    expect(ask({ thisUpdate: 9_500_000, nextUpdate: 9_900_000, keepsSince: 9_000_000 })).toBe(9_900_000);
    expect(ask({ thisUpdate: 9_500_000, nextUpdate: 9_900_000, keepsSince: 9_400_000 })).toBeUndefined();
  });
});

describe('EN 319 142-1 section 6: levels by what is there', () => {
  const stamp = (covers: TimestampInput['covers'], layer: number): TimestampInput => ({ kind: 'document', token: new Uint8Array(), covers, layer });
  const material = [{ der: new Uint8Array(), layer: 1 }];
  it.each([
    ['B', [], []], ['B', [], material], ['B', [stamp('signed-data', -1)], material], ['T', [stamp('signature', 0)], []], ['T', [stamp(1, 1)], []], ['LT', [stamp('signature', 0)], material],
    ['LTA', [stamp('signature', 0), stamp(2, 2)], material], ['LTA', [stamp(2, 2)], material], ['LT', [stamp(0, 0)], material],
  ] as const)('%s', (level, timestamps, revocation) => { expect(levelOf({ timestamps, revocation, layer: 0 })).toBe(level); });
});

describe('5.1.3 indications', () => {
  it('what proves a fault comes before what leaves it open', () => {
    const problems = worstFirst([problem('TRY_LATER', 'a'), problem('NO_CERTIFICATE_CHAIN_FOUND', 'b'), problem('HASH_FAILURE', 'c'), problem('TRY_LATER', 'a')]);
    expect(problems.map(({ rule }) => rule)).toEqual(['c', 'b', 'a']);
    expect(indicationOf(problems)).toBe('TOTAL-FAILED');
    expect(indicationOf(problems.slice(1))).toBe('INDETERMINATE');
    expect(indicationOf([])).toBe('TOTAL-PASSED');
  });
  it('of two paths the one with less against it', () => {
    expect(compareProblems([], [problem('TRY_LATER', 'a')])).toBeLessThan(0);
    expect(compareProblems([problem('REVOKED_NO_POE', 'a')], [problem('TRY_LATER', 'a')])).toBeGreaterThan(0);
  });
});
