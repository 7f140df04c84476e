import { assemble } from '../assemble.js';
import { intakeReadable } from '../checks/intake-readable.js';
import { isNoCredential, membersVerdict, type JudgedMember } from '../checks/members-verdict.js';
import { recipientHolder } from '../checks/recipient-holder.js';
import type { Artifact, Check, CheckId, Context, Finding, JsonObject, Report, Subject } from '../report/index.js';
import type { Several } from './inside.js';
import { decide, facts, seeMembers, type Steps, type Task } from './task.js';
import { viewOf } from './view-of.js';

/** Something that only holds credentials has no standing of its own: what is in it decides, so what could not be decided of a member is not decided of the whole. */
export const containerLevels = (policy: Context['policy']) => (id: CheckId): Check['level'] => (id === 'members.verdict' ? 'required' : policy.levels[id]);

/** Nobody signed, so nobody answered: a presentation that was asked for must carry the challenge in a proof. */
export const unanswered = ({ presentation }: Context, otherwise: Finding = seeMembers()): Finding => {
  if (presentation?.challenge !== undefined) return { code: 'terms.challenge' };
  return presentation?.domain !== undefined ? { code: 'terms.domain' } : otherwise;
};

/** An array, or a presentation that nobody signed: an envelope, whose members are judged. @param more what its own kind has to say */
export async function judgeEnvelope(artifact: Artifact, { judged: members, found }: Several<JudgedMember>, document: JsonObject | undefined, task: Task, more: Steps = {}): Promise<Report> {
  const { policy, now } = task.context;
  const something = found > members.length || members.some(({ report }) => report.verdict !== 'unverifiable');
  const steps: Steps = {
    'intake.readable': () => intakeReadable(artifact),
    'intake.credential': () => (something ? { code: 'input.collection', params: { members: found } } : { code: document === undefined && members.every(({ report }) => isNoCredential(report)) ? 'input.no-credential' : 'input.unsigned' }),
    'members.verdict': () => membersVerdict(members, { found, mixed: document === undefined }),
    'members.agree': () => ({ code: 'twins.not-asked' }),
    'proof.terms': () => unanswered(task.context),
    ...more,
  };
  if (document) {
    const unsigned: Subject = { what: 'presentation', document, mediaType: artifact.mediaType, proofs: [], coverage: { code: 'coverage.complete', problems: [], evidence: [] } };
    steps['recipient.holder'] = () => recipientHolder(unsigned, task.context);
    steps['format.data-model'] = async () => (await task.engine.format()).dataModel(unsigned, task.context);
  }
  const checks = await decide(steps, seeMembers, task, containerLevels(policy));
  return assemble({ policy, now, input: await facts(artifact, task), checks, subjects: members.map(({ report }) => report), asked: task.asked, ...(document ? { credential: await viewOf(document) } : {}) });
}
