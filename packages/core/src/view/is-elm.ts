import { own, stringsOf, type JsonObject } from '../report/json.js';

/** Whether a document says that it is a European Digital Credential for Learning, in the terms of the European Learning Model 3. */
export function isElm(document: JsonObject): boolean {
  return stringsOf(own(document, 'type')).includes('EuropeanDigitalCredential');
}
