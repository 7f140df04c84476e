import { escapeHtml as t, fill, html, type OrderView, type PageWords, type UploadProblem, type Words } from '@credlens/ats-adapter/protocols';
import { enWithSeals, headline, sentences, visibleInline } from '@credlens/core/messages';
import type { Report } from '@credlens/core/report';
import type { StoredOrder, StoredResult } from '../types.js';

export interface PageTexts { words: Words; page: PageWords }

/** Where the pages' own files are. */
export const ASSETS = '/ats-assets';

/** Every text is escaped, and nothing of what others wrote is in an attribute but the addresses that we made. */
function frame(page: PageWords, title: string, body: string): string {
  return `<!doctype html>
<html lang="${t(page.language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${t(title)}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="${ASSETS}/page.css">
<script type="module" src="${ASSETS}/page.js"></script>
</head>
<body><main>
${body}
</main></body>
</html>
`;
}

export interface UploadPage { order: StoredOrder; view: OrderView; result?: StoredResult; problem?: UploadProblem; limits: { files: number; megabytes: number }; /** Where the element is served, if it is. */ element?: string }

/** The candidate's page for one order, in whatever state it is. It works without scripts, and by keyboard alone. */
export function uploadPage({ order, view, result, problem, limits, element }: UploadPage, { words, page }: PageTexts): string {
  const open = view.state === 'waiting' || view.state === 'draft';
  const { title } = order.request.job;
  const path = new URL(view.uploadUrl).pathname;
  const parts = [
    `<h1>${t(page.title)}</h1>`,
    title === undefined ? '' : `<p>${t(fill(page.forJob, { job: visibleInline(title, { limit: 200 }) }))}</p>`,
    problem === undefined ? '' : `<p class="notice problem" role="alert">${t(page.problem[problem])}</p>`,
    `<p class="notice" role="status">${t(page.state[view.state])}</p>`,
    open ? `<p class="hint">${t(fill(page.until, { date: new Date(order.linkUntil).toISOString().slice(0, 10) }))}</p>` : '',
    view.state === 'waiting' ? `<p>${t(page.what)}</p>` : '',
  ];
  if (result) {
    parts.push(`<h2>${t(page.found)}</h2>`, html(result.matchReport, words, 'candidate'), credentials(result.reports, page, element && { script: element, reports: `${path}/reports.json` }));
    if (view.state === 'draft') parts.push(`<form method="post" action="${t(path)}/send"><p>${t(page.sendHint)}</p><button>${t(page.send)}</button></form>`, `<h2>${t(page.another)}</h2><p>${t(page.anotherHint)}</p>`);
  }
  if (open) {
    parts.push(`<form method="post" action="${t(path)}/files" enctype="multipart/form-data">
<h2 id="consent">${t(page.consentTitle)}</h2>
<ul>${page.consent.map((each) => `<li>${t(each)}</li>`).join('')}</ul>
<label for="files">${t(page.files)}</label>
<input type="file" id="files" name="files" multiple required aria-describedby="files-hint">
<p class="hint" id="files-hint">${t(fill(page.filesHint, { count: limits.files, size: limits.megabytes }))}</p>
<label class="check"><input type="checkbox" name="consent" value="yes" required aria-describedby="consent"> ${t(page.agree)}</label>
<button${view.state === 'draft' ? ' class="second"' : ''}>${t(page.check)}</button>
</form>`);
  }
  return frame(page, page.title, parts.filter((part) => part !== '').join('\n'));
}

/** The recruiter's page: the result, what it rests on, and the same as files. */
export function resultPage({ view, result, element }: { view: OrderView; result: StoredResult; element?: string }, { words, page }: PageTexts): string {
  const path = new URL(view.resultUrl).pathname;
  return frame(page, words.title, [
    `<h1>${t(words.title)}</h1>`, `<p class="hint">${t(page.forRecruiter)}</p>`,
    html(result.matchReport, words, 'recruiter'), credentials(result.reports, page, element && { script: element, reports: `${path}/reports.json` }),
    `<h2>${t(page.downloads)}</h2><ul><li><a href="${t(path)}/report.pdf">${t(page.asPdf)}</a></li><li><a href="${t(path)}/report.json">${t(page.asData)}</a></li></ul>`,
  ].join('\n'));
}

/** A page that says one thing. */
export function plainPage(text: string, page: PageWords): string {
  return frame(page, page.title, `<h1>${t(page.title)}</h1>\n<p class="notice" role="status">${t(text)}</p>`);
}

/** Each report in its four sentences; the element, where there is one, shows the same reports in detail. */
function credentials(reports: readonly Report[], page: PageWords, element: { script: string; reports: string } | '' | undefined): string {
  const list = reports.map((report) => {
    const name = report.input.filename ?? report.input.sha256.slice(0, 12);
    return `<li><strong>${t(visibleInline(name, { limit: 120 }))}</strong>: ${t(headline(report, enWithSeals))}<ul>${sentences(report, enWithSeals).map(({ text }) => `<li>${t(text)}</li>`).join('')}</ul></li>`;
  });
  const details = element ? `<h3>${t(page.details)}</h3><div id="reports" data-element="${t(element.script)}" data-src="${t(element.reports)}"></div>` : '';
  return `<h2>${t(page.credentials)}</h2>\n<ul>${list.join('')}</ul>\n${details}`;
}
