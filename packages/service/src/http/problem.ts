import { en, say, visibleInline } from '@credlens/core/messages';
import type { Check, CheckId, Code, Problem, Report } from '@credlens/core/report';

/** A ProblemDetails object (VCALM, RFC 9457), with our own members beside the standard's. */
export interface ProblemDetails {
  type: string;
  title: string;
  detail: string;
  /** The code of the report, and the check that it belongs to. */
  code?: Code;
  check?: CheckId;
  /** RFC 6901, into the document that was sent. */
  pointer?: string;
}

/** Problem types of VCDM 2.0 section 7.2 and of VCALM. */
export const PARSING_ERROR = 'https://www.w3.org/TR/vc-data-model#PARSING_ERROR';
export const MALFORMED_VALUE_ERROR = 'https://www.w3.org/TR/vc-data-model#MALFORMED_VALUE_ERROR';
export const UNKNOWN_OPTION = 'https://www.w3.org/TR/vcalm#UNKNOWN_OPTION_PROVIDED';

/** What every check worse than "nothing to ask" found, in the order of the report. Of some checks only, where `only` names them. */
export function problemsOf(report: Report, only?: ReadonlySet<CheckId>): ProblemDetails[] {
  const checks = report.checks.filter((check) => check.outcome !== 'pass' && check.outcome !== 'not-applicable' && (!only || only.has(check.id)));
  return checks.flatMap((check) => (check.problems.length > 0 ? check.problems.map((problem) => ofProblem(check, problem)) : [ofProblem(check)]));
}

function ofProblem(check: Check, problem?: Problem): ProblemDetails {
  const code = problem?.code ?? check.code;
  return {
    type: problem?.type ?? 'about:blank',
    title: en.checks[check.id],
    detail: say(en, code, problem ? problem.params : check.params),
    code,
    check: check.id,
    ...(problem?.pointer !== undefined && { pointer: problem.pointer }),
  };
}

/** A problem with the request itself. `subject` is what the caller wrote, so it is shown as text that can do no harm. */
export function requestProblem(type: string, title: string, detail: string, pointer?: string): ProblemDetails {
  return { type, title, detail, ...(pointer !== undefined && { pointer }) };
}

export function quoted(text: string): string {
  return `"${visibleInline(text, { limit: 80 })}"`;
}
