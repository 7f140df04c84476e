import { CredentialVerifier } from './credential-verifier.js';

// The first definition on a page stays: a second copy of the script must not break the page.
if (!customElements.get('credential-verifier')) customElements.define('credential-verifier', CredentialVerifier);
