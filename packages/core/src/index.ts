/**
 * @credlens/core: may I rely on this learning credential?
 *
 * `createVerifier` is the whole of it. The vocabulary of its reports is in `@credlens/core/report`, their words in `@credlens/core/messages`,
 * lists of trusted issuers in `@credlens/core/registry`.
 */
export { createVerifier } from './verifier.js';
export type { Limits, Verifier, VerifierOptions, VerifyInput, VerifyOptions } from './options.js';
export type { PlannedCheck } from './plan.js';
export { createGuardedFetch, createMemoryCache } from './net/index.js';
export type { CachedResponse, GuardedFetchOptions, GuardedFetchSettings, RelayOptions, Resource, ResourceLookup, ResponseCache } from './net/index.js';
export { parseJson, type JsonLimits, type JsonReading } from './intake/json-parser.js';
export { conformance, CHECK_IDS, CHECK_QUESTION, CODES, POLICIES, PROFILES, QUESTIONS, resolvePolicy, verdict } from './report/index.js';
export type {
  AchievementView, Check, CheckId, Code, CredentialView, Evidence, ExpectedPresentation, IssuerFinding, IssuerRegistry, Level, LocalizedText, Outcome, Policy, PolicyInput,
  Problem, Profile, ProfileFinding, Question, RecipientClaim, Recognition, RegistryAnswer, RegistryEntry, Report, Verdict,
} from './report/index.js';
