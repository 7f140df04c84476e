export { refusalOf, toUrl, type Refusal } from './address.js';
export {
  createGuardedFetch, type CachedResponse, type FetchBudget, type GuardedFetchOptions, type GuardedFetchSettings, type Resource, type ResourceLookup, type ResponseCache,
} from './guarded-fetch.js';
export { createMemoryCache } from './memory-cache.js';
export { sha256Hex } from '../report/digest.js';
