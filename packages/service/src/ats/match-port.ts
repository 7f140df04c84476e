import { createHash } from 'node:crypto';
import { evidenceProfile, type Coverage, type EvidenceProfile, type Identifier, type MatchedRequirement, type MatchReport, type ReasonCode, type Requirement, type SkillClaim } from '@credlens/ats-adapter';
import { asArray, isObject, isString, own, type JsonValue, type LocalizedText, type Report } from '@credlens/core/report';
import type { SubmittedFile } from './types.js';

/** Holds what was verified against what a job asks for. Pure: the same inputs give the same report. A file and its report have the same place in their lists. */
export type Match = (input: { tenant: string; posting: JsonValue; reports: readonly Report[]; files: readonly SubmittedFile[]; asOf: string }) => MatchReport | Promise<MatchReport>;

/**
 * THE ONE PLACE where a matcher is plugged in for the command: `createAssess({ match })` has this as its default.
 *
 * This one is minimal and says so in its name: it reads `skills` of a posting (names, or schema.org DefinedTerms), and a requirement is met by a claim with the same identifier, or the same name letter for letter
 * but for case and spaces, in a credential that is verified, in force, this person's, and of an issuer whom the host's lists know. Anything less is for a person to look at; what is invalid counts for nothing. It knows no taxonomy, no levels, no language and no policy.
 */
export const defaultMatch: Match = ({ posting, reports, asOf }) => {
  const requirements = requirementsOf(posting);
  const claims = reports.flatMap(claimsOf).sort((a, b) => (a.id < b.id ? -1 : 1)).filter((claim, index, all) => all[index - 1]?.id !== claim.id);
  const used = new Set<string>();
  const matched = requirements.map((requirement): MatchedRequirement => {
    const matches = claims.flatMap((claim) => {
      const shared = requirement.identifiers.find(({ id }) => claim.identifiers.some((each) => each.id === id));
      if (!shared && spelling(claim.name) !== spelling(requirement.label)) return [];
      used.add(claim.id);
      const [reason, ...more] = shortcomings(claim.evidence);
      const counted = reason === undefined;
      return [{
        claimId: claim.id, verdict: shared ? 'exact' as const : 'label' as const, counted, reasons: counted ? [{ code: 'verified' as const }] : [{ code: reason }, ...more.map((code) => ({ code }))],
        path: [{ from: shared?.id ?? spelling(claim.name), relation: 'same' as const, to: shared?.id ?? spelling(requirement.label) }],
      }];
    });
    const status = matches.some(({ counted }) => counted) ? 'met' : matches.some(({ reasons: [reason] }) => reason?.code !== 'invalid') ? 'review' : 'missing';
    return { requirement, status, matches, reasons: matches.length === 0 ? [{ code: 'nothing-found' }] : [] };
  });
  const job = digest(JSON.stringify(posting));
  const inputs: MatchReport['inputs'] = {
    job, requirements: digest(JSON.stringify(requirements)), credentials: [...new Set(reports.map(({ input }) => input.sha256))].sort(), taxonomies: [], confirmations: digest('[]'),
    policy: { id: 'minimal', digest: digest('minimal') }, matcher: 'credlens-minimal/1',
  };
  const coverage = (importance: Requirement['importance']): Coverage => {
    const asked = matched.filter(({ requirement }) => requirement.importance === importance);
    const count = (status: MatchedRequirement['status']) => asked.filter((each) => each.status === status).length;
    return { met: count('met'), partial: 0, review: count('review'), missing: count('missing'), total: asked.length };
  };
  return {
    schema: 'credlens-match/1', id: digest(JSON.stringify([inputs, asOf])), asOf, inputs, requirements: matched, claims, unmatched: claims.filter(({ id }) => !used.has(id)).map(({ id }) => id),
    summary: { required: coverage('required'), preferred: coverage('preferred'), unconfirmed: 0 },
  };
};

/** Why the evidence does not count. What nobody asked, such as whose credential it is where the order names nobody, is not taken for granted. */
function shortcomings({ verdict, intact, authentic, recognised, current, theirs }: EvidenceProfile): ReasonCode[] {
  if (verdict === 'invalid') return ['invalid'];
  return [
    ...(verdict === 'verified' && intact === 'yes' ? [] : ['not-verified' as const]), ...(authentic === 'yes' ? recognised === 'yes' ? [] : ['issuer-unrecognised' as const] : ['issuer-unknown' as const]),
    ...(current === 'yes' ? [] : ['currency-unknown' as const]), ...(theirs === 'yes' ? [] : ['theirs-unknown' as const]),
  ];
}

const digest = (text: string): string => createHash('sha256').update(text).digest('hex');
const spelling = (text: LocalizedText | string): string => (isString(text) ? text : Object.values(text)[0] ?? '').normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim();
const identifier = (written: string): Identifier => ({ scheme: 'url', id: written.replace(/^http:/, 'https:'), names: 'skill', written });

/** Requirements of a posting at most. */
const MOST = 200;

function requirementsOf(posting: JsonValue): Requirement[] {
  const found = new Map<string, Requirement>();
  const skills = isObject(posting) ? asArray(own(posting, 'skills')).slice(0, MOST) : [];
  for (const [index, skill] of skills.entries()) {
    const member = (name: string) => (isObject(skill) && isString(own(skill, name)) ? own(skill, name) as string : undefined);
    const label = isString(skill) ? skill : member('name');
    if (label === undefined || label.trim() === '') continue;
    const id = member('@id') ?? member('id');
    const key = digest(JSON.stringify([label, id ?? null])).slice(0, 16);
    if (!found.has(key)) found.set(key, {
      id: key, label: { und: label }, identifiers: id === undefined ? [] : [identifier(id)], importance: member('importance') === 'preferred' ? 'preferred' : 'required', origin: 'structured', confirmed: true, source: `/skills/${index}`,
    });
  }
  return [...found.values()];
}

/** Skills that a credential names, with those of the credentials inside it. */
function claimsOf(report: Report): SkillClaim[] {
  const evidence = evidenceProfile(report);
  const own = (report.credential?.achievements ?? []).flatMap((achievement) => achievement.skills.map((skill): SkillClaim => ({
    id: digest(`${report.input.sha256} ${skill.pointer}`), name: skill.name ?? { und: skill.id ?? '' }, identifiers: skill.id === undefined ? [] : [identifier(skill.id)], ...(skill.framework !== undefined && { framework: skill.framework }),
    attained: true, source: { credential: report.input.sha256, ...(report.credential?.id !== undefined && { credentialId: report.credential.id }), field: 'alignment', pointer: skill.pointer },
    kind: 'claimed', ...(report.credential?.validFrom !== undefined && { awarded: report.credential.validFrom }), selfAsserted: false, evidence,
  })));
  return [...own, ...report.subjects.flatMap(claimsOf)];
}
