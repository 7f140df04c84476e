/**
 * The answer to "may I rely on this credential?".
 * `verified`: every required check passed (read `cautions` too). `invalid`: something is wrong with it. `indeterminate`: something that matters could not be checked.
 * `unverifiable`: there is nothing here that could prove anything.
 */
export type Verdict = 'verified' | 'invalid' | 'indeterminate' | 'unverifiable';

/** Worse to the right, save that `indeterminate` and `skipped` weigh the same. */
export type Outcome = 'pass' | 'not-applicable' | 'warn' | 'indeterminate' | 'skipped' | 'fail';

/** What a policy makes of a check: `required` must be answered, `checked` must not fail, `advisory` is shown. */
export type Level = 'required' | 'checked' | 'advisory';
