import type { Outcome } from './outcome.js';

/** The codes of sealed JSON (JAdES), of sealed XML (XAdES) and of European Digital Credentials, beside those that all seals share. They are part of `CODES`. */
export const EDC_CODES = {
  // sealed JSON (intake.readable)
  'jades.malformed': 'fail',
  'jades.too-many-signatures': 'indeterminate',
  'jades.unsigned-member': 'pass',
  // sealed JSON: format.data-model
  'jades.other-content': 'warn',
  // sealed JSON: proof.coverage
  'jades.detached': 'warn',
  'jades.proofs-damaged': 'indeterminate',
  'jades.counter-signature': 'pass',
  'jades.counter-signature-open': 'warn',
  'jades.counter-signature-failed': 'indeterminate',
  // European credentials in XML (intake.readable, intake.credential)
  'xades.malformed': 'fail',
  'xades.several-signatures': 'indeterminate',
  'xades.counter-signature': 'pass',
  'europass.checks-of-others': 'pass',
  // European credentials in XML: format.data-model
  'europass.form-not-checked': 'warn',
  'europass.several-credentials': 'indeterminate',
  'europass.presentation': 'pass',
  'europass.no-credential': 'warn',
  // European credentials in XML: proof.coverage
  'xades.proofs-damaged': 'indeterminate',
  // shapes (SHACL) that a credential names: format.schema
  'shacl.conforms': 'pass',
  'shacl.not-at-hand': 'pass',
  'shacl.import-missing': 'pass',
  'shacl.remark': 'pass',
  'shacl.warning': 'warn',
  'shacl.import-needed': 'indeterminate',
  'shacl.no-node': 'indeterminate',
  'shacl.no-context': 'indeterminate',
  'shacl.untransformable': 'indeterminate',
  'shacl.damaged': 'indeterminate',
  'shacl.not-evaluated': 'indeterminate',
  'shacl.too-complex': 'indeterminate',
  // European Digital Credentials: issuer.identity
  'edc.issuer-not-comparable': 'warn',
  'edc.issuer-by-mandate': 'warn',
  'edc.issuer-differs': 'fail',
  'edc.sealer-not-issuer': 'indeterminate',
  // European Digital Credentials: status.*
  'edc.status-misplaced': 'warn',
} as const satisfies Record<string, Outcome>;
