import { sha256Hex } from '../report/digest.js';
import type { Code, Evidence, FetchRequest, FetchResult, Freshness } from '../report/index.js';

/** An answer as a cache keeps it. */
export interface CachedResponse {
  bytes: Uint8Array;
  contentType: string;
  sha256: string;
  /** Milliseconds since 1970. */
  fetchedAt: number;
  /** Milliseconds since 1970; absent where the answer did not say. */
  freshUntil?: number;
  /** The answer says that it is never to be used beyond that (`must-revalidate`, `no-cache`). */
  mustRevalidate?: boolean;
  /** Where redirects ended; absent where there was none. */
  finalUrl?: string;
  /** The relay that it came through. */
  relay?: string;
}

/**
 * Keeps answers between verifications. A memory cache is the default; a page or a server may keep its own. The key is the URL, then a space and what was accepted.
 * What it gives back is believed as a fresh answer would be, so one that lives outside the program checks the digest itself.
 */
export interface ResponseCache {
  get(key: string): Promise<CachedResponse | undefined> | CachedResponse | undefined;
  set(key: string, response: CachedResponse): Promise<void> | void;
}

/** How long an answer that says nothing of its own age is used again, where the asker does not say either. */
const DEFAULT_AGE_SECONDS = 300;

/** Until when a kept answer is fresh. The asker's limit holds whatever the answer says of itself: a year of `max-age` must not outlive a policy. */
function freshUntil(kept: CachedResponse, maxAgeSeconds: number | undefined): number {
  const limit = maxAgeSeconds ?? (kept.freshUntil === undefined ? DEFAULT_AGE_SECONDS : Number.POSITIVE_INFINITY);
  return Math.min(kept.freshUntil ?? Number.POSITIVE_INFINITY, kept.fetchedAt + limit * 1000);
}

/** An answer from the future is not fresh: a clock that went back proves nothing. */
export function isFresh(kept: CachedResponse, now: number, maxAgeSeconds: number | undefined): boolean {
  const said = kept.freshUntil === undefined || now < kept.freshUntil;
  return kept.fetchedAt <= now && said && now <= freshUntil(kept, maxAgeSeconds);
}

/**
 * Whether a kept answer may stand in for one that could not be had: where the asker judges its age itself, or the policy allows that much beyond its freshness.
 * `must-revalidate` (RFC 9111 section 5.2.2.2) forbids the second.
 */
export function mayStandIn(kept: CachedResponse, now: number, request: FetchRequest, staleIfErrorSeconds: number): boolean {
  if (request.staleIfError) return true;
  if (staleIfErrorSeconds <= 0 || kept.mustRevalidate || kept.fetchedAt > now) return false;
  return now <= freshUntil(kept, request.maxAgeSeconds) + staleIfErrorSeconds * 1000;
}

/** @param stale why a newer one could not be had, where this one is older than it should be */
export function fromCache(kept: CachedResponse, url: string, maxBytes: number, stale?: Code): FetchResult {
  if (kept.bytes.length > maxBytes) return { ok: false, code: 'net.too-large', retryable: false };
  const evidence: Evidence = {
    url, sha256: kept.sha256, fetchedAt: new Date(kept.fetchedAt).toISOString(), source: 'cache',
    ...(kept.relay === undefined ? {} : { relay: kept.relay }), ...(stale === undefined ? {} : { stale }),
  };
  return { ok: true, bytes: kept.bytes, contentType: kept.contentType, finalUrl: kept.finalUrl ?? url, evidence, freshness: freshnessOfKept(kept) };
}

const freshnessOfKept = (kept: CachedResponse): Freshness => ({
  storable: true, ...(kept.freshUntil === undefined ? {} : { freshUntil: kept.freshUntil }), ...(kept.mustRevalidate ? { mustRevalidate: true } : {}),
});

/** For a cache that lives outside the program: a kept answer, or nothing where its bytes are not the ones that were kept. */
export async function intact(kept: CachedResponse): Promise<CachedResponse | undefined> {
  return (await sha256Hex(kept.bytes)) === kept.sha256 ? kept : undefined;
}
