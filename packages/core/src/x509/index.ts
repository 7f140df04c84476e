export type { AlgorithmIdentifier, AnchorOrigin, AnchorSource, Certificate, DistinguishedName, Extension, RevocationStatement, TrustAnchor } from './types.js';
export { parseCertificate, readAlgorithm, readExtensions, readKeyInfo, sameCertificate } from './certificate.js';
export { fromBase64, parsePem } from './pem.js';
export { attributeOf, attributesOf, foldText, isEmptyName, nameText, readName, sameName, type AttributeName } from './name.js';
export { digest, digestLabel, digestName, digestNow, digestOctets, digestOid, sha256Hex, type DigestName } from './digest.js';
export { verifySignature, type SignatureOutcome, type SignatureQuestion } from './verify-signature.js';
export { signatureScheme, type PssParameters, type Scheme, type SignatureScheme } from './signature-algorithms.js';
export { algorithmFaults, keyBits, keyLabel, signatureLabel, type AlgorithmFault, type AlgorithmRule } from './algorithms.js';
export { anchorOf, anchorStore, combineAnchors } from './anchors.js';
export {
  authorityInfoAccess, authorityKeyIdentifier, basicConstraints, certificatePolicies, crlDistributionPoints, EXTENSION, extendedKeyUsage, extensionOf, inhibitAnyPolicy, keyUsage, nameConstraints,
  noRevAvail, ocspNoCheck, policyConstraints, policyMappings, PURPOSE, subjectAltName, subjectKeyIdentifier, validityAssured, type KeyUsageName, type Reading,
} from './extensions.js';
export type { GeneralName } from './general-name.js';
export { qcStatements, type QcStatements } from './qc-statements.js';
export { anchorText, describeSubject, isLegalPerson, isPersonalNumber, issuerText, parseIdentifier, subjectText, withoutNumberOf, type SemanticIdentifier, type SubjectDescription } from './legal-person.js';
export { buildPaths, searchPaths, type CandidatePath, type NoPathReason, type PathOptions, type PathSearch } from './path-building.js';
export { validatePath, type PathFault, type PathRule, type ValidationOptions } from './path-validation.js';
export { findEntry, issuingDistributionPoint, parseCrl, type Crl, type CrlEntry, type CrlLookup } from './crl.js';
export { crlStatement, type CrlRule, type RevocationIssuer, type StatementFound } from './crl-statement.js';
export { ocspResponseStatus, parseOcspResponse, type OcspResponse, type SingleResponse } from './ocsp.js';
export { ocspStatement, type OcspOptions, type OcspRule } from './ocsp-statement.js';
export { ocspGetUrl, ocspRequest, revocationUrls } from './revocation-urls.js';
export { berToDer } from './ber.js';
