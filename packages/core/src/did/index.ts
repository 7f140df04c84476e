export type { ControllerDocument, ControllerResult, Relationship, VerificationMethod } from './controller-document.js';
export { authorizes, findMethods } from './controller-document.js';
export { didWebUrl } from './did-web.js';
export { readJwk, readMultikey, type KeyAlgorithm, type PublicKey } from './multikey.js';
export { domainOf, resolveController } from './resolve.js';
export { keyProblem, retrieveVerificationMethod, type MethodFinding } from './verification-method.js';
export { resolveDidJwk, resolveDidKey } from './self-describing.js';
