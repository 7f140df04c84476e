import type { Finding } from '../../report/finding.js';
import { asArray, idOf, isObject, isString, own, stringsOf, type JsonObject, type JsonValue } from '../../report/json.js';
import type { SignatureFact } from '../../report/signature-fact.js';
import { countryCode } from '../seals/countries.js';
import { compareIssuer, registered, type Registered } from '../seals/issuer-number.js';

const COUNTRY = /\/authority\/country\/([A-Za-z]{2,3})$/;
/** The concept under which ELM files a mandate, as evidence. */
const MANDATE = 'http://data.europa.eu/snb/evidence-type/c_18016257';

function claimed(issuer: JsonValue | undefined): Registered[] {
  const identifiers = isObject(issuer) ? asArray(own(issuer, 'eIDASIdentifier')) : [];
  return identifiers.filter(isObject).flatMap((each) => {
    const notation = own(each, 'notation');
    const [place] = asArray(own(each, 'spatial'));
    const code = COUNTRY.exec(idOf(place) ?? '')?.[1];
    return isString(notation) && notation.trim() !== '' ? [registered(notation.slice(0, 200), code === undefined ? undefined : countryCode(code))] : [];
  });
}

/** Whether a document says that somebody else seals for its issuer. */
export function mandateClaimed(document: JsonObject): boolean {
  return asArray(own(document, 'evidence')).filter(isObject).some((each) => stringsOf(own(each, 'type')).includes('Mandate') || asArray(own(each, 'dcType')).some((concept) => idOf(concept) === MANDATE));
}

/** ELM has the number of the certificate in `issuer.eIDASIdentifier`. Undefined: it is that of who sealed it. */
export function issuerBinding(document: JsonObject, signatures: readonly SignatureFact[]): Finding | undefined {
  return compareIssuer({ numbers: claimed(own(document, 'issuer')), byMandate: mandateClaimed(document), pointer: '/issuer/eIDASIdentifier' }, signatures);
}
