import { parseInstant } from '../report/index.js';
import { base64Bytes, children, only, text } from '../xml-signature/dom.js';
import type { XmlElement } from '../xml-signature/types.js';
import { TSL, XML_NS, serviceStatus, serviceType } from './names.js';
import { readExtensions } from './read-qualifications.js';
import type { ReadPeriod, ReadService } from './reading-types.js';

/** English where there is it (section 5.1.4 requires it), otherwise the first. Bounded: it is shown. */
export function multilingual(holder: XmlElement | undefined): string {
  const names = holder ? children(holder, TSL, 'Name') : [];
  const english = names.find((name) => name.getAttributeNS(XML_NS, 'lang')?.toLowerCase() === 'en');
  return text(english ?? names[0]).replace(/\s+/g, ' ').slice(0, 200);
}

/** Providers and their services (section 5.4). A service that cannot be read is counted and left out. */
export function readServices(list: XmlElement | undefined): { services: ReadService[]; unreadable: number } {
  const services: ReadService[] = [];
  let unreadable = 0;
  for (const provider of list ? children(list, TSL, 'TrustServiceProvider') : []) {
    const information = only(provider, TSL, 'TSPInformation');
    const name = multilingual(only(information, TSL, 'TSPName')) || multilingual(only(information, TSL, 'TSPTradeName'));
    const written = children(provider, TSL, 'TSPServices').flatMap((each) => children(each, TSL, 'TSPService'));
    for (const element of written) {
      const service = readService(element, name);
      if (service) services.push(service); else unreadable += 1;
    }
  }
  return { services, unreadable };
}

function readService(element: XmlElement, provider: string): ReadService | undefined {
  const information = only(element, TSL, 'ServiceInformation');
  const current = information && readPeriod(information);
  if (!information || !current) return undefined;
  const instances = children(element, TSL, 'ServiceHistory').flatMap((history) => children(history, TSL, 'ServiceHistoryInstance'));
  const past = instances.map(readPeriod);
  const whole = past.filter((period) => period !== undefined);
  // A hole in the history would let an older status last longer than it did.
  if (whole.length !== past.length) return undefined;
  whole.sort((a, b) => b.from - a.from);
  if (whole.some((period) => period.from > current.from)) return undefined;

  const ids = children(information, TSL, 'ServiceDigitalIdentity').flatMap((identity) => children(identity, TSL, 'DigitalId'));
  const bytes = (name: string) => ids.flatMap((id) => children(id, TSL, name)).map((value) => base64Bytes(text(value)));
  const [certificates, keyIdentifiers] = [bytes('X509Certificate'), bytes('X509SKI')];
  if (certificates.includes(undefined)) return undefined;
  return {
    provider, name: multilingual(only(information, TSL, 'ServiceName')),
    certificates: certificates.filter((each) => each !== undefined), keyIdentifiers: keyIdentifiers.filter((each) => each !== undefined),
    periods: [current, ...whole],
  };
}

/** The current information and each instance of the history have the same members (sections 5.5 and 5.6). */
function readPeriod(holder: XmlElement): ReadPeriod | undefined {
  const from = parseInstant(text(only(holder, TSL, 'StatusStartingTime')));
  const type = text(only(holder, TSL, 'ServiceTypeIdentifier'));
  const status = text(only(holder, TSL, 'ServiceStatus'));
  if (from === undefined || type === '' || status === '') return undefined;
  const { information, qualifications, unusable } = readExtensions(only(holder, TSL, 'ServiceInformationExtensions'));
  // Two lists of extensions: neither is the one.
  const several = children(holder, TSL, 'ServiceInformationExtensions').length > 1;
  return { from, type: serviceType(type), status: serviceStatus(status), information, qualifications, ...((unusable || several) && { unusable: true }) };
}

/** DER of the certificates that a pointer names. */
export function pointerCertificates(pointer: XmlElement): Uint8Array[] {
  const identities = children(pointer, TSL, 'ServiceDigitalIdentities').flatMap((list) => children(list, TSL, 'ServiceDigitalIdentity'));
  const ids = identities.flatMap((identity) => children(identity, TSL, 'DigitalId'));
  return ids.flatMap((id) => children(id, TSL, 'X509Certificate')).flatMap((value) => base64Bytes(text(value)) ?? []);
}

