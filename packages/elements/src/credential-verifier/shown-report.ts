import { html, type TemplateResult } from 'lit';
import { enWithoutSeals, type LoadedCatalogue } from '@credlens/core/messages';
import type { DeferredModules } from './deferred-modules.js';
import { readerOf, type LanguageHost } from './reader-languages.js';
import { reportTools } from './report-tools.js';
import { reportView } from './report-view.js';
import type { Shown } from './verification-run.js';

/** What has been loaded besides, and how the rest is. */
export type Further = Pick<DeferredModules, 'sealReading' | 'learningReading' | 'readLearning' | 'agreementReading'>;

/** The words that are there: the page's own, or English as far as it is loaded. @param locale in which dates are written and a credential's languages chosen */
export function catalogueOf(given: LoadedCatalogue | undefined, { sealReading, learningReading, agreementReading }: Further, locale: string | undefined): LoadedCatalogue {
  const catalogue: LoadedCatalogue = given ?? sealReading?.en ?? enWithoutSeals;
  const learning = catalogue.learning ?? learningReading?.words;
  const agreement = catalogue.agreement ?? agreementReading?.words;
  return { ...catalogue, ...(learning ? { learning } : {}), ...(agreement ? { agreement } : {}), language: locale ?? catalogue.language };
}

/** One report with its tools. A saved report may come from anywhere: what cannot be shown is said, and leaves the rest of the page alone. */
export function shownReport({ report, recipient, source, apart }: Shown, id: string, level: number, { sealReading, learningReading, readLearning, agreementReading }: Further, catalogue: LoadedCatalogue, host: LanguageHost, say: (text: string) => void): TemplateResult {
  try {
    return html`${reportView(report, { catalogue, reader: readerOf(host, catalogue.language), level, id, readLearning, ...(learningReading ? { learningReading } : {}), ...(sealReading ? { sealReading } : {}), ...(agreementReading ? { agreementReading } : {}), ...(apart ? { apart } : {}), ...(recipient === undefined ? {} : { recipient }), ...(source === undefined ? {} : { source }) })}
      ${reportTools(report, catalogue.element, say, catalogue.language)}`;
  } catch {
    return html`<p class="problem">${catalogue.element.notAReport}</p>`;
  }
}
