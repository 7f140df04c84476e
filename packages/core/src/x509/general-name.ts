import { hex } from '../bytes/octets.js';
import { latin1, oidText, partsOf, readOne, utf8Of, type Tlv } from './der.js';
import { readName } from './name.js';
import type { DistinguishedName } from './types.js';

/** GeneralName (RFC 5280 section 4.2.1.6). */
export type GeneralName =
  | { kind: 'email' | 'dns' | 'uri'; value: string }
  | { kind: 'directory'; name: DistinguishedName }
  | { kind: 'ip'; octets: Uint8Array }
  | { kind: 'registered'; value: string }
  | { kind: 'other'; value: string };

const MOST_NAMES = 1000;

export function readGeneralName(tlv: Tlv): GeneralName | undefined {
  switch (tlv.tag) {
    // otherName, x400Address and ediPartyName: compared by their encoding alone.
    case 0xa0: case 0xa3: case 0xa5: return { kind: 'other', value: hex(tlv.bytes) };
    case 0x81: return text('email', tlv);
    case 0x82: return text('dns', tlv);
    case 0x86: return text('uri', tlv);
    case 0xa4: {
      const inner = readOne(tlv.content);
      const name = inner && readName(inner.bytes);
      return name && { kind: 'directory', name };
    }
    case 0x87: return { kind: 'ip', octets: tlv.content };
    case 0x88: {
      const value = oidText(tlv.content);
      return value === undefined ? undefined : { kind: 'registered', value };
    }
    default: return undefined;
  }
}

const text = (kind: 'email' | 'dns' | 'uri', { content }: Tlv): GeneralName => ({ kind, value: utf8Of(content) ?? latin1(content) });

/** GeneralNames under the tag given: `SEQUENCE`, or one of an IMPLICIT field. */
export function readGeneralNames(tlv: Tlv | undefined, tag?: number): GeneralName[] | undefined {
  const names = partsOf(tlv, tag, MOST_NAMES)?.map(readGeneralName);
  return names?.every((name) => name !== undefined) ? names : undefined;
}

/** The addresses among names, those that can be fetched first. */
export const urlsOf = (names: readonly GeneralName[]): string[] => names.flatMap((name) => (name.kind === 'uri' ? [name.value] : []));

/** Equal for names that are the same. */
export function generalNameKey(name: GeneralName): string {
  if (name.kind === 'directory') return `directory ${name.name.key}`;
  return `${name.kind} ${name.kind === 'ip' ? hex(name.octets) : name.value}`;
}
