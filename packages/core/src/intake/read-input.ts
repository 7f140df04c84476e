import type { Code } from '../report/codes.js';
import { pointer, type JsonObject, type JsonValue } from '../report/json.js';
import type { Params, Problem } from '../report/report.js';
import type { Artifact } from '../report/subject.js';
import { classifyJson } from './json.js';
import { hasLoneSurrogate, parseJson, PARSING_ERROR } from './json-parser.js';
import { copyPlainJson } from './plain-json.js';
import { sniffBytes, sniffText } from './sniff.js';

/** JSON text, bytes, a file, or an object that was parsed already. */
export type IntakeInput = string | Uint8Array | ArrayBuffer | Blob | JsonObject | JsonValue[];

export interface IntakeLimits {
  /** Bytes of one input. */
  inputBytes: number;
  jsonDepth: number;
  /** Documents in one array. */
  members: number;
}

const NOTHING = new Uint8Array(0);
const UNKNOWN = 'application/octet-stream';

type Stopped = Extract<Artifact, { kind: 'none' }>;

function unreadable(code: Code, bytes: Uint8Array, mediaType: string, params?: Params, problems: Problem[] = []): Stopped {
  return { kind: 'none', check: 'intake.readable', code, mediaType, bytes, problems, ...(params ? { params } : {}) };
}

function notACredential(code: Code, bytes: Uint8Array, mediaType: string, params?: Params): Stopped {
  return { kind: 'none', check: 'intake.credential', code, mediaType, bytes, problems: [], ...(params ? { params } : {}) };
}

/**
 * Bytes, text, file or object → what it is, with its exact bytes. It judges nothing but readability: whether a document conforms or holds is for the checks.
 * Never rejects for what the input is. What was too large to read has no bytes in its artifact; `params` says how many there were.
 * The bytes of an object handed over by code are UTF-8 of its `JSON.stringify`: no others exist.
 */
export async function readInput(input: IntakeInput, limits: IntakeLimits): Promise<Artifact> {
  try {
    return await read(input, limits);
  } catch {
    // Only an object whose traps throw when it is looked at comes here.
    return unreadable('input.unreadable', NOTHING, UNKNOWN, { reason: 'threw' });
  }
}

async function read(input: unknown, limits: IntakeLimits): Promise<Artifact> {
  const tooLarge = (bytes: number) => unreadable('input.too-large', NOTHING, UNKNOWN, { bytes, limit: limits.inputBytes });
  if (typeof input === 'string') {
    // UTF-8 is never shorter than the count of UTF-16 units.
    if (input.length > limits.inputBytes) return tooLarge(input.length);
    const bytes = new TextEncoder().encode(input);
    if (bytes.length > limits.inputBytes) return tooLarge(bytes.length);
    if (hasLoneSurrogate(input)) return unreadable('input.encoding', bytes, 'text/plain');
    return readText(input, bytes, limits);
  }
  const tag = typeof input === 'object' && input !== null ? Object.prototype.toString.call(input) : '';
  if (ArrayBuffer.isView(input) || tag === '[object ArrayBuffer]' || tag === '[object SharedArrayBuffer]') {
    const view = ArrayBuffer.isView(input) ? new Uint8Array(input.buffer, input.byteOffset, input.byteLength) : new Uint8Array(input as ArrayBuffer);
    if (view.length > limits.inputBytes) return tooLarge(view.length);
    // A copy: the caller may write to its buffer while the verification is under way.
    return readBytes(new Uint8Array(view), limits);
  }
  if (typeof Blob !== 'undefined' && input instanceof Blob) {
    if (input.size > limits.inputBytes) return tooLarge(input.size);
    const bytes = await input.arrayBuffer().then((buffer) => new Uint8Array(buffer), () => undefined);
    return bytes ? readBytes(bytes, limits) : unreadable('input.unreadable', NOTHING, input.type || UNKNOWN, { reason: 'file' });
  }
  return readObject(input, limits);
}

function readBytes(bytes: Uint8Array, limits: IntakeLimits): Artifact {
  const sniffed = sniffBytes(bytes);
  if (sniffed) return notACredential(sniffed.code, bytes, sniffed.mediaType, { kind: sniffed.kind });
  try {
    return readText(new TextDecoder('utf-8', { fatal: true }).decode(bytes), bytes, limits);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return looksLikeText(bytes) ? unreadable('input.encoding', bytes, 'text/plain') : notACredential('input.no-credential', bytes, UNKNOWN, { kind: 'binary' });
  }
}

/** Text in another or a damaged encoding, rather than some binary file: UTF-16 by its byte order mark, or an opening bracket after spaces. */
function looksLikeText(bytes: Uint8Array): boolean {
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) return true;
  const start = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  const first = bytes.subarray(start, start + 1024).find((byte) => byte !== 32 && byte !== 9 && byte !== 10 && byte !== 13);
  return first === 0x7b || first === 0x5b;
}

/** One fenced block of Markdown around the whole text, as chat programs and README files wrap JSON. */
const FENCE = /^```[a-z+-]*[ \t]*\r?\n([\s\S]*?)\r?\n[ \t]*```$/i;

function readText(text: string, bytes: Uint8Array, limits: IntakeLimits): Artifact {
  const trimmed = text.trim();
  if (trimmed === '') return notACredential('input.empty', bytes, 'text/plain');
  const fenced = trimmed.startsWith('```') ? FENCE.exec(trimmed)?.[1]?.trim() : undefined;
  const body = fenced ?? trimmed;
  if (body.startsWith('{') || /^\[\s*(?:[{["\]]|$)/.test(body)) {
    // Unfenced text is parsed as it came, so that a problem's line and column are the reader's own.
    const { value, problems } = parseJson(fenced ?? text.trimEnd(), { depth: limits.jsonDepth });
    return fromJson(value, problems, bytes, limits);
  }
  const sniffed = sniffText(body);
  return notACredential(sniffed.code, bytes, sniffed.mediaType, { kind: sniffed.kind });
}

function readObject(input: unknown, limits: IntakeLimits): Artifact {
  const { value, problems } = copyPlainJson(input, { depth: limits.jsonDepth, size: limits.inputBytes });
  if (value === undefined) return fromJson(undefined, problems, NOTHING, limits);
  const bytes = new TextEncoder().encode(JSON.stringify(value));
  if (bytes.length > limits.inputBytes) return unreadable('input.too-large', NOTHING, 'application/json', { bytes: bytes.length, limit: limits.inputBytes });
  return fromJson(value, problems, bytes, limits);
}

function fromJson(value: JsonValue | undefined, problems: Problem[], bytes: Uint8Array, limits: IntakeLimits): Artifact {
  const first = problems[0];
  if (value === undefined || first) {
    const code = first?.code ?? 'json.syntax';
    return unreadable(code, bytes, 'application/json', { ...first?.params, ...(code === 'json.too-deep' ? { limit: limits.jsonDepth } : {}) }, problems);
  }
  const found = classifyJson(value);
  if (found.kind === 'document') {
    return { kind: 'document', what: found.what, mediaType: found.what === 'credential' ? 'application/vc' : 'application/vp', bytes, document: found.document, problems };
  }
  if (found.kind === 'none') return notACredential(found.code, bytes, 'application/json', found.params);
  const count = found.members.length + found.others.length;
  if (count > limits.members) return notACredential('input.too-many', bytes, 'application/json', { count, limit: limits.members });
  const others = found.others.map(({ index, code, params }): Problem => ({ type: PARSING_ERROR, code, pointer: pointer(index), params }));
  const members = found.members.map((document, index) => ({ pointer: pointer(index), bytes: new TextEncoder().encode(JSON.stringify(document)) }));
  return { kind: 'collection', mediaType: 'application/json', bytes, members, problems: others };
}
