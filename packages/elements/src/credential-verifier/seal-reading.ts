// Everything that a report of a sealed document needs beside the rest: loaded with the first such report.
import { nothing, html, type TemplateResult } from 'lit';
import type { Report } from '@credlens/core/report';
import { previewChoices } from './preview/preview-choices.js';
import { sealedPreview } from './preview/sealed-preview.js';
import { hasSealWords, type ReportContext, type SealContext } from './report-context.js';
import { sealFacts } from './seal-facts.js';
import { isChangedSince } from './seal-standing.js';
import { seals } from './styles/seals.js';

export { enWithSeals as en } from '@credlens/core/messages';

export const styles = [seals];

/** The sealed document itself, for who wants to look at it; nothing where there is none or its bytes are not at hand. */
function preview(report: Report, context: SealContext): TemplateResult | typeof nothing {
  const choices = context.source === undefined ? [] : previewChoices(report);
  if (context.source === undefined || choices.length === 0) return nothing;
  return html`${sealedPreview({ input: context.source, sha256: report.input.sha256 }, choices, (report.signatures ?? []).some(isChangedSince), context)}`;
}

/** What a report says of its seals, and the sealed document to look at. */
export function sealParts(report: Report, context: ReportContext): TemplateResult | typeof nothing {
  return hasSealWords(context) ? html`${preview(report, context)}${sealFacts(report, context)}` : nothing;
}
