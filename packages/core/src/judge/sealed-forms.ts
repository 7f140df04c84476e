import type { Artifact, Report } from '../report/index.js';
import { isPresentation } from '../securing/jades/kind.js';
import type { JadesReading } from '../securing/jades.js';
import type { PadesReading } from '../securing/pades.js';
import type { XadesReading } from '../securing/xades.js';
import { TrustMistake } from '../securing/seals/trust-mistake.js';
import { judgeEnvelope } from './envelope.js';
import { judgeCrash, judgeStopped } from './nothing.js';
import { judgeSealedPresentation, judgeSealedXmlPresentation } from './sealed-presentation.js';
import { judgeMembers } from './inside.js';
import { enclosedCredentials, isSealedCredential, judgeSealed } from './sealed.js';
import type { Task } from './task.js';

/** A PDF: its seals and signatures are judged, and what is attached to it. One that nobody sealed holds what is attached to it and proves nothing by itself. */
export async function judgePdf(artifact: Extract<Artifact, { kind: 'pdf' }>, task: Task): Promise<Report> {
  let found: PadesReading;
  try {
    found = await (await task.engine.pades())(artifact.file, task.context);
  } catch (error) {
    if (error instanceof TrustMistake) throw error;
    return judgeCrash(artifact, task);
  }
  if ('sealed' in found) {
    if (found.sealed.pageText) task.onPages?.(found.sealed.pageText);
    return judgeSealed(found.sealed, artifact, task);
  }
  const { attachments, ...stopped } = found.stopped;
  const members = attachments.length === 0 ? undefined : await enclosedCredentials(attachments, task);
  if (members && members.found > 0) return judgeEnvelope(artifact, members, undefined, task, { 'proof.coverage': () => ({ code: 'pdf.page-not-sealed' }) });
  return judgeStopped(artifact, { ...stopped, problems: [...artifact.problems, ...stopped.problems] }, task);
}

/** Sealed JSON. What was sealed is looked at as any credential is. */
export async function judgeJades(artifact: Extract<Artifact, { kind: 'jades' }>, task: Task): Promise<Report> {
  let found: JadesReading;
  try {
    found = await (await task.engine.jades())(artifact.file, task.context);
  } catch (error) {
    if (error instanceof TrustMistake) throw error;
    return judgeCrash(artifact, task);
  }
  if ('stopped' in found) return judgeStopped(artifact, { ...found.stopped, problems: [...artifact.problems, ...found.stopped.problems] }, task);
  const { sealed } = found;
  task.onSecured?.(sealed.document);
  if (isPresentation(sealed.document)) return judgeSealedPresentation(sealed, sealed.document, artifact, task);
  return judgeSealed(sealed, artifact, task, isSealedCredential(sealed) ? { document: sealed.document } : {});
}

/** A European credential in XML. One that nobody sealed is shown, and proves nothing; a presentation that nobody sealed may hold one that somebody did. */
export async function judgeXades(artifact: Extract<Artifact, { kind: 'xades' }>, task: Task): Promise<Report> {
  let found: XadesReading;
  try {
    found = await (await task.engine.xades())(artifact.text, task.context);
  } catch (error) {
    if (error instanceof TrustMistake) throw error;
    return judgeCrash(artifact, task);
  }
  if ('sealed' in found) {
    const { sealed } = found;
    if (sealed.document) task.onSecured?.(sealed.document);
    if (sealed.presentation) return judgeSealedXmlPresentation(sealed, sealed.presentation, artifact, task);
    return judgeSealed(sealed, artifact, task, sealed.document ? { document: sealed.document } : {});
  }
  const { members, view, ...stopped } = found.stopped;
  const problems = [...artifact.problems, ...stopped.problems];
  if (members.length > 0) return judgeEnvelope({ ...artifact, problems }, await judgeMembers(members, task), undefined, task);
  return judgeStopped(artifact, { ...stopped, problems }, task, view);
}
