import { context, contextPrimitive, der, fromHex, ia5String, oid, printableString, sequence, set, utf8, utf8String, type Bytes } from './der.js';

const ATTRIBUTES = {
  C: '2.5.4.6', O: '2.5.4.10', OU: '2.5.4.11', CN: '2.5.4.3', L: '2.5.4.7', ST: '2.5.4.8', street: '2.5.4.9', postalCode: '2.5.4.17', serialNumber: '2.5.4.5', organizationIdentifier: '2.5.4.97',
  givenName: '2.5.4.42', surname: '2.5.4.4', title: '2.5.4.12', pseudonym: '2.5.4.65', emailAddress: '1.2.840.113549.1.9.1', DC: '0.9.2342.19200300.100.1.25',
} as const;

/** A distinguished name, attribute by attribute in this order. Several values give several attributes. A type in dotted form is taken as it is. */
export type Name = Readonly<Partial<Record<keyof typeof ATTRIBUTES, string | readonly string[]>> & Record<string, string | readonly string[]>>;

export interface NameOptions {
  /** Default UTF8String, and PrintableString for C, serialNumber and DC's own IA5String (RFC 5280 appendix A.1). `printable` and `bmp` write all as one. */
  strings?: 'utf8' | 'printable' | 'bmp' | 'teletex';
}

function text(type: string, value: string, strings: NameOptions['strings']): Bytes {
  if (type === ATTRIBUTES.emailAddress || type === ATTRIBUTES.DC) return ia5String(value);
  if (strings === 'bmp') return der(0x1e, Uint8Array.from([...value].flatMap((each) => [each.charCodeAt(0) >> 8, each.charCodeAt(0) & 255])));
  if (strings === 'teletex') return der(0x14, Uint8Array.from(value, (each) => each.charCodeAt(0)));
  if (strings === 'printable' || type === ATTRIBUTES.C || type === ATTRIBUTES.serialNumber) return printableString(value);
  return utf8String(value);
}

/** RFC 5280 section 4.1.2.4. */
export function nameOf(name: Name, options: NameOptions = {}): Bytes {
  const attributes = Object.entries(name).flatMap(([type, values]) => (typeof values === 'string' ? [values] : values).map((value) => {
    const dotted = Object.hasOwn(ATTRIBUTES, type) ? ATTRIBUTES[type as keyof typeof ATTRIBUTES] : type;
    return set(sequence(oid(dotted), text(dotted, value, options.strings)));
  }));
  return sequence(...attributes);
}

/** `10.0.0.0/255.0.0.0` in name constraints, `10.1.2.3` in names; longer addresses in hexadecimal. */
export type GeneralName = { dns: string } | { email: string } | { uri: string } | { ip: string } | { directory: Name | Uint8Array } | { registeredId: string } | { upn: string };

/** RFC 5280 section 4.2.1.6. */
export function generalName(name: GeneralName): Bytes {
  if ('email' in name) return contextPrimitive(1, utf8(name.email));
  if ('dns' in name) return contextPrimitive(2, utf8(name.dns));
  if ('directory' in name) return context(4, name.directory instanceof Uint8Array ? name.directory : nameOf(name.directory));
  if ('uri' in name) return contextPrimitive(6, utf8(name.uri));
  if ('ip' in name) return contextPrimitive(7, name.ip.includes('.') ? Uint8Array.from(name.ip.split(/[./]/), Number) : fromHex(name.ip));
  if ('upn' in name) return context(0, oid('1.3.6.1.4.1.311.20.2.3'), context(0, utf8String(name.upn)));
  return contextPrimitive(8, oid(name.registeredId).slice(2));
}
