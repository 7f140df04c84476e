import type { Apart, Place, Step } from './change-walk.js';
import { placeOf, spend } from './change-walk.js';
import { annotationsOf, pageOf } from './page-list.js';
import { STORAGE } from './same-value.js';
import type { PdfDictionary, PdfObject, PdfReference, RevisionView } from './types.js';
import { isDictionary, isReference, isStream } from './values.js';

/** What a revision shows, by object number: pages and what they draw, annotations, the catalog. Without the form, and without what only validation needs. */
export interface Shown {
  places: ReadonlyMap<number, Place>;
  /** Streams by the number of an object that says how they are stored: their length, for one. */
  stored: ReadonlyMap<number, readonly number[]>;
  /** Objects that are named and give nothing. */
  missing: readonly number[];
}

interface Root { value: PdfObject; place: Place }

/** Where things are, and how much of them: each section says that anew (ISO 32000-2 tables 15 and 17). */
export const OF_SECTION: ReadonlySet<string> = new Set(['Size', 'Prev', 'XRefStm', 'Type', 'W', 'Index', 'Filter', 'DecodeParms', 'Length', 'ID']);
/** Entries of the trailer and the catalog that have rules of their own. */
const RULED: ReadonlySet<string> = new Set([...OF_SECTION, 'Root', 'Info', 'AcroForm', 'DSS', 'Extensions', 'Metadata', 'Version']);
const CATALOG: ReadonlyMap<string, Place> = new Map<string, Place>([['Pages', 'page-tree'], ['Names', 'names'], ['Dests', 'names'], ['AF', 'names'], ['OpenAction', 'action'], ['AA', 'action'], ['OCProperties', 'optional-content']]);
const PAGE: ReadonlyMap<string, Place> = new Map<string, Place>([['Contents', 'contents'], ['Resources', 'resources'], ['AA', 'action'], ['Parent', 'page-tree']]);
export const placeInCatalog = (key: string): Place => CATALOG.get(key) ?? 'catalog';
export const placeInPage = (key: string): Place => PAGE.get(key) ?? 'page';

/** Where an office program puts the document that it made the file of, to open that instead. Writers that know nothing of it carry on references that lead nowhere. */
export const OFFICE = 'AdditionalStreams';

export function officeStreams(view: RevisionView): PdfReference[] {
  const value = view.resolve(view.revision.trailer.entries.get(OFFICE));
  return Array.isArray(value) ? value.filter(isReference).filter((each) => isStream(view.resolve(each))) : [];
}

/** Pages come first: what they use is theirs, whoever uses it besides. */
export function shownRoots(view: RevisionView, pages: readonly number[], isField: Apart): Root[] {
  const roots: Root[] = [];
  const add = (dictionary: PdfDictionary | undefined, without: (key: string) => boolean, place: (key: string) => Place) => {
    for (const [key, value] of dictionary?.entries ?? []) if (!without(key)) roots.push({ value, place: place(key) });
  };
  for (const number of new Set(pages)) {
    const page = pageOf(view, number);
    add(page, (key) => key === 'Annots', placeInPage);
    for (const annotation of annotationsOf(view, page).numbers) {
      const value = view.get(annotation);
      if (!isField(annotation) && isDictionary(value)) add(value, () => false, () => 'annotation');
    }
  }
  add(view.catalog, (key) => RULED.has(key), placeInCatalog);
  add(view.revision.trailer, (key) => RULED.has(key) || key === OFFICE, () => 'trailer');
  for (const value of officeStreams(view)) roots.push({ value, place: 'trailer' });
  return roots;
}

/** Everything that the roots lead to, as far as it has no comparison of its own. */
export function shownFrom(step: Pick<Step, 'budget'>, view: RevisionView, roots: readonly Root[], apart: Apart): Shown {
  const places = new Map<number, Place>();
  const stored = new Map<number, number[]>();
  const missing: number[] = [];
  const pending: (Root & { object: number })[] = [...roots].reverse().map((root) => ({ ...root, object: 0 }));
  for (let item = pending.pop(); item; item = pending.pop()) {
    const { value, place, object } = item;
    spend(step);
    if (isReference(value)) {
      const { number } = value;
      if (places.has(number) || apart(number)) continue;
      places.set(number, place);
      const found = view.get(number);
      if (found === null) missing.push(number);
      pending.push({ value: found, place, object: number });
    } else if (Array.isArray(value)) {
      for (const each of value) if (mayLead(each)) pending.push({ value: each, place, object });
    } else {
      const dictionary = isStream(value) ? value.dictionary : isDictionary(value) ? value : undefined;
      for (const [key, each] of dictionary?.entries ?? []) {
        if (!mayLead(each)) continue;
        if (!isStream(value) || !STORAGE.has(key)) pending.push({ value: each, place: placeOf(key, place), object });
        else if (isReference(each)) stored.set(each.number, [...stored.get(each.number) ?? [], object]);
      }
    }
  }
  return { places, stored, missing };
}

const mayLead = (value: PdfObject): boolean => typeof value === 'object' && value !== null && (Array.isArray(value) || (value.kind !== 'name' && value.kind !== 'string'));
