import { hex } from '../bytes/octets.js';
import { booleanOf, isInteger, oidOf, partsIn, partsOf, smallInteger, TAG, timeOf, type Tlv } from '../x509/der.js';
import { digestLabel } from '../x509/digest.js';

/** TSTInfo (RFC 3161 section 2.4.2), as it was read. */
export interface TstInfo {
  policy: string;
  imprint: { /** OID. */ algorithm: string; /** Its name, or the OID where it has none. */ digest: string; hash: Uint8Array };
  /** Lower-case hexadecimal. */
  serialNumber: string;
  /** Milliseconds since 1970. */
  time: number;
  /** Milliseconds by which the time may be off, either way; 0 where it does not say. */
  accuracy: number;
  ordering: boolean;
  nonce?: string;
  /** The authority's name, as a GeneralName. */
  authority?: Uint8Array;
  extensions: readonly { oid: string; critical: boolean }[];
}

const ACCURACY = TAG.sequence;
const AUTHORITY = 0xa0;
const EXTENSIONS = 0xa1;

/** Undefined where it is none, or one of another version. */
export function parseTstInfo(der: Uint8Array): TstInfo | undefined {
  const [version, policyField, imprintField, serial, timeField, ...rest] = partsIn(der, TAG.sequence, 16) ?? [];
  const policy = oidOf(policyField);
  const [algorithmField, hash, ...more] = partsOf(imprintField) ?? [];
  const algorithm = oidOf(partsOf(algorithmField)?.[0]);
  const time = timeField?.tag === TAG.generalizedTime ? timeOf(timeField) : undefined;
  if (smallInteger(version) !== 1 || policy === undefined || algorithm === undefined || hash?.tag !== TAG.octetString || more.length > 0 || !isInteger(serial) || time === undefined) return undefined;
  const take = (tag: number): Tlv | undefined => (rest[0]?.tag === tag ? rest.shift() : undefined);
  const accuracyField = take(ACCURACY);
  const accuracy = accuracyField ? accuracyOf(accuracyField) : 0;
  const ordering = booleanOf(take(TAG.boolean)) ?? false;
  const nonce = take(TAG.integer);
  const authority = take(AUTHORITY);
  const extensionsField = take(EXTENSIONS);
  const extensions = extensionsField ? extensionsOf(extensionsField) : [];
  if (accuracy === undefined || !extensions || rest.length > 0) return undefined;
  return {
    policy, imprint: { algorithm, digest: digestLabel(algorithm), hash: hash.content }, serialNumber: hex(serial.content), time, accuracy, ordering, extensions,
    ...(nonce ? { nonce: hex(nonce.content) } : {}), ...(authority ? { authority: authority.content } : {}),
  };
}

/** Seconds, then thousandths and millionths under tags of their own. */
function accuracyOf(tlv: Tlv): number | undefined {
  let total = 0;
  for (const part of partsOf(tlv) ?? [undefined]) {
    const scale = part?.tag === TAG.integer ? 1000 : part?.tag === 0x80 ? 1 : part?.tag === 0x81 ? 0.001 : undefined;
    const value = part && smallInteger({ ...part, tag: TAG.integer });
    if (scale === undefined || value === undefined || value < 0) return undefined;
    total += value * scale;
  }
  return total;
}

function extensionsOf(tlv: Tlv): { oid: string; critical: boolean }[] | undefined {
  const found: { oid: string; critical: boolean }[] = [];
  for (const part of partsOf(tlv, EXTENSIONS, 32) ?? [undefined]) {
    const [id, second] = partsOf(part) ?? [];
    const oid = oidOf(id);
    if (oid === undefined) return undefined;
    found.push({ oid, critical: booleanOf(second) ?? false });
  }
  return found;
}
