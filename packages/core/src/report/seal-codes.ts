import type { Outcome } from './outcome.js';

/**
 * The codes of seals and signatures made with certificates: PAdES, and what it shares with JAdES and XAdES. One for each sub-indication of EN 319 102-1 table 6, under `ades.`;
 * TOTAL-FAILED is `fail`, INDETERMINATE is `indeterminate`. They are part of `CODES`.
 */
export const SEAL_CODES = {
  // sealed PDFs (intake.readable, format.data-model)
  'pdf.malformed': 'indeterminate',
  'pdf.encrypted': 'indeterminate',
  'pdf.too-large': 'indeterminate',
  'pdf.unsupported': 'indeterminate',
  'pdf.active-content': 'pass',
  'pdf.empty-signature-field': 'pass',
  'pdf.conforms': 'pass',
  'pdf.ambiguous': 'warn',
  'pdf.two-readings': 'indeterminate',
  'pdf.only-timestamp': 'fail',
  'pdf.too-many-signatures': 'indeterminate',
  // seals: proof.signature
  'ades.format-failure': 'fail',
  'ades.hash-failure': 'fail',
  'ades.sig-crypto-failure': 'fail',
  'ades.signed-data-not-found': 'indeterminate',
  'seal.timestamp-failed': 'warn',
  // seals: proof.terms
  'ades.sig-constraints-failure': 'indeterminate',
  'ades.crypto-constraints-failure': 'indeterminate',
  'ades.crypto-constraints-failure-no-poe': 'indeterminate',
  'ades.policy-processing-error': 'indeterminate',
  'ades.signature-policy-not-available': 'indeterminate',
  'ades.timestamp-order-failure': 'indeterminate',
  // sealed PDFs: proof.coverage
  'pdf.covered': 'pass',
  'pdf.extended': 'pass',
  'pdf.changed-as-permitted': 'warn',
  'pdf.page-not-sealed': 'warn',
  'pdf.changed': 'fail',
  'pdf.universal-signature-forgery': 'fail',
  'pdf.incremental-saving': 'fail',
  'pdf.signature-wrapping': 'fail',
  'pdf.shadow-hide': 'fail',
  'pdf.shadow-replace': 'fail',
  'pdf.shadow-hide-and-replace': 'fail',
  'pdf.evil-annotation': 'fail',
  'pdf.sneaky-signature': 'fail',
  // seals: proof.key
  'key.certified': 'pass',
  'ades.expired': 'fail',
  'ades.not-yet-valid': 'fail',
  'ades.no-signing-certificate-found': 'indeterminate',
  'ades.no-certificate-chain-found': 'indeterminate',
  'ades.no-certificate-chain-found-no-poe': 'indeterminate',
  'ades.certificate-chain-general-failure': 'indeterminate',
  'ades.chain-constraints-failure': 'indeterminate',
  'ades.out-of-bounds-no-poe': 'indeterminate',
  'ades.out-of-bounds-not-revoked': 'indeterminate',
  'ades.no-poe': 'indeterminate',
  // seals: status.revocation
  'seal.not-revoked': 'pass',
  'seal.revocation-not-needed': 'pass',
  'seal.revoked-since': 'warn',
  'ades.revoked': 'fail',
  'ades.revoked-no-poe': 'indeterminate',
  'ades.revoked-ca-no-poe': 'indeterminate',
  'ades.try-later': 'indeterminate',
  'ades.revocation-out-of-bounds-no-poe': 'indeterminate',
  // seals: issuer.identity
  'issuer.certificate': 'pass',
  // seals: issuer.qualification
  'qualification.qualified-seal': 'pass',
  'qualification.qualified-signature': 'pass',
  'qualification.qualified-certificate': 'pass',
  'qualification.no-lists': 'not-applicable',
  'qualification.not-qualified': 'warn',
  'qualification.not-ades': 'fail',
  'qualification.indeterminate': 'indeterminate',
  // trusted lists
  'list.stale': 'warn',
  'list.too-old': 'indeterminate',
  'list.missing': 'indeterminate',
  'list.unusable': 'indeterminate',
  // what is attached to a sealed PDF (members.verdict)
  'seal.same-issuer': 'pass',
  'seal.other-issuer': 'warn',
} as const satisfies Record<string, Outcome>;
