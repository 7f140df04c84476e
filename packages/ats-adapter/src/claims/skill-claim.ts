import type { LocalizedText } from '@credlens/core/report';
import type { Identifier } from '../identifiers/identifier.js';
import type { EvidenceProfile } from './evidence-profile.js';

/** Where skills stand in credentials, the surest place first. The order is that in which two claims of one skill in one credential are preferred. */
export const CLAIM_FIELDS = [
  'relatedESCOSkill', 'alignment', 'relatedSkill', 'result-alignment', 'rubric-alignment', 'skill', 'learningOutcome', 'learningOutcomeSummary', 'tag', 'field-of-study', 'achievement-name', 'criteria', 'description',
] as const;
export type ClaimField = (typeof CLAIM_FIELDS)[number];

/** How the skill came to be stated, as far as the document says. `attended`: being there; `claimed`: nothing says how. */
export type EvidenceKind = 'assessed' | 'certified' | 'attended' | 'endorsed' | 'claimed';

/** Where in a credential a claim was read. */
export interface ClaimSource {
  /** Digest of the credential's bytes, lower-case hexadecimal: `input.sha256` of its report. */
  credential: string;
  /** The credential's own `id`, where it has one. */
  credentialId?: string;
  /** The credential's title, as it writes it. */
  title?: LocalizedText;
  /** The achievement's `id`, where it has one: what several credentials say of one achievement is one thing. */
  achievementId?: string;
  field: ClaimField;
  /** Which part, counted from 1, where one text there names several things: a list with commas, the clauses of a narrative. */
  part?: number;
  /** Identifiers of achievements and credentials that the learner record around it calls the same, or that one replaces by the other; sorted. What they say is one thing and counts once. */
  sameAs?: string[];
  /** Likewise of what it is a part or a child of: the whole and its part are one thing too. */
  partOf?: string[];
  /** RFC 6901, into the document that its proof covers. */
  pointer: string;
}

/** A level on a scale. Two levels are compared only on the same scale. */
export interface SkillLevel {
  /** `eqf`, `digcomp`, or the identifier or name of the document's own scale. */
  scale: string;
  /** Counted from 1, where the scale's order is known; `of` is the highest. */
  ordinal?: number;
  of?: number;
  label?: string;
}

/** Why a claim does not say that the skill was attained. `below-required-level`: what was reached is below what the document itself requires, or cannot be compared with it. */
export type NotAttained = 'failed' | 'withdrawn' | 'in-progress' | 'enrolled' | 'on-hold' | 'below-required-level';

/** A skill that a credential says its subject has. What the claim is worth is in `evidence`; what the skill means is for a matcher. */
export interface SkillClaim {
  /** Digest of credential, place and achievement: the same claim has the same identifier whatever stands beside it. */
  id: string;
  /** As the document names it, by language (BCP 47; `und` where it names none). */
  name: LocalizedText;
  /** All that the document gives for it, skills before groups, normalised. Empty: it has a name alone. */
  identifiers: Identifier[];
  /** The framework's name, as the document writes it. */
  framework?: string;
  level?: SkillLevel;
  /** False where the document says that it was not attained. */
  attained: boolean;
  notAttained?: NotAttained;
  source: ClaimSource;
  kind: EvidenceKind;
  /** ISO 8601, as the document writes it: when it was awarded, or the activity ended. */
  awarded?: string;
  /** The holder says it of themselves: nobody else answers for it, whatever envelope it came in. */
  selfAsserted: boolean;
  evidence: EvidenceProfile;
}
