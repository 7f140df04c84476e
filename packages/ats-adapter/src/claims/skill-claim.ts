import type { LocalizedText } from '@credlens/core/report';
import type { EvidenceProfile } from './evidence-profile.js';

/** Where in a credential a claim was read. */
export interface ClaimSource {
  /** The credential's own `id`, where it has one. */
  credentialId?: string;
  /** RFC 6901, into the document that its proof covers. */
  pointer: string;
}

/** A skill that a credential says its subject has. What the claim is worth is in `evidence`; what the skill means is for a matcher. */
export interface SkillClaim {
  /** Unique within one match. */
  id: string;
  /** As the document names it, by language. */
  name: LocalizedText;
  /** The skill's identifier in its framework (an ESCO URI, a CTID), where the document gives one. */
  frameworkId?: string;
  /** False where the document says that it was not attained: a failed or unfinished result. */
  attained: boolean;
  source: ClaimSource;
  evidence: EvidenceProfile;
}
