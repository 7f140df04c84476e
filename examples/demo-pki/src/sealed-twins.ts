import { jadesSeal, type JadesOptions } from './jades.js';
import type { AttachmentOptions, DocumentOptions } from './pdf.js';
import type { Pki } from './pki.js';
import { sealedPdf, type SealedPdfOptions } from './sealed-pdf.js';

export interface SealedTwinsOptions {
  pki: Pki;
  /** The credential: an object is written as JSON. */
  payload: object;
  /** What the PDF encloses of it: the sealed JSON to the byte (default), the same credential sealed once more, the credential without a seal of its own, or nothing. */
  enclose?: 'same' | 'again' | 'unsealed' | 'nothing';
  /** The credential that the PDF is of, where it is another one. */
  printed?: object;
  document?: DocumentOptions;
  pdf?: Partial<SealedPdfOptions>;
  json?: Partial<JadesOptions>;
}

/** One award in two forms: sealed JSON (JAdES), and a sealed PDF (PAdES) that has it with it. Levels are LT, for a verification at any time. */
export async function sealedTwins({ pki, payload, enclose = 'same', printed = payload, document = {}, pdf, json }: SealedTwinsOptions): Promise<{ json: Uint8Array<ArrayBuffer>; pdf: Uint8Array<ArrayBuffer> }> {
  const sealed = await jadesSeal({ pki, payload, level: 'LT', ...json });
  const written = (text: Uint8Array): AttachmentOptions[] => [{ name: 'credential.jsonld', mediaType: 'application/ld+json', bytes: text }];
  const enclosed = enclose === 'nothing' ? []
    : enclose === 'unsealed' ? written(new TextEncoder().encode(JSON.stringify(printed)))
      : enclose === 'same' && printed === payload ? written(sealed.bytes)
        : written((await jadesSeal({ pki, payload: printed, level: 'LT', ...json, form: enclose === 'again' ? 'flattened' : 'general' })).bytes);
  const file = await sealedPdf({ pki, level: 'LT', document: { ...document, attachments: [...document.attachments ?? [], ...enclosed] }, ...pdf });
  return { json: new Uint8Array(sealed.bytes), pdf: new Uint8Array(file.bytes) };
}
