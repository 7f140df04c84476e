import { html, nothing, type TemplateResult } from 'lit';
import type { LoadedCatalogue } from '@credlens/core/messages';
import type { Item } from './verification-item.js';
import type { RunState, Shown } from './verification-run.js';

/** What may be verified together: everything that is shown, where there are several and all are still at hand. */
export function sourcesOf(shown: readonly Shown[]): Item['input'][] | undefined {
  const inputs = shown.flatMap(({ source }) => (source === undefined ? [] : [source]));
  return inputs.length > 1 && inputs.length === shown.length ? inputs : undefined;
}

/** Where several results are shown: whether they are forms of one award is a question of its own, which a reader asks. */
export function togetherOffer({ phase, shown }: RunState, { together }: LoadedCatalogue, ask: () => void): TemplateResult | typeof nothing {
  return phase === 'done' && sourcesOf(shown) ? html`<div class="tools" part="together">
    <button type="button" part="button together-button" aria-describedby="together-hint" @click=${ask}>${together.offer}</button>
    <span class="hint" id="together-hint">${together.hint}</span>
  </div>` : nothing;
}
