import type { Outcome } from './outcome.js';

/** The codes of sealed JSON (JAdES) and of European Digital Credentials, beside those that all seals share. They are part of `CODES`. */
export const EDC_CODES = {
  // sealed JSON (intake.readable)
  'jades.malformed': 'fail',
  'jades.too-many-signatures': 'indeterminate',
  'jades.unsigned-member': 'pass',
  'jades.counter-signature': 'pass',
  // sealed JSON: format.data-model
  'jades.other-content': 'warn',
  // sealed JSON: proof.coverage
  'jades.detached': 'warn',
  'jades.proofs-damaged': 'indeterminate',
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
} as const satisfies Record<string, Outcome>;
