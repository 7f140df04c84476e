import { coveringOf } from './change-cover.js';
import { ambiguous, claim, compare, compareAlone, entry, isShared } from './change-step.js';
import type { Comparison, FoundChange } from './change-step.js';
import { signatureFieldChange, signatureFieldAdded } from './change-signature-field.js';
import { formOf } from './field-nodes.js';
import type { FieldNode } from './field-nodes.js';
import { keysOf } from './same-value.js';
import type { PdfObject, RevisionView } from './types.js';
import { isDictionary, isName, isReference, isString } from './values.js';
import { showsText } from './page-marks.js';
import { isEmpty, shows } from './widget.js';

/** What filling a field changes of it (ISO 32000-2 sections 12.7.4 and 12.7.5), and when it was. */
const VALUE: ReadonlySet<string> = new Set(['V', 'RV', 'I', 'M']);
const SHOWN: ReadonlySet<string> = new Set(['AP', 'AS']);

/** The interactive form (section 12.7): fields that were signed, filled, added, altered or removed. */
export function formChanges(comparison: Comparison): void {
  const { fields, found } = comparison;
  dictionaryChanges(comparison);
  for (const [number, before] of fields.before) {
    const after = fields.after.get(number);
    if (!after) found.push({ kind: 'form-field-altered', need: 'forbidden', objects: [number], detail: before.name, field: before.name, attack: 'shadow-hide' });
    else if (before.type === 'Sig') signatureFieldChange(comparison, before, after);
    else fieldChange(comparison, before, after);
  }
  const names = new Set([...fields.before.values()].filter(({ named }) => named).map(({ name }) => name));
  for (const [number, field] of fields.after) {
    if (fields.before.has(number)) continue;
    // A widget comes with its field.
    if (!field.named && field.parents.some((parent) => !fields.before.has(parent))) continue;
    if (field.type === 'Sig' && field.named && !names.has(field.name)) signatureFieldAdded(comparison, field);
    else added(comparison, field);
  }
}

function added({ found, visited, step: { after } }: Comparison, field: FieldNode): void {
  visited.add(field.number);
  const visible = Array.isArray(after.resolve(field.dictionary.entries.get('Rect')));
  found.push({ kind: 'form-field-altered', need: 'forbidden', objects: [field.number], detail: field.name, field: field.name, ...(visible && { attack: 'shadow-replace' as const, certifiedAttack: 'sneaky-signature' as const }) });
}

const onlyDirect = (value: PdfObject): PdfObject[] => (Array.isArray(value) ? value.filter((item) => !isReference(item)) : []);

/** References in an array are compared by what they name; what stands in the array itself, here. */
function directOnes(comparison: Comparison, before: PdfObject, after: PdfObject, object: number): FoundChange[] {
  const { step, visited } = comparison;
  for (const value of [before, after]) if (isReference(value)) visited.add(value.number);
  const list = step.after.resolve(after);
  const [old, now] = [onlyDirect(step.before.resolve(before)), Array.isArray(list) || list === null ? onlyDirect(list) : [list]];
  return compare(comparison, { before: old, after: now, place: 'field', object, key: 'Fields' }).map(({ object: at }) => ({ kind: 'form-field-altered', need: 'forbidden', objects: [at] }));
}

function dictionaryChanges(comparison: Comparison): void {
  const { step, visited, found, fields } = comparison;
  const [old, now] = [step.before.catalog.entries.get('AcroForm'), step.after.catalog.entries.get('AcroForm')];
  for (const value of [old, now]) if (isReference(value)) visited.add(value.number);
  const [before, after] = [formOf(step.before), formOf(step.after)];
  const object = isReference(now) ? now.number : 0;
  ambiguous(comparison, before, after, object);
  // Defaults for other fields mean nothing where there are none.
  const alone = [...fields.before.values()].every(({ type }) => type === 'Sig') && entry(before, 'XFA') === null;
  for (const key of keysOf(before, after)) {
    const [from, to] = [entry(before, key), entry(after, key)];
    if (key === 'SigFlags' && typeof to === 'number') continue;
    if (key === 'Fields') found.push(...directOnes(comparison, from, to, object));
    else if (alone && from === null && (key === 'DR' || key === 'DA' || key === 'Q' || (key === 'NeedAppearances' && to === false))) claim(comparison, to);
    else if (compare(comparison, { before: from, after: to, place: key === 'DR' ? 'font' : 'form', object, key }).length > 0) {
      found.push({ kind: key === 'DR' ? 'font' : 'form-field-altered', need: 'forbidden', objects: [object], detail: key, attack: 'shadow-replace' });
    }
  }
}

/** The value that a node shows: its own, or that of the field above. */
function valueChange({ step, fields }: Comparison, node: FieldNode): { changed: boolean; overwritten: boolean } {
  // Each by itself: a value of its own hides the one above (section 12.7.4.1).
  const first = (view: RevisionView, nodes: ReadonlyMap<number, FieldNode>): PdfObject => {
    for (const number of [node.number, ...node.parents]) {
      const value = view.resolve(entry(nodes.get(number)?.dictionary, 'V'));
      if (value !== null) return value;
    }
    return null;
  };
  const [old, now] = [first(step.before, fields.before), first(step.after, fields.after)];
  return { changed: compareValues(old, now), overwritten: !isEmpty(old) || showsText(step.before, node.dictionary, step) };
}

function compareValues(old: PdfObject, now: PdfObject): boolean {
  const text = (value: PdfObject): string => (isString(value) ? `(${value.bytes.join()})` : isName(value) ? `/${value.name}` : Array.isArray(value) ? `[${value.map(text).join(' ')}]` : JSON.stringify(value, (_, each: unknown) => (each instanceof Map || each instanceof Uint8Array ? [...each] : each)) ?? '');
  return text(old) !== text(now);
}

function fieldChange(comparison: Comparison, before: FieldNode, after: FieldNode): void {
  const { step, found } = comparison;
  const { number, name } = before;
  comparison.visited.add(number);
  ambiguous(comparison, before.dictionary, after.dictionary, number);
  const objects = [number];
  const value = valueChange(comparison, before);
  let filled = false;
  let altered = '';
  for (const key of keysOf(before.dictionary, after.dictionary)) {
    const [from, to] = [entry(before.dictionary, key), entry(after.dictionary, key)];
    if (key === 'Kids') found.push(...directOnes(comparison, from, to, number));
    else if (key === 'P' && from === null) continue;
    else if (VALUE.has(key)) {
      filled ||= value.changed;
      // The same value in other words (sections 12.7.4.3 and 12.7.5.4) is another value to whoever reads those.
      if (isDictionary(step.after.resolve(to)) || ((key === 'RV' || key === 'I') && !value.changed && compare(comparison, { before: from, after: to, place: 'field', object: number, key }).length > 0)) altered = key;
      claim(comparison, to);
    } else if (SHOWN.has(key)) {
      const differs = compareAlone(comparison, { before: from, after: to, place: 'field', object: number, key }).length > 0;
      // What a field shows follows from its value (section 12.7.4.3): another appearance of the same value is another value.
      if (differs && !value.changed) found.push({ kind: 'form-field-altered', need: 'forbidden', objects, detail: name, field: name, attack: 'shadow-replace' });
      filled ||= differs && value.changed;
      if (differs && isShared(comparison, from)) altered = key;
      for (const [view, each] of [[step.before, from], [step.after, to]] as const) claim(comparison, each, view);
    } else if (compare(comparison, { before: from, after: to, place: 'field', object: number, key }).length > 0) altered = key;
  }
  if (altered) found.push({ kind: 'form-field-altered', need: 'forbidden', objects, detail: `${name} ${altered}`, field: name, attack: 'shadow-replace' });
  if (!filled) return;
  const covering = shows(step.after, after.dictionary) ? coveringOf(comparison, [after]) : 'no';
  found.push({ kind: 'form-filling', need: value.overwritten ? 'overwrite' : 'fill', objects, detail: name, field: name, covering, ...((value.overwritten || covering === 'yes') && { attack: 'shadow-replace' as const }) });
}

