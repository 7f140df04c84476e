import type { Report, Verdict } from '@credlens/core/report';
import { en, headline, say, sentences, visibleInline, type CardQuestion } from '@credlens/core/messages';
import { printable } from '../usage-error.js';
import { agreementLines } from './agreement-text.js';
import { sealParagraphs } from './seal-text.js';
import { labelled, table } from './text.js';

export interface TextStyle { /** Columns. */ width: number; colour: boolean }

/** One input with what came of it, for people. */
export interface Judged { input: string; report: Report; /** Why it could not be opened, where it could not. */ failure?: string }

const LABELS: Record<CardQuestion, string> = { intact: 'Unchanged?', issuer: 'Issuer?', current: 'In force?', recipient: 'This person?' };
const LABEL_WIDTH = 16;
/** What a script of the four sentences says of itself, in words that need no colour. */
const MARKS = { pass: 'yes', 'not-applicable': 'not asked', warn: 'caution', indeterminate: 'unknown', skipped: 'unknown', fail: 'NO' } as const;

/** A report as the lines that a person reads: the headline, the four sentences with their next steps, and the checks that decided. */
export function reportText({ input, report, failure }: Judged, style: TextStyle): string {
  const lines = [`${printable(input)}: ${paint(headline(report, en), report, style)}`];
  const title = titleOf(report);
  if (title) lines.push(...indent(labelled('Says it is', title, LABEL_WIDTH, style.width - 2)));
  if (failure !== undefined) lines.push(...indent(labelled('Not opened', failure, LABEL_WIDTH, style.width - 2)));
  for (const sentence of sentences(report, en)) {
    lines.push(...indent(labelled(LABELS[sentence.question], `[${MARKS[sentence.outcome]}] ${sentence.text}`, LABEL_WIDTH, style.width - 2)));
    // What was not reached waits for the problem that is said already, with its own next step.
    if (sentence.next !== undefined && sentence.next !== sentence.text && sentence.outcome !== 'skipped') lines.push(...indent(labelled('', `Next: ${sentence.next}`, LABEL_WIDTH, style.width - 2)));
  }
  for (const { label, text } of sealParagraphs(report)) lines.push(...indent(labelled(label, text, LABEL_WIDTH, style.width - 2)));
  const why = reasonsText(report);
  if (why) lines.push(...indent(labelled('Reasons', why, LABEL_WIDTH, style.width - 2)));
  if (report.profile) {
    const misses = report.profile.misses.length > 0 ? ` does not conform: ${report.profile.misses.join(', ')}` : ' conforms';
    lines.push(...indent(labelled('Profile', `${report.profile.id}${misses}`, LABEL_WIDTH, style.width - 2)));
  }
  lines.push(...indent(agreementLines(report, style.width - 2)));
  const inner = (name: string, reports: readonly Report[]) => reports.forEach((each, index) => {
    const file = each.input.filename === undefined ? '' : `, ${each.input.filename}`;
    lines.push(...reportText({ input: `${name}${index + 1} of ${reports.length}${file}`, report: each }, { ...style, width: style.width - 4 }).split('\n').map((line) => `    ${line}`));
  });
  inner('', report.subjects);
  inner('endorsement ', report.endorsements ?? []);
  return lines.join('\n');
}

/** A table of verdicts with their reasons, one row an input. */
export function verdictTable(rows: readonly { name: string; report: Report }[], style: TextStyle): string {
  const cells = rows.map(({ name, report }) => [tail(printable(name)), report.verdict + (report.verdict === 'verified' && report.cautions ? ' *' : ''), reasonsText(report) || 'nothing to add']);
  const lines = table(['INPUT', 'VERDICT', 'REASONS'], cells, style.width);
  const cautious = rows.some(({ report }) => report.verdict === 'verified' && report.cautions);
  return [...lines, ...(cautious ? ['* with cautions: read the reasons before you rely on it'] : [])].join('\n');
}

/** The end of a long path tells files apart. */
function tail(name: string): string {
  const characters = Array.from(name);
  return characters.length > 48 ? `…${characters.slice(-47).join('')}` : name;
}

/** How many of each verdict, worst first. */
export function tally(reports: readonly Pick<Report, 'verdict'>[]): string {
  const order: readonly Verdict[] = ['invalid', 'indeterminate', 'unverifiable', 'verified'];
  const counts = order.map((verdict) => [reports.filter((report) => report.verdict === verdict).length, verdict] as const).filter(([count]) => count > 0);
  return `${reports.length} inputs: ${counts.map(([count, verdict]) => `${count} ${verdict}`).join(', ')}`;
}

/** Each reason once. What was not reached follows from the others, so it is said only where there is nothing else. */
function reasonsText(report: Report): string {
  const all = report.reasons.flatMap((id) => report.checks.filter((check) => check.id === id));
  const found = all.filter((check) => check.outcome !== 'skipped');
  const checks = (found.length > 0 ? found : all).filter((check, index, list) => list.findIndex((other) => other.code === check.code) === index);
  return checks.map((check) => `${check.code} (${say(en, check.code, check.params).replace(/\.$/, '')})`).join('; ');
}

function titleOf(report: Report): string | undefined {
  const title = report.credential && Object.values(report.credential.title)[0];
  return title === undefined || title === '' ? undefined : visibleInline(title, { limit: 120 });
}

function paint(text: string, report: Report, style: TextStyle): string {
  if (!style.colour) return text;
  const colour = { verified: report.cautions ? 33 : 32, invalid: 31, indeterminate: 33, unverifiable: 35 }[report.verdict];
  return `\u001b[${colour}m${text}\u001b[0m`;
}

const indent = (lines: string[]) => lines.map((line) => `  ${line}`);
