import type { Context, Evidence, Finding, Findings, Subject } from '../report/index.js';
import { decodeEncodedList, evaluateStatus, rememberLists, type DecodeList, type EntryFindings, type StatusCheckId } from '../status/index.js';
import { misplacedStatus } from './misplaced-status.js';
import { worseFinding } from './worst.js';

const CHECKS: readonly StatusCheckId[] = ['status.revocation', 'status.suspension', 'status.notice'];

/**
 * Is the credential still in force by its issuer's word? Every entry is evaluated; for each check the worst finding stands, with the problems and evidence of all.
 * `status.none` says that the credential names no list for the question, and `status.clear` that a list which proves itself does not name the credential, as of the
 * evidence's time. Neither says anything of the dates (`validity.period`).
 */
export async function status(subject: Subject, context: Context, decode: DecodeList = decodeEncodedList): Promise<Findings> {
  if (subject.what === 'presentation') return Object.fromEntries(CHECKS.map((check) => [check, { code: 'check.see-members' } satisfies Finding]));
  const entries = [...await evaluateStatus(subject.document, context, decode), ...await misplacedStatus(subject.document, context, decode)];
  return Object.fromEntries(CHECKS.map((check) => [check, worstOf(entries, check)]));
}

/** The check for one verifier: it keeps the bits of the lists that it has read. */
export function createStatus(): (subject: Subject, context: Context) => Promise<Findings> {
  const decode = rememberLists();
  return (subject, context) => status(subject, context, decode);
}

function worstOf(entries: readonly EntryFindings[], check: StatusCheckId): Finding {
  const [first, ...rest] = entries.flatMap((entry) => (entry.check === check ? entry.findings : []));
  if (!first) return { code: 'status.none' };
  const worst = rest.reduce(worseFinding, first);
  return { ...worst, evidence: distinct(worst.evidence ?? []) };
}

/** One list may answer several entries. */
function distinct(evidence: readonly Evidence[]): Evidence[] {
  return evidence.filter(({ url, sha256 }, index) => evidence.findIndex((other) => other.url === url && other.sha256 === sha256) === index);
}
