import { hash32 } from './normalise.js';

/** Words by their hash, sorted: all that splitting asks of a dictionary. */
export type WordHashes = Uint32Array;

const SHORTEST = 4, LONGEST = 60, DEEPEST = 3;
const ENDINGS: Readonly<Record<string, RegExp>> = {
  de: /^(.{3,}?)(?:ierungen|ierung|ungen|ung|ieren|iert|ern|ens|enden|ende|end|en|em|er|es|et|te|e|n|s|t)$/,
  nl: /^(.{3,}?)(?:ingen|ing|eren|atie|aties|en|er|e|s|t)$/,
  sv: /^(.{3,}?)(?:ningar|ningen|ning|andet|ande|ende|ering|era|erna|arna|orna|ade|are|ar|er|or|en|et|na|ad|as|a|e|n|t|s)$/,
};

/** A word without its ending, for looking up the parts of compounds. */
export function root(word: string, language: string): string {
  const main = language.split('-')[0] ?? '';
  return (Object.hasOwn(ENDINGS, main) ? ENDINGS[main]!.exec(word)?.[1] : undefined) ?? word;
}

/** The dictionary of a language's labels: each word and its root, unless too short to be told from an ending. */
export function wordHashes(words: Iterable<string>, language: string): WordHashes {
  const found = new Set<number>();
  for (const word of words) {
    if (/[^\p{L}\p{M}]/u.test(word)) continue;
    for (const form of [word, root(word, language)]) if (form.length >= SHORTEST) found.add(hash32(form));
  }
  return Uint32Array.from(found).sort();
}

/** Whether a sorted list has the number. */
export function position(sorted: Uint32Array, value: number): number {
  let low = 0, high = sorted.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const found = sorted[middle]!;
    if (found === value) return middle;
    if (found < value) low = middle + 1; else high = middle - 1;
  }
  return -1;
}

/**
 * The parts of a compound whose every part is a word of the dictionary, or the word alone. Even parts are preferred to a short one beside a long one, and few to many.
 * Bounded: a word of more than 60 letters is left whole, and no part is cut more than twice.
 */
export function splitCompound(word: string, language: string, links: readonly string[], dictionary: WordHashes): string[] {
  if (word.length < 2 * SHORTEST || word.length > LONGEST || /[^\p{L}\p{M}]/u.test(word)) return [word];
  const spelt = (part: string): boolean => position(dictionary, hash32(part)) >= 0;
  const knows = (part: string): boolean => spelt(part) || spelt(root(part, language));
  const cut = (whole: string, depth: number): string[] | undefined => {
    let best: string[] | undefined, bestWorth = -Infinity;
    for (let at = whole.length - SHORTEST; at >= SHORTEST; at--) {
      const tail = whole.slice(at);
      if (!knows(tail)) continue;
      const front = whole.slice(0, at);
      const heads = links.filter((link) => front.endsWith(link) && front.length - link.length >= SHORTEST).map((link) => front.slice(0, front.length - link.length));
      // A head that is a word as it stands is surer than one that is so without its ending.
      const head = heads.find(spelt) ?? heads.find(knows);
      const parts = head !== undefined ? [head] : depth < DEEPEST ? cut(front, depth + 1) : undefined;
      if (parts === undefined) continue;
      const all = [...parts, tail];
      const worth = Math.min(...all.map((part) => part.length)) - 2 * all.length;
      if (worth > bestWorth) { best = all; bestWorth = worth; }
    }
    return best;
  };
  return cut(word, 1) ?? [word];
}
