import { LimitReached, spend, type Reading } from './limits.js';
import { decodeStream, objectOf, resolve, type ObjectStore } from './object-store.js';
import type { Layer } from './revisions.js';
import type { Entry } from './section.js';
import type { Survey } from './survey.js';
import type { Revision, RevisionView } from './types.js';
import { isDictionary, NO_DICTIONARY } from './values.js';

const samePlace = (a: Entry | undefined, b: Entry): boolean => {
  if (a === undefined || a.kind === 'free') return b.kind === 'free';
  if (a.kind === 'at') return b.kind === 'at' && a.offset === b.offset && a.generation === b.generation;
  return b.kind === 'in' && a.container === b.container && a.index === b.index;
};

/**
 * The objects that each revision changes. What it lists at the very place where it was already is no change. An object stream that is put elsewhere changes everything in it, whatever the
 * cross-reference says of that; a stream changes with the object that its length or its filter is; an object that an old entry places in a part of the file that came later changes there.
 */
export function changedByRevision(layers: readonly Layer[], { dependents, crossing }: Survey, reading: Reading): Set<number>[] {
  const current = new Map<number, Entry>();
  const inside = new Map<number, Set<number>>();
  const changed = layers.map(() => new Set<number>());
  for (const [index, layer] of layers.entries()) {
    for (const [number, entry] of layer.entries) {
      const before = current.get(number);
      if (samePlace(before, entry)) continue;
      changed[index]!.add(number);
      if (before?.kind === 'in') inside.get(before.container)?.delete(number);
      current.set(number, entry);
      if (entry.kind === 'in') {
        const members = inside.get(entry.container);
        if (members) members.add(number);
        else inside.set(entry.container, new Set([number]));
      } else if (entry.kind === 'at' && entry.offset >= layer.end) {
        const later = layers.findIndex(({ end }) => entry.offset < end);
        if (later > index) changed[later]!.add(number);
      }
    }
    for (const { number, revision } of crossing) if (revision === index) changed[index]!.add(number);
    // What is added on the way is gone through as well: a length in an object stream, the stream of that length, what is in it.
    for (const number of changed[index]!) {
      for (const others of [inside.get(number), dependents.get(number)]) {
        if (!others) continue;
        spend(reading, others.size * 8);
        for (const other of others) changed[index]!.add(other);
      }
    }
  }
  return changed;
}

export function revisionsOf(layers: readonly Layer[], changed: readonly ReadonlySet<number>[]): Revision[] {
  return layers.map(({ end, startxref, trailer, form }, index) => ({ index, end, startxref, trailer, changed: changed[index]!, form }));
}

/** The file as a reader saw it when it ended with a revision. It never throws: where a bound is met after the file was read, an object is null, and a stream has no contents. */
export function viewOf(store: ObjectStore, revision: Revision): RevisionView {
  const layer = revision.index;
  const guarded = <T>(read: () => T, otherwise: T): T => {
    try {
      return read();
    } catch (error) {
      if (!(error instanceof LimitReached)) throw error;
      store.met ??= error;
      return otherwise;
    }
  };
  let numbers: readonly number[] | undefined;
  const look: RevisionView['resolve'] = (object) => guarded(() => resolve(store, object, layer), null);
  const root = look(revision.trailer.entries.get('Root'));
  return {
    revision,
    catalog: isDictionary(root) ? root : NO_DICTIONARY,
    resolve: look,
    get: (number) => guarded(() => objectOf(store, number, layer), null),
    numbers: () => (numbers ??= numbersOf(store, layer)),
    decode: (stream, object) => guarded(() => decodeStream(store, stream, layer, object), undefined),
  };
}

function numbersOf(store: ObjectStore, layer: number): number[] {
  const numbers: number[] = [];
  for (const [number, places] of store.places) {
    const last = places.findLast((each) => each.layer <= layer);
    if (last && last.entry.kind !== 'free') numbers.push(number);
  }
  return numbers.sort((a, b) => a - b);
}
