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
  return utf8.encode(TOKEN.test(value) || isJws(value) ? value : JSON.stringify({ '@value': value }));
}

/** A JWS in JSON, written as text (RFC 7515 section 7.2): that it begins as an object and has a signature is enough, since intake reads it strictly and finds it to be one or nothing. */
function isJws(value: string): boolean {
  if (!/^\s*\{/.test(value) || !/"(?:signature|signatures)"\s*:/.test(value)) return false;
  try {
    const found: unknown = JSON.parse(value);
    return typeof found === 'object' && found !== null && (Object.hasOwn(found, 'signatures') || (Object.hasOwn(found, 'signature') && Object.hasOwn(found, 'protected'))) && !Object.hasOwn(found, 'type') && !Object.hasOwn(found, '@context');
  } catch {
    return false;
  }
}
