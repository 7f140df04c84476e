import type { CmsProblem } from '../cms/index.js';
import type { Indication, SubIndication, ValidationProblem } from './types.js';

/** EN 319 102-1 table 6: these prove that the signature does not hold; all others leave it open. */
const FAILED: ReadonlySet<SubIndication> = new Set<SubIndication>(['FORMAT_FAILURE', 'HASH_FAILURE', 'SIG_CRYPTO_FAILURE', 'REVOKED', 'EXPIRED', 'NOT_YET_VALID']);

/** Worst first: what proves a fault, then what is wrong with the signature, then with its path, then what only time or material is wanting for. */
const ORDER: readonly SubIndication[] = [
  'FORMAT_FAILURE', 'HASH_FAILURE', 'SIG_CRYPTO_FAILURE', 'REVOKED', 'NOT_YET_VALID', 'EXPIRED',
  'SIGNED_DATA_NOT_FOUND', 'NO_SIGNING_CERTIFICATE_FOUND', 'SIG_CONSTRAINTS_FAILURE', 'CRYPTO_CONSTRAINTS_FAILURE', 'NO_CERTIFICATE_CHAIN_FOUND', 'NO_CERTIFICATE_CHAIN_FOUND_NO_POE',
  'CERTIFICATE_CHAIN_GENERAL_FAILURE', 'CHAIN_CONSTRAINTS_FAILURE', 'POLICY_PROCESSING_ERROR', 'SIGNATURE_POLICY_NOT_AVAILABLE', 'TIMESTAMP_ORDER_FAILURE',
  'REVOKED_NO_POE', 'REVOKED_CA_NO_POE', 'CRYPTO_CONSTRAINTS_FAILURE_NO_POE', 'OUT_OF_BOUNDS_NO_POE', 'OUT_OF_BOUNDS_NOT_REVOKED', 'REVOCATION_OUT_OF_BOUNDS_NO_POE', 'NO_POE', 'TRY_LATER',
];

const rank = ({ sub }: ValidationProblem): number => ORDER.indexOf(sub);

export const problem = (sub: SubIndication, rule: string, params: ValidationProblem['params'] = {}, retryable = false): ValidationProblem => ({ sub, rule, params, retryable });

export const fromCms = ({ sub, rule, params }: CmsProblem): ValidationProblem => problem(sub, rule, params);

/** Each once, worst first. */
export function worstFirst(problems: readonly ValidationProblem[]): ValidationProblem[] {
  const seen = new Map<string, ValidationProblem>();
  for (const each of problems) seen.set(`${each.sub} ${each.rule} ${JSON.stringify(each.params)}`, each);
  return [...seen.values()].sort((a, b) => rank(a) - rank(b));
}

export function indicationOf(problems: readonly ValidationProblem[]): Indication {
  if (problems.length === 0) return 'TOTAL-PASSED';
  return problems.some(({ sub }) => FAILED.has(sub)) ? 'TOTAL-FAILED' : 'INDETERMINATE';
}

/** Of two outcomes, the one that says less against: nothing, then the least bad of what is worst. */
export function compareProblems(a: readonly ValidationProblem[], b: readonly ValidationProblem[]): number {
  const worst = (problems: readonly ValidationProblem[]): number => Math.min(ORDER.length, ...problems.map(rank));
  return worst(b) - worst(a);
}
