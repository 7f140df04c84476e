export { refusalOf, toUrl, type Refusal } from './address.js';
export { writeFreshness } from './freshness.js';
export {
  createGuardedFetch, type FetchBudget, type GuardedFetchOptions, type GuardedFetchSettings, type Resource, type ResourceLookup,
} from './guarded-fetch.js';
export { intact, type CachedResponse, type ResponseCache } from './keeping.js';
export { createMemoryCache } from './memory-cache.js';
export { RELAY_HEADERS, toRelay, type RelayOptions } from './relay.js';
export { sha256Hex } from '../report/digest.js';
