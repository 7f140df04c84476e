/**
 * A public key infrastructure made by code. Everything it signs is signed with TEST keys that anybody can read here.
 *
 * | to …                        | use |
 * |---|---|
 * | get a key                   | `testKey(name, kind?)`: the same name gives the same key for ever |
 * | be certified                | `certificate({ subject, issuer?, from, to, ca, keyUsage, policies, qc, fault? … })` |
 * | have the usual cast         | `pki(now, { seal?: { … }, ca?: { … } … })`: root, qualified CA, seal, signature, time-stamping unit, OCSP responder, look-alikes; any option of `certificate()` for any of them |
 * | sign as CAdES does          | `signedData({ content, signer, certificates?, ess?, signatureTimestamps?, fault? … })`; attributes by `attribute(type, …values)` |
 * | stamp the time              | `timestampToken({ imprintOf, at, tsa, cms?, fault? })`, `timestampResponse(token)` |
 * | tell what was revoked       | `ocspResponse({ certificate, issuer, responder?, status, thisUpdate, fault? … })`, `crl({ issuer, revoked, thisUpdate, nextUpdate, fault? … })`; `ocspRequest(certificate, issuer)` |
 * | write PDF files             | `pdfDocument(options)`, `signPdf(pdf, options, makeCms)`, `addDss(pdf, options)` and what else `pdf.ts` lists |
 * | seal a PDF                  | `sealedPdf({ pki, level, signer?, at?, document?, signature?, cms?, timestamp?, revocation?, dss?, vri?, archive? })`; step by step `seal`, `stamp`, `addValidation` |
 * | seal JSON                   | `jadesSeal({ pki, payload, level, form?, header?, fault? … })`; several over one payload by `jadesTogether(…)` |
 * | seal XML                    | `xadesSeal({ pki, root?: europassCredential(…) or europassPresentation(…), level, canonicalization?, removal?, fault? … })` |
 * | seal one award twice        | `sealedTwins({ pki, payload, enclose?, printed?, document? … })`: sealed JSON, and a sealed PDF that encloses it |
 * | list trust services         | `trustedList({ territory, issued, providers, signer, fault? … })`, `castServices(pki, …)`; `listOfLists({ pointers, pivots?, signer, … })` |
 * | publish                     | `worldResources(pki, { signer?, revocation?, lists?, more? })`: every address with its answer; `lookupIn(world)` is a verifier's `resources` |
 * | show it all                | `sealedSamples(now)`: sealed PDFs with what to expect, and the lists that a snapshot is made from |
 *
 * One option makes one fault.
 */
export { sign, signatureIdentifier, type SigningOptions } from './algorithms.js';
export { certificate, type CertificateFault, type CertificateOptions, type TestIdentity } from './certificate.js';
export { ID_DATA, ID_TST_INFO, signedData, type CmsFault, type SignedDataOptions } from './cms.js';
export { crl, malformedExtension, REASONS, type CrlFault, type CrlOptions, type RevocationReason, type RevokedEntry } from './crl.js';
export { digest, digestIdentifier, type DigestName } from './digests.js';
export { EUROPASS, europassCredential, europassPresentation, said, type EuropassOptions } from './europass-xml.js';
export { keyIdentifier, OTHER_KEY_IDENTIFIER, unknownExtension, type ExtensionName, type ExtensionOptions, type ExtraExtension, type KeyUsageName } from './extensions.js';
export { base64url } from './jades-parts.js';
export { issuerSerial, jadesSeal, jadesTogether, type CounterSignature, type Jades, type JadesFault, type JadesForm, type JadesLevel, type JadesOptions } from './jades.js';
export { testKey, type KeyKind, type TestKey } from './keys.js';
export { listOfLists, LOTL_ADDRESS, type ListOfListsOptions, type PointerOptions } from './list-of-lists.js';
export { nameOf, type GeneralName, type Name } from './names.js';
export { ocspRequest, ocspResponse, type OcspFault, type OcspOptions } from './ocsp.js';
export * from './pdf.js';
export { ADDRESSES, days, hours, PERSON, pki, POLICIES, UNIVERSITY, type Member, type MemberOptions, type Pki, type PkiOptions } from './pki.js';
export type { QcStatements, QcTypeName } from './qc-statements.js';
export { chainIn, issuerIn, statements, type RevocationOptions, type StatementName } from './revocation-material.js';
export { addValidation, pdfDate, seal, sealedPdf, stamp, vriKey, type PadesLevel, type SealedPdf, type SealedPdfOptions, type SealOptions, type StampOptions, type ValidationOptions } from './sealed-pdf.js';
export { sealedSamples, type SealedSample, type SealedSamples } from './sealed-samples.js';
export { sealedTwins, type SealedTwinsOptions } from './sealed-twins.js';
export { attribute, ATTRIBUTE, commitment, essAttributes, signerLocation, unknownAttribute, type EssOptions } from './signed-attributes.js';
export { timestampRejection, timestampResponse, timestampToken, type TimestampFault, type TimestampOptions } from './timestamp.js';
export { castServices, trustedList, type CriteriaOptions, type ListFault, type PeriodOptions, type QualifierOptions, type ServiceOptions, type TrustedListOptions } from './trusted-list.js';
export { certificateBag, lookupIn, ocspUrl, worldResources, type Answer, type WorldOptions } from './world.js';
export type { XmlSignatureFault, XmlSigningOptions } from './xades.js';
export { xadesSeal, type XadesFault, type XadesLevel, type XadesOptions } from './xades-seal.js';
export { canonical, xml, type Xml } from './xml.js';
