import type { IntakeLimits } from './intake/index.js';
import type { GuardedFetchOptions } from './net/guarded-fetch.js';
import type { Check, ExpectedPresentation, IssuerRegistry, JsonObject, JsonValue, Params, PolicyInput, RecipientClaim, Report } from './report/index.js';
import type { PlannedCheck } from './plan.js';
import type { SealTrust } from './securing/seals/trust.js';

/** How a verifier reaches the world and what its host trusts. Everything is optional; nothing is reached that is not here. */
export interface VerifierOptions extends Pick<GuardedFetchOptions, 'fetch' | 'resources' | 'offline' | 'cache' | 'relay'>, SealTrust {
  /** A policy's name, or one of the host's own. Default `default`. */
  policy?: string | PolicyInput;
  /** Lists of issuers that the host trusts, in order of authority. Default: none, so every issuer is `issuer.unchecked`. */
  registries?: readonly IssuerRegistry[];
  /** Default: the machine's clock. */
  clock?: () => Date;
  /** URLs of JSON-LD contexts beyond the bundled ones, and of shapes (SHACL) with what they import, that may be read from `resources` or the network. Shapes, and contexts for them alone, need not be named where `resources` hold them. */
  allowContexts?: readonly string[];
  limits?: Partial<Limits>;
}

/** Bounds on what one verification may cost. Each is a report's code when it is met, never an exception. */
export interface Limits extends IntakeLimits {
  /** Nested verifications (a list, a list's own list). Default 4. */
  nesting: number;
  /** Fetches for one input. Default 64. */
  fetches: number;
}

export interface VerifyOptions {
  /** The instant to judge at. Default: the verifier's clock. @throws RangeError when it is no instant. */
  at?: Date | string;
  /** Whose credential it should be: an e-mail address, or identifiers that the caller has authenticated. */
  recipient?: string | RecipientClaim;
  /** What a presentation was asked to answer. */
  presentation?: ExpectedPresentation;
  /** A profile to report conformance with: `vcalm-eddsa-v1`, `oid4-ecdsa-v1` or `ob3-direct-delivery-v1`. */
  profile?: string;
  policy?: string | PolicyInput;
  filename?: string;
  /** How the input came, where it is not evident from its type: text that was pasted is `text`, what a URL brought is `url`. */
  channel?: 'text' | 'bytes' | 'file' | 'url';
  /** Called for each check as it is decided, in the order of decision. What it throws is the caller's own. */
  onCheck?: (check: Check) => void;
  /** Aborting ends the verification early with what is known: the rest is `check.aborted`. */
  signal?: AbortSignal;
}

/** JSON text, bytes, a file, or an object that was parsed already (whose duplicate keys, if it had any, are lost). */
export type VerifyInput = string | Uint8Array | ArrayBuffer | Blob | JsonObject | JsonValue[];

export interface Verifier {
  /**
   * Judges one input. Content never makes it throw: whatever the input is, there is a report.
   * @throws TypeError for an unknown policy or profile, and with the first sealed document for `anchors` or `trustedLists` that cannot be read; RangeError for an `at` that is no instant: programmers' mistakes.
   */
  verify(input: VerifyInput, options?: VerifyOptions): Promise<Report>;
  /** Judges inputs that are said to be one award in several forms: one report, a subject each, and whether they agree. */
  verifyTogether(inputs: readonly VerifyInput[], options?: VerifyOptions): Promise<Report>;
  /** The report for an input that could not even be opened: `intake.readable` is `input.unreadable`, with the given reason in its params. */
  unreadable(reason: Params, options?: Omit<VerifyOptions, 'onCheck' | 'profile'>): Promise<Report>;
  /** The checks that will run, before they run, with the level that the policy gives each. */
  planChecks(options?: Pick<VerifyOptions, 'policy'>): PlannedCheck[];
}
