import type { Ambiguity } from './ambiguities.js';

/** ISO 32000-2 section 7.3, as parsed. Strings are bytes: text strings are decoded where they are shown. */
export type PdfObject = null | boolean | number | PdfName | PdfString | PdfReference | PdfObject[] | PdfDictionary | PdfStream;

export interface PdfName { kind: 'name'; name: string }
export interface PdfString { kind: 'string'; bytes: Uint8Array; hex: boolean; /** Absolute offsets of its first and past its last byte, delimiters included; absent inside an object stream, or where it was decrypted. */ start?: number; end?: number }
export interface PdfReference { kind: 'reference'; number: number; generation: number }
export interface PdfDictionary { kind: 'dictionary'; entries: ReadonlyMap<string, PdfObject>; /** Keys that it gives more than once: readers differ in which they take. */ duplicates: readonly string[]; start?: number; end?: number }
export interface PdfStream { kind: 'stream'; dictionary: PdfDictionary; /** As stored: still filtered and, in an encrypted file, still encrypted. */ raw: Uint8Array; start?: number; end?: number }

/** One section of the file that a cross-reference section ends: the original, or one incremental update (section 7.5.6). Oldest first. */
export interface Revision {
  index: number;
  /** Offset past its last `%%EOF` and the line end that follows. */
  end: number;
  startxref: number;
  trailer: PdfDictionary;
  /** Objects that it defines or frees, by number. */
  changed: ReadonlySet<number>;
  form: 'table' | 'stream' | 'hybrid';
}

/** The file as a reader saw it when it ended with this revision. */
export interface RevisionView {
  revision: Revision;
  catalog: PdfDictionary;
  /** Follows references, bounded; a missing object is null. */
  resolve(object: PdfObject | undefined): PdfObject;
  /** A numbered object, null where it is free or missing. */
  get(number: number): PdfObject;
  /** Every number in use. */
  numbers(): readonly number[];
  /** A stream's contents without its filters, undefined where they cannot be undone or cost more than allowed. */
  decode(stream: PdfStream, object?: number): Uint8Array | undefined;
}

/** What is wrong with the form of a signature, each enough for FORMAT_FAILURE (EN 319 102-1 section 5.2.2). */
export type FormatDefect =
  | 'byte-range-missing' | 'byte-range-malformed' | 'byte-range-indirect' | 'byte-range-outside' | 'byte-range-overlap' | 'byte-range-not-from-start'
  | 'contents-missing' | 'contents-empty' | 'contents-not-hex' | 'contents-indirect' | 'contents-trailing-data' | 'gap-is-not-contents'
  | 'dictionary-outside-revision' | 'dictionary-redefined' | 'coverage-ends-inside-revision' | 'duplicate-keys' | 'sub-filter-missing' | 'sub-filter-unsupported' | 'filter-missing' | 'type-wrong'
  /** No field of the last revision leads to it: it was removed, hidden, or never shown. */
  | 'not-in-a-field';

export interface PdfSignature {
  /** Fully qualified field name (section 12.7.4.2). A claim. */
  field: string;
  /** Object number of the signature dictionary, or of the field that holds it directly. */
  object: number;
  type: 'signature' | 'document-timestamp';
  subFilter: string;
  byteRange?: readonly [number, number, number, number];
  /** DER of the CMS, without the zeros behind it. Empty where there is none. */
  contents: Uint8Array;
  /** SHA-1 of the contents as written, upper-case hexadecimal: the key of its VRI entry (ISO 32000-2 section 12.8.4.4). */
  vri: string;
  defects: readonly FormatDefect[];
  /** The revision that its range ends with. */
  revision?: number;
  /** `file`: every byte up to the end; `revision`: up to the end of an earlier revision; `unclear`: neither. */
  covers: 'file' | 'revision' | 'unclear';
  /** The two ranges, as one. Empty where the range is malformed. */
  signedBytes: Uint8Array;
  /** Claims of the dictionary: entry M as milliseconds, Name, Reason, Location, ContactInfo. */
  claimedTime?: number;
  name?: string;
  reason?: string;
  location?: string;
  contact?: string;
  /** Certification signature: the permission P of its DocMDP transform, where the catalog's Perms names it. */
  docMdp?: 1 | 2 | 3;
  fieldMdp?: { action: 'All' | 'Include' | 'Exclude'; fields: readonly string[]; permissions?: 1 | 2 | 3 };
  /** Whether its widget shows anything on a page. */
  visible: boolean;
}

export interface PdfAttachment { name: string; mediaType?: string; bytes: Uint8Array; /** The revision that brought it, as it stands now. */ revision: number }

/** Section 12.8.4.3: validation material, each item DER. Hints alone: every item must verify by itself. */
export interface DocumentSecurityStore { certificates: readonly Uint8Array[]; crls: readonly Uint8Array[]; ocsps: readonly Uint8Array[]; /** The newest revision that put any of it there. */ revision: number; /** By the key of a signature (section 12.8.4.4); what they hold is in the lists above too. */ vri: ReadonlyMap<string, ValidationRelatedInformation> }

export interface ValidationRelatedInformation { certificates: readonly Uint8Array[]; crls: readonly Uint8Array[]; ocsps: readonly Uint8Array[]; /** TU, milliseconds since 1970: a claim. */ updated?: number; /** TS: DER of a time-stamp token. */ timestamp?: Uint8Array }

export interface PdfFile {
  bytes: Uint8Array;
  revisions: readonly Revision[];
  /** The file as it ended with a revision. */
  at(revision: number): RevisionView;
  encrypted: boolean;
  /** By the end of their range, oldest first; those whose range is malformed last. Empty signature fields are not here. */
  signatures: readonly PdfSignature[];
  emptySignatureFields: readonly string[];
  /** Of the last revision; `dssAt` for what an earlier one had. */
  dss?: DocumentSecurityStore;
  attachments: readonly PdfAttachment[];
  xmp?: Uint8Array;
  info: { title?: string; author?: string; producer?: string; created?: string; modified?: string };
  pages: number;
  /** Active content a reader may meet: JavaScript, Launch, remote go-to, embedded media. */
  active: readonly string[];
  /** Bytes after the last `%%EOF` that no reader needs, and other oddities of form that two readers may read differently; the gravest first. */
  ambiguities: readonly Ambiguity[];
  /** Offsets where something is written in a way that readers take differently. */
  odd: readonly number[];
  /** Objects that stand in the file and that no cross-reference leads to. `revision`: among whose bytes; the number of revisions, where after the last. */
  strays: readonly { number: number; offset: number; revision: number }[];
}

export type PdfReading =
  | { ok: true; file: PdfFile }
  /** `encrypted`: it needs a password, or a certificate, that we do not have. `malformed`: no reader would find its way. `too-large`: a bound was met. */
  | { ok: false; why: 'encrypted' | 'malformed' | 'too-large' | 'unsupported'; reason: string };

export interface PdfLimits { /** Bytes that all streams of one file may inflate to, together. */ inflated: number; objects: number; depth: number; revisions: number; signatures: number; attachments: number }

/** The published attacks on signed PDF files, by the names of the papers that describe them. */
export type PdfAttack =
  | 'universal-signature-forgery' | 'incremental-saving' | 'signature-wrapping'
  | 'shadow-hide' | 'shadow-replace' | 'shadow-hide-and-replace'
  | 'evil-annotation' | 'sneaky-signature';

/** What happened to a file after it was signed. */
export type ChangeKind =
  // what validation needs: always allowed
  | 'validation-material' | 'document-timestamp' | 'metadata' | 'file-structure'
  // as DocMDP and FieldMDP permit
  | 'signature' | 'signature-field' | 'form-filling' | 'annotation'
  // never allowed
  | 'page-content' | 'page-added' | 'page-removed' | 'page-tree' | 'resources' | 'font' | 'optional-content' | 'annotation-altered' | 'form-field-altered' | 'catalog' | 'names' | 'action'
  | 'signed-object-redefined' | 'unreferenced-object' | 'unreadable-update' | 'bytes-after-end' | 'other';

export interface Change {
  /** Index of the revision that made it. */
  revision: number;
  kind: ChangeKind;
  permitted: boolean;
  /** Set where a published attack explains it. */
  attack?: PdfAttack;
  /** Object numbers that show it, the first few. */
  objects: readonly number[];
  /** Field name, page number or dictionary key, where it helps a reader. */
  detail?: string;
}

/** Everything that changed after one signature. `worst` is the first change that is not permitted. */
export interface ChangesAfter { changes: readonly Change[]; permitted: boolean; attack?: PdfAttack }
