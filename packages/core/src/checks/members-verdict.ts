import type { Finding } from '../report/finding.js';
import type { Problem, Report } from '../report/report.js';

/** What the members' own verdicts mean for what holds them. Each member has its report; this says only whether one of them is bad. */
export function membersVerdict(members: readonly { report: Report; pointer: string }[]): Finding {
  if (members.length === 0) return { code: 'members.none' };
  const problems = members.flatMap(({ report, pointer }): Problem[] => {
    if (report.verdict === 'verified') return [];
    return [{ type: 'about:blank', code: report.verdict === 'invalid' ? 'members.invalid' : 'members.undecided', pointer, params: { verdict: report.verdict } }];
  });
  const params = { members: members.length, verified: members.length - problems.length };
  if (problems.some((problem) => problem.code === 'members.invalid')) return { code: 'members.invalid', params, problems };
  return problems.length > 0 ? { code: 'members.undecided', params, problems } : { code: 'members.verified', params };
}
