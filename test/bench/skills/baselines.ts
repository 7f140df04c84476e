/** Answers labels of the space, best first. */
export type Search = (text: string) => string[];

const TOP = 100;

function ranked(labels: readonly string[], scores: Float64Array): string[] {
  return Array.from(scores.keys()).filter((at) => scores[at]! > 0).sort((a, b) => scores[b]! - scores[a]! || a - b).slice(0, TOP).map((at) => labels[at]!);
}

function counted(parts: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const part of parts) counts.set(part, (counts.get(part) ?? 0) + 1);
  return counts;
}

function postingsOf(labels: readonly string[], parts: (text: string) => string[]): Map<string, [number, number][]> {
  const postings = new Map<string, [number, number][]>();
  labels.forEach((label, at) => {
    for (const [part, count] of counted(parts(label))) {
      const list = postings.get(part);
      if (list) list.push([at, count]); else postings.set(part, [[at, count]]);
    }
  });
  return postings;
}

const words = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}+#]+/gu) ?? [];

/** Okapi BM25 over the words of preferred labels, k1 1.2, b 0.75. */
export function bm25(labels: readonly string[]): Search {
  const postings = postingsOf(labels, words);
  const lengths = labels.map((label) => words(label).length);
  const average = lengths.reduce((sum, length) => sum + length, 0) / labels.length;
  return (text) => {
    const scores = new Float64Array(labels.length);
    for (const word of words(text)) {
      const list = postings.get(word) ?? [];
      const rarity = Math.log(1 + (labels.length - list.length + 0.5) / (list.length + 0.5));
      for (const [at, count] of list) scores[at]! += (rarity * count * 2.2) / (count + 1.2 * (0.25 + (0.75 * lengths[at]!) / average));
    }
    return ranked(labels, scores);
  };
}

/** Sequences of three to five characters inside words, with a space before and after. */
function sequences(text: string): string[] {
  return text.toLowerCase().split(/\s+/).filter((word) => word !== '').flatMap((word) => {
    const padded = ` ${word} `;
    const found: string[] = [];
    for (let length = 3; length <= 5; length++) {
      if (padded.length <= length) { found.push(padded); break; }
      for (let at = 0; at + length <= padded.length; at++) found.push(padded.slice(at, at + length));
    }
    return found;
  });
}

/** Cosine of TF-IDF vectors over character sequences of preferred labels, smoothed IDF. */
export function characterTfIdf(labels: readonly string[]): Search {
  const postings = postingsOf(labels, sequences);
  const rarity = new Map(Array.from(postings, ([part, list]) => [part, Math.log((1 + labels.length) / (1 + list.length)) + 1]));
  const norms = new Float64Array(labels.length);
  for (const [part, list] of postings) for (const [at, count] of list) norms[at]! += (count * rarity.get(part)!) ** 2;
  return (text) => {
    const scores = new Float64Array(labels.length);
    for (const [part, count] of counted(sequences(text))) {
      const weight = rarity.get(part);
      if (weight !== undefined) for (const [at, times] of postings.get(part)!) scores[at]! += count * weight * weight * times;
    }
    for (let at = 0; at < scores.length; at++) scores[at]! /= Math.sqrt(norms[at]!) || 1;
    return ranked(labels, scores);
  };
}
