import { algorithmFaults } from '../x509/index.js';
import type { AlgorithmUse, SignatureInput, ValidationPolicy } from './input.js';
import { iso } from './policy.js';
import { problem } from './problem.js';
import type { ValidationNote, ValidationProblem } from './types.js';

/** EN 319 102-1 section 5.2.8.4: algorithms are judged at the time that the signature is proved to be from. Those that never count are no matter of time. */
export function algorithmProblems(uses: readonly AlgorithmUse[], proved: number): ValidationProblem[] {
  return uses.flatMap((use) => algorithmFaults(use, proved)).map(({ rule, algorithm, until }) => (until === undefined
    ? problem('CRYPTO_CONSTRAINTS_FAILURE', rule, { algorithm })
    : problem('CRYPTO_CONSTRAINTS_FAILURE_NO_POE', rule, { algorithm, until: iso(until) })));
}

/** Section 5.2.4: the signature policy that the signer names. The EU's own validator tells it and goes on, unless it is asked to process it. */
export function policyFindings({ signaturePolicy }: Pick<SignatureInput, 'signaturePolicy'>, { signaturePolicy: wanted }: Pick<ValidationPolicy, 'signaturePolicy'>): { problems: ValidationProblem[]; notes: ValidationNote[] } {
  if (signaturePolicy === undefined || signaturePolicy === 'implied') return { problems: [], notes: [] };
  if (signaturePolicy === 'unreadable') return { problems: [problem('POLICY_PROCESSING_ERROR', 'signature-policy-unreadable')], notes: [] };
  if (wanted === 'process') return { problems: [problem('SIGNATURE_POLICY_NOT_AVAILABLE', 'signature-policy', { policy: signaturePolicy })], notes: [] };
  return { problems: [], notes: [{ rule: 'signature-policy-not-processed', params: { policy: signaturePolicy } }] };
}
