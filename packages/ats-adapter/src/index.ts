/** @credlens/ats-adapter: from verified credentials to a job's requirements, with reasons. */
export { evidenceProfile, type EvidenceProfile, type Fact } from './claims/evidence-profile.js';
export { CLAIM_FIELDS, type ClaimField, type ClaimSource, type EvidenceKind, type NotAttained, type SkillClaim, type SkillLevel } from './claims/skill-claim.js';
export { SCHEMES, type Identifier, type Names, type Scheme } from './identifiers/identifier.js';
export { MATCH_VERDICTS, type Coverage, type MatchedRequirement, type MatchReport, type MatchVerdict, type PathStep, type RequirementMatch, type RequirementStatus } from './match/match-report.js';
export { REASONS, type Reason, type ReasonCode } from './match/reasons.js';
export type { Importance, JobRequirements, Origin, Requirement, RequirementNotice, RequirementNoticeCode } from './requirements/requirement.js';
export type { Candidate, Concept, ConceptKind, LabelHit, LabelKind, Mapping, MappingRelation, SearchOptions, Taxonomy } from './taxonomy/taxonomy.js';
export { autoAccept, type Accepted } from './taxonomy/auto-accept.js';
export { buildTaxonomy, type BuildOptions } from './taxonomy/build.js';
export { loadTaxonomy, type LoadedTaxonomy } from './taxonomy/load.js';
export type { TaxonomySource } from './taxonomy/source.js';
export { TaxonomyError, type TaxonomyErrorCode } from './taxonomy/taxonomy-error.js';
export { labelKey } from './text/normalise.js';
