import { hash32 } from '../../text/normalise.js';

const SHORTEST = 2, LONGEST = 4;
/** Letters of a word that are compared; no word that means something is longer. */
const MOST_LETTERS = 48;

/** A word's sequences of two to four signs, by hash, with a space before and after it so that its ends count; each with how often it is there. */
export function gramsOf(word: string, fold: boolean): Map<number, number> {
  const text = ` ${(fold ? unaccented(word) : word).slice(0, MOST_LETTERS)} `;
  const grams = new Map<number, number>();
  for (let length = SHORTEST; length <= LONGEST; length++) {
    if (text.length <= length) { count(grams, hash32(text)); break; }
    for (let at = 0; at + length <= text.length; at++) count(grams, hash32(text.slice(at, at + length)));
  }
  return grams;
}

function count(grams: Map<number, number>, gram: number): void {
  grams.set(gram, (grams.get(gram) ?? 0) + 1);
}

function unaccented(word: string): string {
  return word.replace(/ß/g, 'ss').normalize('NFD').replace(/\p{M}+/gu, '');
}
