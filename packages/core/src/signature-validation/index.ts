export { readCmsSignature, type CmsSignatureQuestion } from './cms-signature.js';
export type * from './input.js';
export type * from './types.js';
export { validateSignature } from './validate-signature.js';
