import { base64url, gzip, gzipZeros } from './bytes.js';
import { BITSTRING_STATUS_LIST, STATUS_LIST_2021, VC_1, VC_2 } from './contexts.js';
import { given, type Json, type JsonObject } from './json.js';

/** The standard's minimum (Bitstring Status List 1.0 section 3.2). */
export const MINIMUM_ENTRIES = 131_072;

/** Sets `size` bits per entry, most significant first, entry 0 at the left of byte 0. */
export function bits(values: Readonly<Record<number, number>>, entries = MINIMUM_ENTRIES, size = 1): Uint8Array {
  const bytes = new Uint8Array(Math.ceil((entries * size) / 8));
  for (const [index, value] of Object.entries(values)) {
    for (let bit = 0; bit < size; bit += 1) {
      const at = Number(index) * size + bit;
      if ((value >> (size - 1 - bit)) & 1) bytes[at >> 3] = (bytes[at >> 3] ?? 0) | (0x80 >> (at & 7));
    }
  }
  return bytes;
}

/** Multibase base64url of GZIP. `multibase: false` leaves the `u` out, as StatusList2021 does. */
export async function encodeList(bytes: Uint8Array, multibase = true): Promise<string> {
  return (multibase ? 'u' : '') + base64url(await gzip(bytes));
}

/** A list that inflates to `length` bytes of nothing. */
export async function encodeZeros(length: number): Promise<string> {
  return `u${base64url(await gzipZeros(length))}`;
}

export interface EntryOptions {
  /** The list's URL. */
  list: string;
  /** A string by the standard; anything else is a fault. */
  index: Json;
  /** Default `revocation`. */
  purpose?: Json;
  /** Default `BitstringStatusListEntry`. */
  type?: string;
  /** `statusSize`, `statusMessage`, `statusReference`, `id` … */
  members?: JsonObject;
}

/** A `credentialStatus` entry of Bitstring Status List 1.0, or with `type: 'StatusList2021Entry'` of its forerunner. */
export function statusEntry(options: EntryOptions): JsonObject {
  return {
    type: options.type ?? 'BitstringStatusListEntry',
    statusPurpose: options.purpose ?? 'revocation',
    statusListIndex: options.index,
    statusListCredential: options.list,
    ...options.members,
  };
}

export interface ListOptions {
  /** The list's URL and, unless `id` says otherwise, its id. */
  url: string;
  issuer: string;
  /** Default `revocation`; an array for several. */
  purpose?: Json;
  /** Which entries have a value other than 0. Default: none. */
  values?: Readonly<Record<number, number>>;
  entries?: number;
  size?: number;
  validFrom?: string;
  validUntil?: string;
  /** Milliseconds. */
  ttl?: number;
  id?: string;
  /** In place of the list that the values make. */
  encodedList?: string;
  /** Default: Bitstring Status List 1.0 in a VCDM 2.0 credential. `1.1` puts the same list in a VCDM 1.1 credential. */
  form?: 'bitstring' | 'bitstring-1.1' | 'status-list-2021';
  /** Members that replace or add to those of the credential, and of its subject. */
  members?: JsonObject;
  subject?: JsonObject;
}

/** The status list credential before it is signed. */
export async function statusList(options: ListOptions): Promise<JsonObject> {
  const { form = 'bitstring', validFrom, validUntil } = options;
  const legacy = form === 'status-list-2021';
  const encodedList = options.encodedList ?? await encodeList(bits(options.values ?? {}, options.entries, options.size), !legacy);
  const contexts = form === 'bitstring' ? [VC_2] : [VC_1, legacy ? STATUS_LIST_2021 : BITSTRING_STATUS_LIST];
  return {
    '@context': contexts,
    id: options.id ?? options.url,
    type: ['VerifiableCredential', legacy ? 'StatusList2021Credential' : 'BitstringStatusListCredential'],
    issuer: options.issuer,
    ...(form === 'bitstring' ? given({ validFrom, validUntil }) : given({ issuanceDate: validFrom, expirationDate: validUntil })),
    credentialSubject: {
      id: `${options.url}#list`,
      type: legacy ? 'StatusList2021' : 'BitstringStatusList',
      statusPurpose: options.purpose ?? 'revocation',
      encodedList,
      ...given({ ttl: options.ttl }),
      ...options.subject,
    },
    ...options.members,
  };
}

/** An entry that points to a 1EdTech revocation list, which is looked up by the credential's own id. */
export function revocationListEntry(url: string): JsonObject {
  return { id: url, type: '1EdTechRevocationList' };
}

/** A 1EdTech revocation list: not signed, so it is worth what the connection that brought it is worth. */
export function revocationList(options: { url: string; issuer: string; revoked: readonly (string | JsonObject)[] }): JsonObject {
  return { id: options.url, issuer: options.issuer, revokedCredential: options.revoked.map((one) => (typeof one === 'string' ? { id: one, revoked: true } : one)) };
}
