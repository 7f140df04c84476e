import { hex, sameBytes } from '../bytes/octets.js';
import { explicitOf, isInteger, oidOf, partsIn, partsOf, TAG, type Tlv } from '../x509/der.js';
import { digest, digestLabel } from '../x509/digest.js';
import { readName, sameName } from '../x509/name.js';
import type { Certificate, DistinguishedName } from '../x509/types.js';
import { valuesOf } from './material.js';
import { ATTRIBUTE } from './oids.js';
import type { Attribute } from './types.js';

/** What signing-certificate or signing-certificate-v2 (RFC 5035) says of a certificate. */
export type EssFinding =
  | { state: 'absent' }
  /** `digests`: what it was named by. */
  | { state: 'matches'; digests: readonly string[] }
  | { state: 'wrong'; rule: 'ess-malformed' | 'ess-digest-unknown' | 'ess-certificate-differs' | 'ess-issuer-serial-differs' };

export interface EssReference { digestOid: string; hash: Uint8Array; issuer?: DistinguishedName; serialNumber?: string }

const SHA1 = '1.3.14.3.2.26';
const SHA256 = '2.16.840.1.101.3.4.2.1';
const DIRECTORY_NAME = 0xa4;

/** The first reference of each attribute: that is the signer's certificate (RFC 5035 section 5.4.1). Undefined where an attribute is there and cannot be read. */
export function essReferences(attributes: readonly Attribute[]): EssReference[] | undefined {
  const found: EssReference[] = [];
  for (const [oid, standard] of [[ATTRIBUTE.signingCertificate, SHA1], [ATTRIBUTE.signingCertificateV2, SHA256]] as const) {
    for (const value of valuesOf(attributes, oid)) {
      const [list] = partsIn(value) ?? [];
      const [first] = partsOf(list) ?? [];
      const reference = readReference(first, standard);
      if (!reference) return undefined;
      found.push(reference);
    }
  }
  return found;
}

/** ESSCertID has no algorithm: it is SHA-1. ESSCertIDv2 has SHA-256 where it says nothing. */
function readReference(tlv: Tlv | undefined, standard: string): EssReference | undefined {
  const fields = partsOf(tlv);
  if (!fields) return undefined;
  let digestOid = standard;
  const algorithm = standard === SHA256 && fields[0]?.tag === TAG.sequence ? partsOf(fields.shift()) : undefined;
  if (algorithm) {
    const oid = oidOf(algorithm[0]);
    if (oid === undefined) return undefined;
    digestOid = oid;
  }
  const [hash, issuerSerial, ...more] = fields;
  if (hash?.tag !== TAG.octetString || more.length > 0) return undefined;
  const reference: EssReference = { digestOid, hash: hash.content };
  if (!issuerSerial) return reference;
  const named = readIssuerSerial(issuerSerial);
  return named && { ...reference, ...named };
}

/** IssuerSerial (RFC 5035 section 4) with one directory name. */
export function readIssuerSerial(tlv: Tlv): { issuer: DistinguishedName; serialNumber: string } | undefined {
  const [names, serial] = partsOf(tlv) ?? [];
  const [name, ...others] = partsOf(names) ?? [];
  const directory = name?.tag === DIRECTORY_NAME ? explicitOf(name) : undefined;
  const issuer = directory && readName(directory.bytes);
  return !issuer || others.length > 0 || !isInteger(serial) ? undefined : { issuer, serialNumber: hex(serial.content) };
}

/** Whether the attributes name this certificate. Where both versions are there, both must. */
export async function essFinding(attributes: readonly Attribute[], certificate: Certificate): Promise<EssFinding> {
  const references = essReferences(attributes);
  if (!references) return { state: 'wrong', rule: 'ess-malformed' };
  if (references.length === 0) return { state: 'absent' };
  for (const { digestOid, hash, issuer, serialNumber } of references) {
    const computed = await digest(digestOid, certificate.der);
    if (!computed) return { state: 'wrong', rule: 'ess-digest-unknown' };
    if (!sameBytes(computed, hash)) return { state: 'wrong', rule: 'ess-certificate-differs' };
    if ((serialNumber !== undefined && serialNumber !== certificate.serialNumber) || (issuer && !sameName(issuer, certificate.issuer))) return { state: 'wrong', rule: 'ess-issuer-serial-differs' };
  }
  return { state: 'matches', digests: references.map(({ digestOid }) => digestLabel(digestOid)) };
}
