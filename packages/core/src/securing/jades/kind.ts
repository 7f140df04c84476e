import { own, stringsOf, type JsonObject } from '../../report/json.js';

/** What a sealed JSON object is, by its own words. */
export const isCredential = (document: JsonObject): boolean => stringsOf(own(document, 'type')).includes('VerifiableCredential') || Object.hasOwn(document, 'credentialSubject');

export const isPresentation = (document: JsonObject): boolean => !isCredential(document) && (stringsOf(own(document, 'type')).includes('VerifiablePresentation') || Object.hasOwn(document, 'verifiableCredential'));
