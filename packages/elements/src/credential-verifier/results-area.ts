import { html, nothing, type TemplateResult } from 'lit';
import type { ElementText, LoadedCatalogue } from '@credlens/core/messages';
import type { DeferredModules } from './deferred-modules.js';
import type { LanguageHost } from './reader-languages.js';
import { sourcesOf, type RunState } from './verification-run.js';

export interface ResultsWords {
  host: LanguageHost;
  text: ElementText;
  /** Undefined until it is loaded. */
  catalogue: LoadedCatalogue | undefined;
  language: string;
  /** `aria-level` of a report's headline. */
  level: number;
}

/** Everything below the intake: progress, a failure of ours, the page's files that are missing, and the reports. */
export function resultsArea(state: RunState, modules: DeferredModules, { text, catalogue, language, host, level }: ResultsWords, { say, together }: { say: (text: string) => void; together: () => void }): TemplateResult {
  const { phase, shown, missing, progress } = state;
  const { reading } = modules;
  const busy = () => (reading && catalogue && progress ? reading.progressView(progress, catalogue) : html`<p class="progress" part="progress">${text.checking}</p>`);
  return html`<div class="results ${phase === 'idle' && shown.length === 0 ? 'none' : ''}" part="results">
    ${phase === 'busy' ? busy() : nothing}
    ${phase === 'crashed' ? html`<div class="error" part="error" role="alert" tabindex="-1"><p><strong>${text.crashed}</strong></p><p>${text.crashedNext}</p></div>` : nothing}
    ${missing.map((name) => html`<p class="problem">${reading?.fill(language, text.setupFailed, { name })}</p>`)}
    ${sourcesOf(state) ? reading?.togetherOffer(text, together) : nothing}
    ${catalogue && reading ? shown.map((each, index) => reading.shownReport(each, String(index), level, modules, catalogue, host, say)) : nothing}
  </div>`;
}
