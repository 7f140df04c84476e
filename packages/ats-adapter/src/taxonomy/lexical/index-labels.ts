import { splitCompound, wordHashes } from '../../text/compounds.js';
import { contentWords, profileOf, stem, type LanguageProfile } from '../../text/languages.js';
import { hash32, labelKey, tokens } from '../../text/normalise.js';
import { gramsOf } from './grams.js';
import { packStrings, type LanguageIndex } from './language-index.js';

export interface IndexedLabel { text: string; concept: number; kind: 0 | 1 | 2 }

/** Rare words say more: the weight of a word that `frequency` of `total` concepts have in their labels. */
export function wordWeight(frequency: number, total: number): number {
  return Math.log(1 + total / Math.max(1, frequency)) ** 0.85;
}

/** Words of a text as they are indexed: those with content, compounds in their parts. */
export function indexWords(text: string, language: string, profile: LanguageProfile, dictionary: Uint32Array): string[] {
  const words = contentWords(tokens(text), profile);
  const { links } = profile;
  return links ? words.flatMap((word) => splitCompound(word, language, links, dictionary)) : [...words];
}

/**
 * Indexes the labels of one language.
 * @param labels in the order of their concepts, a concept's preferred label first
 * @param concepts how many the taxonomy has
 */
export function indexLabels(language: string, labels: readonly IndexedLabel[], concepts: number): LanguageIndex {
  const profile = profileOf(language);
  const dictionary = profile.links ? wordHashes(new Set(labels.flatMap(({ text }) => tokens(text))), language) : new Uint32Array(0);
  const { names, ofLabel } = vocabulary(labels, language, profile, dictionary);
  const frequency = conceptFrequency(labels, ofLabel, names.length);
  const weights = Float32Array.from(frequency, (count) => wordWeight(count, concepts));

  const conceptLabels = new Uint32Array(concepts + 1);
  for (const { concept } of labels) conceptLabels[concept + 1]!++;
  for (let index = 0; index < concepts; index++) conceptLabels[index + 1]! += conceptLabels[index]!;

  const letters = letterSequences(names, frequency, concepts, profile.fold);
  const like = profile.links ? pairLikeness(names, letters, profile) : undefined;
  const keys = sortedByHash(labels.map(({ text }) => hash32(labelKey(text))));
  const stems = sortedByHash(names.map((word) => hash32(stem(word, language))));
  return {
    language, labels: packStrings(labels.map(({ text }) => text)), labelConcept: Uint32Array.from(labels, ({ concept }) => concept), labelKind: Uint8Array.from(labels, ({ kind }) => kind),
    labelNorm: Float32Array.from(labels, (_, label) => norm(ofLabel.words.subarray(ofLabel.starts[label], ofLabel.starts[label + 1]), weights, like)), conceptLabels, keyHash: keys.hash, keyLabel: keys.item,
    words: packStrings(names), wordHash: Uint32Array.from(names, hash32), wordWeight: weights, ...postings(ofLabel, names.length), stemHash: stems.hash, stemWord: stems.item,
    ...letters, dictionary,
  };
}

/** Words of every label, one after the other; those of the n-th begin at `starts[n]`. */
interface LabelWords { starts: Uint32Array; words: Uint32Array }

function vocabulary(labels: readonly IndexedLabel[], language: string, profile: LanguageProfile, dictionary: Uint32Array): { names: string[]; ofLabel: LabelWords } {
  const first = new Map<string, number>();
  const starts = new Uint32Array(labels.length + 1);
  const all: number[] = [];
  labels.forEach(({ text }, index) => {
    for (const word of indexWords(text, language, profile, dictionary)) {
      let known = first.get(word);
      if (known === undefined) first.set(word, (known = first.size));
      all.push(known);
    }
    starts[index + 1] = all.length;
  });
  const order = [...first.keys()].map((word) => ({ word, hash: hash32(word) })).sort((a, b) => a.hash - b.hash || (a.word < b.word ? -1 : 1));
  const place = new Uint32Array(order.length);
  order.forEach(({ word }, index) => { place[first.get(word)!] = index; });
  return { names: order.map(({ word }) => word), ofLabel: { starts, words: Uint32Array.from(all, (word) => place[word]!) } };
}

/** How many concepts have the word in a label. Labels come in the order of their concepts. */
function conceptFrequency(labels: readonly IndexedLabel[], { starts, words: all }: LabelWords, words: number): Uint32Array {
  const frequency = new Uint32Array(words);
  const last = new Int32Array(words).fill(-1);
  labels.forEach(({ concept }, index) => {
    for (let at = starts[index]!; at < starts[index + 1]!; at++) {
      const word = all[at]!;
      if (last[word] !== concept) { last[word] = concept; frequency[word]!++; }
    }
  });
  return frequency;
}

type PairLikeness = (a: number, b: number) => number;

/** Words that are like each other in one label point the same way, as the parts of a compound often do: they count as less than two. */
function norm(words: Uint32Array, weights: Float32Array, like?: PairLikeness): number {
  let sum = 0;
  for (let a = 0; a < words.length; a++) {
    for (let b = 0; b < words.length; b++) {
      const [first, second] = [words[a]!, words[b]!];
      const likeness = first === second ? 1 : like?.(first, second) ?? 0;
      sum += weights[first]! * weights[second]! * likeness;
    }
  }
  return Math.sqrt(sum) || 1;
}

/** How like two words of the index are, as a search would find it. */
function pairLikeness(names: readonly string[], { gramHash, gramWeight, wordNorm }: ReturnType<typeof letterSequences>, { fold, kernel }: LanguageProfile): PairLikeness {
  const weightOf = new Map(Array.from(gramHash, (gram, at) => [gram, gramWeight[at]!]));
  const vectors = new Map<number, Map<number, number>>();
  const pairs = new Map<number, number>();
  const vector = (word: number): Map<number, number> => {
    let known = vectors.get(word);
    if (!known) vectors.set(word, (known = gramsOf(names[word]!, fold)));
    return known;
  };
  return (a, b) => {
    const pair = Math.min(a, b) * names.length + Math.max(a, b);
    const known = pairs.get(pair);
    if (known !== undefined) return known;
    let sum = 0;
    const other = vector(b);
    for (const [gram, times] of vector(a)) {
      const also = other.get(gram);
      if (also !== undefined) sum += times * also * weightOf.get(gram)! ** 2;
    }
    const share = sum / (wordNorm[a]! * wordNorm[b]!);
    const likeness = share < kernel.least ? 0 : (1 - kernel.same - kernel.stem) * Math.min(1, share) ** kernel.power;
    pairs.set(pair, likeness);
    return likeness;
  };
}

function postings(ofLabel: LabelWords, words: number): Pick<LanguageIndex, 'wordPostings' | 'postings'> {
  const starts = new Uint32Array(words + 1);
  for (const word of ofLabel.words) starts[word + 1]!++;
  for (let word = 0; word < words; word++) starts[word + 1]! += starts[word]!;
  const next = starts.slice();
  const all = new Uint32Array(starts[words]!);
  for (let label = 0; label + 1 < ofLabel.starts.length; label++) for (let at = ofLabel.starts[label]!; at < ofLabel.starts[label + 1]!; at++) all[next[ofLabel.words[at]!]!++] = label;
  return { wordPostings: starts, postings: all };
}

function letterSequences(words: readonly string[], frequency: Uint32Array, concepts: number, fold: boolean): Pick<LanguageIndex, 'gramHash' | 'gramWeight' | 'gramWords' | 'gramWord' | 'gramTimes' | 'wordNorm'> {
  const found = new Map<number, number[]>();
  const seen = new Map<number, number>();
  words.forEach((word, index) => {
    for (const [gram, times] of gramsOf(word, fold)) {
      const list = found.get(gram);
      if (list) list.push(index, times); else found.set(gram, [index, times]);
      seen.set(gram, (seen.get(gram) ?? 0) + frequency[index]!);
    }
  });
  const gramHash = Uint32Array.from(found.keys()).sort();
  const gramWeight = Float32Array.from(gramHash, (gram) => Math.log(1 + concepts / Math.max(1, seen.get(gram)!)));
  const gramWords = new Uint32Array(gramHash.length + 1);
  gramHash.forEach((gram, index) => { gramWords[index + 1] = gramWords[index]! + found.get(gram)!.length / 2; });
  const gramWord = new Uint32Array(gramWords[gramHash.length]!);
  const gramTimes = new Uint8Array(gramWord.length);
  const squares = new Float64Array(words.length);
  gramHash.forEach((gram, index) => {
    const list = found.get(gram)!;
    for (let at = 0; at < list.length; at += 2) {
      const [word, times] = [list[at]!, Math.min(255, list[at + 1]!)];
      gramWord[gramWords[index]! + at / 2] = word;
      gramTimes[gramWords[index]! + at / 2] = times;
      squares[word]! += (times * gramWeight[index]!) ** 2;
    }
  });
  return { gramHash, gramWeight, gramWords, gramWord, gramTimes, wordNorm: Float32Array.from(squares, (sum) => Math.sqrt(sum) || 1) };
}

function sortedByHash(hashes: readonly number[]): { hash: Uint32Array; item: Uint32Array } {
  const item = Uint32Array.from(hashes.keys()).sort((a, b) => hashes[a]! - hashes[b]! || a - b);
  return { hash: Uint32Array.from(item, (index) => hashes[index]!), item };
}
