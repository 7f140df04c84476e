import { importSPKI, type CryptoKey } from 'jose';
import type { Code } from '../../report/codes.js';
import type { Context } from '../../report/context.js';
import { readInstant } from '../../report/instant.js';
import { asArray, idOf, isObject, isString, own, type JsonObject, type JsonValue } from '../../report/json.js';
import type { Evidence, Params, Problem } from '../../report/report.js';
import { byId, fetchDocument } from './documents.js';
import type { Linked } from './linked.js';
import { sameUrl } from './shape.js';

/** A key that the issuer's profile lists, or why there is none. `code` is of `proof.key`. */
export interface SigningKey { code: Code; problems: Problem[]; evidence: Evidence[]; params: Params; id?: string; key?: CryptoKey; bits?: number }

/** Keys tried at most where an assertion does not name its own. */
const MOST_KEYS = 4;

/**
 * The keys that may have signed an assertion (Open Badges 2.0, CryptographicKey): the one that `verification.creator` names, where the issuer's own profile lists it, otherwise
 * those that the profile lists. A key says whose it is (`owner`), and that must be the issuer. A key that the profile does not list is not even fetched.
 */
export async function signingKeys(creator: string | undefined, { profile, issuerId, failure }: Linked, algorithm: string, context: Context): Promise<SigningKey[]> {
  if (failure || !profile || issuerId === undefined) {
    const code: Code = failure?.code === 'hosted.unreadable' || failure?.code === 'hosted.other-id' ? 'key.document-invalid' : 'key.unreachable';
    const params: Params = { ...failure?.params, ...(failure ? { what: failure.what } : {}) };
    return [{ code, params, evidence: [], problems: failure ? failure.problems.map((problem) => ({ ...problem, pointer: failure.what === 'badge' ? '/badge' : '/badge/issuer' })) : [] }];
  }
  const listed = asArray(own(profile, 'publicKey'));
  const named = creator === undefined ? listed.slice(0, MOST_KEYS) : listed.filter((entry) => sameUrl(idOf(entry) ?? '', creator)).slice(0, 1);
  if (named.length === 0) return [fault('key.not-listed', { ...(creator === undefined ? {} : { key: creator.slice(0, 300) }), issuer: issuerId })];
  const keys: SigningKey[] = [];
  for (const entry of named) keys.push(await readKey(entry, issuerId, algorithm, context));
  return keys;
}

async function readKey(entry: JsonValue, issuerId: string, algorithm: string, context: Context): Promise<SigningKey> {
  const id = idOf(entry);
  let document: JsonObject | undefined = isObject(entry) && Object.hasOwn(entry, 'publicKeyPem') ? entry : undefined;
  let evidence: Evidence[] = [];
  if (!document) {
    if (id === undefined) return fault('key.malformed', {});
    const read = await fetchDocument(id, byId, context);
    evidence = read.evidence;
    if (!read.ok) {
      const code = read.code === 'hosted.unreadable' || read.code === 'hosted.other-id' ? 'key.document-invalid' : 'key.unreachable';
      return { code, params: read.params, problems: read.problems, evidence, id };
    }
    document = read.document;
  }
  const common = { evidence, ...(id === undefined ? {} : { id }) };
  const owner = idOf(own(document, 'owner')) ?? idOf(own(document, 'controller'));
  if (owner === undefined || !sameUrl(owner, issuerId)) return { ...fault('key.other-controller', { owner: (owner ?? '').slice(0, 300), issuer: issuerId }), ...common };
  const over = (name: string) => { const value = own(document, name); const at = isString(value) ? readInstant(value)?.at : undefined; return value !== undefined && value !== null && (at === undefined || at <= context.now); };
  if (over('revoked')) return { ...fault('key.revoked', {}), ...common };
  if (over('expires')) return { ...fault('key.expired', {}), ...common };
  const pem = own(document, 'publicKeyPem');
  try {
    const key = await importSPKI(isString(pem) ? pem.trim() : '', algorithm);
    const bits = 'modulusLength' in key.algorithm ? Number(key.algorithm.modulusLength) : undefined;
    return { code: 'key.authorized', params: {}, problems: [], ...common, key, ...(bits === undefined ? {} : { bits }) };
  } catch {
    // No PEM, none of a public key, or a key of another kind than the algorithm asks for.
    return { ...fault('key.malformed', {}), ...common };
  }
}

function fault(code: Code, params: Params): SigningKey {
  return { code, params, evidence: [], problems: [{ type: 'about:blank', code, pointer: '/verification/creator', params, retryable: false }] };
}
