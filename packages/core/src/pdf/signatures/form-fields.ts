import { spend, type Reading } from '../limits.js';
import { textOf } from '../text-string.js';
import type { PdfDictionary, PdfObject, RevisionView } from '../types.js';
import { isDictionary, isReference, isString, nameOf } from '../values.js';

/** A terminal field of the interactive form (ISO 32000-2 section 12.7.4), with what it inherits. */
export interface FormField {
  /** Fully qualified (section 12.7.4.2). */
  name: string;
  type: string | undefined;
  dictionary: PdfDictionary;
  /** Object number of the field, where it is an object of its own. */
  number: number | undefined;
  /** Its value as written, and the object that holds it: the field's own, or an ancestor's. */
  value: PdfObject;
  holder: number | undefined;
  /** Where it shows: the field itself, where field and widget are one, or its kids. */
  widgets: readonly PdfDictionary[];
}

interface Inherited { name: string; type: string | undefined; value: PdfObject; holder: number | undefined; depth: number }

/** The fields that the form of a revision leads to. Loops and depth are bounded; a field that is met twice counts once. */
export function formFields(view: RevisionView, reading: Pick<Reading, 'limits' | 'oddities' | 'work'>): FormField[] {
  const form = view.resolve(view.catalog.entries.get('AcroForm'));
  const roots = isDictionary(form) ? view.resolve(form.entries.get('Fields')) : null;
  const found: FormField[] = [];
  const seen = new Set<number | PdfDictionary>();
  const stack: { node: PdfObject; from: Inherited }[] = [];
  const push = (nodes: PdfObject, from: Inherited) => {
    if (!Array.isArray(nodes)) return;
    spend(reading, nodes.length * 8);
    for (let index = nodes.length - 1; index >= 0; index -= 1) stack.push({ node: nodes[index]!, from });
  };
  push(roots, { name: '', type: undefined, value: null, holder: undefined, depth: 0 });
  for (let next = stack.pop(); next; next = stack.pop()) {
    const { node, from } = next;
    const number = isReference(node) ? node.number : undefined;
    const dictionary = view.resolve(node);
    if (!isDictionary(dictionary)) continue;
    if (seen.has(number ?? dictionary) || from.depth > reading.limits.depth) {
      reading.oddities.add('field-twice');
      continue;
    }
    seen.add(number ?? dictionary);
    const { entries } = dictionary;
    const part = view.resolve(entries.get('T'));
    const own: Inherited = {
      name: isString(part) ? `${from.name}${from.name === '' ? '' : '.'}${textOf(part.bytes)}` : from.name,
      type: nameOf(view.resolve(entries.get('FT'))) ?? from.type,
      ...(entries.has('V') ? { value: entries.get('V') ?? null, holder: number } : { value: from.value, holder: from.holder }),
      depth: from.depth + 1,
    };
    const kids = view.resolve(entries.get('Kids'));
    const children = Array.isArray(kids) ? kids : [];
    spend(reading, children.length * 8);
    const widgets: PdfDictionary[] = [];
    const fields: PdfObject[] = [];
    for (const child of children) {
      const kid = view.resolve(child);
      if (isDictionary(kid) && !kid.entries.has('T') && !kid.entries.has('Kids') && !kid.entries.has('FT')) widgets.push(kid);
      else fields.push(child);
    }
    push(fields, own);
    if (fields.length === 0 || widgets.length > 0) {
      found.push({ name: own.name, type: own.type, dictionary, number, value: own.value, holder: own.holder, widgets: children.length === 0 ? [dictionary] : widgets });
    }
  }
  return found;
}

const HIDDEN = 2, NO_VIEW = 32;

/** Whether a widget shows anything: it has an extent and an appearance, and no flag that hides it (sections 12.5.2, 12.5.3). */
export function isVisible(widget: PdfDictionary, view: RevisionView): boolean {
  const { entries } = widget;
  const flags = view.resolve(entries.get('F'));
  if (typeof flags === 'number' && (flags & (HIDDEN | NO_VIEW)) !== 0) return false;
  const rectangle = view.resolve(entries.get('Rect'));
  if (!Array.isArray(rectangle) || rectangle.length !== 4) return false;
  const [left, bottom, right, top] = rectangle.map((each) => Number(view.resolve(each))) as [number, number, number, number];
  const appearance = view.resolve(entries.get('AP'));
  return left !== right && bottom !== top && isDictionary(appearance) && view.resolve(appearance.entries.get('N')) !== null;
}
