import { annotationChanges } from './change-annotations.js';
import { attackOfDifference, kindOf } from './attack-names.js';
import { ambiguous, claim, compare, entry } from './change-step.js';
import type { Comparison } from './change-step.js';
import type { Difference } from './change-walk.js';
import { pageOf } from './page-list.js';
import { identical, keysOf } from './same-value.js';
import { OF_SECTION, OFFICE, officeStreams, placeInCatalog, placeInPage } from './shown-objects.js';
import { isDictionary, isName, isReference, isStream, isString, nameOf } from './values.js';
import type { PdfObject } from './types.js';

/** Marks that a program leaves for itself, and dates: no reader does anything with them. */
const MARKS: ReadonlySet<string> = new Set(['ITXT', 'LastModified']);
const isMark = ({ key, before, after }: Difference): boolean => MARKS.has(key) && [before, after].every((value) => value === null || isString(value) || isName(value));

function report(comparison: Comparison, differs: readonly Difference[], detail?: string): void {
  for (const difference of differs) {
    const { place, object, key } = difference;
    if (isMark(difference)) comparison.found.push({ kind: 'file-structure', need: 'nothing', objects: [object], detail: key });
    else {
      const attack = attackOfDifference(comparison, difference);
      comparison.found.push({ kind: kindOf(place), need: 'forbidden', objects: [object], detail: detail ?? key, ...(attack && { attack }) });
    }
  }
}

/** Pages, in their order: what they show, and what is annotated. */
export function pageChanges(comparison: Comparison): void {
  const { step, found, pages: { before, after } } = comparison;
  const [was, is] = [new Set(before), new Set(after)];
  const [gone, come] = [before.filter((number) => !is.has(number)), after.filter((number) => !was.has(number))];
  // New places for pages that the signed file had ready, or pages that it did not have.
  const ready = come.some((number) => isDictionary(step.before.get(number)));
  if (come.length > 0) found.push({ kind: 'page-added', need: 'forbidden', objects: come.slice(0, 5), attack: ready ? 'shadow-hide-and-replace' : 'incremental-saving' });
  if (gone.length > 0) found.push({ kind: 'page-removed', need: 'forbidden', objects: gone.slice(0, 5), attack: come.length === 0 ? 'shadow-hide' : ready ? 'shadow-hide-and-replace' : 'incremental-saving' });
  if (come.length === 0 && gone.length === 0 && before.some((number, index) => number !== after[index])) found.push({ kind: 'page-tree', need: 'forbidden', objects: after.slice(0, 5), attack: 'shadow-hide-and-replace' });

  const done = new Set<number>();
  for (const [index, number] of before.entries()) {
    const [old, now] = [pageOf(step.before, number), pageOf(step.after, number)];
    if (!is.has(number) || done.has(number)) continue;
    done.add(number);
    comparison.visited.add(number);
    ambiguous(comparison, old, now, number);
    for (const key of keysOf(old, now)) {
      if (key === 'Annots') continue;
      const differs = compare(comparison, { before: entry(old, key), after: entry(now, key), place: placeInPage(key), object: number, key });
      report(comparison, differs, `page ${index + 1}`);
    }
    annotationChanges(comparison, number, index);
  }
}

/** Objects that the earlier view shows, whoever names them. */
export function shownChanges(comparison: Comparison): void {
  const { step, shown: { places, stored }, visited } = comparison;
  const streams = [...step.changed].flatMap((number) => stored.get(number) ?? []);
  for (const number of step.changed) if (stored.has(number)) visited.add(number);
  for (const number of new Set([...step.changed, ...streams])) {
    const place = places.get(number);
    if (place === undefined) continue;
    const itself: PdfObject = { kind: 'reference', number, generation: 0 };
    report(comparison, compare(comparison, { before: itself, after: itself, place, object: number, key: '', forced: true }), place);
  }
}

/** The catalog, entry by entry (section 7.7.2). */
export function catalogChanges(comparison: Comparison, object: number): void {
  const { step, found, visited } = comparison;
  const [before, after] = [step.before.catalog, step.after.catalog];
  ambiguous(comparison, before, after, object);
  for (const key of keysOf(before, after)) {
    const [from, to] = [entry(before, key), entry(after, key)];
    if (key === 'AcroForm') continue;
    if (key === 'DSS' || key === 'Extensions') {
      const seen = new Set(visited);
      for (const [view, value] of [[step.before, from], [step.after, to]] as const) claim(comparison, value, view);
      const own = [...visited].filter((number) => !seen.has(number) && step.changed.has(number));
      if (own.length > 0 || differsAtAll(comparison, from, to)) found.push({ kind: 'validation-material', need: 'nothing', objects: own.slice(0, 5), detail: key });
    } else if (key === 'Metadata') metadataChange(comparison, from, to);
    else if (key === 'Version') versionChange(comparison, from, to, object);
    else report(comparison, compare(comparison, { before: from, after: to, place: placeInCatalog(key), object, key }), key);
  }
}

function differsAtAll({ step }: Comparison, from: PdfObject, to: PdfObject): boolean {
  return (from === null) !== (to === null) || (isReference(to) && step.changed.has(to.number)) || (isReference(from) && isReference(to) && from.number !== to.number) || (!isReference(to) && from !== to && isDictionary(to) && isDictionary(from) && from.entries.size !== to.entries.size);
}

/** Section 14.3.2: a stream in XML, which no page shows. */
function metadataChange(comparison: Comparison, from: PdfObject, to: PdfObject): void {
  const { step, found, visited } = comparison;
  for (const value of [from, to]) if (isReference(value)) visited.add(value.number);
  const now = step.after.resolve(to);
  if (now !== null && !isStream(now)) found.push({ kind: 'catalog', need: 'forbidden', objects: [], detail: 'Metadata' });
  else if (isReference(to) && (step.changed.has(to.number) || !isReference(from) || from.number !== to.number)) found.push({ kind: 'metadata', need: 'nothing', objects: [to.number], detail: 'Metadata' });
  if (isStream(now)) for (const key of ['Length', 'Filter', 'DecodeParms']) { const value = now.dictionary.entries.get(key); if (isReference(value)) visited.add(value.number); }
}

/** The version of the standard that an update needs is at least what it was. */
function versionChange({ found }: Comparison, from: PdfObject, to: PdfObject, object: number): void {
  const [old, now] = [nameOf(from) ?? '1.0', nameOf(to) ?? ''];
  if (old === now) return;
  const fits = /^[12]\.[0-9]$/.test(now) && now >= old;
  found.push({ kind: fits ? 'file-structure' : 'catalog', need: fits ? 'nothing' : 'forbidden', objects: [object], detail: 'Version' });
}

/** The trailer: which catalog it names, and what else (section 7.5.5). */
export function trailerChanges(comparison: Comparison): void {
  const { step, found } = comparison;
  const [before, after] = [step.before.revision.trailer, step.after.revision.trailer];
  const [from, to] = [before.entries.get('Root'), after.entries.get('Root')];
  const object = isReference(to) ? to.number : 0;
  if (!isReference(from) || !isReference(to) || from.number !== to.number || from.generation !== to.generation) {
    found.push({ kind: 'catalog', need: 'forbidden', objects: [object], detail: 'Root', attack: 'shadow-hide-and-replace' });
  }
  comparison.visited.add(object);
  ambiguous(comparison, before, after, object);
  pageChanges(comparison);
  catalogChanges(comparison, object);
  shownChanges(comparison);
  for (const key of keysOf(before, after)) {
    if (key === 'Root' || OF_SECTION.has(key)) continue;
    const [old, now] = [entry(before, key), entry(after, key)];
    if (key === 'Info') infoChange(comparison, old, now);
    else if (key === OFFICE) {
      const known = new Set(officeStreams(step.before).map(({ number }) => number));
      const other = officeStreams(step.after).filter(({ number }) => !known.has(number));
      if (other.length > 0) found.push({ kind: 'names', need: 'forbidden', objects: other.map(({ number }) => number), detail: key, attack: 'incremental-saving' });
    } else {
      const differs = compare(comparison, { before: old, after: now, place: 'trailer', object: 0, key });
      // What a writer notes there for itself, a checksum of what was written so far, leads nowhere.
      const note = key !== 'Encrypt' && [old, now].every((value) => value === null || typeof value === 'number' || isString(value) || isName(value));
      if (!note) report(comparison, differs, key);
      else if (differs.length > 0) found.push({ kind: 'file-structure', need: 'nothing', objects: [], detail: key });
    }
  }
}

/** Section 14.3.3: a dictionary of simple values, which no page shows. */
function infoChange(comparison: Comparison, from: PdfObject, to: PdfObject): void {
  const { step, found, visited } = comparison;
  for (const value of [from, to]) if (isReference(value)) visited.add(value.number);
  const [old, now] = [step.before.resolve(from), step.after.resolve(to)];
  if (identical(old, now)) return;
  const entries = isDictionary(now) ? [...now.entries.values()] : [];
  for (const value of entries) if (isReference(value)) visited.add(value.number);
  const simple = (now === null || isDictionary(now)) && entries.every((value) => { const given = step.after.resolve(value); return !isDictionary(given) && !isStream(given) && !Array.isArray(given); });
  found.push({ kind: simple ? 'metadata' : 'other', need: simple ? 'nothing' : 'forbidden', objects: isReference(to) ? [to.number] : [], detail: 'Info' });
}
