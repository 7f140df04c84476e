import type { GuardedFetch } from '../report/context.js';
import type { AlgorithmIdentifier, AnchorSource, Certificate, TrustAnchor } from '../x509/types.js';
import type { BaselineLevel, TimestampKind, ValidationNote, ValidationProblem } from './types.js';

/**
 * When a thing came into the container, as an ordinal of the container's own: whatever protects a layer protects all below it. In a PDF it is the index of the revision; in JAdES the place
 * in `etsiU`. Layer -1 is what the signature itself protects (signed attributes): it is proved wherever the signature is.
 */
export type Layer = number;

/** DER of a certificate revocation list, a BasicOCSPResponse, or an OCSPResponse. Which of them it is, is read from it. */
export interface RevocationMaterial { der: Uint8Array; layer: Layer }

export interface TimestampInput {
  kind: TimestampKind;
  /** DER of the time-stamp token (a CMS ContentInfo). */
  token: Uint8Array;
  /** The bytes that its imprint is over; absent where they cannot be put together, which is SIGNED_DATA_NOT_FOUND for the time-stamp. */
  data?: Uint8Array;
  /**
   * What it proves to have existed: `signed-data` (before the signature, kind `content`), `signature` (its value and what that protects), or everything up to a layer, the signature with it where
   * its layer is no higher.
   */
  covers: 'signed-data' | 'signature' | Layer;
  /** Where it lies itself. What lies within its own token is never proved by it. */
  layer: Layer;
  /** The container's own findings, such as a range that is malformed (FORMAT_FAILURE). */
  problems?: readonly ValidationProblem[];
}

/** One use of algorithms, to be judged against the dates until which they count (5.2.8), as `algorithmFaults` of the room `x509` takes it. */
export interface AlgorithmUse {
  /** A digest by OID or by name (`SHA-256`); also the one that a signature algorithm of CMS leaves out. */
  digest?: string;
  signature?: AlgorithmIdentifier;
  /** DER of SubjectPublicKeyInfo. */
  spki?: Uint8Array;
}

/** One signature, as its container describes it. Nothing in it is trusted but the problems, which are the container's own findings. */
export interface SignatureInput {
  /** 5.2.2. Any is the end: the signature is TOTAL-FAILED with FORMAT_FAILURE. */
  format: readonly ValidationProblem[];
  /** 5.2.3: DER of the certificate that the signature names as its signer's, and what is wrong with how it names it (NO_SIGNING_CERTIFICATE_FOUND). */
  signer: { certificate?: Uint8Array; problems: readonly ValidationProblem[] };
  /** 5.2.7: HASH_FAILURE, SIG_CRYPTO_FAILURE, SIGNED_DATA_NOT_FOUND. Empty asserts that digest and signature value were computed and hold under the signer's key. */
  integrity: readonly ValidationProblem[];
  /** 5.2.8: SIG_CONSTRAINTS_FAILURE and what belongs to it, CHAIN_CONSTRAINTS_FAILURE of what the container demands of the signer. */
  constraints: readonly ValidationProblem[];
  /** 5.2.4: the signature policy that the signer names (EPES), an OID or URL; `implied`, or `unreadable`. */
  signaturePolicy?: string;
  /** All of the signature itself: the digest of what is signed, the signature. Those of certificates and time-stamps are found where these are judged. */
  algorithms: readonly AlgorithmUse[];
  /** Their names for a reader. */
  names?: { digest?: string; signature?: string; keyBits?: number };
  /** DER, from wherever: hints for building paths. */
  certificates: readonly { der: Uint8Array; layer: Layer }[];
  revocation: readonly RevocationMaterial[];
  timestamps: readonly TimestampInput[];
  /** Milliseconds since 1970. */
  claimedTime?: number;
  layer: Layer;
  /** Default: by what is here (`levelOf`). */
  level?: BaselineLevel;
  /** What is worth saying and decides nothing. */
  notes?: readonly ValidationNote[];
}

/** What a verifier may set otherwise. Times are seconds. */
export interface ValidationPolicy {
  /** By how much clocks may differ. Default 300. */
  clockToleranceSeconds: number;
  /**
   * What a statement that a certificate is not revoked counts for. `in-force`: up to its nextUpdate (5.2.5). `issued-after`: only for what was before it was issued, as is certain (a grace period).
   * Default `in-force`.
   */
  revocation: 'in-force' | 'issued-after';
  /** How old a statement may be, whatever its nextUpdate says; absent: as it says. */
  revocationMaxAgeSeconds?: number;
  /** Whether certificates that issue others need a statement too. Default true. */
  revocationOfIssuers: boolean;
  /** Whether a statement must be newer than a signature time that is proved, where the network may be asked. Default true: it is tried, and the older one counts where it cannot be had. */
  refreshRevocation: boolean;
  /**
   * For which time a time-stamp authority must be known not to have been revoked. `at-its-time`: when it stamped, as what the token carries can show for ever. `now`: today, which only a fetched statement can.
   * That it was revoked counts in either case. Default `at-its-time`.
   */
  timestampRevocation: 'at-its-time' | 'now';
  /** Key usage that the signer's certificate must have one of (CHAIN_CONSTRAINTS_FAILURE). Default digitalSignature, nonRepudiation. Empty: any. */
  keyUsage: readonly string[];
  /**
   * What a signature policy that the signer names asks of us. `note`: it is told and not processed, as it need not be to know whether a signature holds. `process`: it must be, and since none can be,
   * the signature is SIGNATURE_POLICY_NOT_AVAILABLE. Default `note`.
   */
  signaturePolicy: 'note' | 'process';
  /** Requests for one signature, those for its time-stamps among them. Default 12. */
  maxFetches: number;
}

/** What the process reaches the world by. A room above takes it from `Context`. */
export interface ValidationEnvironment {
  /** What a signer's path may end at. */
  anchors: AnchorSource;
  /** What a time-stamp authority's path may end at. Default: `anchors`. */
  timestampAnchors?: AnchorSource;
  /** OCSP responders that the host or a trusted list names, whoever issued their certificates (RFC 6960 section 4.2.2.2, item 1). */
  responders?: readonly Certificate[];
  /** Until when an anchor is trusted, in milliseconds since 1970; what is proved to be older still may end at it. Default: there is no end. */
  anchorUntil?(anchor: TrustAnchor): number | undefined;
  /** The instant to judge at, in milliseconds since 1970. */
  now: number;
  /** Absent: nothing is fetched, and what is missing stays so. */
  fetch?: GuardedFetch;
  signal?: AbortSignal;
  /** Remembers an answer for the whole verification, so that signatures which share an issuer read its list once. */
  once?<T>(key: string, ask: () => Promise<T>): Promise<T>;
  policy?: Partial<ValidationPolicy>;
}

