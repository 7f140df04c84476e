import { hasWord, isDigit, readDigits, skipBlank, skipSpace } from './characters.js';
import { locateObject, objectHead, sourceOf, streamExtent, type Located } from './indirect-object.js';
import { MOST_ODD } from './limits.js';
import { extentOf, lengthOf, locate, type ObjectStore } from './object-store.js';
import { parseValue } from './parse-value.js';
import type { PdfObject } from './types.js';
import { isDictionary, isReference, numberOf } from './values.js';

/** An object that stands in the file and that no cross-reference leads to. */
export interface Stray { number: number; generation: number; offset: number; /** The revision whose bytes it stands among; their number, where it comes after the last. */ revision: number; value: PdfObject }

export interface Survey { strays: readonly Stray[]; /** Objects that a revision's end cuts through: by number, the revision in which they end. */ crossing: readonly { number: number; revision: number }[]; /** Streams whose data depend on another object: by that object's number. */ dependents: ReadonlyMap<number, ReadonlySet<number>> }

interface Extent { start: number; end: number; number?: number }

const MOST_STRAYS = 4096;
const MOST_NUMBERS = 8_388_608;
/** After so many pieces of what should not be there, there is no need to know more. */
const MOST_PIECES = 20_000;

/**
 * Looks at every byte that no cross-reference accounts for: between objects, sections and trailers there may be white space and comments, and nothing else.
 * Readers that rebuild a file, or that search it, would find what hides there.
 */
export function surveyBytes(store: ObjectStore): Survey {
  const { reading, layers } = store;
  const { bytes, oddities } = reading;
  const last = layers.at(-1)!;
  const extents: Extent[] = layers.flatMap(({ extents }) => extents.map(({ start, end }) => ({ start, end })));
  const wrong = (layer: number) => reading.odd.add(layers[layer]!.startxref);
  const crossing: { number: number; revision: number }[] = [];
  const dependents = new Map<number, Set<number>>();
  for (const [number, places] of store.places) {
    for (const { layer, entry } of places) {
      if (entry.kind !== 'at') continue;
      const found = locate(store, entry.offset);
      if (!found || found.number !== number) {
        if (entry.offset < bytes.length && !isUnused(entry.offset)) oddities.add('xref-entry-broken');
        if (!isUnused(entry.offset)) wrong(layer);
        continue;
      }
      // Strict readers find nothing there, and may build the file anew.
      if (found.generation !== entry.generation) wrong(layer);
      const end = found.data === undefined ? found.end : extentOf(store, found, lengthOf(store, found, layer))?.end ?? found.end;
      extents.push({ start: found.start, end, number });
      if (found.data !== undefined) noteDependence(found, dependents);
      const limit = layers[layer]!.end;
      if (end > limit && layer < layers.length - 1) {
        oddities.add(found.start >= limit ? 'xref-entry-beyond-revision' : 'object-crosses-revision');
        const revision = layers.findIndex((each) => end <= each.end);
        crossing.push({ number, revision: revision < 0 ? layers.length - 1 : revision });
      }
    }
  }
  // Annex C: more than any reader holds.
  for (const [layer, { trailer }] of layers.entries()) if ((numberOf(trailer.entries.get('Size')) ?? 0) > MOST_NUMBERS) wrong(layer);
  extents.sort((a, b) => a.start - b.start || b.end - a.end);
  const strays: Stray[] = [];
  const pieces = { left: MOST_PIECES };
  const gap = (from: number, to: number) => surveyGap(store, from, to, strays, pieces);
  let at = 0;
  let previous: Extent | undefined;
  for (const extent of extents) {
    if (previous && extent.start === previous.start && extent.end === previous.end) continue;
    if (extent.start < at) oddities.add(extent.number === undefined ? 'xref-inside-object' : 'objects-overlap');
    else gap(at, Math.min(extent.start, last.end));
    at = Math.max(at, extent.end);
    previous = extent;
  }
  gap(at, last.end);
  surveyTail(store, Math.max(at, last.end), strays, pieces);
  return { strays, crossing, dependents };
}

/** What decides what a stream's data are (section 7.3.8.2), and what an object stream holds (section 7.5.7). */
const DECISIVE = ['Length', 'Filter', 'DecodeParms', 'N', 'First', 'Type'] as const;

function noteDependence({ value, number }: Located, dependents: Map<number, Set<number>>): void {
  const note = (held: PdfObject | undefined, depth: number): void => {
    if (isReference(held)) {
      const known = dependents.get(held.number);
      if (known) known.add(number);
      else dependents.set(held.number, new Set([number]));
    } else if (depth < 3 && Array.isArray(held)) for (const each of held.slice(0, 16)) note(each, depth + 1);
    else if (depth < 3 && isDictionary(held)) for (const each of [...held.entries.values()].slice(0, 16)) note(each, depth + 1);
  };
  for (const key of DECISIVE) note(isDictionary(value) ? value.entries.get(key) : undefined, 0);
}

/** Entries in use at offset zero are free ones, badly written; many writers have them. */
const isUnused = (offset: number): boolean => offset === 0;

function surveyTail(store: ObjectStore, from: number, strays: Stray[], pieces: { left: number }): void {
  const { bytes, oddities } = store.reading;
  let at = skipSpace(bytes, from, bytes.length);
  // Zeros and line ends are what careless storage adds.
  while (at < bytes.length && (bytes[at] === 0 || bytes[at] === 0x1a)) at = skipSpace(bytes, at + 1, bytes.length);
  if (at >= bytes.length) return;
  oddities.add('bytes-after-end');
  surveyGap(store, from, bytes.length, strays, pieces);
}

function surveyGap(store: ObjectStore, from: number, to: number, strays: Stray[], pieces: { left: number }): void {
  const { reading, layers, ends } = store;
  const { bytes, oddities } = reading;
  let at = from;
  for (;;) {
    at = skipBlank(bytes, at, to);
    if (at >= to) return;
    pieces.left -= 1;
    if (pieces.left < 0) {
      oddities.add('bytes-not-looked-at');
      return;
    }
    if (hasWord(bytes, at, 'startxref')) {
      const start = skipSpace(bytes, at + 9, to);
      at = readDigits(bytes, start, to)?.at ?? start;
      continue;
    }
    if (hasWord(bytes, at, 'trailer')) {
      const parsed = parseValue(sourceOf(reading), at + 7);
      if (parsed && isDictionary(parsed.value)) {
        // Old writers put one behind a cross-reference stream; without a root it leads nowhere.
        if (parsed.value.entries.has('Root')) oddities.add('trailer-without-xref');
        at = parsed.at;
        continue;
      }
    }
    const head = isDigit(bytes[at]) ? objectHead(bytes, at) : undefined;
    const located: Located | undefined = head && locateObject(reading, at);
    if (located && strays.length < MOST_STRAYS) {
      const extent = located.data === undefined ? { end: located.end } : streamExtent(reading, located.data, isDictionary(located.value) ? numberOf(located.value.entries.get('Length')) : undefined, ends);
      const revision = layers.findIndex(({ end }) => at < end);
      strays.push({ number: located.number, generation: located.generation, offset: at, revision: revision < 0 ? layers.length : revision, value: located.value });
      oddities.add('unreferenced-object');
      if (layers[revision]?.entries.get(located.number)?.kind === 'at') oddities.add('object-twice');
      at = Math.max(at + 1, extent?.end ?? located.end);
      continue;
    }
    oddities.add(located ? 'unreferenced-object' : 'stray-bytes');
    if (reading.odd.size < MOST_ODD) reading.odd.add(at);
    at = nextWord(bytes, at, to);
  }
}

/** Past what is neither white space nor a comment: to the next digit that follows white space, or to the end. */
function nextWord(bytes: Uint8Array, from: number, to: number): number {
  let at = from + 1;
  while (at < to && !(isDigit(bytes[at]) && !isDigit(bytes[at - 1]))) at += 1;
  return at;
}
