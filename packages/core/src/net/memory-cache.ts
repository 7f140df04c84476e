import type { CachedResponse, ResponseCache } from './keeping.js';

/** An empty answer takes room too: its address and what is known of it. */
const costOf = (key: string, response: CachedResponse): number => response.bytes.length + key.length + 256;

/** Keeps answers in memory, the least recently used going first when their bytes exceed the limit. @param limitBytes default 32 MiB */
export function createMemoryCache(limitBytes = 32 * 1024 * 1024): ResponseCache {
  const kept = new Map<string, CachedResponse>();
  let total = 0;
  const drop = (key: string): void => {
    const old = kept.get(key);
    if (!old) return;
    kept.delete(key);
    total -= costOf(key, old);
  };
  return {
    get(key) {
      const found = kept.get(key);
      if (!found) return undefined;
      kept.delete(key); // a Map keeps the order of insertion: last is the most recently used
      kept.set(key, found);
      return found;
    },
    set(key, response) {
      drop(key);
      if (costOf(key, response) > limitBytes) return;
      kept.set(key, response);
      total += costOf(key, response);
      for (const oldest of kept.keys()) {
        if (total <= limitBytes) break;
        drop(oldest);
      }
    },
  };
}
