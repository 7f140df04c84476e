import type { Outcome } from './outcome.js';

/** The codes of inputs that are verified together as forms of one award. They are part of `CODES`. */
export const TWINS_CODES = {
  // members.agree
  'twins.not-asked': 'not-applicable',
  'twins.agree': 'pass',
  'twins.same-bytes': 'pass',
  'twins.same-file': 'pass',
  'twins.not-sealed': 'pass',
  'twins.agree-in-part': 'warn',
  'twins.unclear': 'warn',
  'twins.other-number': 'warn',
  'twins.issuer-claimed': 'warn',
  'twins.too-little': 'indeterminate',
  'twins.several': 'indeterminate',
  'twins.unproven': 'indeterminate',
  'twins.not-comparable': 'indeterminate',
  'twins.differ': 'fail',
} as const satisfies Record<string, Outcome>;
