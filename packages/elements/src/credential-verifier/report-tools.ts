import { html, type TemplateResult } from 'lit';
import { fill, type ElementText } from '@credlens/core/messages';
import type { Report } from '@credlens/core/report';

/** A name for the saved report that no file system stumbles over. */
function fileName(report: Report): string {
  const base = (report.input.filename ?? 'credential').replace(/\.[^.]*$/, '').replace(/[^\p{L}\p{N}._-]+/gu, '-').replace(/^[.-]+/, '').slice(0, 80);
  return `${base === '' ? 'credential' : base}-report.json`;
}

function save(report: Report, name: string): void {
  const url = URL.createObjectURL(new Blob([JSON.stringify(report, null, 2)], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => { URL.revokeObjectURL(url); }, 10_000);
}

/** Copy and save: the report as JSON, the same that the engine gives to a program. `say` tells a screen reader what happened. */
export function reportTools(report: Report, text: ElementText, say: (text: string) => void, language: string): TemplateResult {
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(JSON.stringify(report, null, 2));
      say(text.copied);
    } catch {
      say(text.copyFailed);
    }
  };
  const keep = (): void => {
    const name = fileName(report);
    save(report, name);
    say(fill(language, text.savedReport, { name }));
  };
  return html`<div class="tools" part="tools">
    <button type="button" part="button copy-button" @click=${copy}>${text.copy}</button>
    <button type="button" part="button save-button" @click=${keep}>${text.save}</button>
  </div>`;
}
