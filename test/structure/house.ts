/** Who may know whom, as docs/architecture.md says it. The tests of this folder hold the code to these tables. */
export const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  'core': [],
  'ats-adapter': ['core'],
  'elements': ['core', 'ats-adapter'],
  'service': ['core', 'ats-adapter'],
  'demo-issuer': ['core'],
  'demo-pki': [],
  'fake-ats': ['core', 'ats-adapter', 'service', 'demo-issuer', 'demo-pki'],
};

/** The one package that may touch Node, and the example that runs it. */
export const NODE_UNITS: readonly string[] = ['service', 'fake-ats'];

/** Floor of each room of core, those to come included; a file at the top of `src/` is a room of its own. */
export const FLOORS: Readonly<Record<string, number>> = {
  'report': 0, 'messages': 0, 'untyped.d.ts': 0,
  'net': 1, 'bytes': 1,
  'json-ld': 2, 'did': 2, 'registry': 2, 'schema': 2, 'shacl': 2, 'status': 2, 'view': 2,
  'jose': 2, 'pdf': 2, 'cms': 2, 'x509': 2, 'timestamp': 2, 'xml-signature': 2, 'signature-validation': 2, 'trusted-list': 2,
  'intake': 3, 'reference': 3, 'securing': 3, 'members': 3, 'checks': 3,
  'index.ts': 4, 'verifier.ts': 4, 'handlers.ts': 4, 'options.ts': 4, 'plan.ts': 4,
  'engine.ts': 4, 'judge': 4, 'assemble.ts': 4, 'profile.ts': 4,
};

/** @param inside path under `packages/core/src/` */
export function floorOf(inside: string): number | undefined {
  return FLOORS[inside.split('/')[0] ?? ''];
}

export const MOST_LINES = 300;

/** Files that may be longer, each with its reason. */
export const LONG_FILES: Readonly<Record<string, string>> = {};

/**
 * What of the platform core may use: what browsers, workers and Node 20.19 have alike. No document, no storage, no process, no console.
 * Everything else that the DOM's type library declares is refused.
 */
export const PLATFORM: ReadonlySet<string> = new Set([
  'URL', 'URLSearchParams', 'TextEncoder', 'TextDecoder', 'Blob', 'File', 'AbortController', 'AbortSignal', 'DOMException', 'Event', 'EventTarget',
  'crypto', 'Crypto', 'CryptoKey', 'CryptoKeyPair', 'SubtleCrypto', 'JsonWebKey', 'BufferSource', 'AlgorithmIdentifier', 'EcKeyImportParams', 'EcdsaParams', 'Algorithm', 'KeyUsage',
  'RsaHashedImportParams', 'RsaPssParams', 'HmacImportParams', 'KeyFormat', 'KeyAlgorithm', 'EcKeyAlgorithm',
  'fetch', 'Response', 'ResponseInit', 'Request', 'RequestInit', 'RequestInfo', 'RequestRedirect', 'Headers', 'HeadersInit',
  'ReadableStream', 'ReadableStreamDefaultReader', 'ReadableWritablePair', 'WritableStream', 'TransformStream', 'DecompressionStream', 'ReadableStreamReadResult', 'ReadableStreamDefaultController',
  'setTimeout', 'clearTimeout', 'queueMicrotask', 'structuredClone', 'atob', 'btoa',
]);

/** The rooms that may reach the world, and those whose options default to the machine's clock. */
export const REACHES: Readonly<Record<string, readonly string[]>> = {
  fetch: ['net'],
  clock: ['verifier.ts', 'net'],
};
