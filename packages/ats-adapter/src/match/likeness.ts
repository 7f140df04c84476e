import type { Candidate, Taxonomy } from '../taxonomy/taxonomy.js';
import { sourceOf, type Meaning } from './meaning.js';
import type { Relation } from './relation.js';

/** By spelling: what a text may mean in the taxonomies at hand. It is asked once of each text. */
export type Spelling = (meaning: Meaning) => Map<string, { candidate: Candidate; source: string; text: string }>;

export function spelling(taxonomies: readonly Taxonomy[], { threshold, limit }: { threshold: number; limit: number }): Spelling {
  const asked = new Map<string, Map<string, { candidate: Candidate; source: string; text: string }>>();
  return ({ texts }) => {
    const key = JSON.stringify(texts.map(({ text, language }) => [text, language]));
    const known = asked.get(key);
    if (known) return known;
    const found = new Map<string, { candidate: Candidate; source: string; text: string }>();
    for (const { text, language } of texts) {
      for (const taxonomy of taxonomies) {
        for (const candidate of taxonomy.search(text, { limit, ...(language === 'und' ? {} : { languages: [language] }) })) {
          const before = found.get(candidate.id);
          if (candidate.score >= threshold && (!before || before.candidate.score < candidate.score)) found.set(candidate.id, { candidate, source: sourceOf(taxonomy), text });
        }
      }
    }
    asked.set(key, found);
    return found;
  };
}

const round = (score: number): number => Math.round(score * 1000) / 1000;

/** Two that are spelt alike are candidates for a person, never more. One side may be a known concept; where neither is, both must lead to one and the same. */
export function alike(claim: Meaning, wanted: Meaning, spelt: Spelling): Relation | undefined {
  const sure = (meaning: Meaning) => new Set([...meaning.named, ...meaning.labelled].map(({ id }) => id));
  const [own, asked] = [sure(claim), sure(wanted)];
  const found: Relation[] = [];
  if (own.size === 0) {
    for (const [id, { candidate, source, text }] of spelt(claim)) {
      if (asked.has(id)) found.push({ verdict: 'lexical', similarity: round(candidate.score), path: [{ from: text, relation: 'spelling', to: id, source }] });
    }
  }
  if (asked.size === 0) {
    for (const [id, { candidate, source, text }] of spelt(wanted)) {
      if (own.has(id)) found.push({ verdict: 'lexical', similarity: round(candidate.score), path: [{ from: id, relation: 'spelling', to: text, source }] });
    }
  }
  if (own.size === 0 && asked.size === 0) {
    const theirs = spelt(wanted);
    for (const [id, { candidate, source, text }] of spelt(claim)) {
      const other = theirs.get(id);
      if (other) found.push({ verdict: 'lexical', similarity: round(Math.min(candidate.score, other.candidate.score)), path: [{ from: text, relation: 'spelling', to: id, source }, { from: id, relation: 'spelling', to: other.text, source: other.source }] });
    }
  }
  return found.sort((a, b) => (b.similarity ?? 0) - (a.similarity ?? 0) || (JSON.stringify(a.path) < JSON.stringify(b.path) ? -1 : 1))[0];
}
