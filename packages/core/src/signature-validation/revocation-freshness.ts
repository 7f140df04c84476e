import type { Certificate, RevocationStatement } from '../x509/types.js';
import type { ValidationPolicy } from './input.js';

/** What of a statement its worth for one certificate hangs on. */
export type FreshStatement = Pick<RevocationStatement, 'source' | 'thisUpdate' | 'nextUpdate'> & {
  /** From when on it still tells of certificates that have expired (RFC 6960 section 4.4.4, X.509 expiredCertsOnCRL); `always` where it names the very certificate by its digest. */
  keepsSince?: number | 'always';
};

/**
 * The revocation freshness checker (EN 319 102-1 section 5.2.5): the last instant that a statement of "not revoked" speaks for. For what was before it was issued it is certain; after that it counts until
 * the next one is due, unless the policy has it otherwise. Absent where it says nothing of this certificate at all.
 */
export function speaksUntil(statement: FreshStatement, certificate: Pick<Certificate, 'notBefore' | 'notAfter'>, policy: Pick<ValidationPolicy, 'clockToleranceSeconds' | 'revocation' | 'revocationMaxAgeSeconds'>): number | undefined {
  const tolerance = policy.clockToleranceSeconds * 1000;
  const { thisUpdate, nextUpdate, keepsSince } = statement;
  // Older than the certificate: whoever made it had not heard of it.
  if (thisUpdate + tolerance < certificate.notBefore) return undefined;
  // Entries of certificates that have expired are dropped, unless it says that they are kept (RFC 5280 section 3.3).
  if (thisUpdate > certificate.notAfter && keepsSince !== 'always' && !(keepsSince !== undefined && keepsSince <= certificate.notAfter)) return undefined;
  const certain = thisUpdate + tolerance;
  if (policy.revocation === 'issued-after' || nextUpdate === undefined) return certain;
  const oldest = policy.revocationMaxAgeSeconds === undefined ? Number.POSITIVE_INFINITY : thisUpdate + policy.revocationMaxAgeSeconds * 1000;
  return Math.max(certain, Math.min(nextUpdate, oldest));
}
