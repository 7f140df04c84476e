import { asArray, isObject, isString, own, stringsOf, type JsonObject } from '../../report/json.js';

/** Which edition of the standard an assertion is written in: 2.0 and 2.1 alike, 1.0 and 1.1 alike, or what came before there were names for them. */
export type Edition = '2' | '1' | '0.5';

/** How an assertion says that it can be verified. */
export interface Verification {
  edition: Edition;
  method: 'hosted' | 'signed' | 'unknown';
  /** Where the assertion lives: its `id` (2.0), or `verify.url` (1.x). Absent where it does not say, or is not hosted. */
  url?: string;
  /** The key of a signed badge (`verification.creator`). */
  creator?: string;
}

/** Open Badges 2.0, VerificationObject: the names, and their aliases in the context. A type may stand in an array. */
function methodOf(types: readonly string[]): Verification['method'] {
  if (types.some((type) => type === 'HostedBadge' || type === 'hosted')) return 'hosted';
  return types.some((type) => type === 'SignedBadge' || type === 'signed') ? 'signed' : 'unknown';
}

/** Reads an assertion's own word on how it is verified. Nothing of it is believed: it only says where to look. */
export function verificationOf(assertion: JsonObject): Verification {
  if (!isObject(own(assertion, 'recipient')) && isString(own(assertion, 'recipient'))) return { edition: '0.5', method: 'unknown' };
  const id = own(assertion, 'id');
  const verification = own(assertion, 'verification');
  const verify = own(assertion, 'verify');
  if (!isObject(verification) && isObject(verify)) {
    const url = own(verify, 'url');
    return { edition: '1', method: methodOf(stringsOf(own(verify, 'type'))), ...(isString(url) ? { url } : {}) };
  }
  const stated = isObject(verification) ? methodOf(stringsOf(own(verification, 'type'))) : 'unknown';
  const creator = isObject(verification) ? own(verification, 'creator') : undefined;
  const creatorId = isObject(creator) ? own(creator, 'id') : creator;
  // Without a word on it, an assertion that has an address is looked up there: that can only be stricter than believing it.
  const method = stated === 'unknown' && isString(id) && /^https?:/i.test(id) ? 'hosted' : stated;
  return { edition: '2', method, ...(isString(id) ? { url: id } : {}), ...(isString(creatorId) ? { creator: creatorId } : {}) };
}

export const isAssertionLike = (value: unknown): value is JsonObject => isObject(value) && (Object.hasOwn(value, 'badge') || own(value, 'revoked') === true || asArray(own(value, 'type')).includes('Assertion'));

/** The host-independent part of a URL comparison: two spellings of one address are one. `undefined` for what is no URL. */
export function normalUrl(text: string): string | undefined {
  try {
    return new URL(text).href;
  } catch {
    return undefined;
  }
}

export function originOf(text: string): string | undefined {
  try {
    return new URL(text).origin;
  } catch {
    return undefined;
  }
}

export const sameUrl = (a: string, b: string): boolean => a === b || (normalUrl(a) !== undefined && normalUrl(a) === normalUrl(b));
