import { intakeReadable } from './checks/intake-readable.js';
import { holderOf, issuerEndorsement, type JudgedEndorsement } from './checks/issuer-endorsement.js';
import { issuerIdentity } from './checks/issuer-identity.js';
import { issuerRecognition } from './checks/issuer-recognition.js';
import { isNoCredential, membersVerdict, type JudgedMember } from './checks/members-verdict.js';
import { proofCoverage } from './checks/proof-coverage.js';
import { proofKey } from './checks/proof-key.js';
import { proofSignature } from './checks/proof-signature.js';
import { proofTerms } from './checks/proof-terms.js';
import { recipientHolder } from './checks/recipient-holder.js';
import { recipientMatch } from './checks/recipient-match.js';
import { sameSubject } from './checks/same-subject.js';
import { validityPeriod } from './checks/validity-period.js';
import { assemble, toCheck } from './assemble.js';
import type { Engine } from './engine.js';
import type { IntakeSettings } from './intake/index.js';
import { endorsementsOf, membersOf } from './members/index.js';
import { sha256Hex } from './report/digest.js';
import { asArray, CHECK_IDS, own, type Artifact, type Check, type CheckId, type CollectionMember, type Context, type Finding, type Findings, type InputFacts, type JsonObject, type NestedResult, type NestedRole, type Report, type Subject } from './report/index.js';
import { credentialView } from './view/index.js';

/** One input on its way: what was asked, and where its checks are told as they are decided. */
export interface Task {
  engine: Engine;
  context: Context;
  /** How much of an input is read, for inputs that lead to another. */
  limits: IntakeSettings;
  input: Omit<InputFacts, 'sha256' | 'bytes' | 'mediaType'>;
  /** What a nested input is for; absent for what the caller handed over. */
  role?: NestedRole;
  asked: unknown;
  onCheck?: (check: Check) => void;
  /** Told the document that some mechanism has secured, before any check has looked at it. */
  onSecured?: (document: JsonObject) => void;
}

/** What a mechanism found to be no credential, or not readable. */
type Stopped = Pick<Extract<Artifact, { kind: 'none' }>, 'check' | 'code' | 'params' | 'problems'>;

/** What is asked of a list that a check relies on: that it is well-formed, intact, its issuer's and in force. Who is behind it is weighed by the check that reads it. */
const LIST_CHECKS: readonly CheckId[] = ['format.data-model', 'proof.signature', 'proof.terms', 'proof.coverage', 'proof.key', 'validity.period'];

type Steps = Partial<Record<CheckId, () => Finding | Promise<Finding>>>;

/** Runs every step, tells each check as it is decided, and fills in those that had no step. A step that throws is a defect of ours: undecided, never green. */
async function decide(steps: Steps, rest: (id: CheckId) => Finding, task: Task, level?: (id: CheckId) => Check['level'] | undefined): Promise<Check[]> {
  const { policy, signal } = task.context;
  return Promise.all(CHECK_IDS.map(async (id) => {
    let finding: Finding;
    try {
      finding = signal?.aborted ? { code: 'check.aborted' } : await (steps[id]?.() ?? rest(id));
    } catch {
      finding = { code: signal?.aborted ? 'check.aborted' : 'check.crashed' };
    }
    const check = toCheck(id, finding, policy, level?.(id));
    task.onCheck?.(check);
    return check;
  }));
}

async function facts(artifact: Artifact, task: Task): Promise<InputFacts> {
  return { ...task.input, mediaType: artifact.mediaType, ...(artifact.contains === undefined ? {} : { contains: artifact.contains }), sha256: await sha256Hex(artifact.bytes), bytes: artifact.bytes.length };
}

const notReached = (): Finding => ({ code: 'check.not-reached' });
const seeMembers = (): Finding => ({ code: 'check.see-members' });

async function judgeNothing(artifact: Extract<Artifact, { kind: 'none' }>, task: Task): Promise<Report> {
  const stopped: Finding = { code: artifact.code, problems: artifact.check === 'intake.readable' ? artifact.problems : [], ...(artifact.params ? { params: artifact.params } : {}), ...(artifact.evidence && artifact.check === 'intake.readable' ? { evidence: artifact.evidence } : {}) };
  const steps: Steps = artifact.check === 'intake.readable' ? { 'intake.readable': () => stopped } : { 'intake.readable': () => intakeReadable(artifact), 'intake.credential': () => stopped };
  const { policy, now } = task.context;
  return assemble({ policy, now, input: await facts(artifact, task), checks: await decide(steps, notReached, task), asked: task.asked });
}

/** Those that were judged, of how many there are. */
interface Several<T> { judged: T[]; found: number }

/** Takes each through the same door as any input, until there are more than one input may lead to. */
async function judgeEach<T extends { bytes: Uint8Array; filename?: string }>(found: readonly T[], role: 'member' | 'endorsement', task: Task): Promise<Several<T & NestedResult>> {
  const judged: (T & NestedResult)[] = [];
  for (const one of found) {
    const result = await task.context.verifyNested(one.bytes, role, one.filename);
    if (result.refused) break;
    judged.push({ ...one, ...result });
  }
  return { judged, found: found.length };
}

const judgeMembers = (found: readonly CollectionMember[], task: Task): Promise<Several<JudgedMember>> => judgeEach(found, 'member', task);

/** The credentials of a learner record, each by its own issuer, proof and status: the record's own signature covers their text and vouches for none of them. */
async function judgeRecord(record: JsonObject, task: Task): Promise<Several<JudgedMember>> {
  const { judged, found } = await judgeEach(membersOf(record), 'member', task);
  const members = judged.map(async ({ pointer, report, document }): Promise<JudgedMember> => {
    const otherSubject = report.verdict !== 'invalid' && document !== undefined && !(await sameSubject(record, document));
    return { pointer, report, ...(otherSubject ? { otherSubject } : {}) };
  });
  return { judged: await Promise.all(members), found };
}

/** A presentation of nothing answers whoever asked for a challenge to be signed; to a policy that wants to know who issued, it says nothing that could be verified. */
const showsNothing = ({ policy, presentation }: Context): boolean => presentation?.challenge === undefined && policy.levels['issuer.identity'] === 'required';

/** Something that only holds credentials has no standing of its own: what is in it decides, so what could not be decided of a member is not decided of the whole. */
const containerLevels = (policy: Context['policy']) => (id: CheckId): Check['level'] => (id === 'members.verdict' ? 'required' : policy.levels[id]);

async function judgeCollection(artifact: Extract<Artifact, { kind: 'collection' }>, task: Task): Promise<Report> {
  const members = await judgeMembers(artifact.members, task);
  return judgeEnvelope(artifact, members, undefined, task);
}

/** Nobody signed, so nobody answered: a presentation that was asked for must carry the challenge in a proof. */
const unanswered = ({ presentation }: Context): Finding => {
  if (presentation?.challenge !== undefined) return { code: 'terms.challenge' };
  return presentation?.domain !== undefined ? { code: 'terms.domain' } : seeMembers();
};

/** An array, or a presentation that nobody signed: an envelope, whose members are judged. */
async function judgeEnvelope(artifact: Artifact, { judged: members, found }: Several<JudgedMember>, document: JsonObject | undefined, task: Task): Promise<Report> {
  const { policy, now } = task.context;
  const something = found > members.length || members.some(({ report }) => report.verdict !== 'unverifiable');
  const steps: Steps = {
    'intake.readable': () => intakeReadable(artifact),
    'intake.credential': () => (something ? { code: 'input.collection', params: { members: found } } : { code: document === undefined && members.every(({ report }) => isNoCredential(report)) ? 'input.no-credential' : 'input.unsigned' }),
    'members.verdict': () => membersVerdict(members, { found, mixed: document === undefined }),
    'members.agree': () => ({ code: 'twins.not-asked' }),
    'proof.terms': () => unanswered(task.context),
    ...(document ? { 'recipient.holder': () => recipientHolder({ what: 'presentation', document, mediaType: artifact.mediaType, proofs: [], coverage: { code: 'coverage.complete', problems: [], evidence: [] } }, task.context) } : {}),
    ...(document ? { 'format.data-model': async () => (await task.engine.format()).dataModel({ what: 'presentation', document, mediaType: artifact.mediaType, proofs: [], coverage: { code: 'coverage.complete', problems: [], evidence: [] } }, task.context) } : {}),
  };
  const checks = await decide(steps, seeMembers, task, containerLevels(policy));
  return assemble({ policy, now, input: await facts(artifact, task), checks, subjects: members.map(({ report }) => report), asked: task.asked, ...(document ? { credential: credentialView(document) } : {}) });
}

/** A credential without any proof: nothing of what it says can be relied on, so nothing of it but its form is judged. */
async function judgeUnsigned(artifact: Extract<Artifact, { kind: 'document' }>, task: Task): Promise<Report> {
  const { policy, now } = task.context;
  const steps: Steps = { 'intake.readable': () => intakeReadable(artifact), 'intake.credential': () => ({ code: 'input.unsigned' }) };
  return assemble({ policy, now, input: await facts(artifact, task), checks: await decide(steps, notReached, task), credential: credentialView(artifact.document), asked: task.asked });
}

function stepsOf(subject: Subject, artifact: Artifact, inside: Inside, task: Task): Steps {
  const { context, engine, role } = task;
  let status: Promise<Findings> | undefined;
  let recognised: Promise<Finding> | undefined;
  const recognition = () => (recognised ??= issuerRecognition(subject, context));
  const statusOf = (id: CheckId) => async (): Promise<Finding> => {
    status ??= engine.status().then((read) => read(subject, context));
    return (await status)[id] ?? { code: 'status.none' };
  };
  const steps: Steps = {
    'intake.readable': () => intakeReadable(artifact),
    'intake.credential': () => ({ code: 'input.credential' }),
    'format.data-model': async () => (await engine.format()).dataModel(subject, context),
    'format.schema': async () => (await engine.format()).schema(subject, context),
    'proof.signature': () => proofSignature(subject),
    'proof.terms': () => proofTerms(subject, context),
    'proof.coverage': () => proofCoverage(subject),
    'proof.key': () => proofKey(subject),
    'issuer.identity': () => issuerIdentity(subject, context),
    'issuer.recognition': () => (subject.what === 'presentation' ? seeMembers() : recognition()),
    'issuer.qualification': () => ({ code: 'qualification.none' }),
    'issuer.endorsement': async () => {
      const { judged, found } = await inside.endorsements();
      return issuerEndorsement(judged, holderOf(subject, found > 0 && (await recognition()).code === 'issuer.recognized'), found);
    },
    'validity.period': () => validityPeriod(subject, context),
    'status.revocation': statusOf('status.revocation'),
    'status.suspension': statusOf('status.suspension'),
    'status.notice': statusOf('status.notice'),
    'recipient.match': () => recipientMatch(subject, context),
    'recipient.holder': async () => recipientHolder(subject, context, subject.what === 'presentation' ? (await inside.members()).judged.map(({ report }) => report) : []),
    'members.verdict': async () => {
      const { judged, found } = await inside.members();
      return subject.what === 'presentation' && found === 0 && showsNothing(context) ? { code: 'members.missing' } : membersVerdict(judged, { found, record: subject.what === 'credential' });
    },
    'members.agree': () => ({ code: 'twins.not-asked' }),
  };
  for (const [id, finding] of Object.entries(subject.findings ?? {})) steps[id as CheckId] = () => finding;
  if (role === 'status-list') for (const id of CHECK_IDS) if (!id.startsWith('intake.') && !LIST_CHECKS.includes(id)) delete steps[id];
  return steps;
}

/** What a document holds that has reports of its own. Each is judged once, when it is first asked for. */
interface Inside { members(): Promise<Several<JudgedMember>>; endorsements(): Promise<Several<JudgedEndorsement>> }

const NOTHING = { judged: [], found: 0 };

function insideOf({ document, what }: Subject, task: Task): Inside {
  let members: ReturnType<Inside['members']> | undefined;
  let endorsements: ReturnType<Inside['endorsements']> | undefined;
  // A list is asked for what it says of others; nobody reads what is inside it.
  const leaf = task.role === 'status-list';
  return {
    members: () => (members ??= leaf ? Promise.resolve(NOTHING) : what === 'presentation' ? judgeMembers(membersOf(document), task) : judgeRecord(document, task)),
    endorsements: () => (endorsements ??= leaf || what === 'presentation' ? Promise.resolve(NOTHING) : judgeEach(endorsementsOf(document), 'endorsement', task)),
  };
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

/** What some mechanism has secured: the same checks for every one of them. */
async function judgeSubject(subject: Subject, artifact: Artifact, task: Task): Promise<Report> {
  const { document, what } = subject;
  const { policy, now } = task.context;
  const inside = insideOf(subject, task);
  const input = facts(artifact, task);
  const checks = await decide(stepsOf(subject, artifact, inside, task), notReached, task, what === 'presentation' ? containerLevels(policy) : undefined);
  const [members, endorsements] = await Promise.all([inside.members(), inside.endorsements()]);
  return assemble({
    policy, now, input: await input, checks, asked: task.asked, credential: credentialView(document),
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
  }
}
