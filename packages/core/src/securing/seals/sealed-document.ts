import type { Findings } from '../../report/finding.js';
import type { CredentialView, MetadataFact, Problem, ProofFact, Qualification, Report, SignatureFact } from '../../report/report.js';
import type { CollectionMember } from '../../report/subject.js';

/** Who stands behind a document's seals, as far as is proven. */
export interface SignerIdentity {
  /** By which a host's list may know them: the identifier of the organisation, then the certificate as `sha256:` and hexadecimal digits. */
  ids: readonly string[];
  /** The same of each that must be known: every seal, or every signature where there is no seal. */
  parties: readonly (readonly string[])[];
  /** Names of the certificate. */
  names: readonly string[];
  /** Whether the signature was made with the certificate's key, and somebody trusted vouches for the certificate. */
  proven: boolean;
}

/** What a mechanism found of a document that certificates protect. */
export interface SealedDocument {
  /** `format.data-model`, all of `proof.*`, `issuer.identity`, `issuer.qualification` and `status.revocation`: the worst over all of its signatures. */
  findings: Findings;
  signatures: SignatureFact[];
  qualification: Qualification;
  trustedLists?: NonNullable<Report['trustedLists']>;
  proofs: ProofFact[];
  /** What was noticed in reading the document. */
  notes: Problem[];
  view: CredentialView;
  attachments: readonly CollectionMember[];
  signer: SignerIdentity;
  /** Of a PDF: its own description. */
  metadata?: MetadataFact[];
  /** Of a PDF: the text of its pages, as the last one who sealed or signed it saw them. */
  pageText?: () => string;
}
