import { sign, signatureIdentifier, type SigningOptions } from './algorithms.js';
import type { TestIdentity } from './certificate.js';
import { bitString, context, contextPrimitive, enumerated, flipBit, generalizedTime, integer, join, nothing, octetString, oid, sequence, type Bytes } from './der.js';
import { digest, digestIdentifier, type DigestName } from './digests.js';
import { extension, keyIdentifier, OTHER_KEY_IDENTIFIER, unknownExtension, type ExtraExtension } from './extensions.js';
import { publicKeyBits, testKey } from './keys.js';
import { REASONS, type RevocationReason } from './crl.js';

export type OcspFault =
  | 'signature-corrupt' | 'signature-by-other-key' | 'algorithm-unknown' | 'cert-id-other-key' | 'cert-id-other-name' | 'cert-id-other-serial' | 'cert-id-unknown-digest' | 'responder-name-other' | 'responder-certificate-missing'
  | 'try-later' | 'unauthorized' | 'internal-error' | 'malformed-request' | 'type-unknown' | 'malformed' | 'truncated' | 'trailing-bytes' | 'no-responses' | 'critical-extension' | 'single-critical-extension' | 'cert-hash-wrong' | 'version-2';

export interface OcspOptions {
  certificate: TestIdentity;
  issuer: TestIdentity;
  /** Who answers. Default the issuer itself. */
  responder?: TestIdentity;
  /** Default good. */
  status?: 'good' | 'revoked' | 'unknown';
  /** ISO 8601. */
  revokedAt?: string;
  reason?: RevocationReason;
  thisUpdate: string;
  /** Absent: newer information is available all the time (RFC 6960 section 4.2.2.1). */
  nextUpdate?: string;
  /** Default thisUpdate. */
  producedAt?: string;
  /** Of the certificate identifier. Default SHA-1, as nearly all have it. */
  digest?: DigestName;
  /** Names the responder by key. */
  byKey?: boolean;
  /** Default the responder's, unless it is the issuer. */
  certificates?: readonly TestIdentity[];
  /** Digest of the certificate (Common PKI 3.1.2): that it was issued at all. */
  certHash?: boolean;
  archiveCutoff?: string;
  nonce?: Uint8Array;
  /** Further single responses, before this one. */
  also?: readonly Omit<OcspOptions, 'responder' | 'also'>[];
  extensions?: readonly ExtraExtension[];
  signature?: SigningOptions;
  fault?: OcspFault;
}

const CODES: Partial<Record<OcspFault, number>> = { 'malformed-request': 1, 'internal-error': 2, 'try-later': 3, 'unauthorized': 6 };

const written = ({ oid: id, critical = false, value }: ExtraExtension): Bytes => extension(id, critical, value);

function statusOf({ status = 'good', revokedAt, thisUpdate, reason }: OcspOptions): Bytes {
  if (status === 'good') return contextPrimitive(0, new Uint8Array());
  if (status === 'unknown') return contextPrimitive(2, new Uint8Array());
  return context(1, generalizedTime(revokedAt ?? thisUpdate), ...(reason === undefined ? [] : [context(0, enumerated(REASONS[reason]))]));
}

function singleResponse(options: OcspOptions): Bytes {
  const { certificate, issuer, fault, digest: name = 'SHA-1' } = options;
  const issuerName = fault === 'cert-id-other-name' ? certificate.name : issuer.name;
  const issuerKey = fault === 'cert-id-other-key' ? testKey('somebody else') : issuer.key;
  const algorithm = fault === 'cert-id-unknown-digest' ? sequence(oid('1.3.6.1.4.1.99999.4')) : digestIdentifier(name, { withNull: true });
  const id = sequence(algorithm, octetString(digest(name, issuerName)), octetString(digest(name, publicKeyBits(issuerKey.spki))), integer(fault === 'cert-id-other-serial' ? certificate.serial + 1n : certificate.serial));
  const hash = fault === 'cert-hash-wrong' ? OTHER_KEY_IDENTIFIER : digest('SHA-256', certificate.certificate);
  const extensions = [
    ...(options.certHash || fault === 'cert-hash-wrong' ? [extension('1.3.36.8.3.13', false, sequence(digestIdentifier('SHA-256'), octetString(hash)))] : []),
    ...(options.archiveCutoff ? [extension('1.3.6.1.5.5.7.48.1.6', false, generalizedTime(options.archiveCutoff))] : []),
    ...(fault === 'single-critical-extension' ? [written(unknownExtension(true))] : []),
  ];
  return sequence(
    id, statusOf(options), generalizedTime(options.thisUpdate), ...(options.nextUpdate ? [context(0, generalizedTime(options.nextUpdate))] : []),
    ...(extensions.length > 0 ? [context(1, sequence(...extensions))] : []),
  );
}

/** An OCSP response (RFC 6960 section 4.2.1), right in every way but for `fault`. */
export async function ocspResponse(options: OcspOptions): Promise<Bytes> {
  const { issuer, fault, responder = issuer } = options;
  const code = fault && CODES[fault];
  if (code !== undefined) return sequence(enumerated(code));
  if (fault === 'malformed') return sequence(enumerated(0), context(0, sequence(oid('1.3.6.1.5.5.7.48.1.1'), octetString(sequence(nothing)))));
  const name = fault === 'responder-name-other' ? issuer.issuerName : responder.name;
  const extensions = [
    ...(options.nonce ? [extension('1.3.6.1.5.5.7.48.1.2', false, octetString(options.nonce))] : []), ...(options.extensions ?? []).map(written),
    ...(fault === 'critical-extension' ? [written(unknownExtension(true))] : []),
  ];
  const data = sequence(
    ...(fault === 'version-2' ? [context(0, integer(1))] : []),
    options.byKey ? context(2, octetString(keyIdentifier(responder.key.spki))) : context(1, name), generalizedTime(options.producedAt ?? options.thisUpdate),
    sequence(...(options.also ?? []).map(singleResponse), ...(fault === 'no-responses' ? [] : [singleResponse(options)])), ...(extensions.length > 0 ? [context(1, sequence(...extensions))] : []),
  );
  const key = fault === 'signature-by-other-key' ? testKey('somebody else', responder.key.kind) : responder.key;
  const value = await sign(key, data, options.signature);
  const certificates = fault === 'responder-certificate-missing' ? [] : options.certificates ?? (responder === issuer ? [] : [responder]);
  const algorithm = fault === 'algorithm-unknown' ? sequence(oid('1.3.6.1.4.1.99999.2')) : signatureIdentifier(responder.key, options.signature);
  const basic = sequence(data, algorithm, bitString(fault === 'signature-corrupt' ? flipBit(value) : value), ...(certificates.length > 0 ? [context(0, sequence(...certificates.map((each) => each.certificate)))] : []));
  const bytes = sequence(enumerated(0), context(0, sequence(oid(fault === 'type-unknown' ? '1.3.6.1.4.1.99999.6' : '1.3.6.1.5.5.7.48.1.1'), octetString(basic))));
  return fault === 'truncated' ? bytes.slice(0, -30) : fault === 'trailing-bytes' ? join(bytes, Uint8Array.of(0, 0)) : bytes;
}

/** The request that a verifier sends for one certificate: what a GET has in its path, in base64 (RFC 6960 appendix A.1). */
export function ocspRequest(certificate: TestIdentity, issuer: TestIdentity, name: DigestName = 'SHA-1'): Bytes {
  const id = sequence(digestIdentifier(name, { withNull: true }), octetString(digest(name, issuer.name)), octetString(digest(name, publicKeyBits(issuer.key.spki))), integer(certificate.serial));
  return sequence(sequence(sequence(sequence(id))));
}
