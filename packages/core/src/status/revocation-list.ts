import { domainOf } from '../did/index.js';
import { asArray, idOf, isObject, isString, own, type Context, type Finding, type JsonObject } from '../report/index.js';
import { isStale, LIST_BYTES, unreachable } from './list-credential.js';
import { found } from './problem.js';

/**
 * `1EdTechRevocationList` (Open Badges 3.0 appendix, Revocation List Status Method): the entry's `id` is the URL of a JSON list, in which a credential counts as revoked
 * when an item has its `id` and `revoked` is true or absent. The list is not signed: a revocation is believed, since the signed credential itself points there, but that
 * a credential is not listed rests on the connection alone and is never more than `status.not-verified-source`.
 */
export async function checkRevocationList(entry: JsonObject, credential: JsonObject, pointer: string, context: Context): Promise<Finding[]> {
  const url = own(entry, 'id');
  const id = idOf(credential);
  if (!isString(url) || url === '') return [found('status.entry-malformed', `${pointer}/id`)];
  if (id === undefined) return [found('status.entry-malformed', pointer, { url, missing: 'id' })];
  const answer = await context.fetch(url, { accept: 'application/json', maxBytes: LIST_BYTES, maxAgeSeconds: context.policy.maxStatusAgeSeconds, staleIfError: true });
  if (!answer.ok) {
    const fault = unreachable(url, answer);
    return [found(fault.code, pointer, fault.params, fault.retryable, fault.cause)];
  }
  const list = parse(answer.bytes);
  const revoked = list ? own(list, 'revokedCredential') : undefined;
  const evidence = [answer.evidence];
  if (!list || !Array.isArray(revoked)) return [{ ...found('status.list-malformed', pointer, { url }), evidence }];

  const issuer = idOf(own(credential, 'issuer'));
  const findings: Finding[] = [];
  const hit = asArray(revoked).find((item) => item === id || (isObject(item) && own(item, 'id') === id && own(item, 'revoked') !== false));
  if (hit !== undefined) {
    const reason = isObject(hit) ? own(hit, 'revocationReason') : undefined;
    findings.push(found('status.revoked', pointer, { url, ...(isString(reason) ? { message: reason.slice(0, 300) } : {}) }));
  } else {
    findings.push({ code: 'status.clear', params: { url } }, found('status.not-verified-source', pointer, { url }));
  }
  const listIssuer = idOf(own(list, 'issuer'));
  const foreign = hostOf(url) !== hostOf(answer.finalUrl) || issuer === undefined || domainOf(issuer) !== hostOf(url) || (listIssuer !== undefined && listIssuer !== issuer);
  if (foreign) findings.push(found('status.other-issuer', pointer, { url, ...(listIssuer === undefined ? {} : { issuer: listIssuer }) }));
  const listId = own(list, 'id');
  if (isString(listId) && listId !== url) findings.push(found('status.other-id', pointer, { url, id: listId }));
  if (isStale(answer.evidence, undefined, context)) findings.push(found('status.stale', pointer, { url, fetched: answer.evidence.fetchedAt ?? '' }, true));
  return findings.map((finding) => ({ ...finding, evidence }));
}

function parse(bytes: Uint8Array): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function hostOf(url: string): string | undefined {
  try {
    return new URL(url).host;
  } catch {
    return undefined;
  }
}
