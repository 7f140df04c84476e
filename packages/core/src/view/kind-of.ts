import { isString, own, stringsOf, type JsonObject } from '../report/json.js';

/** Whether a document says that it is a European Digital Credential for Learning, in the terms of the European Learning Model 3. */
export function isElm(document: JsonObject): boolean {
  return stringsOf(own(document, 'type')).includes('EuropeanDigitalCredential');
}

/** An SD-JWT VC, rather than a document of the W3C data model: it names its type in `vct`. */
export function isSdJwtVc(document: JsonObject): boolean {
  return isString(own(document, 'vct')) && !Object.hasOwn(document, '@context');
}

/** An assertion of Open Badges 2.0 or 1.x, which is no document of the Verifiable Credentials Data Model. */
export function isOpenBadges2(document: JsonObject): boolean {
  if (Object.hasOwn(document, 'credentialSubject')) return false;
  return (Object.hasOwn(document, 'badge') && Object.hasOwn(document, 'recipient')) || stringsOf(own(document, 'type')).includes('Assertion');
}
