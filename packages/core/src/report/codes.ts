import type { CheckId } from './check-list.js';
import type { Outcome } from './report.js';

/**
 * Every code a check or a problem may carry, with the outcome that it has when no policy makes it worse.
 * Codes are public: rename one only with a note in CHANGELOG. Their words are in `messages/`.
 */
export const CODES = {
  // intake.readable
  'input.read': 'pass',
  'input.unreadable': 'indeterminate',
  'input.too-large': 'indeterminate',
  'input.encoding': 'fail',
  'json.syntax': 'fail',
  'json.duplicate-key': 'fail',
  'json.too-deep': 'indeterminate',
  'json.unsafe-number': 'fail',
  'json.lone-surrogate': 'fail',
  // intake.credential
  'input.credential': 'pass',
  'input.collection': 'pass',
  'input.empty': 'fail',
  'input.no-credential': 'fail',
  'input.unsigned': 'fail',
  'input.unsupported': 'indeterminate',
  'input.too-many': 'indeterminate',
  // several checks
  'check.not-reached': 'skipped',
  'check.aborted': 'skipped',
  'check.crashed': 'indeterminate',
  'check.see-members': 'not-applicable',
  // format.data-model
  'vcdm.conforms': 'pass',
  'vcdm.violations': 'fail',
  'vcdm.context': 'fail',
  'vcdm.type': 'fail',
  'vcdm.missing': 'fail',
  'vcdm.not-url': 'fail',
  'vcdm.not-date': 'fail',
  'vcdm.not-language': 'fail',
  'vcdm.value': 'fail',
  'vcdm.digest': 'fail',
  'vcdm.resource-unreachable': 'indeterminate',
  // format.schema
  'schema.conforms': 'pass',
  'schema.none': 'not-applicable',
  'schema.violations': 'fail',
  'schema.missing': 'fail',
  'schema.type': 'fail',
  'schema.value': 'fail',
  'schema.notes': 'warn',
  'schema.unknown': 'indeterminate',
  'schema.unreachable': 'indeterminate',
  // proof.signature
  'signature.valid': 'pass',
  'signature.invalid': 'fail',
  'signature.malformed': 'fail',
  'signature.untransformable': 'fail',
  'signature.previous-proof': 'fail',
  'signature.too-many': 'indeterminate',
  'signature.unsupported': 'indeterminate',
  'signature.unsupported-beside': 'warn',
  'signature.no-key': 'indeterminate',
  'signature.unknown-context': 'indeterminate',
  // proof.terms
  'terms.accepted': 'pass',
  'terms.malformed': 'fail',
  'terms.purpose': 'fail',
  'terms.expired': 'fail',
  'terms.created-later': 'fail',
  'terms.domain': 'fail',
  'terms.challenge': 'fail',
  'terms.algorithm': 'fail',
  // proof.coverage
  'coverage.complete': 'pass',
  'coverage.undefined-term': 'fail',
  'coverage.redefined-term': 'fail',
  'coverage.inline-context': 'warn',
  'coverage.catch-all-vocabulary': 'warn',
  'coverage.unknown-context': 'indeterminate',
  'coverage.context-mismatch': 'indeterminate',
  // proof.key
  'key.authorized': 'pass',
  'key.fragment-missing': 'warn',
  'key.not-listed': 'fail',
  'key.not-for-assertion': 'fail',
  'key.other-controller': 'fail',
  'key.revoked': 'fail',
  'key.expired': 'fail',
  'key.malformed': 'fail',
  'key.unreachable': 'indeterminate',
  'key.document-invalid': 'indeterminate',
  'key.unsupported-method': 'indeterminate',
  'key.issuer-cannot-hold-keys': 'indeterminate',
  // issuer.identity
  'issuer.domain': 'pass',
  'issuer.registered': 'pass',
  'issuer.anonymous-key': 'indeterminate',
  'issuer.key-unproven': 'indeterminate',
  'issuer.missing': 'fail',
  // issuer.recognition
  'issuer.recognized': 'pass',
  'issuer.unrecognized': 'warn',
  'issuer.other-type': 'warn',
  'issuer.unchecked': 'warn',
  'issuer.withdrawn': 'fail',
  'issuer.registry-unreachable': 'indeterminate',
  'registry.malformed': 'indeterminate',
  'registry.unsupported': 'indeterminate',
  // issuer.qualification, issuer.endorsement
  'qualification.none': 'not-applicable',
  'endorsement.none': 'not-applicable',
  'endorsement.unchecked': 'indeterminate',
  // validity.period
  'validity.current': 'pass',
  'validity.undated': 'not-applicable',
  'validity.expired': 'fail',
  'validity.not-yet': 'fail',
  'validity.unreadable': 'fail',
  'validity.reversed': 'fail',
  'validity.no-offset': 'warn',
  // status.*
  'status.none': 'not-applicable',
  'status.clear': 'pass',
  'status.no-notice': 'pass',
  'status.revoked': 'fail',
  'status.suspended': 'fail',
  'status.message': 'warn',
  'status.refresh': 'warn',
  'status.other-issuer': 'warn',
  'status.other-id': 'warn',
  'status.short-list': 'warn',
  'status.index-number': 'warn',
  'status.unsigned-list': 'indeterminate',
  'status.list-invalid': 'indeterminate',
  'status.list-unproven': 'indeterminate',
  'status.list-unsupported': 'indeterminate',
  'status.list-expired': 'indeterminate',
  'status.list-not-yet-valid': 'indeterminate',
  'status.list-malformed': 'indeterminate',
  'status.list-too-large': 'indeterminate',
  'status.stale': 'indeterminate',
  'status.unreachable': 'indeterminate',
  'status.wrong-purpose': 'indeterminate',
  'status.index-malformed': 'indeterminate',
  'status.index-outside': 'indeterminate',
  'status.entry-malformed': 'indeterminate',
  'status.unknown-type': 'indeterminate',
  'status.too-many': 'indeterminate',
  'status.unknown-purpose': 'indeterminate',
  'status.not-verified-source': 'warn',
  // recipient.match
  'recipient.not-asked': 'not-applicable',
  'recipient.matched': 'pass',
  'recipient.matched-weakly': 'warn',
  'recipient.mismatch': 'fail',
  'recipient.not-comparable': 'indeterminate',
  // recipient.holder
  'holder.not-asked': 'not-applicable',
  'holder.proved': 'pass',
  'holder.other': 'fail',
  'holder.unproved': 'indeterminate',
  // members.*
  'members.none': 'not-applicable',
  'members.verified': 'pass',
  'members.invalid': 'fail',
  'members.invalid-inside': 'warn',
  'members.undecided': 'indeterminate',
  'members.too-many': 'indeterminate',
  'twins.not-asked': 'not-applicable',
  'twins.agree': 'pass',
  'twins.differ': 'fail',
  'twins.not-comparable': 'indeterminate',
  // why something could not be fetched (problems only)
  'net.offline': 'indeterminate',
  'net.refused': 'indeterminate',
  'net.failed': 'indeterminate',
  'net.http-status': 'indeterminate',
  'net.too-large': 'indeterminate',
  'net.timeout': 'indeterminate',
  'net.redirects': 'indeterminate',
  'net.budget': 'indeterminate',
} as const satisfies Record<string, Outcome>;

export type Code = keyof typeof CODES;

/** The code that stands for "not reached" whatever the check. */
export const NOT_REACHED: Code = 'check.not-reached';

/** What a check function gives; the verifier adds question and level. */
export interface Finding {
  code: Code;
  params?: Record<string, string | number>;
  problems?: import('./report.js').Problem[];
  evidence?: import('./report.js').Evidence[];
}

export type Findings = Partial<Record<CheckId, Finding>>;
