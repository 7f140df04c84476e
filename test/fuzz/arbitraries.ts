import * as fc from 'fast-check';
import type { JsonObject, JsonValue } from '@credlens/core/report';

/** Words that have made verifiers stumble: names of prototypes, numbers at the edges, controls, lone surrogates, look-alikes. */
const INTERESTING: readonly JsonValue[] = [
  '__proto__', 'constructor', 'toString', 'hasOwnProperty', '', ' ', '\0', '\uD800', '\uFEFF', 'é', 'x'.repeat(5000), '..', '/', '#', '%00', 'null', 'true', '0', '-0', '1e400', '5abc',
  'did:', 'did:key:', 'did:key:z', 'did:web:', 'did:web:%00', 'did:web:localhost%3A99999', 'did:jwk:', 'did:jwk:e30', 'data:', 'javascript:alert(1)', 'https://', 'https://issuer.example', 'http://127.0.0.1/',
  'https://user:password@issuer.example/', 'urn:uuid:', 'mailto:', '2026-02-30T00:00:00Z', '9999999-01-01T00:00:00Z', '0000-00-00T00:00:00Z', '2026-08-22T24:00:00Z', '2026-08-22T00:00:00+99:99',
  0, -0, -1, 1.5, Number.MAX_SAFE_INTEGER, Number.MAX_VALUE, Number.MIN_VALUE, null, true, false, [], {}, [[]], [null], [{}], { id: null }, { '@context': null }, { '@id': '_:b0' }, { '@graph': [] }, { '@value': 1 },
  { '@list': [] }, { '@set': [] }, { type: [] }, { '@type': '@json' }, { '@reverse': {} }, { '@included': [{}] }, { '@nest': {} }, 'VerifiableCredential', 'VerifiablePresentation', 'BitstringStatusListEntry',
];

export const interesting: fc.Arbitrary<JsonValue> = fc.constantFrom(...INTERESTING);
export const json: fc.Arbitrary<JsonValue> = fc.oneof({ weight: 3, arbitrary: interesting }, { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 4 }) as fc.Arbitrary<JsonValue> });

export const text: fc.Arbitrary<string> = fc.oneof(fc.string({ unit: 'binary', maxLength: 60 }), fc.string({ maxLength: 60 }), interesting.map((value) => (typeof value === 'string' ? value : JSON.stringify(value))));

/** One change to bytes. Numbers are taken modulo what is there, so that one change fits every input. */
export interface ByteChange { kind: 'flip' | 'set' | 'insert' | 'remove' | 'repeat' | 'cut' | 'splice'; at: number; count: number; bytes: Uint8Array }

const TOKENS = ['{', '}', '[', ']', '"', ':', ',', '\\u0000', '\\', 'null', '1e999', '-', '"@context"', '"proof"', '"__proto__":{}', '\u2028', '\uFEFF', '/*', '```json\n', '{"a":'.repeat(200), '['.repeat(300)];

export const byteChange: fc.Arbitrary<ByteChange> = fc.record({
  kind: fc.constantFrom('flip', 'set', 'insert', 'remove', 'repeat', 'cut', 'splice'),
  at: fc.nat(),
  count: fc.nat(64),
  bytes: fc.oneof(fc.uint8Array({ minLength: 1, maxLength: 8 }), fc.constantFrom(...TOKENS).map((token) => new TextEncoder().encode(token))),
});

export function changeBytes(source: Uint8Array, changes: readonly ByteChange[]): Uint8Array {
  let bytes = source;
  for (const { kind, at, count, bytes: other } of changes) {
    const place = bytes.length === 0 ? 0 : at % bytes.length;
    const before = bytes.subarray(0, place);
    const after = bytes.subarray(Math.min(bytes.length, place + count));
    const joined = (...parts: Uint8Array[]) => new Uint8Array(Buffer.concat(parts));
    if (kind === 'flip' || kind === 'set') {
      bytes = Uint8Array.from(bytes);
      if (bytes.length > 0) bytes[place] = kind === 'flip' ? (bytes[place] ?? 0) ^ (1 << (count % 8)) : (other[0] ?? 0);
    } else if (kind === 'insert') bytes = joined(before, other, bytes.subarray(place));
    else if (kind === 'remove') bytes = joined(before, after);
    else if (kind === 'repeat') bytes = joined(before, bytes.subarray(place, place + count), bytes.subarray(place));
    else if (kind === 'cut') bytes = bytes.subarray(0, place);
    else bytes = joined(before, other, after);
  }
  return bytes;
}

/** One change to a document: at a place that is there, something else is put, or something is taken away, doubled or moved. */
export interface JsonChange { kind: 'text' | 'set' | 'remove' | 'add' | 'wrap' | 'move' | 'rename'; at: number; to: number; key: string; value: JsonValue }

const KEYS = ['__proto__', 'constructor', '@context', '@id', '@type', '@graph', 'id', 'type', 'proof', 'issuer', 'validUntil', 'credentialStatus', 'credentialSchema', 'credentialSubject', 'evidence', 'name',
  'verifiableCredential', 'holder', 'identifier', 'achievement', 'endorsement', 'relatedResource', 'termsOfUse', 'previousProof', 'expires', 'domain', 'unheardOf'];

export const jsonChange: fc.Arbitrary<JsonChange> = fc.record({
  kind: fc.constantFrom('set', 'set', 'set', 'remove', 'add', 'wrap', 'move', 'rename'),
  at: fc.nat(), to: fc.nat(), key: fc.constantFrom(...KEYS), value: json,
});

interface Place { parent: JsonObject | JsonValue[]; key: string | number }

function places(value: JsonValue): Place[] {
  if (typeof value !== 'object' || value === null) return [];
  const own: Place[] = Array.isArray(value) ? value.map((_, key) => ({ parent: value, key })) : Object.keys(value).map((key) => ({ parent: value, key }));
  return own.flatMap((place) => [place, ...places(read(place))]);
}

const read = ({ parent, key }: Place): JsonValue => (parent as JsonObject)[key as string] ?? null;
const write = ({ parent, key }: Place, value: JsonValue) => { Object.defineProperty(parent, key, { value, enumerable: true, configurable: true, writable: true }); };

export function changeJson(source: JsonObject, changes: readonly JsonChange[]): JsonObject {
  const document = structuredClone(source);
  for (const { kind, at, to, key, value } of changes) {
    // `text`: in place of a text, and nothing else.
    const all = kind === 'text' ? places(document).filter((one) => typeof read(one) === 'string') : places(document);
    const place = all[at % Math.max(1, all.length)];
    if (!place) continue;
    const target = read(place);
    if (kind === 'set' || kind === 'text') write(place, structuredClone(value));
    else if (kind === 'remove' && Array.isArray(place.parent)) place.parent.splice(Number(place.key), 1);
    else if (kind === 'remove') delete (place.parent as JsonObject)[String(place.key)];
    else if (kind === 'wrap') write(place, at % 2 === 0 ? [target, structuredClone(value)] : { [key]: target });
    else if (kind === 'move') write(place, structuredClone(read(all[to % all.length] ?? place)));
    else if (kind === 'rename' && !Array.isArray(place.parent)) {
      write({ parent: place.parent, key }, target);
      if (key !== place.key) delete place.parent[String(place.key)];
    } else if (typeof target === 'object' && target !== null && !Array.isArray(target)) write({ parent: target, key }, structuredClone(value));
    else if (Array.isArray(target)) target.push(structuredClone(value));
  }
  return document;
}
