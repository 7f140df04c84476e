import { readInstant, type Evidence, type FetchRequest, type FetchResult, type GuardedFetch } from '../report/index.js';
import { sha256Hex } from '../report/digest.js';
import { refusalOf, toUrl } from './address.js';
import { exchange, failure, type Exchange, type ExchangeLimits } from './exchange.js';
import { freshnessOf, readFreshness } from './freshness.js';
import { fromCache, isFresh, mayStandIn, type ResponseCache } from './keeping.js';
import { createKeyedLimiter, type Limiter } from './limiter.js';
import { mixedContent, pageFailure } from './page-failure.js';
import { askRelay, RELAY_HEADERS, toRelay, type Relay, type RelayOptions } from './relay.js';
import { attempts } from './retry.js';

/** A document that the host supplies in place of the network. */
export interface Resource { bytes: Uint8Array; contentType?: string; /** HTTP status, default 200. */ status?: number }

/** Answers `undefined` for a URL that it does not hold. */
export type ResourceLookup = (url: string) => Promise<Resource | undefined> | Resource | undefined;

export interface GuardedFetchOptions {
  /** Default: the platform's. One that refuses an address itself rejects with an error named `RefusedAddressError`: that is `net.refused`, not a failed connection. */
  fetch?: typeof globalThis.fetch;
  /** Asked before cache and network. What it brings is evidence of source `snapshot`. */
  resources?: ResourceLookup;
  /** Never touch the network: what `resources` and `cache` do not hold is `net.offline`. */
  offline?: boolean;
  cache?: ResponseCache;
  /** A relay of the host's own, asked where asking directly brings no connection. Its answers are evidence with `relay`. */
  relay?: string | RelayOptions;
}

/** How many requests may still go out. One object is shared by everything that one input sets off. */
export interface FetchBudget { fetches: number }

export interface GuardedFetchSettings extends GuardedFetchOptions {
  /** Tells when an answer was fetched and whether a kept one is fresh. Default: the machine's clock. It is not the instant that a credential is judged at. */
  clock?: () => Date;
  signal?: AbortSignal;
  /** Default: 64 requests. Redirects and second attempts count. */
  budget?: FetchBudget;
  /** Of one question, with its redirects, its further attempts and the waits between. Where a relay is asked as well, that has as much again. Default 10 000. */
  timeoutMs?: number;
  /** Requests at once. Default 6. */
  concurrency?: number;
  /** Requests at once to one host. Default 4. */
  concurrencyPerHost?: number;
  /** Before the second attempt, unless the server says (`Retry-After`); four times that before the third. Default 300. */
  retryDelayMs?: number;
  /** How far beyond its freshness a kept answer may stand in for one that could not be had. The evidence says that it did. Default 0: not at all. */
  staleIfErrorSeconds?: number;
}

const DEFAULT_BYTES = 2 * 1024 * 1024;
const CEILING_BYTES = 16 * 1024 * 1024;
const REDIRECTS = 3;
/** What a page takes at most to find out why it was not let through. */
const PROBE_MS = 5000;
const DEFAULT_ACCEPT = 'application/json, */*;q=0.1';

/**
 * The network for one verification: what `resources` holds, then what the cache holds and may still be used, then (unless offline) the network, https only (http for what is signed) and bounded
 * in time, bytes, redirects and number. The same question is asked once and always gets the same answer, so a document cannot change under a verification.
 * A resource is the host's own word, so it may stand for any URL, a loopback one too; everything else is refused by `address.ts`.
 * It never rejects for what the world does. Success asserts that these bytes came from there; it asserts nothing of what they say.
 * @throws TypeError for a relay that is no http or https URL
 */
export function createGuardedFetch(settings: GuardedFetchSettings = {}): GuardedFetch {
  const answers = new Map<string, Promise<FetchResult>>();
  const world: World = {
    settings,
    budget: settings.budget ?? { fetches: 64 },
    limited: createKeyedLimiter(settings.concurrency ?? 6, settings.concurrencyPerHost ?? 4),
    ...(settings.relay === undefined ? {} : { relay: toRelay(settings.relay) }),
  };
  return (url, request = {}) => {
    const key = [url, request.accept ?? '', request.maxBytes ?? '', request.maxAgeSeconds ?? '', request.staleIfError ?? '', request.signedContent ?? '', request.suppliedOnly ?? ''].join(' ');
    let answer = answers.get(key);
    if (!answer) {
      answer = ask(url, request, world).catch((): FetchResult => ({ ok: false, code: 'net.failed', retryable: false }));
      answers.set(key, answer);
    }
    return answer;
  };
}

/** What one guarded fetch shares between its questions. */
interface World {
  settings: GuardedFetchSettings;
  budget: FetchBudget;
  limited: (host: string) => Limiter;
  relay?: Relay;
}

async function ask(text: string, request: FetchRequest, world: World): Promise<FetchResult> {
  const { settings } = world;
  const url = toUrl(text);
  if (!url) return failure('net.refused', false);
  url.hash = '';
  const maxBytes = Math.min(request.maxBytes ?? DEFAULT_BYTES, CEILING_BYTES);
  const accept = request.accept ?? DEFAULT_ACCEPT;

  const resource = await settings.resources?.(text.replace(/#.*$/s, '')) ?? await settings.resources?.(url.href);
  if (resource) return fromResource(resource, url.href, maxBytes);
  if (request.suppliedOnly) return failure('net.offline', false);
  const signedContent = request.signedContent === true;
  if (refusalOf(url, signedContent)) return failure('net.refused', false);

  const now = (): number => (settings.clock?.() ?? new Date()).getTime();
  // What came over http, perhaps by a redirect, is never an answer to somebody who would not have it so.
  const cacheKey = `${url.href} ${accept}${signedContent ? ' signed-content' : ''}`;
  const kept = await attempt(() => settings.cache?.get(cacheKey));
  if (kept && isFresh(kept, now(), request.maxAgeSeconds)) return fromCache(kept, url.href, maxBytes);
  const standIn = kept && mayStandIn(kept, now(), request, settings.staleIfErrorSeconds ?? 0) ? kept : undefined;
  if (settings.offline) return standIn ? fromCache(standIn, url.href, maxBytes, 'net.offline') : failure('net.offline', true);

  const { answer, relay } = await reach(url, { accept, maxBytes, signedContent }, world);
  if (!answer.ok) {
    // Whatever stood in the way, of the network or of the page, says nothing against the copy; an answer of the publisher's own, such as "gone", does.
    const passing = answer.retryable || answer.code === 'net.cors' || answer.code === 'net.relay-refused' || answer.code === 'net.relay-failed';
    if (standIn && passing && answer.code !== 'check.aborted') return fromCache(standIn, url.href, maxBytes, answer.code);
    const { retryAfterMs: _wait, ...missed } = answer;
    return missed;
  }

  const fetchedAt = relay ? relayedAt(answer.headers, now()) : now();
  const sha256 = await sha256Hex(answer.bytes);
  const freshness = relay ? readFreshness(answer.headers.get(RELAY_HEADERS.freshness)) : freshnessOf(answer.headers, fetchedAt);
  const { bytes, contentType, finalUrl } = answer;
  const via = relay ? { relay: relay.name } : {};
  if (freshness.storable) {
    const { storable: _storable, ...until } = freshness;
    await attempt(() => settings.cache?.set(cacheKey, { bytes, contentType, sha256, fetchedAt, finalUrl, ...until, ...via }));
  }
  const evidence: Evidence = { url: url.href, sha256, fetchedAt: new Date(fetchedAt).toISOString(), source: 'network', ...via };
  return { ok: true, bytes, contentType, finalUrl, evidence, freshness };
}

/** The network itself: directly, and where that brings no connection (which in a page is what CORS looks like) through the relay, if there is one. */
async function reach(url: URL, asked: Pick<ExchangeLimits, 'accept' | 'maxBytes' | 'signedContent'>, { settings, budget, limited, relay }: World): Promise<{ answer: Exchange; relay?: Relay }> {
  const fetchFunction = settings.fetch ?? globalThis.fetch;
  const spend = (): boolean => {
    if (budget.fetches <= 0) return false;
    budget.fetches -= 1;
    return true;
  };
  const totalMs = settings.timeoutMs ?? 10_000;
  const signal = settings.signal ? { signal: settings.signal } : {};
  const limits = (timeoutMs: number): ExchangeLimits => ({ ...asked, timeoutMs, redirects: REDIRECTS, spend, ...signal });
  const retry = { delayMs: settings.retryDelayMs ?? 300, totalMs, ...signal };
  const slot = limited(url.host);

  if (!relay?.always && !(relay && mixedContent(url))) {
    const direct = (timeoutMs: number): Promise<Exchange> => slot(() => exchange(fetchFunction, url, limits(timeoutMs)));
    // With a relay at hand, no connection is not tried for again: in a page it would be the same.
    const answer = await attempts(async (timeoutMs) => {
      const one = await direct(timeoutMs);
      return !one.ok && relay && one.code === 'net.failed' ? { ...one, retryable: false } : one;
    }, retry);
    if (answer.ok || answer.code !== 'net.failed') return { answer };
    if (!relay) return { answer: await slot(() => pageFailure(fetchFunction, url, limits(Math.min(totalMs, PROBE_MS)))) };
  }
  return { answer: await attempts((timeoutMs) => limited(relay.url.host)(() => askRelay(fetchFunction, relay, url, limits(timeoutMs))), retry), relay };
}

/** When a relay says that it fetched this, where that is an instant of the past; the page's own clock otherwise. */
function relayedAt(headers: Headers, now: number): number {
  const said = readInstant(headers.get(RELAY_HEADERS.fetchedAt) ?? '')?.at;
  return said !== undefined && said <= now ? said : now;
}

/** A snapshot has no `fetchedAt`: when the host took it is not known here, and the same question must give the same report. */
async function fromResource(resource: Resource, url: string, maxBytes: number): Promise<FetchResult> {
  const status = resource.status ?? 200;
  if (status < 200 || status > 299) return { ok: false, code: 'net.http-status', status, retryable: false };
  if (resource.bytes.length > maxBytes) return { ok: false, code: 'net.too-large', retryable: false };
  const evidence: Evidence = { url, sha256: await sha256Hex(resource.bytes), source: 'snapshot' };
  return { ok: true, bytes: resource.bytes, contentType: resource.contentType ?? '', finalUrl: url, evidence };
}

/** A cache that fails is a cache that holds nothing. */
async function attempt<T>(work: () => Promise<T> | T): Promise<T | undefined> {
  try {
    return await work();
  } catch {
    return undefined;
  }
}
