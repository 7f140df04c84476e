import type { Code } from './codes.js';
import type { JsonObject } from './json.js';
import type { Evidence, Problem, ProofFact } from './report.js';

export type DocumentKind = 'credential' | 'presentation';

/** What intake made of the bytes. */
export type Artifact =
  | { kind: 'document'; what: DocumentKind; mediaType: string; bytes: Uint8Array; document: JsonObject; problems: Problem[] }
  | { kind: 'collection'; mediaType: string; bytes: Uint8Array; members: JsonObject[]; problems: Problem[] }
  /** Nothing to verify, or nothing that can be: `code` says which check stops here and why. */
  | { kind: 'none'; mediaType: string; bytes: Uint8Array; check: 'intake.readable' | 'intake.credential'; code: Code; problems: Problem[]; params?: Record<string, string | number> };

/** Whether the issuer (or holder) itself authorises the key of a proof. */
export interface KeyBinding { code: Code; problems: Problem[]; evidence: Evidence[]; verificationMethod?: string; controller?: string }

/** One proof, as the securing floor found it. */
export interface SecuredProof {
  fact: ProofFact;
  /** The proof as its maker wrote it. */
  proof: JsonObject;
  signature: { code: Code; problems: Problem[] };
  key: KeyBinding;
}

/** What of a document its proofs do not protect, and by which contexts it was read. */
export interface Coverage { code: Code; problems: Problem[]; evidence: Evidence[] }

/** A document with what its proofs say. Checks and view read `document` alone: it is what the signature covers, as its issuer wrote it. */
export interface Subject {
  what: DocumentKind;
  document: JsonObject;
  mediaType: string;
  proofs: SecuredProof[];
  coverage: Coverage;
}
