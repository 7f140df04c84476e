import type { Difference } from './change-walk.js';
import type { Comparison } from './change-step.js';
import type { ChangeKind, FormatDefect, PdfAttack, PdfDictionary, PdfFile, PdfObject, PdfSignature } from './types.js';
import { isDictionary, isReference, isStream, nameOf } from './values.js';

/** "1 Trillion Dollar Refund" (CCS 2019): what a signature dictionary looks like that leaves nothing to verify. */
const FORGERY: ReadonlySet<FormatDefect> = new Set<FormatDefect>(['byte-range-missing', 'byte-range-malformed', 'byte-range-indirect', 'byte-range-outside', 'contents-missing', 'contents-empty', 'contents-indirect', 'sub-filter-missing', 'filter-missing']);
/** What is signed is not where the document says it is, or more than the signature stands between. */
const WRAPPING: ReadonlySet<FormatDefect> = new Set<FormatDefect>(['gap-is-not-contents', 'byte-range-overlap', 'byte-range-not-from-start', 'dictionary-outside-revision']);
/** Entries that decide what is verified: a reader and a verifier that take another one each see two signatures. */
const DECISIVE: ReadonlySet<string> = new Set(['ByteRange', 'Contents', 'SubFilter']);

/** The attack that the form of a signature itself shows. Where it shows none, that does not make it valid: much that is malformed is just badly written. */
export function attackOf(file: PdfFile, signature: PdfSignature): PdfAttack | undefined {
  const { defects, byteRange, contents } = signature;
  const has = (...names: readonly FormatDefect[]) => names.some((name) => defects.includes(name));
  const nothingSigned = byteRange !== undefined && (byteRange[1] === 0 || byteRange[3] === 0);
  // A format that some program knows has the name of its maker in front (ISO 32000-2 annex E).
  const nobodyKnows = has('sub-filter-unsupported') && !signature.subFilter.includes('.');
  if (defects.some((defect) => FORGERY.has(defect)) || nobodyKnows || (defects.length > 0 && nothingSigned) || (has('contents-not-hex') && contents.length === 0)) return 'universal-signature-forgery';
  if (defects.some((defect) => WRAPPING.has(defect)) || (has('duplicate-keys') && dictionaryOf(file, signature)?.duplicates.some((key) => DECISIVE.has(key)))) return 'signature-wrapping';
  if (has('contents-not-hex')) return 'universal-signature-forgery';
  return has('dictionary-redefined', 'coverage-ends-inside-revision') ? 'incremental-saving' : undefined;
}

function dictionaryOf(file: PdfFile, { object, revision }: PdfSignature): PdfDictionary | undefined {
  const view = file.at(revision ?? file.revisions.length - 1);
  const value = view.get(object);
  if (!isDictionary(value)) return undefined;
  const held = view.resolve(value.entries.get('V'));
  return isDictionary(held) ? held : value;
}

/** Where it stands in the file, where it is no part of an object stream. */
const startOf = (value: PdfObject): number | undefined => (isDictionary(value) || isStream(value) ? value.start : undefined);

/** Whether a value shows nothing: it is not there, or it is an empty stream or another kind of object than what was there. */
function showsNothing({ step }: Comparison, before: PdfObject, after: PdfObject): boolean {
  const [old, now] = [step.before.resolve(before), step.after.resolve(after)];
  if (now === null) return true;
  if (isStream(old) && !isStream(now)) return true;
  if (!isStream(old) || !isStream(now)) return false;
  const type = (stream: typeof old) => nameOf(stream.dictionary.entries.get('Subtype'));
  return type(old) !== type(now) || (step.after.decode(now, isReference(after) ? after.number : undefined) ?? now.raw).every((byte) => byte <= 0x20);
}

/** "Shadow Attacks" (NDSS 2021): whether what is shown now lay hidden in the bytes that were signed. */
function wasPrepared({ step, signedEnd, apart }: Comparison, { before, after }: Difference): boolean {
  if (isReference(after) && isReference(before) && after.number !== before.number) return step.before.get(after.number) !== null && !apart(after.number);
  const value = step.after.resolve(after);
  if (isReference(after) || value === null) return prepared(value, signedEnd);
  return false;
}

const prepared = (value: PdfObject, signedEnd: number): boolean => (startOf(value) ?? Infinity) < signedEnd;

/** Order of tabs, and which part of the structure a page is: nothing of it is seen. */
const UNSEEN: ReadonlySet<string> = new Set(['Tabs', 'StructParents']);

/** The published attack that a difference in what readers show belongs to. None where nobody sees the difference. */
export function attackOfDifference(comparison: Comparison, difference: Difference): PdfAttack | undefined {
  const { place, before, after, object, key } = difference;
  const { step, signedEnd } = comparison;
  const holder = step.after.get(object);
  if (place === 'optional-content') return 'shadow-hide';
  // The holder itself was taken from elsewhere in the signed bytes.
  if (step.changed.has(object) && prepared(holder, signedEnd)) return 'shadow-hide-and-replace';
  if (wasPrepared(comparison, difference)) return 'shadow-hide-and-replace';
  if (place === 'font') return 'shadow-replace';
  if (place === 'x-object') return showsNothing(comparison, before, after) ? 'shadow-hide' : 'shadow-replace';
  if (place === 'annotation' || place === 'field' || place === 'form') return 'shadow-replace';
  if (place === 'catalog' || (place === 'page' && UNSEEN.has(key))) return undefined;
  if (place === 'resources') return step.after.resolve(after) === null ? 'shadow-hide' : 'shadow-replace';
  return 'incremental-saving';
}

const KINDS: Readonly<Record<Difference['place'], ChangeKind>> = {
  'contents': 'page-content', 'x-object': 'page-content', 'resources': 'resources', 'font': 'font', 'optional-content': 'optional-content', 'annotation': 'annotation-altered', 'field': 'form-field-altered', 'form': 'form-field-altered',
  'signature': 'signed-object-redefined', 'page': 'page-content', 'page-tree': 'page-tree', 'catalog': 'catalog', 'names': 'names', 'action': 'action', 'trailer': 'other',
};
export const kindOf = (place: Difference['place']): ChangeKind => KINDS[place];
