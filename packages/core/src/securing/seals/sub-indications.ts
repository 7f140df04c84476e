import { CODES, type Code } from '../../report/codes.js';
import type { CheckId } from '../../report/check-list.js';
import type { SubIndication } from '../../report/signature-fact.js';
import type { Problem } from '../../report/report.js';
import type { ValidationProblem } from '../../signature-validation/types.js';

type SealCheck = Extract<CheckId, 'proof.signature' | 'proof.terms' | 'proof.key' | 'status.revocation'>;

/** The question that each sub-indication of EN 319 102-1 table 6 answers. */
export const CHECK_OF: Readonly<Record<SubIndication, SealCheck>> = {
  FORMAT_FAILURE: 'proof.signature', HASH_FAILURE: 'proof.signature', SIG_CRYPTO_FAILURE: 'proof.signature', SIGNED_DATA_NOT_FOUND: 'proof.signature',
  SIG_CONSTRAINTS_FAILURE: 'proof.terms', CRYPTO_CONSTRAINTS_FAILURE: 'proof.terms', CRYPTO_CONSTRAINTS_FAILURE_NO_POE: 'proof.terms',
  POLICY_PROCESSING_ERROR: 'proof.terms', SIGNATURE_POLICY_NOT_AVAILABLE: 'proof.terms', TIMESTAMP_ORDER_FAILURE: 'proof.terms',
  NO_SIGNING_CERTIFICATE_FOUND: 'proof.key', NO_CERTIFICATE_CHAIN_FOUND: 'proof.key', NO_CERTIFICATE_CHAIN_FOUND_NO_POE: 'proof.key', CERTIFICATE_CHAIN_GENERAL_FAILURE: 'proof.key',
  CHAIN_CONSTRAINTS_FAILURE: 'proof.key', OUT_OF_BOUNDS_NO_POE: 'proof.key', OUT_OF_BOUNDS_NOT_REVOKED: 'proof.key', EXPIRED: 'proof.key', NOT_YET_VALID: 'proof.key', NO_POE: 'proof.key',
  REVOKED: 'status.revocation', REVOKED_NO_POE: 'status.revocation', REVOKED_CA_NO_POE: 'status.revocation', TRY_LATER: 'status.revocation', REVOCATION_OUT_OF_BOUNDS_NO_POE: 'status.revocation',
};

/** `SIG_CRYPTO_FAILURE` is `ades.sig-crypto-failure`. */
export function codeOf(sub: SubIndication): Code {
  const code = `ades.${sub.toLowerCase().replaceAll('_', '-')}`;
  if (!Object.hasOwn(CODES, code)) throw new TypeError(`no code for ${sub}`);
  return code as Code;
}

/** Its type is the URN that EN 319 102-2 gives the sub-indication, so that a report may be compared with another validator's. */
export function problemOf({ sub, rule, params, retryable }: ValidationProblem, pointer: string): Problem {
  return { type: `urn:etsi:019102:subindication:${sub}`, code: codeOf(sub), pointer, params: { rule, ...params }, retryable };
}
