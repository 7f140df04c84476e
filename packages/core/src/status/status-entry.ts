import { asArray, isObject, isString, own, type JsonObject } from '../report/index.js';
import { parseIndex } from './bitstring.js';

export const PURPOSES = ['revocation', 'suspension', 'message', 'refresh'] as const;
export type Purpose = (typeof PURPOSES)[number];

/** An entry that points into a list of bits. */
export interface BitstringEntry {
  form: 'bitstring' | 'status-list-2021';
  purpose: Purpose;
  list: string;
  index: bigint;
  /** The index is a JSON number, which the standard does not allow. */
  indexAsNumber: boolean;
  size: number;
  /** By value; `undefined` where the standard asks for messages and the entry does not give one for each value. */
  messages: ReadonlyMap<number, string> | undefined;
}

export type EntryFault =
  | { code: 'status.entry-malformed'; member: string }
  | { code: 'status.index-malformed'; member: 'statusListIndex' }
  | { code: 'status.unknown-purpose'; member: 'statusPurpose'; purpose: string };

const LARGEST_SIZE = 32;

/** Reads a `BitstringStatusListEntry` (Bitstring Status List 1.0 section 2.1) or its forerunner `StatusList2021Entry`. */
export function readBitstringEntry(entry: JsonObject, form: BitstringEntry['form']): { entry: BitstringEntry } | { fault: EntryFault; purpose?: string } {
  const purpose = own(entry, 'statusPurpose');
  if (!isString(purpose)) return { fault: { code: 'status.entry-malformed', member: 'statusPurpose' } };
  const fault = (member: string): { fault: EntryFault; purpose: string } => ({ fault: { code: 'status.entry-malformed', member }, purpose });
  if (!isPurpose(purpose)) return { fault: { code: 'status.unknown-purpose', member: 'statusPurpose', purpose }, purpose };
  const list = own(entry, 'statusListCredential');
  if (!isString(list) || list === '') return fault('statusListCredential');
  const index = parseIndex(own(entry, 'statusListIndex'));
  if (!index.ok) return { fault: { code: 'status.index-malformed', member: 'statusListIndex' }, purpose };
  const given = form === 'bitstring' ? own(entry, 'statusSize') : undefined; // StatusList2021 knew one bit alone
  const size = given === undefined ? 1 : given;
  if (typeof size !== 'number' || !Number.isInteger(size) || size < 1 || size > LARGEST_SIZE) return fault('statusSize');
  return { entry: { form, purpose, list, index: index.index, indexAsNumber: index.asNumber, size, messages: readMessages(entry, size) } };
}

function isPurpose(text: string): text is Purpose {
  return (PURPOSES as readonly string[]).includes(text);
}

/** `statusMessage`: optional for one bit, otherwise exactly one message for each value, whose `status` is hexadecimal with the prefix `0x`. */
function readMessages(entry: JsonObject, size: number): ReadonlyMap<number, string> | undefined {
  const given = own(entry, 'statusMessage');
  if (given === undefined) return size === 1 ? new Map() : undefined;
  const items = asArray(given);
  const messages = new Map<number, string>();
  for (const item of items) {
    const status = isObject(item) ? own(item, 'status') : undefined;
    const message = isObject(item) ? own(item, 'message') : undefined;
    if (!isString(status) || !/^0x[0-9a-f]{1,8}$/i.test(status) || !isString(message)) return undefined;
    messages.set(Number.parseInt(status.slice(2), 16), message);
  }
  const complete = items.length === 2 ** size && messages.size === items.length && [...messages.keys()].every((value) => value < 2 ** size);
  return complete ? messages : undefined;
}
