export { LOTL_SIGNERS, LOTL_URL } from './lotl-anchors.js';
export { loadTrustedLists } from './load.js';
export type { LoadOptions, LoadProgress, LoadResult, PivotFacts } from './load-types.js';
export { isSnapshot, openSnapshot, snapshotText, toSnapshot } from './snapshot.js';
export type * from './types.js';
