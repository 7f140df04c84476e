import { booleanOf, namedBits, oidOf, partsIn, partsOf, readOne, type Tlv } from '../x509/der.js';
import type { Certificate } from '../x509/types.js';

const extension = (certificate: Certificate, oid: string): Uint8Array | undefined => certificate.extensions.find((each) => each.oid === oid)?.value;

/** RFC 5280 section 4.2.1.9. */
export function isAuthority(certificate: Certificate): boolean {
  const value = extension(certificate, '2.5.29.19');
  return value !== undefined && booleanOf(partsIn(value)?.[0]) === true;
}

/** The bits that are set (section 4.2.1.3); `undefined` where the certificate does not say. */
export function keyUsageBits(certificate: Certificate): number[] | undefined {
  const value = extension(certificate, '2.5.29.15');
  return value && namedBits(readOne(value));
}

/** OIDs of policies (section 4.2.1.4). */
export function policyOids(certificate: Certificate): string[] {
  const value = extension(certificate, '2.5.29.32');
  return (value && partsIn(value) || []).flatMap((policy) => oidOf(partsOf(policy)?.[0]) ?? []);
}

/** Section 4.2.1.12. */
export function extendedKeyUsageOids(certificate: Certificate): string[] {
  const value = extension(certificate, '2.5.29.37');
  return (value && partsIn(value) || []).flatMap((purpose: Tlv) => oidOf(purpose) ?? []);
}
