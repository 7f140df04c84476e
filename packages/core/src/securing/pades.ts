import { parseSignedData } from '../cms/index.js';
import { attackOf, changesAfter, dssAt, pageText, readPdf, type DocumentSecurityStore, type PdfFile, type PdfSignature } from '../pdf/index.js';
import type { Code } from '../report/codes.js';
import type { Context } from '../report/context.js';
import { pointer } from '../report/json.js';
import type { Params, Problem } from '../report/report.js';
import type { CollectionMember } from '../report/subject.js';
import { validateSignature, type ValidationEnvironment } from '../signature-validation/index.js';
import { coverageOf, changeFacts } from './pades/coverage.js';
import { notesOf, structureOf, unopened } from './pades/format.js';
import { metadataFacts } from './pades/metadata.js';
import { signatureInput } from './pades/signature-input.js';
import { sealedPdfView } from './pades/view.js';
import { currentAnchors } from './seals/lists.js';
import { openTrust, type OpenTrust } from './seals/open-trust.js';
import type { SealedDocument } from './seals/sealed-document.js';
import { sealedDocument, type JudgedSignature } from './seals/together.js';
import type { SealTrust } from './seals/trust.js';

export type { HostAnchor, SealTrust } from './seals/trust.js';
export { parseSignedData } from '../cms/index.js';
export type { SealedDocument } from './seals/sealed-document.js';

/** What a PDF turned out to be. `stopped`: it could not be opened, or nobody sealed it; what is attached to it may hold a credential all the same. */
export type PadesReading = { sealed: SealedDocument } | { stopped: { check: 'intake.readable' | 'intake.credential'; code: Code; params?: Params; problems: Problem[]; attachments: readonly CollectionMember[] } };

/** Signatures that are judged in one document; each may lead to several fetches. */
const MOST_SIGNATURES = 32;

/**
 * Sealed PDFs: ETSI EN 319 142-1 (PAdES), ISO 32000-2 section 12.8, validated as EN 319 102-1 says and qualified as TS 119 615 says.
 * Everything but the bytes and the host's trust is hostile. It asserts who sealed which bytes and when that is proved; not that the page says the truth, nor that the one who sealed it may award what it says.
 * Trust is read once, and kept for every document.
 */
export function createPades(trust: SealTrust): (bytes: Uint8Array, context: Context) => Promise<PadesReading> {
  let opened: Promise<OpenTrust> | undefined;
  return async (bytes, context) => {
    const reading = readPdf(bytes);
    if (!reading.ok) return { stopped: { check: 'intake.readable', ...unopened(reading), problems: [], attachments: [] } };
    const { file } = reading;
    const sealing = file.signatures.filter(({ type }) => type === 'signature');
    const attachments = file.attachments.map(({ name, bytes: content, revision }, index): CollectionMember => ({ pointer: pointer('attachments', index), bytes: content, filename: name, ...(isCovered(revision, sealing) ? {} : { sealed: false }) }));
    if (sealing.length === 0) return { stopped: { check: 'intake.credential', code: file.signatures.length > 0 ? 'pdf.only-timestamp' : 'input.unsigned', params: { kind: 'pdf' }, problems: notesOf(file), attachments } };
    if (file.signatures.length > MOST_SIGNATURES) return { stopped: { check: 'intake.credential', code: 'pdf.too-many-signatures', params: { limit: MOST_SIGNATURES }, problems: [], attachments: [] } };
    opened ??= openTrust(trust);
    const ready = await opened;
    if (ready.unavailable) opened = undefined;
    const judged = await judgeSignatures(file, sealing, ready, context);
    const sealed = await sealedDocument(judged, ready, context);
    return {
      sealed: {
        ...sealed, attachments, notes: notesOf(file), metadata: await metadataFacts(file, sealing), pageText: () => pageText(file.at(Math.max(...sealing.map(({ revision }) => revision ?? 0)))),
        findings: { 'format.data-model': structureOf(file), ...sealed.findings },
        view: sealedPdfView(file, sealed.signer),
      },
    };
  };
}

async function judgeSignatures(file: PdfFile, sealing: readonly PdfSignature[], trust: OpenTrust, context: Context): Promise<JudgedSignature[]> {
  const timestamps = file.signatures.filter(({ type }) => type === 'document-timestamp');
  const stores = file.revisions.flatMap(({ index }): DocumentSecurityStore[] => { const store = dssAt(file, index); return store ? [store] : []; });
  const environment: ValidationEnvironment = {
    anchors: trust.anchors, timestampAnchors: currentAnchors(trust.timestampAnchors, trust.lists, context), now: context.now, fetch: context.fetch, once: context.once, ...(context.signal ? { signal: context.signal } : {}),
    policy: { clockToleranceSeconds: context.policy.clockToleranceSeconds },
  };
  const judged: JudgedSignature[] = [];
  for (const signature of sealing) {
    const at = pointer('signatures', file.signatures.indexOf(signature));
    const later = timestamps.filter(({ revision }) => revision === undefined || signature.revision === undefined || revision > signature.revision);
    const conclusion = await validateSignature(await signatureInput(file, signature, stores, timestamps), environment);
    const after = changesAfter(file, signature);
    const { field, name, reason, location, contact } = signature;
    judged.push({
      conclusion,
      coverage: coverageOf(after, attackOf(file, signature), at),
      documentTimestamps: later.map((each) => pointer('signatures', file.signatures.indexOf(each))),
      contained: {
        pointer: at, format: signature.subFilter === 'ETSI.CAdES.detached' ? 'PAdES' : 'PKCS7', changes: changeFacts(after),
        ...(signature.revision === undefined ? {} : { covers: { revision: signature.revision + 1, revisions: file.revisions.length, bytes: coveredBytes(signature), wholeFile: signature.covers === 'file' } }),
        ...(signature.docMdp === undefined ? {} : { certifies: CERTIFIES[signature.docMdp] }),
        claims: { field, ...(name === undefined ? {} : { name }), ...(reason === undefined ? {} : { reason }), ...(location === undefined ? {} : { location }), ...(contact === undefined ? {} : { contact }) },
      },
    });
  }
  return judged;
}

/** Whether every seal or signature is over a version that had it already. */
const isCovered = (revision: number, sealing: readonly PdfSignature[]): boolean => sealing.length > 0 && sealing.every((signature) => signature.revision !== undefined && revision <= signature.revision);

/** ISO 32000-2 table 257. */
const CERTIFIES = { 1: 'nothing', 2: 'forms', 3: 'forms-and-annotations' } as const;

/** How far into the file its range reaches: up to there the file is what was sealed. */
const coveredBytes = ({ byteRange }: PdfSignature): number => (byteRange ? byteRange[2] + byteRange[3] : 0);

/**
 * The certificates that a PDF holds, in its signatures and its document security store: DER, each once. They are what whoever made the file put there, and none of them is thereby trusted; an operator
 * may look among them for the authority to ask.
 */
export function embeddedCertificates(bytes: Uint8Array): Uint8Array[] {
  const reading = readPdf(bytes);
  if (!reading.ok) return [];
  const { signatures, dss } = reading.file;
  const inSignatures = signatures.flatMap(({ contents }) => {
    const cms = parseSignedData(contents);
    return cms.ok ? cms.signedData.certificates : [];
  });
  const seen = new Set<string>();
  return [...inSignatures, ...(dss?.certificates ?? [])].filter((der) => {
    const key = der.join();
    return seen.has(key) ? false : seen.add(key);
  });
}
