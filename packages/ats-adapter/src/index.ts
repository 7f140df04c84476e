/** @credlens/ats-adapter: from verified credentials to a job's requirements, with reasons. */
export { type ClaimNotice, type ClaimNoticeCode } from './claims/claim-notice.js';
export { evidenceProfile, type EvidenceProfile, type Fact } from './claims/evidence-profile.js';
export { extractClaims, type ExtractedClaims, type ExtractOptions } from './claims/extract-claims.js';
export { CLAIM_FIELDS, type ClaimField, type ClaimSource, type EvidenceKind, type NotAttained, type SkillClaim, type SkillLevel } from './claims/skill-claim.js';
export { SCHEMES, type Identifier, type Names, type Scheme } from './identifiers/identifier.js';
export { isIdentifier, readIdentifier, type IdentifierHints, type Malformed } from './identifiers/read-identifier.js';
export { MATCH_VERDICTS, type Coverage, type MatchedRequirement, type MatchReport, type MatchVerdict, type PathStep, type RequirementMatch, type RequirementStatus } from './match/match-report.js';
export { REASONS, type Reason, type ReasonCode } from './match/reasons.js';
export { requirementsFromOccupation } from './requirements/from-occupation.js';
export { POSTING_FORMS, readRequirements, type PostingForm, type ReadRequirementsOptions } from './requirements/read-requirements.js';
export type { Importance, JobRequirements, Origin, Requirement, RequirementNotice, RequirementNoticeCode } from './requirements/requirement.js';
export type { Candidate, Concept, ConceptKind, LabelHit, LabelKind, Mapping, MappingRelation, SearchOptions, Taxonomy } from './taxonomy/taxonomy.js';
