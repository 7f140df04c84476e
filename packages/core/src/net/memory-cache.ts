import type { CachedResponse, ResponseCache } from './keeping.js';

/** Keeps answers in memory, the least recently used going first when their bytes exceed the limit. @param limitBytes default 32 MiB */
export function createMemoryCache(limitBytes = 32 * 1024 * 1024): ResponseCache {
  const kept = new Map<string, CachedResponse>();
  let total = 0;
  const drop = (key: string): void => {
    const old = kept.get(key);
    if (!old) return;
    kept.delete(key);
    total -= old.bytes.length;
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
      if (response.bytes.length > limitBytes) return;
      kept.set(key, response);
      total += response.bytes.length;
      for (const oldest of kept.keys()) {
        if (total <= limitBytes) break;
        drop(oldest);
      }
    },
  };
}
