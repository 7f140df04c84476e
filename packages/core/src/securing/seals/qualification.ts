import { CODES, type Code } from '../../report/codes.js';
import type { Finding } from '../../report/finding.js';
import type { Problem, Qualification } from '../../report/report.js';
import type { SignatureQualification } from '../../trusted-list/index.js';

const CODE_OF: Readonly<Record<Qualification, Code>> = {
  QESeal: 'qualification.qualified-seal', QESig: 'qualification.qualified-signature', 'AdESeal-QC': 'qualification.qualified-certificate', 'AdESig-QC': 'qualification.qualified-certificate',
  AdESeal: 'qualification.not-qualified', AdESig: 'qualification.not-qualified', AdES: 'qualification.not-qualified', 'not-AdES': 'qualification.not-ades', indeterminate: 'qualification.indeterminate',
};

/** From what counts most to what counts least: a document is as good as the weakest of its seals. */
const ORDER: readonly Qualification[] = ['QESeal', 'QESig', 'AdESeal-QC', 'AdESig-QC', 'AdESeal', 'AdESig', 'AdES', 'indeterminate', 'not-AdES'];

export const weakest = (all: readonly Qualification[]): Qualification => all.reduce<Qualification>((worst, each) => (ORDER.indexOf(each) > ORDER.indexOf(worst) ? each : worst), 'QESeal');

/** @param qualification absent where no lists are at hand @param age what is to be said of the list's age */
export function qualificationFinding(qualification: SignatureQualification | undefined, outcome: Qualification, pointer: string, age: readonly Problem[]): Finding {
  const unavailable = qualification ? undefined : age.find(({ code }) => code === 'list.missing');
  if (unavailable) return { code: 'qualification.indeterminate', problems: [unavailable] };
  if (!qualification) return { code: outcome === 'not-AdES' ? 'qualification.not-ades' : 'qualification.no-lists' };
  const code = CODE_OF[outcome];
  const { reason, territory } = qualification;
  const params = { qualification: outcome, reason, ...(territory === undefined ? {} : { territory }) };
  const problem: Problem = { type: 'about:blank', code, pointer, params, retryable: false };
  const stale = age.find(({ code: each }) => each === 'list.stale');
  // An overdue list still decides, but never plainly.
  if (stale && /qualified-/.test(code)) return { code: 'list.stale', ...(stale.params ? { params: { ...params, ...stale.params } } : { params }), problems: [...age] };
  return { code, params, problems: [...(CODES[code] === 'pass' ? [] : [problem]), ...age] };
}
