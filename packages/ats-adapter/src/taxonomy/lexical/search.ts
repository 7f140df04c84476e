import { clauses } from '../../text/search-pieces.js';
import { profileOf } from '../../text/languages.js';
import { indexWords, wordWeight } from './index-labels.js';
import type { LanguageIndex } from './language-index.js';
import { likenessOf } from './likeness.js';

/** A concept and the label of it that speaks for it. `score` between 0 and 1. */
export interface Found { concept: number; label: number; score: number }

interface Reach { word: number; worth: number }

/** What a label of each kind counts: preferred, alternative, hidden. Taken as equals, alternative labels push the right concept from the first place. */
const KIND = [1, 0.6, 0.5] as const;
/** What a word that every advertisement has counts. */
const WEAK = 0.3;
/** Least likeness by which such a word reaches others: its own forms, and no more. */
const WEAK_LIKE = 0.5;
/** What the whole text adds to its best clause. */
const WHOLE = 0.8;
/** How much a clause's length is held against it: 1 would be the cosine, which makes every two-word clause as good as a precise one. */
const DAMPING = 0.25;
/** A word that is not in the index is taken to be as rare as one that this many concepts have. */
const UNKNOWN_FREQUENCY = 3;
/** Labels of one clause from which on words that tell less open no more. */
const ENOUGH = 2000;
/** Words of one text that are compared. */
const MOST_WORDS = 400;

/**
 * Prepares searching one language's labels. A label's worth is what its words and the text's have in common, word by word and by likeness of letters; text is taken by clauses and as a whole.
 * The function that it returns is pure in what it answers: the same text has the same answer, whatever was asked before.
 * @returns of a text every concept that has anything in common with it, in no order
 */
export function searcher(index: LanguageIndex, concepts: number): (text: string, take: (found: Found) => void) => void {
  const profile = profileOf(index.language);
  const { wordPostings, postings, labelConcept, wordWeight: wordWeights } = index;
  const unknown = wordWeight(UNKNOWN_FREQUENCY, concepts);
  const likeness = likenessOf(index);
  const inverse = Float64Array.from(index.labelNorm, (norm, label) => KIND[index.labelKind[label]!]! / shortened(norm, profile.links === undefined));
  const clauseSum = new Float64Array(index.labelNorm.length), wholeSum = new Float64Array(index.labelNorm.length);
  const bestClause = new Float64Array(concepts), bestWhole = new Float64Array(concepts);
  const bestLabel = new Uint32Array(concepts);
  const touched = new Uint32Array(index.labelNorm.length), wholeTouched = new Uint32Array(index.labelNorm.length), found = new Uint32Array(concepts);

  return (text, take) => {
    const parts = clauses(text, profile.splits);
    let wholeSquare = 0, highestClause = 0, words = 0, counted = 0, labels = 0, count = 0;
    for (const part of parts) {
      const own = indexWords(part, index.language, profile, index.dictionary);
      const weights = new Map<string, number>();
      for (const word of own) {
        if (++words > MOST_WORDS) break;
        weights.set(word, (weights.get(word) ?? 0) + 1);
      }
      if (weights.size === 0) continue;
      counted++;
      let square = 0;
      let reached = 0;
      const reach: Reach[] = [];
      for (const [word, times] of weights) {
        const like = likeness(word);
        const weak = profile.weak.has(word);
        const weight = times * (like.own < 0 ? unknown : wordWeights[like.own]!) * (weak ? WEAK : 1);
        square += weight * weight;
        for (let entry = 0; entry < like.words.length; entry++) {
          const value = like.values[entry]!;
          if (!weak || value >= WEAK_LIKE) reach.push({ word: like.words[entry]!, worth: weight * wordWeights[like.words[entry]!]! * value });
        }
      }
      // What tells most comes first. Once many labels have something of it, what tells less opens no further ones.
      reach.sort((a, b) => b.worth - a.worth || a.word - b.word);
      for (const { word, worth } of reach) {
        const open = reached < ENOUGH;
        for (let at = wordPostings[word]!, end = wordPostings[word + 1]!; at < end; at++) {
          const label = postings[at]!;
          const before = clauseSum[label]!;
          if (before === 0) {
            if (!open) continue;
            touched[reached++] = label;
          }
          clauseSum[label] = before + worth;
        }
      }
      const length = Math.sqrt(square) || 1;
      wholeSquare += square;
      highestClause = Math.max(highestClause, perfect(length, profile.links === undefined));
      const scale = 1 / length ** DAMPING;
      for (let at = 0; at < reached; at++) {
        const label = touched[at]!;
        const sum = clauseSum[label]!;
        clauseSum[label] = 0;
        if (parts.length > 1) {
          const before = wholeSum[label]!;
          if (before === 0) wholeTouched[labels++] = label;
          wholeSum[label] = before + sum;
        }
        const concept = labelConcept[label]!;
        const score = sum * inverse[label]! * scale;
        const best = bestClause[concept]!;
        if (best === 0) found[count++] = concept;
        if (score > best) { bestClause[concept] = score; bestLabel[concept] = label; }
      }
    }
    const length = Math.sqrt(wholeSquare) || 1;
    const scale = 1 / length ** DAMPING;
    for (let at = 0; at < labels; at++) {
      const label = wholeTouched[at]!;
      const concept = labelConcept[label]!;
      const score = wholeSum[label]! * inverse[label]! * scale;
      wholeSum[label] = 0;
      if (score > bestWhole[concept]!) bestWhole[concept] = score;
    }
    const highest = counted > 1 ? highestClause + WHOLE * perfect(length, profile.links === undefined) : highestClause;
    for (let at = 0; at < count; at++) {
      const concept = found[at]!;
      const score = bestClause[concept]! + (counted > 1 ? WHOLE * bestWhole[concept]! : 0);
      bestClause[concept] = 0;
      bestWhole[concept] = 0;
      take({ concept, label: bestLabel[concept]!, score: Math.min(1, score / highest) });
    }
  };
}

/** What the text's own words as a preferred label would be worth. */
const perfect = (length: number, short: boolean): number => (length * length) / (shortened(length, short) * length ** DAMPING);

/** Short labels are the general skills that people mean; where compounds are not one word, they are preferred a little. */
function shortened(norm: number, short: boolean): number {
  return short ? norm - Math.min(1, norm / 4) : norm;
}
