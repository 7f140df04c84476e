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

export interface OrganisationView {
  id?: string;
  name?: LocalizedText;
  /** What it is called besides. */
  otherName?: LocalizedText;
  identifiers?: IdentifierView[];
  countries?: ConceptView[];
  /** Regions and places in them, by the document's words. */
  regions?: ConceptView[];
  /** In full, as the document writes it. */
  address?: LocalizedText;
  url?: string;
  /** What the document says of who accredited the organisation. */
  accreditations?: EvidenceView[];
  pointer: string;
}

/** A learning outcome, with the skills that it is related to: of ESCO and of other frameworks. */
export interface OutcomeView { title: LocalizedText; kind?: ConceptView; reusability?: ConceptView; escoSkills?: ConceptView[]; otherSkills?: ConceptView[]; pointer: string }

export interface CreditView { /** As the document writes it. */ points: string; framework?: ConceptView; /** What the learner received, not what can be had. */ received: boolean; pointer: string }

export interface GradeView {
  value: LocalizedText;
  status?: ConceptView;
  /** The scale that it is on, and what is said of it. */
  scale?: LocalizedText;
  scaleDescription?: LocalizedText;
  /** How many had which result, as the document counts them. */
  results?: { label: string; count?: string; score?: string; minimum?: string; maximum?: string }[];
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
  /** What the claim, or what specifies it, is called besides. */
  otherTitle?: LocalizedText;
  description?: LocalizedText;
  /** Title and description of the specification, where they are others. */
  specification?: LocalizedText;
  specificationDescription?: LocalizedText;
  /** The specification is of a qualification; of a part of one. */
  qualification?: boolean;
  partial?: boolean;
  /** Words of the issuer's own for what kind of thing it is. */
  categories?: LocalizedText;
  kinds?: ConceptView[];
  identifiers?: IdentifierView[];
  awardedBy?: OrganisationView[];
  awardingDate?: string;
  /** When the claim was formally issued, where it is no grade's date. */
  issued?: string;
  /** The system of education that the award belongs to. */
  educationalSystem?: ConceptView[];
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
  /** Hours with a teacher, as the document writes them, and how much of an activity was completed, in percent. */
  contactHours?: string[];
  completion?: string;
  /** For whom it is meant. */
  targetGroups?: ConceptView[];
  /** The offer that was taken, and who made it. */
  opportunity?: { title?: LocalizedText; providedBy?: OrganisationView[]; pointer: string };
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
  regions?: ConceptView[];
  /** Of an entitlement. */
  entitlementStatus?: ConceptView;
  /** Of an entitlement: to which occupations, where, and with whom. */
  occupations?: ConceptView[];
  jurisdictions?: ConceptView[];
  limitedTo?: OrganisationView[];
  expiryDate?: string;
  notes?: LocalizedText[];
  documents?: { url: string; title?: LocalizedText }[];
  /** What the specification says that it is made of, by titles. */
  specifiedParts?: LocalizedText[];
  parts?: ClaimView[];
  provenBy?: ClaimView[];
  influencedBy?: ClaimView[];
  entitlesTo?: ClaimView[];
  pointer: string;
}

/** A mandate, an accreditation or a conversion, as the document says. Nobody has confirmed it. */
export interface EvidenceView {
  kind?: ConceptView;
  title?: LocalizedText;
  description?: LocalizedText;
  statement?: string;
  /** Who accredits, or whom else the evidence names. */
  organisations?: OrganisationView[];
  /** Who is accredited, and for what. */
  accredited?: OrganisationView[];
  decision?: ConceptView;
  levels?: ConceptView[];
  fields?: ConceptView[];
  jurisdictions?: ConceptView[];
  accreditations?: EvidenceView[];
  /** What documents inside the evidence are called; they are not opened. */
  documents?: LocalizedText[];
  issued?: string;
  expiryDate?: string;
  pointer: string;
}

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
