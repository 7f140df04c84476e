import { membersVerdict, type JudgedMember } from '../checks/members-verdict.js';
import { recipientMatch } from '../checks/recipient-match.js';
import { validityPeriod } from '../checks/validity-period.js';
import { worseFinding } from '../checks/worst.js';
import { membersOf, type Member } from '../members/index.js';
import { asArray, own, type Artifact, type Finding, type JsonObject, type Report, type Subject } from '../report/index.js';
import { issuerBinding } from '../securing/jades/issuer-binding.js';
import { isCredential } from '../securing/jades/kind.js';
import type { SealedDocument } from '../securing/seals/sealed-document.js';
import { containerLevels, unanswered } from './envelope.js';
import { judgeMembers, type Several } from './inside.js';
import { judgeSealed } from './sealed.js';
import { showsNothing } from './steps.js';
import { seeMembers, type Task } from './task.js';
import { viewOf } from './view-of.js';

const MEDIA_TYPE = 'application/json';

/** Whether nothing secures a member but what holds it. What is itself a JWS, or in an envelope, is no such document. */
const bareOf = ({ document }: Member): JsonObject | undefined => (document !== undefined && isCredential(document) && asArray(own(document, 'proof')).length === 0 ? document : undefined);

/**
 * A presentation that is sealed. Its seal is that of whoever put it together, and says nothing of what is in it but that it was put in: each credential inside is judged by its own proof. One that has none is secured by this seal,
 * and is its issuer's only where the seal is.
 */
export function judgeSealedPresentation(sealed: SealedDocument, document: JsonObject, artifact: Artifact, task: Task): Promise<Report> {
  const { context, engine } = task;
  const subject: Subject = { what: 'presentation', document, mediaType: artifact.mediaType, proofs: [], coverage: { code: sealed.findings['proof.coverage']?.code ?? 'check.not-reached', problems: [], evidence: [] } };
  const asked = context.presentation?.challenge !== undefined || context.presentation?.domain !== undefined;
  let inside: Promise<Several<JudgedMember>> | undefined;
  const members = () => (inside ??= judgeInside(sealed, document, task));
  return judgeSealed(sealed, artifact, task, {
    members, level: containerLevels(context.policy),
    steps: {
      'format.data-model': async () => (await engine.format()).dataModel(subject, context),
      'format.schema': async () => (await engine.format()).schema(subject, context),
      // JAdES has no place for what a verifier asks to be signed.
      'proof.terms': () => { const terms = sealed.findings['proof.terms'] ?? { code: 'check.not-reached' }; return asked ? worseFinding(terms, unanswered(context)) : terms; },
      'issuer.recognition': seeMembers,
      'validity.period': () => validityPeriod(subject, context),
      'status.suspension': seeMembers,
      'status.notice': seeMembers,
      'recipient.match': () => recipientMatch(subject, context),
      'recipient.holder': () => ({ code: asked ? 'holder.unproved' : 'holder.not-asked' }),
      'members.verdict': async () => {
        const { judged, found } = await members();
        return found === 0 && showsNothing(context) ? { code: 'members.missing' } : membersVerdict(judged, { found });
      },
    },
  });
}

/** The same of one in XML: nothing in it is its sealer's but what has no seal of its own, and that is asked for what proves it as any other. */
export function judgeSealedXmlPresentation(sealed: SealedDocument, document: JsonObject, artifact: Artifact, task: Task): Promise<Report> {
  const { context } = task;
  const subject: Subject = { what: 'presentation', document, mediaType: artifact.mediaType, proofs: [], coverage: { code: sealed.findings['proof.coverage']?.code ?? 'check.not-reached', problems: [], evidence: [] } };
  const asked = context.presentation?.challenge !== undefined || context.presentation?.domain !== undefined;
  let inside: Promise<Several<JudgedMember>> | undefined;
  const members = () => (inside ??= judgeMembers(sealed.attachments, task));
  return judgeSealed(sealed, artifact, task, {
    members, level: containerLevels(context.policy),
    steps: {
      'proof.terms': () => { const terms = sealed.findings['proof.terms'] ?? { code: 'check.not-reached' }; return asked ? worseFinding(terms, unanswered(context)) : terms; },
      'issuer.recognition': seeMembers,
      'validity.period': () => validityPeriod(subject, context),
      'status.suspension': seeMembers,
      'status.notice': seeMembers,
      'recipient.holder': () => ({ code: asked ? 'holder.unproved' : 'holder.not-asked' }),
      'members.verdict': async () => {
        const { judged, found } = await members();
        return found === 0 ? { code: 'members.missing' } : membersVerdict(judged, { found });
      },
    },
  });
}

async function judgeInside(sealed: SealedDocument, document: JsonObject, task: Task): Promise<Several<JudgedMember>> {
  const found = membersOf(document);
  const judged: JudgedMember[] = [];
  for (const member of found) {
    const { pointer, bytes } = member;
    const result = await task.context.verifyNested(bytes, 'member');
    if (result.refused) break;
    const bare = bareOf(member);
    judged.push({ pointer, report: bare ? await judgeBare(sealed, bare, bytes, task) : result.report });
  }
  return { judged, found: found.length };
}

/** The seal's answers, with that to whose it is asked anew of this credential. */
async function judgeBare(sealed: SealedDocument, document: JsonObject, bytes: Uint8Array, { onCheck: _onCheck, onSecured: _onSecured, ...task }: Task): Promise<Report> {
  const { 'format.data-model': _model, ...findings } = sealed.findings;
  const identity = findings['issuer.identity'];
  const member: SealedDocument = {
    ...sealed, attachments: [], notes: [], view: await viewOf(document),
    findings: { ...findings, ...(identity ? { 'issuer.identity': worseFinding(identity, binding(document, sealed)) } : {}) },
  };
  const artifact: Artifact = { kind: 'document', what: 'credential', document, mediaType: MEDIA_TYPE, bytes, problems: [] };
  return judgeSealed(member, artifact, { ...task, role: 'member', input: { channel: 'member' } }, { document });
}

/** Anybody may seal a presentation of what others issued: where the two cannot be compared, nothing shows that its issuer had a part in it. Nor does a mandate, which whoever sealed it may have written there. */
function binding(document: JsonObject, { signatures }: SealedDocument): Finding {
  const found = issuerBinding(document, signatures);
  if (!found) return { code: 'issuer.certificate' };
  return found.code === 'edc.issuer-not-comparable' || found.code === 'edc.issuer-by-mandate' ? { ...found, code: 'edc.sealer-not-issuer', problems: (found.problems ?? []).map((each) => ({ ...each, code: 'edc.sealer-not-issuer' as const })) } : found;
}
