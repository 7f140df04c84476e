import type { Code } from '../report/codes.js';
import { isObject, type JsonObject, type JsonValue } from '../report/json.js';
import type { Params, Problem } from '../report/report.js';
import { decodeCanonical, utf8Text } from './base64url.js';

/** A compact JWS (RFC 7515 section 7.1) whose header and payload are JSON objects, as a JWT's are. `text` is the exact token. */
export interface CompactJws { text: string; header: JsonObject; payload: JsonObject }

export type CompactReading = { ok: true; jws: CompactJws } | { ok: false; code: Code; params: Params; problems: Problem[] };

/** A reader of JSON that finds equal keys, lone surrogates and unsafe numbers. It stands on a floor above, so it is handed down. */
export type ReadJson = (text: string) => { value?: JsonValue; problems: Problem[] };

const LONGEST_HEADER = 65_536;

const malformed = (part: string): CompactReading => ({ ok: false, code: 'token.malformed', params: { part }, problems: [{ type: 'about:blank', code: 'token.malformed', params: { part }, retryable: false }] });

/** Reads a compact JWS. It does not look at the signature, nor at what any header parameter says. Never throws. */
export function readCompact(text: string, readJson: ReadJson): CompactReading {
  const parts = text.split('.', 4);
  const [head = '', body = '', signature = ''] = parts;
  if (parts.length !== 3 || head === '' || head.length > LONGEST_HEADER) return malformed('form');
  if (decodeCanonical(signature) === undefined) return malformed('signature');
  const read = (encoded: string, part: string): { value: JsonObject } | { failed: CompactReading } => {
    const bytes = decodeCanonical(encoded);
    const json = bytes && utf8Text(bytes);
    if (json === undefined) return { failed: malformed(part) };
    const { value, problems } = readJson(json);
    const [first] = problems;
    if (first) return { failed: { ok: false, code: first.code, params: { part, ...first.params }, problems } };
    return isObject(value) ? { value } : { failed: malformed(part) };
  };
  const header = read(head, 'header');
  if ('failed' in header) return header.failed;
  const payload = read(body, 'payload');
  if ('failed' in payload) return payload.failed;
  return { ok: true, jws: { text, header: header.value, payload: payload.value } };
}
