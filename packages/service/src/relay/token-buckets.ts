/** How much may be taken at once, and how much comes back each second. */
export interface Rate { burst: number; perSecond: number }

/** Keys remembered at most: the least recently used is forgotten, which only means that it starts anew. */
const MOST_KEYS = 10_000;

/** A token bucket for each key. */
export interface TokenBuckets {
  /** Takes what something costs. @returns 0, or the seconds until it could be taken; then nothing was. @param now milliseconds, of a clock that does not go back */
  take(key: string, now: number, cost?: number): number;
}

export function createTokenBuckets({ burst, perSecond }: Rate): TokenBuckets {
  const buckets = new Map<string, { left: number; at: number }>();
  return {
    take(key, now, cost = 1) {
      const known = buckets.get(key);
      const left = known ? Math.min(burst, known.left + (Math.max(0, now - known.at) / 1000) * perSecond) : burst;
      const enough = left >= cost;
      buckets.delete(key); // a Map keeps the order of insertion: last is the most recently used
      buckets.set(key, { left: enough ? left - cost : left, at: now });
      const oldest = buckets.size > MOST_KEYS ? buckets.keys().next().value : undefined;
      if (oldest !== undefined) buckets.delete(oldest);
      return enough ? 0 : Math.max(1, Math.ceil((cost - left) / perSecond));
    },
  };
}
