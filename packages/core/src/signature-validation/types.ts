import type { Evidence } from '../report/report.js';
import type { BaselineLevel, Indication, SubIndication } from '../report/signature-fact.js';
import type { Certificate, RevocationStatement, TrustAnchor } from '../x509/types.js';

export type { BaselineLevel, Indication, SubIndication } from '../report/signature-fact.js';

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

/** What is worth saying and decides nothing: a word, with facts. */
export interface ValidationNote { rule: string; params: Record<string, string | number> }

/** A time-stamp as it was judged by itself. */
export interface TimestampConclusion {
  kind: TimestampKind;
  /** Milliseconds since 1970: what the token says, 0 where it cannot be read. It proves something only where `indication` is TOTAL-PASSED. */
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
  /** Why none is needed: it is the anchor itself, or says so of itself (RFC 6960 section 4.2.2.2.1, EN 319 412-1 section 5.2). */
  revocationExempt?: 'anchor' | 'no-check' | 'validity-assured';
  algorithms: { digest?: string; signature?: string; /** Bits of an RSA modulus or of a curve. */ keyBits?: number };
  /** What was fetched for it. */
  evidence: readonly Evidence[];
  notes?: readonly ValidationNote[];
}
