import type { LocalizedText } from '@credlens/core/report';

export interface Chosen { text: string; language?: string }

const primary = (tag: string): string => tag.toLowerCase().split('-')[0] ?? '';

/** The text in the first of the reader's languages in which the document gives it, otherwise in English, in no named language, or in the first that there is. */
export function choose(text: LocalizedText | undefined, languages: readonly string[]): Chosen | undefined {
  if (!text) return undefined;
  const given = Object.keys(text);
  const wanted = languages.flatMap((language) => given.find((key) => key.toLowerCase() === language.toLowerCase()) ?? given.find((key) => primary(key) === primary(language)) ?? []);
  const tag = wanted[0] ?? given.find((key) => primary(key) === 'en') ?? given.find((key) => key === 'und') ?? given[0];
  const chosen = tag === undefined ? undefined : text[tag];
  if (tag === undefined || chosen === undefined) return undefined;
  return { text: chosen, ...(/^[a-z]{2,8}(-[a-z0-9]{1,8})*$/i.test(tag) && tag !== 'und' ? { language: tag } : {}) };
}
