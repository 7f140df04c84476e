import { isObject, own, type JsonObject } from '../report/json.js';
import type { Problem } from '../report/report.js';
import { isUrl } from './formats.js';
import { object, problemsOf, text, textThat, type Family, type Rule } from './rules.js';

const FAMILY: Family = {
  missing: 'sd-jwt.missing', kind: 'sd-jwt.value', value: 'sd-jwt.value', url: 'sd-jwt.value', date: 'sd-jwt.value', language: 'sd-jwt.value', term: 'sd-jwt.value', context: 'sd-jwt.value', note: 'sd-jwt.value',
};

const filled = textThat((value) => value.trim() !== '', 'value', 'text');
const address = textThat((value) => isUrl(value), 'url', 'address');

/** RFC 7800: a key that the holder proves to have, in one of the ways that the registry names. */
const confirmation: Rule = object({
  also(cnf, at, sink) {
    if (!['jwk', 'kid', 'jwe', 'jku', 'x5t#S256', 'jkt'].some((name) => Object.hasOwn(cnf, name))) sink.report('missing', at, { name: 'jwk' });
    const jwk = own(cnf, 'jwk');
    if (jwk !== undefined && !isObject(jwk)) sink.report('kind', `${at}/jwk`, { expected: 'object' });
  },
});

/** Token Status List section 6.2. */
const statusList: Rule = object({
  required: {
    idx: (value, at, sink) => { if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 0) sink.report('value', at, { expected: 'number' }); },
    uri: address,
  },
});

const credential: Rule = object({
  required: { vct: filled },
  optional: { iss: address, sub: text, cnf: confirmation, 'vct#integrity': text, status: object({ optional: { status_list: statusList } }) },
});

/** What SD-JWT VC asks of the claims, once disclosures are in their places. The dates are terms of the token; what a type (`vct`) asks besides is not known here. */
export function sdJwtVcProblems(document: JsonObject): Problem[] {
  return problemsOf(credential, document, FAMILY);
}
