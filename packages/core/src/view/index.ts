export { credentialView, dataModelOf } from './credential-view.js';
export { isElm } from './kind-of.js';
export { isLerRs, verifications } from './ler-rs.js';
export { qualityElements } from './quality.js';
export { localized, plain } from './text.js';
