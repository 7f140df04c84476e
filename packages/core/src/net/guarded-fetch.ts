import type { Evidence, FetchRequest, FetchResult, GuardedFetch } from '../report/index.js';
import { sha256Hex } from '../report/digest.js';
import { refusalOf, toUrl } from './address.js';
import { exchange } from './exchange.js';
import { freshnessOf } from './freshness.js';
import { createLimiter } from './limiter.js';

/** A document that the host supplies in place of the network. */
export interface Resource { bytes: Uint8Array; contentType?: string; /** HTTP status, default 200. */ status?: number }

/** Answers `undefined` for a URL that it does not hold. */
export type ResourceLookup = (url: string) => Promise<Resource | undefined> | Resource | undefined;

export interface CachedResponse {
  bytes: Uint8Array;
  contentType: string;
  sha256: string;
  /** Milliseconds since 1970. */
  fetchedAt: number;
  /** Milliseconds since 1970; absent where the answer did not say. */
  freshUntil?: number;
  /** Where redirects ended; absent where there was none. */
  finalUrl?: string;
}

/** Keeps answers between verifications. A memory cache is the default; a page or a server may keep its own. The key is the URL, then a space and what was accepted. */
export interface ResponseCache {
  get(key: string): Promise<CachedResponse | undefined> | CachedResponse | undefined;
  set(key: string, response: CachedResponse): Promise<void> | void;
}

export interface GuardedFetchOptions {
  /** Default: the platform's. One that refuses an address itself rejects with an error named `RefusedAddressError`: that is `net.refused`, not a failed connection. */
  fetch?: typeof globalThis.fetch;
  /** Asked before cache and network. What it brings is evidence of source `snapshot`. */
  resources?: ResourceLookup;
  /** Never touch the network: what `resources` and `cache` do not hold is `net.offline`. */
  offline?: boolean;
  cache?: ResponseCache;
}

/** How many requests may still go out. One object is shared by everything that one input sets off. */
export interface FetchBudget { fetches: number }

export interface GuardedFetchSettings extends GuardedFetchOptions {
  /** Tells when an answer was fetched and whether a kept one is fresh. Default: the machine's clock. It is not the instant that a credential is judged at. */
  clock?: () => Date;
  signal?: AbortSignal;
  /** Default: 64 requests. Redirects and second attempts count. */
  budget?: FetchBudget;
  /** Of one question, with its redirects. Default 10 000. */
  timeoutMs?: number;
  /** Requests at once. Default 6. */
  concurrency?: number;
  /** Before the second attempt. Default 300. */
  retryDelayMs?: number;
}

const DEFAULT_BYTES = 2 * 1024 * 1024;
const CEILING_BYTES = 16 * 1024 * 1024;
const REDIRECTS = 3;
/** How long an answer that says nothing of its own age is used again, where the asker does not say either. */
const DEFAULT_AGE_SECONDS = 300;
const DEFAULT_ACCEPT = 'application/json, */*;q=0.1';

/**
 * The network for one verification: what `resources` holds, then what the cache holds and may still be used, then (unless offline) the network, https only and bounded
 * in time, bytes, redirects and number. The same question is asked once and always gets the same answer, so a document cannot change under a verification.
 * A resource is the host's own word, so it may stand for any URL, a loopback one too; everything else is refused by `address.ts`.
 * It never rejects for what the world does. Success asserts that these bytes came from there; it asserts nothing of what they say.
 */
export function createGuardedFetch(settings: GuardedFetchSettings = {}): GuardedFetch {
  const answers = new Map<string, Promise<FetchResult>>();
  const limited = createLimiter(settings.concurrency ?? 6);
  const budget = settings.budget ?? { fetches: 64 };
  return (url, request = {}) => {
    const key = [url, request.accept ?? '', request.maxBytes ?? '', request.maxAgeSeconds ?? '', request.staleIfError ?? ''].join(' ');
    let answer = answers.get(key);
    if (!answer) {
      answer = ask(url, request, settings, budget, limited).catch((): FetchResult => ({ ok: false, code: 'net.failed', retryable: false }));
      answers.set(key, answer);
    }
    return answer;
  };
}

type Limiter = ReturnType<typeof createLimiter>;

async function ask(text: string, request: FetchRequest, settings: GuardedFetchSettings, budget: FetchBudget, limited: Limiter): Promise<FetchResult> {
  const url = toUrl(text);
  if (!url) return { ok: false, code: 'net.refused', retryable: false };
  url.hash = '';
  const maxBytes = Math.min(request.maxBytes ?? DEFAULT_BYTES, CEILING_BYTES);
  const accept = request.accept ?? DEFAULT_ACCEPT;

  const resource = await settings.resources?.(text.replace(/#.*$/s, '')) ?? await settings.resources?.(url.href);
  if (resource) return fromResource(resource, url.href, maxBytes);
  if (refusalOf(url)) return { ok: false, code: 'net.refused', retryable: false };

  const now = (): number => (settings.clock?.() ?? new Date()).getTime();
  const cacheKey = `${url.href} ${accept}`;
  const kept = await attempt(() => settings.cache?.get(cacheKey));
  if (kept && isFresh(kept, now(), request.maxAgeSeconds)) return fromCache(kept, url.href, maxBytes);
  const stale = kept && request.staleIfError ? kept : undefined;
  if (settings.offline) return stale ? fromCache(stale, url.href, maxBytes) : { ok: false, code: 'net.offline', retryable: true };

  const fetchFunction = settings.fetch ?? globalThis.fetch;
  const spend = (): boolean => {
    if (budget.fetches <= 0) return false;
    budget.fetches -= 1;
    return true;
  };
  const limits = { accept, maxBytes, timeoutMs: settings.timeoutMs ?? 10_000, redirects: REDIRECTS, spend, ...(settings.signal ? { signal: settings.signal } : {}) };
  const once = () => limited(() => exchange(fetchFunction, url, limits));
  let answer = await once();
  if (!answer.ok && isWorthAnother(answer)) {
    await pause(settings.retryDelayMs ?? 300, settings.signal);
    answer = await once();
  }
  if (!answer.ok) {
    if (stale && answer.retryable && answer.code !== 'check.aborted') return fromCache(stale, url.href, maxBytes);
    return answer;
  }

  const fetchedAt = now();
  const sha256 = await sha256Hex(answer.bytes);
  const { storable, freshUntil } = freshnessOf(answer.headers, fetchedAt);
  if (storable) {
    const response: CachedResponse = { bytes: answer.bytes, contentType: answer.contentType, sha256, fetchedAt, finalUrl: answer.finalUrl, ...(freshUntil === undefined ? {} : { freshUntil }) };
    await attempt(() => settings.cache?.set(cacheKey, response));
  }
  const evidence: Evidence = { url: url.href, sha256, fetchedAt: new Date(fetchedAt).toISOString(), source: 'network' };
  return { ok: true, bytes: answer.bytes, contentType: answer.contentType, finalUrl: answer.finalUrl, evidence };
}

/** A snapshot has no `fetchedAt`: when the host took it is not known here, and the same question must give the same report. */
async function fromResource(resource: Resource, url: string, maxBytes: number): Promise<FetchResult> {
  const status = resource.status ?? 200;
  if (status < 200 || status > 299) return { ok: false, code: 'net.http-status', status, retryable: false };
  if (resource.bytes.length > maxBytes) return { ok: false, code: 'net.too-large', retryable: false };
  const evidence: Evidence = { url, sha256: await sha256Hex(resource.bytes), source: 'snapshot' };
  return { ok: true, bytes: resource.bytes, contentType: resource.contentType ?? '', finalUrl: url, evidence };
}

function fromCache(kept: CachedResponse, url: string, maxBytes: number): FetchResult {
  if (kept.bytes.length > maxBytes) return { ok: false, code: 'net.too-large', retryable: false };
  const evidence: Evidence = { url, sha256: kept.sha256, fetchedAt: new Date(kept.fetchedAt).toISOString(), source: 'cache' };
  return { ok: true, bytes: kept.bytes, contentType: kept.contentType, finalUrl: kept.finalUrl ?? url, evidence };
}

/** The asker's limit holds whatever the answer says of itself: a year of `max-age` must not outlive a policy. */
function isFresh(kept: CachedResponse, now: number, maxAgeSeconds: number | undefined): boolean {
  if (kept.fetchedAt > now) return false; // a clock that went back proves nothing
  if (kept.freshUntil !== undefined && now >= kept.freshUntil) return false;
  const limit = maxAgeSeconds ?? (kept.freshUntil === undefined ? DEFAULT_AGE_SECONDS : Number.POSITIVE_INFINITY);
  return now - kept.fetchedAt <= limit * 1000;
}

/** A cache that fails is a cache that holds nothing. */
async function attempt<T>(work: () => Promise<T> | T): Promise<T | undefined> {
  try {
    return await work();
  } catch {
    return undefined;
  }
}

function isWorthAnother(answer: { code: string; status?: number; retryable: boolean }): boolean {
  return answer.retryable && (answer.code === 'net.failed' || answer.code === 'net.http-status');
}

function pause(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => {
    if (signal?.aborted) return resolve();
    const timer = setTimeout(done, milliseconds);
    function done(): void {
      clearTimeout(timer);
      signal?.removeEventListener('abort', done);
      resolve();
    }
    signal?.addEventListener('abort', done, { once: true });
  });
}
