import type { Apart, Difference, Pair, Seen, Step } from './change-walk.js';
import { differences, nothingSeen, reachable, spend } from './change-walk.js';
import type { FieldNode } from './field-nodes.js';
import { fieldsOf } from './field-nodes.js';
import { annotationsOf, pageNumbers, pageOf } from './page-list.js';
import type { Shown } from './shown-objects.js';
import { shownFrom, shownRoots } from './shown-objects.js';
import type { ChangeKind, PdfAttack, PdfDictionary, PdfObject, RevisionView } from './types.js';
import { isDictionary, isReference } from './values.js';

/** What a change needs to be permitted: some need nothing, and some nothing can permit. */
export type Need = 'nothing' | 'forbidden' | 'sign' | 'sign-visibly' | 'fill' | 'overwrite' | 'note' | 'draw';

/** A change as it is, before anybody asks which signature permits what. */
export interface FoundChange {
  kind: ChangeKind;
  need: Need;
  objects: readonly number[];
  detail?: string;
  /** Whether what is drawn hides what the page showed. */
  covering?: 'yes' | 'no' | 'unsure';
  /** Fully qualified name, where FieldMDP may lock it. */
  field?: string;
  /** The published attack that does this. */
  attack?: PdfAttack;
  /** In a certified file, where that is another one. */
  certifiedAttack?: PdfAttack;
}

/** What the comparisons of one step share. */
export interface Comparison {
  step: Step;
  pages: { before: readonly number[]; after: readonly number[] };
  fields: { before: ReadonlyMap<number, FieldNode>; after: ReadonlyMap<number, FieldNode> };
  /** Nodes of the later form under each, at any depth. */
  under: ReadonlyMap<number, readonly FieldNode[]>;
  /** Pages, annotations and fields of the earlier view, and its catalog: each has a comparison of its own. */
  apart: Apart;
  /** What the earlier view shows besides. */
  shown: Shown;
  seen: Seen;
  /** Objects that a comparison went by, so that their change was judged. */
  visited: Set<number>;
  found: FoundChange[];
  /** Bytes of the file up to here were there before. */
  signedEnd: number;
}

/** @param known what the earlier view shows, where an earlier step found that out */
export function startComparison(step: Step, known: Shown | undefined): Comparison {
  const { before, after } = step;
  const pages = { before: pageNumbers(before, step), after: pageNumbers(after, step) };
  const fields = { before: fieldsOf(before, step), after: fieldsOf(after, step) };
  const under = new Map<number, FieldNode[]>();
  for (const node of fields.after.values()) for (const parent of node.parents) {
    const nodes = under.get(parent);
    if (nodes) nodes.push(node);
    else under.set(parent, [node]);
  }
  const root = before.revision.trailer.entries.get('Root');
  const own = new Set<number>([...pages.before, ...fields.before.keys(), ...(isReference(root) ? [root.number] : [])]);
  for (const page of pages.before) {
    const { numbers } = annotationsOf(before, pageOf(before, page));
    spend(step, numbers.length);
    for (const number of numbers) own.add(number);
  }
  const apart = (number: number) => own.has(number);
  const shown = known ?? shownFrom(step, before, shownRoots(before, pages.before, (number) => fields.before.has(number)), apart);
  return { step, pages, fields, under, apart, shown, seen: nothingSeen(), visited: new Set(), found: [], signedEnd: before.revision.end };
}

export function compare(comparison: Comparison, pair: Pair): Difference[] {
  const { step, apart, shown, seen, visited } = comparison;
  return differences(step, pair, { apart, shown: shown.places, seen, visited });
}

/** Compares apart from what was seen, so that what two parts share is judged for each. */
export function compareAlone(comparison: Comparison, pair: Pair): Difference[] {
  const { step, apart, shown } = comparison;
  return differences(step, pair, { apart, shown: shown.places, seen: nothingSeen(), visited: new Set() });
}

/** What a permitted change brings with it is explained by it. */
export function claim(comparison: Comparison, value: PdfObject | undefined, view: RevisionView = comparison.step.after): void {
  const { step, apart, shown, visited } = comparison;
  for (const number of reachable(step, view, value, (each) => apart(each) || shown.places.has(each), new Set())) visited.add(number);
}

export const entry = (dictionary: PdfDictionary | undefined, key: string): PdfObject => dictionary?.entries.get(key) ?? null;

/** Whether the dictionary or the streams of an appearance are used elsewhere than in the form: what fills a field, or signs it, replaces what belongs to that field alone. */
export function isShared({ step, shown }: Comparison, appearance: PdfObject): boolean {
  const pending = [{ value: appearance, depth: 0 }];
  for (let item = pending.pop(); item; item = pending.pop()) {
    if (isReference(item.value) && shown.places.has(item.value.number)) return true;
    const value = step.before.resolve(item.value);
    if (isDictionary(value) && item.depth < 2) for (const each of value.entries.values()) pending.push({ value: each, depth: item.depth + 1 });
  }
  return false;
}

/** A key that is given twice is read one way here, and another there. Said where the earlier object did not do so already. */
export function ambiguous({ found }: Comparison, before: PdfDictionary | undefined, after: PdfDictionary | undefined, object: number): void {
  if ((after?.duplicates.length ?? 0) > (before?.duplicates.length ?? 0)) found.push({ kind: 'other', need: 'forbidden', objects: [object], detail: 'duplicate-keys', attack: 'incremental-saving' });
}
