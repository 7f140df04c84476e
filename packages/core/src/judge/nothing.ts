import { assemble } from '../assemble.js';
import { intakeReadable } from '../checks/intake-readable.js';
import type { Artifact, CredentialView, Finding, Report } from '../report/index.js';
import { decide, facts, notReached, type Steps, type Task } from './task.js';

/** What a mechanism found to be no credential, or not readable. */
export type Stopped = Pick<Extract<Artifact, { kind: 'none' }>, 'check' | 'code' | 'params' | 'problems'>;

/** What holds nothing that could be judged, or could not be read. @param credential what it says all the same */
export async function judgeNothing(artifact: Extract<Artifact, { kind: 'none' }>, task: Task, credential?: CredentialView): Promise<Report> {
  const stopped: Finding = { code: artifact.code, problems: artifact.check === 'intake.readable' ? artifact.problems : [], ...(artifact.params ? { params: artifact.params } : {}), ...(artifact.evidence && artifact.check === 'intake.readable' ? { evidence: artifact.evidence } : {}) };
  const steps: Steps = artifact.check === 'intake.readable' ? { 'intake.readable': () => stopped } : { 'intake.readable': () => intakeReadable(artifact), 'intake.credential': () => stopped };
  const { policy, now } = task.context;
  return assemble({ policy, now, input: await facts(artifact, task), checks: await decide(steps, notReached, task), asked: task.asked, ...(credential ? { credential } : {}) });
}

/** A mechanism that could not be loaded, or that fails in a way of its own, leaves everything undecided; it is not the input's fault. */
export function judgeCrash(artifact: Artifact, task: Task): Promise<Report> {
  const code = task.context.signal?.aborted ? 'check.aborted' : 'check.crashed';
  return judgeNothing({ kind: 'none', check: 'intake.credential', code, mediaType: artifact.mediaType, bytes: artifact.bytes, problems: artifact.problems }, task);
}

/** What a mechanism stopped at, as a report of the artifact. */
export function judgeStopped(artifact: Artifact, stopped: Stopped, task: Task, credential?: CredentialView): Promise<Report> {
  return judgeNothing({ mediaType: artifact.mediaType, bytes: artifact.bytes, ...(artifact.evidence ? { evidence: artifact.evidence } : {}), ...stopped, kind: 'none' }, task, credential);
}
