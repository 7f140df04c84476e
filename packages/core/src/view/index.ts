export { credentialView, dataModelOf } from './credential-view.js';
export { localized, plain } from './text.js';
