import { html, nothing, type TemplateResult } from 'lit';
import { visible } from '@credlens/core/messages';
import type { AchievementView, ClaimView, CredentialView, LocalizedText } from '@credlens/core/report';
import { hasLearningWords } from './learning-words.js';
import type { ReportContext } from './report-context.js';

const TAG = /^[a-z]{2,8}(?:-[a-z0-9]{1,8})*$/i;
/** No honest document speaks more. */
const MAX_LANGUAGES = 40;

/** The languages of what a document itself says: titles, descriptions, outcomes, grades. The labels of vocabularies come in every language of the Union, and are not counted. */
export function languagesOf(view: CredentialView): string[] {
  const found = new Map<string, string>();
  const add = (...texts: (LocalizedText | undefined)[]): void => {
    for (const text of texts) for (const tag of Object.keys(text ?? {})) if (TAG.test(tag) && tag !== 'und' && found.size < MAX_LANGUAGES && !found.has(tag.toLowerCase())) found.set(tag.toLowerCase(), tag);
  };
  const claim = (each: ClaimView): void => {
    add(each.title, each.description, each.outcomeSummary, each.grade?.value, ...(each.outcomes ?? []).map(({ title }) => title));
    for (const inner of [each.parts, each.provenBy, each.influencedBy, each.entitlesTo]) inner?.forEach(claim);
  };
  add(view.title, view.description);
  view.claims?.forEach(claim);
  view.achievements.forEach((each: AchievementView) => { add(each.name, each.description, each.criteria); });
  return [...found.values()];
}

/** A language in itself, and in the language of the page where that is another word. */
function nameOf(tag: string, language: string): TemplateResult {
  const named = (into: string): string | undefined => {
    try {
      return new Intl.DisplayNames([into], { type: 'language', fallback: 'none' }).of(tag);
    } catch {
      return undefined;
    }
  };
  const [own, here] = [named(tag), named(language)];
  return html`${[...new Set([own ?? here ?? visible(tag, { limit: 40 }), here])].filter((name) => name !== undefined).join(' – ')}`;
}

/** Where a document speaks several languages, its reader may see another one of them than their own. */
export function languageChoice(view: CredentialView, context: ReportContext): TemplateResult | typeof nothing {
  const { reader, catalogue: { language }, id } = context;
  const tags = languagesOf(view);
  if (!hasLearningWords(context) || tags.length < 2 || !reader.choose) return nothing;
  const words = context.catalogue.learning.language;
  const change = (event: Event): void => { const { value } = event.target as HTMLSelectElement; reader.choose?.(value === '' ? undefined : value); };
  return html`<div class="language-choice">
    <label for="language-${id}">${words.label}</label>
    <select id="language-${id}" part="language" @change=${change}>
      <option value="" .selected=${reader.chosen === undefined}>${words.reader}</option>
      ${tags.map((tag) => html`<option value=${tag} lang=${tag} .selected=${tag === reader.chosen}>${nameOf(tag, language)}</option>`)}
    </select>
  </div>`;
}
