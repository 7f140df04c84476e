import { objectOf, type ObjectStore } from './object-store.js';
import type { Stray } from './survey.js';
import type { PdfDictionary, PdfObject, PdfReference } from './types.js';
import { isDictionary, isReference, isStream, isString, nameOf } from './values.js';

export interface FoundSignature { dictionary: PdfDictionary; number: number; /** The revision that has it. */ layer: number }

/** What every object of the file was looked through for. */
export interface Inventory { signatures: FoundSignature[]; active: Set<string>; /** Whether a reference names another generation than its object has: strict readers find nothing there. */ otherGeneration: boolean }

/** Actions that do more than turn pages (ISO 32000-2 table 201), and annotations that play (table 171). */
const ACTIONS: ReadonlySet<string> = new Set(['JavaScript', 'Launch', 'GoToR', 'GoToE', 'SubmitForm', 'ImportData', 'Rendition', 'Sound', 'Movie', 'RichMediaExecute', 'GoTo3DView']);
const PLAYERS: ReadonlySet<string> = new Set(['RichMedia', 'Movie', 'Sound', 'Screen', '3D']);

/** A signature dictionary (table 255): its type may be left out, its byte range not. */
export function isSignature({ entries }: PdfDictionary): boolean {
  const type = nameOf(entries.get('Type'));
  return type === 'Sig' || type === 'DocTimeStamp' ? entries.has('Contents') || entries.has('ByteRange') || entries.has('Filter') : entries.has('ByteRange') && entries.has('Contents');
}

/** Goes through all objects of all revisions, and through those that nothing leads to: what was removed or hidden is still there. */
export function takeInventory(store: ObjectStore, strays: readonly Stray[]): Inventory {
  const inventory: Inventory = { signatures: [], active: new Set(), otherGeneration: false };
  const seen = new Set<PdfObject>();
  const last = store.layers.length - 1;
  for (const [number, places] of store.places) {
    for (const [index, { layer, entry }] of places.entries()) {
      if (entry.kind === 'free') continue;
      const now = index === places.length - 1;
      const value = objectOf(store, number, now ? last : layer);
      if (typeof value !== 'object' || value === null || seen.has(value)) continue;
      seen.add(value);
      look(value, number, layer, now, inventory, (reference) => generationOf(store, reference.number));
    }
  }
  for (const { value, number, revision } of strays) look(value, number, revision, false, inventory, () => undefined);
  if (inventory.otherGeneration) store.reading.oddities.add('reference-generation');
  return inventory;
}

/** The generation that the file now ends with, undefined where there is no such object. */
function generationOf(store: ObjectStore, number: number): number | undefined {
  const entry = store.places.get(number)?.at(-1)?.entry;
  return !entry || entry.kind === 'free' ? undefined : entry.kind === 'at' ? entry.generation : 0;
}

function look(root: PdfObject, number: number, layer: number, now: boolean, inventory: Inventory, generation: (reference: PdfReference) => number | undefined): void {
  const stack: PdfObject[] = [root];
  for (let value = stack.pop(); value !== undefined; value = stack.pop()) {
    if (Array.isArray(value)) for (const each of value) { if (typeof each === 'object' && each !== null) stack.push(each); }
    if (isReference(value) && now && (generation(value) ?? value.generation) !== value.generation) inventory.otherGeneration = true;
    const dictionary = isDictionary(value) ? value : isStream(value) ? value.dictionary : undefined;
    if (!dictionary) continue;
    const { entries } = dictionary;
    if (isDictionary(value) && isSignature(dictionary)) inventory.signatures.push({ dictionary, number, layer });
    if (now) noteActive(entries, inventory.active);
    for (const each of entries.values()) if (typeof each === 'object' && each !== null) stack.push(each);
  }
}

function noteActive(entries: ReadonlyMap<string, PdfObject>, active: Set<string>): void {
  const action = nameOf(entries.get('S'));
  if (action !== undefined && ACTIONS.has(action)) active.add(action);
  const shown = nameOf(entries.get('Subtype'));
  if (shown !== undefined && PLAYERS.has(shown)) active.add(shown);
  const script = entries.get('JS');
  if (isString(script) || isStream(script)) active.add('JavaScript');
  if (entries.has('XFA')) active.add('XFA');
}
