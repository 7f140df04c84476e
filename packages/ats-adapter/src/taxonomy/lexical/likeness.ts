import { position } from '../../text/compounds.js';
import { profileOf, stem } from '../../text/languages.js';
import { hash32 } from '../../text/normalise.js';
import { gramsOf } from './grams.js';
import { stringAt, type LanguageIndex } from './language-index.js';

/** Words of the index that are like a word, with how much: between 0 and 1, and 1 for the word itself. */
export interface Likeness { own: number; words: Uint32Array; values: Float64Array }

/** Most words of the index that one word is taken to be like. */
const MOST_LIKE = 64;
/** Words whose likeness is remembered; texts repeat themselves. */
const REMEMBERED = 4000;

/** Compares words with those of an index by the letter sequences that they share, weighed by rarity; in languages that have one, by their stem too. */
export function likenessOf(index: LanguageIndex): (word: string) => Likeness {
  const { fold, kernel } = profileOf(index.language);
  const shared = new Float64Array(index.wordHash.length);
  const decoder = new TextDecoder();
  const remembered = new Map<string, Likeness>();
  const letters = 1 - kernel.same - kernel.stem;

  return (word) => {
    const known = remembered.get(word);
    if (known) return known;
    const own = find(index, word, decoder);
    const found = new Map<number, number>();
    const touched: number[] = [];
    let square = 0;
    for (const [gram, times] of gramsOf(word, fold)) {
      const at = position(index.gramHash, gram);
      // A sequence that no word of the index has is as rare as one that a single concept has.
      const weight = times * (at < 0 ? Math.log(1 + index.conceptLabels.length - 1) : index.gramWeight[at]!);
      square += weight * weight;
      if (at < 0) continue;
      const factor = weight * index.gramWeight[at]!;
      for (let entry = index.gramWords[at]!, end = index.gramWords[at + 1]!; entry < end; entry++) {
        const other = index.gramWord[entry]!;
        if (shared[other] === 0) touched.push(other);
        shared[other]! += factor * index.gramTimes[entry]!;
      }
    }
    const length = Math.sqrt(square) || 1;
    for (const other of touched) {
      const share = Math.min(1, shared[other]! / (length * index.wordNorm[other]!));
      shared[other] = 0;
      if (share >= kernel.least) found.set(other, letters * share ** kernel.power);
    }
    if (kernel.stem > 0) for (const other of sameStem(index, stem(word, index.language))) found.set(other, Math.min(1, (found.get(other) ?? 0) + kernel.stem));
    if (own >= 0) found.set(own, 1);
    const entries = [...found];
    if (entries.length > MOST_LIKE) {
      entries.sort((a, b) => b[1] - a[1] || a[0] - b[0]);
      entries.length = MOST_LIKE;
    }
    const likeness = { own, words: Uint32Array.from(entries, ([other]) => other), values: Float64Array.from(entries, ([, value]) => value) };
    if (remembered.size >= REMEMBERED) remembered.clear();
    remembered.set(word, likeness);
    return likeness;
  };
}

/** The word's place in the index, or -1. Two words may have one hash. */
function find(index: LanguageIndex, word: string, decoder: TextDecoder): number {
  const hash = hash32(word);
  let at = position(index.wordHash, hash);
  if (at < 0) return -1;
  while (at > 0 && index.wordHash[at - 1] === hash) at--;
  for (; index.wordHash[at] === hash; at++) if (stringAt(index.words, at, decoder) === word) return at;
  return -1;
}

function sameStem(index: LanguageIndex, text: string): number[] {
  const hash = hash32(text);
  let at = position(index.stemHash, hash);
  if (at < 0) return [];
  while (at > 0 && index.stemHash[at - 1] === hash) at--;
  const words: number[] = [];
  for (; index.stemHash[at] === hash; at++) words.push(index.stemWord[at]!);
  return words;
}
