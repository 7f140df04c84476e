import { html, type TemplateResult } from 'lit';
import type { ElementText } from '@credlens/core/messages';

/** Where several results are shown: whether they are forms of one award is a question of its own, which a reader asks. */
export function togetherOffer(text: ElementText, ask: () => void): TemplateResult {
  return html`<div class="tools" part="together">
    <button type="button" part="button together-button" aria-describedby="together-hint" @click=${ask}>${text.together}</button>
    <span class="hint" id="together-hint">${text.togetherHint}</span>
  </div>`;
}
