import { ambiguous, claim, compare, entry } from './change-step.js';
import type { Comparison } from './change-step.js';
import { spend } from './change-walk.js';
import { annotationsOf, pageOf } from './page-list.js';
import { keysOf } from './same-value.js';
import type { PdfDictionary, PdfObject, RevisionView } from './types.js';
import { isDictionary, isReference, nameOf } from './values.js';
import { coveringOf } from './change-cover.js';
import { rectOf, shows } from './widget.js';

/** Notes that readers show as a small icon or a window of their own (ISO 32000-2 sections 12.5.6.4 and 12.5.6.14), and that draw nothing on the page. */
const NOTES: ReadonlySet<string> = new Set(['Text', 'Popup']);

/** Points: icons are about 20 of them wide and high. */
const ICON = 32;

/** Annotations of one page that was there before: added, altered, removed, or put in another order. */
export function annotationChanges(comparison: Comparison, page: number, index: number): void {
  const { step, visited, found, fields } = comparison;
  const [old, now] = [pageOf(step.before, page), pageOf(step.after, page)];
  for (const value of [entry(old, 'Annots'), entry(now, 'Annots')]) if (isReference(value)) visited.add(value.number);
  const [before, after] = [annotationsOf(step.before, old).numbers, annotationsOf(step.after, now).numbers];
  spend(step, before.length + after.length);
  const [wasThere, isThere] = [new Set(before), new Set(after)];
  const detail = `page ${index + 1}`;

  const removed = before.filter((number) => !isThere.has(number) && drawn(step.before, number));
  if (removed.length > 0) found.push({ kind: 'annotation-altered', need: 'forbidden', objects: removed.slice(0, 5), detail, attack: 'shadow-hide' });
  const [left, right] = [before.filter((number) => isThere.has(number)), after.filter((number) => wasThere.has(number))];
  if (left.length !== right.length || left.some((number, at) => number !== right[at])) found.push({ kind: 'annotation-altered', need: 'forbidden', objects: left.slice(0, 5), detail, attack: 'shadow-replace' });
  for (const number of wasThere) if (isThere.has(number) && !fields.before.has(number)) altered(comparison, number, detail);
  for (const number of isThere) if (!wasThere.has(number)) addedObject(comparison, number, detail);
  direct(comparison, page, detail);
}

function drawn(view: RevisionView, number: number): boolean {
  const dictionary = view.get(number);
  return isDictionary(dictionary) && shows(view, dictionary);
}

function altered(comparison: Comparison, number: number, detail: string): void {
  const { step, found, visited } = comparison;
  visited.add(number);
  const [before, after] = [step.before.get(number), step.after.get(number)];
  if (!isDictionary(before) || !isDictionary(after)) {
    if (before !== after) found.push({ kind: 'annotation-altered', need: 'forbidden', objects: [number], detail, attack: 'shadow-hide' });
    return;
  }
  ambiguous(comparison, before, after, number);
  const differs = [...keysOf(before, after)].filter((key) => compare(comparison, { before: entry(before, key), after: entry(after, key), place: 'annotation', object: number, key }).length > 0);
  if (differs.length > 0) found.push({ kind: 'annotation-altered', need: 'forbidden', objects: [number], detail, attack: 'shadow-replace' });
}

function addedObject(comparison: Comparison, number: number, detail: string): void {
  const { step, fields, visited, found } = comparison;
  visited.add(number);
  const known = fields.before.get(number);
  // A field that stood on no page: it shows itself now.
  if (known) {
    if (drawn(step.after, number)) found.push({ kind: 'form-field-altered', need: known.type === 'Sig' ? 'sign-visibly' : 'forbidden', objects: [number], detail: known.name, field: known.name, attack: known.type === 'Sig' ? 'sneaky-signature' : 'shadow-replace' });
    return;
  }
  // New fields are judged as fields.
  if (fields.after.has(number)) return;
  const dictionary = step.after.get(number);
  claim(comparison, dictionary);
  if (isDictionary(dictionary)) added(comparison, dictionary, number, detail);
  else found.push({ kind: 'annotation', need: 'forbidden', objects: [number], detail });
}

/** Whether it is a note that draws nothing and does nothing. */
function isNote(view: RevisionView, dictionary: PdfDictionary): boolean {
  const subtype = nameOf(view.resolve(dictionary.entries.get('Subtype'))) ?? '';
  return NOTES.has(subtype) && ['AP', 'A', 'AA', 'OC', 'RC'].every((key) => view.resolve(dictionary.entries.get(key)) === null) && view.resolve(dictionary.entries.get('Open')) !== true && dictionary.duplicates.length === 0;
}

function added(comparison: Comparison, dictionary: PdfDictionary, number: number, detail: string): void {
  const { step, found } = comparison;
  const view = step.after;
  const field = nameOf(view.resolve(dictionary.entries.get('FT')));
  if (nameOf(view.resolve(dictionary.entries.get('Subtype'))) === 'Widget' || field !== undefined) {
    // On the page and not in the form: readers show it, and the form knows nothing of it.
    found.push({ kind: 'signature-field', need: 'forbidden', objects: [number], detail, attack: 'sneaky-signature' });
    return;
  }
  const [left, bottom, right, top] = rectOf(view, dictionary) ?? [0, 0, Infinity, Infinity];
  // Some readers make the icon as large as its box.
  const large = Math.max(right - left, top - bottom) > ICON && coveringOf(comparison, [{ number, dictionary }]) === 'yes';
  const note = isNote(view, dictionary) && !large;
  found.push({ kind: 'annotation', need: note ? 'note' : 'draw', objects: [number], detail, ...(!note && { certifiedAttack: 'evil-annotation' as const }) });
}

/** Annotations that are no objects of their own: those of before come first, unchanged. */
function direct(comparison: Comparison, page: number, detail: string): void {
  const { step, found } = comparison;
  const of = (view: RevisionView): PdfObject[] => {
    const annotations = view.resolve(entry(pageOf(view, page), 'Annots'));
    // What is no array is one that is wrong: some reader may take it.
    return Array.isArray(annotations) ? annotations.filter((item) => !isReference(item)) : annotations === null ? [] : [annotations];
  };
  const [before, after] = [of(step.before), of(step.after)];
  if (after.length < before.length || before.some((item, at) => compare(comparison, { before: item, after: after[at] ?? null, place: 'annotation', object: page, key: 'Annots' }).length > 0)) {
    found.push({ kind: 'annotation-altered', need: 'forbidden', objects: [page], detail, attack: after.length < before.length ? 'shadow-hide' : 'shadow-replace' });
    return;
  }
  for (const item of after.slice(before.length)) {
    claim(comparison, item);
    if (isDictionary(item)) added(comparison, item, page, detail);
    else found.push({ kind: 'annotation', need: 'forbidden', objects: [page], detail });
  }
}
