import type { LocalizedText } from '@credlens/core/report';
import { digestOf } from '../digest.js';
import type { Identifier } from '../identifiers/identifier.js';
import type { LabelHit, Taxonomy } from '../taxonomy/taxonomy.js';
import type { PathStep } from './match-report.js';

/** A concept that something means, and the way there. Empty `path`: it was named. */
export interface Sense { id: string; path: PathStep[] }

/** What a claim or a requirement means, as far as identifiers and whole labels tell. */
export interface Meaning {
  /** What it names by identifier, and what stands for that since. */
  named: Sense[];
  /** What its words are a label of, where they are a label of one concept. */
  labelled: Sense[];
  /** Its words are a label of several concepts: these. */
  ambiguous: string[];
  /** In each language, with what it is compared by. `cut`: it is the beginning of a longer one, and no label. */
  texts: { text: string; language: string; folded: string; cut?: true }[];
}

/** Case, spaces and punctuation at the edges put aside, nothing else: `C` and `C++` stay two, and so do `Net` and `.NET`. */
export const folded = (text: string): string => text.normalize('NFKC').toLowerCase().replace(/[\s_]+/gu, ' ').replace(/^(?:[\s"'“”„,;:!?()]|\.(?![\p{L}\p{N}]))+|[\s"'“”„.,;:!?()]+$/gu, '');

const MOST_TEXT = 300;
const MEANT: ReadonlySet<string> = new Set(['skill', 'group', 'unknown']);

/** @param words may be empty: an identifier says enough */
export function meaningOf(words: LocalizedText, identifiers: readonly Identifier[], taxonomies: readonly Taxonomy[]): Meaning {
  const named = new Map<string, Sense>();
  for (const { id, names } of identifiers) {
    if (!MEANT.has(names)) continue;
    named.set(id, { id, path: [] });
    for (const taxonomy of taxonomies) {
      const later = taxonomy.concept(id)?.replacedBy;
      if (later !== undefined && !named.has(later)) named.set(later, { id: later, path: [{ from: id, relation: 'replaced-by', to: later, source: sourceOf(taxonomy) }] });
    }
  }
  const texts = Object.entries(words).flatMap(([language, text]) => {
    const own = folded(text.slice(0, MOST_TEXT));
    // Two long texts that begin alike are two: what is cut is known by all of it.
    return own === '' ? [] : [{ text: text.slice(0, MOST_TEXT), language, folded: text.length > MOST_TEXT ? `${own} ${digestOf(text)}` : own, ...(text.length > MOST_TEXT && { cut: true as const }) }];
  }).sort((a, b) => (a.language < b.language ? -1 : a.language > b.language ? 1 : 0));
  return { named: [...named.values()], ...labelsOf(texts, taxonomies), texts };
}

export const sourceOf = ({ name, version }: Taxonomy): string => `${name} ${version}`;

/** A preferred label goes before others of the same words: that is what the taxonomy means by them. Two of the same rank are ambiguous. */
function labelsOf(texts: Meaning['texts'], taxonomies: readonly Taxonomy[]): Pick<Meaning, 'labelled' | 'ambiguous'> {
  const labelled = new Map<string, Sense>();
  const ambiguous = new Set<string>();
  for (const { text, language, cut } of texts) {
    if (cut) continue;
    for (const taxonomy of taxonomies) {
      const hits = taxonomy.labelled(text, language === 'und' ? undefined : [language]).filter(({ id }) => { const kind = taxonomy.concept(id)?.kind; return kind === 'skill' || kind === 'group'; });
      const preferred = hits.filter(({ kind }) => kind === 'preferred');
      const best = preferred.length > 0 ? preferred : hits;
      const ids = [...new Set(best.map(({ id }) => id))].sort();
      if (ids.length > 1) for (const id of ids) ambiguous.add(id);
      else if (best[0] && !labelled.has(best[0].id)) labelled.set(best[0].id, { id: best[0].id, path: [{ from: text, relation: RELATION[best[0].kind], to: best[0].id, source: sourceOf(taxonomy) }] });
    }
  }
  return { labelled: [...labelled.values()], ambiguous: [...ambiguous].filter((id) => !labelled.has(id)).sort() };
}

const RELATION: Record<LabelHit['kind'], PathStep['relation']> = { preferred: 'preferred-label', alternative: 'alternative-label', hidden: 'hidden-label' };
