import { CHECK_IDS, CHECK_QUESTION, type Check, type Report } from '@credlens/core/report';
import { describe, expect, test } from 'vitest';
import { assertReport, schemaViolations } from './support/schema.js';

const check = (id: Check['id']): Check => ({ id, question: CHECK_QUESTION[id], level: 'required', outcome: 'skipped', code: 'check.not-reached', problems: [], evidence: [] });

/** Every required member and no other. */
const report = (): Report => ({
  schema: 'credlens-report/1', id: 'x', verifiedAt: '2026-01-31T12:00:00Z', engine: 'test', policy: { id: 'default', digest: 'x' },
  input: { channel: 'text', mediaType: 'application/json', sha256: '0'.repeat(64), bytes: 2 },
  verdict: 'indeterminate', cautions: true, reasons: ['proof.signature'], checks: CHECK_IDS.map(check), proofs: [], subjects: [],
  issuer: { claimed: {}, recognition: 'unchecked', evidence: [] },
});

describe('the schema of the report', () => {
  test('allows the least report, and one inside another', () => {
    expect(schemaViolations(report())).toEqual([]);
    expect(schemaViolations({ ...report(), subjects: [report()] })).toEqual([]);
  });

  const faults: [string, (draft: Record<string, never> & Report) => unknown][] = [
    ['a member that nobody defined', (draft) => ({ ...draft, colour: 'green' })],
    ['a missing verdict', ({ verdict: _, ...rest }) => rest],
    ['another version', (draft) => ({ ...draft, schema: 'credlens-report/2' })],
    ['a verdict that is none', (draft) => ({ ...draft, verdict: 'valid' })],
    ['a check left out', (draft) => ({ ...draft, checks: draft.checks.slice(1) })],
    ['a check twice', (draft) => ({ ...draft, checks: [...draft.checks, check('proof.key')] })],
    ['checks in another order', (draft) => ({ ...draft, checks: draft.checks.toReversed() })],
    ['a check under another question', (draft) => ({ ...draft, checks: draft.checks.map((each) => ({ ...each, question: 'issuer' })) })],
    ['a code that nobody defined', (draft) => ({ ...draft, checks: draft.checks.map((each) => ({ ...each, code: 'all.good' })) })],
    ['a digest in capitals', (draft) => ({ ...draft, input: { ...draft.input, sha256: 'A'.repeat(64) } })],
    ['an instant that is none', (draft) => ({ ...draft, verifiedAt: 'yesterday' })],
    ['an instant without its zone', (draft) => ({ ...draft, verifiedAt: '2026-01-31T12:00:00' })],
    ['a fault deep inside', (draft) => ({ ...draft, subjects: [{ ...draft, subjects: [{ ...draft, extra: 1 }] }] })],
  ];
  test.each(faults)('refuses %s', (_name, spoil) => {
    const spoiled = spoil(report() as never);
    expect(schemaViolations(spoiled)).not.toEqual([]);
    expect(() => assertReport(spoiled)).toThrow('Not a credlens-report/1');
  });
});
