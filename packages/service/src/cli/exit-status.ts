import type { Verdict } from '@credlens/core/report';

/** What a run of `credlens verify` says to a script. 64 is `EX_USAGE` of sysexits. */
export const EXIT = { verified: 0, invalid: 1, indeterminate: 2, unverifiable: 3, usage: 64 } as const satisfies Record<Verdict | 'usage', number>;

/** From the worst to the best: the worst of all verdicts is the status of the run. */
const WORST_FIRST = ['invalid', 'indeterminate', 'unverifiable', 'verified'] as const satisfies readonly Verdict[];

/** The status for all of these verdicts together. Of none at all: 0, since nothing was refused. */
export function exitStatus(verdicts: Iterable<Verdict>): number {
  const seen = new Set(verdicts);
  const worst = WORST_FIRST.find((verdict) => seen.has(verdict));
  return EXIT[worst ?? 'verified'];
}
