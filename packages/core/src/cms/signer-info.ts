import { childrenOf, contentsOf, context, definite, derOf, INTEGER, octetsOf, oidOf, OCTET_STRING, SEQUENCE, SET, smallInteger, type Element } from './ber.js';
import { hex } from '../bytes/octets.js';
import { readAlgorithm } from './algorithm-identifier.js';
import type { Attribute, SignerIdentifier, SignerInfo } from './types.js';

const MOST_ATTRIBUTES = 128;

const KEY_IDENTIFIER = 0x80;

/** One SignerInfo (RFC 5652 section 5.3), or a word for where it does not add up. */
export function readSignerInfo(element: Element): SignerInfo | string {
  const [versionField, sidField, digestField, ...rest] = element.id === SEQUENCE ? childrenOf(element) ?? [] : [];
  const version = smallInteger(versionField);
  const sid = sidField && readIdentifier(sidField);
  const digestAlgorithm = readAlgorithm(digestField);
  const signedField = rest[0]?.id === context(0) ? rest.shift() : undefined;
  const [algorithmField, signatureField, unsignedField, ...more] = rest;
  const signatureAlgorithm = readAlgorithm(algorithmField);
  const signature = signatureField && (signatureField.id & ~0x20) === OCTET_STRING ? octetsOf(signatureField) : undefined;
  if (version === undefined || !sid || !digestAlgorithm || !signatureAlgorithm || !signature || more.length > 0) return 'signer-info-malformed';
  if (unsignedField && unsignedField.id !== context(1)) return 'signer-info-malformed';
  const signed = signedField && readAttributes(signedField);
  const unsigned = unsignedField ? readAttributes(unsignedField) : [];
  if ((signedField && !signed) || !unsigned) return 'attributes-malformed';
  // Section 5.4: the signature is over the attributes with the universal tag of a SET OF in place of [0], in DER.
  const bytes = signedField && definite(signedField, SET);
  if (signedField && !bytes) return 'attributes-malformed';
  return { version, sid, digestAlgorithm, signatureAlgorithm, signature, unsignedAttributes: unsigned, ...(signed && bytes ? { signedAttributes: { bytes, attributes: signed } } : {}) };
}

function readIdentifier(element: Element): SignerIdentifier | undefined {
  if (element.id === KEY_IDENTIFIER) return { kind: 'key-identifier', keyIdentifier: contentsOf(element) };
  const [issuer, serial, ...more] = element.id === SEQUENCE ? childrenOf(element) ?? [] : [];
  if (issuer?.id !== SEQUENCE || serial?.id !== INTEGER || more.length > 0) return undefined;
  return { kind: 'issuer-and-serial', issuer: derOf(issuer), serialNumber: hex(contentsOf(serial)) };
}

function readAttributes(element: Element): Attribute[] | undefined {
  const found: Attribute[] = [];
  const elements = childrenOf(element);
  if (!elements || elements.length > MOST_ATTRIBUTES) return undefined;
  for (const each of elements) {
    const [type, set, ...more] = each.id === SEQUENCE ? childrenOf(each) ?? [] : [];
    const oid = oidOf(type);
    const values = set?.id === SET ? childrenOf(set) : undefined;
    if (oid === undefined || !values || more.length > 0) return undefined;
    found.push({ oid, values: values.map(derOf) });
  }
  return found;
}
