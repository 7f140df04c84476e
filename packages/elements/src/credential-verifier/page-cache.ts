import type { CachedResponse, ResponseCache } from '@credlens/core';
import { intact } from '@credlens/core/net';

/** A name that nobody can have (RFC 6761): the keys of a Cache are URLs, and these are never asked for. */
const KEY_BASE = 'https://credlens.invalid/kept?';
const FACTS = 'credlens-facts';
const SWEEP_EVERY = 16;

type Facts = Omit<CachedResponse, 'bytes' | 'contentType'> & { bytes: number };

/**
 * Keeps answers of the network in this browser (the Cache API), from one visit to the next. They tell anybody who uses this browser which issuers were asked about, and a
 * hosted badge is itself about a person, so it is the page's choice. What is read back is checked by its digest. Absent where the browser has no such cache.
 * @param limitBytes default 32 MiB; the oldest go first
 */
export function createPageCache(limitBytes = 32 * 1024 * 1024, name = 'credlens-1'): ResponseCache | undefined {
  // Reading it throws in a page without an origin, such as a sandboxed frame.
  let storage: CacheStorage | undefined;
  try {
    storage = globalThis.caches;
  } catch {
    return undefined;
  }
  if (!storage) return undefined;
  const open = storage.open.bind(storage, name);
  let writes = 0;
  return {
    async get(key) {
      const response = await (await open()).match(urlOf(key));
      const facts = response && factsOf(response);
      if (!response || !facts) return undefined;
      const { bytes: _length, ...rest } = facts;
      return intact({ ...rest, contentType: response.headers.get('content-type') ?? '', bytes: new Uint8Array(await response.arrayBuffer()) });
    },
    async set(key, { bytes, contentType, ...rest }) {
      if (bytes.length > limitBytes) return;
      const facts: Facts = { ...rest, bytes: bytes.length };
      const cache = await open();
      await cache.put(urlOf(key), new Response(bytes as Uint8Array<ArrayBuffer>, { headers: { 'content-type': contentType, [FACTS]: encodeURIComponent(JSON.stringify(facts)) } }));
      if (writes++ % SWEEP_EVERY === 0) await sweep(cache, limitBytes);
    },
  };
}

const urlOf = (key: string): string => KEY_BASE + encodeURIComponent(key);

function factsOf(response: Response): Facts | undefined {
  try {
    const value: unknown = JSON.parse(decodeURIComponent(response.headers.get(FACTS) ?? ''));
    const facts = value as Facts;
    return typeof value === 'object' && value !== null && typeof facts.sha256 === 'string' && Number.isFinite(facts.fetchedAt) && Number.isFinite(facts.bytes) ? facts : undefined;
  } catch {
    return undefined;
  }
}

async function sweep(cache: Cache, limitBytes: number): Promise<void> {
  const found = await Promise.all((await cache.keys()).map(async (request) => {
    const response = await cache.match(request);
    return { request, facts: response && factsOf(response) };
  }));
  let total = 0;
  for (const { request, facts } of found.sort((a, b) => (b.facts?.fetchedAt ?? 0) - (a.facts?.fetchedAt ?? 0))) {
    total += facts?.bytes ?? Number.POSITIVE_INFINITY;
    if (total > limitBytes) await cache.delete(request);
  }
}
