import { parseInstant } from '../report/index.js';
import { children, elements, isNamed, only, text } from '../xml-signature/dom.js';
import type { XmlElement } from '../xml-signature/types.js';
import { TSL, VERSIONS } from './names.js';
import { multilingual, pointerCertificates, readServices } from './read-services.js';
import type { ListPointer, ListReading } from './reading-types.js';

/**
 * Reads a trusted list or the list of lists (TS 119 612 section 5). It never throws. It does not ask who signed: hand it the very element that a signature was verified for,
 * never a second parse of the same bytes.
 */
export function readTrustedList(root: XmlElement): ListReading {
  const scheme = only(root, TSL, 'SchemeInformation');
  if (!isNamed(root, TSL, 'TrustServiceStatusList') || !scheme) return { ok: false, problem: 'malformed' };
  const version = wholeNumber(text(only(scheme, TSL, 'TSLVersionIdentifier')));
  if (version === undefined) return { ok: false, problem: 'malformed' };
  if (!VERSIONS.includes(version)) return { ok: false, problem: 'unsupported-version' };

  const sequence = wholeNumber(text(only(scheme, TSL, 'TSLSequenceNumber')));
  const issued = parseInstant(text(only(scheme, TSL, 'ListIssueDateTime')));
  const territory = text(only(scheme, TSL, 'SchemeTerritory'));
  const next = only(scheme, TSL, 'NextUpdate');
  const nextUpdate = parseInstant(text(only(next, TSL, 'dateTime')));
  const closed = next !== undefined && elements(next).length === 0 && text(next) === '';
  if (sequence === undefined || issued === undefined || !isTerritory(territory) || (nextUpdate === undefined && !closed)) return { ok: false, problem: 'malformed' };
  // Two of them, and each reader would take another.
  if (children(root, TSL, 'TrustServiceProviderList').length > 1) return { ok: false, problem: 'malformed' };

  const operator = multilingual(only(scheme, TSL, 'SchemeOperatorName'));
  const { services, unreadable } = readServices(only(root, TSL, 'TrustServiceProviderList'));
  return {
    ok: true,
    contents: {
      version, type: text(only(scheme, TSL, 'TSLType')), territory, sequence, issued,
      ...(operator !== '' && { operator }), ...(nextUpdate !== undefined && { nextUpdate }),
      informationUris: children(scheme, TSL, 'SchemeInformationURI').flatMap((list) => children(list, TSL, 'URI')).map(text),
      pointers: children(scheme, TSL, 'PointersToOtherTSL').flatMap((list) => children(list, TSL, 'OtherTSLPointer')).map(readPointer),
      services, unreadable,
    },
  };
}

/** ISO 3166-1 with the exceptions of section 5.3.10: EL for Greece, UK, and EU for the list of lists. */
export function isTerritory(value: string): boolean {
  return /^[A-Z]{2}$/.test(value);
}

function wholeNumber(value: string): number | undefined {
  return /^\d{1,9}$/.test(value) ? Number(value) : undefined;
}

/** Section 5.3.13. What it says besides place and certificates stands in `OtherInformation`, one each, and the MIME type in a namespace of its own. */
function readPointer(pointer: XmlElement): ListPointer {
  const other = children(pointer, TSL, 'AdditionalInformation').flatMap((list) => children(list, TSL, 'OtherInformation')).flatMap(elements);
  const said = (name: string): string => text(other.find((element) => element.localName === name));
  const operator = multilingual(other.find((element) => isNamed(element, TSL, 'SchemeOperatorName')));
  return {
    territory: said('SchemeTerritory'), url: text(only(pointer, TSL, 'TSLLocation')), type: said('TSLType'), mimeType: said('MimeType'),
    ...(operator !== '' && { operator }), certificates: pointerCertificates(pointer),
  };
}
