export type { ControllerDocument, ControllerResult, Relationship, VerificationMethod } from './controller-document.js';
export { authorizedMethods, authorizes, findMethods } from './controller-document.js';
export { didWebUrl } from './did-web.js';
export { decodeBase64Url, readJwk, readMultikey, type KeyAlgorithm, type PublicKey } from './multikey.js';
export { domainOf, resolveController, webAddressOf } from './resolve.js';
export { endedKey, keyProblem, retrieveVerificationMethod, type KeyForm, type MethodFinding } from './verification-method.js';
export { publicJwk, sameKey } from './public-jwk.js';
export { resolveDidJwk, resolveDidKey } from './self-describing.js';
