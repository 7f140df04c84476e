import { CODES, type Code } from '../report/codes.js';
import type { Finding } from '../report/finding.js';
import { compareOutcomes } from '../report/verdict.js';

/** The worse of two findings by the outcome of their codes; of equals the first. Problems and evidence of both are kept. */
export function worseFinding(a: Finding, b: Finding): Finding {
  const code: Code = compareOutcomes(CODES[b.code], CODES[a.code]) > 0 ? b.code : a.code;
  const params = code === a.code ? a.params : b.params;
  return { code, ...(params ? { params } : {}), problems: [...(a.problems ?? []), ...(b.problems ?? [])], evidence: [...(a.evidence ?? []), ...(b.evidence ?? [])] };
}
