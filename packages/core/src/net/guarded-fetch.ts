/** A document that the host supplies in place of the network. */
export interface Resource { bytes: Uint8Array; contentType?: string; /** HTTP status, default 200. */ status?: number }

/** Answers `undefined` for a URL that it does not hold. */
export type ResourceLookup = (url: string) => Promise<Resource | undefined> | Resource | undefined;

export interface CachedResponse { bytes: Uint8Array; contentType: string; sha256: string; /** Milliseconds since 1970. */ fetchedAt: number; /** Milliseconds since 1970; absent where the answer did not say. */ freshUntil?: number }

/** Keeps answers between verifications. A memory cache is the default; a page or a server may keep its own. */
export interface ResponseCache {
  get(url: string): Promise<CachedResponse | undefined> | CachedResponse | undefined;
  set(url: string, response: CachedResponse): Promise<void> | void;
}

export interface GuardedFetchOptions {
  /** Default: the platform's. */
  fetch?: typeof globalThis.fetch;
  /** Asked before cache and network. What it brings is evidence of source `snapshot`. */
  resources?: ResourceLookup;
  /** Never touch the network: what `resources` and `cache` do not hold is `net.offline`. */
  offline?: boolean;
  cache?: ResponseCache;
}
