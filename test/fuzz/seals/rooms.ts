/** The rooms that are fuzzed, in one place: paths into the packages lead to what is built where `npm run fuzz` runs. */
export * from '../../../packages/core/src/cms/index.js';
export { attackOf, changesAfter, dssAt, pageText, readPdf, signedRevision, type PdfFile, type PdfSignature } from '../../../packages/core/src/pdf/index.js';
export { readXmp } from '../../../packages/core/src/pdf/xmp.js';
export { readCmsSignature, validateSignature } from '../../../packages/core/src/signature-validation/index.js';
export { parseTimestampToken, verifyTimestampToken } from '../../../packages/core/src/timestamp/index.js';
export { loadTrustedLists, openSnapshot, qualifySignature, qualifyTimestamp, snapshotText, type TrustedListSnapshot } from '../../../packages/core/src/trusted-list/index.js';
export { readTrustedList } from '../../../packages/core/src/trusted-list/read-list.js';
export { parseXml, verifyEnveloped } from '../../../packages/core/src/xml-signature/index.js';
export * from '../../../packages/core/src/x509/index.js';
import { decodeCanonical } from '../../../packages/core/src/jose/index.js';
import { readHeader } from '../../../packages/core/src/securing/jades/header.js';
import { readUnsigned } from '../../../packages/core/src/securing/jades/unsigned-header.js';
import { anchorOf, type Certificate, type TrustAnchor } from '../../../packages/core/src/x509/index.js';

/** A certificate that the host trusts. */
export const allOf = (certificate: Certificate): TrustAnchor => anchorOf(certificate, { kind: 'host', name: 'tests' });

/** The readers of sealed JSON. */
export const jadesReaders = { decodeCanonical, readHeader, readUnsigned };
