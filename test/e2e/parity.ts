import { createGuardedFetch, createMemoryCache } from '@credlens/core';
import { loadTrustedLists, type TrustedListSnapshot } from '@credlens/core/trusted-list';
import type { Report } from '@credlens/core/report';
import type { SealedSamples } from '@credlens/demo-pki';

/** The lists of the samples, as a page and the command are given them. */
export async function snapshotOf({ resources, lotlUrl, anchors }: SealedSamples['lists'], now: Date): Promise<TrustedListSnapshot> {
  const fetch = createGuardedFetch({ resources, offline: true, cache: createMemoryCache(), clock: () => now, budget: { fetches: 16 } });
  const { snapshot } = await loadTrustedLists({ fetch, now: now.getTime(), lotlUrl, anchors });
  if (!snapshot) throw new Error('no snapshot');
  return snapshot;
}

/** Without when it was asked, and what follows from that: the report's own digest, and when the host's own list was read. */
export function timeless(report: Report): string {
  const { id: _id, verifiedAt: _at, ...rest } = report;
  return JSON.stringify(rest, (key, value: unknown) => (key === 'fetchedAt' ? undefined : value));
}
