import { clausesOf } from '../text/clauses.js';
import { importanceIn, isBoilerplate, isNoSkill, sectionOf, withoutLead, type Section } from './cues.js';
import type { Read, RequirementDraft } from './draft.js';
import type { Line } from './html-lines.js';
import type { Importance } from './requirement.js';

export interface TextOptions {
  /** BCP 47. Without it the language of the cue words is taken, and `und` where none was met. */
  language?: string;
  /** What the whole text is known to hold: a `qualifications` field, say. Without it only sections and clauses that say so are read. */
  importance?: Importance;
}

const MOST_CLAUSES = 600;

/**
 * What the lines of a posting ask for, by its headings and the wording of its clauses. All of it is a guess of a program that read words: `extracted`, and for a person to confirm.
 * Sections about the employer, the tasks, the benefits and equal opportunity are not read.
 */
export function fromLines(lines: readonly Line[], { language, importance }: TextOptions): Read {
  const read: Read = { drafts: [], notices: [], job: {} };
  let section: Section | undefined = importance;
  let spoken = language;
  for (const line of lines) {
    const heading = headingOf(line);
    const known = heading === undefined ? undefined : sectionOf(heading);
    if (heading !== undefined) {
      if (known) spoken = language ?? known.language;
      // A heading that we do not know ends a section that was skipped or welcomed: what follows is of neither.
      section = known?.section ?? importance;
      continue;
    }
    if (section === 'skip') continue;
    for (const clause of clausesOf(line.text)) {
      if (read.drafts.length >= MOST_CLAUSES) {
        read.notices.push({ code: 'too-many', source: chars(line) });
        return read;
      }
      fromClause(clause.text, line, section, { language: spoken, fixed: language }, read);
    }
  }
  return read;
}

function fromClause(clause: string, line: Line, section: Section | undefined, { language, fixed }: { language: string | undefined; fixed: string | undefined }, read: Read): void {
  if (isBoilerplate(clause)) return;
  const source = chars(line);
  const lead = withoutLead(clause);
  const said = importanceIn(clause);
  if (section === undefined && !lead && !said) return;
  if (isNoSkill(clause)) {
    read.notices.push({ code: 'not-a-skill', source, text: clause.slice(0, 300) });
    return;
  }
  const importance = said ?? (section === 'required' || section === 'preferred' ? section : undefined);
  if (importance === undefined) read.notices.push({ code: 'importance-assumed', source, text: clause.slice(0, 300) });
  const tag = fixed ?? lead?.language ?? language ?? 'und';
  for (const text of namesIn(clean(lead?.text ?? clause), lead !== undefined)) {
    read.drafts.push({ label: { [tag]: text }, identifiers: [], importance: importance ?? 'required', origin: 'extracted', confirmed: false, source } satisfies RequirementDraft);
  }
}

/** A heading by its tag or its mark, a short line that ends in a colon, or one of a few words by itself that name a section and no skill. */
function headingOf({ text, kind, apart }: Line): string | undefined {
  if (kind === 'item') return undefined;
  if (kind === 'heading') return text;
  return text.length <= 80 && /[:：?]$/.test(text) ? text : apart && text.length <= 40 && !/[.,;]/.test(text) && text.split(/\s+/).length <= 4 && !withoutLead(text) && sectionOf(text) ? text : undefined;
}

const HOW_MUCH: readonly RegExp[] = [
  /[\s,(–-]*(?:est |sont |serait |seraient )?(?:souhaitée?s?|appréciée?s?|requise?s?|exigée?s?|indispensables?|serait un plus)[\s.)]*$/i,
  /[\s,(–-]*(?:(?:ist|sind|wäre|wären) )?(?:von vorteil|wünschenswert|ein plus|zwingend(?: erforderlich)?|erforderlich)[\s.)]*$/i,
  /[\s,(–-]*(?:(?:es|son|será|sería) )?(?:deseable|valorable|imprescindible|obligatorio|un plus)[\s.)]*$/i,
  /[\s,(–-]*(?:\b(?:is|are|would be) )?(?:a (?:big |strong )?plus|an? (?:advantage|asset)|preferred|desirable|nice to have|required|mandatory|essential|a must)[\s.)]*$/i,
];

/** What says only how much it is wished for is no part of what is wished for. */
function clean(text: string): string {
  return HOW_MUCH.reduce((rest, words) => rest.replace(words, ''), text)
    .trim();
}

/**
 * The items of an enumeration after words that lead to one: `Python, SQL and Docker`. `or` asks for one of several, which is one requirement; so is whatever is not plainly a list of short names.
 */
function namesIn(text: string, led: boolean): string[] {
  if (text === '') return [];
  if (/[()[\]]|\b(?:or|oder|ou)\b|\so\s|\bsuch as\b|\be\.g\.|\bwie z/i.test(text)) return [text];
  const commas = text.includes(',');
  const parts = text.split(commas ? /,\s*(?:and|und|y|et)?\s+|,|\s+(?:and|und|y|et|&)\s+/i : /\s+(?:and|und|y|et|&)\s+/i).map((part) => part.trim()).filter((part) => part !== '');
  const words = (part: string): number => part.split(/\s+/).length;
  const short = parts.every((part) => words(part) <= (commas ? 3 : 2));
  return parts.length > 1 && short && (led || commas) ? parts : [text];
}

const chars = ({ from, to }: Line): string => `chars:${from}-${to}`;

/** The lines of a text without markup, with the marks that people make: bullets, numbers, Markdown's headings. */
export function textLines(text: string): Line[] {
  const lines: Line[] = [];
  const pattern = /[^\r\n]+/g;
  let ended = 0;
  for (let found = pattern.exec(text); found && lines.length < 5000; found = pattern.exec(text)) {
    const raw = found[0];
    const [mark = ''] = /^\s*(?:#{1,6}\s+|\*\*(?=[^*]+\*\*:?\s*$)|[-*•·▪◦‣–—]\s*|\(?\d{1,2}[.)]\s+)?/u.exec(raw) ?? [];
    const said = raw.slice(mark.length).replace(/\*\*:?\s*$/, '').trim();
    if (said === '') continue;
    const from = found.index + mark.length + (raw.slice(mark.length).length - raw.slice(mark.length).trimStart().length);
    const kind = /^\s*(?:#|\*\*)/.test(mark) ? 'heading' : mark.trim() !== '' ? 'item' : 'text';
    const apart = lines.length === 0 || /\n[ \t\r]*\n|\r[ \t]*\r/.test(text.slice(ended, found.index));
    ended = found.index + raw.length;
    lines.push({ text: said, from, to: from + said.length, kind, apart });
  }
  return lines;
}
