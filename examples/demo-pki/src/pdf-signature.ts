import { appearance, OBJECTS } from './pdf-document.js';
import { appendRevision } from './pdf-file.js';
import type { Pdf, Section, XrefForm } from './pdf-file.js';
import { byteRangeOf, faultyEntries, filledContents, withLaterFault } from './pdf-signature-faults.js';
import type { SignatureFault } from './pdf-signature-faults.js';
import { hex, isEntries, joined, latin1, reference, text } from './pdf-value.js';
import type { PdfEntries, PdfValue } from './pdf-value.js';

/** FieldMDP and Lock alike (ISO 32000-2 sections 12.8.2.4 and 12.7.5.5). */
export interface LockOptions { action: 'All' | 'Include' | 'Exclude'; fields?: readonly string[]; /** P of the lock. */ permissions?: 1 | 2 | 3 }

export interface SignatureOptions {
  /** Default `Signature1`. */
  field?: string;
  type?: 'signature' | 'document-timestamp';
  subFilter?: string;
  /** Makes it a certification signature (section 12.8.2.2). */
  docMdp?: 1 | 2 | 3;
  fieldMdp?: LockOptions;
  lock?: LockOptions;
  visible?: { rect: readonly [number, number, number, number]; line?: string; operators?: string };
  name?: string;
  reason?: string;
  location?: string;
  contact?: string;
  date?: string;
  /** Bytes that the CMS may have. */
  size?: number;
  form?: XrefForm;
  fault?: SignatureFault;
  /** ByteRange stands behind Contents, where its second range covers it. */
  byteRangeLast?: boolean;
  /** Object number of an empty field that is signed, in place of a new one. */
  existing?: number;
  /** More objects of the same update. */
  set?: ReadonlyMap<number, PdfValue>;
}

/** Where a signature is in its file. `contents` with its delimiters. */
export interface PlacedSignature { object: number; field: number; contents: readonly [number, number]; byteRangeAt: readonly [number, number]; byteRange: readonly [number, number, number, number] }
export interface PreparedPdf { pdf: Pdf; signature: PlacedSignature; signedBytes: Uint8Array<ArrayBuffer>; fault?: SignatureFault }
export interface SignedPdf extends Pdf { signature: PlacedSignature }
export type MakeCms = (signedBytes: Uint8Array<ArrayBuffer>) => Promise<Uint8Array>;

const BYTE_RANGE = `[0 ${'*'.repeat(10)} ${'*'.repeat(10)} ${'*'.repeat(10)}]`;
const DEFAULT_SIZE = 8192;

export const numberOf = (token: PdfValue | undefined): number | undefined => (typeof token === 'string' ? Number(/^(\d+) 0 R$/.exec(token)?.[1]) || undefined : undefined);
export const entriesOf = (pdf: Pick<Pdf, 'objects'>, number: number | undefined): PdfEntries => {
  const value = number === undefined ? undefined : pdf.objects.get(number);
  return isEntries(value) ? value : {};
};

export function indexOf(bytes: Uint8Array, token: string, from = 0): number {
  const wanted = latin1(token);
  for (let at = bytes.indexOf(wanted[0]!, from); at >= 0; at = bytes.indexOf(wanted[0]!, at + 1)) {
    if (wanted.every((byte, index) => bytes[at + index] === byte)) return at;
  }
  return -1;
}

const lockEntries = ({ action, fields, permissions }: LockOptions): PdfEntries => ({ Action: `/${action}`, ...(fields && { Fields: fields.map((name) => text(name)) }), ...(permissions && { P: permissions }) });

function transforms({ docMdp, fieldMdp }: SignatureOptions): PdfEntries {
  const one = (method: string, parameters: PdfEntries): PdfEntries => ({ Type: '/SigRef', TransformMethod: `/${method}`, TransformParams: { Type: '/TransformParams', V: '/1.2', ...parameters } });
  const all = [...(docMdp ? [one('DocMDP', { P: docMdp })] : []), ...(fieldMdp ? [{ ...one('FieldMDP', lockEntries(fieldMdp)), Data: reference(OBJECTS.catalog) }] : [])];
  return all.length > 0 ? { Reference: all } : {};
}

function dictionary(options: SignatureOptions, size: number): PdfEntries {
  const { type = 'signature', subFilter = type === 'signature' ? 'ETSI.CAdES.detached' : 'ETSI.RFC3161' } = options;
  const claims: PdfEntries = type === 'signature' ? { M: text(options.date ?? 'D:20260301120000Z') } : {};
  for (const [key, value] of [['Name', options.name], ['Reason', options.reason], ['Location', options.location], ['ContactInfo', options.contact]] as const) {
    if (value !== undefined) Object.assign(claims, { [key]: text(value) });
  }
  const contents = { Contents: `<${'0'.repeat(2 * size)}>` };
  return {
    Type: type === 'signature' ? '/Sig' : '/DocTimeStamp', Filter: '/Adobe.PPKLite', SubFilter: `/${subFilter}`, ...claims, ...transforms(options),
    ...(options.byteRangeLast && contents), ByteRange: BYTE_RANGE, ...(!options.byteRangeLast && contents),
  };
}

/** Adds to the page's Annots and to the form's Fields, wherever they stand. */
export function withWidget(pdf: Pdf, set: Map<number, PdfValue>, widget: number, asField = true): void {
  const now = (number: number) => entriesOf({ objects: new Map([...pdf.objects, ...set]) }, number);
  const page = now(OBJECTS.page);
  const array = numberOf(page['Annots']);
  const annots = (array === undefined ? page['Annots'] : set.get(array) ?? pdf.objects.get(array)) as readonly PdfValue[] | undefined;
  if (array === undefined) set.set(OBJECTS.page, { ...page, Annots: [...annots ?? [], reference(widget)] });
  else set.set(array, [...annots ?? [], reference(widget)]);
  if (!asField) return;
  const catalog = now(OBJECTS.catalog);
  const form = numberOf(catalog['AcroForm']) ?? Math.max(pdf.size, ...[...set.keys()].map((number) => number + 1));
  set.set(form, { ...now(form), Fields: [...(now(form)['Fields'] as readonly PdfValue[] | undefined) ?? [], reference(widget)], SigFlags: 3 });
  if (catalog['AcroForm'] === undefined) set.set(OBJECTS.catalog, { ...catalog, AcroForm: reference(form) });
}

/** Field, widget and signature dictionary with room for the CMS, in an incremental update; and the bytes that are to be signed. */
export function prepareSignature(pdf: Pdf, options: SignatureOptions = {}): PreparedPdf {
  const { size = DEFAULT_SIZE, fault } = options;
  const set = new Map<number, PdfValue>(options.set);
  let next = Math.max(pdf.size, ...[...set.keys()].map((number) => number + 1));
  const [object, field] = [next, options.existing ?? next + 1];
  next += 2;
  const { entries, more } = faultyEntries(dictionary(options, size), fault, next);
  set.set(object, entries);
  for (const [number, value] of more) set.set(number, value);
  next += more.size;

  if (options.existing !== undefined) set.set(field, { ...entriesOf(pdf, field), V: reference(object) });
  else {
    const { visible } = options;
    const rect = visible?.rect ?? [0, 0, 0, 0];
    const widget: PdfEntries = { Type: '/Annot', Subtype: '/Widget', FT: '/Sig', T: text(options.field ?? 'Signature1'), V: reference(object), F: 132, Rect: rect, P: reference(OBJECTS.page) };
    if (visible) {
      set.set(next, appearance(rect[2]! - rect[0]!, rect[3]! - rect[1]!, visible.line ?? 'Signed', visible.operators));
      set.set(field, { ...widget, AP: { N: reference(next) }, ...(options.lock && { Lock: { Type: '/SigFieldLock', ...lockEntries(options.lock) } }) });
    } else set.set(field, { ...widget, ...(options.lock && { Lock: { Type: '/SigFieldLock', ...lockEntries(options.lock) } }) });
    withWidget(pdf, set, field);
  }
  if (options.docMdp) set.set(OBJECTS.catalog, { ...(set.get(OBJECTS.catalog) as PdfEntries | undefined ?? entriesOf(pdf, OBJECTS.catalog)), Perms: { DocMDP: reference(object) } });

  // The dictionary has to be found byte by byte: not in an object stream, and its Contents not encrypted (section 7.6.2).
  const section: Section = { set, plain: [object, ...more.keys()], objectStream: true, ...(options.form && { form: options.form }) };
  return placed(appendRevision(pdf, section), pdf.bytes.length, { object, field, size }, fault);
}

function placed(pdf: Pdf, from: number, where: { object: number; field: number; size: number }, fault: SignatureFault | undefined): PreparedPdf {
  const start = indexOf(pdf.bytes, `<${'0'.repeat(2 * where.size)}>`, from);
  const contents = [start, start + 2 * where.size + 2] as const;
  const rangeStart = indexOf(pdf.bytes, BYTE_RANGE, from);
  const { numbers, token } = byteRangeOf(contents, pdf.bytes.length, fault);
  const bytes = new Uint8Array(pdf.bytes);
  if (rangeStart >= 0) bytes.set(latin1(token.padEnd(BYTE_RANGE.length)), rangeStart);
  const signature: PlacedSignature = { object: where.object, field: where.field, contents, byteRangeAt: [rangeStart, rangeStart + BYTE_RANGE.length], byteRange: numbers };
  return { pdf: { ...pdf, bytes }, signature, signedBytes: rangesOf(bytes, numbers), ...(fault && { fault }) };
}

/** The two ranges as one, as far as the file has them. */
export function rangesOf(bytes: Uint8Array, [a, b, c, d]: readonly [number, number, number, number]): Uint8Array<ArrayBuffer> {
  return joined([bytes.subarray(a, a + b), bytes.subarray(c, Math.max(c, c + d))]);
}

/** Puts the CMS in its place. */
export function fillSignature(prepared: PreparedPdf, der: Uint8Array): SignedPdf {
  const { pdf, signature, fault } = prepared;
  const [start, end] = signature.contents;
  if (2 * der.length > end - start - 2) throw new RangeError(`The CMS has ${der.length} bytes, and there is room for ${(end - start - 2) / 2}`);
  const bytes = new Uint8Array(pdf.bytes);
  bytes.set(latin1(`<${hex(der).padEnd(end - start - 2, '0')}>`), start);
  return withLaterFault({ ...pdf, bytes: filledContents(bytes, signature, der, fault), signature }, fault);
}

/** Signs a file, or makes one fault in doing so. `makeCms` gets the bytes that the ByteRange names. */
export async function signPdf(pdf: Pdf, options: SignatureOptions, makeCms: MakeCms): Promise<SignedPdf> {
  const prepared = prepareSignature(pdf, options);
  return fillSignature(prepared, await makeCms(prepared.signedBytes));
}
