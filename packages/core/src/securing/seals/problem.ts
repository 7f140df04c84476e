import type { SubIndication } from '../../report/signature-fact.js';
import type { ValidationProblem } from '../../signature-validation/index.js';

export const problem = (sub: SubIndication, rule: string, params: ValidationProblem['params'] = {}, retryable = false): ValidationProblem => ({ sub, rule, params, retryable });

/** A word of a document's in a report. */
export const word = (text: string): string => text.slice(0, 100);
