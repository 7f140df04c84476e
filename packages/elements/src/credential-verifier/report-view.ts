import { html, nothing, type TemplateResult } from 'lit';
import { fill, headline, sentences, type LoadedCatalogue, type Sentence } from '@credlens/core/messages';
import type { Report } from '@credlens/core/report';
import { credentialFacts } from './credential-facts.js';
import { hostileText, localizedText } from './hostile-text.js';
import { languagesFor } from './reader-languages.js';
import { icon } from './icons.js';
import { instant, type ReportContext } from './report-context.js';
import { reportDetails } from './report-details.js';
import { OUTCOME_ICON, TONE_ICON, toneOf } from './tone.js';

/** How deep members are shown inside members; deeper ones are in the saved report. */
const MAX_DEPTH = 3;
const MAX_SUBJECTS = 100;

function sentenceItem(sentence: Sentence, { catalogue }: ReportContext): TemplateResult {
  const { element, outcomes } = catalogue;
  return html`<li class="sentence outcome-${sentence.outcome}" part="sentence sentence-${sentence.question} outcome-${sentence.outcome}">
    ${icon(OUTCOME_ICON[sentence.outcome])}
    <div>
      <p class="question">${catalogue.questions[sentence.question]} <span class="outcome" part="outcome">${outcomes[sentence.outcome]}</span></p>
      <p class="answer" part="answer">${sentence.text}</p>
      ${sentence.next === undefined ? nothing : html`<p class="next" part="next-step"><strong>${element.nextStep}</strong> ${sentence.next}</p>`}
    </div>
  </li>`;
}

/** The four sentences; of what only holds credentials those alone that are not left to its members, whose own cards follow. */
function card(report: Report, catalogue: LoadedCatalogue): Sentence[] {
  const said = sentences(report, catalogue);
  const holds = report.subjects.length > 0 && (report.credential === undefined || report.credential.format === 'presentation');
  return !holds ? said : said.filter((sentence) => sentence.outcome !== 'not-applicable');
}

function about(report: Report, { catalogue, languages, recipient }: ReportContext): TemplateResult {
  const { element, language } = catalogue;
  const title = localizedText(report.credential?.title, languages) ?? (report.input.filename === undefined ? undefined : hostileText(report.input.filename));
  const compared = recipient === undefined ? nothing : html`<span>${fill(language, element.compared, { name: recipient })}</span>`;
  return html`<p class="about" part="about">
    ${title ? html`<strong>${title}</strong>` : nothing}
    <span>${fill(language, element.asOf, { time: instant(report.verifiedAt, language) })}</span>
    ${compared}
  </p>`;
}

/** Reports inside a report: of what it holds, and of who endorses it. */
function inner(reports: readonly Report[], words: { heading: string; name: string; suffix: string }, context: ReportContext): TemplateResult | typeof nothing {
  const { source: _outer, ...own } = context;
  const { catalogue, level, id } = own;
  const depth = own.depth ?? 0;
  const shown = depth < MAX_DEPTH ? reports.slice(0, MAX_SUBJECTS) : [];
  if (shown.length === 0) return nothing;
  return html`<div class="members" part="members">
    <div class="subheading" role="heading" aria-level=${level + 1}>${words.heading}</div>
    ${shown.map((report, index) => html`<div class="member">
      <p class="member-name">${fill(catalogue.language, words.name, { number: index + 1, total: reports.length })}</p>
      ${reportView(report, { ...own, id: `${id}-${words.suffix}${index}`, level: Math.min(level + 2, 6), depth: depth + 1 })}
    </div>`)}
    ${reports.length > shown.length ? html`<p>${fill(catalogue.language, catalogue.element.more, { count: reports.length - shown.length })}</p>` : nothing}
  </div>`;
}

/** A report as its reader sees it: headline, four sentences, then everything behind them for who asks. */
export function reportView(report: Report, given: Omit<ReportContext, 'languages'>): TemplateResult {
  const context: ReportContext = { ...given, languages: languagesFor(given.reader, report.credential) };
  const { catalogue, level, id } = context;
  const tone = toneOf(report);
  return html`<article class="report tone-${tone}" part="report report-${tone}" aria-labelledby="headline-${id}">
    <div class="headline" part="headline headline-${tone}" id="headline-${id}" role="heading" aria-level=${level} tabindex="-1">${icon(TONE_ICON[tone])}<span>${headline(report, catalogue)}</span></div>
    ${about(report, context)}
    <ul class="sentences" part="sentences" role="list">${card(report, catalogue).map((sentence) => sentenceItem(sentence, context))}</ul>
    ${context.agreementReading?.agreementParts(report, context)}
    ${context.sealReading?.sealParts(report, context)}
    ${report.credential ? credentialFacts(report, report.credential, context) : nothing}
    ${reportDetails(report, context)}
    ${context.apart ? nothing : inner(report.subjects, { heading: catalogue.element.members, name: catalogue.element.member, suffix: '' }, context)}
    ${inner(report.endorsements ?? [], { heading: catalogue.element.endorsements, name: catalogue.element.endorsement, suffix: 'e' }, context)}
  </article>`;
}
