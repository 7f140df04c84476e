import { firstFrom, isDigit, isRegular, placesOf, skipLineEnd } from './characters.js';
import { locateObject, objectHead, sourceOf, streamExtent } from './indirect-object.js';
import { LimitReached } from './limits.js';
import { parseValue } from './parse-value.js';
import type { Anchors, Layer } from './revisions.js';
import type { Entry, SectionReading } from './section.js';
import type { PdfDictionary } from './types.js';
import { isDictionary, nameOf, numberOf } from './values.js';

/**
 * The file as readers rebuild it whose cross-reference is broken: every `1 0 obj` that they meet, the last of a number winning, cut into revisions at each `startxref … %%EOF`.
 * Readers differ in how they do this, so that nothing found this way is beyond doubt. Undefined where no catalog turns up.
 */
export function rebuildLayers(shared: SectionReading, anchors: Anchors): Layer[] | undefined {
  const { reading } = shared;
  const { bytes, limits } = reading;
  const ends = anchors.eofs.filter((eof, index) => {
    const start = anchors.startxrefs[firstFrom(anchors.startxrefs, index > 0 ? anchors.eofs[index - 1]! : 0)];
    return start !== undefined && start < eof && eof - start < 64;
  }).map((eof) => ({ eof: eof + 5, end: skipLineEnd(bytes, eof + 5, bytes.length) })).slice(0, limits.revisions - 1);
  if ((ends.at(-1)?.end ?? 0) < bytes.length) ends.push({ eof: bytes.length, end: bytes.length });
  const layers: Layer[] = ends.map(({ eof, end }) => ({ eof, end, startxref: 0, form: 'table', trailer: { kind: 'dictionary', entries: new Map(), duplicates: [] }, entries: new Map<number, Entry>(), extents: [], containers: [] }));
  const catalogs: { layer: number; number: number; generation: number }[] = [];
  const past = ends.map(({ end }) => end);
  const layerAt = (offset: number) => Math.min(firstFrom(past, offset + 1), layers.length - 1);

  for (const found of bodyOf(shared)) {
    const index = layerAt(found.start);
    const layer = layers[index]!;
    if ('trailer' in found) {
      if (found.trailer.entries.has('Root')) layer.trailer = found.trailer;
      continue;
    }
    shared.entries += 1;
    if (shared.entries > limits.objects) throw new LimitReached('objects');
    layer.entries.set(found.number, { kind: 'at', offset: found.start, generation: found.generation });
    const type = nameOf(found.dictionary?.entries.get('Type'));
    if (type === 'Catalog') catalogs.push({ layer: index, number: found.number, generation: found.generation });
    if (type === 'XRef' && found.dictionary?.entries.has('Root')) layer.trailer = found.dictionary;
    if (type === 'ObjStm') layer.containers.push(found.number);
  }
  // A part without a trailer of its own goes on with what came before; without any, its catalog is its root.
  let trailer: PdfDictionary | undefined;
  for (const [index, layer] of layers.entries()) {
    if (layer.trailer.entries.has('Root')) trailer = layer.trailer;
    else {
      const catalog = catalogs.findLast((each) => each.layer === index);
      if (catalog && !trailer) trailer = { kind: 'dictionary', duplicates: [], entries: new Map([['Root', { kind: 'reference', number: catalog.number, generation: catalog.generation }]]) };
    }
    if (trailer) layer.trailer = trailer;
  }
  // What stands before the first root is part of its revision.
  const first = layers.findIndex((layer) => layer.trailer.entries.has('Root'));
  if (first < 0) return undefined;
  const early = layers.splice(0, first);
  const merged = new Map<number, Entry>();
  for (const layer of [...early, layers[0]!]) for (const [number, entry] of layer.entries) merged.set(number, entry);
  layers[0] = { ...layers[0]!, entries: merged };
  return layers.filter((layer, index) => index === 0 || layer.entries.size > 0);
}

type Found = { start: number; trailer: PdfDictionary } | { start: number; number: number; generation: number; dictionary: PdfDictionary | undefined };

/** Every object and trailer of the body, in order, past the data of streams. */
function* bodyOf({ reading, ends }: SectionReading): Generator<Found> {
  const { bytes } = reading;
  const words = placesOf(bytes, 'obj').filter((at) => !isRegular(bytes[at + 3]));
  const trailers = placesOf(bytes, 'trailer');
  let from = 0;
  let nextTrailer = 0;
  const trailersBefore = function* (limit: number): Generator<Found> {
    for (; nextTrailer < trailers.length && trailers[nextTrailer]! < limit; nextTrailer += 1) {
      const start = trailers[nextTrailer]!;
      if (start < from) continue;
      const value = parseValue(sourceOf(reading), start + 7)?.value;
      if (isDictionary(value)) yield { start, trailer: value };
    }
  };
  for (const word of words) {
    if (word < from) continue;
    const start = headBefore(bytes, word, from);
    if (start === undefined) continue;
    yield* trailersBefore(start);
    const located = locateObject(reading, start);
    if (!located) continue;
    const dictionary = isDictionary(located.value) ? located.value : undefined;
    const extent = located.data === undefined ? { end: located.end } : streamExtent(reading, located.data, numberOf(dictionary?.entries.get('Length')), ends);
    if (!extent) continue;
    from = extent.end;
    yield { start, number: located.number, generation: located.generation, dictionary };
  }
  yield* trailersBefore(bytes.length);
}

/** Where `12 0` before an `obj` begins. */
function headBefore(bytes: Uint8Array, word: number, from: number): number | undefined {
  const back = (at: number, wanted: (code: number | undefined) => boolean) => {
    while (at > from && wanted(bytes[at - 1])) at -= 1;
    return at;
  };
  const space = (code: number | undefined) => code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09 || code === 0x0c || code === 0;
  const generation = back(back(word, space), isDigit);
  const number = back(back(generation, space), isDigit);
  return objectHead(bytes, number) ? number : undefined;
}
