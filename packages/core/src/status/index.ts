import { idOf, isObject, own, pointer, stringsOf, type CheckId, type Context, type Finding, type JsonObject, type JsonValue } from '../report/index.js';
import { checkBitstringEntry } from './bitstring-status-list.js';
import { found } from './problem.js';
import type { DecodeList } from './remembered-lists.js';
import { checkRevocationList } from './revocation-list.js';
import { readBitstringEntry } from './status-entry.js';

export { decodeEncodedList, type EncodedList } from './encoded-list.js';
export { rememberLists, type DecodeList } from './remembered-lists.js';
export { MINIMUM_ENTRIES, parseIndex, readEntry } from './bitstring.js';

export type StatusCheckId = Extract<CheckId, `status.${string}`>;

/** What one entry of `credentialStatus` says, and to which check. */
export interface EntryFindings { check: StatusCheckId; findings: Finding[] }

/** Each list is a fetch and a verification; no honest credential has this many. */
const MOST_ENTRIES = 32;

/** Evaluates every entry of `credentialStatus`. An entry of a kind that is not known counts against revocation, since it may mean just that. */
export async function evaluateStatus(document: JsonObject, context: Context, decode: DecodeList): Promise<EntryFindings[]> {
  const value = own(document, 'credentialStatus');
  if (value === undefined) return [];
  const entries: JsonValue[] = Array.isArray(value) ? value : [value];
  const results = entries.slice(0, MOST_ENTRIES).map((entry, index) => evaluateEntry(entry, document, Array.isArray(value) ? pointer('credentialStatus', index) : '/credentialStatus', context, decode));
  if (entries.length > MOST_ENTRIES) results.push(Promise.resolve({ check: 'status.revocation', findings: [found('status.too-many', '/credentialStatus', { entries: entries.length, limit: MOST_ENTRIES })] }));
  return Promise.all(results);
}

async function evaluateEntry(entry: JsonValue, document: JsonObject, where: string, context: Context, decode: DecodeList): Promise<EntryFindings> {
  if (!isObject(entry)) return { check: 'status.revocation', findings: [found('status.entry-malformed', where)] };
  const types = stringsOf(own(entry, 'type'));
  if (types.includes('1EdTechRevocationList')) return { check: 'status.revocation', findings: await checkRevocationList(entry, document, where, context) };
  const form = types.includes('BitstringStatusListEntry') ? 'bitstring' : types.includes('StatusList2021Entry') ? 'status-list-2021' : undefined;
  if (!form) {
    const finding = types.length === 0 ? found('status.entry-malformed', `${where}/type`) : found('status.unknown-type', `${where}/type`, { type: types.join(', ').slice(0, 100) });
    return { check: 'status.revocation', findings: [finding] };
  }
  const read = readBitstringEntry(entry, form);
  if ('fault' in read) {
    const { fault } = read;
    const params = fault.code === 'status.unknown-purpose' ? { purpose: fault.purpose.slice(0, 100) } : { member: fault.member };
    return { check: checkOf(read.purpose), findings: [found(fault.code, `${where}/${fault.member}`, params)] };
  }
  return { check: checkOf(read.entry.purpose), findings: await checkBitstringEntry(read.entry, idOf(own(document, 'issuer')), where, context, decode) };
}

/** A purpose that is not known cannot revoke: the standard keeps the word for it. An entry without a purpose might. */
function checkOf(purpose: string | undefined): StatusCheckId {
  if (purpose === undefined || purpose === 'revocation') return 'status.revocation';
  return purpose === 'suspension' ? 'status.suspension' : 'status.notice';
}
