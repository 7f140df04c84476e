export { BUNDLED_CONTEXT_URLS, type ContextEdition } from './bundled-contexts.js';
export { canonicalize, type CanonicalDocument } from './canonicalize.js';
export { ContextCache, onlyBundled } from './context-cache.js';
export { examineContexts, findName, type ContextUse } from './context-use.js';
export { limitExceeded } from './document-limits.js';
export { UnknownContextError, loadContext } from './context-loader.js';
export { otherWords } from './other-words.js';
export { OPEN_BADGES_3_0_3 } from './open-badges-context.js';
export { statementsOf, TransformError, type DroppedData, type RdfStatement, type RdfTerm } from './statements.js';
