import type { Code } from './codes.js';
import type { JsonObject } from './json.js';
import type { Findings } from './finding.js';
import type { Evidence, Params, Problem, ProofFact } from './report.js';

export type DocumentKind = 'credential' | 'presentation';

interface Taken {
  /** Of the whole input, as it came. */
  mediaType: string;
  bytes: Uint8Array;
  /** Of what was found inside, where the input was a container (a baked picture) or had to be recovered (another encoding). */
  contains?: string;
  /** What was noticed on the way; each is listed with `intake.readable`. */
  problems: Problem[];
  /** What was fetched to get at it; each is listed with `intake.readable`. */
  evidence?: Evidence[];
}

/** What intake made of the bytes. `bytes` are those of the input; what was inside a container is in the artifact itself. */
export type Artifact =
  | Taken & { kind: 'document'; what: DocumentKind; document: JsonObject }
  /** A compact JWS or an SD-JWT (RFC 7515, RFC 9901): `text` is the exact token. */
  | Taken & { kind: 'token'; form: 'jwt' | 'sd-jwt'; text: string }
  /** An Open Badges 2.0 or 1.x assertion: its JSON, a JWS of it, or the address where it is hosted. */
  | Taken & { kind: 'open-badge-2'; assertion: JsonObject | string }
  /** Text that is one https address: the input is what stands there. */
  | Taken & { kind: 'reference'; url: string }
  /** A PDF, with its exact bytes: whether it is sealed, and what is attached to it, its own structure says. */
  | Taken & { kind: 'pdf'; file: Uint8Array }
  /** Sealed JSON: UTF-8 of a JWS in any of its serializations. Its strings are what was written; spaces between them are nobody's concern. */
  | Taken & { kind: 'jades'; file: Uint8Array }
  /** A European credential in XML, or a presentation of one, by its first element alone: whether it is XML, and sealed, is seen later. */
  | Taken & { kind: 'xades'; text: string }
  | Taken & { kind: 'collection'; members: readonly CollectionMember[] }
  /** Nothing to verify, or nothing that can be: `code` says which check stops here and why. */
  | Taken & { kind: 'none'; check: 'intake.readable' | 'intake.credential'; code: Code; params?: Params };

/** One of several things in an input, with its exact bytes, for intake to read in its turn. `sealed` is false where it came after a seal of what it is attached to. */
export interface CollectionMember { pointer: string; bytes: Uint8Array; filename?: string; sealed?: false }

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
  /** What a mechanism answers in place of a check that reads Data Integrity proofs or VCDM members: registered claims of a token, the hosting of an Open Badge 2.0. */
  findings?: Findings;
}
