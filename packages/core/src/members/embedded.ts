import { isString, type JsonValue } from '../report/json.js';

/** A compact JWS (RFC 7515), or an SD-JWT with its disclosures and a key binding (RFC 9901). */
const TOKEN = /^[\w-]+\.[\w-]*\.[\w-]*(?:~[\w.~-]*)?$/;

const utf8 = new TextEncoder();

/**
 * What intake is given of a value inside a document: UTF-8 of a token, or of the value's JSON, since what was parsed keeps no bytes of its own. Text that is no token is given as the object
 * that it is in expanded JSON-LD, in which intake finds nothing: what a signed document says in passing must not make the verifier follow an address or open a picture.
 */
export function embeddedBytes(value: JsonValue): Uint8Array {
  if (!isString(value)) return utf8.encode(JSON.stringify(value));
  return utf8.encode(TOKEN.test(value) ? value : JSON.stringify({ '@value': value }));
}
