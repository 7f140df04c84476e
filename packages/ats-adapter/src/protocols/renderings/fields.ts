import type { MatchReport, RequirementStatus } from '../../match/match-report.js';
import type { Words } from '../../words/words.js';
import { fill, summarise } from './summary.js';

/** Characters of a custom field's value at most. */
export const FIELD_LIMIT = 255;

/** A match report as flat short texts, for systems that have custom fields and nothing else. Names stay the same from version to version; values are for people. */
export function fields(report: MatchReport, words: Words, link?: string): Record<string, string> {
  const { coverage, rows } = summarise(report, words);
  const [required, preferred] = coverage;
  const of = (...statuses: RequirementStatus[]) => listed(rows.filter(({ status, confirmed }) => confirmed && statuses.includes(status)).map(({ label }) => label), words);
  const all: Record<string, string> = {
    credlens_required: required!.value,
    credlens_preferred: preferred!.value,
    credlens_evidence: of('met'),
    credlens_partial: of('partial'),
    credlens_review: of('review'),
    credlens_no_evidence_given: of('missing'),
    credlens_as_of: report.asOf,
    credlens_report: report.id,
  };
  // An address that was cut would lead elsewhere: it is left out instead.
  if (link !== undefined && link.length <= FIELD_LIMIT) all['credlens_link'] = link;
  return Object.fromEntries(Object.entries(all).map(([name, value]) => [name, cut(plainCell(value), FIELD_LIMIT)]));
}

/** Fields are exported to tables, and a spreadsheet runs what begins like a formula: an apostrophe before it makes it text. */
const plainCell = (value: string): string => (/^\s*[=+\-@]/u.test(value) ? `'${value}` : value);

/** As many labels as fit, whole, and how many more there are. */
function listed(labels: readonly string[], words: Words): string {
  let text = '';
  for (const [index, label] of labels.entries()) {
    const next = text === '' ? label : `${text}, ${label}`;
    const left = labels.length - index - 1;
    const tail = left > 0 ? `, ${fill(words.andMore, { count: left })}` : '';
    if ((next + tail).length > FIELD_LIMIT) {
      const more = fill(words.andMore, { count: labels.length - index });
      return text === '' ? more : `${text}, ${more}`;
    }
    text = next;
  }
  return text;
}

/** At most so many UTF-16 units, and no half of a character. */
export function cut(text: string, limit: number): string {
  if (text.length <= limit) return text;
  let kept = '';
  for (const character of text) {
    if (kept.length + character.length > limit - 1) break;
    kept += character;
  }
  return `${kept}…`;
}
