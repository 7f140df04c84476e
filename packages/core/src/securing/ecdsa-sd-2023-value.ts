import { decodeBase64Url } from '../did/multikey.js';

/** What a derived proof of ecdsa-sd-2023 holds (vc-di-ecdsa section 3.5.7, parseDerivedProofValue). */
export interface DerivedProofValue {
  /** The issuer's signature over proof options, `publicKey` and the mandatory statements. */
  baseSignature: Uint8Array;
  /** The key of one use, as a Multikey's bytes: it signed each other statement. */
  publicKey: Uint8Array;
  signatures: Uint8Array[];
  /** Canonical blank node labels to those that were signed. */
  labels: ReadonlyMap<string, string>;
  /** Places of the mandatory statements, in the order of all that are shown. */
  mandatory: ReadonlySet<number>;
}

const DERIVED = [0xd9, 0x5d, 0x01] as const;
const BASE = [0xd9, 0x5d, 0x00] as const;
const P256 = [0x80, 0x24] as const;
const BYTE_STRING_TAG = 64;

type Cbor = number | Uint8Array | Cbor[] | Map<Cbor, Cbor>;

const startsWith = (bytes: Uint8Array, prefix: readonly number[]) => prefix.every((byte, at) => bytes[at] === byte);

/** Which kind of proof value a text is, by its first bytes. A base proof is what the issuer gave to the holder alone: with it anybody may show any part. */
export function proofValueKind(text: string): 'base' | 'derived' | undefined {
  const bytes = /^u[A-Za-z0-9_-]{4,}$/.test(text) ? decodeBase64Url(text.slice(1, 5)) : undefined;
  if (!bytes) return undefined;
  return startsWith(bytes, DERIVED) ? 'derived' : startsWith(bytes, BASE) ? 'base' : undefined;
}

/** The part of CBOR (RFC 8949) that proof values are written in: unsigned integers, byte strings, arrays, maps, of a definite length. @throws RangeError for anything else */
function readCbor(bytes: Uint8Array, from: number): Cbor {
  let at = from;
  const take = (count: number): Uint8Array => {
    if (count > bytes.length - at) throw new RangeError('Cut short');
    at += count;
    return bytes.subarray(at - count, at);
  };
  const argument = (info: number): number => {
    if (info < 24) return info;
    if (info > 26) throw new RangeError('A length that no proof needs');
    return take(2 ** (info - 24)).reduce((sum, byte) => sum * 256 + byte, 0);
  };
  const item = (depth: number): Cbor => {
    const [head = 0] = take(1);
    const count = argument(head & 0x1f);
    switch (head >> 5) {
      case 0: return count;
      case 2: return take(count);
      case 4: case 5: {
        const entries = (head >> 5) - 3;
        // Every item is a byte at least.
        if (depth > 3 || count * entries > bytes.length - at) throw new RangeError('Cut short');
        if (entries === 1) return Array.from({ length: count }, () => item(depth + 1));
        const map = new Map<Cbor, Cbor>();
        for (let left = count; left > 0; left--) {
          const key = item(depth + 1);
          if (map.has(key)) throw new RangeError('A key twice');
          map.set(key, item(depth + 1));
        }
        return map;
      }
      case 6:
        if (count !== BYTE_STRING_TAG || depth > 3) throw new RangeError('Another tag');
        return item(depth + 1);
      default: throw new RangeError('Another type');
    }
  };
  const read = item(0);
  if (at !== bytes.length) throw new RangeError('More than one item');
  return read;
}

function base64Url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes)).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

const isBytes = (value: Cbor | undefined, length: number): value is Uint8Array => value instanceof Uint8Array && value.length === length;

function readLabels(value: Cbor | undefined): ReadonlyMap<string, string> | undefined {
  if (!(value instanceof Map)) return undefined;
  const labels = new Map<string, string>();
  for (const [place, label] of value) {
    if (typeof place !== 'number' || !(label instanceof Uint8Array) || label.length === 0 || label.length > 64) return undefined;
    labels.set(`c14n${place}`, `u${base64Url(label)}`);
  }
  // Two nodes under one label would let a holder take one thing that was signed apart, or show it twice.
  return new Set(labels.values()).size === labels.size ? labels : undefined;
}

/** RFC 4648 section 3.5: the bits that stand for nothing are zero, so that one proof has one spelling. */
function isCanonical(text: string): boolean {
  const spare = { 2: 'AQgw', 3: 'AEIMQUYcgkosw048' }[text.length % 4];
  return spare === undefined || spare.includes(text.at(-1)!);
}

/** `undefined` for what is no derived proof. */
export function parseDerivedProofValue(text: string): DerivedProofValue | undefined {
  const bytes = proofValueKind(text) === 'derived' && isCanonical(text.slice(1)) ? decodeBase64Url(text.slice(1)) : undefined;
  if (!bytes) return undefined;
  let parts: Cbor;
  try {
    parts = readCbor(bytes, DERIVED.length);
  } catch {
    return undefined;
  }
  if (!Array.isArray(parts) || parts.length !== 5) return undefined;
  const [baseSignature, publicKey, signatures, map, indexes] = parts;
  const labels = readLabels(map);
  if (!isBytes(baseSignature, 64) || !isBytes(publicKey, 35) || !startsWith(publicKey, P256) || !labels) return undefined;
  if (!Array.isArray(signatures) || !signatures.every((one) => isBytes(one, 64)) || !Array.isArray(indexes) || !indexes.every((one) => typeof one === 'number')) return undefined;
  return { baseSignature, publicKey, signatures, labels, mandatory: new Set(indexes) };
}
