import type { LanguageIndex, Strings } from '../lexical/language-index.js';
import { TaxonomyError } from '../taxonomy-error.js';
import { KINDS, RELATIONS, type Links, type Tables } from './layout.js';

function expect(holds: boolean, what: string): void {
  if (!holds) throw new TaxonomyError('taxonomy.damaged', `${what} does not fit the rest`);
}

/** Starts begin at zero, never fall, and end where what they part ends. */
function starts(list: Uint32Array, entries: number, end: number, what: string): void {
  expect(list.length === entries + 1 && list[0] === 0 && list[entries] === end, what);
  for (let at = 0; at < entries; at++) if (list[at]! > list[at + 1]!) expect(false, what);
}

function below(list: Uint32Array | Uint8Array, limit: number, what: string): void {
  for (let at = 0; at < list.length; at++) if (list[at]! >= limit) expect(false, what);
}

function ascending(list: Uint32Array, what: string): void {
  for (let at = 1; at < list.length; at++) if (list[at - 1]! > list[at]!) expect(false, what);
}

/** Weights and lengths are positive numbers of a size that sums of them stay numbers. */
function sizes(list: Float32Array, what: string): void {
  for (let at = 0; at < list.length; at++) if (!(list[at]! > 1e-6 && list[at]! < 1e6)) expect(false, what);
}

function texts({ bytes, starts: list }: Strings, entries: number, what: string): void {
  starts(list, entries, bytes.length, what);
}

function links({ starts: list, targets, types }: Links, concepts: number, what: string): void {
  starts(list, concepts, targets.length, what);
  below(targets, concepts, what);
  expect(types.length === targets.length, what);
  below(types, 2, what);
}

/** @throws TaxonomyError `taxonomy.damaged` where a number would lead out of its table */
export function checkTables(tables: Tables): void {
  const concepts = tables.kinds.length;
  below(tables.kinds, KINDS.length, 'kinds');
  for (const name of ['ids', 'written', 'reuse', 'replacedBy'] as const) texts(tables[name], concepts, name);
  texts(tables.aliases, tables.aliasConcept.length, 'aliases');
  below(tables.aliasConcept, concepts, 'aliases');
  for (const name of ['broader', 'narrower', 'related', 'skillsOf'] as const) links(tables[name], concepts, name);
  const mappings = tables.mappingRelations.length;
  starts(tables.mappingStarts, concepts, mappings, 'mappings');
  below(tables.mappingRelations, RELATIONS.length, 'mappings');
  texts(tables.mappingIds, mappings, 'mappings');
  texts(tables.mappingSources, mappings, 'mappings');
}

/** @throws TaxonomyError `taxonomy.damaged` */
export function checkLanguage(index: LanguageIndex, concepts: number): void {
  const labels = index.labelConcept.length, words = index.wordHash.length, grams = index.gramHash.length;
  texts(index.labels, labels, 'labels');
  expect(index.labelKind.length === labels && index.labelNorm.length === labels && index.keyHash.length === labels && index.keyLabel.length === labels, 'labels');
  below(index.labelKind, 3, 'labels');
  below(index.labelConcept, concepts, 'labels');
  ascending(index.labelConcept, 'labels');
  starts(index.conceptLabels, concepts, labels, 'labels');
  for (let concept = 0; concept < concepts; concept++) for (let at = index.conceptLabels[concept]!; at < index.conceptLabels[concept + 1]!; at++) if (index.labelConcept[at] !== concept) expect(false, 'labels');
  sizes(index.labelNorm, 'labels');
  ascending(index.keyHash, 'keys');
  below(index.keyLabel, labels, 'keys');
  texts(index.words, words, 'words');
  ascending(index.wordHash, 'words');
  expect(index.wordWeight.length === words && index.wordNorm.length === words, 'words');
  sizes(index.wordWeight, 'words');
  sizes(index.wordNorm, 'words');
  starts(index.wordPostings, words, index.postings.length, 'postings');
  below(index.postings, labels, 'postings');
  expect(index.stemHash.length === index.stemWord.length, 'stems');
  ascending(index.stemHash, 'stems');
  below(index.stemWord, words, 'stems');
  ascending(index.gramHash, 'sequences');
  expect(index.gramWeight.length === grams && index.gramTimes.length === index.gramWord.length, 'sequences');
  sizes(index.gramWeight, 'sequences');
  starts(index.gramWords, grams, index.gramWord.length, 'sequences');
  below(index.gramWord, words, 'sequences');
  ascending(index.dictionary, 'dictionary');
}
