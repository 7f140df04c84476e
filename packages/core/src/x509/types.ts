/** DER with what stands behind its own encoding: algorithm and parameters as they were written. */
export interface AlgorithmIdentifier { oid: string; /** DER; absent where there are none. */ parameters?: Uint8Array }

export interface Extension { oid: string; critical: boolean; /** The contents of its OCTET STRING: DER of the extension itself. */ value: Uint8Array }

/** RFC 5280 section 4.1.2.4. */
export interface DistinguishedName {
  der: Uint8Array;
  /** In the order of the name; text as decoded, whatever its string type. */
  attributes: readonly { oid: string; value: string }[];
  /** Equal for names that RFC 5280 section 7.1 compares as equal (case and white space folded). Look-alikes in other scripts stay different. */
  key: string;
}

/** A certificate as it was read. Nothing of it is verified. */
export interface Certificate {
  der: Uint8Array;
  /** Lower-case hexadecimal SHA-256 of `der`. */
  sha256: string;
  /** The bytes that are signed. */
  tbs: Uint8Array;
  version: number;
  /** Lower-case hexadecimal, as the INTEGER's contents octets. */
  serialNumber: string;
  issuer: DistinguishedName;
  subject: DistinguishedName;
  /** Milliseconds since 1970. */
  notBefore: number;
  notAfter: number;
  /** DER of SubjectPublicKeyInfo. */
  spki: Uint8Array;
  /** The outer algorithm, and the one inside what is signed: they must be the same (section 4.1.1.2). */
  signatureAlgorithm: AlgorithmIdentifier;
  signature: Uint8Array;
  extensions: readonly Extension[];
  /** What is wrong with its form, though it could be read: an extension twice, a version that does not fit, algorithms that differ. Never empty is never trusted. */
  defects: readonly string[];
}

/** Who stands behind an anchor: the host itself, or a service of a trusted list. */
export type AnchorOrigin =
  | { kind: 'host'; name: string }
  | { kind: 'trusted-list'; territory: string; /** Index into the services of the lists that gave it. */ service: number };

/** RFC 5280 section 6.1.1 (d): a name and a key that are trusted. A certificate is optional: a trusted list may give none. */
export interface TrustAnchor {
  subject: DistinguishedName;
  spki: Uint8Array;
  /** Lower-case hexadecimal SHA-256 of the anchor's certificate, where there is one. */
  sha256?: string;
  certificate?: Certificate;
  origin: AnchorOrigin;
}

/** What a path may end at. Several sources are asked as one. */
export interface AnchorSource {
  /** Anchors that are this very certificate: the same digest, or the same name and key. */
  matching(certificate: Certificate): readonly TrustAnchor[];
  /** Anchors whose name is the certificate's issuer: candidates whose key must still verify it. */
  issuersOf(certificate: Certificate): readonly TrustAnchor[];
}

/** One revocation statement that was found for a certificate and whose signature and signer hold. */
export interface RevocationStatement {
  source: 'ocsp' | 'crl';
  status: 'good' | 'revoked' | 'unknown';
  /** Milliseconds since 1970. */
  revokedAt?: number;
  /** RFC 5280 section 5.3.1, in its words: `keyCompromise`, `certificateHold` … */
  reason?: string;
  thisUpdate: number;
  nextUpdate?: number;
  producedAt?: number;
  /** RFC 5280 section 5.3.2: since when the key may have been another's. */
  invalidityDate?: number;
  /** RFC 6960 section 4.4.4, or X.509's expiredCertsOnCRL: statements for certificates that expired since then are still given. */
  archiveCutoff?: number;
  /** Whose key signed it, where it is not the issuer's own: a responder that the issuer named. */
  responder?: Certificate;
  /** What it was signed with, and the key: how strong they are is for others to weigh. */
  signatureAlgorithm: AlgorithmIdentifier;
  signerKey: Uint8Array;
  /** Of the whole response or list. */
  sha256: string;
  der: Uint8Array;
}
