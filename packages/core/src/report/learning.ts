import type { ImageView, LocalizedText } from './report.js';

// What the European Learning Model says of learning, as a view. All of it is the document's claim.

/** A concept of a controlled vocabulary. `name` is the document's word for it; `label` is the vocabulary's, in English, where it is one that we know. */
export interface ConceptView {
  id?: string;
  name?: LocalizedText;
  label?: string;
  /** ISO 3166-1 alpha-2, where it is a country. */
  country?: string;
  pointer: string;
}

export interface IdentifierView { value: string; /** The scheme, as the document names it, or the property that it stands in. */ scheme?: string; country?: ConceptView; pointer: string }

export interface OrganisationView { id?: string; name?: LocalizedText; identifiers?: IdentifierView[]; countries?: ConceptView[]; url?: string; pointer: string }

/** A learning outcome, with the skills that it is related to: of ESCO and of other frameworks. */
export interface OutcomeView { title: LocalizedText; kind?: ConceptView; reusability?: ConceptView; escoSkills?: ConceptView[]; otherSkills?: ConceptView[]; pointer: string }

export interface CreditView { /** As the document writes it. */ points: string; framework?: ConceptView; /** What the learner received, not what can be had. */ received: boolean; pointer: string }

export interface GradeView {
  value: LocalizedText;
  status?: ConceptView;
  /** The scale that it is on. */
  scale?: LocalizedText;
  /** Percent of the group that did worse, the same, and better. */
  distribution?: { lower?: string; equal?: string; higher?: string };
  date?: string;
  pointer: string;
}

/** One claim of a European Digital Credential, with the claims that belong to it. What the specification says stands with the claim that it specifies. */
export interface ClaimView {
  type: 'achievement' | 'activity' | 'assessment' | 'entitlement' | 'other';
  id?: string;
  title: LocalizedText;
  description?: LocalizedText;
  /** The title of the specification, where it is another one. */
  specification?: LocalizedText;
  /** The specification is of a qualification. */
  qualification?: boolean;
  kinds?: ConceptView[];
  identifiers?: IdentifierView[];
  awardedBy?: OrganisationView[];
  awardingDate?: string;
  /** Who led the activity, or who assessed. */
  conductedBy?: OrganisationView[];
  eqfLevel?: ConceptView[];
  nqfLevel?: ConceptView[];
  educationLevel?: ConceptView[];
  /** ISCED-F 2013, and subjects of other schemes. */
  fields?: ConceptView[];
  outcomes?: OutcomeView[];
  outcomeSummary?: LocalizedText;
  credits?: CreditView[];
  /** ISO 8601 durations: what it took, and what it is reckoned at. */
  workload?: string;
  volume?: string;
  maximumDuration?: string;
  modes?: ConceptView[];
  settings?: ConceptView[];
  languages?: ConceptView[];
  entryRequirement?: LocalizedText;
  accreditations?: EvidenceView[];
  grade?: GradeView;
  /** How the learner's identity was checked, and who watched, at the assessment. */
  idVerification?: ConceptView;
  periods?: { start?: string; end?: string }[];
  countries?: ConceptView[];
  /** Of an entitlement. */
  entitlementStatus?: ConceptView;
  expiryDate?: string;
  notes?: LocalizedText[];
  documents?: { url: string; title?: LocalizedText }[];
  parts?: ClaimView[];
  provenBy?: ClaimView[];
  influencedBy?: ClaimView[];
  entitlesTo?: ClaimView[];
  pointer: string;
}

/** A mandate, an accreditation or a conversion, as the document says. Nobody has confirmed it. */
export interface EvidenceView { kind?: ConceptView; title?: LocalizedText; statement?: string; organisations?: OrganisationView[]; accreditations?: EvidenceView[]; expiryDate?: string; pointer: string }

export interface DisplayView { language?: ConceptView; page?: number; image: ImageView }

/** The elements of the annex to the Council Recommendation on a European approach to micro-credentials, the mandatory ones first. */
export type QualityElementId =
  | 'learner' | 'title' | 'country' | 'awarding-body' | 'date' | 'learning-outcomes' | 'workload' | 'level' | 'assessment' | 'participation' | 'quality-assurance'
  | 'prerequisites' | 'supervision' | 'grade' | 'stackability' | 'further-information';

export interface QualityElement {
  element: QualityElementId;
  /** The Recommendation asks for it only where it is relevant. */
  optional?: boolean;
  present: boolean;
  /** Where it stands. */
  pointer?: string;
  /** What stands there. */
  text?: LocalizedText;
}
