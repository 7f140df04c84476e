import { appendRevision } from './pdf-file.js';
import type { PlacedSignature, SignedPdf } from './pdf-signature.js';
import { latin1, reference, text } from './pdf-value.js';
import type { PdfEntries, PdfValue } from './pdf-value.js';

/** Each makes a signature dictionary that ISO 32000-2 section 12.8.1 forbids, and leaves everything else as it was. */
export const SIGNATURE_FAULTS = [
  'byte-range-missing', 'byte-range-null', 'byte-range-empty', 'byte-range-three', 'byte-range-six', 'byte-range-reals', 'byte-range-string', 'byte-range-negative', 'byte-range-zeros', 'byte-range-indirect',
  'byte-range-outside', 'byte-range-huge', 'byte-range-overlap', 'byte-range-not-from-start',
  'contents-missing', 'contents-null', 'contents-empty', 'contents-zero', 'contents-literal', 'contents-garbage', 'contents-indirect', 'contents-trailing-data',
  'gap-begins-early', 'gap-ends-late', 'gap-without-delimiters', 'coverage-ends-inside-revision',
  'duplicate-contents', 'duplicate-byte-range', 'sub-filter-missing', 'sub-filter-unknown', 'sub-filter-x509', 'filter-missing', 'type-wrong',
  'dictionary-redefined', 'dictionary-outside-revision',
] as const;
export type SignatureFault = typeof SIGNATURE_FAULTS[number];

/** Entries of the dictionary with the fault, and objects beside it. */
export function faultyEntries(entries: PdfEntries, fault: SignatureFault | undefined, next: number): { entries: PdfEntries; more: ReadonlyMap<number, PdfValue> } {
  const without = (key: string): PdfEntries => Object.fromEntries(Object.entries(entries).filter(([name]) => name !== key));
  const indirect = (key: string) => ({ entries: { ...entries, [key]: reference(next) }, more: new Map([[next, entries[key]!]]) });
  const more = new Map<number, PdfValue>();
  switch (fault) {
    case 'byte-range-indirect': return indirect('ByteRange');
    case 'contents-indirect': return indirect('Contents');
    case 'byte-range-missing': return { entries: without('ByteRange'), more };
    case 'sub-filter-missing': return { entries: without('SubFilter'), more };
    case 'filter-missing': return { entries: without('Filter'), more };
    case 'sub-filter-unknown': return { entries: { ...entries, SubFilter: '/demo.unknown' }, more };
    case 'sub-filter-x509': return { entries: { ...entries, SubFilter: '/adbe.x509.rsa_sha1' }, more };
    case 'type-wrong': return { entries: { ...entries, Type: '/Page' }, more };
    case 'duplicate-contents': return { entries: { ...entries, 'Contents#2': '<00>' }, more };
    case 'duplicate-byte-range': return { entries: { ...entries, 'ByteRange#2': '[0 0 0 0]' }, more };
    default: return { entries, more };
  }
}

type Range = readonly [number, number, number, number];

/** The numbers that are signed, and the token that stands in the file. */
export function byteRangeOf([start, end]: readonly [number, number], length: number, fault: SignatureFault | undefined): { numbers: Range; token: string } {
  const right: Range = [0, start, end, length - end];
  const both = (numbers: Range) => ({ numbers, token: `[${numbers.join(' ')}]` });
  const token = (written: string) => ({ numbers: right, token: written });
  switch (fault) {
    case 'byte-range-null': return token('null');
    case 'byte-range-empty': return token('[]');
    case 'byte-range-three': return token(`[0 ${start} ${end}]`);
    case 'byte-range-six': return token(`[0 ${start} ${end} ${length - end} 0 0]`);
    case 'byte-range-reals': return token(`[0 ${start}. ${end}. ${length - end}.]`);
    case 'byte-range-string': return token(`(0 ${start} ${end} ${length - end})`);
    case 'byte-range-negative': return token(`[0 ${start} -${end} ${length - end}]`);
    case 'byte-range-zeros': return token('[0 0 0 0]');
    case 'byte-range-outside': return both([0, start, end, length - end + 1000]);
    case 'byte-range-huge': return token(`[0 ${start} ${end} 99999999999999]`);
    case 'byte-range-overlap': return both([0, start, start - 10, 10]);
    case 'byte-range-not-from-start': return both([9, start - 9, end, length - end]);
    case 'gap-begins-early': return both([0, start - 9, end, length - end]);
    case 'gap-ends-late': return both([0, start, end + 3, length - end - 3]);
    case 'gap-without-delimiters': return both([0, start + 1, end - 1, length - end + 1]);
    case 'coverage-ends-inside-revision': return both([0, start, end, length - end - 12]);
    default: return both(right);
  }
}

const KEY = '/Contents ';

/** Replaces the token of Contents, and its key, without moving anything behind it. */
export function replaceContents(bytes: Uint8Array, { contents: [start, end] }: Pick<PlacedSignature, 'contents'>, token: string | undefined): Uint8Array<ArrayBuffer> {
  const result = new Uint8Array(bytes);
  const from = start - KEY.length;
  result.set(latin1((token === undefined ? '' : KEY + token).padEnd(end - from)), from);
  return result;
}

/** What stands as Contents once the CMS is in. */
export function filledContents(bytes: Uint8Array<ArrayBuffer>, signature: PlacedSignature, der: Uint8Array, fault: SignatureFault | undefined): Uint8Array<ArrayBuffer> {
  const [start, end] = signature.contents;
  const put = (at: number, token: string) => {
    const result = new Uint8Array(bytes);
    result.set(latin1(token), at);
    return result;
  };
  switch (fault) {
    case 'contents-missing': return replaceContents(bytes, signature, undefined);
    case 'contents-null': return replaceContents(bytes, signature, 'null');
    case 'contents-empty': return replaceContents(bytes, signature, '<>');
    case 'contents-zero': return replaceContents(bytes, signature, '<00>');
    case 'contents-garbage': return put(end - 3, 'z');
    case 'contents-trailing-data': return put(end - 3, 'FF');
    case 'contents-literal': {
      const octal = Array.from(der, (byte) => `\\${byte.toString(8).padStart(3, '0')}`).join('');
      return put(start, `(${octal.padEnd(end - start - 2, '\\000')})`);
    }
    default: return bytes;
  }
}

/** Faults that a later update makes. */
export function withLaterFault(signed: SignedPdf, fault: SignatureFault | undefined): SignedPdf {
  if (fault !== 'dictionary-redefined' && fault !== 'dictionary-outside-revision') return signed;
  const { object, contents, byteRange } = signed.signature;
  const token = Array.from(signed.bytes.subarray(...contents), (byte) => String.fromCharCode(byte)).join('');
  const copy: PdfEntries = { ...(signed.objects.get(object) as PdfEntries), ByteRange: [...byteRange], Contents: token };
  if (fault === 'dictionary-redefined') return { ...appendRevision(signed, { set: new Map([[object, copy]]), plain: [object] }), signature: signed.signature };
  // A second field whose dictionary claims the range of the first.
  const [dictionary, field] = [signed.size, signed.size + 1];
  const widget: PdfEntries = { ...(signed.objects.get(signed.signature.field) as PdfEntries), T: text('Signature2'), V: reference(dictionary) };
  const set = new Map<number, PdfValue>([[dictionary, copy], [field, widget]]);
  const form = [...signed.objects].find(([, value]) => typeof value === 'object' && value !== null && 'SigFlags' in value)!;
  const entries = form[1] as PdfEntries;
  set.set(form[0], { ...entries, Fields: [...entries['Fields'] as readonly PdfValue[], reference(field)] });
  return { ...appendRevision(signed, { set, plain: [dictionary] }), signature: signed.signature };
}
