import { fill as fillSafely, visibleInline } from '@credlens/core/messages';
import type { LocalizedText } from '@credlens/core/report';
import type { Coverage, MatchedRequirement, MatchReport, RequirementMatch, RequirementStatus } from '../../match/match-report.js';
import type { Reason } from '../../match/reasons.js';
import type { Importance } from '../../requirements/requirement.js';
import type { SkillClaim } from '../../claims/skill-claim.js';
import { tagFor } from '../../text/in-language.js';
import type { Audience, Words } from '../../words/words.js';

/** One requirement, in words. Texts are plain: whoever puts them into a page or a file escapes them there. */
export interface SummaryRow { id: string; label: string; importance: Importance; importanceText: string; status: RequirementStatus; statusText: string; confirmed: boolean; lines: string[] }

/** What every rendering shows, before it has a form. It says nothing that the report does not. */
export interface Summary {
  title: string;
  intro: string;
  /** `7 of 10`, with its name. */
  coverage: { importance: Importance; label: string; value: string; met: number; total: number }[];
  rows: SummaryRow[];
  notes: string[];
  limits: string;
  asOf: string;
  reportId: string;
}

/** Evidence lines of one requirement at most; the rest is counted. */
const MOST_LINES = 5;

/**
 * Puts a match report into words. Pure: the same report gives the same words.
 * @param words a catalogue; its language is that of labels too, where they have it
 */
export function summarise(report: MatchReport, words: Words, audience: Audience = 'recruiter'): Summary {
  const claims = new Map(report.claims.map((claim) => [claim.id, claim]));
  const attributions = [...new Set(report.inputs.taxonomies.flatMap(({ name, version, attribution }) => [`${name} ${version}`.trim(), ...attribution].map((each) => visibleInline(each, { limit: 2000 }))))];
  return {
    title: words.title,
    intro: words.intro[audience],
    coverage: (['required', 'preferred'] as const).map((importance) => ({ importance, label: words.coverage[importance], ...fraction(report.summary[importance], words) })),
    rows: report.requirements.map((each) => rowOf(each, claims, words, audience)),
    notes: [
      ...(report.unmatched.length > 0 ? [fill(words.otherClaims, { count: report.unmatched.length })] : []),
      ...(attributions.length > 0 ? [fill(words.taxonomies, { names: attributions.join('; ') })] : []),
      ...(report.inputs.model === undefined ? [] : [fill(words.machine, { name: shown(report.inputs.model) })]),
    ],
    limits: words.limits[audience],
    asOf: fill(words.asOf, { date: report.asOf }),
    reportId: fill(words.reportId, { id: report.id }),
  };
}

function fraction({ met, total }: Coverage, words: Words): { value: string; met: number; total: number } {
  return { value: total === 0 ? words.noneAsked : fill(words.fraction, { met, total }), met, total };
}

function rowOf({ requirement, status, matches, reasons }: MatchedRequirement, claims: ReadonlyMap<string, SkillClaim>, words: Words, audience: Audience): SummaryRow {
  const evidence = matches.flatMap((match) => {
    const claim = claims.get(match.claimId);
    return claim ? [evidenceLine(match, claim, words, audience)] : [];
  });
  const lines = evidence.slice(0, MOST_LINES);
  if (evidence.length > MOST_LINES) lines.push(fill(words.andMore, { count: evidence.length - MOST_LINES }));
  if (lines.length === 0) lines.push(words.noEvidence[audience]);
  // What is true of the whole requirement; `nothing-found` is what the line above says already.
  for (const reason of reasons) if (reason.code !== 'nothing-found' && reason.code !== 'requirement-unconfirmed' && reason.code !== 'counts') lines.push(reasonText(reason, words, audience));
  if (!requirement.confirmed) lines.push(words.unconfirmed);
  return {
    id: requirement.id, label: shown(textIn(requirement.label, words.language)), importance: requirement.importance, importanceText: words.importance[requirement.importance],
    status, statusText: words.status[audience][status], confirmed: requirement.confirmed, lines: [...new Set(lines)],
  };
}

function reasonText({ code, params }: Reason, { language, reasons }: Words, audience: Audience): string {
  const said = reasons[code];
  return fillSafely(language, typeof said === 'string' ? said : said[audience], params);
}

function evidenceLine({ counted, reasons }: RequirementMatch, claim: SkillClaim, words: Words, audience: Audience): string {
  const { evidence } = claim;
  const line = fill(words.evidence, {
    claim: shown(textIn(claim.name, words.language)), kind: words.kind[claim.kind],
    // Only who was established is named: a name in a credential is a claim.
    issuer: evidence.issuerName === undefined ? words.issuerUnknown : shown(evidence.issuerName),
    date: claim.awarded === undefined ? words.dateUnknown : shown(claim.awarded.slice(0, 10)),
    verdict: evidence.verdict === 'verified' && evidence.cautions ? words.cautions : words.verdict[evidence.verdict],
  });
  const why = reasons.filter(({ code }) => code !== 'counts' && code !== 'verified').map((reason) => reasonText(reason, words, audience));
  return `${line}; ${counted ? words.counted : words.notCounted}.${why.length > 0 ? ` ${[...new Set(why)].join(' ')}` : ''}`;
}

/** A text as somebody reads it who reads this language; the empty string where it has no words. */
export function textIn(text: LocalizedText, language: string): string {
  const tag = tagFor(text, [language]);
  return tag === undefined ? '' : text[tag] ?? '';
}

/** Text of others, bounded and with nothing invisible in it. */
const shown = (text: string): string => visibleInline(text, { limit: 160 });

export function fill(template: string, values: Readonly<Record<string, string | number>>): string {
  return template.replace(/\{(\w+)\}/g, (whole, name: string) => (Object.hasOwn(values, name) ? String(values[name]) : whole));
}
