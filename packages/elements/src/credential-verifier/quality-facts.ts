import { html, nothing, type TemplateResult } from 'lit';
import { sayDate } from '@credlens/core/messages';
import type { LocalizedText, QualityElement, QualityElementId } from '@credlens/core/report';
import { countryName } from './country-name.js';
import { localizedText } from './hostile-text.js';
import { durationText, type LearningContext } from './learning-words.js';

/** A date, a duration and a country are said as people say them. */
function said(element: QualityElementId, text: LocalizedText, context: LearningContext): TemplateResult | typeof nothing {
  const { catalogue: { language }, languages } = context;
  const { und } = text;
  if (und !== undefined && element === 'date') return html`${sayDate(language, und)}`;
  if (und !== undefined && element === 'workload') return durationText(und, context);
  if (und !== undefined && element === 'country') return html`${countryName(und, language)}`;
  return localizedText(text, languages, { limit: 200 }) ?? nothing;
}

function item({ element, present, text }: QualityElement, context: LearningContext): TemplateResult {
  const { quality } = context.catalogue.learning;
  return html`<li class="quality-item" part="quality-item">
    <span class="dot" aria-hidden="true">${present ? '●' : '○'}</span>
    <div><span class="quality-name">${quality.element[element] ?? element}</span> <span class="note">${present ? quality.given : quality.notGiven}</span>${text ? html` <br>${said(element, text, context)}` : nothing}</div>
  </li>`;
}

/** Which elements of a micro-credential are there: facts, no score. No tick and no colour: what is said is not what is checked. */
export function qualityFacts(elements: readonly QualityElement[], context: LearningContext): TemplateResult | typeof nothing {
  const { quality } = context.catalogue.learning;
  const list = (name: string, some: readonly QualityElement[]) => (some.length === 0 ? nothing : html`<p class="caption">${name}</p><ul class="quality" role="list">${some.map((each) => item(each, context))}</ul>`);
  if (elements.length === 0) return nothing;
  return html`<div class="quality-list" part="quality">
    <p class="list-name">${quality.heading}</p>
    <p class="note">${quality.note}</p>
    ${list(quality.mandatory, elements.filter(({ optional }) => optional !== true))}
    ${list(quality.optional, elements.filter(({ optional }) => optional === true).slice(0, 50))}
  </div>`;
}
