import type { Params } from './report.js';

/** EN 319 102-1 section 5.1.3, table 5. */
export type Indication = 'TOTAL-PASSED' | 'INDETERMINATE' | 'TOTAL-FAILED';

/** EN 319 102-1 table 6, in its words. */
export type SubIndication =
  | 'FORMAT_FAILURE' | 'HASH_FAILURE' | 'SIG_CRYPTO_FAILURE' | 'REVOKED' | 'EXPIRED' | 'NOT_YET_VALID'
  | 'SIG_CONSTRAINTS_FAILURE' | 'CHAIN_CONSTRAINTS_FAILURE' | 'CERTIFICATE_CHAIN_GENERAL_FAILURE' | 'CRYPTO_CONSTRAINTS_FAILURE'
  | 'POLICY_PROCESSING_ERROR' | 'SIGNATURE_POLICY_NOT_AVAILABLE' | 'TIMESTAMP_ORDER_FAILURE' | 'NO_SIGNING_CERTIFICATE_FOUND'
  | 'NO_CERTIFICATE_CHAIN_FOUND' | 'NO_CERTIFICATE_CHAIN_FOUND_NO_POE' | 'REVOKED_NO_POE' | 'REVOKED_CA_NO_POE' | 'OUT_OF_BOUNDS_NOT_REVOKED' | 'OUT_OF_BOUNDS_NO_POE'
  | 'REVOCATION_OUT_OF_BOUNDS_NO_POE' | 'CRYPTO_CONSTRAINTS_FAILURE_NO_POE' | 'NO_POE' | 'TRY_LATER' | 'SIGNED_DATA_NOT_FOUND';

/** Baseline level by what the signature holds; it says nothing of whether that holds. */
export type BaselineLevel = 'B' | 'T' | 'LT' | 'LTA';

/**
 * What a seal or signature is under eIDAS (articles 3(10) to 3(12) and 3(25) to 3(27)), decided by the trusted lists as TS 119 615 has it. `QESeal` and `QESig` are qualified; `-QC` is advanced with a qualified certificate;
 * `AdES` is one whose kind no list tells; `not-AdES` one that does not hold. It says who sealed, not that they may award what the document says.
 */
export type Qualification = 'QESeal' | 'QESig' | 'AdESeal-QC' | 'AdESig-QC' | 'AdESeal' | 'AdESig' | 'AdES' | 'not-AdES' | 'indeterminate';

/** Who a certificate says it belongs to. Personal numbers are left out. It is established only where the path to an anchor holds. */
export interface SignerFact {
  /** The organisation of a seal, the person of a signature. */
  name: string;
  organization?: string;
  /** `VATES-A00000000`, `NTRCZ-12345678`, `LEIXG-…` (EN 319 412-1 section 5.1.4). */
  organizationIdentifier?: string;
  country?: string;
  /** The organisation in a natural person's certificate: on whose behalf. A claim of the certificate. */
  onBehalfOf?: string;
  /** True where the name is a pseudonym, which the certificate says. */
  pseudonym?: boolean;
  /** The issuer's name, as its certificate has it. */
  issuer: string;
  /** Lower-case hexadecimal SHA-256 of the certificate. */
  sha256: string;
  /** ISO 8601, UTC. */
  validFrom: string;
  validUntil: string;
}

/** A time-stamp in or beside a signature. */
export interface TimestampFact {
  kind: 'content' | 'signature' | 'archive' | 'document' | 'refs';
  /** ISO 8601, UTC: what its authority says. It proves that time only where `indication` is TOTAL-PASSED. */
  time: string;
  indication: Indication;
  subIndication?: SubIndication;
  authority?: string;
  /** Whether a trusted list knows the authority's service as qualified, where lists were at hand. */
  qualified?: boolean;
}

/** Something that happened to a file after it was signed. */
export interface ChangeFact {
  /** The update that made it; 1 is the first after the file's original. */
  revision: number;
  kind: string;
  permitted: boolean;
  /** The published attack that it is, by the name that its finders gave it. */
  attack?: string;
  detail?: string;
}

/** A trusted list that an answer stands on, or the one that it would need. */
export interface TrustedListFact {
  /** `EU` for the list of lists, otherwise the country as the lists write it. */
  territory: string;
  state: string;
  sequence?: number;
  /** ISO 8601, UTC. */
  issued?: string;
  nextUpdate?: string;
  /** Of the list as it was read. */
  sha256?: string;
}

/** One seal, signature or document time-stamp, as it was judged by itself (EN 319 102-1). The checks weigh them all together. */
export interface SignatureFact {
  /** `/signatures/0` and so on. */
  pointer: string;
  format: 'PAdES' | 'PKCS7' | 'document-timestamp' | 'JAdES' | 'XAdES';
  /** By the certificate: a legal person seals, a natural person signs. */
  kind: 'seal' | 'signature' | 'timestamp' | 'unknown';
  indication: Indication;
  subIndication?: SubIndication;
  /** The exact rules that were missed, worst first. */
  rules: { subIndication: SubIndication; rule: string; params?: Params }[];
  level?: BaselineLevel;
  signer?: SignerFact;
  /** ISO 8601, UTC. `proved`: the earliest time by which a time-stamp that holds shows it to have existed. `claimed`: what the signer says. */
  time: { proved?: string; claimed?: string };
  timestamps: TimestampFact[];
  /** The name of the anchor that its path ends at, and what it is. */
  anchor?: { name: string; by: 'host' | 'trusted-list' };
  revocation?: { status: 'good' | 'revoked' | 'unknown'; source: 'ocsp' | 'crl'; at: string; revokedAt?: string; reason?: string };
  algorithms: { digest?: string; signature?: string; keyBits?: number };
  /** Of a PDF: which revision of how many it covers, how many bytes, and what came after. */
  covers?: { revision: number; revisions: number; bytes: number; wholeFile: boolean };
  /** Of a certification signature: what its author lets others change. */
  certifies?: 'nothing' | 'forms' | 'forms-and-annotations';
  changes: ChangeFact[];
  qualification: Qualification;
  /** What it would be if it held, at the time that is proved, or claimed where none is: of a signature that is undecided, the list's own answer. It is no qualification. */
  ifHeld?: Qualification;
  /** Why: a word such as `service-granted` or `list-missing`. */
  qualifiedBy?: { reason: string; territory?: string; provider?: string; service?: string; qscd?: boolean; list?: TrustedListFact };
  /** Of a counter-signature: the pointer of the signature that it is over. Whoever made it has not sealed the document. */
  counterSignatureOf?: string;
  /** What the document says of it, unproved: the field's name, reason, place, contact, name. */
  claims: { field?: string; name?: string; reason?: string; location?: string; contact?: string };
}
