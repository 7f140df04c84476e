import { isObject, isString, own, type JsonObject } from '../report/json.js';
import { decodeBase64 } from './base64.js';
import { parseJson } from './json-parser.js';

/** RFC 7515 section 7.1: three parts, none of them empty; the first is the base64url of a JSON object. */
const COMPACT_JWS = /^ey[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]*$/;
/** RFC 9901 section 4: an issuer-signed JWS, disclosures, and perhaps a key binding JWS. */
const SD_JWT = /^ey[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]*~[A-Za-z0-9_.~-]*$/;

export type TokenForm = 'jwt' | 'sd-jwt';

export function tokenForm(text: string): TokenForm | undefined {
  return COMPACT_JWS.test(text) ? 'jwt' : SD_JWT.test(text) ? 'sd-jwt' : undefined;
}

/** Tokens of other kinds: a JWS whose payload is elsewhere (RFC 7515 appendix F), an encrypted one (RFC 7516). */
export function otherToken(text: string): 'detached jws' | 'jwe' | undefined {
  if (!text.startsWith('ey')) return undefined;
  if (/^ey[A-Za-z0-9_-]+\.\.[A-Za-z0-9_-]*$/.test(text)) return 'detached jws';
  return /^ey[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]*){4}$/.test(text) ? 'jwe' : undefined;
}

/** Header parameters that only JAdES has (ETSI TS 119 182-1 section 5.2): a token with one of them is a seal, whatever else it is. */
const JADES: readonly string[] = ['sigT', 'sigD', 'adoTst', 'sigPId', 'sigPl', 'srCms', 'srAts', 'sigX5ts', 'x5t#o', 'etsiU'];

/** Whether a compact JWS claims to be JAdES. */
export function isJadesToken(text: string): boolean {
  const header = part(text, 0, 16);
  return header !== undefined && JADES.some((name) => Object.hasOwn(header, name));
}

/** The JSON object in one part of a token, unverified: for telling what it is, and for nothing else. */
function part(text: string, index: number, depth: number): JsonObject | undefined {
  const bytes = decodeBase64(text.split('~', 1)[0]!.split('.')[index] ?? '');
  if (!bytes) return undefined;
  const { value } = parseJson(new TextDecoder().decode(bytes), { depth });
  return isObject(value) ? value : undefined;
}

export const tokenPayload = (text: string, depth: number): JsonObject | undefined => part(text, 1, depth);

const MEDIA_TYPES = new Set(['vc+jwt', 'vp+jwt', 'vc+sd-jwt', 'vp+sd-jwt', 'dc+sd-jwt']);

/** By the `typ` that the token names where it is one of ours (RFC 7515 section 4.1.9 lets `application/` be left out). */
export function tokenMediaType(text: string, form: TokenForm): string {
  const header = part(text, 0, 8);
  const typ = header && own(header, 'typ');
  const named = isString(typ) ? typ.toLowerCase().replace(/^application\//, '') : '';
  return `application/${MEDIA_TYPES.has(named) && named.endsWith(`+${form}`) ? named : form}`;
}
