export type { AlgorithmIdentifier, AnchorOrigin, AnchorSource, Certificate, DistinguishedName, Extension, RevocationStatement, TrustAnchor } from './types.js';
export { parseCertificate, readAlgorithm, readExtensions, readKeyInfo, sameCertificate } from './certificate.js';
export { fromBase64, parsePem } from './pem.js';
export { attributeOf, attributesOf, foldText, isEmptyName, nameText, readName, sameName, type AttributeName } from './name.js';
export { digest, digestLabel, digestName, digestNow, digestOctets, digestOid, sha256Hex, type DigestName } from './digest.js';
export { verifySignature, type SignatureOutcome, type SignatureQuestion } from './verify-signature.js';
export { signatureScheme, type PssParameters, type Scheme, type SignatureScheme } from './signature-algorithms.js';
export { algorithmFaults, keyBits, keyLabel, signatureLabel, type AlgorithmFault, type AlgorithmRule } from './algorithms.js';
export { anchorOf, anchorStore, combineAnchors } from './anchors.js';
