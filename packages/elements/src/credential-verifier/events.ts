import type { Report } from '@credlens/core/report';

/** What `<credential-verifier>` tells its page. All bubble and cross shadow roots. */
export interface CredentialVerifierEvents {
  /** Each report, whatever its verdict. */
  'credential-report': CustomEvent<Report>;
  /** A report whose verdict is `verified`, with cautions or without: read `detail.cautions`. Never for anything else. */
  'credential-verified': CustomEvent<Report>;
  /** The verification could not be carried out, which says nothing about the credential. `detail.cause` is for a developer. */
  'credential-error': CustomEvent<{ cause: unknown }>;
}

declare global {
  interface HTMLElementEventMap extends CredentialVerifierEvents {}
}

export function tell<Name extends keyof CredentialVerifierEvents>(target: EventTarget, name: Name, detail: CredentialVerifierEvents[Name]['detail']): void {
  target.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
}
