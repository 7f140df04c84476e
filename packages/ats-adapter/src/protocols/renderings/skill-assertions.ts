import type { MatchReport } from '../../match/match-report.js';
import { textIn } from './summary.js';

/** HR Open Standards, Skills Data (draft of February 2026): what is said of one subject's skills. Members that the draft has and we know nothing for are left out. */
export interface SkillAssertionCollection { identifier: string; targetType: 'Person'; assertions: SkillAssertion[] }
export interface SkillAssertion {
  skill: { id?: string; name: string; codedNotation?: string };
  proficiencyLevel?: { id: string; name?: string; rank?: number };
  source: { id: string; type: 'Credential'; name?: string };
}

/**
 * The claims that count for a requirement, as a SkillAssertionCollection. Only what is attained and verified is asserted: the draft has no place for how sure an assertion is, so what is less is not in it.
 * @param person an identifier of the person, chosen by the host; nothing of the report names them
 */
export function skillAssertions(report: MatchReport, person: string, language = 'en'): SkillAssertionCollection {
  const counted = new Set(report.requirements.flatMap(({ matches }) => matches.filter((match) => match.counted).map(({ claimId }) => claimId)));
  const claims = report.claims.filter(({ id, attained, evidence }) => counted.has(id) && attained && evidence.verdict === 'verified');
  return {
    identifier: person,
    targetType: 'Person',
    assertions: claims.map(({ name, identifiers, level, source, evidence }) => {
      const [skill] = identifiers.filter(({ names }) => names === 'skill');
      return {
        skill: { ...(skill && { id: skill.written, codedNotation: skill.id }), name: textIn(name, language) },
        ...(level && { proficiencyLevel: { id: level.ordinal === undefined ? level.scale : `${level.scale}/${level.ordinal}`, ...(level.label !== undefined && { name: level.label }), ...(level.ordinal !== undefined && { rank: level.ordinal }) } }),
        source: { id: source.credentialId ?? `urn:sha256:${source.credential}`, type: 'Credential', ...(evidence.issuerName !== undefined && { name: evidence.issuerName }) },
      };
    }),
  };
}
