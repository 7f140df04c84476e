import { html, nothing, type TemplateResult } from 'lit';
import type { ElementText } from '@credlens/core/messages';

export interface IntakeState {
  text: ElementText;
  pasted: string;
  busy: boolean;
  /** Something is there to clear. */
  clearable: boolean;
  /** A file is held over the element. */
  over: boolean;
  /** What to say about the last attempt, such as that nothing was pasted. */
  hint: string;
  /** The recipient's address as typed; undefined where the page has set one and the field is hidden. */
  recipient: string | undefined;
}

export interface IntakeActions {
  paste(text: string): void;
  recipient(value: string): void;
  verify(): void;
  files(files: File[]): void;
  clear(): void;
  stop(): void;
}

/** Where a credential comes in: pasted, chosen, or dropped anywhere on the element. */
export function intakeArea(state: IntakeState, actions: IntakeActions): TemplateResult {
  const { text } = state;
  const onKey = (event: KeyboardEvent) => {
    const wanted = event.key === 'Enter' && (event.target instanceof HTMLInputElement || event.ctrlKey || event.metaKey);
    if (!wanted || event.isComposing) return;
    event.preventDefault();
    actions.verify();
  };
  const onFiles = (event: Event) => {
    const field = event.target as HTMLInputElement;
    const files = [...(field.files ?? [])];
    // So that the same file can be chosen again.
    field.value = '';
    if (files.length > 0) actions.files(files);
  };
  const chooseFile = (event: Event) => (event.currentTarget as HTMLElement).parentElement?.querySelector<HTMLInputElement>('input[type=file]')?.click();
  return html`<div class="intake ${state.over ? 'over' : ''}" part="intake">
    <div class="field">
      <label for="paste" part="label">${text.paste}</label>
      <textarea id="paste" part="textarea" rows="5" spellcheck="false" autocomplete="off" autocapitalize="off" aria-describedby="paste-hint problem" dir="auto"
        .value=${state.pasted} @input=${(event: Event) => { actions.paste((event.target as HTMLTextAreaElement).value); }} @keydown=${onKey}></textarea>
      <p class="hint" id="paste-hint">${text.pasteHint}</p>
    </div>
    ${state.recipient === undefined ? nothing : html`<div class="field">
      <label for="recipient" part="label">${text.recipient}</label>
      <input id="recipient" part="recipient" type="email" autocomplete="off" spellcheck="false" dir="ltr" aria-describedby="recipient-hint" .value=${state.recipient}
        @input=${(event: Event) => { actions.recipient((event.target as HTMLInputElement).value); }} @keydown=${onKey}>
      <p class="hint" id="recipient-hint">${text.recipientHint}</p>
    </div>`}
    <p class="problem" id="problem" role="alert">${state.hint}</p>
    <div class="actions" part="actions">
      <button type="button" class="primary" part="button verify-button" @click=${actions.verify}>${text.verify}</button>
      <button type="button" part="button choose-button" aria-describedby="drop-hint" @click=${chooseFile}>${text.choose}</button>
      <input class="file" type="file" multiple tabindex="-1" hidden aria-label=${text.choose} @change=${onFiles}>
      <span class="hint drop-hint" id="drop-hint">${text.drop}</span>
      ${state.busy ? html`<button type="button" part="button stop-button" @click=${actions.stop}>${text.cancel}</button>` : nothing}
      ${state.clearable && !state.busy ? html`<button type="button" class="end" part="button clear-button" @click=${actions.clear}>${text.clear}</button>` : nothing}
    </div>
    ${state.over ? html`<p class="over-hint" aria-hidden="true">${text.dropHere}</p>` : nothing}
  </div>`;
}
