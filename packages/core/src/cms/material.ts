import { bytesOf, childrenOf, context, readOnly, SEQUENCE, type Element } from './ber.js';
import { ATTRIBUTE } from './oids.js';
import type { Attribute, AttributeMaterial, SignedData, SignerInfo } from './types.js';

const MOST = 256;

/** Values of an attribute, all occurrences together. */
export const valuesOf = (attributes: readonly Attribute[] | undefined, oid: string): Uint8Array[] => (attributes ?? []).filter((each) => each.oid === oid).flatMap((each) => each.values);

/** What Adobe's signed attribute for revocation data holds: `[0]` lists, `[1]` OCSP responses (ISO 32000-2 section 12.8.3.3.2). What cannot be read is left out: these are hints. */
export function adobeRevocation(value: Uint8Array): AttributeMaterial {
  const fields = fieldsOf(value);
  return { certificates: [], crls: inside(fields, 0), ocsps: inside(fields, 1) };
}

/** revocation-values (EN 319 122-1 section 5.4.2.3, in CAdES and in JAdES alike): `[0]` lists, `[1]` BasicOCSPResponses. */
export const revocationValues = adobeRevocation;

/** certificate-values (EN 319 122-1 section 5.4.2.1). */
export function certificateValues(value: Uint8Array): AttributeMaterial {
  return { certificates: fieldsOf(value).filter((each) => each.id === SEQUENCE).slice(0, MOST).map(bytesOf), crls: [], ocsps: [] };
}

/** Material that the signature protects, and material that was added beside it. */
export function attributeMaterial(signer: SignerInfo): { signed: AttributeMaterial; unsigned: AttributeMaterial } {
  return { signed: materialOf(signer.signedAttributes?.attributes), unsigned: materialOf(signer.unsignedAttributes) };
}

/** Everything that a CMS carries to judge a signature by, from wherever in it: hints alone. */
export function allMaterial(signedData: SignedData): AttributeMaterial {
  const parts = signedData.signers.flatMap((signer) => Object.values(attributeMaterial(signer)));
  return join([{ certificates: signedData.certificates, crls: signedData.crls, ocsps: signedData.ocsps }, ...parts]);
}

/** Values of one kind that are read: the standards have one, and somebody who writes thousands only wants them read. */
const MOST_VALUES = 32;

function materialOf(attributes: readonly Attribute[] | undefined): AttributeMaterial {
  const read = (oid: string, from: (value: Uint8Array) => AttributeMaterial): AttributeMaterial[] => valuesOf(attributes, oid).slice(0, MOST_VALUES).map(from);
  return join([...read(ATTRIBUTE.adobeRevocation, adobeRevocation), ...read(ATTRIBUTE.revocationValues, revocationValues), ...read(ATTRIBUTE.certificateValues, certificateValues)]);
}

function join(parts: readonly AttributeMaterial[]): AttributeMaterial {
  return { certificates: parts.flatMap((part) => part.certificates), crls: parts.flatMap((part) => part.crls), ocsps: parts.flatMap((part) => part.ocsps) };
}

function fieldsOf(value: Uint8Array): Element[] {
  const element = readOnly(value);
  return element?.id === SEQUENCE ? childrenOf(element) ?? [] : [];
}

/** What lies in the SEQUENCE under an explicit tag. */
function inside(fields: readonly Element[], tag: number): Uint8Array[] {
  const [list] = fields.filter((each) => each.id === context(tag)).flatMap((each) => childrenOf(each) ?? []);
  return list?.id === SEQUENCE ? (childrenOf(list) ?? []).filter((each) => each.id === SEQUENCE).slice(0, MOST).map(bytesOf) : [];
}
