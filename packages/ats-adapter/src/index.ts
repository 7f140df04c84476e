/**
 * @credlens/ats-adapter: from verified credentials to a job's requirements, with reasons.
 * This version reads what a verification is worth as evidence; the types of claims, requirements and matches are the outline of what comes.
 */
export { evidenceProfile, type EvidenceProfile, type Fact } from './claims/evidence-profile.js';
export type { ClaimSource, SkillClaim } from './claims/skill-claim.js';
export type { MatchReport, MatchVerdict, RequirementMatch, RequirementStatus } from './match/match-report.js';
export type { Requirement } from './requirements/requirement.js';
