import type { SubIndication } from '../report/signature-fact.js';
import type { AlgorithmIdentifier, Certificate } from '../x509/types.js';

/** RFC 5652 section 5.3: how a SignerInfo names its certificate. It is protected by nothing. */
export type SignerIdentifier =
  | { kind: 'issuer-and-serial'; /** DER of the name. */ issuer: Uint8Array; /** Lower-case hexadecimal, the INTEGER's contents octets. */ serialNumber: string }
  | { kind: 'key-identifier'; keyIdentifier: Uint8Array };

export interface Attribute { oid: string; /** Each as it is encoded, tag and length included. */ values: readonly Uint8Array[] }

export interface SignerInfo {
  version: number;
  sid: SignerIdentifier;
  digestAlgorithm: AlgorithmIdentifier;
  signatureAlgorithm: AlgorithmIdentifier;
  signature: Uint8Array;
  /** `bytes`: what is signed, the SET OF with its universal tag, in the order that it was written (section 5.4). */
  signedAttributes?: { bytes: Uint8Array; attributes: readonly Attribute[] };
  unsignedAttributes: readonly Attribute[];
}

/** A ContentInfo of type SignedData (section 5.1), as it was read. Nothing of it is verified. */
export interface SignedData {
  version: number;
  digestAlgorithms: readonly AlgorithmIdentifier[];
  contentType: string;
  /** eContent; absent where the content is detached. */
  content?: Uint8Array;
  /** DER of each. Attribute certificates and other formats are counted. */
  certificates: readonly Uint8Array[];
  otherCertificates: number;
  crls: readonly Uint8Array[];
  /** OCSPResponse or BasicOCSPResponse, each as it is encoded. */
  ocsps: readonly Uint8Array[];
  signers: readonly SignerInfo[];
  /** Octets behind it that are not zero: `true` is a fault of whatever contains it. */
  trailing: boolean;
}

export type SignedDataReading = { ok: true; signedData: SignedData } | { ok: false; /** A short word for where it does not add up. */ reason: string };

/** Validation material that attributes carry (ETSI EN 319 122-1 section 5.4, and Adobe's attribute for the same). DER each. */
export interface AttributeMaterial { certificates: readonly Uint8Array[]; crls: readonly Uint8Array[]; ocsps: readonly Uint8Array[] }

export interface CmsProblem { sub: SubIndication; /** A short word for the exact rule. */ rule: string; params: Record<string, string | number> }

export interface CmsNote { rule: string; params: Record<string, string | number> }

/** RFC 5652 sections 5.4 to 5.6, EN 319 122-1: what one SignerInfo says of content, and whether that holds under the key of its certificate. Whether the certificate holds is not judged. */
export interface SignerVerification {
  /** The one whose key verified, or that the attributes name. */
  certificate?: Certificate;
  /** Empty asserts: the digest is the content's, the signature value is over these attributes (or the content) and made by the certificate's key, and the certificate is the one that is named. */
  problems: readonly CmsProblem[];
  notes: readonly CmsNote[];
  /** In the words of FIPS 180 and 202. */
  digest?: string;
  signature: { name?: string; digest?: string; keyBits?: number };
  /** Claimed: the signing-time attribute. */
  signingTime?: number;
}
