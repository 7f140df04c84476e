import { html, nothing, type TemplateResult } from 'lit';
import { AsyncDirective } from 'lit/async-directive.js';
import { directive } from 'lit/directive.js';
import { ref } from 'lit/directives/ref.js';
import { fill, visible } from '@credlens/core/messages';
import type { SealContext } from '../report-context.js';
import type { PreviewChoice } from './preview-choices.js';
import { createPreviewRun, type PreviewFile, type PreviewRun, type PreviewState } from './preview-run.js';
import { LIMITS } from './protocol.js';

/** Puts a picture on its canvas. The canvas keeps it; where there is none it is empty. */
function paint(canvas: Element | undefined, picture: ImageBitmap | undefined): void {
  if (!(canvas instanceof HTMLCanvasElement) || !picture || picture.width === 0) return;
  canvas.width = picture.width;
  canvas.height = picture.height;
  canvas.getContext('2d')?.drawImage(picture, 0, 0);
}

function choiceName(choice: PreviewChoice, { catalogue: { seals, language } }: SealContext): string {
  const { revision, revisions, signer, unsealed } = choice;
  const template = unsealed ? seals.preview.now : signer === undefined ? seals.preview.sealed : seals.preview.sealedBy;
  return fill(language, template, { revision, revisions, ...(signer === undefined ? {} : { name: signer }) });
}

function captionOf(choice: PreviewChoice, changed: boolean, { catalogue: { seals: { preview } } }: SealContext): string {
  return [choice.unsealed ? preview.captionNow : preview.caption, ...(choice.established ? [] : [preview.captionUnknown]), ...(changed ? [preview.captionChanged] : [])].join(' ');
}

/** What a screen reader is told, and the eye: that it is being drawn, which page it is, or why there is none. */
function statusOf({ phase, page, pages }: PreviewState, { catalogue: { seals: { preview }, language } }: SealContext): string {
  if (phase === 'loading') return preview.loading;
  if (phase === 'shown') return fill(language, preview.page, { number: page, total: pages });
  return phase === 'failed' ? preview.failed : phase === 'other-file' ? preview.otherFile : '';
}

function pageView(run: PreviewRun, context: SealContext): TemplateResult | typeof nothing {
  const { state } = run;
  const { catalogue: { seals: { preview }, language } } = context;
  const { phase, page, pages, text, incomplete, picture } = state;
  if (pages === 0 || !picture) return nothing;
  const last = Math.min(pages, LIMITS.pages);
  return html`<div class="preview-page" aria-busy=${phase === 'loading'}>
    ${last > 1 ? html`<div class="actions">
      <button type="button" part="button previous-button" ?disabled=${page <= 1} @click=${() => { run.turn(page - 1); }}>${preview.previous}</button>
      <button type="button" part="button next-button" ?disabled=${page >= last} @click=${() => { run.turn(page + 1); }}>${preview.next}</button>
    </div>` : nothing}
    <canvas part="preview-canvas" role="img" aria-label=${fill(language, preview.picture, { number: page, total: pages })} ${ref((canvas) => { paint(canvas, picture); })}></canvas>
    ${incomplete ? html`<p class="problem">${preview.incomplete}</p>` : nothing}
    ${pages > last ? html`<p class="note">${fill(language, preview.tooMany, { limit: last, total: pages })}</p>` : nothing}
    <details class="page-words" part="preview-text"><summary>${preview.text}</summary>
      <p class="page-text"><bdi>${text.trim() === '' ? preview.noText : visible(text, { limit: LIMITS.text, lines: true })}</bdi></p></details>
  </div>`;
}

function previewView(run: PreviewRun, choices: readonly PreviewChoice[], changed: boolean, context: SealContext): TemplateResult {
  const { state } = run;
  const { catalogue: { seals: { preview } }, id } = context;
  const open = state.phase !== 'closed';
  const chosen = choices[state.choice] ?? choices[0];
  const show = (index: number): void => { run.open(index, choices[index]?.bytes ?? 0); };
  const press = (): void => {
    if (open) run.close();
    else show(state.choice);
  };
  return html`<div class="preview" part="preview">
    <button type="button" part="button preview-button" aria-expanded=${open} aria-controls="preview-${id}" @click=${press}>${open ? preview.close : preview.show}</button>
    <div id="preview-${id}" ?hidden=${!open} role="group" aria-label=${preview.heading}>${open && chosen ? html`
      ${choices.length > 1 ? html`<div class="field"><label for="version-${id}">${preview.version}</label>
        <select id="version-${id}" part="preview-version" @change=${(event: Event) => { show((event.target as HTMLSelectElement).selectedIndex); }}>${choices.map((choice, index) => html`
          <option ?selected=${index === state.choice}>${choiceName(choice, context)}</option>`)}</select></div>` : nothing}
      <p class="caption" part="preview-caption">${captionOf(chosen, changed, context)}</p>
      <p class="${state.phase === 'failed' || state.phase === 'other-file' ? 'problem' : 'note'}" role="status">${statusOf(state, context)}</p>
      ${pageView(run, context)}` : nothing}</div>
  </div>`;
}

/** Lives with its place in the page: where that goes, its worker goes. */
class SealedPreview extends AsyncDirective {
  #file: PreviewFile | undefined;
  #run: PreviewRun | undefined;
  #view: ((run: PreviewRun) => TemplateResult) | undefined;

  override render(file: PreviewFile, choices: readonly PreviewChoice[], changed: boolean, context: SealContext): TemplateResult {
    if (!this.#run || this.#file?.sha256 !== file.sha256 || this.#file.input !== file.input) {
      this.#run?.close();
      this.#run = createPreviewRun(file, () => { if (this.#run && this.#view && this.isConnected) this.setValue(this.#view(this.#run)); });
      this.#file = file;
    }
    this.#view = (run) => previewView(run, choices, changed, context);
    return this.#view(this.#run);
  }

  override disconnected(): void {
    this.#run?.close();
  }

  override reconnected(): void {
    if (this.#run && this.#view) this.setValue(this.#view(this.#run));
  }
}

/** A button that shows what was sealed, drawn from those bytes alone. It never influences a verdict. */
export const sealedPreview = directive(SealedPreview);
