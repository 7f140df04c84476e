import type { Verifier } from '@credlens/core';
import { createMatch, type Match } from './match-port.js';
import type { Assess } from './types.js';

/** Assesses with a verifier of `@credlens/core` and a matcher. Files are judged one after the other: each may cost a whole budget of fetches. */
export function createAssess({ verifier, match = createMatch(), now }: { verifier: Pick<Verifier, 'verify'>; match?: Match; now: () => Date }): Assess {
  return async ({ tenant, jobPosting, files, recipient, confirmations = [] }, signal) => {
    const at = now();
    const reports = [];
    for (const { name, bytes } of files) reports.push(await verifier.verify(bytes, { at, channel: 'file', filename: name, signal, ...(recipient !== undefined && { recipient }) }));
    return { reports, matchReport: await match({ tenant, posting: jobPosting, reports, files, confirmations, asOf: at.toISOString() }) };
  };
}
