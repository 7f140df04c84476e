import { readAlgorithm, readKeyInfo } from './certificate.js';
import type { RevocationIssuer, StatementFound } from './crl-statement.js';
import { hex, sameBytes } from '../bytes/octets.js';
import { partsIn, readOne, TAG, timeOf } from './der.js';
import { digest, digestNow } from './digest.js';
import { EXTENSION, extendedKeyUsage, extensionOf, keyUsage, PURPOSE } from './extensions.js';
import type { OcspResponse, SingleResponse } from './ocsp.js';
import { verifySignature } from './verify-signature.js';
import type { Certificate, RevocationStatement } from './types.js';

export type OcspRule =
  | 'ocsp-other-certificate' | 'ocsp-signature' | 'ocsp-signature-unsupported' | 'ocsp-signer-unknown' | 'ocsp-signer-not-authorized' | 'ocsp-signer-expired' | 'ocsp-critical-extension' | 'ocsp-times'
  | 'ocsp-certificate-hash' | 'ocsp-malformed';

export interface OcspOptions {
  /** Where a responder's certificate may lie, beside the response. */
  pool?: readonly Certificate[];
  /** Responders that the host or a trusted list names, whoever issued their certificates (RFC 6960 section 4.2.2.2, item 1). */
  trusted?: readonly Certificate[];
}

const ARCHIVE_CUTOFF = '1.3.6.1.5.5.7.48.1.6', NONCE = '1.3.6.1.5.5.7.48.1.2', CERT_HASH = '1.3.36.8.3.13', EXTENDED_REVOKE = '1.3.6.1.5.5.7.48.1.9';
const UNDERSTOOD: readonly string[] = [ARCHIVE_CUTOFF, NONCE, CERT_HASH, EXTENDED_REVOKE];
/** Critical extensions that a responder's certificate may have. */
const SIGNER_UNDERSTOOD: readonly string[] = [EXTENSION.keyUsage, EXTENSION.extendedKeyUsage, EXTENSION.basicConstraints, EXTENSION.ocspNoCheck, EXTENSION.certificatePolicies, EXTENSION.subjectAltName];

/** Whether an answer is about this certificate: its number, and its issuer by the digests that the answer chose (section 4.1.1). */
function isAbout({ id }: SingleResponse, serial: Uint8Array, certificate: Certificate, issuerKey: Uint8Array): boolean {
  return sameBytes(id.serialNumber, serial) && sameBytes(id.nameHash, digestNow(id.digest, certificate.issuer.der)) && sameBytes(id.keyHash, digestNow(id.digest, issuerKey));
}

const octets = (digits: string): Uint8Array => Uint8Array.from(digits.match(/../g) ?? [], (pair) => parseInt(pair, 16));

/** ISIS-MTT's positive statement: the responder has seen the very certificate. One of another certificate is no answer. */
function otherHash({ extensions }: SingleResponse, certificate: Certificate): boolean {
  const extension = extensionOf({ extensions }, CERT_HASH);
  if (!extension) return false;
  const [algorithm, hash] = partsIn(extension.value, TAG.sequence, 2) ?? [];
  const oid = readAlgorithm(algorithm)?.oid;
  return oid === undefined || !sameBytes(hash?.content, digestNow(oid, certificate.der));
}

interface Signer { spki: Uint8Array; certificate?: Certificate }

/** Section 4.2.2.2: the issuer's own key, or one whose certificate the issuer's key signed for this purpose, in its time when the response was made. */
async function authorizedSigner(response: OcspResponse, issuer: RevocationIssuer | Certificate, { pool = [], trusted = [] }: OcspOptions): Promise<Signer | OcspRule> {
  const { responder } = response;
  const isResponder = (name: string, spki: Uint8Array): boolean =>
    ('name' in responder ? responder.name.key === name : sameBytes(responder.keyHash, digestNow('SHA-1', readKeyInfo(spki)?.key ?? new Uint8Array())));
  if (isResponder(issuer.subject.key, issuer.spki) && await signedWith(response, issuer.spki) === 'valid') return { spki: issuer.spki };
  let why: OcspRule = 'ocsp-signer-unknown';
  const tried = new Set<string>();
  for (const candidate of [...response.certificates, ...pool, ...trusted]) {
    if (tried.has(candidate.sha256) || !isResponder(candidate.subject.key, candidate.spki)) continue;
    tried.add(candidate.sha256);
    if (tried.size > 20) break;
    const outcome = await signedWith(response, candidate.spki);
    if (outcome !== 'valid') {
      why = outcome === 'unsupported' ? 'ocsp-signature-unsupported' : 'ocsp-signature';
      continue;
    }
    const fault = trusted.some(({ sha256 }) => sha256 === candidate.sha256) ? inTime(candidate, response) : await notDelegated(candidate, issuer) ?? inTime(candidate, response);
    if (!fault) return { spki: candidate.spki, certificate: candidate };
    why = fault;
    break;
  }
  if (why === 'ocsp-signer-unknown' && isResponder(issuer.subject.key, issuer.spki)) {
    return await signedWith(response, issuer.spki) === 'unsupported' ? 'ocsp-signature-unsupported' : 'ocsp-signature';
  }
  return why;
}

const signedWith = ({ signatureAlgorithm: algorithm, tbs: data, signature }: OcspResponse, spki: Uint8Array) => verifySignature({ algorithm, spki, data, signature });

const inTime = (certificate: Certificate, { producedAt }: OcspResponse): OcspRule | undefined => (producedAt < certificate.notBefore || producedAt > certificate.notAfter ? 'ocsp-signer-expired' : undefined);

async function notDelegated(candidate: Certificate, issuer: RevocationIssuer | Certificate): Promise<OcspRule | undefined> {
  const [purposes, usage] = [extendedKeyUsage(candidate), keyUsage(candidate)];
  const mayAnswer = Array.isArray(purposes) && purposes.includes(PURPOSE.ocspSigning) && usage !== 'malformed' && (!usage || usage.has('digitalSignature') || usage.has('nonRepudiation'));
  const unknown = candidate.extensions.some(({ oid, critical }) => critical && !SIGNER_UNDERSTOOD.includes(oid));
  if (!mayAnswer || unknown || candidate.defects.length > 0 || candidate.issuer.key !== issuer.subject.key) return 'ocsp-signer-not-authorized';
  const { signatureAlgorithm: algorithm, tbs: data, signature } = candidate;
  return await verifySignature({ algorithm, spki: issuer.spki, data, signature }) === 'valid' ? undefined : 'ocsp-signer-not-authorized';
}

/**
 * What a response says of a certificate, where it is about that certificate and its signer may say so. Whether it is fresh enough, whether a responder's certificate is revoked and whether
 * the algorithms are strong enough is for whoever asks; `statement.responder` is the certificate to ask about.
 */
export async function ocspStatement(certificate: Certificate, issuer: RevocationIssuer | Certificate, response: OcspResponse, options: OcspOptions = {}): Promise<StatementFound<OcspRule>> {
  const key = readKeyInfo(issuer.spki)?.key;
  if (!key) return { ok: false, rule: 'ocsp-malformed' };
  const serial = octets(certificate.serialNumber);
  const about = response.responses.filter((each) => isAbout(each, serial, certificate, key));
  const single = about.reduce<SingleResponse | undefined>((best, each) => (!best || each.thisUpdate > best.thisUpdate ? each : best), undefined);
  if (!single) return { ok: false, rule: 'ocsp-other-certificate' };
  if ([...response.extensions, ...single.extensions].some(({ oid, critical }) => critical && !UNDERSTOOD.includes(oid))) return { ok: false, rule: 'ocsp-critical-extension' };
  if (otherHash(single, certificate)) return { ok: false, rule: 'ocsp-certificate-hash' };
  if (single.nextUpdate !== undefined && single.nextUpdate < single.thisUpdate) return { ok: false, rule: 'ocsp-times' };
  const signer = await authorizedSigner(response, issuer, options);
  if (typeof signer === 'string') return { ok: false, rule: signer };
  return { ok: true, statement: await statementOf(response, single, signer) };
}

async function statementOf(response: OcspResponse, single: SingleResponse, signer: Signer): Promise<RevocationStatement> {
  const cutoff = extensionOf(single, ARCHIVE_CUTOFF);
  const archiveCutoff = cutoff && timeOf(readOne(cutoff.value));
  const { status, revokedAt, reason, thisUpdate, nextUpdate } = single;
  return {
    source: 'ocsp', status, ...(revokedAt === undefined ? {} : { revokedAt }), ...(reason === undefined ? {} : { reason }), thisUpdate, ...(nextUpdate === undefined ? {} : { nextUpdate }),
    producedAt: response.producedAt, ...(archiveCutoff === undefined ? {} : { archiveCutoff }), ...(signer.certificate ? { responder: signer.certificate } : {}),
    signatureAlgorithm: response.signatureAlgorithm, signerKey: signer.spki, sha256: hex((await digest('SHA-256', response.der))!), der: response.der,
  };
}
