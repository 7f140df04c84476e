import type { Context } from '../../report/context.js';
import type { Finding } from '../../report/finding.js';
import { idOf, isObject, isString, own, type JsonObject } from '../../report/json.js';
import { LIST_BYTES, unreachable } from '../../status/list-credential.js';
import { found } from '../../status/problem.js';
import { ACCEPT, parseDocument } from './documents.js';
import { originOf, sameUrl } from './shape.js';

/** What a document says of its own revocation; `undefined` where it does not say that it is revoked. */
export function saysRevoked(document: JsonObject): Finding | undefined {
  if (own(document, 'revoked') !== true) return undefined;
  const reason = own(document, 'revocationReason');
  return found('status.revoked', '/revoked', isString(reason) ? { message: reason.slice(0, 300) } : {});
}

/**
 * The `RevocationList` that an issuer's profile names (Open Badges 2.0): `revokedAssertions` holds identifiers, or objects with an `id` or `uid`. The list is not signed; it counts because the profile,
 * which also names the issuer's keys, points there. A revocation is believed wherever the list lies; that an assertion is not on a list of another origin is `status.other-issuer`.
 */
export async function listedRevocation(assertion: JsonObject, profile: JsonObject, issuerId: string, context: Context): Promise<Finding> {
  const at = '/badge/issuer/revocationList';
  const value = own(profile, 'revocationList');
  const url = idOf(value);
  if (value === undefined || value === null) return { code: 'status.none' };
  if (url === undefined) return found('status.entry-malformed', at);
  const answer = await context.fetch(url, { accept: ACCEPT, maxBytes: LIST_BYTES, maxAgeSeconds: context.policy.maxStatusAgeSeconds });
  if (!answer.ok) {
    const fault = unreachable(url, answer);
    return found(fault.code, at, fault.params, fault.retryable, fault.cause);
  }
  const evidence = [answer.evidence];
  const list = parseDocument(answer.bytes);
  const revoked = list && own(list, 'revokedAssertions');
  const malformed = (): Finding => ({ ...found('status.list-malformed', at, { url }), evidence });
  if (!list || !Array.isArray(revoked)) return malformed();
  const names = ['id', 'uid'].map((key) => own(assertion, key)).filter(isString);
  const hit = revoked.find((item) => namesOf(item).some((name) => names.some((each) => sameUrl(each, name))));
  if (hit !== undefined) {
    const reason = isObject(hit) ? own(hit, 'revocationReason') : undefined;
    return { ...found('status.revoked', at, { url, ...(isString(reason) ? { message: reason.slice(0, 300) } : {}) }), evidence };
  }
  // An entry that cannot be read may be this very badge's.
  if (revoked.some((item) => namesOf(item).length === 0)) return malformed();
  // Nothing could be found of an assertion without a name.
  if (names.length === 0) return { ...found('status.entry-malformed', '', { url, missing: 'id' }), evidence };
  if (originOf(answer.finalUrl) !== originOf(issuerId)) return { ...found('status.other-issuer', at, { url }), evidence };
  const owner = idOf(own(list, 'issuer'));
  if (owner !== undefined && !sameUrl(owner, issuerId)) return { ...found('status.other-issuer', at, { url, issuer: owner.slice(0, 300) }), evidence };
  const id = own(list, 'id');
  if (isString(id) && !sameUrl(id, url)) return { ...found('status.other-id', at, { url, id: id.slice(0, 300) }), evidence };
  return { code: 'status.clear', params: { url }, evidence };
}

const namesOf = (item: unknown): string[] => (isString(item) ? [item] : isObject(item) ? ['id', 'uid'].map((key) => own(item, key)).filter(isString) : []);
