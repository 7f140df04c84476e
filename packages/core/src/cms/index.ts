export type * from './types.js';
export { algorithmsOf, contentDigest } from './algorithms.js';
export { attributeMaterial, allMaterial, valuesOf } from './material.js';
export { ATTRIBUTE, CONTENT } from './oids.js';
export { candidatesFor, readCertificates } from './signer-certificate.js';
export { policyOf } from './signed-attributes.js';
export { parseSignedData } from './signed-data.js';
export { verifySignerInfo, type SignedContent, type SignerQuestion } from './verify-signer-info.js';
