import { authorizedMethods, endedKey, keyProblem, publicJwk, resolveController, type Relationship } from '../did/index.js';
import { jwkOf, utf8Text } from '../jose/index.js';
import { toUrl } from '../net/index.js';
import type { Code } from '../report/codes.js';
import type { Context } from '../report/context.js';
import { asArray, isObject, isString, own, type JsonObject } from '../report/json.js';
import type { Evidence, Problem } from '../report/report.js';
import { readStrictJson } from './strict-json.js';

/** One key that a party's own document authorises. `ended`: it was revoked or had run out when the token was made. */
export interface IssuerKey { id: string; jwk: JsonObject; ended: Code | undefined }

/** What a party says of its keys, wherever it says it. `silent`: its document could be read and names no key at all. */
export type IssuerKeys =
  | { state: 'read'; keys: IssuerKey[]; evidence: Evidence[] }
  | { state: 'silent'; evidence: Evidence[] }
  | { state: 'failed'; code: Code; problems: Problem[]; evidence: Evidence[] };

/** No issuer has more in use at a time; each may cost a signature check. */
const MOST_KEYS = 32;
const METADATA_BYTES = 256 * 1024;

const failed = (code: Code, params: Record<string, string | number>, evidence: Evidence[] = [], retryable = false): IssuerKeys => ({ state: 'failed', code, problems: [keyProblem(code, params, retryable)], evidence });

async function fromController(party: string, relationship: Relationship, made: number, context: Context): Promise<IssuerKeys> {
  const resolved = await resolveController(party, context);
  if (!resolved.ok) return failed(resolved.code, { id: party, ...resolved.params }, resolved.evidence, resolved.retryable);
  const keys: IssuerKey[] = [];
  const methods = authorizedMethods(resolved.controller, relationship, MOST_KEYS);
  for (const method of methods) {
    const jwk = method.controller === undefined || method.controller === party ? await jwkOf(method) : undefined;
    if (jwk) keys.push({ id: method.id, jwk, ended: endedKey(method, made, context.now) });
  }
  const { evidence } = resolved.controller;
  return methods.length === 0 ? { state: 'silent', evidence } : { state: 'read', keys, evidence };
}

const isOpen = (keys: IssuerKeys): boolean => keys.state === 'failed' && !keys.problems.some(({ params }) => params?.['status'] === 404 || params?.['status'] === 410);

async function fetchObject(url: string, context: Context): Promise<{ object: JsonObject; evidence: Evidence } | { failure: IssuerKeys }> {
  const fetched = await context.fetch(url, { accept: 'application/json', maxBytes: METADATA_BYTES });
  if (!fetched.ok) return { failure: failed('key.unreachable', { url, why: fetched.code, ...(fetched.status === undefined ? {} : { status: fetched.status }) }, [], fetched.retryable) };
  if (toUrl(fetched.finalUrl)?.origin !== toUrl(url)?.origin) return { failure: failed('key.redirected', { url, host: toUrl(fetched.finalUrl)?.host ?? '' }, [fetched.evidence]) };
  const text = utf8Text(fetched.bytes);
  const { value, problems } = text === undefined ? { value: undefined, problems: [] } : readStrictJson(text);
  if (!isObject(value) || problems.length > 0) return { failure: failed('key.document-invalid', { url }, [fetched.evidence]) };
  return { object: value, evidence: fetched.evidence };
}

/**
 * JWT VC Issuer Metadata (SD-JWT VC section 5): `/.well-known/jwt-vc-issuer` put between host and path of the identifier. It names the identifier exactly, and gives
 * its keys in `jwks` or at `jwks_uri`, which must be of the same origin: another host's word is not the issuer's own.
 */
async function fromMetadata(party: string, context: Context): Promise<IssuerKeys> {
  const place = toUrl(party);
  if (!place) return failed('key.malformed', { id: party });
  const { origin, pathname, search, hash } = place;
  if (search !== '' || hash !== '') return failed('key.document-invalid', { id: party });
  const url = `${origin}/.well-known/jwt-vc-issuer${pathname.replace(/\/$/, '')}`;
  const metadata = await fetchObject(url, context);
  if ('failure' in metadata) return metadata.failure;
  const evidence = [metadata.evidence];
  const [inline, elsewhere] = [own(metadata.object, 'jwks'), own(metadata.object, 'jwks_uri')];
  if (own(metadata.object, 'issuer') !== party || (inline === undefined) === (elsewhere === undefined)) return failed('key.document-invalid', { url }, evidence);
  let set = inline;
  let at = url;
  if (elsewhere !== undefined) {
    if (!isString(elsewhere) || toUrl(elsewhere)?.origin !== origin) return failed('key.document-invalid', { url, why: 'jwks_uri' }, evidence);
    const fetched = await fetchObject(elsewhere, context);
    if ('failure' in fetched) return fetched.failure;
    evidence.push(fetched.evidence);
    set = fetched.object;
    at = elsewhere;
  }
  const keys = keySet(set, at).map(({ id, jwk }) => ({ id, jwk, ended: undefined }));
  return keys.length === 0 ? failed('key.document-invalid', { url }, evidence) : { state: 'read', keys, evidence };
}

/** The public signature keys of a JWK set (RFC 7517 section 5); a member that is none is passed over, as the RFC says. */
export function keySet(set: unknown, at: string): { id: string; jwk: JsonObject }[] {
  const members = isObject(set) ? asArray(own(set, 'keys')).slice(0, MOST_KEYS) : [];
  return members.flatMap((member, index) => {
    const jwk = isObject(member) ? publicJwk(member) : undefined;
    const kid = jwk && own(jwk, 'kid');
    return jwk ? [{ id: `${at}#${isString(kid) ? kid : index}`, jwk }] : [];
  });
}

/**
 * The keys that a party, the issuer or holder, gives itself: its controller document (a DID's, or at its https address), or its JWT VC issuer metadata.
 * @param first which of the two is asked first; the other is asked where that one gives no key. An SD-JWT VC's issuer has metadata, an Open Badge's a document.
 */
export function issuerKeys(party: string, relationship: Relationship, made: number, first: 'document' | 'metadata', context: Context): Promise<IssuerKeys> {
  return context.once(`token keys ${first} ${relationship} ${made} ${party}`, async () => {
    const document = () => fromController(party, relationship, made, context);
    if (!party.startsWith('https://') || relationship !== 'assertionMethod') return document();
    const metadata = () => fromMetadata(party, context);
    const answer = await (first === 'document' ? document : metadata)();
    if (answer.state === 'read') return answer;
    const other = await (first === 'document' ? metadata : document)();
    const evidence = [...answer.evidence, ...other.evidence];
    if (other.state === 'read') return { ...other, evidence };
    // A document that names no keys is an answer only where the other place is known to hold none: what could not be read may.
    const open = [answer, other].find(isOpen);
    return { ...(answer.state === 'silent' || other.state === 'silent' ? open ?? { state: 'silent' } : answer), evidence };
  });
}
