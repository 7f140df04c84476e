export { credentialView, dataModelOf } from './credential-view.js';
