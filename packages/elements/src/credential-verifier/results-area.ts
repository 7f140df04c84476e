import { html, nothing, type TemplateResult } from 'lit';
import type { ElementText, LoadedCatalogue } from '@credlens/core/messages';
import type { LearningReading, Reading, SealReading } from './deferred-modules.js';
import type { RunState, Shown } from './verification-run.js';

export interface ResultsWords {
  text: ElementText;
  /** Undefined until it is loaded. */
  catalogue: LoadedCatalogue | undefined;
  /** Undefined until a sealed document was to be shown. */
  sealReading: SealReading | undefined;
  /** Undefined until somebody opened what a credential says. */
  learningReading: LearningReading | undefined;
  readLearning: () => void;
  language: string;
  /** `aria-level` of a report's headline. */
  level: number;
}

/** Everything below the intake: progress, a failure of ours, the page's files that are missing, and the reports. */
export function resultsArea(state: RunState, reading: Reading | undefined, words: ResultsWords, say: (text: string) => void): TemplateResult {
  const { phase, shown, missing, progress } = state;
  const { text, catalogue, language } = words;
  const busy = () => (reading && catalogue && progress ? reading.progressView(progress, catalogue) : html`<p class="progress" part="progress">${text.checking}</p>`);
  return html`<div class="results ${phase === 'idle' && shown.length === 0 ? 'none' : ''}" part="results">
    ${phase === 'busy' ? busy() : nothing}
    ${phase === 'crashed' ? html`<div class="error" part="error" role="alert" tabindex="-1"><p><strong>${text.crashed}</strong></p><p>${text.crashedNext}</p></div>` : nothing}
    ${missing.map((name) => html`<p class="problem">${reading?.fill(language, text.setupFailed, { name })}</p>`)}
    ${catalogue && reading ? shown.map((each, index) => oneReport(each, String(index), words, reading, catalogue, say)) : nothing}
  </div>`;
}

/** A saved report may come from anywhere: what cannot be shown is said, and leaves the rest of the page alone. */
function oneReport({ report, recipient, source }: Shown, id: string, { level, sealReading, learningReading, readLearning }: ResultsWords, reading: Reading, catalogue: LoadedCatalogue, say: (text: string) => void): TemplateResult {
  try {
    return html`${reading.reportView(report, { catalogue, level, id, readLearning, ...(learningReading ? { learningReading } : {}), ...(sealReading ? { sealReading } : {}), ...(recipient === undefined ? {} : { recipient }), ...(source === undefined ? {} : { source }) })}
      ${reading.reportTools(report, catalogue.element, say, catalogue.language)}`;
  } catch {
    return html`<p class="problem">${catalogue.element.notAReport}</p>`;
  }
}
