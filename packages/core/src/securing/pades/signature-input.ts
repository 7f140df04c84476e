import type { DocumentSecurityStore, FormatDefect, PdfFile, PdfSignature } from '../../pdf/types.js';
import type { BaselineLevel } from '../../report/signature-fact.js';
import { sameBytes } from '../../bytes/octets.js';
import { readCmsSignature, type SignatureInput, type TimestampInput, type ValidationProblem } from '../../signature-validation/index.js';

/** ISO 32000-2 table 260 and ETSI EN 319 142-1 section 6.3: how the CMS of a sub-filter must be built. */
const PROFILES: Readonly<Record<string, 'pades' | 'pkcs7' | 'sha1'>> = { 'ETSI.CAdES.detached': 'pades', 'adbe.pkcs7.detached': 'pkcs7', 'adbe.pkcs7.sha1': 'sha1' };

const formatProblem = (rule: FormatDefect | 'cms-unreadable'): ValidationProblem => ({ sub: 'FORMAT_FAILURE', rule, params: {}, retryable: false });

/** The end of a file is not the end of its last revision where nothing leads to what stands there; such a signature's defects say so. */
const layerOf = (file: PdfFile, { revision }: PdfSignature): number => revision ?? file.revisions.length;

/** A document time-stamp protects every byte up to the end of its revision (EN 319 142-1 section 5.4.3). */
export function documentTimestamp(file: PdfFile, signature: PdfSignature): TimestampInput {
  const layer = layerOf(file, signature);
  return {
    kind: 'document', token: signature.contents, covers: layer, layer,
    ...(signature.signedBytes.length > 0 ? { data: signature.signedBytes } : {}),
    ...(signature.defects.length > 0 ? { problems: signature.defects.map(formatProblem) } : {}),
  };
}

/** One signature of a PDF as EN 319 102-1 takes it: its CMS, the document time-stamps that came later, and the material of the document security store, which is all hints. */
export async function signatureInput(file: PdfFile, signature: PdfSignature, stores: readonly DocumentSecurityStore[], timestamps: readonly PdfSignature[]): Promise<SignatureInput> {
  const layer = layerOf(file, signature);
  const claimed = signature.claimedTime === undefined ? {} : { claimedTime: signature.claimedTime };
  const cms = await readCmsSignature({ cms: signature.contents, content: signature.signedBytes, profile: PROFILES[signature.subFilter] ?? 'pkcs7', layer, ...claimed });
  const later = timestamps.filter((each) => layerOf(file, each) > layer).map((each) => documentTimestamp(file, each));
  const fresh = firstOfEach();
  // Oldest store first, so that an item is proved by the first time-stamp after it came.
  const certificates = stores.flatMap((store) => store.certificates.filter((der) => fresh(der)).map((der) => ({ der, layer: store.revision })));
  const revocation = stores.flatMap((store) => [...store.ocsps, ...store.crls].filter((der) => fresh(der)).map((der) => ({ der, layer: store.revision })));
  const level = signature.subFilter === 'ETSI.CAdES.detached' ? levelOf(cms, later, revocation.map((each) => each.layer)) : undefined;
  // A sub-filter of somebody's own (ISO 32000-2 table 255 allows them) is no forgery: what else it asks is not known, so it is never a pass.
  const foreign: ValidationProblem[] = signature.defects.includes('sub-filter-unsupported') ? [{ sub: 'SIG_CONSTRAINTS_FAILURE', rule: 'sub-filter-unsupported', params: { name: signature.subFilter.slice(0, 100) }, retryable: false }] : [];
  return {
    ...cms,
    format: [...signature.defects.filter((defect) => defect !== 'sub-filter-unsupported').map(formatProblem), ...cms.format],
    constraints: [...foreign, ...cms.constraints],
    certificates: [...cms.certificates, ...certificates],
    revocation: [...cms.revocation, ...revocation],
    timestamps: [...cms.timestamps, ...later],
    ...claimed,
    ...(level ? { level } : {}),
  };
}

/** What is compared with one more: the answers of one responder have one length and one end, and no honest store has many of them. */
const MOST_ALIKE = 32;

/** Says of bytes whether they come for the first time. Each revision lists again what the one before had, megabytes of it, so what cannot be the same is told by length and end. */
function firstOfEach(): (der: Uint8Array) => boolean {
  const known = new Map<string, Uint8Array[]>();
  return (der) => {
    const key = `${der.length} ${der.subarray(-32).join()}`;
    const alike = known.get(key) ?? [];
    if (alike.some((each) => sameBytes(each, der))) return false;
    if (alike.length < MOST_ALIKE) known.set(key, [...alike, der]);
    return true;
  };
}

/** EN 319 142-1 section 6.3, table 1, by what is there: a time-stamp over the signature; material of revocation; a document time-stamp over that. */
function levelOf(cms: SignatureInput, documentTimestamps: readonly TimestampInput[], stored: readonly number[]): BaselineLevel {
  const stamped = documentTimestamps.length > 0 || cms.timestamps.some(({ kind }) => kind === 'signature');
  if (!stamped) return 'B';
  if (stored.length === 0) return 'T';
  const oldest = Math.min(...stored);
  return documentTimestamps.some(({ layer }) => layer > oldest) ? 'LTA' : 'LT';
}
