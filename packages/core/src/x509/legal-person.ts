import { basicConstraints, certificatePolicies, extendedKeyUsage, PURPOSE } from './extensions.js';
import { attributeOf, foldText, nameText, type AttributeName } from './name.js';
import { qcStatements } from './qc-statements.js';
import type { Certificate, DistinguishedName, TrustAnchor } from './types.js';

/** An identifier that says by whose register it is (ETSI EN 319 412-1 sections 5.1.3 and 5.1.4). */
export interface SemanticIdentifier {
  /** `VAT`, `NTR`, `PSD`, `LEI`, `PNO`, `IDC` …; a national scheme is its two letters and a colon. */
  scheme: string;
  /** ISO 3166, or `XG` for a register of the world. */
  country: string;
  value: string;
}

const IDENTIFIER = /^([A-Za-z]{3}|[A-Za-z]{2}:)([A-Za-z]{2})-(\S.{0,99})$/;

/** Reads `VATES-A00000000`, `NTRCZ-12345678`, `LEIXG-…`, `PSDLT-…`, `si:EE-…`. Undefined where it is of another form, as those from before the standard are. */
export function parseIdentifier(text: string): SemanticIdentifier | undefined {
  const match = IDENTIFIER.exec(text.trim());
  return match ? { scheme: match[1]!.endsWith(':') ? match[1]! : match[1]!.toUpperCase(), country: match[2]!.toUpperCase(), value: match[3]! } : undefined;
}

/** Registers of persons: passport, identity card, personal number, tax numbers (section 5.1.3). */
const PERSONAL: readonly string[] = ['PAS', 'IDC', 'PNO', 'TAX', 'TIN'];

/** Whether a number is a natural person's: it must not be shown, and no report has it. */
export const isPersonalNumber = (text: string): boolean => PERSONAL.includes(parseIdentifier(text)?.scheme ?? '');

/** Whom a certificate says it belongs to. Claims, until a path to an anchor holds. Personal numbers are never among them. */
export interface SubjectDescription {
  /** The organisation's name, or the person's; a pseudonym as such. Personal numbers are cut out of it. */
  name: string;
  organization?: string;
  /** As it is written. */
  organizationIdentifier?: string;
  /** The same, read. */
  identifier?: SemanticIdentifier;
  /** `VAT`, `NTR`, `LEI` …, where it could be read. */
  scheme?: string;
  unit?: string;
  country?: string;
  isLegalPerson: boolean;
  /** True where the name is a pseudonym. */
  pseudonym?: true;
  /** The organisation in a natural person's certificate. */
  onBehalfOf?: string;
}

/** Attributes that only people have. */
const OF_PEOPLE: readonly AttributeName[] = ['givenName', 'surname', 'pseudonym'];

/** Policies of EN 319 411-2 section 5.3: QCP-n, QCP-n-qscd; QCP-l, QCP-l-qscd. */
const NATURAL_POLICIES: readonly string[] = ['0.4.0.194112.1.0', '0.4.0.194112.1.2'];
const LEGAL_POLICIES: readonly string[] = ['0.4.0.194112.1.1', '0.4.0.194112.1.3'];

/** Whether the certificate is an organisation's: by its QcType, its policy, the semantics it names, and only then by which attributes its name has. */
export function isLegalPerson(certificate: Certificate): boolean {
  const { subject } = certificate;
  const [statements, policies] = [qcStatements(certificate), certificatePolicies(certificate)];
  const qc = typeof statements === 'object' ? statements : undefined;
  if (qc?.types.includes('eSeal') && !qc.types.includes('eSign')) return true;
  if (qc?.types.includes('eSign')) return false;
  if (Array.isArray(policies)) {
    const [natural, legal] = [NATURAL_POLICIES, LEGAL_POLICIES].map((of) => policies.some((policy) => of.includes(policy)));
    if (natural !== legal) return legal === true;
  }
  if (isPersonsName(subject) || isPersonalNumber(attributeOf(subject, 'serialNumber') ?? '')) return false;
  if (qc?.semantics.some((each) => each === 'legal' || each === 'eidas-legal') || attributeOf(subject, 'organizationIdentifier') !== undefined) return true;
  // No person issues certificates or time-stamps.
  const [constraints, purposes] = [basicConstraints(certificate), extendedKeyUsage(certificate)];
  if ((typeof constraints === 'object' && constraints.ca) || (Array.isArray(purposes) && purposes.includes(PURPOSE.timeStamping))) return true;
  const [organization, common] = [attributeOf(subject, 'O'), attributeOf(subject, 'CN')];
  return organization !== undefined && (common === undefined || foldText(common) === foldText(organization));
}

/** X.520 has 64 characters for a common name. */
const MOST_NAME = 500;

/** What follows a name where a state writes a number after it: `JANE DOE:30773760830`, `DOE JANE - NIF 00000000T`. */
const TRAILING_NUMBER = /[\s:,;(_-]+(?:(?:NIF|NIE|DNI|CIF|CPF|ID)\W{0,2})?[A-Z]{0,2}\d{7,14}[A-Z]?\)?$/i;

/** A name without the person's number, which some states write into the common name as well: `DOE,JANE,38001085718`. */
function withoutNumber(whole: string, serial: string | undefined): string {
  const text = whole.slice(0, MOST_NAME);
  const number = serial === undefined ? '' : parseIdentifier(serial)?.value ?? serial;
  const cut = number.length < 4 || !text.includes(number) ? text : text.split(serial!).join('').split(number).join('');
  return cut.replace(TRAILING_NUMBER, '').replace(/[\s,;:(_-]+$|^[\s,;:)_-]+/g, '').replace(/\s{2,}/g, ' ');
}

/** A value that is nothing but a number, such as a person's UID in some states. */
const WHOLE_NUMBER = /^\W*(?:[A-Z]{2,5}\W?)?[A-Z]?\d{7,14}[A-Z]?\W*$/i;

/** A name for people, without numbers of a person: those that say so wherever they stand, and in a person's name all that may be one. */
function shownName(name: DistinguishedName, person: boolean): string {
  const serial = attributeOf(name, 'serialNumber');
  const shown = (value: string): string => (isPersonalNumber(value) ? '' : value);
  return person || isPersonalNumber(serial ?? '') ? nameText(name, 'serialNumber', (value) => (WHOLE_NUMBER.test(value) ? '' : shown(withoutNumber(value, serial)))) : nameText(name, undefined, shown);
}

/** The whole name for people, without numbers of a person. */
export const subjectText = (certificate: Certificate): string => shownName(certificate.subject, !isLegalPerson(certificate));

/** The same of who issued it. A person may have: whoever signs their own certificate writes their name twice. */
export function issuerText(certificate: Certificate): string {
  const { issuer, subject } = certificate;
  return issuer.key === subject.key ? subjectText(certificate) : shownName(issuer, isPersonsName(issuer));
}

/** And of an anchor, which a host may have made of anybody's certificate, and a list of a name alone. */
export const anchorText = ({ subject, certificate }: TrustAnchor): string => (certificate ? subjectText(certificate) : shownName(subject, isPersonsName(subject)));

const isPersonsName = (name: DistinguishedName): boolean => OF_PEOPLE.some((attribute) => attributeOf(name, attribute) !== undefined);

/** What the person of a certificate, or their program, wrote elsewhere: without the number that the certificate has. Where nobody knows whose certificate it is, it may be a person's. */
export function withoutNumberOf(certificate: Certificate | undefined, text: string): string {
  const serial = certificate && attributeOf(certificate.subject, 'serialNumber');
  if (certificate && isLegalPerson(certificate) && !isPersonalNumber(serial ?? '')) return text;
  return isPersonalNumber(text) ? '' : withoutNumber(text, serial);
}

export function describeSubject(certificate: Certificate): SubjectDescription {
  const { subject } = certificate;
  const of = (attribute: AttributeName): string | undefined => attributeOf(subject, attribute)?.slice(0, MOST_NAME).trim() || undefined;
  const legal = isLegalPerson(certificate);
  const [common, organization, pseudonym, serial] = [of('CN'), of('O'), of('pseudonym'), of('serialNumber')];
  const person = [of('givenName'), of('surname')].filter((part) => part !== undefined).join(' ');
  const own = legal ? common ?? organization : common ?? pseudonym ?? (person === '' ? organization : person);
  const [number, unit, country] = [of('organizationIdentifier'), of('OU'), of('C')];
  // An identifier of an organisation may stand where a person's would (before organizationIdentifier was there): shown only where it says which it is.
  const inSerial = legal && number === undefined && serial !== undefined && !isPersonalNumber(serial) && parseIdentifier(serial) ? serial : undefined;
  const organizationIdentifier = number ?? inSerial;
  const identifier = organizationIdentifier === undefined ? undefined : parseIdentifier(organizationIdentifier);
  return {
    name: own === undefined ? subjectText(certificate) : legal ? own : withoutNumber(own, serial) || subjectText(certificate),
    ...(organization === undefined ? {} : { organization }),
    ...(organizationIdentifier === undefined || isPersonalNumber(organizationIdentifier) ? {} : { organizationIdentifier, ...(identifier && { identifier, scheme: identifier.scheme }) }),
    ...(unit === undefined ? {} : { unit: legal ? unit : withoutNumber(unit, serial) }), ...(country === undefined ? {} : { country }),
    isLegalPerson: legal,
    ...(!legal && pseudonym !== undefined ? { pseudonym: true } : {}),
    ...(!legal && organization !== undefined ? { onBehalfOf: organization } : {}),
  };
}
