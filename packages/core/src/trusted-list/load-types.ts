import type { GuardedFetch } from '../report/index.js';
import type { KeptKeys } from './service-kinds.js';
import type { ListFacts, TrustedListSnapshot } from './types.js';

export interface LoadOptions {
  fetch: GuardedFetch;
  /** The instant to judge the lists at, in milliseconds since 1970. */
  now: number;
  /** Default: the European Commission's list of lists. */
  lotlUrl?: string;
  /** Lower-case hexadecimal SHA-256 of the certificates that may sign the list of lists. Default: those of `lotl-anchors.ts`. */
  anchors?: readonly string[];
  /** Countries to load, as the lists write them (`EL`). Default: all. */
  territories?: readonly string[];
  /** What was known before: a list that is older than it is not taken. */
  previous?: TrustedListSnapshot;
  /** Whose keys the snapshot has, as opposed to their digests. Default: `seals`. */
  keys?: KeptKeys;
  signal?: AbortSignal;
  onProgress?: (progress: LoadProgress) => void;
}

export interface LoadProgress { done: number; total: number; list: ListFacts }

/** One list of lists on the way from the anchors to the present one. */
export interface PivotFacts { url: string; sequence?: number; state: 'walked' | 'not-signed-by-known' | 'broken' | 'missing' }

export interface LoadResult {
  /** Absent where the list of lists cannot be used: then nothing can. */
  snapshot?: TrustedListSnapshot;
  lotl: ListFacts;
  /** Oldest first; empty where the list of lists is signed by an anchor itself. */
  pivots: readonly PivotFacts[];
  /** Whether `signal` ended it early. */
  aborted: boolean;
}
