import type { CheckId } from './check-list.js';
import type { Code } from './codes.js';
import type { Evidence, Params, Problem } from './report.js';

/** What a check finds. The verifier adds the question, the level and the outcome, which are the policy's. */
export interface Finding {
  code: Code;
  params?: Params;
  problems?: Problem[];
  evidence?: Evidence[];
}

/** What one reading finds for several checks. */
export type Findings = Partial<Record<CheckId, Finding>>;
