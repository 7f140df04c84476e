import { assemble } from '../assemble.js';
import { intakeReadable } from '../checks/intake-readable.js';
import { membersOf } from '../members/index.js';
import { asArray, own, type Artifact, type Finding, type Report, type Subject } from '../report/index.js';
import type { JadesReading } from '../securing/jades.js';
import type { PadesReading } from '../securing/pades.js';
import { TrustMistake } from '../securing/seals/trust-mistake.js';
import { containerLevels, judgeEnvelope } from './envelope.js';
import { insideOf, judgeMembers } from './inside.js';
import { enclosedCredentials, isSealedCredential, judgeSealed } from './sealed.js';
import { stepsOf } from './steps.js';
import { decide, facts, notReached, type Steps, type Task } from './task.js';
import { viewOf } from './view-of.js';

/** What a mechanism found to be no credential, or not readable. */
type Stopped = Pick<Extract<Artifact, { kind: 'none' }>, 'check' | 'code' | 'params' | 'problems'>;

async function judgeNothing(artifact: Extract<Artifact, { kind: 'none' }>, task: Task): Promise<Report> {
  const stopped: Finding = { code: artifact.code, problems: artifact.check === 'intake.readable' ? artifact.problems : [], ...(artifact.params ? { params: artifact.params } : {}), ...(artifact.evidence && artifact.check === 'intake.readable' ? { evidence: artifact.evidence } : {}) };
  const steps: Steps = artifact.check === 'intake.readable' ? { 'intake.readable': () => stopped } : { 'intake.readable': () => intakeReadable(artifact), 'intake.credential': () => stopped };
  const { policy, now } = task.context;
  return assemble({ policy, now, input: await facts(artifact, task), checks: await decide(steps, notReached, task), asked: task.asked });
}

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

/** A mechanism that could not be loaded, or that fails in a way of its own, leaves everything undecided; it is not the credential's fault. */
async function judgeSecured(artifact: Artifact, task: Task, secure: () => Promise<Subject | { stopped: Stopped }>): Promise<Report> {
  let secured: Subject | { stopped: Stopped };
  try {
    secured = await secure();
  } catch {
    const code = task.context.signal?.aborted ? 'check.aborted' : 'check.crashed';
    return judgeNothing({ kind: 'none', check: 'intake.credential', code, mediaType: artifact.mediaType, bytes: artifact.bytes, problems: artifact.problems }, task);
  }
  if ('stopped' in secured) return judgeNothing({ mediaType: artifact.mediaType, bytes: artifact.bytes, ...(artifact.evidence ? { evidence: artifact.evidence } : {}), ...secured.stopped, kind: 'none' }, task);
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

/** A PDF: its seals and signatures are judged, and what is attached to it. One that nobody sealed holds what is attached to it and proves nothing by itself. */
async function judgePdf(artifact: Extract<Artifact, { kind: 'pdf' }>, task: Task): Promise<Report> {
  let found: PadesReading;
  try {
    found = await (await task.engine.pades())(artifact.file, task.context);
  } catch (error) {
    if (error instanceof TrustMistake) throw error;
    const code = task.context.signal?.aborted ? 'check.aborted' : 'check.crashed';
    return judgeNothing({ kind: 'none', check: 'intake.credential', code, mediaType: artifact.mediaType, bytes: artifact.bytes, problems: artifact.problems }, task);
  }
  if ('sealed' in found) return judgeSealed(found.sealed, artifact, task);
  const { attachments, ...stopped } = found.stopped;
  const members = attachments.length === 0 ? undefined : await enclosedCredentials(attachments, task);
  if (members && members.found > 0) return judgeEnvelope(artifact, members, undefined, task, { 'proof.coverage': () => ({ code: 'pdf.page-not-sealed' }) });
  return judgeNothing({ kind: 'none', mediaType: artifact.mediaType, bytes: artifact.bytes, ...(artifact.evidence ? { evidence: artifact.evidence } : {}), ...stopped, problems: [...artifact.problems, ...stopped.problems] }, task);
}

/** Sealed JSON. What was sealed is looked at as any credential is. */
async function judgeJades(artifact: Extract<Artifact, { kind: 'jades' }>, task: Task): Promise<Report> {
  let found: JadesReading;
  try {
    found = await (await task.engine.jades())(artifact.file, task.context);
  } catch (error) {
    if (error instanceof TrustMistake) throw error;
    const code = task.context.signal?.aborted ? 'check.aborted' : 'check.crashed';
    return judgeNothing({ kind: 'none', check: 'intake.credential', code, mediaType: artifact.mediaType, bytes: artifact.bytes, problems: artifact.problems }, task);
  }
  if ('stopped' in found) return judgeNothing({ kind: 'none', mediaType: artifact.mediaType, bytes: artifact.bytes, ...(artifact.evidence ? { evidence: artifact.evidence } : {}), ...found.stopped, problems: [...artifact.problems, ...found.stopped.problems] }, task);
  const { sealed } = found;
  task.onSecured?.(sealed.document);
  return judgeSealed(sealed, artifact, task, isSealedCredential(sealed) ? sealed.document : undefined);
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
    case 'pdf': return judgePdf(artifact, task);
    case 'jades': return judgeJades(artifact, task);
  }
}
