import type { MatchReport } from '../../match/match-report.js';
import type { Audience, Words } from '../../words/words.js';
import { summarise } from './summary.js';

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** A match report as a part of a page: a heading, the counts, and a table. It has no script, no style and no address; every text is escaped. */
export function html(report: MatchReport, words: Words, audience?: Audience): string {
  const { title, intro, coverage, rows, notes, limits, asOf, reportId } = summarise(report, words, audience);
  const t = escapeHtml;
  const { columns } = words;
  return `<section class="match" lang="${t(words.language)}">
<h2>${t(title)}</h2>
<p>${t(intro)}</p>
<dl class="coverage">${coverage.map(({ label, value }) => `<div><dt>${t(label)}</dt><dd>${t(value)}</dd></div>`).join('')}</dl>
<table>
<caption>${t(title)}</caption>
<thead><tr>${[columns.requirement, columns.importance, columns.status, columns.evidence].map((name) => `<th scope="col">${t(name)}</th>`).join('')}</tr></thead>
<tbody>
${rows.map((row) => `<tr class="status-${row.status}"><th scope="row">${t(row.label)}</th><td>${t(row.importanceText)}</td><td>${t(row.statusText)}</td><td><ul>${row.lines.map((line) => `<li>${t(line)}</li>`).join('')}</ul></td></tr>`).join('\n')}
</tbody>
</table>
${notes.map((each) => `<p class="note">${t(each)}</p>`).join('\n')}
<p class="limits">${t(limits)}</p>
<p class="about">${t(asOf)}. ${t(reportId)}</p>
</section>`;
}

/**
 * A whole page. Serve it with `content-security-policy: default-src 'none'; style-src 'self'`, or without the style sheet at all.
 * @param stylesheet an address of the same site
 */
export function htmlPage(report: MatchReport, words: Words, options: { audience?: Audience; stylesheet?: string; after?: string } = {}): string {
  return `<!doctype html>
<html lang="${escapeHtml(words.language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${escapeHtml(words.title)}</title>
${options.stylesheet === undefined ? '' : `<link rel="stylesheet" href="${escapeHtml(options.stylesheet)}">`}
</head>
<body><main>
${html(report, words, options.audience)}
${options.after ?? ''}
</main></body>
</html>
`;
}
