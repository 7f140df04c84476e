/** Why something counts, does not count, or waits. Each has its sentence in the catalogue. */
export const REASONS = [
  'counts', 'verified', 'not-verified', 'self-asserted', 'invalid', 'undecided', 'not-current', 'currency-unknown', 'not-theirs', 'theirs-unknown', 'issuer-unrecognised', 'issuer-unknown',
  'not-attained', 'attendance-only', 'kind-not-wanted', 'too-old', 'age-unknown', 'level-met', 'level-below', 'level-not-comparable', 'level-unstated',
  'ambiguous-label', 'needs-confirmation', 'confirmed-mapping', 'rejected-mapping', 'broader-than-required', 'related-only', 'same-skill-counted-once', 'nothing-found', 'requirement-unconfirmed',
] as const;
export type ReasonCode = (typeof REASONS)[number];
export interface Reason { code: ReasonCode; params?: Record<string, string | number> }
