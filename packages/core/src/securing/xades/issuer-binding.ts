import type { Finding } from '../../report/finding.js';
import { asArray, idOf, isObject, isString, own, type JsonObject, type JsonValue } from '../../report/json.js';
import type { SignatureFact } from '../../report/signature-fact.js';
import { mandateClaimed } from '../jades/issuer-binding.js';
import { countryCode } from '../seals/countries.js';
import { compareIssuer, registered, type Registered } from '../seals/issuer-number.js';

/** Where the older XML has the number that a certificate would have: the register's first, then those of taxes. */
const PROPERTIES = ['registration', 'vatIdentifier', 'taxIdentifier'] as const;

/** An address identifies an organisation in some directory, and is in no certificate. */
const isAddress = (notation: string): boolean => /^[a-z][a-z0-9+.-]*:\/\//i.test(notation);

function numbersIn(issuer: JsonObject, property: string): Registered[] {
  return asArray(own(issuer, property)).filter(isObject).flatMap((each) => {
    const notation = own(each, 'notation');
    const code = placeOf(own(each, 'spatial'));
    return isString(notation) && notation.trim() !== '' && !isAddress(notation.trim()) ? [registered(notation.trim().slice(0, 200), code === undefined ? undefined : countryCode(code))] : [];
  });
}

const placeOf = (spatial: JsonValue | undefined): string | undefined => /\/([A-Za-z]{2,3})$/.exec(idOf(spatial) ?? '')?.[1];

/**
 * The older XML has no property for the certificate's number: its register's is meant, and where it has none, that of taxes. All numbers of the first kind that is there must be the sealer's.
 * Undefined: it is that of who sealed it.
 */
export function issuerBinding(document: JsonObject, signatures: readonly SignatureFact[]): Finding | undefined {
  const issuer = own(document, 'issuer');
  const found = isObject(issuer) ? PROPERTIES.map((property) => ({ property, numbers: numbersIn(issuer, property) })).find(({ numbers }) => numbers.length > 0) : undefined;
  return compareIssuer({ numbers: found?.numbers ?? [], byMandate: mandateClaimed(document), pointer: `/issuer/${found?.property ?? 'registration'}` }, signatures);
}
