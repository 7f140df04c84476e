import { attribute, children, elements, isNamed, text } from '../xml-signature/dom.js';
import type { XmlElement } from '../xml-signature/types.js';
import { QUALIFICATIONS, TSL, TSL_MORE, informationName } from './names.js';
import type { Criteria, QualificationElement } from './types.js';

export interface ReadExtensions { information: string[]; qualifications: QualificationElement[]; unusable: boolean }

/** Known and of no weight for a seal: until when revocation data of expired certificates is kept, and who took a service over (sections 5.5.9.1 and 5.5.9.3). */
const WITHOUT_WEIGHT: readonly (readonly [string, string])[] = [[TSL, 'ExpiredCertsRevocationInfo'], [TSL_MORE, 'TakenOverBy']];

/** TS 119 612 section 5.5.9: an extension that is critical and not understood makes the service unusable for that time; one that is not critical is passed over. */
export function readExtensions(list: XmlElement | undefined): ReadExtensions {
  const read: ReadExtensions = { information: [], qualifications: [], unusable: false };
  for (const extension of list ? children(list, TSL, 'Extension') : []) {
    const critical = !['false', '0'].includes(attribute(extension, 'Critical') ?? '');
    const known = elements(extension).map((content) => readExtension(content, read));
    if (critical && (known.length === 0 || known.includes(false))) read.unusable = true;
  }
  return read;
}

function readExtension(content: XmlElement, into: ReadExtensions): boolean {
  if (isNamed(content, TSL, 'AdditionalServiceInformation')) {
    const uris = children(content, TSL, 'URI').map((uri) => informationName(text(uri)));
    into.information.push(...uris);
    return uris.length === 1;
  }
  if (isNamed(content, QUALIFICATIONS, 'Qualifications')) {
    into.qualifications.push(...children(content, QUALIFICATIONS, 'QualificationElement').map(readElement));
    return true;
  }
  return WITHOUT_WEIGHT.some(([namespace, name]) => isNamed(content, namespace, name));
}

/** Section 5.5.9.2: qualifiers for the certificates that meet criteria. */
function readElement(element: XmlElement): QualificationElement {
  const lists = children(element, QUALIFICATIONS, 'Qualifiers');
  const qualifiers = lists.flatMap((list) => children(list, QUALIFICATIONS, 'Qualifier')).map((qualifier) => informationName(attribute(qualifier, 'uri')?.trim() ?? ''));
  const criteria = children(element, QUALIFICATIONS, 'CriteriaList');
  const [only] = criteria;
  return { qualifiers, criteria: only && criteria.length === 1 ? readCriteria(only) : { assert: 'all', unknown: true } };
}

/** Section 5.5.9.2.2. A list without any criterion would be met by every certificate or by none, as one likes: it counts as not understood. */
function readCriteria(list: XmlElement): Criteria {
  const assert = (['all', 'atLeastOne', 'none'] as const).find((each) => each === attribute(list, 'assert'));
  const keyUsage: { bits: Record<string, boolean> }[] = [];
  const policySets: string[][] = [];
  const nested: Criteria[] = [];
  const extendedKeyUsage: string[][] = [];
  const subjectAttributes: string[][] = [];
  let unknown = assert === undefined;
  const oids = (holder: XmlElement, name: string, into: string[][]): void => {
    const read = elements(holder).map((each) => (each.localName === name ? readOid(each) : undefined));
    if (read.length === 0 || read.includes(undefined)) unknown = true;
    into.push(read.filter((oid) => oid !== undefined));
  };
  for (const criterion of elements(list)) {
    if (isNamed(criterion, QUALIFICATIONS, 'KeyUsage')) {
      const bits = readBits(criterion);
      if (bits) keyUsage.push({ bits }); else unknown = true;
    } else if (isNamed(criterion, QUALIFICATIONS, 'PolicySet')) oids(criterion, 'PolicyIdentifier', policySets);
    else if (isNamed(criterion, QUALIFICATIONS, 'CriteriaList')) nested.push(readCriteria(criterion));
    else if (isNamed(criterion, QUALIFICATIONS, 'otherCriteriaList')) {
      for (const other of elements(criterion)) {
        if (isNamed(other, TSL_MORE, 'ExtendedKeyUsage')) oids(other, 'KeyPurposeId', extendedKeyUsage);
        else if (isNamed(other, TSL_MORE, 'CertSubjectDNAttribute')) oids(other, 'AttributeOID', subjectAttributes);
        else unknown = true;
      }
    } else if (criterion.localName !== 'Description') unknown = true;
  }
  const all = [keyUsage, policySets, nested, extendedKeyUsage, subjectAttributes];
  if (all.every((each) => each.length === 0)) unknown = true;
  return {
    assert: assert ?? 'all',
    ...(keyUsage.length > 0 && { keyUsage }), ...(policySets.length > 0 && { policySets }), ...(nested.length > 0 && { nested }),
    ...(extendedKeyUsage.length > 0 && { extendedKeyUsage }), ...(subjectAttributes.length > 0 && { subjectAttributes }),
    ...(unknown && { unknown: true }),
  };
}

/** Names as RFC 5280 section 4.2.1.3 has them. */
const KEY_USAGE = ['digitalSignature', 'nonRepudiation', 'keyEncipherment', 'dataEncipherment', 'keyAgreement', 'keyCertSign', 'crlSign', 'encipherOnly', 'decipherOnly'];

function readBits(usage: XmlElement): Record<string, boolean> | undefined {
  const bits: Record<string, boolean> = {};
  for (const bit of elements(usage)) {
    const name = attribute(bit, 'name') ?? '';
    const value = text(bit);
    if (bit.localName !== 'KeyUsageBit' || !KEY_USAGE.includes(name) || !['true', 'false', '1', '0'].includes(value)) return undefined;
    bits[name] = value === 'true' || value === '1';
  }
  return Object.keys(bits).length > 0 ? bits : undefined;
}

/** `urn:oid:1.2.3`, `oid:1.2.3` or `1.2.3`, as lists write it, in an `Identifier` of whatever namespace. What is no object identifier stays as it is written (lists have slips of the pen): no certificate has it. */
function readOid(holder: XmlElement): string | undefined {
  const identifiers = elements(holder).filter((each) => each.localName === 'Identifier');
  const value = text(identifiers[0]).replace(/^(?:urn:)?oid:/i, '').trim();
  return identifiers.length === 1 && value !== '' && value.length <= 200 ? value : undefined;
}
