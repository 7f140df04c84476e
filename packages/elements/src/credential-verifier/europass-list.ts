import { html, nothing, type TemplateResult } from 'lit';
import { say } from '@credlens/core/messages';
import { europassTerms, type EuropassState, type EuropassTerm, type Report } from '@credlens/core/report';
import { icon, type IconName } from './icons.js';
import { hasLearningWords, type LearningContext } from './learning-words.js';
import type { ReportContext } from './report-context.js';

const ICON: Readonly<Record<EuropassState, IconName>> = { 'pass': 'pass', 'warn': 'warn', 'fail': 'fail', 'indeterminate': 'unknown', 'not-checked': 'none', 'none': 'none', 'claimed': 'none' };

function item({ term, state, code, params }: EuropassTerm, { catalogue }: LearningContext): TemplateResult {
  const { europass } = catalogue.learning;
  const said = code === undefined ? europass.accreditation[state === 'claimed' ? 'claimed' : 'none'] : term === 'revocation' && state === 'none' && code.startsWith('seal.') ? `${europass.noList} ${say(catalogue, code, params)}` : say(catalogue, code, params);
  return html`<li class="europass-item state-${state}" part="europass-item">${icon(ICON[state])}<div><span class="europass-name">${europass.term[term]}</span> <span class="outcome">${europass.state[state]}</span><br>${said}</div></li>`;
}

/** The checks of a European credential in the words of the Europass viewer. Nothing for any other. */
export function europassList(report: Report, context: ReportContext): TemplateResult | typeof nothing {
  const terms = europassTerms(report);
  if (!terms || !hasLearningWords(context)) return nothing;
  const { europass } = context.catalogue.learning;
  return html`<div class="europass" part="europass">
    <div class="subheading" role="heading" aria-level=${context.level + 1}>${europass.heading}</div>
    <p class="note">${europass.note}</p>
    <ul class="europass-list" role="list">${terms.map((each) => item(each, context))}</ul>
  </div>`;
}
