import { assemble } from '../assemble.js';
import { intakeReadable } from '../checks/intake-readable.js';
import { recogniseSigners } from '../checks/issuer-recognition.js';
import { isNoCredential, membersVerdict, type JudgedMember } from '../checks/members-verdict.js';
import { own, stringsOf, type Artifact, type Check, type CheckId, type CollectionMember, type Context, type Finding, type Findings, type JsonObject, type Report, type Subject } from '../report/index.js';
import type { SealedDocument } from '../securing/seals/sealed-document.js';
import { compareWithSeal } from '../checks/seal-issuer.js';
import { recipientMatch } from '../checks/recipient-match.js';
import { validityPeriod } from '../checks/validity-period.js';
import { worseFinding } from '../checks/worst.js';
import { judgeMembers, type Several } from './inside.js';
import { decide, facts, notReached, type Steps, type Task } from './task.js';

/** What is attached to a document and is no credential at all is an ordinary enclosure, which nobody asked about. */
export async function enclosedCredentials(attachments: readonly CollectionMember[], task: Task): Promise<Several<JudgedMember>> {
  if (attachments.length === 0) return { judged: [], found: 0 };
  const { judged, found } = await judgeMembers(attachments, task);
  const credentials = judged.filter(({ report }) => !isEnclosure(report));
  return { judged: credentials, found: credentials.length + (found - judged.length) };
}

/** A file that is neither a credential nor one that could be: other documents, pictures, data of any kind. An unknown token could be one, so it stays, undecided. */
function isEnclosure(report: Report): boolean {
  const found = report.checks.find(({ id }) => id === 'intake.credential');
  return isNoCredential(report) || (report.credential === undefined && (found?.code === 'input.unsigned' || (found?.code === 'input.unsupported' && found.params?.['kind'] === 'xml') || found?.code === 'xml.doctype'));
}

/** A PDF says whose it is in words on a page, which no program compares; a credential inside may name the person. */
function recipient({ recipient: asked }: Context, members: readonly JudgedMember[]): Finding {
  if (!asked) return { code: 'recipient.not-asked' };
  const found = members.filter(({ report }) => report.verdict === 'verified').flatMap(({ report }) => report.checks.filter(({ id }) => id === 'recipient.match'));
  const match = found.find(({ code }) => code === 'recipient.mismatch') ?? found.find(({ code }) => code === 'recipient.matched');
  return match ? { code: match.code, ...(match.params ? { params: match.params } : {}) } : { code: 'recipient.not-comparable' };
}

/** Whether what is sealed is a credential, to be looked at as any other is: its mechanism says nothing of how it must be built. */
export const isSealedCredential = ({ findings }: Pick<SealedDocument, 'findings'>): boolean => findings['format.data-model'] === undefined;

/** What is sealed, where a program reads it: a credential, or something with members of its own. */
export interface SealedContent {
  document?: JsonObject;
  /** Default: what is attached. */
  members?: () => Promise<Several<JudgedMember>>;
  /** What its kind answers otherwise. */
  steps?: Steps;
  level?: (id: CheckId) => Check['level'] | undefined;
}

/** A document that seals or signatures with certificates protect: what the mechanism found, and the credentials that are enclosed in it. */
export async function judgeSealed(sealed: SealedDocument, artifact: Artifact, task: Task, { document, members: given, steps: more = {}, level }: SealedContent = {}): Promise<Report> {
  const { policy, now } = task.context;
  let inside: Promise<Several<JudgedMember>> | undefined;
  const members = () => (inside ??= given?.() ?? enclosedCredentials(sealed.attachments, task));
  const { signer } = sealed;
  const steps: Steps = {
    'intake.readable': () => intakeReadable({ problems: [...artifact.problems, ...sealed.notes], ...(artifact.evidence ? { evidence: artifact.evidence } : {}) }),
    'intake.credential': () => ({ code: 'input.credential' }),
    'format.schema': () => ({ code: 'schema.none' }),
    'issuer.recognition': () => recogniseSigners(signer, task.context, document ? ['SealedDocument', ...stringsOf(own(document, 'type'))] : undefined),
    'issuer.endorsement': () => ({ code: 'endorsement.none' }),
    'validity.period': () => ({ code: 'validity.undated' }),
    'status.suspension': () => ({ code: 'status.none' }),
    'status.notice': () => ({ code: 'status.none' }),
    'recipient.match': async () => recipient(task.context, (await members()).judged),
    'recipient.holder': () => ({ code: 'holder.not-asked' }),
    'members.verdict': async () => {
      const { judged, found } = await members();
      return compareWithSeal(membersVerdict(judged, { found, record: true }), judged, signer);
    },
    'members.agree': () => ({ code: 'twins.not-asked' }),
  };
  for (const [id, finding] of Object.entries(sealed.findings)) steps[id as keyof Steps] = () => finding;
  for (const [id, step] of Object.entries(document ? stepsOfDocument(document, sealed, artifact, task) : {})) {
    // The mechanism's own word on the document's form goes before: what it has put into other terms is not held to theirs.
    if (id === 'status.revocation' || !Object.hasOwn(sealed.findings, id)) steps[id as keyof Steps] = step;
  }
  const checks = await decide({ ...steps, ...more }, notReached, task, level);
  const { judged } = await members();
  return assemble({
    policy, now, input: await facts(artifact, task), checks, asked: task.asked, credential: sealed.view, proofs: sealed.proofs, subjects: judged.map(({ report, sealed: covered }) => (covered === false ? { ...report, input: { ...report.input, sealed: false } } : report)),
    sealed: { signatures: sealed.signatures, ...(sealed.metadata && sealed.metadata.length > 0 ? { metadata: sealed.metadata } : {}), qualification: sealed.qualification, ...(sealed.trustedLists ? { trustedLists: sealed.trustedLists } : {}) },
  });
}

/** What is asked of the credential that was sealed: its form, its dates, its status lists, and whose it is. The certificate's revocation is another question, and the worse of the two answers stands. */
function stepsOfDocument(document: JsonObject, { findings }: SealedDocument, { mediaType }: Artifact, { context, engine }: Task): Steps {
  const subject: Subject = { what: 'credential', document, mediaType, proofs: [], coverage: { code: findings['proof.coverage']?.code ?? 'check.not-reached', problems: [], evidence: [] } };
  let status: Promise<Findings> | undefined;
  const statusOf = async (id: CheckId): Promise<Finding> => {
    status ??= engine.status().then((read) => read(subject, context));
    return (await status)[id] ?? { code: 'status.none' };
  };
  return {
    'format.data-model': async () => (await engine.format()).dataModel(subject, context),
    'format.schema': async () => (await engine.format()).schema(subject, context),
    'validity.period': () => validityPeriod(subject, context),
    'status.revocation': async () => {
      const [own, certificate] = [await statusOf('status.revocation'), findings['status.revocation']];
      return certificate && own.code !== 'status.none' ? worseFinding(certificate, own) : certificate ?? own;
    },
    'status.suspension': () => statusOf('status.suspension'),
    'status.notice': () => statusOf('status.notice'),
    'recipient.match': () => recipientMatch(subject, context),
  };
}
