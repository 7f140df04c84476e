import { isString, pointer, type JsonObject, type JsonValue } from '../report/json.js';
import type { Problem } from '../report/report.js';
import type { Artifact, CollectionMember } from '../report/subject.js';
import { notACredential, note, NOTHING, unreadable, UNKNOWN } from './artifacts.js';
import { elementSpans } from './element-spans.js';
import { classifyJson } from './json.js';
import { hasLoneSurrogate, parseJson } from './json-parser.js';
import { copyPlainJson } from './plain-json.js';
import type { IntakeLimits, IntakeModules, IntakeSettings, Reading } from './reading.js';

/** Text, bytes, a file, or an object that was parsed already. */
export type IntakeInput = string | Uint8Array | ArrayBuffer | Blob | JsonObject | JsonValue[];

/** Contents that may be opened for one input, whatever is in what: recovery tries several ways. */
const MOST_READS = 24;

/**
 * Bytes, text, file or object → what it is, with its exact bytes. It judges nothing but readability: whether a document conforms or holds is for the checks.
 * Never rejects for what the input is. What was too large to read has no bytes in its artifact; `params` says how many there were.
 * The bytes of an object handed over by code are UTF-8 of its `JSON.stringify`: no others exist.
 */
export async function readInput(input: IntakeInput, settings: IntakeSettings): Promise<Artifact> {
  try {
    return await read(input, settings, settings.load);
  } catch {
    // Only an object whose traps throw when it is looked at, or a part of this program that cannot be loaded, comes here.
    return unreadable('input.unreadable', NOTHING, UNKNOWN, { reason: 'threw' });
  }
}

async function read(input: unknown, limits: IntakeLimits, load: IntakeModules): Promise<Artifact> {
  const budget: Reading['budget'] = { reads: MOST_READS, inflated: limits.inflatedBytes };
  const at = (depth: number, claimed: string): Reading => ({
    limits, load, claimed, budget,
    inner: async (content) => {
      budget.reads -= 1;
      if (depth >= limits.containers || budget.reads < 0) return unreadable('input.too-deep', NOTHING, UNKNOWN, { limit: limits.containers });
      if (content.length > limits.inputBytes) return unreadable('input.too-large', NOTHING, UNKNOWN, { bytes: content.length, limit: limits.inputBytes });
      return typeof content === 'string' ? fromString(content, limits, at(depth + 1, '')) : fromBytes(content, at(depth + 1, ''));
    },
  });
  const tooLarge = (bytes: number) => unreadable('input.too-large', NOTHING, UNKNOWN, { bytes, limit: limits.inputBytes });
  // UTF-8 is never shorter than the count of UTF-16 units.
  if (isString(input)) return input.length > limits.inputBytes ? tooLarge(input.length) : fromString(input, limits, at(0, ''));
  const tag = typeof input === 'object' && input !== null ? Object.prototype.toString.call(input) : '';
  if (ArrayBuffer.isView(input) || tag === '[object ArrayBuffer]' || tag === '[object SharedArrayBuffer]') {
    const view = ArrayBuffer.isView(input) ? new Uint8Array(input.buffer, input.byteOffset, input.byteLength) : new Uint8Array(input as ArrayBuffer);
    // A copy: the caller may write to its buffer while the verification is under way.
    return view.length > limits.inputBytes ? tooLarge(view.length) : fromBytes(new Uint8Array(view), at(0, ''));
  }
  if (typeof Blob !== 'undefined' && input instanceof Blob) {
    if (input.size > limits.inputBytes) return tooLarge(input.size);
    const bytes = await input.arrayBuffer().then((buffer) => new Uint8Array(buffer), () => undefined);
    return bytes ? fromBytes(bytes, at(0, input.type)) : unreadable('input.unreadable', NOTHING, input.type || UNKNOWN, { reason: 'file' });
  }
  return fromObject(input, limits, at(0, ''));
}

function fromString(text: string, limits: IntakeLimits, reading: Reading): Promise<Artifact> | Artifact {
  const bytes = new TextEncoder().encode(text);
  if (bytes.length > limits.inputBytes) return unreadable('input.too-large', NOTHING, UNKNOWN, { bytes: bytes.length, limit: limits.inputBytes });
  if (hasLoneSurrogate(text)) return unreadable('input.encoding', bytes, 'text/plain');
  return fromText(text, bytes, reading);
}

/** UTF-8 that begins as JSON does is read here; what else it may be is loaded first. A zero byte is in no JSON text, and in most of UTF-16. */
async function fromBytes(bytes: Uint8Array, reading: Reading): Promise<Artifact> {
  const start = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  const first = bytes.subarray(start).find((byte) => byte !== 32 && byte !== 9 && byte !== 10 && byte !== 13);
  if ((first === 0x7b || first === 0x5b) && !bytes.subarray(0, 64).includes(0)) {
    try {
      return await fromText(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes), bytes, reading);
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
      return unreadable('input.encoding', bytes, 'text/plain');
    }
  }
  if (first === undefined) return notACredential('input.empty', bytes, 'text/plain');
  return (await reading.load.otherForms()).readOtherBytes(bytes, reading);
}

async function fromText(text: string, bytes: Uint8Array, reading: Reading): Promise<Artifact> {
  // The byte order mark is white space to `trim`.
  const trimmed = text.trim();
  if (trimmed === '') return notACredential('input.empty', bytes, 'text/plain');
  if (!trimmed.startsWith('{') && !/^\[\s*(?:[{["\]]|$)/.test(trimmed)) return (await reading.load.otherForms()).readOtherText(trimmed, bytes, reading);
  // Parsed as it came, so that a problem's line and column are the reader's own.
  const { value, problems } = parseJson(text.trimEnd(), { depth: reading.limits.jsonDepth });
  const damaged = problems[0]?.code === 'json.syntax';
  const mended = damaged ? await (await reading.load.otherForms()).mendJson(trimmed, bytes, reading) : undefined;
  if (mended) return mended;
  const artifact = await fromJson(value, problems, bytes, reading, Array.isArray(value) ? elementSpans(trimmed) : undefined);
  return text.startsWith('\ufeff') ? { ...artifact, problems: [note('input.recovered', { how: 'byte order mark' }), ...artifact.problems] } : artifact;
}

async function fromObject(input: unknown, limits: IntakeLimits, reading: Reading): Promise<Artifact> {
  const { value, problems } = copyPlainJson(input, { depth: limits.jsonDepth, size: limits.inputBytes });
  if (value === undefined) return fromJson(undefined, problems, NOTHING, reading);
  const bytes = new TextEncoder().encode(JSON.stringify(value));
  if (bytes.length > limits.inputBytes) return unreadable('input.too-large', NOTHING, 'application/json', { bytes: bytes.length, limit: limits.inputBytes });
  return fromJson(value, problems, bytes, reading);
}

/** @param spans the text of each element, where the value is an array that was read from text */
async function fromJson(value: JsonValue | undefined, problems: Problem[], bytes: Uint8Array, reading: Reading, spans?: string[]): Promise<Artifact> {
  const { limits } = reading;
  const mediaType = 'application/json';
  const first = problems[0];
  if (value === undefined || first) {
    const code = first?.code ?? 'json.syntax';
    return unreadable(code, bytes, mediaType, { ...first?.params, ...(code === 'json.too-deep' ? { limit: limits.jsonDepth } : {}) }, problems);
  }
  const found = classifyJson(value);
  switch (found.kind) {
    case 'document': return { kind: 'document', what: found.what, mediaType: found.what === 'credential' ? 'application/vc' : 'application/vp', bytes, document: found.document, problems };
    case 'open-badge-2': return { kind: 'open-badge-2', assertion: found.assertion, mediaType, bytes, problems };
    case 'jws': return { kind: 'jades', file: new TextEncoder().encode(JSON.stringify(found.object)), mediaType: 'application/jose+json', bytes, problems };
    case 'enveloped': return (await reading.load.otherForms()).readEnveloped(found.object, bytes);
    case 'token': return (await reading.load.otherForms()).readToken(found.text, bytes, reading, mediaType) ?? notACredential('input.no-credential', bytes, mediaType, { kind: 'json' });
    case 'none': return notACredential(found.code, bytes, mediaType, found.params);
    case 'collection': break;
  }
  const { values } = found;
  if (values.length > limits.members) return notACredential('input.too-many', bytes, mediaType, { count: values.length, limit: limits.members });
  return { kind: 'collection', mediaType, bytes, members: toMembers(values, spans?.length === values.length ? spans : undefined), problems };
}

/** A string stands for what it says (a token); anything else for its own text. */
function toMembers(values: readonly JsonValue[], spans: string[] | undefined): CollectionMember[] {
  const encoder = new TextEncoder();
  return values.map((value, index) => ({ pointer: pointer(index), bytes: encoder.encode(isString(value) ? value : spans?.[index] ?? JSON.stringify(value)) }));
}
