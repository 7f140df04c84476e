import type { EuropassState, EuropassTermId } from '../report/europass-terms.js';
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
    | 'expires' | 'notes' | 'documents' | 'identifiers' | 'profile' | 'documentLanguages' | 'issuerCountry' | 'issuerIdentifiers' | 'evidence' | 'otherTitle' | 'specifiedDescription' | 'categories' | 'targetGroups' | 'educationalSystem'
    | 'specifiedParts' | 'issued' | 'contactHours' | 'completion' | 'opportunity' | 'occupations' | 'jurisdictions' | 'limitedTo' | 'scaleDescription' | 'results' | 'documentIssued' | 'documentNumbers' | 'issuerAddress' | 'issuerAccreditation',
    string
  >;
  qualification: string;
  /** The specification is of a part of a qualification. */
  partial: string;
  /** `{percent|}` of an activity. */
  completed: string;
  /** `{label|}`, `{count|}`: one category of a distribution. */
  counted: string;
  /** Said before who is accredited: `{names|}`. */
  accredited: string;
  /** `{points|}`, and the system that they are of where it is known. */
  credits: string;
  creditsOf: string;
  /** Credits that the learner received; that the specification gives. */
  received: string;
  specified: string;
  /** What the properties of ELM call numbers of organisations and qualifications, where a number names no scheme. */
  scheme: Record<'eIDASIdentifier' | 'registration' | 'vatIdentifier' | 'taxIdentifier' | 'qualificationCode', string>;
  /** Skills that an outcome is related to: `{skills|}`. */
  esco: string;
  otherSkills: string;
  distribution: string;
  /** The control by which a reader sees another of the document's languages, and what its first choice is called. */
  language: { label: string; reader: string };
  /** The checks in the words of the Europass viewer. */
  europass: { heading: string; note: string; term: Record<EuropassTermId, string>; state: Record<EuropassState, string>; accreditation: { claimed: string; none: string }; /** Said before what is known of the seal's certificate, where the document names no list. */ noList: string };
  /** Said after an accreditation, a mandate or a conversion. */
  unconfirmed: string;
  more: string;
  quality: { heading: string; note: string; mandatory: string; optional: string; given: string; notGiven: string; element: Record<QualityElementId, string> };
}
