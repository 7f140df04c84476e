import { coveringOf } from './change-cover.js';
import { ambiguous, claim, compare, entry, isShared } from './change-step.js';
import type { Comparison } from './change-step.js';
import type { FieldNode } from './field-nodes.js';
import { keysOf } from './same-value.js';
import type { PdfDictionary, PdfObject, RevisionView } from './types.js';
import { isDictionary, isReference, nameOf } from './values.js';
import { shows } from './widget.js';

/** What signing changes of a field that was empty: value, appearance, and flags that keep others from it. */
const SIGNED: ReadonlySet<string> = new Set(['V', 'AP', 'AS', 'MK', 'M', 'F', 'Ff', 'Lock', 'SV', 'DA']);
/** What nobody needs to sign. */
const FORBIDDEN: ReadonlySet<string> = new Set(['A', 'AA', 'OC']);

function valueOf(view: RevisionView, dictionary: PdfDictionary): PdfDictionary | undefined {
  const value = view.resolve(dictionary.entries.get('V'));
  return isDictionary(value) ? value : undefined;
}

/** By its format: some writers give it the type of a signature. */
function isTimestamp(view: RevisionView, value: PdfDictionary): boolean {
  const name = (key: string) => nameOf(view.resolve(value.entries.get(key)));
  return name('SubFilter') === 'ETSI.RFC3161' || (name('SubFilter') === undefined && name('Type') === 'DocTimeStamp');
}

/** A signature field that was there (ISO 32000-2 section 12.7.5.5): it may be signed once, and then never changes. */
export function signatureFieldChange(comparison: Comparison, before: FieldNode, after: FieldNode): void {
  const { step, found } = comparison;
  const { number, name } = before;
  comparison.visited.add(number);
  ambiguous(comparison, before.dictionary, after.dictionary, number);
  const [old, now] = [valueOf(step.before, before.dictionary), valueOf(step.after, after.dictionary)];
  const signs = old === undefined && now !== undefined && entry(before.dictionary, 'V') === null;
  const value = before.dictionary.entries.get('V');
  if (old && isReference(value) && step.touched.has(value.number)) redefined(comparison, value.number, name);
  let altered = false;
  for (const key of keysOf(before.dictionary, after.dictionary)) {
    const [from, to] = [entry(before.dictionary, key), entry(after.dictionary, key)];
    if (key === 'Kids' && Array.isArray(step.after.resolve(to))) {
      for (const each of [from, to]) if (isReference(each)) comparison.visited.add(each.number);
      continue;
    }
    if (key === 'P' && from === null) continue;
    if (signs && SIGNED.has(key)) {
      claim(comparison, to);
      if (key === 'AP') altered ||= isShared(comparison, from);
    } else if (compare(comparison, { before: from, after: to, place: key === 'V' ? 'signature' : 'field', object: number, key }).length > 0) {
      if (key === 'V') redefined(comparison, number, name);
      else altered = true;
    }
  }
  const is = [after, ...comparison.under.get(number) ?? []].some((widget) => shows(step.after, widget.dictionary));
  if (altered) found.push({ kind: 'form-field-altered', need: 'forbidden', objects: [number], detail: name, field: name, ...(is && { attack: 'shadow-replace' as const, certifiedAttack: 'sneaky-signature' as const }) });
  if (!signs) return;
  // Its box stood on the page when that was signed; what is drawn there now was to be expected, unless it was hidden.
  const uncovered = is && hiddenBefore(step.before, before.dictionary);
  const timestamp = isTimestamp(step.after, now);
  found.push({
    kind: timestamp ? 'document-timestamp' : 'signature', need: uncovered ? 'sign-visibly' : timestamp && !is ? 'nothing' : 'sign', objects: [number], detail: name, field: name,
    ...(is && { attack: 'sneaky-signature' as const, covering: coveringOf(comparison, [after, ...comparison.under.get(number) ?? []].filter((widget) => shows(step.after, widget.dictionary))) }),
  });
}

function hiddenBefore(view: RevisionView, dictionary: PdfDictionary): boolean {
  const flags = view.resolve(dictionary.entries.get('F'));
  return typeof flags === 'number' && (flags & 0x22) !== 0;
}

function redefined({ found, visited }: Comparison, object: number, name: string): void {
  visited.add(object);
  if (!found.some(({ kind, detail }) => kind === 'signed-object-redefined' && detail === name)) found.push({ kind: 'signed-object-redefined', need: 'forbidden', objects: [object], detail: name, attack: 'incremental-saving' });
}

/** A new signature field, signed or empty, with its widgets. */
export function signatureFieldAdded(comparison: Comparison, field: FieldNode): void {
  const { step, found, under, visited } = comparison;
  const { dictionary, name, number } = field;
  const widgets = [field, ...under.get(number) ?? []];
  const drawn = widgets.filter((widget) => shows(step.after, widget.dictionary) || widget.dictionary.duplicates.length > 0);
  const visible = drawn.length > 0;
  const forbidden = widgets.some((widget) => [...widget.dictionary.entries.keys()].some((key) => FORBIDDEN.has(key)));
  // Readers draw a square as a square, whatever field it says it is, and a text field with its text.
  const disguised = widgets.some((widget) => widget.type !== 'Sig' || !['Widget', undefined].includes(nameOf(step.after.resolve(widget.dictionary.entries.get('Subtype')))));
  const value = valueOf(step.after, dictionary);
  const timestamp = value !== undefined && isTimestamp(step.after, value);
  for (const widget of widgets) {
    visited.add(widget.number);
    for (const [key, each] of widget.dictionary.entries) if (key !== 'Parent' && key !== 'P') claim(comparison, each as PdfObject);
  }
  if (disguised) found.push({ kind: 'form-field-altered', need: 'forbidden', objects: [number], detail: name, field: name, attack: 'sneaky-signature' });
  if (forbidden) found.push({ kind: 'action', need: 'forbidden', objects: [number], detail: name, field: name });
  found.push({
    kind: timestamp ? 'document-timestamp' : value ? 'signature' : 'signature-field', need: visible ? 'sign-visibly' : timestamp ? 'nothing' : 'sign', objects: [number], detail: name, field: name,
    ...(visible && { attack: 'sneaky-signature' as const, covering: coveringOf(comparison, drawn) }),
  });
}
