/**
 * A small issuer made by code. Everything it signs is signed with TEST keys that anybody can read here.
 *
 * | to …                        | use |
 * |---|---|
 * | get a key                   | `ed25519TestKey(name)`, `TEST_KEY_P256`, `TEST_KEY_P384` |
 * | be somebody                 | `didKey(key)`, `didJwk(key)`, `didWeb(host, key, faults?)`, `httpsProfile(url, key, name, faults?)`, `university()` |
 * | write a document            | `badge(…)`, `achievement(…)`, `plainCredential(…)`, `presentation([…])`, `identityObject(email, …)` |
 * | sign as issuers do          | `issue(document, { by, created })`, `signPresentation(document, { by, created, challenge, domain })` |
 * | sign anything at all        | `addProof(document, { by, created, suite?, proof?: { expires, domain, previousProof … }, lossy? })`; again for a set or a chain |
 * | break what was signed       | `change(document, pointer, value)`, `corruptProof(document, which)` |
 * | keep status                 | `statusList(…)`, `statusEntry(…)`, `revocationList(…)`, `revocationListEntry(url)`, `encodeList(bits(…))`, `encodeZeros(length)` |
 * | be in a registry            | `allowList(name, issuers)`, `legacyRegistry(issuers)` |
 * | publish                     | `publish(identities)`, `serve(resources, url, document)`; `lookup(resources)` is a verifier's `resources` |
 * | show it all                 | `samples(now)`: nine samples with what to expect, their `resources` and `trust` |
 *
 * One option makes one fault; a document given to a function is never changed by it.
 */
export { bits, encodeList, encodeZeros, MINIMUM_ENTRIES, revocationList, revocationListEntry, statusEntry, statusList, type EntryOptions, type ListOptions } from './status.js';
export * from './contexts.js';
export { achievement, badge, plainCredential, type BadgeOptions, type CredentialOptions } from './credentials.js';
export { didJwk, didKey, didWeb, httpsProfile, type DocumentOptions, type Identity } from './identities.js';
export { change, type Json, type JsonObject } from './json.js';
export { ed25519TestKey, publicJwk, TEST_KEY_P256, TEST_KEY_P384, type TestKey } from './keys.js';
export { identityObject, type IdentityOptions } from './recipient.js';
export { allowList, legacyRegistry, type ListedIssuer } from './registries.js';
export { lookup, publish, serve, type Resources, type Served } from './resources.js';
export { daysFrom, HOLDER, samples, university, type Sample, type Samples } from './samples.js';
export { addProof, corruptProof, issue, presentation, signPresentation, type ProofOptions, type SignOptions, type Suite } from './sign.js';
