import { sameBytes } from '../bytes/octets.js';
import { identical, keysOf, sameData, sameScalar } from './same-value.js';
import type { PdfDictionary, PdfObject, RevisionView } from './types.js';
import { isDictionary, isReference, isStream, nameOf } from './values.js';

/** Where in a document something is: what decides what a difference there can do to what a reader sees. */
export type Place = 'contents' | 'x-object' | 'resources' | 'font' | 'optional-content' | 'annotation' | 'field' | 'form' | 'signature' | 'page' | 'page-tree' | 'catalog' | 'names' | 'action' | 'trailer';

export interface Difference {
  place: Place;
  /** The numbered object that holds it. */
  object: number;
  /** The last key on the way to it. */
  key: string;
  before: PdfObject;
  after: PdfObject;
}

/** Two views of one file, and what differs between them by number. */
export interface Step {
  revision: number;
  before: RevisionView;
  after: RevisionView;
  /** Objects that the revision defines or frees. */
  touched: ReadonlySet<number>;
  /** Objects that are not what they were. */
  changed: ReadonlySet<number>;
  /** Objects and values that may still be looked at. */
  budget: { left: number };
}

/** For all updates of a file. More than that is no document that somebody reads; what came after the signature cannot be explained then. */
export const MOST_VISITS = 4_000_000;
/** Enough to say that something is not as it was. */
const MOST_DIFFERENCES = 20;
export class TooMuchToCompare extends Error {}

export function spend(step: Pick<Step, 'budget'>, amount = 1): void {
  step.budget.left -= amount;
  if (step.budget.left < 0) throw new TooMuchToCompare();
}

/** Numbers whose objects are not the same in both views. */
export function changedNumbers(before: RevisionView, after: RevisionView, touched: ReadonlySet<number>): Set<number> {
  const candidates = new Set(touched);
  // An object stream that is replaced changes objects that no cross-reference section names.
  const isContainer = (view: RevisionView, number: number) => { const value = view.get(number); return isStream(value) && nameOf(value.dictionary.entries.get('Type')) === 'ObjStm'; };
  if ([...touched].some((number) => isContainer(before, number))) for (const number of [...before.numbers(), ...after.numbers()]) candidates.add(number);
  return new Set([...candidates].filter((number) => {
    const [old, now] = [before.get(number), after.get(number)];
    return old !== now && !identical(old, now);
  }));
}

const PLACES: ReadonlyMap<string, Place> = new Map<string, Place>([
  ['Contents', 'contents'], ['Resources', 'resources'], ['XObject', 'x-object'], ['Pattern', 'x-object'], ['SMask', 'x-object'], ['Font', 'font'], ['DR', 'font'], ['FontDescriptor', 'font'], ['DescendantFonts', 'font'], ['Encoding', 'font'],
  ['ToUnicode', 'font'], ['FontFile', 'font'], ['FontFile2', 'font'], ['FontFile3', 'font'], ['CharProcs', 'font'], ['OC', 'optional-content'], ['OCGs', 'optional-content'], ['OCProperties', 'optional-content'], ['Properties', 'optional-content'],
  ['A', 'action'], ['AA', 'action'], ['OpenAction', 'action'], ['JavaScript', 'action'], ['JS', 'action'], ['Names', 'names'], ['Dests', 'names'], ['Kids', 'page-tree'],
]);

/** Once in what a reader sees, always in it: the graphics of an annotation are resources like those of a page. */
export function placeOf(key: string, from: Place): Place {
  if (key === 'Contents') return from === 'page' ? 'contents' : from;
  if (key === 'Kids') return from === 'catalog' || from === 'page-tree' ? 'page-tree' : from;
  return PLACES.get(key) ?? from;
}

/** What was compared already, and which number each object had before that has another now. */
export interface Seen { same: Set<number>; pairs: Set<string>; to: Map<number, number>; from: Map<number, number> }
export const nothingSeen = (): Seen => ({ same: new Set(), pairs: new Set(), to: new Map(), from: new Map() });

/** An object may move to another number, but then it has to be that one wherever it is named: which of two equal layers is switched off is no matter of form. */
function movesAlong({ same, to, from }: Seen, shown: ReadonlyMap<number, Place>, before: number, after: number): boolean {
  if (before === after) return !to.has(before) && !from.has(after);
  if (same.has(before) || same.has(after) || shown.has(after) || (to.get(before) ?? after) !== after || (from.get(after) ?? before) !== before) return false;
  to.set(before, after);
  from.set(after, before);
  return true;
}

/** Objects that have a comparison of their own: pages, annotations, fields. */
export type Apart = (number: number) => boolean;

export interface Pair { before: PdfObject; after: PdfObject; place: Place; object: number; key: string; /** Compared although the earlier view shows it. */ forced?: boolean }

/** What the walks of one step have in common: what is apart, what the earlier view shows (and is compared by itself, where it changed), and what was seen. */
export interface Walk { apart: Apart; shown: ReadonlyMap<number, Place>; seen: Seen; visited: Set<number> }

/**
 * All differences between two values and what they lead to, each object compared once. That a value became an object of its own, or moved to another number, is no difference.
 * `visited` gets the number of each object on the way.
 */
export function differences(step: Step, first: Pair, { apart, shown, seen, visited }: Walk): Difference[] {
  const found: Difference[] = [];
  const pending: Pair[] = [first];
  for (let pair = pending.pop(); pair && found.length < MOST_DIFFERENCES; pair = pending.pop()) {
    spend(step);
    const { place, key } = pair;
    const [from, to] = [numberIn(pair.before), numberIn(pair.after)];
    let [before, after, object] = [pair.before, pair.after, pair.object];
    if (from !== undefined || to !== undefined) {
      for (const number of [from, to]) if (number !== undefined) visited.add(number);
      if (from !== undefined && to !== undefined && (!movesAlong(seen, shown, from, to) || (from !== to && apart(from)) || generationOf(pair.before) !== generationOf(pair.after))) {
        found.push({ place, object, key, before: pair.before, after: pair.after });
        continue;
      }
      if (from !== undefined && from === to) {
        if (apart(from) || seen.same.has(from) || (shown.has(from) && !pair.forced)) continue;
        seen.same.add(from);
      } else {
        const name = `${from ?? `${object}/${key}`}:${to ?? `${object}/${key}`}`;
        if (seen.pairs.has(name)) continue;
        seen.pairs.add(name);
      }
      object = to ?? object;
      [before, after] = [step.before.resolve(before), step.after.resolve(after)];
    }
    const same = sameScalar(before, after);
    const differs = () => void found.push({ place, object, key, before: pair.before, after: pair.after });
    // A name for what is not there yet: a later update could bring it.
    if (after === null && to !== undefined && from === undefined) differs();
    if (same === true) continue;
    if (same === false) differs();
    else if (Array.isArray(before) || Array.isArray(after)) {
      if (!Array.isArray(before) || !Array.isArray(after) || before.length !== after.length) differs();
      else for (const [index, item] of before.entries()) pending.push({ before: item, after: after[index]!, place, object, key });
    } else {
      const left = isStream(before) ? before.dictionary : isDictionary(before) ? before : undefined;
      const right = isStream(after) ? after.dictionary : isDictionary(after) ? after : undefined;
      if (!left || !right || isStream(before) !== isStream(after)) { differs(); continue; }
      if (isStream(before) && isStream(after) && sameBytes(before.raw, after.raw) && step.before.resolve(left.entries.get('Length')) !== step.after.resolve(right.entries.get('Length'))) differs();
      else if (isStream(before) && isStream(after) && before !== after && !sameData({ view: step.before, stream: before, number: from }, { view: step.after, stream: after, number: to })) differs();
      if (right.duplicates.length > left.duplicates.length) differs();
      const ofStream = isStream(after);
      if (ofStream) for (const dictionary of [left, right]) lengthsOf(dictionary, visited);
      for (const each of keysOf(left, right, ofStream)) pending.push({ before: left.entries.get(each) ?? null, after: right.entries.get(each) ?? null, place: placeOf(each, place), object, key: each });
    }
  }
  return found;
}

const generationOf = (value: PdfObject): number => (isReference(value) ? value.generation : 0);
const numberIn = (value: PdfObject): number | undefined => (isReference(value) ? value.number : undefined);

/** A stream's length may be an object of its own, which changes with it. */
function lengthsOf(dictionary: PdfDictionary, visited: Set<number>): void {
  for (const key of ['Length', 'Filter', 'DecodeParms']) {
    const value = dictionary.entries.get(key);
    if (isReference(value)) visited.add(value.number);
  }
}

/** Keys that lead back up, or to another part of the document. */
const BACK: ReadonlySet<string> = new Set(['Parent', 'P', 'Pg', 'StructParent', 'Data', 'Dest']);

/** Numbers of everything that a value leads to, without what is compared elsewhere. */
export function reachable(step: Pick<Step, 'budget'>, view: RevisionView, value: PdfObject | undefined, elsewhere: Apart, into: Set<number>): Set<number> {
  const pending: PdfObject[] = value === undefined ? [] : [value];
  for (let item = pending.pop(); item !== undefined; item = pending.pop()) {
    spend(step);
    if (isReference(item)) {
      if (into.has(item.number) || elsewhere(item.number)) continue;
      into.add(item.number);
      pending.push(view.get(item.number));
    } else if (Array.isArray(item)) for (const each of item) pending.push(each);
    else {
      const dictionary = isStream(item) ? item.dictionary : isDictionary(item) ? item : undefined;
      for (const [key, each] of dictionary?.entries ?? []) if (!BACK.has(key)) pending.push(each);
    }
  }
  return into;
}
