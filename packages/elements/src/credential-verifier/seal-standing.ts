import type { Outcome, SignatureFact, SubIndication } from '@credlens/core/report';

/** What makes the certificate of a signature no more than a claim: the signature was not made with its key, or nobody who is trusted vouches for it. */
const NOT_ESTABLISHED: ReadonlySet<string> = new Set<SubIndication>([
  'FORMAT_FAILURE', 'HASH_FAILURE', 'SIG_CRYPTO_FAILURE', 'SIGNED_DATA_NOT_FOUND', 'NO_SIGNING_CERTIFICATE_FOUND', 'NO_CERTIFICATE_CHAIN_FOUND', 'NO_CERTIFICATE_CHAIN_FOUND_NO_POE',
  'CERTIFICATE_CHAIN_GENERAL_FAILURE', 'CHAIN_CONSTRAINTS_FAILURE', 'SIG_CONSTRAINTS_FAILURE', 'CRYPTO_CONSTRAINTS_FAILURE', 'CRYPTO_CONSTRAINTS_FAILURE_NO_POE', 'REVOKED', 'REVOKED_NO_POE', 'REVOKED_CA_NO_POE', 'EXPIRED', 'NOT_YET_VALID',
]);
/** What shows that no bytes are known to be what was signed. */
const NOTHING_SIGNED: ReadonlySet<string> = new Set<SubIndication>(['FORMAT_FAILURE', 'HASH_FAILURE', 'SIG_CRYPTO_FAILURE', 'SIGNED_DATA_NOT_FOUND']);

const subs = ({ subIndication, rules }: SignatureFact): string[] => [...(subIndication ? [subIndication] : []), ...rules.map((each) => each.subIndication)];

export const isChangedSince = ({ changes }: SignatureFact): boolean => changes.some(({ permitted }) => !permitted);

/** Whether the name in its certificate is established; otherwise it is shown as a claim. */
export const isSignerEstablished = (fact: SignatureFact): boolean => fact.signer !== undefined && fact.anchor !== undefined && !subs(fact).some((sub) => NOT_ESTABLISHED.has(sub));

/** Whether the bytes that it covers are known to be those that were signed, whoever signed them. */
export const isDataIntact = (fact: SignatureFact): boolean => !subs(fact).some((sub) => NOTHING_SIGNED.has(sub));

/** How one signature stands, as an outcome: what came after it counts, since a reader sees the whole file. */
export function standingOf(fact: SignatureFact): Extract<Outcome, 'pass' | 'indeterminate' | 'fail'> {
  if (fact.indication === 'TOTAL-FAILED' || isChangedSince(fact)) return 'fail';
  return fact.indication === 'TOTAL-PASSED' ? 'pass' : 'indeterminate';
}
