/** How a value of the older XML is written in the European Learning Model 3. */
export type Shape = 'text' | 'note' | 'concept' | 'word' | 'identifier' | 'page' | 'node' | 'credit' | 'ects' | 'picture' | 'period';

/** Elements by their local names: the property that it became, and what stands in it. What is not here is not shown. */
export const TERMS: Readonly<Record<string, readonly [property: string, shape: Shape]>> = {
  // names and words
  title: ['title', 'text'], prefLabel: ['prefLabel', 'text'], altLabel: ['altLabel', 'text'], description: ['description', 'text'],
  fullName: ['fullName', 'text'], givenNames: ['givenName', 'text'], familyName: ['familyName', 'text'],
  additionalNote: ['additionalNote', 'note'], learningOutcomeDescription: ['learningOutcomeSummary', 'note'], entryRequirementsNote: ['entryRequirement', 'note'], grade: ['grade', 'note'],
  // concepts
  type: ['dcType', 'concept'], 'eqfLevel': ['eqfLevel', 'concept'], 'hasEQFLevel': ['eqfLevel', 'concept'], 'nqfLevel': ['nqfLevel', 'concept'], 'hasNQFLevel': ['nqfLevel', 'concept'], 'hasISCED-FCode': ['thematicArea', 'concept'],
  hasEducationSubject: ['educationSubject', 'concept'], hasEducationLevel: ['educationLevel', 'concept'], language: ['language', 'concept'], mode: ['mode', 'concept'], learningSettingType: ['learningSetting', 'concept'],
  learningOutcomeType: ['dcType', 'concept'], reusabilityLevel: ['reusabilityLevel', 'concept'], relatedEscoSkill: ['relatedESCOSkill', 'concept'], relatedESCOSkill: ['relatedESCOSkill', 'concept'], relatedSkill: ['relatedSkill', 'concept'],
  idVerificationMethod: ['idVerification', 'concept'], status: ['entitlementStatus', 'concept'], country: ['countryCode', 'concept'], spatialCode: ['spatialCode', 'concept'], contentType: ['contentType', 'concept'],
  // numbers of things, and plain values
  identifier: ['identifier', 'identifier'], registration: ['registration', 'identifier'], vatIdentifier: ['vatIdentifier', 'identifier'], taxIdentifier: ['taxIdentifier', 'identifier'], nationalId: ['nationalID', 'identifier'],
  qualificationCode: ['qualificationCode', 'identifier'],
  volumeOfLearning: ['volumeOfLearning', 'word'], duration: ['maximumDuration', 'word'], maximumDuration: ['maximumDuration', 'word'], workload: ['workload', 'word'], awardingDate: ['awardingDate', 'word'],
  issuedDate: ['dateIssued', 'word'], expiryDate: ['expiryDate', 'word'],
  startedAtTime: ['temporal', 'period'], endedAtTime: ['temporal', 'period'],
  hasECTSCreditPoints: ['creditPoint', 'ects'], hasCreditPoints: ['creditPoint', 'credit'],
  // pages and pictures
  homepage: ['homepage', 'page'], supplementaryDocument: ['supplementaryDocument', 'page'], mailBox: ['emailAddress', 'page'], logo: ['logo', 'picture'],
  // what is inside, or referred to
  contactPoint: ['contactPoint', 'node'], hasLocation: ['location', 'node'], location: ['location', 'node'], hasAddress: ['address', 'node'], specifiedBy: ['specifiedBy', 'node'], wasAwardedBy: ['awardedBy', 'node'],
  awardingBody: ['awardingBody', 'node'], wasDerivedFrom: ['provenBy', 'node'], wasInfluencedBy: ['influencedBy', 'node'], entitlesTo: ['entitlesTo', 'node'], hasPart: ['hasPart', 'node'], assessedBy: ['assessedBy', 'node'],
  directedBy: ['directedBy', 'node'], hasAccreditation: ['accreditation', 'node'], accreditingAgent: ['accreditingAgent', 'node'], organization: ['organisation', 'node'], gradingScheme: ['gradingScheme', 'node'],
  learningOutcomes: ['learningOutcome', 'node'], achievements: ['hasClaim', 'node'], activities: ['hasClaim', 'node'], assessments: ['hasClaim', 'node'], entitlements: ['hasClaim', 'node'],
};

/** Elements that say what a thing is. Where one stands in another that is only their list, each of them is meant. */
export const KINDS: Readonly<Record<string, string>> = {
  learningAchievement: 'LearningAchievement', activity: 'LearningActivity', learningActivity: 'LearningActivity', assessment: 'LearningAssessment', entitlement: 'LearningEntitlement', learningOutcome: 'LearningOutcome',
  qualification: 'Qualification', learningSpecification: 'LearningAchievementSpecification', learningActivitySpecification: 'LearningActivitySpecification', assessmentSpecification: 'LearningAssessmentSpecification',
  entitlementSpecification: 'LearningEntitlementSpecification', organization: 'Organisation', person: 'Person', awardingProcess: 'AwardingProcess', accreditation: 'Accreditation', scoringScheme: 'GradingScheme',
};

/** What a property without an element of that kind holds. */
export const RANGES: Readonly<Record<string, string>> = { wasDerivedFrom: 'LearningAssessment', wasInfluencedBy: 'LearningActivity', entitlesTo: 'LearningEntitlement' };

/** The credit system that the older XML has an element of its own for. */
export const ECTS = 'http://data.europa.eu/snb/education-credit/6fcec5c5af';
