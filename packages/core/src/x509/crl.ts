import { readAlgorithm, readExtensions } from './certificate.js';
import { sameBytes } from '../bytes/octets.js';
import { bitOctets, explicitOf, partsIn, partsOf, readOne, smallInteger, spanAt, TAG, timeOf, type Span, type Tlv } from './der.js';
import { EXTENSION, fullName, type Reading } from './extensions.js';
import type { GeneralName } from './general-name.js';
import { readName } from './name.js';
import type { AlgorithmIdentifier, DistinguishedName, Extension } from './types.js';

/** A list of revoked certificates as it was read (RFC 5280 section 5.1). Nothing of it is verified. */
export interface Crl {
  der: Uint8Array;
  tbs: Uint8Array;
  version: number;
  issuer: DistinguishedName;
  thisUpdate: number;
  nextUpdate?: number;
  /** Its entries, one after the other as they are encoded: there may be hundreds of thousands. */
  entries: Uint8Array;
  extensions: readonly Extension[];
  signatureAlgorithm: AlgorithmIdentifier;
  signature: Uint8Array;
}

const MOST_OCTETS = 64 * 1024 * 1024;

/** A list from its DER, and nothing after it. Undefined where it cannot be read. */
export function parseCrl(der: Uint8Array): Crl | undefined {
  if (der.length > MOST_OCTETS) return undefined;
  const [tbs, outer, bits, ...more] = partsIn(der, TAG.sequence, 3) ?? [];
  const [signatureAlgorithm, signature] = [readAlgorithm(outer), bitOctets(bits)];
  const parts = partsOf(tbs, TAG.sequence, 8);
  if (!tbs || !signatureAlgorithm || !signature || !parts || more.length > 0) return undefined;
  const rest = [...parts];
  const version = rest[0]?.tag === TAG.integer ? (smallInteger(rest.shift()) ?? -1) + 1 : 1;
  const algorithm = rest.shift();
  const issuerTlv = rest.shift();
  const issuer = issuerTlv && readName(issuerTlv.bytes);
  const thisUpdate = timeOf(rest.shift());
  const nextUpdate = rest[0]?.tag === TAG.utcTime || rest[0]?.tag === TAG.generalizedTime ? timeOf(rest.shift()) ?? NaN : undefined;
  const entries = rest[0]?.tag === TAG.sequence ? rest.shift()!.content : new Uint8Array();
  const extensions = readTail(rest);
  // The two algorithms must be the same (section 5.1.1.2).
  if ((version !== 1 && version !== 2) || !issuer || thisUpdate === undefined || Number.isNaN(nextUpdate) || !extensions || !sameBytes(algorithm?.bytes, outer!.bytes)) return undefined;
  return { der, tbs: tbs.bytes, version, issuer, thisUpdate, ...(nextUpdate === undefined ? {} : { nextUpdate }), entries, extensions, signatureAlgorithm, signature };
}

function readTail(rest: readonly Tlv[]): Extension[] | undefined {
  if (rest.length === 0) return [];
  const read = rest.length === 1 && rest[0]!.tag === 0xa0 ? readExtensions(explicitOf(rest[0])) : undefined;
  return read && !read.twice ? read.extensions : undefined;
}

/** RFC 5280 section 5.3.1. */
export const REASONS: readonly (string | undefined)[] = [
  'unspecified', 'keyCompromise', 'cACompromise', 'affiliationChanged', 'superseded', 'cessationOfOperation', 'certificateHold', undefined, 'removeFromCRL', 'privilegeWithdrawn', 'aACompromise',
];

export interface CrlEntry { revokedAt: number; reason?: string; invalidityDate?: number }

export type CrlLookup = { state: 'listed'; entry: CrlEntry } | { state: 'not-listed' } | { state: 'malformed' } | { state: 'critical-extension'; oid: string };

/** What may be critical in an entry and is acted on here. `certificateIssuer` is not: it makes the list another's (section 5.3.3). */
const ENTRY_UNDERSTOOD: readonly string[] = [EXTENSION.reasonCode, EXTENSION.invalidityDate];

/**
 * Looks for a serial number. All entries are walked, since one extension that is critical and not understood makes the whole list of no use (section 5.3); an object is made of the one
 * that is sought and of no other.
 * @param serial contents octets of the certificate's serial number
 */
export function findEntry(crl: Crl, serial: Uint8Array): CrlLookup {
  const { entries } = crl;
  let found: Span | undefined;
  for (let at = 0; at < entries.length;) {
    const entry = spanAt(entries, at, entries.length);
    const number = entry?.tag === TAG.sequence ? spanAt(entries, entry.content, entry.end) : undefined;
    const time = number?.tag === TAG.integer ? spanAt(entries, number.end, entry!.end) : undefined;
    if (!entry || !number || !time) return { state: 'malformed' };
    if (time.end !== entry.end) {
      const critical = unknownCritical(entries, time.end, entry.end);
      if (critical) return critical === 'malformed' ? { state: 'malformed' } : { state: 'critical-extension', oid: critical };
    }
    if (!found && number.end - number.content === serial.length && sameAt(entries, number.content, serial)) found = entry;
    at = entry.end;
  }
  if (!found) return { state: 'not-listed' };
  const entry = readEntry(entries.subarray(found.start, found.end));
  return entry ? { state: 'listed', entry } : { state: 'malformed' };
}

function sameAt(bytes: Uint8Array, at: number, sought: Uint8Array): boolean {
  for (let index = 0; index < sought.length; index += 1) if (bytes[at + index] !== sought[index]) return false;
  return true;
}

/** The OID of an entry's extension that is critical and not understood. Objects are made only where something is critical. */
function unknownCritical(bytes: Uint8Array, start: number, end: number): string | undefined {
  const list = spanAt(bytes, start, end);
  if (list?.tag !== TAG.sequence || list.end !== end) return 'malformed';
  for (let at = list.content; at < list.end;) {
    const extension = spanAt(bytes, at, list.end);
    const oid = extension?.tag === TAG.sequence ? spanAt(bytes, extension.content, extension.end) : undefined;
    const next = oid?.tag === TAG.oid ? spanAt(bytes, oid.end, extension!.end) : undefined;
    if (!extension || !next) return 'malformed';
    if (next.tag === TAG.boolean) {
      const read = readExtensions(readOne(bytes.subarray(list.start, list.end)));
      if (!read) return 'malformed';
      return read.extensions.find(({ oid: each, critical }) => critical && !ENTRY_UNDERSTOOD.includes(each))?.oid;
    }
    at = extension.end;
  }
  return undefined;
}

function readEntry(der: Uint8Array): CrlEntry | undefined {
  const [, time, list] = partsIn(der, TAG.sequence, 3) ?? [];
  const revokedAt = timeOf(time);
  const read = list ? readExtensions(list) : { extensions: [], twice: false };
  if (revokedAt === undefined || !read || read.twice) return undefined;
  const value = (oid: string): Uint8Array | undefined => read.extensions.find((each) => each.oid === oid)?.value;
  const [reasonDer, dateDer] = [value(EXTENSION.reasonCode), value(EXTENSION.invalidityDate)];
  const reason = reasonDer && (REASONS[smallInteger(readOne(reasonDer, TAG.enumerated)) ?? 7] ?? 'unspecified');
  const invalidityDate = dateDer && timeOf(readOne(dateDer));
  return { revokedAt, ...(reason === undefined ? {} : { reason }), ...(invalidityDate === undefined ? {} : { invalidityDate }) };
}

/** Of which certificates, and of which reasons, a list speaks (section 5.2.5). */
export interface Scope { names?: GeneralName[] | 'relative'; onlyUsers: boolean; onlyAuthorities: boolean; onlyAttributes: boolean; someReasons: boolean; indirect: boolean }

export function issuingDistributionPoint({ extensions }: Pick<Crl, 'extensions'>): Reading<Scope> {
  const extension = extensions.find(({ oid }) => oid === EXTENSION.issuingDistributionPoint);
  if (!extension) return undefined;
  const parts = partsIn(extension.value, TAG.sequence, 6);
  if (!parts) return 'malformed';
  const scope: Scope = { onlyUsers: false, onlyAuthorities: false, onlyAttributes: false, someReasons: false, indirect: false };
  for (const part of parts) {
    const flag = part.content.length === 1 && part.content[0] !== 0;
    switch (part.tag) {
      case 0xa0: {
        const names = fullName(part);
        if (!names) return 'malformed';
        scope.names = names;
        break;
      }
      case 0x81: scope.onlyUsers = flag; break;
      case 0x82: scope.onlyAuthorities = flag; break;
      case 0x83: scope.someReasons = true; break;
      case 0x84: scope.indirect = flag; break;
      case 0x85: scope.onlyAttributes = flag; break;
      default: return 'malformed';
    }
  }
  return scope;
}
