import { textOf } from '../text-string.js';
import type { PdfDictionary, PdfObject, PdfSignature, RevisionView } from '../types.js';
import { entriesOf, isDictionary, isString, nameOf } from '../values.js';

type Permission = 1 | 2 | 3;
type FieldMdp = NonNullable<PdfSignature['fieldMdp']>;

const MOST_REFERENCES = 16, MOST_FIELDS = 4096;

/** The parameters of a signature's transform method (ISO 32000-2 section 12.8.2). */
function transformOf(dictionary: PdfDictionary, method: string, view: RevisionView): ReadonlyMap<string, PdfObject> | undefined {
  const references = view.resolve(dictionary.entries.get('Reference'));
  for (const each of Array.isArray(references) ? references.slice(0, MOST_REFERENCES) : []) {
    const entries = entriesOf(view.resolve(each));
    if (nameOf(view.resolve(entries.get('TransformMethod'))) === method) return entriesOf(view.resolve(entries.get('TransformParams')));
  }
  return undefined;
}

/** Section 12.8.2.2, P: 2 where it says nothing; what is no permission permits nothing. */
export function docMdpOf(dictionary: PdfDictionary, view: RevisionView): Permission | undefined {
  const parameters = transformOf(dictionary, 'DocMDP', view);
  if (!parameters) return undefined;
  const given = view.resolve(parameters.get('P'));
  return given === null ? 2 : permission(given) ?? 1;
}

const permission = (value: PdfObject): Permission | undefined => (value === 1 || value === 2 || value === 3 ? value : undefined);

/** Section 12.8.2.4, and the lock of the field that was signed (table 236), which says the same and may add a permission. */
export function fieldMdpOf(dictionary: PdfDictionary, field: PdfDictionary | undefined, view: RevisionView): FieldMdp | undefined {
  const transform = transformOf(dictionary, 'FieldMDP', view);
  const lock = view.resolve(field?.entries.get('Lock'));
  const terms = transform ?? (isDictionary(lock) ? lock.entries : undefined);
  if (!terms) return undefined;
  const action = nameOf(view.resolve(terms.get('Action')));
  const names = view.resolve(terms.get('Fields'));
  const fields = (Array.isArray(names) ? names.slice(0, MOST_FIELDS) : []).map((each) => view.resolve(each)).filter(isString).map(({ bytes }) => textOf(bytes));
  const allowed = permission(view.resolve(entriesOf(lock).get('P')));
  // An action that nobody knows locks all.
  return { action: action === 'Include' || action === 'Exclude' ? action : 'All', fields, ...(allowed ? { permissions: allowed } : {}) };
}
