import type { Code } from '../report/codes.js';
import type { Finding } from '../report/finding.js';
import type { Problem, Report } from '../report/report.js';

export interface JudgedMember {
  report: Report;
  pointer: string;
  /** Set where it is of another person than what holds it, as far as can be told. */
  otherSubject?: boolean;
  /** False where it is attached to a sealed document and came after a seal. */
  sealed?: false;
}

export interface Holding {
  /** How many there are, where not all were judged. */
  found?: number;
  /** A learner record is its issuer's own statement and stands beside a bad member; whatever only holds credentials does not. */
  record?: boolean;
  /** A list or archive, in which other things may lie beside credentials: they are noted. In a presentation they have no place, and leave it undecided. */
  mixed?: boolean;
}

/** What is said first where several things are to be said: what fails, what is not known, what is to be noted. */
const ORDER: readonly Code[] = ['members.invalid', 'members.too-many', 'members.undecided', 'members.not-credentials', 'members.invalid-inside', 'members.other-subject'];

/** What the members' own verdicts mean for what holds them. Each member has its report; this says only whether one of them is bad, of somebody else, or could not be judged. */
export function membersVerdict(members: readonly JudgedMember[], { found = members.length, record = false, mixed = false }: Holding = {}): Finding {
  if (found === 0) return { code: 'members.none' };
  const problems = members.flatMap(({ report, pointer, otherSubject }): Problem[] => {
    const params = { verdict: report.verdict };
    const own: Problem[] = report.verdict === 'verified' ? []
      : [{ type: 'about:blank', code: report.verdict !== 'invalid' ? (mixed && isNoCredential(report) ? 'members.not-credentials' : 'members.undecided') : record ? 'members.invalid-inside' : 'members.invalid', pointer, params }];
    return otherSubject ? [...own, { type: 'about:blank', code: 'members.other-subject', pointer, params }] : own;
  });
  if (found > members.length) problems.push({ type: 'about:blank', code: 'members.too-many', params: { members: found, limit: members.length } });
  const verified = members.filter(({ report }) => report.verdict === 'verified').length;
  const params = { members: found, verified };
  const code = ORDER.find((one) => problems.some((problem) => problem.code === one));
  return code === undefined ? { code: 'members.verified', params } : { code, params: code === 'members.too-many' ? { ...params, limit: members.length } : params, problems };
}

/** Something else than a credential: not an unsigned one, and not one that could not be read. */
export const isNoCredential = ({ verdict, checks }: Report): boolean =>
  verdict === 'unverifiable' && checks.some(({ id, code }) => id === 'intake.credential' && (code === 'input.no-credential' || code === 'input.empty'));
