import type { Evidence } from '../report/report.js';
import type { Certificate, RevocationStatement, TrustAnchor } from '../x509/types.js';

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

export type TimestampKind = 'content' | 'signature' | 'archive' | 'document' | 'refs';

/** One building block's finding: what is wrong and where, by sub-indication, with facts for the reader. */
export interface ValidationProblem {
  sub: SubIndication;
  /** A short word for the exact rule that was missed, such as `key-usage`, `ess-signing-certificate`, `path-length`. */
  rule: string;
  params: Record<string, string | number>;
  /** Whether the same question may be answered another time (a fetch failed). */
  retryable: boolean;
}

/** A time-stamp as it was judged by itself. */
export interface TimestampConclusion {
  kind: TimestampKind;
  /** Milliseconds since 1970: what the token says. It proves something only where `indication` is TOTAL-PASSED. */
  time: number;
  indication: Indication;
  problems: readonly ValidationProblem[];
  authority?: Certificate;
  path: readonly Certificate[];
  anchor?: TrustAnchor;
}

/** The outcome of validating one signature (EN 319 102-1 sections 5.3, 5.5, 5.6). Facts; the policy of a verifier weighs them. */
export interface Conclusion {
  indication: Indication;
  /** The first problem's, where the indication is not TOTAL-PASSED. */
  sub?: SubIndication;
  /** Worst first. */
  problems: readonly ValidationProblem[];
  level?: BaselineLevel;
  signer?: Certificate;
  /** From the signer's certificate up to what the anchor issued. The anchor's own certificate is not in it. Empty where no path was found. */
  path: readonly Certificate[];
  anchor?: TrustAnchor;
  /** Milliseconds since 1970. `proved`: the earliest time at which a time-stamp that holds shows the signature to have existed; `claimed`: what the signer says. */
  time: { proved?: number; claimed?: number; /** The time that the certificates were judged at. */ judgedAt: number };
  timestamps: readonly TimestampConclusion[];
  /** What was found for the signer's certificate, if anything. */
  revocation?: RevocationStatement;
  algorithms: { digest?: string; signature?: string; /** Bits of an RSA modulus or of a curve. */ keyBits?: number };
  /** What was fetched for it. */
  evidence: readonly Evidence[];
}
