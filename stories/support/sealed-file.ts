import { pdfDocument, updateMetadata } from '@credlens/demo-pki';
import type { Report, SignatureFact } from '@credlens/core/report';
import { PDF_INPUT, SEAL, sealedReport } from './seal-reports.js';

/** A file, and a report by hand that fits it, for looking at what was sealed. Nothing in it is really sealed: what the preview shows rests on the report alone. */
export interface SealedFile { file: File; report: Report }

const hex = (bytes: ArrayBuffer): string => [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, '0')).join('');

export async function reportOn(bytes: Uint8Array, signatures: readonly SignatureFact[], rest: Partial<Report> = {}): Promise<SealedFile> {
  const copy = new Uint8Array(bytes);
  const sha256 = hex(await crypto.subtle.digest('SHA-256', copy));
  return { file: new File([copy], 'diploma.pdf'), report: sealedReport({}, { input: { ...PDF_INPUT, sha256, bytes: bytes.length }, signatures: [...signatures], ...rest }) };
}

/** A diploma of three pages, sealed as a whole. */
export function sealedFile(): Promise<SealedFile> {
  const { bytes } = pdfDocument({ title: 'Diploma', name: 'Maria Lindqvist', pages: 3 });
  return reportOn(bytes, [{ ...SEAL, covers: { revision: 1, revisions: 1, bytes: bytes.length, wholeFile: true } }]);
}

/** The same with an update after its seal, which may be permitted or not. */
export function extendedFile(permitted: boolean): Promise<SealedFile> {
  const sealed = pdfDocument({ title: 'Diploma', name: 'Maria Lindqvist' });
  const { bytes } = updateMetadata(sealed, { properties: { 'dc:title': 'Another title' } });
  const change = permitted ? { revision: 1, kind: 'metadata', permitted } : { revision: 1, kind: 'page-content', permitted, detail: 'page 1' };
  return reportOn(bytes, [{ ...SEAL, covers: { revision: 1, revisions: 2, bytes: sealed.bytes.length, wholeFile: false }, changes: [change] }]);
}
