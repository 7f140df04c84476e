import type { Certificate } from '../x509/index.js';
import type { Slide } from './control-time.js';
import { problem } from './problem.js';
import type { ValidationProblem } from './types.js';

/**
 * EN 319 102-1 section 5.3.4: where a time-stamp on the content shows that the signature was made after its certificate was revoked or expired, or after its algorithm was broken, what was open is decided against it.
 * @param madeAfter the time by which the content is proved to have existed before it was signed
 */
export function sharpen(problems: readonly ValidationProblem[], slides: readonly Slide[], signer: Certificate | undefined, madeAfter: number | undefined): ValidationProblem[] {
  if (madeAfter === undefined) return [...problems];
  const revoked = slides.find(({ kind, index }) => kind === 'revoked' && index === 0);
  return problems.map((each) => {
    if (each.sub === 'REVOKED_NO_POE' && revoked && madeAfter > revoked.to) return problem('REVOKED', 'signed-after-revocation', each.params);
    if ((each.sub === 'OUT_OF_BOUNDS_NO_POE' || each.sub === 'OUT_OF_BOUNDS_NOT_REVOKED') && signer && madeAfter > signer.notAfter) return problem('EXPIRED', 'signed-after-expiry', each.params);
    const until = each.sub === 'CRYPTO_CONSTRAINTS_FAILURE_NO_POE' ? Date.parse(String(each.params['until'])) : Number.NaN;
    return madeAfter >= until ? problem('CRYPTO_CONSTRAINTS_FAILURE', each.rule, each.params) : each;
  });
}
