import type { AchievementView, ClaimView } from '@credlens/core/report';
import type { EvidenceKind } from './skill-claim.js';

/** Values of OB 3.0 `achievementType` (after CTDL's credential types). What is in neither list says nothing of how it was earned. */
const CERTIFIED: readonly string[] = [
  'ApprenticeshipCertificate', 'AssociateDegree', 'BachelorDegree', 'Certificate', 'Certification', 'Degree', 'Diploma', 'DoctoralDegree', 'GeneralEducationDevelopment', 'JourneymanCertificate', 'License',
  'MasterCertificate', 'MasterDegree', 'ProfessionalDoctorate', 'QualityAssuranceCredential', 'ResearchDoctorate', 'SecondarySchoolDiploma',
];
const ATTENDED: readonly string[] = ['CertificateOfCompletion', 'CoCurricular', 'CommunityService', 'Fieldwork', 'Membership'];
const ASSESSED: readonly string[] = ['Assessment', 'Examination'];

/** How an achievement of an Open Badge came about, as far as it says. A result with a value or a level is an assessment's; a bare status is not. */
export function kindOf({ type = '', results, assessmentType }: AchievementView): EvidenceKind {
  if (CERTIFIED.includes(type)) return 'certified';
  const graded = results.some(({ value, status, achieved }) => achieved !== undefined || (value !== undefined && value !== status));
  if (graded || assessmentType !== undefined || ASSESSED.includes(type)) return 'assessed';
  return ATTENDED.includes(type) ? 'attended' : 'claimed';
}

/** The same of a claim of the European Learning Model, whose kinds of claims say it. */
export function elmKindOf({ type, qualification, provenBy }: ClaimView): EvidenceKind {
  if (type === 'activity') return 'attended';
  if (type === 'assessment') return 'assessed';
  if (type !== 'achievement') return 'claimed';
  return qualification ? 'certified' : provenBy ? 'assessed' : 'claimed';
}
