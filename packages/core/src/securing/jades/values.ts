import { asArray, isObject, isString, own, type JsonObject, type JsonValue } from '../../report/json.js';
import { fromBase64 } from '../../x509/index.js';

/** Objects of TS 119 182-1 section 5.4.1 that hold one value in base64 (`val`); what is none is empty, and will be found to be nothing. */
export function octetsIn(value: JsonValue | undefined): Uint8Array[] {
  return asArray(value).filter(isObject).map(octets);
}

export function octets(holder: JsonObject): Uint8Array {
  const text = own(holder, 'val');
  return (isString(text) ? fromBase64(text) : undefined) ?? new Uint8Array();
}

/** The tokens of a `tstContainer` (section 5.4.3.3). Undefined where it is none. */
export function tokensIn(value: JsonValue | undefined): Uint8Array[] | undefined {
  const tokens = isObject(value) ? own(value, 'tstTokens') : undefined;
  return Array.isArray(tokens) && tokens.length > 0 && tokens.every((each) => isObject(each) && isString(own(each, 'val'))) ? octetsIn(tokens) : undefined;
}
