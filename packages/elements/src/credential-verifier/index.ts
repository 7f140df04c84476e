export { CredentialVerifier } from './credential-verifier.js';
export type { CredentialVerifierEvents } from './events.js';
export type { PageResource, PageResources } from './resources.js';
