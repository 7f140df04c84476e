import type { Behind } from '../checks/members-agree.js';
import { membersVerdict } from '../checks/members-verdict.js';
import { assemble, toCheck } from '../assemble.js';
import { handlers } from '../handlers.js';
import { sha256Hex } from '../report/digest.js';
import { CHECK_IDS, type Agreement, type Check, type Finding, type Policy, type Report } from '../report/index.js';

/** Twins: each was judged by itself; the whole says whether they are all good and one award. @param behind what stands behind the report of an input */
export async function judgeTogether(subjects: Report[], { policy, now }: { policy: Policy; now: number }, behind: (report: Report) => Behind | undefined, onCheck?: (check: Check) => void): Promise<Report> {
  const members = subjects.map((report, index) => ({ report, pointer: `/${index}` }));
  const something = subjects.some((report) => report.verdict !== 'unverifiable');
  const { finding, agreement } = await compared(subjects, behind);
  const findings = new Map<string, Finding>([
    ['intake.readable', { code: 'input.read' }],
    ['intake.credential', something ? { code: 'input.collection', params: { members: subjects.length } } : { code: 'input.unsigned' }],
    ['members.verdict', membersVerdict(members)],
    ['members.agree', finding],
  ]);
  const checks = CHECK_IDS.map((id) => toCheck(id, findings.get(id) ?? { code: 'check.see-members' }, policy, id === 'members.verdict' ? 'required' : policy.levels[id]));
  for (const check of checks) onCheck?.(check);
  const all = new TextEncoder().encode(subjects.map((report) => report.input.sha256).join('\n'));
  const input = { channel: 'object' as const, mediaType: 'multipart/mixed', sha256: await sha256Hex(all), bytes: subjects.reduce((sum, report) => sum + report.input.bytes, 0) };
  return assemble({ policy, now, input, checks, subjects, asked: { together: true }, ...(agreement ? { agreement } : {}) });
}

/** How forms are compared is loaded with the first that are. */
async function compared(subjects: readonly Report[], behind: (report: Report) => Behind | undefined): Promise<{ finding: Finding; agreement?: Agreement }> {
  try {
    return await (await handlers.twins()).membersAgree(subjects, behind);
  } catch {
    return { finding: { code: 'check.crashed' } };
  }
}
