import { CHECK_IDS, CHECK_QUESTION, type CheckId, type Level, type Policy, type Question } from './report/index.js';

export interface PlannedCheck { id: CheckId; question: Question; level: Level }

/** Every check of the closed list, in its order: the same list that the report will have. */
export function planChecks(policy: Policy): PlannedCheck[] {
  return CHECK_IDS.map((id) => ({ id, question: CHECK_QUESTION[id], level: policy.levels[id] }));
}
