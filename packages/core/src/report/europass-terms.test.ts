import { describe, expect, it } from 'vitest';
import { CHECK_IDS, CHECK_QUESTION, type CheckId } from './check-list.js';
import { CODES, type Code } from './codes.js';
import { europassTerms } from './europass-terms.js';
import type { Check, CredentialView } from './report.js';

const GOOD: Partial<Record<CheckId, Code>> = {
  'format.data-model': 'vcdm.conforms', 'format.schema': 'schema.conforms', 'proof.signature': 'signature.valid', 'proof.coverage': 'coverage.complete', 'validity.period': 'validity.current', 'status.revocation': 'status.clear', 'status.suspension': 'status.none', 'recipient.match': 'recipient.matched',
};
const check = (id: CheckId, code: Code): Check => ({ id, code, question: CHECK_QUESTION[id], level: id === 'format.schema' ? 'advisory' : 'required', outcome: CODES[code], problems: [], evidence: [] });
const view = { format: 'elm-3', dataModel: '1.1', types: [], title: {}, issuer: {}, recipient: { identifiers: [] }, achievements: [] } satisfies CredentialView;

function states(changes: Partial<Record<CheckId, Code>> = {}, credential: CredentialView = view): Record<string, string> {
  const checks = CHECK_IDS.map((id) => check(id, changes[id] ?? GOOD[id] ?? 'input.read'));
  return Object.fromEntries(europassTerms({ checks, credential })?.map(({ term, state }) => [term, state]) ?? []);
}

describe('the six terms of the Europass viewer', () => {
  it('are the checks, sorted', () => {
    expect(states()).toEqual({ format: 'pass', seal: 'pass', owner: 'pass', validity: 'pass', revocation: 'pass', accreditation: 'not-checked' });
    expect(states({ 'recipient.match': 'recipient.mismatch', 'validity.period': 'validity.expired', 'status.suspension': 'status.suspended', 'format.schema': 'schema.violations' })).toEqual({ format: 'warn', seal: 'pass', owner: 'fail', validity: 'fail', revocation: 'fail', accreditation: 'not-checked' });
    expect(states({ 'issuer.identity': 'edc.issuer-by-mandate', 'status.revocation': 'status.none', 'recipient.match': 'recipient.not-comparable' })).toMatchObject({ seal: 'warn', revocation: 'none', owner: CODES['recipient.not-comparable'] });
    expect(states({ 'status.revocation': 'seal.not-revoked' })).toMatchObject({ revocation: 'none' });
    expect(states({ 'status.revocation': 'seal.revoked-since' })).toMatchObject({ revocation: CODES['seal.revoked-since'] });
    expect(states({ 'issuer.identity': 'edc.issuer-differs' })).toMatchObject({ seal: 'fail' });
  });

  it('say "not checked" where nobody asked or something stopped it', () => {
    expect(states({ 'recipient.match': 'recipient.not-asked' })).toMatchObject({ owner: 'not-checked' });
    expect(states({ 'validity.period': 'check.not-reached', 'format.schema': 'check.not-reached', 'format.data-model': 'check.not-reached' })).toMatchObject({ validity: 'not-checked', format: 'not-checked' });
    expect(europassTerms({ checks: [], credential: view })?.map(({ state }) => state)).toEqual(['not-checked', 'not-checked', 'not-checked', 'not-checked', 'not-checked', 'not-checked']);
  });

  it('never call in order what stands under a seal that does not hold', () => {
    for (const broken of [{ 'proof.signature': 'signature.invalid' }, { 'proof.signature': 'check.not-reached' }, { 'proof.key': 'ades.no-certificate-chain-found' }, { 'proof.coverage': 'coverage.other-word' }] as const) {
      expect(states(broken)).toMatchObject({ owner: 'claimed', validity: 'claimed', revocation: 'claimed' });
      expect(['pass', 'none']).not.toContain(states(broken)['seal']);
    }
  });

  it('take an accreditation for what the document says, wherever it says it', () => {
    const said = [{ pointer: '' }];
    const claim = { type: 'achievement', title: {}, pointer: '' } as const;
    for (const credential of [
      { ...view, evidence: [{ accreditations: said, pointer: '' }] }, { ...view, issuer: { accreditations: said } }, { ...view, claims: [{ ...claim, parts: [{ ...claim, accreditations: said }] }] },
      { ...view, claims: [{ ...claim, awardedBy: [{ accreditations: said, pointer: '' }] }] },
    ]) expect(states({}, credential)).toMatchObject({ accreditation: 'claimed' });
    // A mandate is no accreditation.
    expect(states({}, { ...view, evidence: [{ statement: 'Sealed on behalf of', pointer: '' }] })).toMatchObject({ accreditation: 'not-checked' });
  });

  it('are of European credentials alone', () => {
    expect(europassTerms({ checks: [], credential: { ...view, format: 'open-badges-3' } })).toBeUndefined();
    expect(europassTerms({ checks: [] })).toBeUndefined();
  });
});
