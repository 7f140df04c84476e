import { writeTaxonomy } from './file/write.js';
import { KINDS, RELATIONS, type Links, type Tables } from './file/layout.js';
import { conceptOf, emptyDraft, MOST, type Draft, type DraftConcept, type DraftRelation } from './draft.js';
import { normalId } from './normal-id.js';
import { indexLabels, type IndexedLabel } from './lexical/index-labels.js';
import { packStrings } from './lexical/language-index.js';
import type { TaxonomySource } from './source.js';
import { readCase } from './sources/case.js';
import { readCrosswalk } from './sources/crosswalk.js';
import { expectEscoConcepts, readEsco } from './sources/esco.js';
import { readList } from './sources/list.js';
import { readOnet } from './sources/onet.js';
import { readRsd } from './sources/rsd.js';
import { TaxonomyError } from './taxonomy-error.js';

export interface BuildOptions {
  /** Shown in reports; default: from the sources. */
  name?: string;
  version?: string;
  /** Labels in other languages are left out. Default: all. */
  languages?: readonly string[];
}

const READERS = { esco: readEsco, onet: readOnet, rsd: readRsd, case: readCase, list: readList, crosswalk: readCrosswalk } as const;
const NAMES: Readonly<Record<TaxonomySource['kind'], string | undefined>> = { esco: 'ESCO', onet: 'O*NET', rsd: 'Rich skill descriptors', case: undefined, list: undefined, crosswalk: undefined };
const LABEL_KINDS = { preferred: 0, alternative: 1, hidden: 2 } as const;

/**
 * Builds one indexed file from taxonomies that the host has. The same sources, options and version of this package give the same bytes. Crosswalks are read last, whatever their place.
 * @throws TaxonomyError where a source cannot be what it is said to be, is out of bounds, or nothing with a label is left
 */
export async function buildTaxonomy(sources: readonly TaxonomySource[], options: BuildOptions = {}): Promise<Uint8Array<ArrayBuffer>> {
  const draft = emptyDraft();
  for (const late of [false, true]) for (const source of sources) if ((source.kind === 'crosswalk') === late) READERS[source.kind](draft, source);
  const esco = sources.filter(({ kind }) => kind === 'esco');
  if (esco.length > 0) expectEscoConcepts(draft, esco.map(({ name }) => name));

  const links = [...draft.broader, ...draft.related, ...draft.skillsOf, ...draft.mappings].length;
  if (links > MOST.links) throw new TaxonomyError('taxonomy.too-large', `more than ${MOST.links} relations`);
  const id = (written: string): string => draft.aliases.get(written) ?? written;
  // What a relation leads to is there, if only by its identifier: two skills under one group are neighbours though nobody named the group.
  for (const { from, to } of draft.broader) for (const end of [from, to]) conceptOf(draft, id(end), draft.concepts.get(id(end))?.kind ?? 'skill');
  const concepts = [...draft.concepts.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
  const place = new Map(concepts.map((concept, index) => [concept.id, index]));
  const at = (written: string): number | undefined => place.get(id(written));

  const wanted = options.languages?.map((language) => language.toLowerCase());
  const languages = [...new Set(concepts.flatMap(({ labels }) => labels.map(({ language }) => language)))].filter((language) => !wanted || wanted.includes(language)).sort();
  if (languages.length === 0) throw new TaxonomyError('taxonomy.no-skills', 'no source has a label in the languages asked for');
  const kinds = [...new Set(sources.map(({ kind }) => NAMES[kind]).filter((name) => name !== undefined))];
  return writeTaxonomy({
    name: options.name ?? [...new Set([...kinds, ...draft.names])].slice(0, 5).join(', '), version: options.version ?? '', attribution: [...draft.attribution],
    tables: tables(draft, concepts, at),
    languages: languages.map((language) => indexLabels(language, labelsIn(concepts, language), concepts.length)),
  });
}

function labelsIn(concepts: readonly DraftConcept[], language: string): IndexedLabel[] {
  return concepts.flatMap(({ labels }, concept) => labels.filter((label) => label.language === language)
    .map(({ text, kind }): IndexedLabel => ({ text, concept, kind: LABEL_KINDS[kind] })).sort((a, b) => a.kind - b.kind || (a.text < b.text ? -1 : a.text > b.text ? 1 : 0)));
}

type At = (written: string) => number | undefined;

function tables(draft: Draft, concepts: readonly DraftConcept[], at: At): Tables {
  const aliases = [...draft.aliases].filter(([, to]) => at(to) !== undefined).sort(([a], [b]) => (a < b ? -1 : 1));
  const upward = draft.broader.map(({ from, to }): DraftRelation => ({ from, to, relation: 'essential' }));
  const mappings = draft.mappings.flatMap((mapping) => (at(mapping.from) === undefined ? [] : [{ ...mapping, concept: at(mapping.from)! }]))
    .sort((a, b) => a.concept - b.concept || (a.to < b.to ? -1 : a.to > b.to ? 1 : 0) || RELATIONS.indexOf(a.relation) - RELATIONS.indexOf(b.relation));
  const mappingStarts = new Uint32Array(concepts.length + 1);
  for (const { concept } of mappings) mappingStarts[concept + 1]!++;
  for (let index = 0; index < concepts.length; index++) mappingStarts[index + 1]! += mappingStarts[index]!;
  return {
    ids: packStrings(concepts.map(({ id }) => id)), written: packStrings(concepts.map(({ written }) => written)), kinds: Uint8Array.from(concepts, ({ kind }) => KINDS.indexOf(kind)),
    reuse: packStrings(concepts.map(({ reuse }) => reuse ?? '')), replacedBy: packStrings(concepts.map(({ replacedBy }) => replacedBy ?? '')),
    aliases: packStrings(aliases.map(([from]) => from)), aliasConcept: Uint32Array.from(aliases, ([, to]) => at(to)!),
    broader: packLinks(upward, concepts.length, at), narrower: packLinks(upward.map(({ from, to, relation }) => ({ from: to, to: from, relation })), concepts.length, at),
    related: packLinks(draft.related, concepts.length, at), skillsOf: packLinks(draft.skillsOf, concepts.length, at),
    mappingStarts, mappingIds: packStrings(mappings.map(({ to }) => normalId(to))), mappingRelations: Uint8Array.from(mappings, ({ relation }) => RELATIONS.indexOf(relation)), mappingSources: packStrings(mappings.map(({ source }) => source)),
  };
}

/** Sorted, each pair once; where a pair is both essential and optional, essential. Relations to what is not in the taxonomy are left out. */
function packLinks(relations: readonly DraftRelation[], concepts: number, at: At): Links {
  const pairs = new Map<number, number>();
  for (const { from, to, relation } of relations) {
    const [source, target] = [at(from), at(to)];
    if (source === undefined || target === undefined || source === target) continue;
    const pair = source * concepts + target;
    pairs.set(pair, Math.min(pairs.get(pair) ?? 1, relation === 'essential' ? 0 : 1));
  }
  const sorted = [...pairs].sort(([a], [b]) => a - b);
  const starts = new Uint32Array(concepts + 1);
  for (const [pair] of sorted) starts[Math.floor(pair / concepts) + 1]!++;
  for (let index = 0; index < concepts; index++) starts[index + 1]! += starts[index]!;
  return { starts, targets: Uint32Array.from(sorted, ([pair]) => pair % concepts), types: Uint8Array.from(sorted, ([, type]) => type) };
}
