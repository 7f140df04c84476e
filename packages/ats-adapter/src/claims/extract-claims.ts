import type { AssociationView, Report } from '@credlens/core/report';
import { given } from '../given.js';
import { digestOf } from '../digest.js';
import { betterOf, byWorth } from './better-of.js';
import type { ClaimNotice } from './claim-notice.js';
import type { Draft, ReadOptions } from './draft.js';
import { evidenceProfile, type EvidenceProfile } from './evidence-profile.js';
import { fromBadge } from './from-badge.js';
import { fromElm } from './from-elm.js';
import { linked, linksOf, type Links } from './links.js';
import { fromRecord, type RecordGroup } from './record.js';
import type { SkillClaim } from './skill-claim.js';

export type ExtractOptions = ReadOptions;
export interface ExtractedClaims { schema: 'credlens-claims/1'; claims: SkillClaim[]; notices: ClaimNotice[] }

/** No candidate's credentials say more. What nobody stands behind is left out first, and a notice says so. */
const MOST_CLAIMS = 4096;
const MAX_DEPTH = 16;
/** Formats that say nothing of a person's learning. */
const SILENT: readonly string[] = ['status-list', 'presentation', 'sealed-pdf'];

/**
 * Every skill that the credentials of a report state, each with its place, and what the verification of its credential is worth. Members are read by their own reports.
 * Sorted, so that the order of credentials changes nothing. It does not assert that the person has the skill: a claim of an invalid, unverified or self-made credential is there too, and its `evidence` says so.
 * Never throws, and asks nobody.
 */
export function extractClaims(report: Report, options: ExtractOptions = {}): ExtractedClaims {
  const found = new Map<string, SkillClaim>();
  const notices = new Map<string, ClaimNotice>();
  let tooMany = false;
  const prune = (): void => {
    if (found.size <= MOST_CLAIMS) return;
    tooMany = true;
    for (const { id } of [...found.values()].sort(byWorth).slice(MOST_CLAIMS)) found.delete(id);
  };
  const visit = (each: Report, around: readonly AssociationView[], depth: number): void => {
    const associations = [...around, ...(each.credential?.associations ?? [])];
    const links = linksOf(associations);
    const credential = each.input.sha256;
    for (const { claims, notices: said, evidence } of read(each, links, options)) {
      for (const draft of claims) {
        const claim = claimOf(draft, each, credential, evidence, links);
        const twin = found.get(claim.id);
        found.set(claim.id, twin ? betterOf(twin, claim) : claim);
      }
      if (found.size > 4 * MOST_CLAIMS) prune();
      for (const notice of said) notices.set([credential, notice.pointer, notice.code, notice.text ?? ''].join('\n'), { ...notice, credential });
    }
    if (depth < MAX_DEPTH) for (const member of each.subjects) visit(member, associations, depth + 1);
  };
  visit(report, [], 0);
  prune();
  if (tooMany) notices.set('', { code: 'too-many', credential: report.input.sha256, pointer: '' });
  const byKey = <T>(map: ReadonlyMap<string, T>): T[] => [...map].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)).map(([, value]) => value);
  return { schema: 'credlens-claims/1', claims: byKey(found), notices: byKey(notices) };
}

function read(report: Report, links: Links, options: ReadOptions): RecordGroup[] {
  const { credential } = report;
  if (!credential || SILENT.includes(credential.format)) return [];
  if (credential.format === 'clr-2') return fromRecord(report, links, options);
  return [{ ...(credential.format === 'elm-3' || credential.format === 'europass-xml' ? fromElm(credential, options) : fromBadge(credential, options)), evidence: evidenceProfile(report) }];
}

function claimOf({ field, pointer, part, achievementId, notAttained, ...draft }: Draft, report: Report, credential: string, evidence: EvidenceProfile, links: Links): SkillClaim {
  const ids = [achievementId, report.credential?.id];
  return given<SkillClaim>({
    id: digestOf(JSON.stringify([credential, pointer, field, part ?? 0, achievementId ?? ''])),
    name: draft.name, identifiers: draft.identifiers, framework: draft.framework, level: draft.level,
    attained: notAttained === undefined, notAttained,
    source: given<SkillClaim['source']>({ credential, credentialId: report.credential?.id, title: titleOf(report), achievementId, field, part, sameAs: linked(links.same, ids), partOf: linked(links.within, ids), pointer }),
    kind: draft.kind, awarded: draft.awarded, selfAsserted: draft.selfAsserted, evidence,
  });
}

/** A title of no words is none. */
function titleOf({ credential }: Report): SkillClaim['source']['title'] {
  const words = Object.entries(credential?.title ?? {}).filter(([, text]) => text.trim() !== '');
  return words.length > 0 ? Object.fromEntries(words) : undefined;
}
