import type { LabelKind, Taxonomy } from './taxonomy.js';

/** Why a text may be taken for a concept without asking: it is the concept's own label, and no other's. */
export interface Accepted { id: string; by: LabelKind; language: string }

/**
 * Whether a text names one concept beyond doubt, as far as spelling can tell: once both are normalised it is a preferred label, or, where it is nobody's preferred label, an alternative one, of exactly one skill in the languages asked for.
 * Hidden labels never suffice. Everything that is only like a label is a candidate for a person to confirm.
 * It does not assert that whoever wrote the text meant what the taxonomy means by it. docs/taxonomies.md says how often it was right.
 */
export function autoAccept(taxonomy: Taxonomy, text: string, languages?: readonly string[]): Accepted | undefined {
  const hits = taxonomy.labelled(text, languages).filter(({ id }) => taxonomy.concept(id)?.kind === 'skill');
  for (const kind of ['preferred', 'alternative'] as const) {
    const own = hits.filter((hit) => hit.kind === kind);
    const [first] = own;
    if (first) return own.every(({ id }) => id === first.id) ? { id: first.id, by: kind, language: first.language } : undefined;
  }
  return undefined;
}
