import type { Finding, Findings } from '../../report/finding.js';
import type { Code } from '../../report/codes.js';
import type { Evidence } from '../../report/report.js';
import type { SubIndication } from '../../report/signature-fact.js';
import type { Conclusion } from '../../signature-validation/types.js';
import { CHECK_OF, problemOf } from './sub-indications.js';

const iso = (at: number): string => new Date(at).toISOString();

/** What shows that the signer's certificate is no more than a claim: the path to an anchor, or the signature itself, does not hold. */
const UNPROVEN: ReadonlySet<SubIndication> = new Set<SubIndication>([
  'FORMAT_FAILURE', 'HASH_FAILURE', 'SIG_CRYPTO_FAILURE', 'SIGNED_DATA_NOT_FOUND', 'NO_SIGNING_CERTIFICATE_FOUND', 'NO_CERTIFICATE_CHAIN_FOUND', 'NO_CERTIFICATE_CHAIN_FOUND_NO_POE',
  'CERTIFICATE_CHAIN_GENERAL_FAILURE', 'CHAIN_CONSTRAINTS_FAILURE', 'SIG_CONSTRAINTS_FAILURE', 'CRYPTO_CONSTRAINTS_FAILURE', 'CRYPTO_CONSTRAINTS_FAILURE_NO_POE', 'REVOKED', 'REVOKED_NO_POE', 'REVOKED_CA_NO_POE', 'EXPIRED', 'NOT_YET_VALID',
]);

/** Whether the name in the certificate is established: somebody who is trusted here vouches for it, and the signature was made with its key. Time and freshness are other questions. */
export function signerIsProven({ signer, anchor, problems }: Conclusion): boolean {
  return signer !== undefined && anchor !== undefined && !problems.some(({ sub }) => UNPROVEN.has(sub));
}

/** Whether nothing is wanting but a proof of time or an answer about revocation: whose it is, and that it was made so, holds. */
export function isWaiting({ anchor, problems }: Pick<Conclusion, 'anchor' | 'problems'>): boolean {
  return anchor !== undefined && problems.every(({ sub }) => sub.endsWith('NO_POE') || sub === 'OUT_OF_BOUNDS_NOT_REVOKED' || sub === 'TRY_LATER');
}

/**
 * A conclusion of EN 319 102-1 as answers to the questions that Credlens asks. Each sub-indication speaks for one check; what a check has no problem with passes only where it was reached.
 * @param pointer of the signature in its document
 */
export function findingsOf(conclusion: Conclusion, pointer: string): Findings {
  const { problems, signer, path, anchor } = conclusion;
  const evidence: Evidence[] = [...conclusion.evidence];
  const of = (check: 'proof.signature' | 'proof.terms' | 'proof.key' | 'status.revocation', good: () => Finding): Finding => {
    const own = problems.filter(({ sub }) => CHECK_OF[sub] === check).map((problem) => problemOf(problem, pointer));
    const [first] = own;
    return first ? { code: first.code, ...(first.params ? { params: first.params } : {}), problems: own, evidence } : { ...good(), evidence };
  };
  const noKey = problems.some(({ sub }) => sub === 'NO_SIGNING_CERTIFICATE_FOUND');
  const unread = problems.some(({ sub }) => sub === 'FORMAT_FAILURE');
  const reached = signer !== undefined && (anchor !== undefined || path.length > 0);
  return {
    'proof.signature': of('proof.signature', () => (noKey || !signer ? { code: 'signature.no-key' } : { code: 'signature.valid' })),
    'proof.terms': of('proof.terms', () => (unread ? { code: 'check.not-reached' } : { code: 'terms.accepted' })),
    'proof.key': of('proof.key', () => (reached && anchor ? { code: 'key.certified' } : { code: 'check.not-reached' })),
    'status.revocation': of('status.revocation', () => (reached && anchor ? revocation(conclusion) : { code: 'check.not-reached' })),
  };
}

function revocation({ revocation: found, revocationExempt }: Conclusion): Finding {
  // A conclusion without a problem has a statement or needs none; anything else would be a gap, which is never a pass.
  if (!found) return revocationExempt ? { code: 'seal.revocation-not-needed', params: { reason: revocationExempt } } : { code: 'ades.try-later' };
  const params = { source: found.source, thisUpdate: iso(found.thisUpdate), ...(found.revokedAt === undefined ? {} : { revokedAt: iso(found.revokedAt) }), ...(found.reason === undefined ? {} : { reason: found.reason }) };
  const code: Code = found.status === 'revoked' ? 'seal.revoked-since' : found.status === 'good' ? 'seal.not-revoked' : 'ades.try-later';
  return { code, params };
}
