import type { LocalizedText } from '@credlens/core/report';
import { position } from '../text/compounds.js';
import { hash32, labelKey } from '../text/normalise.js';
import { normalId } from './normal-id.js';
import { hexOf, KINDS, RELATIONS, sha256, type Links } from './file/layout.js';
import { readTaxonomy } from './file/read.js';
import { stringAt, type LanguageIndex, type Strings } from './lexical/language-index.js';
import { searcher } from './lexical/search.js';
import type { Candidate, Concept, ConceptKind, LabelHit, LabelKind, Mapping, SearchOptions, Taxonomy } from './taxonomy.js';

const LABEL_KINDS = ['preferred', 'alternative', 'hidden'] as const satisfies readonly LabelKind[];
const TYPES = ['essential', 'optional'] as const;
const DEFAULT_LIMIT = 10, MOST_CANDIDATES = 100;

/** A taxonomy that was built with `buildTaxonomy`, and what its file says beyond the interface that matching needs. */
export interface LoadedTaxonomy extends Taxonomy {
  /** Concepts in it, and labels by language. */
  readonly size: { concepts: number; labels: Readonly<Record<string, number>> };
  /** A concept's identifier as its source wrote it. */
  written(id: string): string | undefined;
}

/**
 * Loads a built taxonomy. The bytes are used as they lie and must not be changed afterwards.
 * @throws TaxonomyError, and nothing else, for bytes that are no taxonomy, of another version, or damaged
 */
export async function loadTaxonomy(bytes: Uint8Array): Promise<LoadedTaxonomy> {
  const { name, version, attribution, tables, languages } = await readTaxonomy(bytes);
  const digest = hexOf(await sha256(bytes));
  const decoder = new TextDecoder();
  const text = (strings: Strings, index: number): string => stringAt(strings, index, decoder);
  const concepts = tables.kinds.length;
  const ids = Array.from({ length: concepts }, (_, index) => text(tables.ids, index));
  const places = new Map(ids.map((id, index) => [id, index]));
  tables.aliasConcept.forEach((concept, index) => { const alias = text(tables.aliases, index); if (!places.has(alias)) places.set(alias, concept); });
  const at = (id: string): number | undefined => places.get(id) ?? places.get(normalId(id));
  const searchers = new Map<string, ReturnType<typeof searcher>>();

  const indexes = (wanted?: readonly string[]): readonly LanguageIndex[] => {
    const names = wanted?.map((language) => language.toLowerCase());
    return names ? languages.filter(({ language }) => names.some((name) => name === language || name.startsWith(`${language}-`))) : languages;
  };
  const linked = ({ starts, targets }: Links, id: string): string[] => {
    const concept = at(id);
    return concept === undefined ? [] : Array.from(targets.subarray(starts[concept], starts[concept + 1]), (target) => ids[target]!);
  };
  const typed = (links: Links, id: string): { id: string; relation: 'essential' | 'optional' }[] => {
    const concept = at(id);
    return concept === undefined ? [] : linked(links, id).map((target, index) => ({ id: target, relation: TYPES[links.types[links.starts[concept]! + index]!]! }));
  };

  return {
    name, version, digest, attribution, languages: languages.map(({ language }) => language),
    size: { concepts, labels: Object.fromEntries(languages.map(({ language, labelConcept }) => [language, labelConcept.length])) },
    written: (id) => { const concept = at(id); return concept === undefined ? undefined : text(tables.written, concept); },
    concept(id) {
      const index = at(id);
      if (index === undefined) return undefined;
      const preferred: LocalizedText = Object.fromEntries(languages.flatMap(({ language, conceptLabels, labelKind, labels }) => {
        const first = conceptLabels[index]!;
        return first < conceptLabels[index + 1]! && labelKind[first] === 0 ? [[language, text(labels, first)]] : [];
      }));
      const [reuse, replacedBy] = [text(tables.reuse, index), text(tables.replacedBy, index)];
      return { id: ids[index]!, kind: KINDS[tables.kinds[index]!]!, preferred, ...(reuse !== '' && { reuse }), ...(replacedBy !== '' && { replacedBy }) } satisfies Concept;
    },
    labelled(written, wanted) {
      const key = labelKey(written);
      if (key === '') return [];
      return indexes(wanted).flatMap((index) => labelsWithKey(index, key, decoder).map((label): LabelHit => ({ id: ids[index.labelConcept[label]!]!, kind: LABEL_KINDS[index.labelKind[label]!]!, language: index.language })))
        .sort((a, b) => LABEL_KINDS.indexOf(a.kind) - LABEL_KINDS.indexOf(b.kind) || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
    },
    search: (written, options = {}) => search(written, options, { indexes: indexes(options.languages), searchers, kinds: tables.kinds, ids, decoder }),
    broader: (id) => linked(tables.broader, id),
    narrower: (id) => linked(tables.narrower, id),
    related: (id) => typed(tables.related, id),
    skillsOf: (id) => typed(tables.skillsOf, id),
    mappings(id) {
      const concept = at(id);
      if (concept === undefined) return [];
      const found: Mapping[] = [];
      for (let row = tables.mappingStarts[concept]!; row < tables.mappingStarts[concept + 1]!; row++) found.push({ id: text(tables.mappingIds, row), relation: RELATIONS[tables.mappingRelations[row]!]!, source: text(tables.mappingSources, row) });
      return found;
    },
  };
}

function labelsWithKey(index: LanguageIndex, key: string, decoder: TextDecoder): number[] {
  const hash = hash32(key);
  let at = position(index.keyHash, hash);
  if (at < 0) return [];
  while (at > 0 && index.keyHash[at - 1] === hash) at--;
  const found: number[] = [];
  for (; index.keyHash[at] === hash; at++) {
    const label = index.keyLabel[at]!;
    if (labelKey(stringAt(index.labels, label, decoder)) === key) found.push(label);
  }
  return found;
}

interface Searched { indexes: readonly LanguageIndex[]; searchers: Map<string, ReturnType<typeof searcher>>; kinds: Uint8Array; ids: readonly string[]; decoder: TextDecoder }
interface Best { concept: number; score: number; label: number; index: LanguageIndex }

/** A concept's best language speaks for it. A preferred label that is the text itself goes before all that is only like it. Scores are rounded first, so that what looks equal is in the order of ids. */
function search(written: string, options: SearchOptions, { indexes, searchers, kinds, ids, decoder }: Searched): Candidate[] {
  const limit = Math.max(1, Math.min(MOST_CANDIDATES, Math.trunc(options.limit ?? DEFAULT_LIMIT) || DEFAULT_LIMIT));
  const wanted = new Set((options.kinds ?? ['skill'] satisfies ConceptKind[]).map((kind) => KINDS.indexOf(kind)));
  const best = new Map<number, Best>();
  const consider = (found: Best): void => {
    const known = best.get(found.concept);
    if (!known || found.score > known.score) best.set(found.concept, found);
  };
  const key = labelKey(written);
  for (const index of indexes) {
    let find = searchers.get(index.language);
    if (!find) searchers.set(index.language, (find = searcher(index, kinds.length)));
    let worst = 0;
    const top: Best[] = [];
    find(written, ({ concept, label, score }) => {
      if (!wanted.has(kinds[concept]!) || score < worst || score < LEAST) return;
      top.push({ concept, label, score: Math.round(Math.min(score, ALIKE) * 1e6) / 1e6, index });
      if (top.length <= 4 * limit) return;
      top.sort(byScore);
      top.length = 2 * limit;
      worst = top.at(-1)!.score;
    });
    for (const found of top) consider(found);
    if (key !== '') for (const label of labelsWithKey(index, key, decoder)) {
      const concept = index.labelConcept[label]!;
      if (!wanted.has(kinds[concept]!)) continue;
      // The label that is the text speaks for its concept, whichever of its labels scored best.
      const score = Math.max(SAME[index.labelKind[label]!]!, best.get(concept)?.score ?? 0);
      if (index.labelKind[label] === 0 || score < 1) best.set(concept, { concept, label, score, index });
    }
  }
  return [...best.values()].sort(byScore).slice(0, limit).map(({ concept, score, label, index }) => ({
    id: ids[concept]!, score, label: stringAt(index.labels, label, decoder), language: index.language, labelKind: LABEL_KINDS[index.labelKind[label]!]!,
  }));
}

/** The least that a label gets that is the text itself, by its kind (an alternative label may be that of several); and the most that a label gets that is only like the text. */
const SAME = [1, 0.7, 0.6] as const;
const ALIKE = 0.97;
/** What is less like than this is like by chance. */
const LEAST = 1e-5;
/** Concepts are numbered in the order of their ids. */
const byScore = (a: Best, b: Best): number => b.score - a.score || a.concept - b.concept;
