import { hex } from '../../bytes/octets.js';
import { sha1 } from '@noble/hashes/legacy.js';
import type { FoundSignature } from '../inventory.js';
import { LimitReached } from '../limits.js';
import type { ObjectStore } from '../object-store.js';
import { dateOf } from '../pdf-date.js';
import { textOf } from '../text-string.js';
import type { FormatDefect, PdfDictionary, PdfSignature, RevisionView } from '../types.js';
import { entriesOf, isDictionary, isReference, isString, nameOf } from '../values.js';
import { coverageOf, readByteRange, signedBytes } from './byte-range.js';
import { readContents } from './contents.js';
import { formFields, isVisible, type FormField } from './form-fields.js';
import { docMdpOf, fieldMdpOf } from './modification-detection.js';

/** A signature dictionary and where it hangs. */
interface Candidate { field: FormField | undefined; name: string; number: number; direct: boolean; dictionary: PdfDictionary }

/** ISO 32000-2 table 260; `adbe.x509.rsa_sha1` is no CMS. */
const SUB_FILTERS: ReadonlySet<string> = new Set(['ETSI.CAdES.detached', 'adbe.pkcs7.detached', 'adbe.pkcs7.sha1', 'ETSI.RFC3161']);

export interface SignaturesReading { signatures: PdfSignature[]; empty: string[] }

/** The signatures of a file: those that a field of its last revision holds, and those that it has and no field holds any more. */
export function readSignatures(store: ObjectStore, at: (revision: number) => RevisionView, found: readonly FoundSignature[]): SignaturesReading {
  const { limits, oddities } = store.reading;
  const last = at(store.layers.length - 1);
  const candidates: Candidate[] = [];
  const empty: string[] = [];
  const used = new Set<PdfDictionary>();
  for (const field of formFields(last, store.reading)) {
    if (field.type !== 'Sig') continue;
    const value = last.resolve(field.value);
    if (!isDictionary(value)) {
      if (field.value !== null) oddities.add('signature-value-missing');
      empty.push(field.name);
      continue;
    }
    if (used.has(value)) {
      // Kids that repeat what they inherit are the same field.
      if (!candidates.some(({ name, dictionary }) => dictionary === value && name === field.name)) oddities.add('signature-in-two-fields');
      continue;
    }
    used.add(value);
    if (candidates.length >= limits.signatures) throw new LimitReached('signatures');
    const direct = !isReference(field.value);
    candidates.push({ field, name: field.name, number: isReference(field.value) ? field.value.number : field.holder ?? 0, direct, dictionary: value });
  }
  const signatures = candidates.map((candidate) => {
    const [signature, dictionary] = readSignature(store, at, candidate, []);
    used.add(dictionary);
    return signature;
  });
  const rights = [...entriesOf(last.resolve(last.catalog.entries.get('Perms')))].filter(([key]) => key === 'UR3' || key === 'UR').map(([, value]) => last.resolve(value));
  for (const { dictionary, number, layer } of found) {
    // Usage rights (section 12.8.6) are signed by a program's maker, for its own programs.
    if (used.has(dictionary) || rights.includes(dictionary)) continue;
    used.add(dictionary);
    oddities.add('signature-without-field');
    const field = layer < store.layers.length ? formFields(at(layer), { ...store.reading, oddities: new Set() }).find(({ value }) => isReference(value) && value.number === number) : undefined;
    signatures.push(readSignature(store, at, { field, name: field?.name ?? '', number, direct: false, dictionary }, ['not-in-a-field'])[0]);
    if (signatures.length > limits.signatures) break;
  }
  if (signatures.length > limits.signatures) throw new LimitReached('signatures');
  const order = ({ byteRange, defects }: PdfSignature) => (byteRange && !defects.includes('byte-range-outside') ? byteRange[2] + byteRange[3] : Number.MAX_SAFE_INTEGER);
  return { signatures: signatures.sort((a, b) => order(a) - order(b)), empty };
}

/** The dictionary as a revision has it. */
function dictionaryIn(view: RevisionView, { number, direct, dictionary }: Candidate): PdfDictionary | undefined {
  const value = view.get(number);
  if (value === null) return undefined;
  const held = direct ? view.resolve(entriesOf(value).get('V')) : value;
  // It stands inside another object.
  return isDictionary(held) ? (direct || held.entries.has('Contents') || held.entries.has('ByteRange') ? held : dictionary) : undefined;
}

function readSignature(store: ObjectStore, at: (revision: number) => RevisionView, candidate: Candidate, before: readonly FormatDefect[]): [PdfSignature, PdfDictionary] {
  const { bytes, signed } = store.reading;
  const last = at(store.layers.length - 1);
  const hidden = before.length > 0;
  const now = candidate.dictionary;
  const ends = readByteRange(now, last, bytes.length, signed).range;
  const end = ends ? ends[2] + ends[3] : undefined;
  const { covers, revision } = end === undefined ? { covers: 'unclear' as const, revision: undefined } : coverageOf(end, bytes, store.layers);
  const view = revision === undefined ? last : at(revision);
  // It is read as it stood when it was made.
  const then = hidden || revision === undefined ? now : dictionaryIn(view, candidate);
  const dictionary = then ?? now;
  const defects: FormatDefect[] = [...before];
  if (dictionary !== now) defects.push('dictionary-redefined');

  const { range, defects: ofRange } = readByteRange(dictionary, view, bytes.length, signed);
  const { contents, token, defects: ofContents } = readContents(dictionary, view, bytes);
  defects.push(...ofRange, ...ofContents);
  const gap = range && [range[0] + range[1], range[2]];
  if (gap && (token?.start !== gap[0] || token?.end !== gap[1])) defects.push('gap-is-not-contents');
  if (range && covers === 'unclear') defects.push('coverage-ends-inside-revision');
  const outside = end !== undefined && (then === undefined || dictionary.end === undefined || dictionary.end > end);
  if (outside) defects.push('dictionary-outside-revision');
  if (dictionary.duplicates.length > 0) defects.push('duplicate-keys');

  const text = (key: string): string | undefined => {
    const value = view.resolve(dictionary.entries.get(key));
    return isString(value) ? textOf(value.bytes) : undefined;
  };
  const subFilter = nameOf(view.resolve(dictionary.entries.get('SubFilter')));
  if (nameOf(view.resolve(dictionary.entries.get('Filter'))) === undefined) defects.push('filter-missing');
  const type = nameOf(view.resolve(dictionary.entries.get('Type')));
  if (type !== undefined && type !== 'Sig' && type !== 'DocTimeStamp') defects.push('type-wrong');
  if (subFilter === undefined) defects.push('sub-filter-missing');
  // A time-stamp has one form alone (section 12.8.5).
  else if (!SUB_FILTERS.has(subFilter) || (type === 'DocTimeStamp' && subFilter !== 'ETSI.RFC3161')) defects.push('sub-filter-unsupported');
  const timestamp = type === 'DocTimeStamp' || subFilter === 'ETSI.RFC3161';
  const usable = range && !ofRange.some((defect) => defect === 'byte-range-outside' || defect === 'byte-range-overlap') ? range : undefined;
  const [m, name, reason, location, contact] = ['M', 'Name', 'Reason', 'Location', 'ContactInfo'].map(text);
  const claimed = m === undefined ? undefined : dateOf(m);
  const docMdp = isNamedInPermissions(last, candidate.number, now) || isNamedInPermissions(view, candidate.number, dictionary) ? docMdpOf(dictionary, view) : undefined;
  const { field } = candidate;
  const lockable = field?.number === undefined ? field?.dictionary : view.get(field.number);
  const fieldMdp = fieldMdpOf(dictionary, isDictionary(lockable) ? lockable : field?.dictionary, view);
  const signature: PdfSignature = {
    field: candidate.name, object: candidate.number, type: timestamp ? 'document-timestamp' : 'signature', subFilter: subFilter ?? '',
    ...(range ? { byteRange: range } : {}), contents, vri: hexOf(sha1(token?.bytes ?? new Uint8Array())), defects: [...new Set(defects)],
    ...(revision === undefined ? {} : { revision }), covers,
    // Made when asked for: many signatures of a large file would be many copies of it.
    get signedBytes() { return usable ? signedBytes(bytes, usable) : new Uint8Array(); },
    ...(claimed === undefined ? {} : { claimedTime: claimed }), ...(name === undefined ? {} : { name }), ...(reason === undefined ? {} : { reason }),
    ...(location === undefined ? {} : { location }), ...(contact === undefined ? {} : { contact }),
    ...(docMdp ? { docMdp } : {}), ...(fieldMdp ? { fieldMdp } : {}),
    visible: field?.widgets.some((widget) => isVisible(widget, last)) ?? false,
  };
  return [signature, dictionary];
}

const hexOf = (bytes: Uint8Array): string => hex(bytes).toUpperCase();

/** Section 12.8.6: the catalog's Perms says which signature certifies the document. */
function isNamedInPermissions(view: RevisionView, number: number, dictionary: PdfDictionary): boolean {
  const named = entriesOf(view.resolve(view.catalog.entries.get('Perms'))).get('DocMDP');
  return isReference(named) ? named.number === number : view.resolve(named) === dictionary;
}
