import { skipSpace } from './characters.js';
import type { Decryption } from './encryption/decryption.js';
import { decodeFilters, filtersOf } from './filters/decode-stream.js';
import { locateObject, streamExtent, type Located, type StreamEnds } from './indirect-object.js';
import { LimitReached, type Reading } from './limits.js';
import { openObjectStream, type ObjectStream } from './object-stream.js';
import type { Layer } from './revisions.js';
import type { Entry } from './section.js';
import type { PdfObject, PdfReference, PdfStream } from './types.js';
import { isDictionary, isReference, isStream, numberOf } from './values.js';

/** All that is known of the objects of a file: where each revision has them, and what was read already. Views of revisions share it, so that what did not change is the same object. */
export interface ObjectStore {
  reading: Reading;
  layers: readonly Layer[];
  /** By number, oldest first. */
  places: Map<number, { layer: number; entry: Entry }[]>;
  ends: StreamEnds;
  decryption: Decryption | undefined;
  located: Map<number, Located | null>;
  values: Map<number | string, PdfObject>;
  opened: Map<PdfStream, ObjectStream | null>;
  decoded: WeakMap<PdfStream, { bytes: Uint8Array | undefined }>;
  /** The object that a stream is: its key depends on it. */
  owners: WeakMap<PdfStream, { number: number; generation: number }>;
  busy: Set<number>;
  /** The first bound that a view met. */
  met: LimitReached | undefined;
}

export function openStore(reading: Reading, layers: readonly Layer[], ends: StreamEnds): ObjectStore {
  const places: ObjectStore['places'] = new Map();
  for (const [layer, { entries }] of layers.entries()) {
    for (const [number, entry] of entries) {
      const known = places.get(number);
      if (known) known.push({ layer, entry });
      else places.set(number, [{ layer, entry }]);
    }
  }
  return { reading, layers, places, ends, decryption: undefined, located: new Map(), values: new Map(), opened: new Map(), decoded: new WeakMap(), owners: new WeakMap(), busy: new Set(), met: undefined };
}

/** Where an object was when the file ended with a revision, and which revision put it there. */
export function placeOf(store: ObjectStore, number: number, layer: number): { layer: number; entry: Entry } | undefined {
  const known = store.places.get(number);
  if (!known) return undefined;
  for (let index = known.length - 1; index >= 0; index -= 1) if (known[index]!.layer <= layer) return known[index];
  return undefined;
}

/** How far a reader of a revision sees: the last one's, to the end of the file. */
export function endOfView(store: ObjectStore, layer: number): number {
  return layer >= store.layers.length - 1 ? store.reading.bytes.length : store.layers[layer]!.end;
}

/** A numbered object as a revision has it: null where it is free, missing or broken. */
export function objectOf(store: ObjectStore, number: number, layer: number): PdfObject {
  const entry = placeOf(store, number, layer)?.entry;
  if (!entry || entry.kind === 'free') return null;
  return entry.kind === 'at' ? objectAt(store, entry.offset, number, layer, entry.generation) : containedObject(store, number, entry, layer);
}

export function locate(store: ObjectStore, offset: number): Located | null {
  const known = store.located.get(offset);
  if (known !== undefined) return known;
  const { bytes } = store.reading;
  const located = offset < bytes.length ? locateObject(store.reading, skipSpace(bytes, offset, Math.min(bytes.length, offset + 16))) ?? null : null;
  store.located.set(offset, located);
  return located;
}

/** The object that stands at an offset, as a revision has it. */
export function objectAt(store: ObjectStore, offset: number, number: number, layer: number, generation?: number): PdfObject {
  const { oddities } = store.reading;
  const limit = endOfView(store, layer);
  if (offset >= limit) return null;
  const found = locate(store, offset);
  if (!found || found.number !== number) {
    oddities.add('xref-entry-broken');
    return null;
  }
  if (generation !== undefined && found.generation !== generation) oddities.add('generation-differs');
  if (found.data === undefined) {
    if (found.end > limit) return null;
    return remember(store, offset, () => plain(store, found.value, found));
  }
  const length = lengthOf(store, found, layer);
  const end = extentOf(store, found, length)?.end;
  if (end === undefined || end > limit) return null;
  return remember(store, `${offset} ${length ?? ''}`, () => streamOf(store, found, length));
}

function remember(store: ObjectStore, key: number | string, make: () => PdfObject): PdfObject {
  const known = store.values.get(key);
  if (known !== undefined) return known;
  const made = make();
  store.values.set(key, made);
  return made;
}

function plain(store: ObjectStore, value: PdfObject, { number, generation }: Located): PdfObject {
  return store.decryption ? store.decryption.strings(value, number, generation) : value;
}

/** Length of a stream, looked up where it is another object's value: as the revision has that. */
export function lengthOf(store: ObjectStore, found: Located, layer: number): number | undefined {
  const given = isDictionary(found.value) ? found.value.entries.get('Length') : undefined;
  return isReference(given) ? indirectLength(store, given, layer) : numberOf(given);
}

function indirectLength(store: ObjectStore, { number }: PdfReference, layer: number): number | undefined {
  const entry = placeOf(store, number, layer)?.entry;
  if (!entry || entry.kind === 'free') return undefined;
  if (entry.kind === 'in') return numberOf(containedObject(store, number, entry, layer));
  const found = entry.offset < endOfView(store, layer) ? locate(store, entry.offset) : null;
  return found?.number === number && found.data === undefined ? numberOf(found.value) : undefined;
}

export function extentOf(store: ObjectStore, found: Located, length: number | undefined): { dataEnd: number; end: number } | undefined {
  return found.data === undefined ? undefined : streamExtent(store.reading, found.data, length, store.ends);
}

function streamOf(store: ObjectStore, found: Located, length: number | undefined): PdfObject {
  const extent = extentOf(store, found, length);
  if (found.data === undefined || !extent || !isDictionary(found.value)) return null;
  const dictionary = plain(store, found.value, found);
  if (!isDictionary(dictionary)) return null;
  if (dictionary.entries.has('F')) store.reading.oddities.add('stream-in-other-file');
  const stream: PdfStream = { kind: 'stream', dictionary, raw: store.reading.bytes.subarray(found.data, extent.dataEnd), start: found.data, end: extent.dataEnd };
  store.owners.set(stream, { number: found.number, generation: found.generation });
  return stream;
}

function containedObject(store: ObjectStore, number: number, { container, index }: Extract<Entry, { kind: 'in' }>, layer: number): PdfObject {
  const { oddities, odd } = store.reading;
  const opened = containerOf(store, container, layer);
  const found = opened && (opened.numbers[index] === number ? index : opened.byNumber.get(number));
  if (!opened || found === undefined) {
    oddities.add('xref-entry-broken');
    const listed = placeOf(store, number, layer);
    if (listed) odd.add(store.layers[listed.layer]!.startxref);
    return null;
  }
  if (found !== index) {
    oddities.add('object-stream-index');
    opened.doubt();
  }
  return opened.at(found);
}

/** The object stream of a number. One that needs itself to be read does not read. */
export function containerOf(store: ObjectStore, container: number, layer: number): ObjectStream | undefined {
  const place = placeOf(store, container, layer)?.entry;
  if (place?.kind !== 'at' || store.busy.has(container)) return undefined;
  store.busy.add(container);
  try {
    const stream = objectAt(store, place.offset, container, layer, place.generation);
    if (!isStream(stream)) return undefined;
    const known = store.opened.get(stream);
    if (known !== undefined) return known ?? undefined;
    const bytes = decodeStream(store, stream, layer);
    if (!bytes && store.reading.inflated.left <= 0) throw new LimitReached('inflated');
    const opened = bytes && openObjectStream(stream.dictionary, bytes, store.reading, (object) => resolve(store, object, layer));
    store.opened.set(stream, opened ?? null);
    return opened;
  } finally {
    store.busy.delete(container);
  }
}

const MOST_HOPS = 32;

export function resolve(store: ObjectStore, object: PdfObject | undefined, layer: number): PdfObject {
  let value = object ?? null;
  for (let hops = 0; isReference(value); hops += 1) {
    if (hops >= MOST_HOPS) return null;
    value = objectOf(store, value.number, layer);
  }
  return value;
}

export function decodeStream(store: ObjectStore, stream: PdfStream, layer: number, number?: number): Uint8Array | undefined {
  const known = store.decoded.get(stream);
  if (known) return known.bytes;
  const look = (object: PdfObject | undefined) => resolve(store, object, layer);
  const { entries } = stream.dictionary;
  if (entries.has('F')) return undefined;
  const steps = filtersOf(stream.dictionary, look);
  const owner = store.owners.get(stream) ?? (number === undefined ? undefined : { number, generation: 0 });
  const raw = steps && store.decryption && owner ? store.decryption.stream(stream, steps, owner.number, owner.generation) : stream.raw;
  const bytes = steps && raw && decodeFilters(raw, steps, look, store.reading);
  // What depends on other objects may be another thing in another revision.
  if (![entries.get('Filter'), entries.get('DecodeParms')].some(hasReference)) store.decoded.set(stream, { bytes });
  return bytes;
}

function hasReference(value: PdfObject | undefined): boolean {
  if (isReference(value)) return true;
  if (Array.isArray(value)) return value.slice(0, 16).some(hasReference);
  return isDictionary(value) && [...value.entries.values()].slice(0, 16).some(isReference);
}
