export { AMBIGUITIES, type Ambiguity } from './ambiguities.js';
export type {
  Change, ChangeKind, ChangesAfter, DocumentSecurityStore, FormatDefect, PdfAttachment, PdfAttack, PdfDictionary, PdfFile, PdfLimits, PdfName, PdfObject, PdfReading, PdfReference, PdfSignature, PdfStream,
  PdfString, Revision, RevisionView, ValidationRelatedInformation,
} from './types.js';
export { attackOf } from './attack-names.js';
export { changesAfter } from './changes.js';
export { infoOf, metadataOf } from './document-info.js';
export { pageText } from './page-text.js';
export { DEFAULT_LIMITS } from './limits.js';
export { dssAt, readPdf, signedRevision } from './read-pdf.js';
export { textOf } from './text-string.js';
