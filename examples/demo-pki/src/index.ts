/**
 * A public key infrastructure made by code. Everything it signs is signed with TEST keys that anybody can read here.
 *
 * | to …                        | use |
 * |---|---|
 * | get a key                   | `testKey(name, kind?)`: the same name gives the same key for ever |
 * | be certified                | `certificate({ subject, issuer?, from, to, ca, keyUsage, policies, qc, fault? … })` |
 * | have the usual cast         | `pki(now, { seal?: { … }, ca?: { … } … })`: root, qualified CA, seal, signature, time-stamping unit, OCSP responder, look-alikes; any option of `certificate()` for any of them |
 *
 * One option makes one fault.
 */
export { sign, signatureIdentifier, type SignatureOptions } from './algorithms.js';
export { certificate, type CertificateFault, type CertificateOptions, type TestIdentity } from './certificate.js';
export { digest, digestIdentifier, type DigestName } from './digests.js';
export { keyIdentifier, OTHER_KEY_IDENTIFIER, unknownExtension, type ExtensionName, type ExtensionOptions, type ExtraExtension, type KeyUsageName } from './extensions.js';
export { testKey, type KeyKind, type TestKey } from './keys.js';
export { nameOf, type GeneralName, type Name } from './names.js';
export { ADDRESSES, days, hours, PERSON, pki, POLICIES, UNIVERSITY, type Member, type MemberOptions, type Pki, type PkiOptions } from './pki.js';
export type { QcStatements, QcTypeName } from './qc-statements.js';
