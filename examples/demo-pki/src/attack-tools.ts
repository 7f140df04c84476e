import { pdfDocument, OBJECTS, pageContents } from './pdf-document.js';
import type { DocumentOptions } from './pdf-document.js';
import { signPdf } from './pdf-signature.js';
import type { MakeCms, SignatureOptions, SignedPdf } from './pdf-signature.js';
import { latin1 } from './pdf-value.js';
import type { PdfStreamValue } from './pdf-value.js';

/** By the names of the papers that describe them. */
export type AttackName = 'universal-signature-forgery' | 'incremental-saving' | 'signature-wrapping' | 'shadow-hide' | 'shadow-replace' | 'shadow-hide-and-replace' | 'evil-annotation' | 'sneaky-signature';

export interface AttackTools {
  /** The institution that signs the original. */
  makeCms: MakeCms;
  /** Whoever attacks may sign too, with a certificate of their own. Default the institution's. */
  attackerCms?: MakeCms;
  /** The original, where it shall be another: another form of its cross-references, say. */
  document?: DocumentOptions;
}

export interface AttackVariant { name: AttackName; /** In small letters and hyphens, once for each name. */ variant: string; make(tools: AttackTools): Promise<Uint8Array<ArrayBuffer>> }

/** What the original says, and what the reader shall believe. As long as each other. */
export const [TRUE_NAME, FALSE_NAME] = ['Ada Example', 'Eve Example'] as const;
const LINES = ['has completed', 'Databases for Beginners', 'with 30 of 50 points, 6 ECTS'];
export const linesFor = (name: string): string[] => [name, ...LINES];
export const contentsFor = (name: string, more?: string): PdfStreamValue => ({ entries: {}, data: pageContents('Certificate of Award', linesFor(name), more) });

/** The signed original. */
export async function original(tools: AttackTools, signature: SignatureOptions = {}, document: DocumentOptions = {}): Promise<SignedPdf> {
  const options: DocumentOptions = { ...tools.document, ...document, lines: linesFor(document.name ?? TRUE_NAME) };
  return signPdf(pdfDocument(options), { name: 'Example University', reason: 'Award', ...signature }, tools.makeCms);
}

/** The same tools for a file that is not encrypted: what stands in it can be found, and written over. */
export function inClear({ document = {}, ...tools }: AttackTools): AttackTools {
  const { encryption: _, ...rest } = document;
  return { ...tools, document: rest };
}

/** Writes over bytes where they stand. */
export function overwritten(bytes: Uint8Array, at: number, token: string): Uint8Array<ArrayBuffer> {
  const result = new Uint8Array(bytes);
  result.set(latin1(token), at);
  return result;
}

export { OBJECTS };
