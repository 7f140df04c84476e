import { spend, TooMuchToCompare } from './change-walk.js';
import type { Step } from './change-walk.js';
import { textOf } from './text-string.js';
import type { PdfDictionary, PdfObject, RevisionView } from './types.js';
import { isDictionary, isReference, isString, nameOf } from './values.js';

/** A node of the field tree (ISO 32000-2 section 12.7.4): a field, or a widget of one. */
export interface FieldNode {
  number: number;
  dictionary: PdfDictionary;
  /** Fully qualified. */
  name: string;
  /** FT, inherited. */
  type: string | undefined;
  /** Nodes above, nearest first. */
  parents: readonly number[];
  /** It has a name of its own, so that it is no mere widget. */
  named: boolean;
}

const MOST_NODES = 20_000;
const MOST_DEPTH = 32;

const nameText = (value: PdfObject): string => (isString(value) ? textOf(value.bytes) : '');

export function formOf(view: RevisionView): PdfDictionary | undefined {
  const form = view.resolve(view.catalog.entries.get('AcroForm'));
  return isDictionary(form) ? form : undefined;
}

/** All nodes of the form that are objects of their own, by number, each once. */
export function fieldsOf(view: RevisionView, step: Pick<Step, 'budget'>): Map<number, FieldNode> {
  const nodes = new Map<number, FieldNode>();
  const pending: { value: PdfObject; name: string; type: string | undefined; parents: readonly number[] }[] = [];
  const push = (list: PdfObject | undefined, name: string, type: string | undefined, parents: readonly number[]) => {
    const items = view.resolve(list);
    if (Array.isArray(items)) for (const value of items) pending.push({ value, name, type, parents });
  };
  push(formOf(view)?.entries.get('Fields'), '', undefined, []);
  for (let item = pending.pop(); item; item = pending.pop()) {
    spend(step);
    const { value, parents } = item;
    const dictionary = view.resolve(value);
    if (!isReference(value) || !isDictionary(dictionary) || nodes.has(value.number)) continue;
    if (nodes.size >= MOST_NODES || parents.length > MOST_DEPTH) throw new TooMuchToCompare();
    const own = dictionary.entries.get('T');
    const named = own !== undefined && own !== null;
    const name = named ? [item.name, nameText(view.resolve(own))].filter(Boolean).join('.') : item.name;
    const type = nameOf(view.resolve(dictionary.entries.get('FT'))) ?? item.type;
    nodes.set(value.number, { number: value.number, dictionary, name, type, parents, named });
    push(dictionary.entries.get('Kids'), name, type, [value.number, ...parents]);
  }
  return nodes;
}
