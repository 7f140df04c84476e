import { sha256Hex } from './digest.js';
import { hex, sameBytes } from '../bytes/octets.js';
import { bitOctets, booleanOf, explicitOf, isInteger, oidOf, partsIn, partsOf, readOne, smallInteger, TAG, timeOf, type Tlv } from './der.js';
import { readName } from './name.js';
import type { AlgorithmIdentifier, Certificate, Extension } from './types.js';

const MOST_OCTETS = 256 * 1024;
const MOST_EXTENSIONS = 100;

/** AlgorithmIdentifier (RFC 5280 section 4.1.1.2). */
export function readAlgorithm(tlv: Tlv | undefined): AlgorithmIdentifier | undefined {
  const parts = partsOf(tlv, TAG.sequence, 2);
  const oid = oidOf(parts?.[0]);
  if (oid === undefined) return undefined;
  return parts![1] ? { oid, parameters: parts![1].bytes } : { oid };
}

/** Extensions (section 4.1.2.9), of a certificate, a list or a response. An extension twice is read, and said in `twice`. */
export function readExtensions(tlv: Tlv | undefined): { extensions: Extension[]; twice: boolean } | undefined {
  const parts = partsOf(tlv, TAG.sequence, MOST_EXTENSIONS);
  if (!parts) return undefined;
  const extensions: Extension[] = [];
  for (const part of parts) {
    const [id, ...rest] = partsOf(part, TAG.sequence, 3) ?? [];
    const oid = oidOf(id);
    // `critical` false is the default and should be absent; many write it.
    const critical = rest[0]?.tag === TAG.boolean ? booleanOf(rest.shift()) : false;
    const value = rest[0];
    if (oid === undefined || critical === undefined || value?.tag !== TAG.octetString || rest.length !== 1) return undefined;
    extensions.push({ oid, critical, value: value.content });
  }
  return { extensions, twice: new Set(extensions.map(({ oid }) => oid)).size !== extensions.length };
}

const sameAlgorithm = (a: AlgorithmIdentifier, b: AlgorithmIdentifier): boolean =>
  a.oid === b.oid && ((a.parameters === undefined && b.parameters === undefined) || sameBytes(a.parameters, b.parameters));

/** SubjectPublicKeyInfo is an algorithm and a BIT STRING (section 4.1.2.7). What key it is, whoever uses it says. */
const isKeyInfo = (tlv: Tlv | undefined): tlv is Tlv => {
  const parts = partsOf(tlv, TAG.sequence, 2);
  return parts?.length === 2 && readAlgorithm(parts[0]) !== undefined && bitOctets(parts[1]) !== undefined;
};

/** The extensions and the unique identifiers after the key, each at most once and in order (section 4.1). */
function readTail(parts: readonly Tlv[], version: number, defects: string[]): Extension[] | undefined {
  let last = 0;
  let extensions: Extension[] = [];
  for (const part of parts) {
    const place = [0x81, 0x82, 0xa3].indexOf(part.tag) + 1;
    if (place <= last) return undefined;
    last = place;
    if (place < 3) {
      if (version < 2) defects.push('version');
      continue;
    }
    const read = readExtensions(explicitOf(part));
    if (!read) return undefined;
    if (version !== 3) defects.push('version');
    if (read.twice) defects.push('extension-twice');
    extensions = read.extensions;
  }
  return extensions;
}

/**
 * A certificate (RFC 5280 section 4.1) from its DER, and nothing after it. Undefined where it cannot be read: of two programs that read loosely, each may read something else.
 * Serial numbers that are negative or long are read, as section 4.1.2.2 asks.
 */
export function parseCertificate(der: Uint8Array): Certificate | undefined {
  if (der.length > MOST_OCTETS) return undefined;
  const [tbs, outer, bits, ...more] = partsIn(der, TAG.sequence, 3) ?? [];
  const signatureAlgorithm = readAlgorithm(outer);
  const parts = partsOf(tbs, TAG.sequence, 10);
  if (!tbs || !signatureAlgorithm || bits?.tag !== TAG.bitString || bits.content.length === 0 || !parts || more.length > 0) return undefined;

  const defects: string[] = [];
  const hasVersion = parts[0]?.tag === 0xa0;
  const version = hasVersion ? (smallInteger(explicitOf(parts[0])) ?? -1) + 1 : 1;
  const [serial, inner, issuerTlv, validity, subjectTlv, key, ...tail] = hasVersion ? parts.slice(1) : parts;
  const algorithm = readAlgorithm(inner);
  const [issuer, subject] = [issuerTlv && readName(issuerTlv.bytes), subjectTlv && readName(subjectTlv.bytes)];
  const times = partsOf(validity, TAG.sequence, 2);
  const [notBefore, notAfter] = [timeOf(times?.[0]), timeOf(times?.[1])];
  if (version < 1 || version > 3 || !isInteger(serial) || !algorithm || !issuer || !subject || times?.length !== 2 || notBefore === undefined || notAfter === undefined || !isKeyInfo(key)) return undefined;
  const extensions = readTail(tail, version, defects);
  if (!extensions) return undefined;
  // Not whole octets: no signature that any algorithm makes. There are such certificates in genuine lists, where they are trusted by their bytes and not by who signed them.
  if (bits.content[0] !== 0) defects.push('signature-bits');
  if (!sameAlgorithm(algorithm, signatureAlgorithm)) defects.push('algorithms-differ');
  return {
    der, sha256: sha256Hex(der), tbs: tbs.bytes, version, serialNumber: hex(serial.content), issuer, subject, notBefore, notAfter, spki: key.bytes,
    signatureAlgorithm, signature: bits.content.subarray(1), extensions, defects: [...new Set(defects)],
  };
}

/** The same certificate, byte for byte. */
export const sameCertificate = (a: Certificate, b: Certificate): boolean => a.sha256 === b.sha256;

/** The key of a SubjectPublicKeyInfo: its algorithm, and the octets of its BIT STRING. */
export function readKeyInfo(spki: Uint8Array): { algorithm: AlgorithmIdentifier; key: Uint8Array } | undefined {
  const parts = partsOf(readOne(spki), TAG.sequence, 2);
  const algorithm = readAlgorithm(parts?.[0]);
  const key = bitOctets(parts?.[1]);
  return algorithm && key && { algorithm, key };
}
