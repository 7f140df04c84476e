import { html, nothing, type TemplateResult } from 'lit';
import { fill, nextStep, nextStepOf, say, visible } from '@credlens/core/messages';
import { QUESTIONS, type Check, type Evidence, type Problem, type Report } from '@credlens/core/report';
import { hostileText } from './hostile-text.js';
import { icon } from './icons.js';
import { instant, type ReportContext } from './report-context.js';
import { OUTCOME_ICON } from './tone.js';

/** Lines shown of one list; the saved report has them all. */
const MAX_LINES = 25;

function list<T>(items: readonly T[], line: (item: T) => TemplateResult, name: string, { catalogue }: ReportContext): TemplateResult | typeof nothing {
  if (items.length === 0) return nothing;
  return html`<p class="list-name">${name}</p>
    <ul class="${'lines'}">${items.slice(0, MAX_LINES).map((item) => html`<li>${line(item)}</li>`)}</ul>
    ${items.length > MAX_LINES ? html`<p>${fill(catalogue.language, catalogue.element.more, { count: items.length - MAX_LINES })}</p>` : nothing}`;
}

function problemLine(problem: Problem, { catalogue }: ReportContext): TemplateResult {
  const place = problem.pointer === undefined ? nothing
    : problem.pointer === '' ? html` <span class="place">${catalogue.element.atWhole}</span>`
      : html` <code class="place" dir="ltr">${visible(problem.pointer)}</code>`;
  const next = nextStep(catalogue, problem.code, problem.params);
  return html`${say(catalogue, problem.code, problem.params)}${place} <span class="code">${visible(problem.code, { limit: 60 })}</span>${next === undefined ? nothing : html`<br><span class="next">${next}</span>`}`;
}

/** Addresses are text, not links: a credential must not send its reader anywhere. */
function evidenceLine(evidence: Evidence, { catalogue }: ReportContext): TemplateResult {
  const { element, language } = catalogue;
  const times = [
    element.source[evidence.source] ?? visible(evidence.source),
    ...(evidence.fetchedAt === undefined ? [] : [fill(language, element.fetchedAt, { time: instant(evidence.fetchedAt, language) })]),
    ...(evidence.validUntil === undefined ? [] : [fill(language, element.validUntil, { time: instant(evidence.validUntil, language) })]),
    ...(evidence.relay === undefined ? [] : [fill(language, element.throughRelay, { relay: evidence.relay })]),
    ...(evidence.stale === undefined ? [] : [element.olderCopy]),
  ];
  return html`${hostileText(evidence.url, { limit: 500 })} <span class="place">${times.join(', ')}</span>`;
}

function checkItem(check: Check, context: ReportContext): TemplateResult {
  const { catalogue } = context;
  const next = check.outcome === 'pass' || check.outcome === 'not-applicable' ? undefined : nextStepOf(catalogue, check);
  return html`<li class="check outcome-${check.outcome}" part="check check-${check.id.replace('.', '-')} outcome-${check.outcome}">
    ${icon(OUTCOME_ICON[check.outcome] ?? 'unknown')}
    <div>
      <p class="check-name"><strong>${catalogue.checks[check.id] ?? visible(check.id, { limit: 60 })}</strong>
        <span class="outcome">${catalogue.outcomes[check.outcome]}</span> <span class="level">${catalogue.element.level[check.level]}</span></p>
      <p>${say(catalogue, check.code, check.params)} <span class="code">${visible(check.code, { limit: 60 })}</span></p>
      ${next === undefined ? nothing : html`<p class="next"><strong>${catalogue.element.nextStep}</strong> ${next}</p>`}
      ${list(check.problems, (problem) => problemLine(problem, context), catalogue.element.problems, context)}
      ${list(check.evidence, (evidence) => evidenceLine(evidence, context), catalogue.element.evidence, context)}
    </div>
  </li>`;
}

function profileLine(report: Report, { catalogue }: ReportContext): TemplateResult | typeof nothing {
  if (!report.profile) return nothing;
  const { id, conforms, misses } = report.profile;
  const template = conforms ? catalogue.element.profileConforms : catalogue.element.profileMisses;
  return html`<p>${fill(catalogue.language, template, { name: id, misses: misses.join(', ') })}</p>`;
}

/** Every check of the closed list, by question, with what it says, where, and what it was read from. */
export function reportDetails(report: Report, context: ReportContext): TemplateResult {
  const { catalogue, level } = context;
  const european = report.credential?.format === 'elm-3' || report.credential?.format === 'europass-xml';
  const read = (event: Event): void => { if (european && (event.target as HTMLDetailsElement).open) context.readLearning?.(); };
  return html`<details class="details" part="details" @toggle=${read}>
    <summary part="details-summary">${catalogue.element.details}</summary>
    <div class="details-body">
      ${european ? context.learningReading?.europassList(report, context) : nothing}
      ${QUESTIONS.map((question) => {
        const checks = report.checks.filter((check) => check.question === question);
        return checks.length === 0 ? nothing : html`<div class="subheading" role="heading" aria-level=${level + 1}>${catalogue.questions[question]}</div>
          <ul class="checks" role="list">${checks.map((check) => checkItem(check, context))}</ul>`;
      })}
      ${profileLine(report, context)}
      <p class="policy">${fill(catalogue.language, catalogue.element.policy, { name: report.policy.id })}</p>
    </div>
  </details>`;
}
