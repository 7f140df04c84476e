import type { Code } from '../report/codes.js';
import { isObject, isString, own, type JsonObject, type JsonValue } from '../report/json.js';
import type { Params, Problem } from '../report/report.js';
import type { ReadJson } from './compact.js';

/** One signature of a JWS, as it was written: `protected` and `signature` in base64url. */
export interface JwsSignature { protected: string; unprotected?: JsonObject; signature: string }

/** A JWS in any of its serializations (RFC 7515 section 7). `payload` is the text that was written, base64url or, under `b64` false, the payload itself (RFC 7797); absent where it is elsewhere. */
export interface Jws {
  form: 'compact' | 'flattened' | 'general';
  payload?: string;
  signatures: readonly JwsSignature[];
  /** Members beside those of RFC 7515: nobody signed them, and they mean nothing (section 7.2). */
  extra: readonly string[];
}

export type JwsReading = { ok: true; jws: Jws } | { ok: false; code: Code; params: Params; problems: Problem[] };

const malformed = (part: string): JwsReading => ({ ok: false, code: 'token.malformed', params: { part }, problems: [{ type: 'about:blank', code: 'token.malformed', params: { part }, retryable: false }] });

const KNOWN: readonly string[] = ['payload', 'protected', 'header', 'signature', 'signatures'];

/** Reads a JWS. It looks at no header and verifies nothing. Never throws. */
export function readJws(text: string, readJson: ReadJson): JwsReading {
  const trimmed = text.trim();
  if (!trimmed.startsWith('{')) return readParts(trimmed);
  const { value, problems } = readJson(trimmed);
  const [first] = problems;
  if (first) return { ok: false, code: first.code, params: { ...first.params }, problems };
  return isObject(value) ? readObject(value) : malformed('form');
}

function readParts(text: string): JwsReading {
  const parts = text.split('.', 4);
  const [head = '', payload = '', signature = ''] = parts;
  if (parts.length !== 3 || head === '' || signature === '') return malformed('form');
  return { ok: true, jws: { form: 'compact', ...(payload === '' ? {} : { payload }), signatures: [{ protected: head, signature }], extra: [] } };
}

function readObject(object: JsonObject): JwsReading {
  const payload = own(object, 'payload');
  const several = own(object, 'signatures');
  if (payload !== undefined && !isString(payload)) return malformed('payload');
  // RFC 7515 section 7.2.2: one of the two, or two readers would see two signatures.
  if (several !== undefined && ['protected', 'header', 'signature'].some((name) => Object.hasOwn(object, name))) return malformed('form');
  if (several !== undefined && !Array.isArray(several)) return malformed('signatures');
  const read = (several === undefined ? [object] : several).map(readSignature);
  if (!read.every((each) => each !== undefined)) return malformed('signatures');
  const form = several === undefined ? 'flattened' : 'general';
  return { ok: true, jws: { form, ...(payload === undefined || payload === '' ? {} : { payload }), signatures: read, extra: Object.keys(object).filter((name) => !KNOWN.includes(name)) } };
}

function readSignature(value: JsonValue): JwsSignature | undefined {
  if (!isObject(value)) return undefined;
  const [head, header, signature] = [own(value, 'protected') ?? '', own(value, 'header'), own(value, 'signature')];
  if (!isString(head) || !isString(signature) || (header !== undefined && !isObject(header))) return undefined;
  return { protected: head, signature, ...(header === undefined ? {} : { unprotected: header }) };
}
