import { decodeCanonical, utf8Text, type JwsSignature } from '../../jose/index.js';
import { isObject, isString, own, type JsonObject, type JsonValue } from '../../report/json.js';
import type { ValidationProblem } from '../../signature-validation/index.js';
import { readStrictJson } from '../strict-json.js';
import { problem, word } from '../seals/problem.js';
import { tokensIn } from './values.js';

/** A protected header that could be read, and what is wrong with it by the rules of RFC 7515 and TS 119 182-1. */
export interface JadesHeader { header: JsonObject; format: ValidationProblem[]; constraints: ValidationProblem[] }

const LONGEST = 1_000_000;

const text = (value: JsonValue): boolean => isString(value);
const object = (value: JsonValue): boolean => isObject(value);
const instant = (value: JsonValue): boolean => typeof value === 'number' && Number.isFinite(value) && Math.abs(value) < 2.6e11;
const texts = (value: JsonValue): boolean => Array.isArray(value) && value.length > 0 && value.every(isString);
const objects = (value: JsonValue): boolean => Array.isArray(value) && value.length > 0 && value.every(isObject);
const digestReference = (value: JsonValue): boolean => isObject(value) && isString(own(value, 'digAlg')) && isString(own(value, 'digVal'));
export const SIGNING_TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/;

/** The names of RFC 7515 section 4.1, which `crit` must not have: everybody knows them. */
const OF_JWS: Readonly<Record<string, (value: JsonValue) => boolean>> = {
  'alg': text, 'jku': text, 'jwk': object, 'kid': text, 'x5u': text, 'x5c': texts, 'x5t': text, 'x5t#S256': (value) => isString(value) && decodeCanonical(value)?.length === 32, 'typ': text, 'cty': text, 'crit': texts,
};

/** Those that JAdES lets `crit` name: RFC 7797, TS 119 182-1 section 5.2, and the two registered claims that its later versions take over. Each with its form. */
const OF_JADES: Readonly<Record<string, (value: JsonValue) => boolean>> = {
  'b64': (value) => typeof value === 'boolean', 'sigT': (value) => isString(value) && SIGNING_TIME.test(value) && !Number.isNaN(Date.parse(value)), 'x5t#o': digestReference,
  'sigX5ts': (value) => Array.isArray(value) && value.length > 0 && value.every(digestReference), 'srCms': objects, 'sigPl': object, 'srAts': objects, 'adoTst': (value) => tokensIn(value) !== undefined,
  'sigPId': object, 'sigD': object, 'iat': instant, 'exp': instant,
};

/** Registered names that say nothing of a seal and change nothing of it. */
const HARMLESS: ReadonlySet<string> = new Set(['iss', 'sub', 'aud', 'nbf', 'jti', 'nonce', 'url', 'svt', 'trust_chain']);

/** TS 119 182-1 section 5.1.8, RFC 7797 section 6: whoever does not know them reads something else. */
const MUST_BE_CRITICAL: readonly string[] = ['b64', 'sigD'];

const malformed = (rule: string, params: ValidationProblem['params'] = {}): ValidationProblem => problem('FORMAT_FAILURE', rule, params);

/** Names that make a JWS one that claims to be JAdES, in its protected header. */
export const isJadesHeader = (header: JsonObject): boolean => ['x5t#S256', 'x5t#o', 'sigX5ts', 'x5c', 'sigT', 'sigD', 'adoTst', 'srCms', 'sigPl', 'srAts', 'sigPId', 'etsiU'].some((name) => Object.hasOwn(header, name));

/** What is written in a protected header, with nothing of it judged but that it is one JSON object. */
export function parseHeader(encoded: string): { header?: JsonObject; problem?: ValidationProblem } {
  const bytes = encoded.length > LONGEST ? undefined : decodeCanonical(encoded);
  const json = bytes && utf8Text(bytes);
  if (json === undefined || json === '') return { problem: malformed('protected-encoding') };
  const { value, problems } = readStrictJson(json);
  const [first] = problems;
  if (first) return { problem: malformed(first.code.replace('json.', 'protected-'), first.params?.['key'] === undefined ? {} : { name: word(String(first.params['key'])) }) };
  return isObject(value) ? { header: value } : { problem: malformed('protected-no-object') };
}

/** Reads a signature's headers and holds them to the rules. */
export function readHeader({ protected: encoded, unprotected = {} }: Pick<JwsSignature, 'protected' | 'unprotected'>): JadesHeader {
  const { header, problem: unread } = parseHeader(encoded);
  if (!header) return { header: {}, format: unread ? [unread] : [], constraints: [] };
  const format: ValidationProblem[] = [];
  const constraints: ValidationProblem[] = [];
  for (const [name, value] of Object.entries(header)) {
    const check = Object.hasOwn(OF_JWS, name) ? OF_JWS[name] : Object.hasOwn(OF_JADES, name) ? OF_JADES[name] : undefined;
    if (check) {
      if (!check(value)) format.push(malformed('header-malformed', { name }));
    } else if (name === 'etsiU') format.push(malformed('etsiU-protected'));
    else if (!HARMLESS.has(name)) constraints.push(problem('SIG_CONSTRAINTS_FAILURE', 'header-unknown', { name: word(name) }));
  }
  if (!Object.hasOwn(header, 'alg')) format.push(malformed('header-missing', { name: 'alg' }));
  format.push(...criticalProblems(header));
  // RFC 7515 section 7.2.1: no name in both. What only the unprotected one says, anybody may have written.
  for (const name of Object.keys(unprotected)) if (Object.hasOwn(header, name)) format.push(malformed('header-twice', { name: word(name) }));
  if (Object.hasOwn(unprotected, 'crit')) format.push(malformed('crit-unprotected'));
  if (isString(own(header, 'sigT')) && typeof own(header, 'iat') === 'number' && claimedTime(header)?.differ) constraints.push(problem('SIG_CONSTRAINTS_FAILURE', 'signing-times-differ'));
  return { header, format, constraints };
}

/** RFC 7515 section 4.1.11. */
function criticalProblems(header: JsonObject): ValidationProblem[] {
  const crit = own(header, 'crit');
  const names = Array.isArray(crit) ? crit.filter(isString) : [];
  const found: ValidationProblem[] = [];
  if (new Set(names).size !== names.length) found.push(malformed('crit-twice'));
  for (const name of new Set(names)) {
    if (Object.hasOwn(OF_JWS, name)) found.push(malformed('crit-names-jws', { name }));
    else if (!Object.hasOwn(OF_JADES, name)) found.push(malformed('crit-unknown', { name: word(name) }));
    else if (!Object.hasOwn(header, name)) found.push(malformed('crit-absent', { name }));
  }
  for (const name of MUST_BE_CRITICAL) if (Object.hasOwn(header, name) && !names.includes(name)) found.push(malformed('crit-lacks', { name }));
  return found;
}

/** `exp` of later versions, and `nbf` beside it: the signer wants it to count for nothing afterwards, or before. */
export function expired(header: JsonObject, now: number): ValidationProblem[] {
  const [until, from] = [own(header, 'exp'), own(header, 'nbf')];
  if (from !== undefined && (typeof from !== 'number' || !instant(from) || from * 1000 > now)) return [problem('SIG_CONSTRAINTS_FAILURE', 'header-not-yet', typeof from === 'number' && instant(from) ? { from: new Date(from * 1000).toISOString() } : {})];
  return typeof until === 'number' && instant(until) && until * 1000 < now ? [problem('SIG_CONSTRAINTS_FAILURE', 'header-expired', { until: new Date(until * 1000).toISOString() })] : [];
}

/** When the signer says that it was: `sigT`, or `iat` of later versions (TS 119 182-1 sections 5.1.10 and 5.2.1). */
export function claimedTime(header: JsonObject): { at: number; differ: boolean } | undefined {
  const [written, seconds] = [own(header, 'sigT'), own(header, 'iat')];
  const times = [isString(written) && SIGNING_TIME.test(written) ? Date.parse(written) : Number.NaN, typeof seconds === 'number' && instant(seconds) ? Math.floor(seconds * 1000) : Number.NaN].filter((at) => !Number.isNaN(at));
  const [at] = times;
  return at === undefined ? undefined : { at, differ: times.some((each) => Math.abs(each - at) > 1000) };
}
