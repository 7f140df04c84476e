import type { LocalizedText } from '@credlens/core/report';

const base = (tag: string): string => tag.toLowerCase().split('-')[0]!;

/**
 * In which of its languages a text is read by somebody who reads these, the most wanted first: in the language itself or one that shares its first part, otherwise in English, in no named language, or in the first by its tag.
 * The order of its members changes nothing. Undefined for a text that has no words.
 */
export function tagFor(words: LocalizedText, languages: readonly string[]): string | undefined {
  const tags = Object.keys(words).filter((tag) => words[tag] !== '').sort();
  return languages.flatMap((wanted) => tags.find((tag) => tag.toLowerCase() === wanted.toLowerCase()) ?? tags.find((tag) => base(tag) === base(wanted)) ?? [])[0]
    ?? tags.find((tag) => base(tag) === 'en') ?? tags.find((tag) => tag === 'und') ?? tags[0];
}
