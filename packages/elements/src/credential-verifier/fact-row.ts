import { html, nothing, type TemplateResult } from 'lit';

/** Lines shown of one fact; the saved report has them all. */
export const MAX_ITEMS = 50;

/** Undefined where a document or a report gives nothing. */
export type Shown = TemplateResult | undefined;

/** One fact of a description list: a name and its values, or nothing where there are none. */
export function row(name: string, values: readonly Shown[]): TemplateResult | typeof nothing {
  const given = values.filter((value) => value !== undefined);
  return given.length === 0 ? nothing : html`<div class="fact"><dt>${name}</dt>${given.slice(0, MAX_ITEMS).map((value) => html`<dd>${value}</dd>`)}</div>`;
}
