import { intakeReadable } from '../checks/intake-readable.js';
import { holderOf, issuerEndorsement } from '../checks/issuer-endorsement.js';
import { issuerIdentity } from '../checks/issuer-identity.js';
import { issuerRecognition } from '../checks/issuer-recognition.js';
import { membersVerdict } from '../checks/members-verdict.js';
import { proofCoverage } from '../checks/proof-coverage.js';
import { proofKey } from '../checks/proof-key.js';
import { proofSignature } from '../checks/proof-signature.js';
import { proofTerms } from '../checks/proof-terms.js';
import { recipientHolder } from '../checks/recipient-holder.js';
import { recipientMatch } from '../checks/recipient-match.js';
import { validityPeriod } from '../checks/validity-period.js';
import { CHECK_IDS, type Artifact, type CheckId, type Context, type Finding, type Findings, type Subject } from '../report/index.js';
import type { Inside } from './inside.js';
import { seeMembers, type Steps, type Task } from './task.js';

/** What is asked of a list that a check relies on: that it is well-formed, intact, its issuer's and in force. Who is behind it is weighed by the check that reads it. */
const LIST_CHECKS: readonly CheckId[] = ['format.data-model', 'proof.signature', 'proof.terms', 'proof.coverage', 'proof.key', 'validity.period'];

/** A presentation of nothing answers whoever asked for a challenge to be signed; to a policy that wants to know who issued, it says nothing that could be verified. */
export const showsNothing = ({ policy, presentation }: Context): boolean => presentation?.challenge === undefined && policy.levels['issuer.identity'] === 'required';

export function stepsOf(subject: Subject, artifact: Artifact, inside: Inside, task: Task): Steps {
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
