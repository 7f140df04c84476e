import 'reflect-metadata';
import { BasicConstraintsExtension, KeyUsagesExtension, X509Certificate } from '@peculiar/x509';
import * as asn1js from 'asn1js';
import { Certificate as PkijsCertificate, type BasicConstraints, type Extension as PkijsExtension, type RelativeDistinguishedNames } from 'pkijs';
import { basicConstraints, keyUsage, parseCertificate, readKeyInfo } from '@credlens/core/x509';

/** One certificate as any of the parsers reads it, in values that compare. What a library does not give is left out. */
export interface CertificateReading {
  version?: number;
  serialNumber: string;
  /** OID and text of each attribute, in order. */
  issuer: string[];
  subject: string[];
  notBefore: number;
  notAfter: number;
  /** OID of the algorithm and the octets of the key. */
  key: string;
  /** DER of SubjectPublicKeyInfo. */
  spki?: string;
  signatureAlgorithm?: string;
  extensions: string[];
  tbs?: string;
  signature: string;
  keyUsage: readonly string[] | undefined;
  basicConstraints: string | undefined;
}

export const hex = (bytes: ArrayBuffer | Uint8Array): string => Buffer.from(bytes instanceof Uint8Array ? bytes : new Uint8Array(bytes)).toString('hex');
/** Its own buffer, which asn1js wants. */
export const buffer = (bytes: Uint8Array): ArrayBuffer => new Uint8Array(bytes).buffer;

/** What pkijs reads from. Its own `fromBER` stops at 10,000 elements, which a list of 1,700 revoked certificates has. */
export function schemaOf(der: Uint8Array): asn1js.AsnType {
  const { offset, result } = asn1js.fromBER(buffer(der), { maxNodes: 10_000_000 });
  if (offset === -1) throw new Error(result.error);
  return result;
}

const attribute = (oid: string, value: string): string => `${oid}=${value}`;
const extension = (oid: string, critical: boolean, value: ArrayBuffer | Uint8Array): string => `${oid}${critical ? ' critical' : ''} ${hex(value)}`;
const constraints = (ca: boolean, pathLength: number | undefined): string => `${ca} ${pathLength ?? '-'}`;

const USAGES = ['digitalSignature', 'nonRepudiation', 'keyEncipherment', 'dataEncipherment', 'keyAgreement', 'keyCertSign', 'cRLSign', 'encipherOnly', 'decipherOnly'];

export function ours(der: Uint8Array): CertificateReading | undefined {
  const read = parseCertificate(der);
  const info = read && readKeyInfo(read.spki);
  if (!read || !info) return undefined;
  const [usage, basic] = [keyUsage(read), basicConstraints(read)];
  return {
    version: read.version, serialNumber: read.serialNumber, issuer: read.issuer.attributes.map(({ oid, value }) => attribute(oid, value)), subject: read.subject.attributes.map(({ oid, value }) => attribute(oid, value)),
    notBefore: read.notBefore, notAfter: read.notAfter, key: `${info.algorithm.oid} ${hex(info.key)}`, spki: hex(read.spki), signatureAlgorithm: read.signatureAlgorithm.oid,
    extensions: read.extensions.map(({ oid, critical, value }) => extension(oid, critical, value)), tbs: hex(read.tbs), signature: hex(read.signature),
    keyUsage: typeof usage === 'object' ? USAGES.filter((name) => (usage as ReadonlySet<string>).has(name)) : usage && [usage],
    basicConstraints: typeof basic === 'object' ? constraints(basic.ca, basic.pathLength) : basic,
  };
}

/** Text as pkijs gives it; what is no string it gives as a schema, which compares by its encoding. */
export function pkijsName({ typesAndValues }: RelativeDistinguishedNames): string[] {
  return typesAndValues.map(({ type, value }) => {
    const text: unknown = (value as unknown as asn1js.BaseStringBlock).valueBlock.value;
    return attribute(type, typeof text === 'string' ? text : `#${hex((value as unknown as asn1js.AsnType).toBER())}`);
  });
}

export const pkijsExtension = ({ extnID, critical, extnValue }: PkijsExtension): string => extension(extnID, critical, extnValue.valueBlock.valueHexView);

/** Named bits of a BIT STRING, by number. */
function bitsOf(bits: asn1js.BitString): number[] {
  const octets = bits.valueBlock.valueHexView;
  return Array.from({ length: octets.length * 8 - bits.valueBlock.unusedBits }, (_, bit) => bit).filter((bit) => (octets[bit >> 3]! & (0x80 >> (bit & 7))) !== 0);
}

/** Undefined where pkijs refuses it. */
export function byPkijs(der: Uint8Array): CertificateReading | undefined {
  let read: PkijsCertificate;
  try {
    read = new PkijsCertificate({ schema: schemaOf(der) });
  } catch {
    return undefined;
  }
  const of = (oid: string): unknown => read.extensions?.find(({ extnID }) => extnID === oid)?.parsedValue;
  const [usage, basic] = [of('2.5.29.15') as asn1js.BitString | undefined, of('2.5.29.19') as BasicConstraints | undefined];
  const { pathLenConstraint } = basic ?? {};
  return {
    version: read.version + 1, serialNumber: hex(read.serialNumber.valueBlock.valueHexView), issuer: pkijsName(read.issuer), subject: pkijsName(read.subject),
    notBefore: read.notBefore.value.getTime(), notAfter: read.notAfter.value.getTime(),
    key: `${read.subjectPublicKeyInfo.algorithm.algorithmId} ${hex(read.subjectPublicKeyInfo.subjectPublicKey.valueBlock.valueHexView)}`, spki: hex(read.subjectPublicKeyInfo.toSchema().toBER()),
    signatureAlgorithm: read.signatureAlgorithm.algorithmId, extensions: (read.extensions ?? []).map(pkijsExtension), tbs: hex(read.tbsView), signature: hex(read.signatureValue.valueBlock.valueHexView),
    keyUsage: usage && bitsOf(usage).flatMap((bit) => USAGES[bit] ?? []),
    basicConstraints: basic && constraints(basic.cA, pathLenConstraint === undefined ? undefined : typeof pathLenConstraint === 'number' ? pathLenConstraint : Number(pathLenConstraint.toBigInt())),
  };
}

/** Undefined where @peculiar/x509 refuses it, or an extension of it. It gives no tbs. */
export function byPeculiar(der: Uint8Array): CertificateReading | undefined {
  try {
    return readByPeculiar(new X509Certificate(buffer(der)));
  } catch {
    return undefined;
  }
}

/** As @peculiar/x509 writes a serial number: without the zero octet that DER has before a set bit, so that -128 and 128 look the same. */
export const asNumber = (reading: CertificateReading): CertificateReading => ({ ...reading, serialNumber: reading.serialNumber.replace(/^00(?=.)/, '') });

function readByPeculiar(read: X509Certificate): CertificateReading {
  const name = (from: X509Certificate['subjectName']): string[] => from.toJSON().flatMap((rdn) => Object.entries(rdn).flatMap(([type, values]) => values.map((value) => attribute(OIDS[type] ?? type, value))));
  const [usage, basic] = [read.getExtension(KeyUsagesExtension), read.getExtension(BasicConstraintsExtension)];
  const info = readKeyInfo(new Uint8Array(read.publicKey.rawData));
  return {
    serialNumber: read.serialNumber, issuer: name(read.issuerName), subject: name(read.subjectName), notBefore: read.notBefore.getTime(), notAfter: read.notAfter.getTime(),
    key: info ? `${info.algorithm.oid} ${hex(info.key)}` : 'none', spki: hex(read.publicKey.rawData),
    extensions: read.extensions.map(({ type, critical, value }) => extension(type, critical, value)), signature: hex(read.signature),
    keyUsage: usage ? USAGES.filter((_, bit) => (usage.usages & (1 << bit)) !== 0) : undefined, basicConstraints: basic ? constraints(basic.ca, basic.pathLength) : undefined,
  };
}

/** What @peculiar/x509 writes in place of an OID. */
const OIDS: Readonly<Record<string, string>> = { CN: '2.5.4.3', L: '2.5.4.7', ST: '2.5.4.8', O: '2.5.4.10', OU: '2.5.4.11', C: '2.5.4.6', DC: '0.9.2342.19200300.100.1.25', E: '1.2.840.113549.1.9.1', G: '2.5.4.42', I: '2.5.4.43', SN: '2.5.4.4', T: '2.5.4.12' };

/** The members that differ; what one of them does not give is not compared. */
export function differences<T extends object>(a: T, b: T): (keyof T)[] {
  return (Object.keys(a) as (keyof T)[]).filter((member) => member in b && JSON.stringify(a[member]) !== JSON.stringify(b[member]));
}
