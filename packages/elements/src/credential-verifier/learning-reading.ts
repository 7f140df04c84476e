// What a reader of learning needs beside the rest: loaded when somebody first opens what a credential says.
import { html, nothing, type TemplateResult } from 'lit';
import type { CredentialView } from '@credlens/core/report';
import { learningFacts } from './learning-facts.js';
import { hasLearningWords } from './learning-words.js';
import { europassList } from './europass-list.js';
import { languageChoice } from './language-choice.js';
import { qualityFacts } from './quality-facts.js';
import type { ReportContext } from './report-context.js';
import { learning } from './styles/learning.js';

export { enLearning as words } from '@credlens/core/messages';

export { europassList, languageChoice };

export const styles = [learning];

/** The learning that a credential claims, and which elements of a micro-credential it gives. */
export function learningParts(view: CredentialView, context: ReportContext): TemplateResult | typeof nothing {
  if (!hasLearningWords(context)) return nothing;
  return html`${view.claims === undefined ? nothing : learningFacts(view, context)}${view.quality === undefined ? nothing : qualityFacts(view.quality, context)}`;
}
