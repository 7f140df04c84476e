import { readKeyInfo } from './certificate.js';
import { digestLabel } from './digest.js';
import { readRsaKey } from './rsa.js';
import { DSA, EC_PUBLIC_KEY, ED25519, ED448, namedCurve, RSA_ENCRYPTION, RSA_PSS, signatureScheme } from './signature-algorithms.js';
import type { AlgorithmIdentifier } from './types.js';

export type AlgorithmRule = 'digest-refused' | 'digest-expired' | 'digest-unknown' | 'signature-refused' | 'signature-unknown' | 'key-too-short' | 'key-expired' | 'key-unknown';

export interface AlgorithmFault {
  rule: AlgorithmRule;
  /** What is meant, for people: `SHA-1`, `RSA 1024`. */
  algorithm: string;
  /** Milliseconds since 1970: until when it was good. Absent where it never is. */
  until?: number;
}

const NEVER = 0;
const until = (year: number, month: number, day = 1): number => Date.UTC(year, month - 1, day);

/**
 * Ends of use of digests, as the catalogue of ETSI TS 119 312 V1.5.1 (2024) has them; of those without an end, none is here. Beyond it: MD5 and RIPEMD-160, whose ends in the catalogue are
 * 2004 and 2014, are refused at any time, since a time-stamp that would prove an older signature is of those days as well. MD2, MD4 and WHIRLPOOL are not computed here at all.
 */
const DIGEST_ENDS: ReadonlyMap<string, number> = new Map([
  ['MD2', NEVER], ['MD4', NEVER], ['MD5', NEVER], ['RIPEMD-128', NEVER], ['RIPEMD-160', NEVER], ['RIPEMD-256', NEVER], ['WHIRLPOOL', NEVER],
  ['SHA-1', until(2012, 8)],
  ['SHA-224', until(2029, 1)], ['SHA-512/224', until(2029, 1)], ['SHA3-224', until(2029, 1)],
]);

const GOOD_DIGESTS: ReadonlySet<string> = new Set(['SHA-256', 'SHA-384', 'SHA-512', 'SHA-512/256', 'SHA3-256', 'SHA3-384', 'SHA3-512']);

/** From how many bits on a key was good until when, shortest first; below the first, never. The same catalogue; it takes RSA of 786 bits until 2010-08, which nobody needs. */
const KEY_ENDS: Readonly<Record<'RSA' | 'EC' | 'DSA', readonly { bits: number; until?: number }[]>> = {
  RSA: [{ bits: 1024, until: until(2019, 10) }, { bits: 1900, until: until(2029, 1) }, { bits: 3000 }],
  EC: [{ bits: 224, until: until(2021, 10) }, { bits: 256 }],
  DSA: [{ bits: 1024, until: until(2013, 12, 31) }, { bits: 2048, until: until(2029, 1) }, { bits: 3072 }],
};

/** What kind of key a SubjectPublicKeyInfo has, by a name for people, and its bits: of the modulus or of the curve. Undefined where either is not known. */
export function keyBits(spki: Uint8Array): number | undefined {
  return keyOf(spki)?.bits;
}

/** `RSA 2048`, `P-256`, `Ed25519`; the OID of a kind that is not known. */
export function keyLabel(spki: Uint8Array): string {
  const info = readKeyInfo(spki);
  return keyOf(spki)?.label ?? info?.algorithm.oid ?? 'unknown';
}

function keyOf(spki: Uint8Array): { kind: 'RSA' | 'EC' | 'EdDSA' | 'DSA'; bits: number; label: string } | undefined {
  const info = readKeyInfo(spki);
  switch (info?.algorithm.oid) {
    case RSA_ENCRYPTION:
    case RSA_PSS: {
      const key = readRsaKey(info.key);
      return key && { kind: 'RSA', bits: key.bits, label: `RSA ${key.bits}` };
    }
    case EC_PUBLIC_KEY: {
      const curve = namedCurve(info.algorithm.parameters);
      return curve && { kind: 'EC', bits: curve.bits, label: curve.name };
    }
    case ED25519: return { kind: 'EdDSA', bits: 256, label: 'Ed25519' };
    case ED448: return { kind: 'EdDSA', bits: 456, label: 'Ed448' };
    case DSA: return { kind: 'DSA', bits: 0, label: 'DSA' };
    default: return undefined;
  }
}

function digestFault(oidOrName: string, at: number): AlgorithmFault | undefined {
  const label = digestLabel(oidOrName);
  const end = DIGEST_ENDS.get(label);
  if (end === undefined) return GOOD_DIGESTS.has(label) ? undefined : { rule: 'digest-unknown', algorithm: label };
  if (end === NEVER) return { rule: 'digest-refused', algorithm: label };
  return at >= end ? { rule: 'digest-expired', algorithm: label, until: end } : undefined;
}

function keyFault(spki: Uint8Array, at: number): AlgorithmFault | undefined {
  const key = keyOf(spki);
  if (!key) return { rule: 'key-unknown', algorithm: keyLabel(spki) };
  if (key.kind === 'EdDSA') return undefined;
  if (key.kind === 'DSA') return { rule: 'signature-refused', algorithm: 'DSA' };
  const end = KEY_ENDS[key.kind].findLast(({ bits }) => key.bits >= bits);
  if (!end) return { rule: 'key-too-short', algorithm: key.label };
  return end.until !== undefined && at >= end.until ? { rule: 'key-expired', algorithm: key.label, until: end.until } : undefined;
}

function signatureFaults(algorithm: AlgorithmIdentifier, digest: string | undefined, at: number): (AlgorithmFault | undefined)[] {
  const scheme = signatureScheme(algorithm, digest);
  if (!scheme || scheme === 'malformed') return [{ rule: 'signature-unknown', algorithm: algorithm.oid }];
  if (scheme.refused !== undefined) return [{ rule: 'digest-refused', algorithm: scheme.refused }];
  if (scheme.scheme === 'dsa') return [{ rule: 'signature-refused', algorithm: 'DSA' }];
  return [scheme.digest, scheme.pss?.maskDigest].map((name) => (name === undefined ? undefined : digestFault(name, at)));
}

/**
 * What is too weak in a signature, or not known, at a time in milliseconds since 1970: at best the time that is proved for it. Empty: nothing.
 * @param about any of a digest (by OID or name), a signature algorithm and a key; `digest` also stands in for the one that a CMS signature algorithm leaves out
 */
export function algorithmFaults(about: { digest?: string; signature?: AlgorithmIdentifier; spki?: Uint8Array }, at: number): AlgorithmFault[] {
  const found = [
    about.digest === undefined ? undefined : digestFault(about.digest, at),
    ...(about.signature ? signatureFaults(about.signature, about.digest, at) : []),
    about.spki && keyFault(about.spki, at),
  ];
  const seen = new Set<string>();
  return found.filter((each): each is AlgorithmFault => {
    if (!each || seen.has(`${each.rule} ${each.algorithm}`)) return false;
    seen.add(`${each.rule} ${each.algorithm}`);
    return true;
  });
}

/** A signature algorithm by a name for people: `RSA with SHA-256`, `RSA-PSS with SHA-256`, `ECDSA with SHA-384`, `Ed25519`; its OID where it is not known. */
export function signatureLabel(algorithm: AlgorithmIdentifier, digestOid?: string): string {
  const scheme = signatureScheme(algorithm, digestOid);
  if (!scheme || scheme === 'malformed') return algorithm.oid;
  const name = { 'rsa-pkcs1': 'RSA', 'rsa-pss': 'RSA-PSS', 'ecdsa': 'ECDSA', 'ecdsa-plain': 'ECDSA', 'ed25519': 'Ed25519', 'ed448': 'Ed448', 'dsa': 'DSA' }[scheme.scheme];
  const digest = scheme.digest ?? scheme.refused;
  return digest === undefined ? name : `${name} with ${digest}`;
}
