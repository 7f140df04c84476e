import { asArray, isObject, isString, own, stringsOf, type Context, type Finding, type Params } from '../report/index.js';
import { entriesOf, MINIMUM_ENTRIES, readEntry } from './bitstring.js';
import type { EncodedList } from './encoded-list.js';
import { loadListCredential, type ListCredential } from './list-credential.js';
import { found } from './problem.js';
import type { DecodeList } from './remembered-lists.js';
import type { BitstringEntry } from './status-entry.js';

const FORMS = {
  bitstring: { credential: 'BitstringStatusListCredential', subject: 'BitstringStatusList', encoding: 'multibase' },
  'status-list-2021': { credential: 'StatusList2021Credential', subject: 'StatusList2021', encoding: 'any-base64' },
} as const;

const LONGEST_MESSAGE = 300;

/**
 * The validation algorithm of Bitstring Status List 1.0 (section 3.2) for one entry, over a list that was fetched and verified. Ours, because the library evaluates
 * neither several purposes of a list nor statuses of several bits, refuses a list of another issuer instead of saying so, and never looks at a list's length or age.
 * Several findings may hold at once; the caller takes the worst and keeps the others' problems. Only `status.clear` says that the bit is not set.
 */
export async function checkBitstringEntry(entry: BitstringEntry, issuer: string | undefined, pointer: string, context: Context, decode: DecodeList): Promise<Finding[]> {
  const result = await loadListCredential(entry.list, context);
  if (!result.ok) {
    const { code, params, retryable, cause, evidence } = result.fault;
    return [{ ...found(code, pointer, params, retryable, cause), evidence }];
  }
  const { list } = result;
  const value = await valueOf(entry, list, pointer, context, decode);
  const findings = [...value.findings, ...circumstances(entry, list, issuer, pointer, value.entries)];
  return findings.map((finding) => ({ ...finding, evidence: [list.evidence, ...list.related] }));
}

async function valueOf(entry: BitstringEntry, list: ListCredential, pointer: string, context: Context, decode: DecodeList): Promise<{ findings: Finding[]; entries?: number }> {
  const { document } = list;
  const form = FORMS[entry.form];
  const params: Params = { url: entry.list, index: entry.index.toString(), purpose: entry.purpose };
  const stop = (finding: Finding): { findings: Finding[] } => ({ findings: [finding] });
  if (!stringsOf(own(document, 'type')).includes(form.credential)) return stop(found('status.list-malformed', pointer, { ...params, expected: form.credential }));
  const subjects = asArray(own(document, 'credentialSubject')).filter(isObject).filter((each) => stringsOf(own(each, 'type')).includes(form.subject));
  if (subjects.length === 0) return stop(found('status.list-malformed', pointer, { ...params, expected: form.subject }));
  const matching = subjects.filter((each) => stringsOf(own(each, 'statusPurpose')).includes(entry.purpose));
  const subject = matching[0];
  if (!subject) return stop(found('status.wrong-purpose', pointer, { ...params, found: subjects.flatMap((each) => stringsOf(own(each, 'statusPurpose'))).join(', ').slice(0, 100) }));
  if (matching.length > 1) return stop(found('status.list-malformed', pointer, params)); // two lists for one purpose: which is meant is anyone's guess

  const encodedList = own(subject, 'encodedList');
  if (!isString(encodedList)) return stop(found('status.list-malformed', pointer, params));
  const decoded = await context.once<EncodedList>(`status bits ${entry.form} ${entry.purpose} ${entry.list}`, () => decode(encodedList, form.encoding));
  if (!decoded.ok) return stop(found(decoded.code, pointer, params));
  const entries = entriesOf(decoded.bytes, entry.size);
  const value = readEntry(decoded.bytes, entry.index, entry.size);
  if (value === undefined) return { findings: [found('status.index-outside', pointer, { ...params, entries })], entries };

  const message = entry.messages?.get(value)?.slice(0, LONGEST_MESSAGE);
  const findings = [meaning(entry, value, pointer, { url: entry.list, ...(entry.size > 1 ? { value } : {}), ...(message === undefined ? {} : { message }) })];
  if (!entry.messages) findings.push(found('status.entry-malformed', `${pointer}/statusMessage`, params));
  return { findings, entries };
}

/** Zero is "not so" for every purpose (section 3.2, step 12). */
function meaning({ purpose }: BitstringEntry, value: number, pointer: string, params: Params): Finding {
  if (value === 0) return { code: purpose === 'revocation' || purpose === 'suspension' ? 'status.clear' : 'status.no-notice', params };
  const code = ({ revocation: 'status.revoked', suspension: 'status.suspended', message: 'status.message', refresh: 'status.refresh' } as const)[purpose];
  return found(code, pointer, params, purpose === 'suspension');
}

/** What weakens an answer without being one. */
function circumstances(entry: BitstringEntry, list: ListCredential, issuer: string | undefined, pointer: string, entries: number | undefined): Finding[] {
  const url = entry.list;
  const findings: Finding[] = [];
  if (list.issuer === undefined || list.issuer !== issuer) findings.push(found('status.other-issuer', pointer, { url, ...(list.issuer === undefined ? {} : { issuer: list.issuer }) }));
  if (list.id !== undefined && list.id !== url) findings.push(found('status.other-id', pointer, { url, id: list.id }));
  if (entries !== undefined && entries < MINIMUM_ENTRIES) findings.push(found('status.short-list', pointer, { url, entries, minimum: MINIMUM_ENTRIES }));
  if (entry.indexAsNumber) findings.push(found('status.index-number', `${pointer}/statusListIndex`, { url }));
  if (list.stale) findings.push(found('status.stale', pointer, { url, fetched: list.evidence.fetchedAt ?? '' }, true));
  return findings;
}
