import { html, type TemplateResult } from 'lit';
import { visible, type LearningText } from '@credlens/core/messages';
import type { ConceptView } from '@credlens/core/report';
import { countryName } from './country-name.js';
import { hostileText, localizedText } from './hostile-text.js';
import type { ReportContext } from './report-context.js';

/** The context once the words of learning are there. */
export type LearningContext = ReportContext & { catalogue: { learning: LearningText } };

export const hasLearningWords = (context: ReportContext): context is LearningContext => context.catalogue.learning !== undefined;

const primaryOf = (tag: string): string => tag.toLowerCase().split('-')[0] ?? '';

/** As the authority table has it, or the bare code of older credentials. */
const LANGUAGE = /(?:\/authority\/language\/([A-Z]{3})|^([a-z]{2}))$/;

/** A concept: a country or a language by its code, in the reader's language; otherwise by the document's word, by the vocabulary's, or by the last part of its address. */
export function conceptText({ id, name, label, country }: ConceptView, { catalogue: { language }, languages }: ReportContext): TemplateResult {
  if (country !== undefined) return html`${countryName(country, language)}`;
  const [, three, two] = (id === undefined ? undefined : LANGUAGE.exec(id)) ?? [];
  const code = three ?? two;
  const spoken = code === undefined ? undefined : languageName(code, language);
  if (spoken !== undefined) return html`${spoken}`;
  const known = label === undefined ? undefined : html`<span lang="en">${visible(label, { limit: 200 })}</span>`;
  // The vocabulary's English word goes before a document's in a language that nobody asked for.
  const readable = name && languages.some((each) => Object.keys(name).some((tag) => primaryOf(tag) === primaryOf(each)));
  return (name && (readable || !known) ? localizedText(name, languages) : known) ?? lastPart(id ?? '');
}

function languageName(code: string, language: string): string | undefined {
  try {
    return new Intl.DisplayNames([language], { type: 'language', fallback: 'none' }).of(code.toLowerCase());
  } catch {
    return undefined;
  }
}

const lastPart = (id: string): TemplateResult => hostileText(id.slice(Math.max(id.lastIndexOf('/'), id.lastIndexOf('#')) + 1) || id, { limit: 200 });

const DURATION = /^P(?:(\d+(?:\.\d+)?)Y)?(?:(\d+(?:\.\d+)?)M)?(?:(\d+(?:\.\d+)?)W)?(?:(\d+(?:\.\d+)?)D)?(?:T(?:(\d+(?:\.\d+)?)H)?(?:(\d+(?:\.\d+)?)M)?)?$/;
const UNITS = ['year', 'month', 'week', 'day', 'hour', 'minute'] as const;

/** ISO 8601 `PT125H` as people say it. What is no such duration is shown as it is written. */
export function durationText(text: string, { catalogue: { language } }: ReportContext): TemplateResult {
  const parts = DURATION.exec(text.slice(0, 64))?.slice(1) ?? [];
  try {
    const said = parts.flatMap((part, index) => (part === undefined ? [] : [new Intl.NumberFormat(language, { style: 'unit', unit: UNITS[index] ?? 'hour', unitDisplay: 'long' }).format(Number(part))]));
    if (said.length > 0) return html`${said.join(' ')}`;
  } catch { /* A language that the platform does not have. */ }
  return hostileText(text, { limit: 64 });
}
