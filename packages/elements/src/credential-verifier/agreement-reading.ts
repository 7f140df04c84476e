// What a comparison of forms of one award needs to be read: loaded with the first one.
import { html, nothing, type TemplateResult } from 'lit';
import { fill, type AgreementText } from '@credlens/core/messages';
import type { AgreementFact, AgreementStatus, AgreementValue, PageWord, Report } from '@credlens/core/report';
import { hostileText } from './hostile-text.js';
import { icon, type IconName } from './icons.js';
import type { ReportContext } from './report-context.js';
import { agreement } from './styles/agreement.js';

export { enAgreement as words } from '@credlens/core/messages';

export const styles = [agreement];

type AgreementContext = ReportContext & { catalogue: { agreement: AgreementText } };
const hasWords = (context: ReportContext): context is AgreementContext => context.catalogue.agreement !== undefined;

/** Values of one form that are shown; the saved report has them all. */
const MOST_VALUES = 6;
const MOST_FORMS = 8;

const ICON: Readonly<Record<AgreementStatus, IconName>> = { agrees: 'pass', partly: 'warn', differs: 'fail', unclear: 'unknown', alone: 'none' };

/** Fact by fact what each form says, and whether it is the same. A table with its roles written out, so that it stays one where a narrow page lays it out as a list. */
export function agreementParts(report: Report, context: ReportContext): TemplateResult | typeof nothing {
  const { agreement: found, subjects } = report;
  if (!found || !hasWords(context)) return nothing;
  const { catalogue, level, id } = context;
  const { agreement: text, language } = catalogue;
  const forms = subjects.slice(0, MOST_FORMS).map(({ input }, index) => (input.filename === undefined ? fill(language, text.form, { number: index + 1 }) : fill(language, text.formNamed, { number: index + 1, name: input.filename })));
  const held = found.sameBytes.some(({ pointers }) => pointers.some((pointer) => pointer.split('/').length > 3));
  const paper = subjects.some(({ input }) => input.mediaType === 'application/pdf');
  return html`<div class="agreement" part="agreement">
    <div class="subheading" id="agreement-${id}" role="heading" aria-level=${level + 1}>${text.heading}</div>
    ${held ? html`<p class="same-bytes">${icon('pass')}<span>${text.sameBytes}</span></p>` : nothing}
    ${found.facts.length === 0 ? nothing : html`<table role="table" aria-labelledby="agreement-${id}" part="agreement-table">
      <thead role="rowgroup"><tr role="row"><th role="columnheader" scope="col">${text.factColumn}</th>${forms.map((form) => html`<th role="columnheader" scope="col">${hostileText(form, { limit: 80 })}</th>`)}<th role="columnheader" scope="col">${text.statusColumn}</th></tr></thead>
      <tbody role="rowgroup">${found.facts.map((fact) => factRow(fact, forms, text, context))}</tbody>
    </table>`}
    ${subjects.length > forms.length ? html`<p class="note">${fill(language, text.more, { count: subjects.length - forms.length })}</p>` : nothing}
    ${paper ? html`<p class="note">${text.pages}</p>` : nothing}
    ${forms.map((form, index) => [true, false].map((was) => pageWords((found.pages ?? []).filter((word) => word.subject === index && word.found === was), fill(language, was ? text.found : text.notFound, { name: form }))))}
  </div>`;
}

/** A word on a page decides nothing, so it is said after everything else. */
function pageWords(words: readonly PageWord[], lead: string): TemplateResult | typeof nothing {
  return words.length === 0 ? nothing : html`<p class="note">${lead} ${words.slice(0, MOST_VALUES * 2).map(({ value }, index) => html`${index > 0 ? '; ' : nothing}${hostileText(value, { limit: 120 })}`)}</p>`;
}

function factRow(fact: AgreementFact, forms: readonly string[], text: AgreementText, { catalogue }: ReportContext): TemplateResult {
  const status = Object.hasOwn(text.status, fact.status) ? fact.status : 'unclear';
  return html`<tr role="row" part="agreement-fact">
    <th role="rowheader" scope="row">${text.fact[fact.fact] ?? hostileText(fact.fact)}</th>
    ${forms.map((form, index) => html`<td role="cell"><span class="form-name" aria-hidden="true">${hostileText(form, { limit: 80 })}</span>${cell(fact.values.filter(({ subject }) => subject === index), text, catalogue.language)}</td>`)}
    <td role="cell" class="same status-${status}"><span class="form-name" aria-hidden="true">${text.statusColumn}</span><span class="status">${icon(ICON[status])}<span>${text.status[status]}</span></span></td>
  </tr>`;
}

/** The same words in several places are shown once, with the places. */
function cell(values: readonly AgreementValue[], text: AgreementText, language: string): TemplateResult {
  if (values.length === 0) return html`<span class="note">${text.silent}</span>`;
  const said = new Map<string, AgreementValue[]>();
  for (const value of values) { const key = `${value.ignored ?? ''} ${value.value ?? ''}`; said.set(key, [...(said.get(key) ?? []), value]); }
  const groups = [...said.values()];
  return html`<ul role="list">${groups.slice(0, MOST_VALUES).map((group) => html`<li>${valueText(group, text)}</li>`)}${groups.length > MOST_VALUES ? html`<li class="note">${fill(language, text.more, { count: groups.length - MOST_VALUES })}</li>` : nothing}</ul>`;
}

function valueText(group: readonly AgreementValue[], text: AgreementText): TemplateResult {
  const [{ value, kind, ignored }] = group as [AgreementValue];
  const notes = [...new Set([
    ...group.flatMap((each) => (Object.hasOwn(text.kind, each.kind) ? [text.kind[each.kind as keyof AgreementText['kind']]] : [])),
    ...(group.some(({ source }) => source === 'credential') ? [] : group.flatMap(({ source }) => (source === 'credential' ? [] : [text.source[source]]))),
    ...(ignored ? [text.ignored[ignored]] : []),
  ])];
  const print = kind === 'sha256' && value !== undefined ? `${value.slice(0, 12)}…` : value;
  return html`${print === undefined ? text.hidden : hostileText(print)}${notes.length > 0 ? html` <span class="note">${notes.join(', ')}</span>` : nothing}`;
}
