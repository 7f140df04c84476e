import { MOST_ODD } from './limits.js';
import { attackOf } from './attack-names.js';
import { formChanges } from './change-form.js';
import { judged, permissionOf } from './change-permission.js';
import { startComparison } from './change-step.js';
import type { Comparison, FoundChange } from './change-step.js';
import { trailerChanges } from './change-structure.js';
import { changedNumbers, MOST_VISITS, spend, TooMuchToCompare } from './change-walk.js';
import type { Step } from './change-walk.js';
import type { Shown } from './shown-objects.js';
import { shownFrom, shownRoots } from './shown-objects.js';
import type { Change, ChangesAfter, PdfAttack, PdfFile, PdfObject, PdfSignature, Revision } from './types.js';
import { entriesOf, isDictionary, isReference, isStream, nameOf } from './values.js';


/** Whether what was added as a signature shows the form of an attack. */
function malformed(file: PdfFile, { kind, field }: FoundChange): PdfAttack | undefined {
  if (kind !== 'signature' && kind !== 'document-timestamp') return undefined;
  const added = file.signatures.find((other) => other.field === field);
  return added && attackOf(file, added);
}

/** What each update changed: that is the same for every signature before it. */
interface Known { changes: Map<number, readonly FoundChange[]>; budget: { left: number }; /** What a revision shows. */ shown?: { revision: number; shown: Shown } }
const FOUND = new WeakMap<PdfFile, Known>();
const MOST_CHANGES = 500;

/**
 * All that changed after a signature, update by update, and whether that was permitted (ISO 32000-2 sections 12.8.2.2 to 12.8.2.4 and 12.8.4.3). Each difference has to be explained by a rule: what nothing explains is not
 * permitted. Where the form of the signature itself is an attack, or it cannot be said which revision it covers, nothing is.
 */
export function changesAfter(file: PdfFile, signature: PdfSignature): ChangesAfter {
  const attack = attackOf(file, signature);
  const last = file.revisions.length - 1;
  if (signature.revision === undefined) return { changes: [{ revision: Math.max(0, last), kind: 'unreadable-update', permitted: false, objects: [], ...(attack && { attack }) }], permitted: false, ...(attack && { attack }) };
  const permission = permissionOf(file, signature);
  const changes: Change[] = [];
  for (let revision = signature.revision + 1; revision <= last && changes.length < MOST_CHANGES; revision += 1) {
    for (const found of changesIn(file, revision)) changes.push(judged(found, revision, permission, malformed(file, found)));
  }
  for (const found of afterEnd(file)) changes.push(judged(found, Math.max(0, last), permission));
  const worst = changes.find(({ permitted, attack: name }) => !permitted && name) ?? changes.find(({ permitted }) => !permitted);
  const name = attack ?? worst?.attack;
  return { changes: changes.slice(0, MOST_CHANGES), permitted: worst === undefined && attack === undefined, ...(name && { attack: name }) };
}

function changesIn(file: PdfFile, revision: number): readonly FoundChange[] {
  const known: Known = FOUND.get(file) ?? { changes: new Map<number, readonly FoundChange[]>(), budget: { left: MOST_VISITS } };
  FOUND.set(file, known);
  const before = known.changes.get(revision);
  if (before) return before;
  const found = compareRevisions(file, revision, known);
  known.changes.set(revision, found);
  return found;
}

function compareRevisions(file: PdfFile, revision: number, known: Known): readonly FoundChange[] {
  const now: Revision = file.revisions[revision]!;
  const [before, after] = [file.at(revision - 1), file.at(revision)];
  try {
    const step: Step = { revision, before, after, touched: now.changed, changed: changedNumbers(before, after, now.changed), budget: known.budget };
    const comparison = startComparison(step, known.shown?.revision === revision - 1 ? known.shown.shown : undefined);
    trailerChanges(comparison);
    formChanges(comparison);
    moved(comparison);
    leftOver(comparison);
    unreadable(comparison);
    comparison.found.push(...strayIn(file, revision), ...readDifferently(file, now));
    if (isAsBefore(comparison)) known.shown = { revision, shown: comparison.shown };
    return comparison.found.length > 0 ? comparison.found : [{ kind: 'file-structure', need: 'nothing', objects: [...now.changed].slice(0, 5) }];
  } catch (error) {
    if (!(error instanceof TooMuchToCompare)) throw error;
    return [{ kind: 'unreadable-update', need: 'forbidden', objects: [] }];
  }
}

/** What is not written as the standard has it, each reader reads as it likes. Readers that rebuild a file do so each in their own way, and those that know no cross-reference streams see less of a hybrid one: what an update does to it cannot be said then. */
function readDifferently({ ambiguities, revisions, odd }: PdfFile, { form, index, end }: Revision): FoundChange[] {
  const start = revisions[index - 1]?.end ?? 0;
  const differs = ambiguities.includes('xref-repaired') || (form === 'hybrid' && ambiguities.includes('xref-hybrid-differs')) || odd.length >= MOST_ODD || odd.some((at) => at >= start && at < end);
  return differs ? [{ kind: 'unreadable-update', need: 'forbidden', objects: [] }] : [];
}

/** Objects that are in use and give nothing: where one could not be read, what it leads to was not compared. */
function unreadable({ step, shown, visited, found }: Comparison): void {
  const nothing = [...new Set([...visited, ...shown.missing])].filter((number) => step.after.get(number) === null);
  const inUse = new Set(nothing.length > 0 ? step.after.numbers() : []);
  const missing = nothing.filter((number) => inUse.has(number));
  if (missing.length > 0) found.push({ kind: 'unreadable-update', need: 'forbidden', objects: missing.slice(0, 5) });
}

/** Whether the later view shows the same objects, by the same numbers. */
function isAsBefore({ step, shown, seen, found }: Comparison): boolean {
  return seen.pairs.size === 0 && ![...step.changed].some((number) => shown.places.has(number) || shown.stored.has(number)) && found.every(({ need, kind }) => need !== 'forbidden' && kind !== 'annotation');
}

/** What moved to another number may not be there under the old one as well: then it is two, and which of them something names is no matter of form. */
function moved({ step, shown, seen, pages, fields, apart, found }: Comparison): void {
  const numbers = [...seen.to.keys()].filter((number) => shown.places.has(number));
  if (numbers.length === 0) return;
  const now = shownFrom(step, step.after, shownRoots(step.after, pages.after, (number) => fields.after.has(number)), apart);
  const both = numbers.filter((number) => now.places.has(number));
  if (both.length > 0) found.push({ kind: 'other', need: 'forbidden', objects: both.slice(0, 5), attack: 'shadow-hide-and-replace' });
}

/** How the file is stored (sections 7.5.7 and 7.5.8). */
const isStorage = (value: PdfObject): boolean => isStream(value) && ['ObjStm', 'XRef'].includes(nameOf(value.dictionary.entries.get('Type')) ?? '');

/** Changed objects that no comparison went by. */
function leftOver(comparison: Comparison): void {
  const { step, visited, found } = comparison;
  const rest = [...step.changed].filter((number) => !visited.has(number) && !isStorage(step.after.get(number)));
  if (rest.length === 0) return;
  const flagged = found.some(({ need }) => need === 'forbidden');
  // Only what was written anew can name what is new.
  const named = new Set<number>();
  for (const number of step.touched) if (visited.has(number)) namedBy(step, step.after.get(number), named);
  const unexplained = rest.filter((number) => step.after.get(number) !== null && named.has(number));
  // What belongs to a change that is not permitted needs no word of its own.
  if (unexplained.length > 0 && !flagged) found.push({ kind: 'other', need: 'forbidden', objects: unexplained.slice(0, 5) });
  const orphans = rest.filter((number) => step.after.get(number) !== null && !named.has(number));
  const waiting = orphans.filter((number) => couldBeShown(step.after.get(number)));
  if (waiting.length > 0 && !flagged) found.push({ kind: 'unreferenced-object', need: 'forbidden', objects: waiting.slice(0, 5), attack: 'incremental-saving' });
  const idle = orphans.length - waiting.length;
  if (idle > 0) found.push({ kind: 'unreferenced-object', need: 'nothing', objects: orphans.slice(0, 5) });
  const freed = rest.filter((number) => step.after.get(number) === null);
  if (freed.length > 0) found.push({ kind: 'file-structure', need: 'nothing', objects: freed.slice(0, 5) });
}

function namedBy(step: Pick<Step, 'budget'>, value: PdfObject, into: Set<number>): void {
  const pending = [value];
  for (let item = pending.pop(); item !== undefined; item = pending.pop()) {
    spend(step);
    if (isReference(item)) into.add(item.number);
    else if (Array.isArray(item)) for (const each of item) pending.push(each);
    else for (const each of entriesOf(item).values()) pending.push(each);
  }
}

/** A catalog, a page or a signature that nothing leads to: readers that search a file find it. */
function couldBeShown(value: PdfObject): boolean {
  return isDictionary(value) && ['Catalog', 'Pages', 'Page', 'Sig', 'DocTimeStamp'].includes(nameOf(value.entries.get('Type')) ?? '');
}

/** Objects among the bytes of an update that its cross-reference section does not list: readers that repair a file take them, others do not. */
function strayIn({ strays }: PdfFile, revision: number): FoundChange[] {
  const numbers = strays.filter((stray) => stray.revision === revision).map(({ number }) => number);
  return numbers.length > 0 ? [{ kind: 'unreadable-update', need: 'forbidden', objects: numbers.slice(0, 5), attack: 'incremental-saving' }] : [];
}

/** Nothing but white space and zeros may follow the last revision. */
function afterEnd({ bytes, revisions }: PdfFile): FoundChange[] {
  const end = revisions.at(-1)?.end ?? 0;
  for (let at = end; at < bytes.length; at += 1) {
    if (!BLANK.has(bytes[at]!)) return [{ kind: 'bytes-after-end', need: 'forbidden', objects: [], attack: 'incremental-saving' }];
  }
  return [];
}
const BLANK: ReadonlySet<number> = new Set([0, 9, 10, 12, 13, 26, 32]);
