import type { Meaning } from './meaning.js';
import type { Relation } from './relation.js';

/** A model of the host's that compares meanings. Its name goes into the report, and what it finds waits for a person. Nothing of a credential but the names of skills is shown to it. */
export interface SemanticProvider {
  /** Name and version. */
  id: string;
  /** One vector a text, in order, all of one length. A rejection, or an answer of another shape, is as if there were no model. */
  embed(texts: readonly string[]): Promise<readonly ArrayLike<number>[]>;
  /** The least cosine that is worth a look. */
  threshold: number;
}

export type Resemblance = (claim: Meaning, wanted: Meaning) => Relation | undefined;

const cosine = (a: ArrayLike<number>, b: ArrayLike<number>): number => {
  let [dot, first, second] = [0, 0, 0];
  for (let index = 0; index < a.length; index += 1) {
    const [x, y] = [a[index]!, b[index]!];
    dot += x * y;
    first += x * x;
    second += y * y;
  }
  return first > 0 && second > 0 ? dot / Math.sqrt(first * second) : 0;
};

/** Asks the model once for all texts, sorted, so that what stands in what order is nothing to it. Undefined: it did not answer, or not as it should. */
export async function resemblance(provider: SemanticProvider, meanings: readonly Meaning[]): Promise<Resemblance | undefined> {
  const texts = [...new Set(meanings.flatMap((meaning) => meaning.texts.map(({ text }) => text)))].sort();
  if (texts.length === 0) return undefined;
  let vectors: readonly ArrayLike<number>[];
  try {
    vectors = await provider.embed(texts);
  } catch {
    return undefined;
  }
  const length = vectors[0]?.length ?? 0;
  if (vectors.length !== texts.length || length === 0 || vectors.some((vector) => vector.length !== length)) return undefined;
  const vectorOf = new Map(texts.map((text, index) => [text, vectors[index]!]));
  return (claim, wanted) => {
    let best: { score: number; from: string; to: string } | undefined;
    for (const a of claim.texts) {
      for (const b of wanted.texts) {
        const score = cosine(vectorOf.get(a.text)!, vectorOf.get(b.text)!);
        if (score >= provider.threshold && (!best || score > best.score)) best = { score, from: a.text, to: b.text };
      }
    }
    return best && { verdict: 'semantic', similarity: Math.round(best.score * 1000) / 1000, path: [{ from: best.from, relation: 'model', to: best.to, source: provider.id }] };
  };
}
