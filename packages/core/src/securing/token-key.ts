import { authorizes, keyProblem, publicJwk, resolveController, retrieveVerificationMethod, sameKey, type Relationship } from '../did/index.js';
import { certificateKey, jwkOf, thumbprint, utf8Text } from '../jose/index.js';
import { toUrl } from '../net/index.js';
import type { Code } from '../report/codes.js';
import type { Context } from '../report/context.js';
import { asArray, isObject, isString, own, type JsonObject } from '../report/json.js';
import type { Evidence, Params } from '../report/report.js';
import type { KeyBinding } from '../report/subject.js';
import { readStrictJson } from './strict-json.js';
import { issuerKeys, keySet, type IssuerKeys } from './token-issuer-keys.js';

/** A key that may have signed, and what authorises it. */
export interface KeyCandidate { jwk: JsonObject; binding: KeyBinding }

export interface KeyQuestion {
  header: JsonObject;
  /** Allowed already. */
  alg: string;
  /** The issuer or holder that the document names. */
  party: string | undefined;
  relationship: Relationship;
  /** When the token says it was made, in milliseconds. */
  made: number;
  first: 'document' | 'metadata';
}

/** Where `candidates` is empty, `binding` says why. */
export interface KeysFound { candidates: KeyCandidate[]; binding: KeyBinding }

/** Keys tried for a token that does not say which one it is. */
const MOST_TRIED = 8;

function binding(code: Code, params: Params = {}, evidence: Evidence[] = [], verificationMethod?: string, retryable = false): KeyBinding {
  return { code, problems: code === 'key.authorized' ? [] : [keyProblem(code, params, retryable)], evidence, ...(verificationMethod === undefined ? {} : { verificationMethod }) };
}

const none = (found: KeyBinding): KeysFound => ({ candidates: [], binding: found });
const one = (jwk: JsonObject, found: KeyBinding): KeysFound => ({ candidates: [{ jwk, binding: found }], binding: found });

/** Anything else is a name among the party's own keys, even where it looks like a URN. */
const isAbsolute = (kid: string): boolean => /^(?:did:|https?:\/\/)\S+$/i.test(kid);

/**
 * The keys that may have signed a token, each with what authorises it. The header only says where to look: a key counts as the party's where the party's own document
 * names it, whatever the header says. `jku` and `x5u` are never followed.
 */
export async function keysFor(question: KeyQuestion, context: Context): Promise<KeysFound> {
  const { header, alg, party } = question;
  const [kid, jwk, x5c] = [own(header, 'kid'), own(header, 'jwk'), own(header, 'x5c')];
  const certificate = asArray(x5c)[0];
  const brought = isObject(jwk) ? publicJwk(jwk) : isString(certificate) ? await certificateKey(certificate, alg) : undefined;
  if ((jwk !== undefined || x5c !== undefined) && !brought) return none(binding('key.malformed', { name: jwk === undefined ? 'x5c' : 'jwk' }));
  if (isString(kid) && isAbsolute(kid) && kid !== party) {
    const found = await byUrl(kid, question, context);
    if (found.candidates.length > 0 || !brought) return found;
  }
  if (brought) return broughtKey(brought, jwk === undefined ? 'key.certificate-unchecked' : 'key.in-header', question, context);
  if (party === undefined) return none(binding('key.malformed', isString(kid) ? { id: kid.slice(0, 300) } : {}));
  return named(isString(kid) && kid !== party ? kid : undefined, party, question, context);
}

const keysOf = ({ relationship, made, first }: KeyQuestion, party: string, context: Context): Promise<IssuerKeys> => issuerKeys(party, relationship, made, first, context);

function bindingOf(keys: Exclude<IssuerKeys, { state: 'read' }>, party: string): KeyBinding {
  return keys.state === 'failed' ? { code: keys.code, problems: keys.problems, evidence: keys.evidence } : binding('key.not-listed', { document: party }, keys.evidence);
}

/** A key that the token carries proves that whoever has it signed, and nothing more, unless the party publishes the same one. */
async function broughtKey(jwk: JsonObject, unbound: Code, question: KeyQuestion, context: Context): Promise<KeysFound> {
  const { party } = question;
  if (party === undefined) return one(jwk, binding(unbound));
  const keys = await keysOf(question, party, context);
  if (keys.state !== 'read') {
    const { problems } = keys.state === 'failed' ? keys : { problems: [] };
    return one(jwk, { ...binding(unbound, { id: party }, keys.evidence), problems: [keyProblem(unbound, { id: party }), ...problems] });
  }
  const same = keys.keys.find((key) => sameKey(key.jwk, jwk));
  if (same) return one(jwk, binding(same.ended ?? 'key.authorized', { id: same.id }, keys.evidence, same.id));
  // A certificate is another way to be somebody, and whether it holds is not known here; a bare key that the issuer's list of keys lacks is not the issuer's.
  return one(jwk, binding(unbound === 'key.in-header' ? 'key.not-listed' : unbound, { id: party, document: party }, keys.evidence));
}

/** The party's keys of that name: the method's id, the JWK's own `kid` or its thumbprint. Without a name, those that could be meant. */
async function named(kid: string | undefined, party: string, question: KeyQuestion, context: Context): Promise<KeysFound> {
  const keys = await keysOf(question, party, context);
  if (keys.state !== 'read') return none(bindingOf(keys, party));
  const fragment = kid?.replace(/^#/, '');
  const candidates: KeyCandidate[] = [];
  for (const { id, jwk, ended } of keys.keys) {
    const fits = fragment === undefined || id.slice(id.indexOf('#') + 1) === fragment || own(jwk, 'kid') === kid || await thumbprint(jwk) === kid;
    if (fits) candidates.push({ jwk, binding: binding(ended ?? (kid === undefined ? 'key.fragment-missing' : 'key.authorized'), { id }, keys.evidence, id) });
  }
  return { candidates: candidates.slice(0, MOST_TRIED), binding: binding('key.not-listed', { document: party, ...(kid === undefined ? {} : { id: kid.slice(0, 300) }) }, keys.evidence) };
}

/** A DID URL, or an https address: a method of a controller document, a JWK set with the key's name as its fragment, or a bare JWK (Open Badges 3.0 section 8.2.4). */
async function byUrl(kid: string, question: KeyQuestion, context: Context): Promise<KeysFound> {
  const { party, relationship, made } = question;
  const found = await retrieveVerificationMethod(kid, party, relationship, made, context, 'jwk');
  const jwk = found.method && await jwkOf(found.method);
  const asFound: KeyBinding = { code: found.code, problems: found.problems, evidence: found.evidence, verificationMethod: kid };
  if (jwk) return one(jwk, asFound);
  if (!/^https:\/\//i.test(kid) || !(found.code === 'key.document-invalid' || (found.code === 'key.malformed' && !kid.includes('#')))) return none(asFound);
  return await byKeyFile(kid, question, context) ?? none(asFound);
}

async function byKeyFile(kid: string, question: KeyQuestion, context: Context): Promise<KeysFound | undefined> {
  const { party, relationship } = question;
  const [url = '', fragment] = kid.split('#', 2);
  const fetched = await context.fetch(url, { accept: 'application/jwk+json, application/jwk-set+json, application/json;q=0.9', maxBytes: 256 * 1024 });
  if (!fetched.ok) return none(binding('key.unreachable', { url, why: fetched.code, ...(fetched.status === undefined ? {} : { status: fetched.status }) }, [], kid, fetched.retryable));
  const text = utf8Text(fetched.bytes);
  const { value, problems } = text === undefined ? { value: undefined, problems: [] } : readStrictJson(text);
  if (!isObject(value) || problems.length > 0) return undefined;
  const inSet = keySet(value, url).filter(({ jwk }, _index, all) => (fragment === undefined ? all.length === 1 || own(jwk, 'kid') === kid : own(jwk, 'kid') === fragment || own(jwk, 'kid') === kid));
  const jwk = publicJwk(value) ?? (inSet.length === 1 ? inSet[0]!.jwk : undefined);
  if (!jwk) return undefined;
  const evidence = [fetched.evidence];
  if (party === undefined || (belongsTo(url, party) && belongsTo(fetched.finalUrl, party))) return one(jwk, binding('key.authorized', {}, evidence, kid));
  const controller = await resolveController(party, context);
  if (controller.ok && authorizes(controller.controller, kid, relationship)) return one(jwk, binding('key.authorized', {}, [...evidence, ...controller.controller.evidence], kid));
  const keys = await keysOf(question, party, context);
  if (keys.state !== 'read') return one(jwk, { ...bindingOf(keys, party), evidence: [...evidence, ...keys.evidence], verificationMethod: kid });
  const same = keys.keys.find((key) => sameKey(key.jwk, jwk));
  return one(jwk, binding(same ? same.ended ?? 'key.authorized' : 'key.not-listed', { id: kid, document: party }, [...evidence, ...keys.evidence], kid));
}

/**
 * Whether a bare key's address is the issuer's own: below the issuer's own address, as did:web has it, where nobody but the issuer writes. The same host is not enough: on it a student may
 * have a page. An issuer that is a whole host owns what is under `/.well-known/` (RFC 8615).
 */
export function belongsTo(keyUrl: string, party: string): boolean {
  const [key, owner] = [toUrl(keyUrl), toUrl(party)];
  if (!key || !owner || owner.protocol !== 'https:' || key.origin !== owner.origin || key.search !== '' || owner.search !== '' || owner.hash !== '' || /%2f|%5c|\\/i.test(key.pathname)) return false;
  const path = owner.pathname.replace(/\/$/, '');
  return key.pathname.startsWith(path === '' ? '/.well-known/' : `${path}/`);
}
