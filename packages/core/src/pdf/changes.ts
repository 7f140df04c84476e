import { attackOf } from './attack-names.js';
import { formChanges } from './change-form.js';
import { judged, permissionOf } from './change-permission.js';
import { startComparison } from './change-step.js';
import type { Comparison, FoundChange } from './change-step.js';
import { trailerChanges } from './change-structure.js';
import { changedNumbers, MOST_VISITS, reachable, TooMuchToCompare } from './change-walk.js';
import type { Step } from './change-walk.js';
import type { Change, ChangesAfter, PdfAttack, PdfFile, PdfObject, PdfSignature, Revision } from './types.js';
import { isDictionary, isStream, nameOf } from './values.js';


/** Whether what was added as a signature shows the form of an attack. */
function malformed(file: PdfFile, { kind, field }: FoundChange): PdfAttack | undefined {
  if (kind !== 'signature' && kind !== 'document-timestamp') return undefined;
  const added = file.signatures.find((other) => other.field === field);
  return added && attackOf(file, added);
}

/** What each update changed: that is the same for every signature before it. */
const FOUND = new WeakMap<PdfFile, { changes: Map<number, readonly FoundChange[]>; budget: { left: number } }>();
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
  const known = FOUND.get(file) ?? { changes: new Map<number, readonly FoundChange[]>(), budget: { left: MOST_VISITS } };
  FOUND.set(file, known);
  const before = known.changes.get(revision);
  if (before) return before;
  const found = compareRevisions(file, revision, known.budget);
  known.changes.set(revision, found);
  return found;
}

function compareRevisions(file: PdfFile, revision: number, budget: { left: number }): readonly FoundChange[] {
  const now: Revision = file.revisions[revision]!;
  const [before, after] = [file.at(revision - 1), file.at(revision)];
  try {
    const step: Step = { revision, before, after, touched: now.changed, changed: changedNumbers(before, after, now.changed), budget };
    const comparison = startComparison(step);
    trailerChanges(comparison);
    formChanges(comparison);
    leftOver(comparison);
    unreadable(comparison);
    comparison.found.push(...strayIn(file, revision), ...readDifferently(file, now));
    return comparison.found.length > 0 ? comparison.found : [{ kind: 'file-structure', need: 'nothing', objects: [...now.changed].slice(0, 5) }];
  } catch (error) {
    if (!(error instanceof TooMuchToCompare)) throw error;
    return [{ kind: 'unreadable-update', need: 'forbidden', objects: [] }];
  }
}

/** Readers that rebuild a file do so each in their own way, and those that know no cross-reference streams see less of a hybrid one: what an update does to it cannot be said then. */
function readDifferently({ ambiguities }: PdfFile, { form }: Revision): FoundChange[] {
  const differs = ambiguities.includes('xref-repaired') || (form === 'hybrid' && ambiguities.includes('xref-hybrid-differs'));
  return differs ? [{ kind: 'unreadable-update', need: 'forbidden', objects: [] }] : [];
}

/** Objects that are in use and give nothing: where one could not be read, what it leads to was not compared. */
function unreadable({ step, visited, found }: Comparison): void {
  const inUse = new Set(step.after.numbers());
  const missing = [...visited].filter((number) => inUse.has(number) && step.after.get(number) === null);
  if (missing.length > 0) found.push({ kind: 'unreadable-update', need: 'forbidden', objects: missing.slice(0, 5) });
}

/** How the file is stored (sections 7.5.7 and 7.5.8). */
const isStorage = (value: PdfObject): boolean => isStream(value) && ['ObjStm', 'XRef'].includes(nameOf(value.dictionary.entries.get('Type')) ?? '');

/** Changed objects that no comparison went by. */
function leftOver(comparison: Comparison): void {
  const { step, visited, found } = comparison;
  const rest = [...step.changed].filter((number) => !visited.has(number) && !isStorage(step.after.get(number)));
  if (rest.length === 0) return;
  const flagged = found.some(({ need }) => need === 'forbidden');
  const inReach = reachable(step, step.after, step.after.revision.trailer, () => false, new Set());
  const unexplained = rest.filter((number) => step.after.get(number) !== null && inReach.has(number));
  // What belongs to a change that is not permitted needs no word of its own.
  if (unexplained.length > 0 && !flagged) found.push({ kind: 'other', need: 'forbidden', objects: unexplained.slice(0, 5) });
  const orphans = rest.filter((number) => step.after.get(number) !== null && !inReach.has(number));
  const waiting = orphans.filter((number) => couldBeShown(step.after.get(number)));
  if (waiting.length > 0 && !flagged) found.push({ kind: 'unreferenced-object', need: 'forbidden', objects: waiting.slice(0, 5), attack: 'incremental-saving' });
  const idle = orphans.length - waiting.length;
  if (idle > 0) found.push({ kind: 'unreferenced-object', need: 'nothing', objects: orphans.slice(0, 5) });
  const freed = rest.filter((number) => step.after.get(number) === null);
  if (freed.length > 0) found.push({ kind: 'file-structure', need: 'nothing', objects: freed.slice(0, 5) });
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
