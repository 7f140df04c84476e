import type { CredentialView } from '@credlens/core/report';

/** In which languages somebody reads what documents say. */
export interface Reader {
  /** The best first. */
  languages: readonly string[];
  /** What they have chosen from the languages of the documents; undefined while they have not. */
  chosen?: string | undefined;
  choose?: (language: string | undefined) => void;
}

/** What an element knows of its reader. */
export interface LanguageHost { locale: string | undefined; lang: string; chosen: string | undefined }

/** What the reader chose; then what the page says of them; where it says nothing, what their browser does. The words of the page itself come last. */
export function readerOf(host: LanguageHost, words: string): Reader {
  const { chosen } = host;
  const said = host.locale ?? (host.lang || undefined);
  const languages = [...(chosen === undefined ? [] : [chosen]), ...(said === undefined ? navigator.languages : [said]), words];
  return { languages: [...new Set(languages)], chosen, choose: (language) => { host.chosen = language; } };
}

/** With the language that a document calls its own first one after those of its reader: the vocabularies write three letters, which the platform knows. */
export function languagesFor({ languages }: Reader, view: CredentialView | undefined): readonly string[] {
  const code = /\/authority\/language\/([A-Z]{3})$/.exec(view?.languages?.[0]?.id ?? '')?.[1];
  if (code === undefined) return languages;
  try {
    return [...languages, ...Intl.getCanonicalLocales(code.toLowerCase())];
  } catch {
    return languages;
  }
}
