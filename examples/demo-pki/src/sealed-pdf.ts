import type { TestIdentity } from './certificate.js';
import { signedData, type SignedDataOptions } from './cms.js';
import { type Bytes, hex } from './der.js';
import { digest } from './digests.js';
import { addDss, pdfDocument, signPdf, type DocumentOptions, type DssOptions, type Pdf, type PlacedSignature, type SignatureOptions } from './pdf.js';
import { hours, type Pki } from './pki.js';
import { chainIn, statements, statementsFor, type RevocationOptions, type StatementName } from './revocation-material.js';
import { timestampToken, type TimestampOptions } from './timestamp.js';

export type PadesLevel = 'B' | 'T' | 'LT' | 'LTA';

export interface SealOptions {
  pki: Pki;
  /** Default `pki.seal`. */
  signer?: TestIdentity;
  /** ISO 8601: what the signer says, and what the time-stamp proves. Default `pki.now`. */
  at?: string;
  /** Field, sub-filter, DocMDP, faults of the dictionary. */
  signature?: SignatureOptions;
  /** Anything of the CMS, faults included. */
  cms?: Partial<SignedDataOptions>;
  /** Its signature time-stamp. `null` for none. */
  timestamp?: Partial<TimestampOptions> | null;
}

export interface StampOptions { pki: Pki; at?: string; field?: string; timestamp?: Partial<TimestampOptions>; signature?: SignatureOptions }

export interface ValidationOptions {
  pki: Pki;
  signer?: TestIdentity;
  at?: string;
  revocation?: RevocationOptions;
  /** Whose VRI entry is written. `other` writes it under the digest of nothing. */
  vri?: PlacedSignature | 'other';
  /** Over what is written otherwise. */
  dss?: DssOptions;
}

export interface SealedPdfOptions extends SealOptions, Pick<ValidationOptions, 'revocation'> {
  /** Default B. */
  level?: PadesLevel;
  /** A new document by these options, or a file that is there. */
  document?: DocumentOptions | Pdf;
  /** Level T by a document time-stamp in place of a signature time-stamp. */
  timestampBy?: 'signature' | 'document';
  dss?: DssOptions;
  /** Default: the seal's own entry. */
  vri?: ValidationOptions['vri'] | 'none';
  /** The document time-stamp of level LTA. */
  archive?: Partial<Omit<StampOptions, 'pki'>>;
}

export interface SealedPdf extends Pdf {
  /** Of the seal. */
  signature: PlacedSignature;
  /** DER, as it is in Contents. */
  cms: Bytes;
}

/** ISO 32000-2 section 7.9.4. */
export const pdfDate = (at: string): string => `D:${new Date(at).toISOString().replace(/[-:T]/g, '').slice(0, 14)}Z`;

const isPdf = (document: DocumentOptions | Pdf | undefined): document is Pdf => document !== undefined && 'bytes' in document;

/** Signs a file as PAdES baseline B or T does. */
export async function seal(pdf: Pdf, options: SealOptions): Promise<SealedPdf> {
  const { pki, signer = pki.seal, at = pki.now, timestamp = null } = options;
  const stamps = timestamp === null ? [] : [(imprintOf: Uint8Array) => timestampToken({ imprintOf, at, tsa: pki.tsa, certificates: chainIn(pki, pki.tsa), ...timestamp })];
  let cms: Bytes = new Uint8Array();
  const signed = await signPdf(pdf, { date: pdfDate(at), size: 12_000, ...options.signature }, async (content) => {
    cms = await signedData({ content, signer, certificates: chainIn(pki, signer), signatureTimestamps: stamps, ...options.cms });
    return cms;
  });
  return { ...signed, cms };
}

/** Adds a document time-stamp (EN 319 142-1 section 5.4.3). */
export async function stamp(pdf: Pdf, options: StampOptions): Promise<Pdf & { signature: PlacedSignature }> {
  const { pki, at = pki.now, field = 'Timestamp1' } = options;
  return signPdf(pdf, { type: 'document-timestamp', field, ...options.signature }, (imprintOf) => timestampToken({ imprintOf, at, tsa: pki.tsa, certificates: chainIn(pki, pki.tsa), ...options.timestamp }));
}

/** ISO 32000-2 section 12.8.4.4: SHA-1 of Contents, its padding included. */
export function vriKey(pdf: Pdf, { contents: [start, end] }: PlacedSignature): string {
  const text = Array.from(pdf.bytes.subarray(start + 1, end - 1), (byte) => String.fromCharCode(byte)).join('');
  return hex(digest('SHA-1', Uint8Array.from(text.match(/../g) ?? [], (pair) => parseInt(pair, 16)))).toUpperCase();
}

const LISTS: readonly StatementName[] = ['rootCrl', 'caCrl', 'plainCrl', 'tsaCrl'];

/** Adds a document security store with what validates the signer and the time-stamps. */
export async function addValidation(pdf: Pdf, options: ValidationOptions): Promise<Pdf> {
  const { pki, signer = pki.seal, at = pki.now, revocation = {}, vri } = options;
  const made = await statements(pki, signer, { at, ...revocation }, statementsFor(pki, signer, revocation));
  const crls = [...made].filter(([name]) => LISTS.includes(name)).map(([, der]) => der);
  const ocsps = [...made].filter(([name]) => !LISTS.includes(name)).map(([, der]) => der);
  const certificates = [...chainIn(pki, signer), pki.root, pki.ocsp, ...chainIn(pki, pki.tsa)].map(({ certificate }) => certificate);
  const key = vri === undefined ? undefined : vri === 'other' ? hex(digest('SHA-1', new Uint8Array())).toUpperCase() : vriKey(pdf, vri);
  return addDss(pdf, { certificates, crls, ocsps, ...(key === undefined ? {} : { vri: { [key]: { certificates: [signer.certificate], ocsps } } }), ...options.dss });
}

/**
 * A PDF with a seal at a baseline level (EN 319 142-1 section 6), right in every way but for what the options say.
 * The seal and its time-stamp are of `at`; the validation material is got an hour later, and the document time-stamp comes an hour after that.
 */
export async function sealedPdf(options: SealedPdfOptions): Promise<SealedPdf> {
  const { pki, level = 'B', at = pki.now, document, timestampBy = 'signature', vri } = options;
  const start = isPdf(document) ? document : pdfDocument(document);
  const sealed = await seal(start, { ...options, timestamp: level === 'B' || timestampBy === 'document' ? options.timestamp ?? null : options.timestamp === undefined ? {} : options.timestamp });
  const { signature, cms } = sealed;
  let pdf: Pdf = sealed;
  if (level !== 'B' && timestampBy === 'document') pdf = await stamp(pdf, { pki, at, field: 'TimestampT' });
  if (level === 'LT' || level === 'LTA') {
    const { signer, revocation, dss } = options;
    pdf = await addValidation(pdf, { pki, at: hours(at, 1), ...(vri === 'none' ? {} : { vri: vri ?? signature }), ...(signer && { signer }), ...(revocation && { revocation }), ...(dss && { dss }) });
  }
  if (level === 'LTA') pdf = await stamp(pdf, { pki, at: hours(at, 2), ...options.archive });
  return { ...pdf, signature, cms };
}
