import type { CheckId } from '@credlens/core/report';

/** What whoever published a file says of it, as far as it can be held against a verdict. */
export interface Expectation {
  /** `not-accept`: it must not be verified, and not to be able to tell is a right answer. `unstated`: only a crash is wrong. */
  want: 'accept' | 'refuse' | 'not-accept' | 'unstated';
  /** The checks that must fail, where the statement says why. */
  because: CheckId[];
}

const WHY: readonly [RegExp, CheckId][] = [[/\brevoked\b/, 'status.revocation'], [/\bsuspended\b/, 'status.suspension'], [/\bexpired\b/, 'validity.period']];

/** Reads the words of the manifest's `expected` column. What it does not know is `unstated`: nothing is taken for good or bad by guessing. */
export function expectation(stated: string): Expectation {
  const words = stated.trim().toLowerCase();
  if (/^(?:valid|accept|warning)\b/.test(words)) return { want: 'accept', because: [] };
  const because = WHY.filter(([word]) => word.test(words)).map(([, check]) => check);
  if (/^(?:revoked|suspended|expired)\b/.test(words)) return { want: 'refuse', because };
  if (/^(?:invalid|reject)\b/.test(words)) return { want: 'refuse', because: [] };
  if (/^bad status list\b/.test(words)) return { want: 'not-accept', because: [] };
  return { want: 'unstated', because: [] };
}
