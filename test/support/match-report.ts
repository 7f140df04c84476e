import type { EvidenceProfile, MatchedRequirement, MatchReport, RequirementStatus, SkillClaim } from '@credlens/ats-adapter';

const SHA = 'a'.repeat(64);

const evidence = (over: Partial<EvidenceProfile> = {}): EvidenceProfile => ({
  reportId: SHA, policyId: 'default', asOf: '2026-11-22T10:00:00.000Z', verdict: 'verified', cautions: false, intact: 'yes', authentic: 'yes', recognised: 'yes', current: 'yes', theirs: 'yes', presentedByHolder: 'not-asked', issuerName: 'University of Example', ...over,
});

export function claimOf(id: string, name: string, over: Partial<SkillClaim> = {}, profile: Partial<EvidenceProfile> = {}): SkillClaim {
  return {
    id, name: { en: name }, identifiers: [{ scheme: 'esco-skill', id: `esco:skill/${id}`, names: 'skill', written: `http://data.europa.eu/esco/skill/${id}` }], attained: true,
    source: { credential: SHA, credentialId: 'urn:uuid:1', field: 'alignment', pointer: '/credentialSubject/achievement/alignment/0' }, kind: 'assessed', awarded: '2026-01-12T00:00:00Z', selfAsserted: false, evidence: evidence(profile), ...over,
  };
}

/** A report made by hand: one requirement for each label and status, the first of them with a claim. */
export function matchReportOf(rows: readonly [label: string, status: RequirementStatus, importance?: 'required' | 'preferred'][], claimName = 'SQL'): MatchReport {
  const claims = [claimOf('c1', claimName)];
  const requirements = rows.map(([label, status, importance = 'required'], index): MatchedRequirement => ({
    requirement: { id: `r${index + 1}`, label: { en: label }, identifiers: [], importance, origin: 'structured', confirmed: true, source: `/skills/${index}` }, status,
    matches: status === 'missing' ? [] : [{ claimId: 'c1', verdict: 'exact', path: [], counted: status === 'met', reasons: status === 'met' ? [{ code: 'verified' }] : [{ code: 'needs-confirmation' }] }],
    reasons: status === 'missing' ? [{ code: 'nothing-found' }] : [],
  }));
  const coverage = (importance: 'required' | 'preferred') => {
    const of = requirements.filter(({ requirement }) => requirement.importance === importance);
    const count = (status: RequirementStatus) => of.filter((each) => each.status === status).length;
    return { met: count('met'), partial: count('partial'), review: count('review'), missing: count('missing'), total: of.length };
  };
  return {
    schema: 'credlens-match/1', id: 'f'.repeat(64), asOf: '2026-11-22T10:00:00.000Z', requirements, claims, unmatched: [],
    inputs: { job: SHA, requirements: SHA, credentials: [SHA], taxonomies: [{ name: 'ESCO', version: '1.2.0', digest: SHA, attribution: ['This service uses the ESCO classification of the European Commission.'] }], confirmations: SHA, policy: { id: 'default', digest: SHA }, matcher: 'test/1' },
    summary: { required: coverage('required'), preferred: coverage('preferred'), unconfirmed: 0 },
  };
}
