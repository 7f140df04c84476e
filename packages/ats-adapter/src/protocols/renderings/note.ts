import type { MatchReport } from '../../match/match-report.js';
import type { Audience, Words } from '../../words/words.js';
import { cut } from './fields.js';
import { fill, summarise } from './summary.js';

export interface NoteOptions { form: 'text' | 'markdown'; audience?: Audience; link?: string; /** Characters at most. Default 10 000. */ limit?: number }

/** A match report as a note, in plain text or Markdown. What credentials say is escaped, so that it stays text in either. */
export function note(report: MatchReport, words: Words, options: NoteOptions): string {
  const markdown = options.form === 'markdown';
  const text = markdown ? escapeMarkdown : (plain: string) => plain;
  const summary = summarise(report, words, options.audience);
  const lines = [
    markdown ? `## ${text(summary.title)}` : summary.title,
    '',
    ...summary.coverage.map(({ label, value }) => (markdown ? `- **${text(label)}:** ${text(value)}` : `${label}: ${value}`)),
    '',
    ...summary.rows.flatMap(({ label, importanceText, statusText, lines: evidence }) => [
      markdown ? `- **${text(label)}** (${text(importanceText)}): ${text(statusText)}` : `* ${label} (${importanceText}): ${statusText}`,
      ...evidence.map((line) => (markdown ? `  - ${text(line)}` : `    ${line}`)),
    ]),
    '',
    ...summary.notes.map(text),
    text(summary.limits),
    text(`${summary.asOf}. ${summary.reportId}`),
    // In angle brackets, an address is an address and nothing else.
    ...(options.link === undefined ? [] : [markdown ? `${text(fill(words.link, { url: '' })).trim()} <${options.link.replace(/[<>\s]/g, encodeURIComponent)}>` : fill(words.link, { url: options.link })]),
  ];
  return cut(`${lines.join('\n')}\n`, options.limit ?? 10_000);
}

/** CommonMark 2.4: any ASCII punctuation may be escaped. All that could begin something is, addresses that would become links by themselves among it. */
function escapeMarkdown(text: string): string {
  return text.replace(/[!#$%&()*+\-./:<=>?@[\\\]^_`{|}~]/g, (character) => `\\${character}`);
}
