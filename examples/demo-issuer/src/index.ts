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
 * | keep a learner record        | `clr({ credentials, associations … })`, `association(type, source, target)` |
 * | award in Europe             | `elmDocument()`: a European Digital Credential, without its seal, in which everything of learning occurs |
 * | supply its rules            | `elmContext()`, `genericShapes()`, `baseShapes()`: a context and shapes (SHACL) of our own; `turtle(body)` for others |
 * | endorse                     | `endorsement({ issuer, of })` |
 * | let a holder show parts     | `issueSelective(document, { by, created, mandatory })`, then `disclose(base, pointers)` |
 * | break what was signed       | `change(document, pointer, value)`, `corruptProof(document, which)` |
 * | award by Open Badges 2.0    | `hostedBadge2(options)`, `signedBadge2(options)`: assertion or token, with all that the issuer publishes; `edition` for 1.x |
 * | keep status                 | `statusList(…)`, `statusEntry(…)`, `revocationList(…)`, `revocationListEntry(url)`, `encodeList(bits(…))`, `encodeZeros(length)` |
 * | be in a registry            | `allowList(name, issuers)`, `legacyRegistry(issuers)` |
 * | publish                     | `publish(identities)`, `serve(resources, url, document)`; `lookup(resources)` is a verifier's `resources` |
 * | put it into something      | `bakePng(text, faults?)`, `bakeSvg(text, faults?)`, `zip([{ name, content }])`, `qrPicture(text)` as the picture of `bakePng(undefined, …)` |
 * | sign as JOSE does           | `tokenOf(document, { key, kid, form?, claims?, header?, fault? })`, `jws(payload, …)`, `enveloped(token)`; keys by `newJoseKey(alg)`, `joseKeyOf(key)` |
 * | sign for a wallet           | `sdJwt(claims, { key, disclosable, withhold?, binding?, … })`, `learningCredential(…)`, `tokenStatusList(…)` |
 * | publish keys for JOSE       | `jwkDocument(id, keys)`, `issuerMetadata(issuer, keys)`, `testCertificate(key, name)` |
 * | show it all                 | `samples(now)`: nine samples with what to expect, their `resources` and `trust` |
 *
 * One option makes one fault; a document given to a function is never changed by it.
 */
export { bakePng, bakeSvg, plainPicture, pngChunk, type BakeOptions, type BakeSvgOptions, type Picture } from './bake.js';
export { bits, encodeList, encodeZeros, MINIMUM_ENTRIES, revocationList, revocationListEntry, statusEntry, statusList, type EntryOptions, type ListOptions } from './status.js';
export { association, clr, type ClrOptions } from './clr.js';
export { elmDocument } from './elm.js';
export { diplomaSupplement, europeanSamples, mandatedAttendance, microCredential, type EuropeanSample } from './elm-samples.js';
export { BASE_SHAPES, baseShapes, ELM_CONTEXT, elmContext, GENERIC_SHAPES, genericShapes, turtle } from './shapes.js';
export { testCertificate } from './certificate.js';
export * from './contexts.js';
export { achievement, badge, plainCredential, type BadgeOptions, type CredentialOptions } from './credentials.js';
export { endorsement, type EndorsementOptions } from './endorsement.js';
export { didJwk, didKey, didWeb, httpsProfile, type DocumentOptions, type Identity } from './identities.js';
export { change, type Json, type JsonObject } from './json.js';
export { qrPicture } from './qr.js';
export { deflate, zip, type ZipEntry } from './pack.js';
export { ed25519TestKey, publicJwk, TEST_KEY_P256, TEST_KEY_P384, type TestKey } from './keys.js';
export { issuerMetadata, joseKeyOf, jwkDocument, jwkMethod, newJoseKey, type JoseKey } from './jose-keys.js';
export { identityObject, type IdentityOptions } from './recipient.js';
export { allowList, legacyRegistry, type ListedIssuer } from './registries.js';
export { lookup, publish, serve, type Resources, type Served } from './resources.js';
export { daysFrom, HOLDER, samples, university, type Sample, type Samples } from './samples.js';
export { disclose, issueSelective } from './selective-disclosure.js';
export { hostedBadge2, OPEN_BADGES_2, signedBadge2, type OpenBadge2, type OpenBadge2Options, type SignedBadge2Options } from './open-badges-2.js';
export { publicKeyPem, TEST_KEY_RSA_1024, TEST_KEY_RSA_2048, type RsaTestKey } from './rsa-keys.js';
export { digestOf, disclosure, learningCredential, sdJwt, type BindingOptions, type SdJwtOptions } from './sd-jwt.js';
export { addProof, corruptProof, issue, presentation, signPresentation, type JcsSuite, type ProofOptions, type SignOptions, type Suite } from './sign.js';
export { tokenStatusList, type TokenStatusListOptions } from './token-status-list.js';
export { enveloped, jws, tokenOf, type JwsOptions, type TokenOptions } from './vc-jwt.js';
