import type { AchievementView, Report } from '@credlens/core/report';
import { given } from '../given.js';
import { readResults, worst } from './attainment.js';
import { BY_STRENGTH, BY_VERDICT } from './better-of.js';
import { noticeText, type Draft, type Drafts, type ReadOptions } from './draft.js';
import { evidenceProfile, type EvidenceProfile } from './evidence-profile.js';
import { fromBadge } from './from-badge.js';
import type { Links } from './links.js';
import type { NotAttained } from './skill-claim.js';

/** Claims of a learner record itself, each group with the evidence that it has. */
export interface RecordGroup extends Drafts { evidence: EvidenceProfile }

interface Award { evidence: EvidenceProfile; notAttained?: NotAttained }

/**
 * CLR 2.0 lists achievements without saying that each was awarded: a record describes a course and its competencies so that its associations can name them. What it lists is a claim only where a credential inside
 * awards that achievement, or the whole of which it is a part; and it is worth no more than either word, the credential's for the award and the record's for the part. The rest is a notice.
 */
export function fromRecord(report: Report, links: Links, options: ReadOptions): RecordGroup[] {
  const { credential } = report;
  if (!credential) return [];
  const evidence = evidenceProfile(report);
  const awards = awardsOf(report);
  const rest: RecordGroup = { evidence, ...fromBadge({ ...credential, achievements: [] }, options) };
  const groups = credential.achievements.flatMap((achievement): RecordGroup[] => {
    const award = [achievement.id, ...[links.same, links.within].flatMap((map) => map.get(achievement.id ?? '') ?? [])].map((id) => (id === undefined ? undefined : awards.get(id))).find((each) => each !== undefined);
    if (!award) {
      rest.notices.push({ code: 'listed-only', pointer: achievement.pointer ?? '', ...noticeText(achievement.name) });
      return [];
    }
    const { claims, notices } = fromBadge({ ...credential, statements: [], achievements: [achievement] }, options);
    return [{ notices, claims: claims.map((claim) => given<Draft>({ ...claim, notAttained: claim.notAttained ?? award.notAttained })), evidence: weaker(evidence, award.evidence) }];
  });
  return [...groups, rest];
}

/** By the identifier of achievement and credential; of several that award one thing, the one whose award is worth most. */
function awardsOf({ subjects }: Report): Map<string, Award> {
  const awards = new Map<string, Award>();
  const add = (id: string | undefined, award: Award): void => {
    const before = id === undefined ? undefined : awards.get(id);
    if (id !== undefined && (!before || rank(award) < rank(before))) awards.set(id, award);
  };
  for (const member of subjects) {
    const evidence = evidenceProfile(member);
    for (const achievement of member.credential?.achievements ?? []) {
      const award = given<Award>({ evidence, notAttained: attained(achievement) });
      add(achievement.id, award);
      add(member.credential?.id, award);
    }
  }
  return awards;
}

const attained = (achievement: AchievementView): NotAttained | undefined => worst(readResults(achievement));
const rank = ({ evidence, notAttained }: Award): string => `${notAttained ? 1 : 0}${BY_VERDICT.indexOf(evidence.verdict)}${JSON.stringify(evidence)}`;

const FACTS = ['intact', 'authentic', 'recognised', 'current', 'theirs', 'presentedByHolder'] as const satisfies readonly (keyof EvidenceProfile)[];

/** What holds of both. The record's report is named: it is where the claim stands. */
function weaker(record: EvidenceProfile, award: EvidenceProfile): EvidenceProfile {
  const facts = Object.fromEntries(FACTS.map((fact) => [fact, BY_STRENGTH[Math.min(BY_STRENGTH.indexOf(record[fact]), BY_STRENGTH.indexOf(award[fact]))]!]));
  const { issuerName, ...rest } = record;
  return {
    ...rest, ...facts, verdict: BY_VERDICT[Math.max(BY_VERDICT.indexOf(record.verdict), BY_VERDICT.indexOf(award.verdict))]!, cautions: record.cautions || award.cautions,
    ...(issuerName !== undefined && issuerName === award.issuerName && { issuerName }),
  };
}
