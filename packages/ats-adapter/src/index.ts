/** @credlens/ats-adapter: from verified credentials to a job's requirements, with reasons. */
export { evidenceProfile, type EvidenceProfile, type Fact } from './claims/evidence-profile.js';
export { CLAIM_FIELDS, type ClaimField, type ClaimSource, type EvidenceKind, type NotAttained, type SkillClaim, type SkillLevel } from './claims/skill-claim.js';
export { SCHEMES, type Identifier, type Names, type Scheme } from './identifiers/identifier.js';
export type { Audience, MatchElementText, MatchText } from './explain/catalogue.js';
export { en as enMatch } from './explain/en.js';
export { explain, type ExplainedMatch, type ExplainedRequirement, type ExplainedSentence, type ExplainOptions, type Explanation } from './explain/explain.js';
export { confirmationOf, mappingKey, type Confirmation, type Decision } from './match/confirmations.js';
export { meaningOf, type Meaning, type Sense } from './match/meaning.js';
export { MATCHER, matchSkills, type MatchInput } from './match/match-skills.js';
export { MATCH_VERDICTS, type Coverage, type MatchedRequirement, type MatchReport, type MatchVerdict, type PathStep, type RequirementMatch, type RequirementStatus } from './match/match-report.js';
export { MATCH_POLICIES, resolveMatchPolicy, type MatchPolicy, type MatchPolicyInput, type Standing } from './match/policy.js';
export { REASONS, type Reason, type ReasonCode } from './match/reasons.js';
export type { SemanticProvider } from './match/semantic.js';
export type { Importance, JobRequirements, Origin, Requirement, RequirementNotice, RequirementNoticeCode } from './requirements/requirement.js';
export type { Candidate, Concept, ConceptKind, LabelHit, LabelKind, Mapping, MappingRelation, SearchOptions, Taxonomy } from './taxonomy/taxonomy.js';
