import { assemble } from '../assemble.js';
import { intakeReadable } from '../checks/intake-readable.js';
import { membersOf } from '../members/index.js';
import { asArray, own, type Artifact, type Report, type Subject } from '../report/index.js';
import { containerLevels, judgeEnvelope } from './envelope.js';
import { insideOf, judgeMembers } from './inside.js';
import { judgeCrash, judgeNothing, judgeStopped, type Stopped } from './nothing.js';
import { stepsOf } from './steps.js';
import { decide, facts, notReached, type Steps, type Task } from './task.js';
import { viewOf } from './view-of.js';

async function judgeCollection(artifact: Extract<Artifact, { kind: 'collection' }>, task: Task): Promise<Report> {
  const members = await judgeMembers(artifact.members, task);
  return judgeEnvelope(artifact, members, undefined, task);
}

/** A credential without any proof: nothing of what it says can be relied on, so nothing of it but its form is judged. */
async function judgeUnsigned(artifact: Extract<Artifact, { kind: 'document' }>, task: Task): Promise<Report> {
  const { policy, now } = task.context;
  const steps: Steps = { 'intake.readable': () => intakeReadable(artifact), 'intake.credential': () => ({ code: 'input.unsigned' }) };
  return assemble({ policy, now, input: await facts(artifact, task), checks: await decide(steps, notReached, task), credential: await viewOf(artifact.document), asked: task.asked });
}

async function judgeDocument(artifact: Extract<Artifact, { kind: 'document' }>, task: Task): Promise<Report> {
  const { document, what, mediaType } = artifact;
  if (asArray(own(document, 'proof')).length === 0) return what === 'presentation' ? judgeEnvelope(artifact, await judgeMembers(membersOf(document), task), document, task) : judgeUnsigned(artifact, task);
  return judgeSecured(artifact, task, async () => (await task.engine.dataIntegrity()).secure(document, what, mediaType, task.context, task.role === 'status-list'));
}

async function judgeSecured(artifact: Artifact, task: Task, secure: () => Promise<Subject | { stopped: Stopped }>): Promise<Report> {
  let secured: Subject | { stopped: Stopped };
  try {
    secured = await secure();
  } catch {
    return judgeCrash(artifact, task);
  }
  if ('stopped' in secured) return judgeStopped(artifact, secured.stopped, task);
  task.onSecured?.(secured.document);
  return judgeSubject(secured, artifact, task);
}

/** A compact JWS or an SD-JWT. */
function judgeToken(artifact: Extract<Artifact, { kind: 'token' }>, task: Task): Promise<Report> {
  const { form, text } = artifact;
  return judgeSecured(artifact, task, async () => (form === 'jwt' ? (await task.engine.jose())(text, task.context) : (await task.engine.sdJwt())(text, task.context)));
}

/** An Open Badges 2.0 or 1.x assertion: its JSON, its JWS, or its address. */
function judgeOpenBadge2(artifact: Extract<Artifact, { kind: 'open-badge-2' }>, task: Task): Promise<Report> {
  return judgeSecured(artifact, task, async () => {
    const found = await (await task.engine.openBadges2())(artifact.assertion, artifact.contains ?? artifact.mediaType, task.context);
    return 'subject' in found ? found.subject : found;
  });
}

/** What stands at an address is the input; that it was an address is told by its channel and by the evidence of reading it. */
async function judgeReference(artifact: Extract<Artifact, { kind: 'reference' }>, task: Task): Promise<Report> {
  let found: Artifact;
  try {
    found = await (await task.engine.follow())(artifact.url, task.context, task.limits);
  } catch {
    found = { kind: 'none', check: 'intake.readable', code: 'check.crashed', mediaType: artifact.mediaType, bytes: artifact.bytes, problems: artifact.problems };
  }
  return judge(found, task.role === undefined ? { ...task, input: { ...task.input, channel: 'url' } } : task);
}

/** A PDF, sealed JSON or sealed XML: how they are judged is loaded with the first one. */
async function judgeSealedForm(artifact: Extract<Artifact, { kind: 'pdf' | 'jades' | 'xades' }>, task: Task): Promise<Report> {
  let judges: Awaited<ReturnType<Task['engine']['sealed']>>;
  try {
    judges = await task.engine.sealed();
  } catch {
    return judgeCrash(artifact, task);
  }
  switch (artifact.kind) {
    case 'pdf': return judges.judgePdf(artifact, task);
    case 'jades': return judges.judgeJades(artifact, task);
    case 'xades': return judges.judgeXades(artifact, task);
  }
}

/** What some mechanism has secured: the same checks for every one of them. */
async function judgeSubject(subject: Subject, artifact: Artifact, task: Task): Promise<Report> {
  const { document, what } = subject;
  const { policy, now } = task.context;
  const inside = insideOf(subject, task);
  const input = facts(artifact, task);
  const checks = await decide(stepsOf(subject, artifact, inside, task), notReached, task, what === 'presentation' ? containerLevels(policy) : undefined);
  const [members, endorsements] = await Promise.all([inside.members(), inside.endorsements()]);
  return assemble({
    policy, now, input: await input, checks, asked: task.asked, credential: await viewOf(document),
    proofs: subject.proofs.map(({ fact }) => fact), subjects: members.judged.map(({ report }) => report), endorsements: endorsements.judged.map(({ report }) => report),
  });
}

/** An artifact → its report. */
export function judge(artifact: Artifact, task: Task): Promise<Report> {
  switch (artifact.kind) {
    case 'document': return judgeDocument(artifact, task);
    case 'collection': return judgeCollection(artifact, task);
    case 'token': return judgeToken(artifact, task);
    case 'none': return judgeNothing(artifact, task);
    case 'open-badge-2': return judgeOpenBadge2(artifact, task);
    case 'reference': return judgeReference(artifact, task);
    case 'pdf': case 'jades': case 'xades': return judgeSealedForm(artifact, task);
  }
}
