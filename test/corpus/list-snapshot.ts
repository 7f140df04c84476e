import { createGuardedFetch, createMemoryCache } from '@credlens/core';
import { loadTrustedLists, type TrustedListSnapshot } from '@credlens/core/trusted-list';
import type { Corpora } from './corpora.js';

const made = new WeakMap<Corpora, Promise<TrustedListSnapshot>>();

/** The trusted lists that are there, as they stood at an instant. Made once: reading them takes seconds. @throws where the list of lists cannot be used */
export function snapshotOf(corpora: Corpora, at: string): Promise<TrustedListSnapshot> {
  const known = made.get(corpora) ?? load(corpora, at);
  made.set(corpora, known);
  return known;
}

async function load(corpora: Corpora, at: string): Promise<TrustedListSnapshot> {
  const now = new Date(at);
  const fetch = createGuardedFetch({ resources: corpora.resources, offline: true, cache: createMemoryCache(), clock: () => now, budget: { fetches: 400 } });
  const { snapshot } = await loadTrustedLists({ fetch, now: now.getTime(), keys: 'all' });
  if (!snapshot) throw new Error('the list of lists of the corpus cannot be used');
  return snapshot;
}
