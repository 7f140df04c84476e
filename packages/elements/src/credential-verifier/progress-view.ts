import { html, type TemplateResult } from 'lit';
import { fill, type LoadedCatalogue } from '@credlens/core/messages';
import type { CheckId, Outcome } from '@credlens/core/report';
import type { PlannedCheck } from '@credlens/core';
import { icon } from './icons.js';
import { OUTCOME_ICON } from './tone.js';

export interface Progress {
  plan: readonly PlannedCheck[];
  done: ReadonlyMap<CheckId, Outcome>;
  /** Which of several inputs: its name, its number from one, and how many there are. */
  item?: { name: string; number: number; total: number };
}

/** How far a verification is. For the eye: what a screen reader hears of it is said, sparingly, by the element's status line. */
export function progressView(progress: Progress, catalogue: LoadedCatalogue): TemplateResult {
  const { element, language } = catalogue;
  const { plan, done, item } = progress;
  const counted = { done: plan.filter((check) => done.has(check.id)).length, total: plan.length };
  return html`<div class="progress" part="progress">
    <p>${element.checking} ${item && item.total > 1 ? fill(language, element.fileOf, { ...item }) : ''}</p>
    <progress part="progress-bar" max=${Math.max(plan.length, 1)} .value=${counted.done} aria-label=${element.checking}></progress>
    <p class="hint">${plan.length === 0 ? '' : fill(language, element.progress, counted)}</p>
    <ul class="plan" role="list" aria-hidden="true">${plan.map(({ id }) => {
      const outcome = done.get(id);
      return html`<li class=${outcome === undefined ? 'waiting' : `outcome-${outcome}`}>${icon(outcome === undefined ? 'none' : OUTCOME_ICON[outcome])}<span>${catalogue.checks[id]}</span></li>`;
    })}</ul>
  </div>`;
}
