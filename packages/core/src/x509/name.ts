import { hex } from '../bytes/octets.js';
import { oidOf, partsIn, partsOf, readOne, TAG, textOf, type Tlv } from './der.js';
import type { DistinguishedName } from './types.js';

/** Attribute types by the short names that people know (RFC 4519, X.520, ETSI EN 319 412-1). */
const ATTRIBUTES = {
  CN: '2.5.4.3', surname: '2.5.4.4', serialNumber: '2.5.4.5', C: '2.5.4.6', L: '2.5.4.7', ST: '2.5.4.8', street: '2.5.4.9', O: '2.5.4.10', OU: '2.5.4.11', title: '2.5.4.12',
  description: '2.5.4.13', businessCategory: '2.5.4.15', postalCode: '2.5.4.17', givenName: '2.5.4.42', initials: '2.5.4.43', generationQualifier: '2.5.4.44', dnQualifier: '2.5.4.46',
  pseudonym: '2.5.4.65', organizationIdentifier: '2.5.4.97', UID: '0.9.2342.19200300.100.1.1', DC: '0.9.2342.19200300.100.1.25', emailAddress: '1.2.840.113549.1.9.1',
} as const;

export type AttributeName = keyof typeof ATTRIBUTES;

const SHORT: ReadonlyMap<string, string> = new Map(Object.entries(ATTRIBUTES).map(([name, oid]) => [oid, name]));

const MOST_OCTETS = 16_384;
const MOST_RDNS = 64;
const MOST_VALUES = 16;

interface Attribute { oid: string; value: string; /** How it compares. */ key: string }

/**
 * RFC 5280 section 7.1 with RFC 4518: compatibility characters made one, case folded, white space trimmed and runs of it made one blank. The type of string does not count.
 * Nothing is mapped to nothing and no script is folded into another: what only looks alike stays different.
 */
export const foldText = (text: string): string => text.normalize('NFKC').toLowerCase().normalize('NFKC').replace(/\s+/gu, ' ').trim();

function attributeFrom(tlv: Tlv): Attribute | undefined {
  const parts = partsOf(tlv, TAG.sequence, 2);
  const oid = oidOf(parts?.[0]);
  const value = parts?.[1];
  if (oid === undefined || !value || parts?.length !== 2) return undefined;
  const text = textOf(value);
  // A value that is no text compares by its encoding.
  return text === undefined ? { oid, value: `#${hex(value.bytes)}`, key: `${oid}#${hex(value.bytes)}` } : { oid, value: text, key: `${oid}=${foldText(text)}` };
}

function rdnsFrom(der: Uint8Array): Attribute[][] | undefined {
  const sets = der.length > MOST_OCTETS ? undefined : partsIn(der, TAG.sequence, MOST_RDNS);
  const rdns = sets?.map((set) => partsOf(set, TAG.set, MOST_VALUES)?.map(attributeFrom));
  return rdns?.every((rdn) => rdn !== undefined && rdn.length > 0 && rdn.every((each) => each !== undefined)) ? rdns as Attribute[][] : undefined;
}

/** A Name (RFC 5280 section 4.1.2.4) from its DER. Undefined where it is none. */
export function readName(der: Uint8Array): DistinguishedName | undefined {
  const tlv = readOne(der, TAG.sequence);
  const rdns = tlv && rdnsFrom(der);
  return rdns && { der, attributes: rdns.flat().map(({ oid, value }) => ({ oid, value })), key: JSON.stringify(rdns.map((rdn) => rdn.map(({ key }) => key).sort())) };
}

/** The relative names of a name in order, each as it compares: what a subtree of names begins with (section 4.2.1.10). */
export const rdnKeys = (name: DistinguishedName): string[] => (rdnsFrom(name.der) ?? []).map((rdn) => JSON.stringify(rdn.map(({ key }) => key).sort()));

/** The same name as RFC 5280 section 7.1 compares them. */
export const sameName = (a: DistinguishedName, b: DistinguishedName): boolean => a.key === b.key;

/** A name without any attribute. */
export const isEmptyName = (name: DistinguishedName): boolean => name.attributes.length === 0;

/** The first value of an attribute, by its short name or its OID. */
export function attributeOf(name: DistinguishedName, attribute: AttributeName | (string & {})): string | undefined {
  return attributesOf(name, attribute)[0];
}

/** All values of an attribute, in order. */
export function attributesOf(name: DistinguishedName, attribute: AttributeName | (string & {})): string[] {
  const oid = Object.hasOwn(ATTRIBUTES, attribute) ? ATTRIBUTES[attribute as AttributeName] : attribute;
  return name.attributes.filter((each) => each.oid === oid).map(({ value }) => value);
}

/** RFC 4514 section 2.4, for values that people read: what separates is escaped, and what would turn or hide text is shown by its number. */
function escaped(value: string): string {
  return value.replace(/[\\",+<>;=]/g, '\\$&').replace(/^[ #]|(?<=.) $/g, '\\$&')
    .replace(/[\p{Cc}\p{Cf}]/gu, (character) => `\\${character.codePointAt(0)!.toString(16).padStart(4, '0')}`);
}

/**
 * A name for people, most specific first as RFC 4514 section 2.1 has it: `CN=Example CA,O=Example,C=CZ`.
 * @param without attribute that is left out: a person's number, say
 * @param shown what is shown of a value
 */
export function nameText(name: DistinguishedName, without?: AttributeName, shown: (value: string) => string = (value) => value): string {
  const omitted = without && ATTRIBUTES[without];
  const rdns = (rdnsFrom(name.der) ?? []).map((rdn) => rdn.filter(({ oid }) => oid !== omitted)).filter((rdn) => rdn.length > 0);
  return rdns.reverse().map((rdn) => rdn.map(({ oid, value }) => `${SHORT.get(oid) ?? oid}=${escaped(shown(value))}`).join('+')).join(',');
}
