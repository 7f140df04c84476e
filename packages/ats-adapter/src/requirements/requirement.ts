import type { LocalizedText } from '@credlens/core/report';
import type { EvidenceKind, SkillLevel } from '../claims/skill-claim.js';
import type { Identifier } from '../identifiers/identifier.js';

export type Importance = 'required' | 'preferred';

/** Who says that the job asks for it: the employer's own data, a program that read a text, or an occupation's usual skills. The last two wait for a person to confirm them. */
export type Origin = 'structured' | 'extracted' | 'occupation-template';

/** One thing that a job asks for. */
export interface Requirement {
  /** Unique within one job, and the same whatever the order: a digest of what it says, unless the source gives one. */
  id: string;
  label: LocalizedText;
  /** Normalised; empty where the employer gives a name alone. */
  identifiers: Identifier[];
  importance: Importance;
  level?: SkillLevel;
  /** The kinds of evidence that the employer wants, if not the policy's. */
  evidence?: EvidenceKind[];
  /** The employer's own, where they give one. Nothing is weighted otherwise. */
  weight?: number;
  origin: Origin;
  /** False for what waits for a person. A requirement that nobody confirmed is reported, and counts in no coverage. */
  confirmed: boolean;
  /** RFC 6901 into the posting, or `chars:FROM-TO` into its text. */
  source: string;
}

/** What a job asks for, read from a posting. */
export interface JobRequirements {
  schema: 'credlens-requirements/1';
  job: { id?: string; title?: LocalizedText; /** SHA-256 of the posting as it was given, lower-case hexadecimal. */ digest: string };
  requirements: Requirement[];
  /** What could not be read, and what is no skill (an occupation, a level, a course), each with its place. */
  notices: RequirementNotice[];
}

export type RequirementNoticeCode = 'identifier-malformed' | 'not-a-skill' | 'no-label' | 'too-many' | 'unreadable' | 'importance-assumed';
export interface RequirementNotice { code: RequirementNoticeCode; source: string; text?: string }
