import { retryAfter } from './retry.js';

/** What may be asked at once, and each second. */
export interface Rate { burst: number; perSecond: number }

/** A token bucket for each tenant and endpoint, that learns from what the endpoint says. */
export interface RateLimits {
  /** Takes one. @returns 0, or the milliseconds until one can be taken; then none was. @param now milliseconds */
  take: (key: string, rate: Rate, now: number) => number;
  /** Reads the headers of an answer. */
  learn: (key: string, headers: Readonly<Record<string, string | undefined>>, status: number, now: number) => void;
}

interface Bucket { left: number; at: number; /** No request before this instant. */ closedUntil: number }

const MOST_KEYS = 10_000;
/** Where an endpoint says that nothing is left, and not until when. */
const WINDOW_MS = 10_000;
const MOST_PAUSE_MS = 3_600_000;

export function createRateLimits(): RateLimits {
  const buckets = new Map<string, Bucket>();
  const bucketOf = (key: string, now: number, burst: number): Bucket => {
    const known = buckets.get(key) ?? { left: burst, at: now, closedUntil: 0 };
    buckets.delete(key); // a Map keeps the order of insertion: last is the most recently used
    buckets.set(key, known);
    const oldest = buckets.size > MOST_KEYS ? buckets.keys().next().value : undefined;
    if (oldest !== undefined) buckets.delete(oldest);
    return known;
  };
  return {
    take(key, { burst, perSecond }, now) {
      const bucket = bucketOf(key, now, burst);
      if (now < bucket.closedUntil) return bucket.closedUntil - now;
      bucket.left = Math.min(burst, bucket.left + (Math.max(0, now - bucket.at) / 1000) * perSecond);
      bucket.at = now;
      if (bucket.left < 1) return Math.ceil(((1 - bucket.left) / perSecond) * 1000);
      bucket.left -= 1;
      return 0;
    },
    learn(key, headers, status, now) {
      const bucket = bucketOf(key, now, 1);
      const number = (name: string) => (/^\d{1,12}$/.test(headers[name]?.trim() ?? '') ? Number(headers[name]) : undefined);
      const remaining = number('x-ratelimit-remaining') ?? number('ratelimit-remaining');
      const wait = status === 429 || status === 503 ? retryAfter(headers['retry-after'], now) : undefined;
      if (remaining !== undefined) bucket.left = Math.min(bucket.left, remaining);
      if (wait === undefined && status !== 429 && remaining !== 0) return;
      const reset = number('x-ratelimit-reset') ?? number('ratelimit-reset');
      // A number of this size is an instant, a smaller one is a span; both in seconds.
      const untilReset = reset === undefined ? undefined : reset > 1_000_000_000 ? reset * 1000 - now : reset * 1000;
      const pause = Math.min(Math.max(0, wait ?? untilReset ?? WINDOW_MS), MOST_PAUSE_MS);
      bucket.closedUntil = Math.max(bucket.closedUntil, now + pause);
    },
  };
}
