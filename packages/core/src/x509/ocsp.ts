import { parseCertificate, readAlgorithm, readExtensions } from './certificate.js';
import { REASONS } from './crl.js';
import { bitOctets, explicitOf, isInteger, oidOf, partsOf, readOne, smallInteger, TAG, timeOf, type Tlv } from './der.js';
import { readName } from './name.js';
import type { AlgorithmIdentifier, Certificate, DistinguishedName, Extension } from './types.js';

/** What a responder says of one certificate (RFC 6960 section 4.2.1). */
export interface SingleResponse {
  /** Which certificate: digests of its issuer's name and key, and its number. */
  id: { digest: string; nameHash: Uint8Array; keyHash: Uint8Array; serialNumber: Uint8Array };
  status: 'good' | 'revoked' | 'unknown';
  revokedAt?: number;
  reason?: string;
  thisUpdate: number;
  nextUpdate?: number;
  extensions: readonly Extension[];
}

/** A basic response as it was read. Nothing of it is verified. */
export interface OcspResponse {
  /** As it was given: with the status around it, or without. */
  der: Uint8Array;
  tbs: Uint8Array;
  responder: { name: DistinguishedName } | { keyHash: Uint8Array };
  producedAt: number;
  responses: readonly SingleResponse[];
  extensions: readonly Extension[];
  signatureAlgorithm: AlgorithmIdentifier;
  signature: Uint8Array;
  /** Those that could be read. */
  certificates: readonly Certificate[];
  /** How many could not. */
  unreadCertificates: number;
}

const MOST_OCTETS = 4 * 1024 * 1024;
const MOST_RESPONSES = 1000;
const BASIC = '1.3.6.1.5.5.7.48.1.1';
const STATUSES: readonly (string | undefined)[] = ['successful', 'malformedRequest', 'internalError', 'tryLater', undefined, 'sigRequired', 'unauthorized'];

/** What an OCSPResponse says before it answers: a responder that refuses signs nothing. Undefined where it is none. */
export function ocspResponseStatus(der: Uint8Array): string | undefined {
  const status = partsOf(readOne(der), TAG.sequence, 2)?.[0];
  return status?.tag === TAG.enumerated ? STATUSES[smallInteger(status) ?? 4] : undefined;
}

/** An OCSPResponse that is successful and basic, or a BasicOCSPResponse as signatures carry them (RFC 5126 section 6.3.4). Undefined where it cannot be read, or answers nothing. */
export function parseOcspResponse(der: Uint8Array): OcspResponse | undefined {
  const outer = der.length > MOST_OCTETS ? undefined : partsOf(readOne(der), TAG.sequence, 4);
  if (outer?.[0]?.tag !== TAG.enumerated) return outer && parseBasic(der, outer);
  const [type, octets, ...more] = partsOf(outer[1]?.tag === 0xa0 ? explicitOf(outer[1]) : undefined, TAG.sequence, 2) ?? [];
  if (smallInteger(outer[0]) !== 0 || outer.length !== 2 || oidOf(type) !== BASIC || octets?.tag !== TAG.octetString || more.length > 0) return undefined;
  const basic = partsOf(readOne(octets.content), TAG.sequence, 4);
  return basic && parseBasic(der, basic);
}

function parseBasic(der: Uint8Array, [tbs, algorithm, bits, ...more]: readonly Tlv[]): OcspResponse | undefined {
  const [signatureAlgorithm, signature] = [readAlgorithm(algorithm), bitOctets(bits)];
  const parts = [...partsOf(tbs, TAG.sequence, 5) ?? []];
  if (!tbs || !signatureAlgorithm || !signature || more.length > 1 || (more[0] && more[0].tag !== 0xa0)) return undefined;
  if (parts[0]?.tag === 0xa0 && smallInteger(explicitOf(parts.shift())) !== 0) return undefined;
  const responder = responderOf(parts.shift());
  const producedAt = timeOf(parts.shift());
  const responses = partsOf(parts.shift(), TAG.sequence, MOST_RESPONSES)?.map(singleResponse);
  const read = parts.length === 0 ? { extensions: [], twice: false } : parts.length === 1 && parts[0]!.tag === 0xa1 ? readExtensions(explicitOf(parts[0])) : undefined;
  if (!responder || producedAt === undefined || !responses?.every((each) => each !== undefined) || !read || read.twice) return undefined;
  const certificates = more[0] ? partsOf(explicitOf(more[0]), TAG.sequence, 20) : [];
  if (!certificates) return undefined;
  const own = certificates.flatMap(({ bytes }) => parseCertificate(bytes) ?? []);
  return { der, tbs: tbs.bytes, responder, producedAt, responses, extensions: read.extensions, signatureAlgorithm, signature, certificates: own, unreadCertificates: certificates.length - own.length };
}

function responderOf(tlv: Tlv | undefined): OcspResponse['responder'] | undefined {
  const inner = explicitOf(tlv);
  if (tlv?.tag === 0xa1) {
    const name = inner && readName(inner.bytes);
    return name && { name };
  }
  return tlv?.tag === 0xa2 && inner?.tag === TAG.octetString ? { keyHash: inner.content } : undefined;
}

function singleResponse(tlv: Tlv): SingleResponse | undefined {
  const [idTlv, statusTlv, time, ...rest] = partsOf(tlv, TAG.sequence, 5) ?? [];
  const [algorithm, name, key, serial, ...more] = partsOf(idTlv, TAG.sequence, 4) ?? [];
  const digest = readAlgorithm(algorithm)?.oid;
  const thisUpdate = timeOf(time);
  const status = statusOf(statusTlv);
  const next = rest[0]?.tag === 0xa0 ? timeOf(explicitOf(rest.shift())) ?? NaN : undefined;
  const read = rest.length === 0 ? { extensions: [], twice: false } : rest.length === 1 && rest[0]!.tag === 0xa1 ? readExtensions(explicitOf(rest[0])) : undefined;
  if (digest === undefined || name?.tag !== TAG.octetString || key?.tag !== TAG.octetString || !isInteger(serial) || more.length > 0) return undefined;
  if (thisUpdate === undefined || !status || Number.isNaN(next) || !read || read.twice) return undefined;
  return {
    id: { digest, nameHash: name.content, keyHash: key.content, serialNumber: serial.content }, ...status, thisUpdate, ...(next === undefined ? {} : { nextUpdate: next }), extensions: read.extensions,
  };
}

function statusOf(tlv: Tlv | undefined): Pick<SingleResponse, 'status' | 'revokedAt' | 'reason'> | undefined {
  if (tlv?.tag === 0x80) return { status: 'good' };
  if (tlv?.tag === 0x82) return { status: 'unknown' };
  const [time, reasonTlv, ...more] = partsOf(tlv, 0xa1, 2) ?? [];
  const revokedAt = timeOf(time);
  if (revokedAt === undefined || more.length > 0) return undefined;
  if (!reasonTlv) return { status: 'revoked', revokedAt };
  const code = reasonTlv.tag === 0xa0 ? smallInteger(explicitOf(reasonTlv)) : undefined;
  return code === undefined ? undefined : { status: 'revoked', revokedAt, reason: REASONS[code] ?? 'unspecified' };
}
