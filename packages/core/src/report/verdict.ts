import type { CheckId } from './check-list.js';
import type { Check, Outcome, Verdict } from './report.js';

const RANK: Record<Outcome, number> = { pass: 0, 'not-applicable': 1, warn: 2, indeterminate: 3, skipped: 3, fail: 4 };

/** Negative where `a` is the better outcome. `indeterminate` and `skipped` are equal. */
export function compareOutcomes(a: Outcome, b: Outcome): number {
  return RANK[a] - RANK[b];
}

export function worse(a: Outcome, b: Outcome): Outcome {
  return compareOutcomes(a, b) >= 0 ? a : b;
}

type Judged = Pick<Check, 'id' | 'level' | 'outcome'>;
const undecided = (check: Judged) => check.outcome === 'indeterminate' || check.outcome === 'skipped';

/** The whole of the decision (design rule 4). Pure: making a check worse never makes the verdict better. */
export function verdict(checks: readonly Judged[]): Verdict {
  if (checks.some((check) => check.id === 'intake.credential' && check.outcome === 'fail')) return 'unverifiable';
  if (checks.some((check) => check.level !== 'advisory' && check.outcome === 'fail')) return 'invalid';
  if (checks.some((check) => check.level === 'required' && undecided(check))) return 'indeterminate';
  return 'verified';
}

export function cautions(checks: readonly Judged[]): boolean {
  return checks.some((check) => compareOutcomes(check.outcome, 'not-applicable') > 0);
}

/** The checks that decided the verdict, then those that only caution. A verified credential has cautions alone. */
export function reasons(checks: readonly Judged[]): CheckId[] {
  const decided = verdict(checks);
  const decides = (check: Judged): boolean => {
    if (decided === 'unverifiable') return check.id === 'intake.credential';
    if (decided === 'invalid') return check.level !== 'advisory' && check.outcome === 'fail';
    if (decided === 'indeterminate') return check.level === 'required' && undecided(check);
    return false;
  };
  const cautionary = (check: Judged) => !decides(check) && compareOutcomes(check.outcome, 'not-applicable') > 0;
  return [...checks.filter(decides), ...checks.filter(cautionary)].map((check) => check.id);
}
