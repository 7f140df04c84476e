import type { ClaimView, QualityElementId } from '../report/report.js';

/** The words around learning and its quality, loaded with the first credential whose facts somebody opens. */
export interface LearningText {
  heading: string;
  claim: Record<ClaimView['type'], string>;
  /** What belongs to a claim. */
  relation: Record<'parts' | 'provenBy' | 'influencedBy' | 'entitlesTo', string>;
  row: Record<
    | 'specification' | 'kind' | 'description' | 'awardedBy' | 'awardingDate' | 'ledBy' | 'assessedBy' | 'level' | 'nationalLevel' | 'educationLevel' | 'field' | 'outcomes' | 'outcomeSummary' | 'credits' | 'workload' | 'volume'
    | 'maximumDuration' | 'mode' | 'setting' | 'languages' | 'entryRequirement' | 'qualityAssurance' | 'grade' | 'gradeStatus' | 'scale' | 'distribution' | 'gradeDate' | 'identityCheck' | 'period' | 'country' | 'entitlementStatus'
    | 'expires' | 'notes' | 'documents' | 'identifiers' | 'profile' | 'documentLanguages' | 'issuerCountry' | 'issuerIdentifiers' | 'evidence',
    string
  >;
  qualification: string;
  /** `{points|}`, and the system that they are of where it is known. */
  credits: string;
  creditsOf: string;
  received: string;
  /** Skills that an outcome is related to: `{skills|}`. */
  esco: string;
  otherSkills: string;
  distribution: string;
  /** Said after an accreditation, a mandate or a conversion. */
  unconfirmed: string;
  more: string;
  quality: { heading: string; note: string; mandatory: string; optional: string; given: string; notGiven: string; element: Record<QualityElementId, string> };
}
