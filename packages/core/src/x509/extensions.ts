import { hex } from '../bytes/octets.js';
import { booleanOf, isInteger, namedBits, oidOf, partsIn, partsOf, readOne, smallInteger, TAG, type Tlv } from './der.js';
import { readGeneralName, readGeneralNames, urlsOf, type GeneralName } from './general-name.js';
import type { Extension } from './types.js';

/** What an extension says: undefined where there is none. `malformed` counts as the worst that it could say. */
export type Reading<T> = T | 'malformed' | undefined;

interface Extended { extensions: readonly Extension[] }

export const EXTENSION = {
  subjectKeyIdentifier: '2.5.29.14', keyUsage: '2.5.29.15', subjectAltName: '2.5.29.17', issuerAltName: '2.5.29.18', basicConstraints: '2.5.29.19', crlNumber: '2.5.29.20', reasonCode: '2.5.29.21',
  invalidityDate: '2.5.29.24', deltaCrlIndicator: '2.5.29.27', issuingDistributionPoint: '2.5.29.28', certificateIssuer: '2.5.29.29', nameConstraints: '2.5.29.30',
  crlDistributionPoints: '2.5.29.31', certificatePolicies: '2.5.29.32', policyMappings: '2.5.29.33', authorityKeyIdentifier: '2.5.29.35', policyConstraints: '2.5.29.36',
  extendedKeyUsage: '2.5.29.37', freshestCrl: '2.5.29.46', inhibitAnyPolicy: '2.5.29.54', noRevAvail: '2.5.29.56', expiredCertsOnCrl: '2.5.29.60',
  authorityInfoAccess: '1.3.6.1.5.5.7.1.1', qcStatements: '1.3.6.1.5.5.7.1.3', ocspNoCheck: '1.3.6.1.5.5.7.48.1.5', validityAssured: '0.4.0.194121.2.1',
} as const;

export const extensionOf = ({ extensions }: Extended, oid: string): Extension | undefined => extensions.find((each) => each.oid === oid);

/** A getter of one extension. */
function getter<T>(oid: string, read: (value: Uint8Array) => T | undefined): (of: Extended) => Reading<T> {
  return (of) => {
    const extension = extensionOf(of, oid);
    return extension && (read(extension.value) ?? 'malformed');
  };
}

/** RFC 5280 section 4.2.1.9. */
export const basicConstraints = getter(EXTENSION.basicConstraints, (value): { ca: boolean; pathLength?: number } | undefined => {
  const parts = partsIn(value, TAG.sequence, 2);
  if (!parts) return undefined;
  const rest = [...parts];
  const ca = rest[0]?.tag === TAG.boolean ? booleanOf(rest.shift()) : false;
  if (ca === undefined || rest.length > 1) return undefined;
  if (rest.length === 0) return { ca };
  const pathLength = rest[0]!.tag === TAG.integer ? smallInteger(rest[0]) : undefined;
  return pathLength === undefined || pathLength < 0 ? undefined : { ca, pathLength };
});

const USAGES = ['digitalSignature', 'nonRepudiation', 'keyEncipherment', 'dataEncipherment', 'keyAgreement', 'keyCertSign', 'cRLSign', 'encipherOnly', 'decipherOnly'] as const;
export type KeyUsageName = (typeof USAGES)[number];

/** Section 4.2.1.3. */
export const keyUsage = getter(EXTENSION.keyUsage, (value): ReadonlySet<KeyUsageName> | undefined => {
  const bits = namedBits(readOne(value));
  return bits && new Set(bits.flatMap((bit) => USAGES[bit] ?? []));
});

export const PURPOSE = {
  any: '2.5.29.37.0', serverAuth: '1.3.6.1.5.5.7.3.1', clientAuth: '1.3.6.1.5.5.7.3.2', codeSigning: '1.3.6.1.5.5.7.3.3', emailProtection: '1.3.6.1.5.5.7.3.4', timeStamping: '1.3.6.1.5.5.7.3.8',
  ocspSigning: '1.3.6.1.5.5.7.3.9', documentSigning: '1.3.6.1.5.5.7.3.36',
} as const;

function oidsIn(value: Uint8Array): string[] | undefined {
  const oids = partsIn(value, TAG.sequence, 200)?.map(oidOf);
  return oids?.length && oids.every((oid) => oid !== undefined) ? oids : undefined;
}

/** Section 4.2.1.12: the purposes, by OID. */
export const extendedKeyUsage = getter(EXTENSION.extendedKeyUsage, oidsIn);

/** Section 4.2.1.4: the policies, by OID; each at most once. Qualifiers say nothing that is decided by. */
export const certificatePolicies = getter(EXTENSION.certificatePolicies, (value): string[] | undefined => {
  const oids = partsIn(value, TAG.sequence, 200)?.map((part) => oidOf(partsOf(part, TAG.sequence, 2)?.[0]));
  return oids?.length && oids.every((oid) => oid !== undefined) && new Set(oids).size === oids.length ? oids : undefined;
});

/** Section 4.2.1.5. */
export const policyMappings = getter(EXTENSION.policyMappings, (value): { issuer: string; subject: string }[] | undefined => {
  const pairs = partsIn(value, TAG.sequence, 200)?.map((part) => partsOf(part, TAG.sequence, 2)?.map(oidOf));
  const mappings = pairs?.map((pair) => (pair?.length === 2 && pair[0] !== undefined && pair[1] !== undefined ? { issuer: pair[0], subject: pair[1] } : undefined));
  return mappings?.length && mappings.every((each) => each !== undefined) ? mappings : undefined;
});

/** An IMPLICIT INTEGER that is not negative: the contents are the same under another tag. */
const implicitNumber = (tlv: Tlv): number | undefined => {
  const value = smallInteger({ ...tlv, tag: TAG.integer });
  return value === undefined || value < 0 ? undefined : value;
};

/** Section 4.2.1.11. */
export const policyConstraints = getter(EXTENSION.policyConstraints, (value): { requireExplicit?: number; inhibitMapping?: number } | undefined => {
  const parts = partsIn(value, TAG.sequence, 2);
  if (!parts?.length) return undefined;
  const found: { requireExplicit?: number; inhibitMapping?: number } = {};
  for (const part of parts) {
    const number = implicitNumber(part);
    if (number === undefined || (part.tag !== 0x80 && part.tag !== 0x81)) return undefined;
    found[part.tag === 0x80 ? 'requireExplicit' : 'inhibitMapping'] = number;
  }
  return found;
});

/** Section 4.2.1.14. */
export const inhibitAnyPolicy = getter(EXTENSION.inhibitAnyPolicy, (value): number | undefined => {
  const tlv = readOne(value, TAG.integer);
  return tlv && implicitNumber(tlv);
});

export interface NameConstraints { permitted: GeneralName[]; excluded: GeneralName[] }

/** Section 4.2.1.10: `minimum` is zero and there is no `maximum`, or it is none of this profile. */
export const nameConstraints = getter(EXTENSION.nameConstraints, (value): NameConstraints | undefined => {
  const parts = partsIn(value, TAG.sequence, 2);
  if (!parts?.length) return undefined;
  const found: NameConstraints = { permitted: [], excluded: [] };
  for (const part of parts) {
    if (part.tag !== 0xa0 && part.tag !== 0xa1) return undefined;
    const bases = partsOf(part, part.tag, 2000)?.map(subtreeBase);
    if (!bases?.length || !bases.every((base) => base !== undefined)) return undefined;
    found[part.tag === 0xa0 ? 'permitted' : 'excluded'].push(...bases);
  }
  return found;
});

function subtreeBase(tlv: Tlv): GeneralName | undefined {
  const [base, minimum, ...more] = partsOf(tlv, TAG.sequence, 3) ?? [];
  const plain = more.length === 0 && (minimum === undefined || (minimum.tag === 0x80 && implicitNumber(minimum) === 0));
  return base && plain ? readGeneralName(base) : undefined;
}

/** Section 4.2.1.6. */
export const subjectAltName = getter(EXTENSION.subjectAltName, (value) => readGeneralNames(readOne(value)));

/** Section 4.2.1.2. */
export const subjectKeyIdentifier = getter(EXTENSION.subjectKeyIdentifier, (value) => readOne(value, TAG.octetString)?.content);

/** Section 4.2.1.1: which of the issuer's keys. A hint, never a proof. */
export const authorityKeyIdentifier = getter(EXTENSION.authorityKeyIdentifier, (value): { keyIdentifier?: Uint8Array; issuer?: GeneralName[]; serialNumber?: string } | undefined => {
  const parts = partsIn(value, TAG.sequence, 3);
  if (!parts) return undefined;
  const found: { keyIdentifier?: Uint8Array; issuer?: GeneralName[]; serialNumber?: string } = {};
  for (const part of parts) {
    if (part.tag === 0x80) found.keyIdentifier = part.content;
    else if (part.tag === 0xa1) {
      const issuer = readGeneralNames(part, 0xa1);
      if (!issuer) return undefined;
      found.issuer = issuer;
    } else if (part.tag === 0x82 && isInteger({ ...part, tag: TAG.integer })) found.serialNumber = hex(part.content);
    else return undefined;
  }
  return found;
});

/** Section 4.2.2.1: where the issuer answers for the certificate, and where its own certificate lies. */
export const authorityInfoAccess = getter(EXTENSION.authorityInfoAccess, (value): { ocsp: string[]; caIssuers: string[] } | undefined => {
  const parts = partsIn(value, TAG.sequence, 50);
  if (!parts) return undefined;
  const found = { ocsp: [] as string[], caIssuers: [] as string[] };
  for (const part of parts) {
    const [method, location] = partsOf(part, TAG.sequence, 2) ?? [];
    const [oid, name] = [oidOf(method), location && readGeneralName(location)];
    if (oid === undefined || !name) return undefined;
    if (oid === '1.3.6.1.5.5.7.48.1') found.ocsp.push(...urlsOf([name]));
    if (oid === '1.3.6.1.5.5.7.48.2') found.caIssuers.push(...urlsOf([name]));
  }
  return found;
});

/** The full name of a DistributionPointName (section 4.2.1.13), which lies in an EXPLICIT tag. Names relative to the issuer's are not read. */
export function fullName(tlv: Tlv): GeneralName[] | 'relative' | undefined {
  const choice = readOne(tlv.content);
  return choice?.tag === 0xa1 ? 'relative' : readGeneralNames(choice, 0xa0);
}

export interface DistributionPoint { names: GeneralName[]; urls: string[]; /** Only some of the reasons are on that list. */ reasons: boolean; /** Others issue the list. */ crlIssuer?: GeneralName[] }

/** Section 4.2.1.13. */
export const crlDistributionPoints = getter(EXTENSION.crlDistributionPoints, (value): DistributionPoint[] | undefined => {
  const points = partsIn(value, TAG.sequence, 50)?.map(distributionPoint);
  return points?.every((point) => point !== undefined) ? points : undefined;
});

function distributionPoint(tlv: Tlv): DistributionPoint | undefined {
  const parts = partsOf(tlv, TAG.sequence, 3);
  if (!parts) return undefined;
  const point: DistributionPoint = { names: [], urls: [], reasons: false };
  for (const part of parts) {
    if (part.tag === 0xa0) {
      const names = fullName(part);
      if (!names) return undefined;
      if (names !== 'relative') Object.assign(point, { names, urls: urlsOf(names) });
    } else if (part.tag === 0x81) point.reasons = true;
    else if (part.tag === 0xa2) {
      const names = readGeneralNames(part, 0xa2);
      if (!names) return undefined;
      point.crlIssuer = names;
    } else return undefined;
  }
  return point;
}

const isNull = (value: Uint8Array): true | undefined => (readOne(value, TAG.null)?.content.length === 0 ? true : undefined);

/** RFC 6960 section 4.2.2.2.1: a responder's certificate that nobody need ask about. */
export const ocspNoCheck = getter(EXTENSION.ocspNoCheck, isNull);

/** ETSI EN 319 412-1 section 5.2.2: a certificate so short-lived that it is not revoked. */
export const validityAssured = getter(EXTENSION.validityAssured, isNull);

/** RFC 9608: no revocation information is published for it. */
export const noRevAvail = getter(EXTENSION.noRevAvail, isNull);
