/**
 * What is known of a language before any taxonomy is read. `stop`: words without content. `weak`: words that every job advertisement has and few skills mean.
 * `links`: what stands between the parts of a compound; languages without it are not split. `splits`: words that a sentence's clauses are told apart by.
 */
export interface LanguageProfile {
  stop: ReadonlySet<string>;
  weak: ReadonlySet<string>;
  links?: readonly string[];
  /** Written without accents before letters are compared: in German they come and go with the word's form. In Swedish they make other words. */
  fold: boolean;
  splits?: RegExp;
  kernel: Kernel;
}

/** How like two words are, from the share of letter sequences that they have in common. Chosen on development data; docs/taxonomies.md has the figures. */
export interface Kernel {
  /** The share is raised to this power: below 1, distant words count for more. */
  power: number;
  /** Least share that counts. */
  least: number;
  /** Of the likeness, what only the same word, and what only the same stem brings. */
  same: number;
  stem: number;
}

const set = (words: string): ReadonlySet<string> => new Set(words.split(' '));
const NONE: ReadonlySet<string> = new Set();

const WORDS: Kernel = { power: 0.8, least: 0.25, same: 0.2, stem: 0.2 };
const COMPOUNDS: Kernel = { power: 0.7, least: 0.12, same: 0, stem: 0 };

/** Endings that English adds, in few rules: it is used beside likeness by letters, so what it misses is not lost. */
export function stem(word: string, language: string): string {
  if (language !== 'en' || word.length < 4 || /[^a-z]/.test(word)) return word;
  let left = word;
  if (/[a-z]ies$/.test(left) && left.length > 4) left = `${left.slice(0, -3)}y`;
  else if (/(?:ch|sh|x|ss|z)es$/.test(left)) left = left.slice(0, -2);
  else if (/[^su]s$/.test(left) && !left.endsWith('is')) left = left.slice(0, -1);
  for (let round = 0; round < 2; round++) {
    const ending = /(?:ing|ed|ation|ations|ment|er|or|ion|al|ity|ly|e|y)$/.exec(left)?.[0];
    if (ending === undefined || left.length - ending.length < 3 || !/[aeiouy]/.test(left.slice(0, -ending.length))) break;
    left = left.slice(0, -ending.length);
  }
  return /([bdgklmnprt])\1$/.test(left) ? left.slice(0, -1) : left;
}

const ENGLISH: LanguageProfile = {
  stop: set('a an the of to and or in on for with by as at from is are be been will you your our we they their this that these those it its into any all other such have has who what which can may must should would not no more than etc us i he she his her them so if but also about within across per via both each some most very well new using'),
  weak: set('experience experienced knowledge knowledgeable strong excellent good great proven ability able skill skills skilled years year working work understanding familiar familiarity proficient proficiency solid required requirements requirement preferred plus desired candidate ideal successful join looking seeking role position company opportunity including include includes related relevant similar demonstrated deep advanced basic hands minimum degree least highly expertise fluent fluency job responsibilities responsible organization location ensure help make need needs want like one two three'),
  fold: false, kernel: WORDS,
  splits: /\s(?:and|or|as well as|such as|including|like|using|with|through|by|to|for|in order to|who|that|which)\s/iu,
};
const GERMAN: LanguageProfile = {
  stop: set('der die das den dem des ein eine einen einem einer eines und oder in im an am auf für von vom zu zum zur mit bei als aus nach über durch sowie bzw inkl'),
  weak: set('kenntnisse erfahrung erfahrungen fähigkeit fähigkeiten gute guter gutes sehr grundkenntnisse berufserfahrung'), links: ['', 's', 'es', 'n', 'en', 'er', 'e'], fold: true, kernel: COMPOUNDS,
};
const DUTCH: LanguageProfile = {
  stop: set('de het een en of in op voor van te met bij als uit naar over door tot aan om'),
  weak: set('kennis ervaring vaardigheid vaardigheden goede'), links: ['', 's', 'en', 'e'], fold: true, kernel: COMPOUNDS,
};
const SWEDISH: LanguageProfile = {
  stop: set('en ett och eller i på för av till med vid som från om inom att den det de'),
  weak: set('erfarenhet kunskap kunskaper färdigheter goda'), links: ['', 's', 'e', 'a'], fold: false, kernel: COMPOUNDS,
};
const NORDIC: LanguageProfile = { stop: set('en et ei og eller i på for av af til med ved som fra om innen at den det de'), weak: set('erfaring kunnskap viden ferdigheter færdigheder'), links: ['', 's', 'e'], fold: false, kernel: COMPOUNDS };
const FINNIC: LanguageProfile = { stop: set('ja tai sekä on ei'), weak: NONE, links: [''], fold: false, kernel: COMPOUNDS };
const FRENCH: LanguageProfile = { stop: set('le la les l un une des du de d et ou en dans sur pour par avec à au aux ce cette ces qui que son sa ses'), weak: set('connaissance connaissances expérience compétence compétences bonne bon'), fold: true, kernel: WORDS };
const SPANISH: LanguageProfile = { stop: set('el la los las un una unos unas de del y o en para por con a al que su sus'), weak: set('conocimiento conocimientos experiencia capacidad'), fold: true, kernel: WORDS };
const ITALIAN: LanguageProfile = { stop: set('il lo la i gli le un uno una di del della dei delle e o in per con a al da che'), weak: set('conoscenza conoscenze esperienza capacità'), fold: true, kernel: WORDS };
const OTHER: LanguageProfile = { stop: NONE, weak: NONE, fold: false, kernel: WORDS };

const PROFILES: Readonly<Record<string, LanguageProfile>> = { en: ENGLISH, de: GERMAN, nl: DUTCH, sv: SWEDISH, da: NORDIC, no: NORDIC, nb: NORDIC, fi: FINNIC, et: FINNIC, fr: FRENCH, es: SPANISH, it: ITALIAN };

/** Of a language tag's first part; a language without a profile is compared by its letters alone. */
export function profileOf(language: string): LanguageProfile {
  const main = language.toLowerCase().split('-')[0] ?? '';
  return Object.hasOwn(PROFILES, main) ? PROFILES[main]! : OTHER;
}

/** The words of a text that say something; all of them where it has no others. */
export function contentWords(words: readonly string[], profile: LanguageProfile): readonly string[] {
  const kept = words.filter((word) => !profile.stop.has(word));
  return kept.length > 0 ? kept : words;
}
