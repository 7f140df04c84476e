import { toUrl } from '../net/index.js';
import { pointer, type JsonObject } from '../report/json.js';
import type { Problem } from '../report/report.js';
import type { Artifact } from '../report/subject.js';
import { isNothing, notACredential, note, unreadable, UNKNOWN } from './artifacts.js';
import { fromBaked } from './baked.js';
import { readEnvelope } from './enveloped.js';
import { inflate } from '../bytes/inflate.js';
import { isOpenBadges2 } from './json.js';
import { readPicture } from './pictures.js';
import type { Reading } from './reading.js';
import { hasPdfHeader, sniffAddress, sniffBytes, sniffText, type Sniffed } from './sniff.js';
import { isJadesToken, otherToken, tokenForm, tokenMediaType, tokenPayload } from './token.js';

/** What was inside, as an artifact of the whole. */
async function opened(content: Uint8Array | string, problems: Problem[], bytes: Uint8Array, mediaType: string, reading: Reading): Promise<Artifact> {
  const inner = await reading.inner(content);
  return { ...inner, bytes, mediaType, contains: inner.contains ?? inner.mediaType, problems: [...problems, ...inner.problems] };
}

const nothing = (sniffed: Sniffed, bytes: Uint8Array) => notACredential(sniffed.code, bytes, sniffed.mediaType, { kind: sniffed.kind });

/** Bytes that do not begin as JSON does. */
export async function readOtherBytes(bytes: Uint8Array, reading: Reading): Promise<Artifact> {
  const sniffed = sniffBytes(bytes);
  if (sniffed) switch (sniffed.kind) {
    case 'png': case 'jpeg': case 'picture': return readPicture(bytes, sniffed.kind, sniffed.mediaType, reading);
    case 'zip': return readArchive(bytes, reading);
    case 'gzip': {
      const inflated = await inflate(bytes, 'gzip', reading.budget);
      if (!inflated.ok) return inflated.why === 'too-large' ? unreadable('input.too-large', bytes, sniffed.mediaType) : unreadable('zip.malformed', bytes, sniffed.mediaType);
      return opened(inflated.bytes, [note('input.recovered', { how: 'gzip' })], bytes, sniffed.mediaType, reading);
    }
    case 'pdf': return pdf(bytes);
    default: return nothing(sniffed, bytes);
  }
  if (/^application\/(?:[\w.-]+\+)?cose(?:;|$)/i.test(reading.claimed)) return notACredential('input.unsupported', bytes, 'application/cose', { kind: 'cose' });

  const wide = sniffUtf16(bytes);
  if (wide) {
    const text = decode(bytes, wide);
    return text === undefined ? unreadable('input.encoding', bytes, 'text/plain') : opened(text, [note('input.recovered', { how: 'utf-16' })], bytes, 'text/plain', reading);
  }
  const text = decode(bytes, 'utf-8') ?? decodeDeclared(bytes);
  if (text !== undefined) return readOtherText(text, bytes, reading);
  if (hasPdfHeader(bytes)) return pdf(bytes);
  return looksLikeJson(bytes) ? unreadable('input.encoding', bytes, 'text/plain') : notACredential('input.no-credential', bytes, UNKNOWN, { kind: 'binary' });
}

const pdf = (bytes: Uint8Array): Artifact => ({ kind: 'pdf', file: bytes, mediaType: 'application/pdf', bytes, problems: [] });

function decode(bytes: Uint8Array, encoding: string): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** UTF-16 by its byte order mark, or by the zero beside a first character that JSON, tokens and markup begin with. */
function sniffUtf16(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  const [a, b] = bytes;
  if (a === 0xff && b === 0xfe) return 'utf-16le';
  if (a === 0xfe && b === 0xff) return 'utf-16be';
  const begins = (byte: number | undefined) => byte !== undefined && '{["e<h \r\n\t'.includes(String.fromCharCode(byte));
  if (bytes.length < 4 || bytes.length % 2 !== 0) return undefined;
  if (begins(a) && b === 0) return 'utf-16le';
  return a === 0 && begins(b) ? 'utf-16be' : undefined;
}

/** XML names its encoding itself (XML 1.0 section 4.3.3): an SVG in Latin-1 is not damaged. */
function decodeDeclared(bytes: Uint8Array): string | undefined {
  const head = String.fromCharCode(...bytes.subarray(0, 200));
  return /^<\?xml[^>]*encoding\s*=\s*["'](?:iso-8859-1|windows-1252|latin1)["']/i.test(head) ? decode(bytes, 'windows-1252') : undefined;
}

function looksLikeJson(bytes: Uint8Array): boolean {
  const start = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  const first = bytes.subarray(start, start + 1024).find((byte) => byte !== 32 && byte !== 9 && byte !== 10 && byte !== 13);
  return first === 0x7b || first === 0x5b;
}

async function readArchive(bytes: Uint8Array, reading: Reading): Promise<Artifact> {
  const mediaType = 'application/zip';
  const zip = await (await reading.load.zip()).readZip(bytes, reading.limits, reading.budget);
  switch (zip.kind) {
    case 'malformed': return unreadable('zip.malformed', bytes, mediaType);
    case 'too-many': return notACredential('input.too-many', bytes, mediaType, { count: zip.count, limit: zip.limit });
    case 'asic': return notACredential('input.unsupported', bytes, 'application/vnd.etsi.asic-e+zip', { kind: 'asic' });
    case 'files': break;
    default: return notACredential('input.no-credential', bytes, mediaType, { kind: zip.kind });
  }
  if (zip.members.length > 0) return { kind: 'collection', mediaType, bytes, members: zip.members, problems: zip.problems };
  const first = zip.problems.find(({ code }) => code !== 'zip.ignored');
  return first ? unreadable(first.code, bytes, mediaType, first.params, zip.problems) : notACredential('input.empty', bytes, mediaType, undefined, zip.problems);
}

/** Text that is no JSON text: tokens, addresses, markup, and what can be recovered. */
export async function readOtherText(source: string, bytes: Uint8Array, reading: Reading): Promise<Artifact> {
  const text = source.trim();
  const token = readToken(text, bytes, reading);
  if (token) return token;
  const address = readAddress(text, bytes);
  if (address) return address;
  const sniffed = sniffText(text);
  if (sniffed?.kind === 'svg') return readSvg(text, bytes, reading);
  if (sniffed?.kind === 'pdf') return pdf(bytes);
  if (sniffed?.kind === 'xml') return readXml(text, bytes, sniffed, reading);
  if (sniffed) return nothing(sniffed, bytes);
  return (await readLines(text, bytes, reading)) ?? (await recover(text, bytes, reading)) ?? notACredential('input.no-credential', bytes, 'text/plain', { kind: 'text' });
}

/** A compact JWS or an SD-JWT; whether it is a badge of the second generation is seen from its payload, which nothing has verified yet. */
export function readToken(text: string, bytes: Uint8Array, reading: Reading, mediaType?: string): Artifact | undefined {
  const form = tokenForm(text);
  if (form === undefined) {
    const other = otherToken(text);
    if (other === 'detached jws' && isJadesToken(text)) return sealedToken(text, bytes, mediaType);
    return other && notACredential('input.unsupported', bytes, 'application/jose', { kind: other });
  }
  if (form === 'jwt' && isJadesToken(text)) return sealedToken(text, bytes, mediaType);
  const own = tokenMediaType(text, form);
  const taken = { mediaType: mediaType ?? own, bytes, problems: [], ...(mediaType === undefined ? {} : { contains: own }) };
  const payload = form === 'jwt' ? tokenPayload(text, reading.limits.jsonDepth) : undefined;
  if (payload && isOpenBadges2(payload)) return { kind: 'open-badge-2', assertion: text, ...taken };
  return { kind: 'token', form, text, ...taken };
}

const sealedToken = (text: string, bytes: Uint8Array, mediaType?: string): Artifact => ({ kind: 'jades', file: new TextEncoder().encode(text), mediaType: mediaType ?? 'application/jose', bytes, problems: [], ...(mediaType === undefined ? {} : { contains: 'application/jose' }) });

function readAddress(text: string, bytes: Uint8Array): Artifact | undefined {
  const sniffed = sniffAddress(text);
  if (sniffed) return nothing(sniffed, bytes);
  if (text.length > 8192 || !/^https?:\/\/[^\s<>"]+$/i.test(text) || !toUrl(text)) return undefined;
  const mediaType = 'text/uri-list';
  return /^https:/i.test(text) ? { kind: 'reference', url: text, mediaType, bytes, problems: [] } : unreadable('input.not-https', bytes, mediaType);
}

async function readSvg(text: string, bytes: Uint8Array, reading: Reading): Promise<Artifact> {
  const mediaType = 'image/svg+xml';
  const found = (await reading.load.svg()).bakedSvg(text, { depth: reading.limits.jsonDepth });
  const baked = await fromBaked(found, bytes, mediaType, reading);
  if (baked) return baked;
  return notACredential('input.no-credential', bytes, found.isSvg ? mediaType : 'application/xml', { kind: 'picture' }, found.problems);
}

/** By its first element, never by a file's name. What has a document type is not read on: it could make a reader fetch or repeat things. */
async function readXml(text: string, bytes: Uint8Array, sniffed: Sniffed, reading: Reading): Promise<Artifact> {
  const { mediaType } = sniffed;
  const { xmlRoot, isEuropassRoot } = await reading.load.xml();
  const root = xmlRoot(text);
  if (!root) return nothing(sniffed, bytes);
  const isEuropass = isEuropassRoot(root);
  if (root.doctype) return (isEuropass ? unreadable : notACredential)('xml.doctype', bytes, mediaType);
  return isEuropass ? { kind: 'xades', text, mediaType, bytes, problems: [] } : nothing(sniffed, bytes);
}

const MOST_LINES = 10_000;

/** Something on each line, JSON or a token: NDJSON, and lists of tokens. A line that is damaged is a member too, and is judged so. */
async function readLines(text: string, bytes: Uint8Array, reading: Reading): Promise<Artifact | undefined> {
  // Ten megabytes of short lines would be millions of strings, and none of them a credential. Past the bound it is known only that there are too many.
  const most = Math.max(MOST_LINES, 2 * reading.limits.members);
  const split = text.split(/\r?\n/, most);
  const lines = split.map((line) => line.trim()).filter((line) => line !== '');
  const [first = ''] = lines;
  if (lines.length < 2 || !lines.every((line) => /^(?:[{[]|"?ey[A-Za-z0-9_-]{8})/.test(line))) return undefined;
  const isToken = (line: string) => tokenForm(line.replace(/^"(.*)"$/, '$1')) !== undefined;
  if (!isToken(first) && !/[}\]]$/.test(first)) return undefined;
  if (!isToken(first) && isNothing(await reading.inner(first))) return undefined;
  // The parts of one token that was broken into lines are no tokens.
  if (isToken(first) && !lines.every((line) => isToken(line) || /^[{[]/.test(line))) return undefined;
  const mediaType = 'application/x-ndjson';
  if (lines.length > reading.limits.members || split.length === most) return notACredential('input.too-many', bytes, mediaType, { count: lines.length, limit: reading.limits.members });
  const encoder = new TextEncoder();
  return { kind: 'collection', mediaType, bytes, members: lines.map((line, index) => ({ pointer: pointer(index), bytes: encoder.encode(line) })), problems: [] };
}

async function recover(text: string, bytes: Uint8Array, reading: Reading): Promise<Artifact | undefined> {
  const { recoveries } = await reading.load.recovery();
  for (const { how, content, changed } of recoveries(text)) {
    const found = await opened(content, [note(changed ? 'input.recovered-changed' : 'input.recovered', { how })], bytes, 'text/plain', reading);
    if (!isNothing(found) && !(found.kind === 'none' && found.code === 'json.syntax')) return found;
  }
  return undefined;
}

/** Text that begins as JSON does and is none. Undefined where it is damaged and nothing else. */
export async function mendJson(source: string, bytes: Uint8Array, reading: Reading): Promise<Artifact | undefined> {
  const text = source.trim();
  const sniffed = sniffText(text);
  if (sniffed) return nothing(sniffed, bytes);
  return (await readLines(text, bytes, reading)) ?? recover(text, bytes, reading);
}

/** VCDM 2.0 section 4.13: a token, or a seal, in a data URL. */
export function readEnveloped(object: JsonObject, bytes: Uint8Array): Artifact {
  const mediaType = 'application/json';
  const envelope = readEnvelope(object);
  if ('unsupported' in envelope) return notACredential('input.unsupported', bytes, mediaType, { kind: envelope.unsupported });
  if ('code' in envelope) return unreadable(envelope.code, bytes, mediaType, envelope.params);
  const { form, text, mediaType: contains } = envelope;
  const taken = { mediaType, contains, bytes, problems: [] };
  if (form === 'jws-json' || (form === 'jwt' && isJadesToken(text))) return { kind: 'jades', file: new TextEncoder().encode(text), ...taken };
  return { kind: 'token', form, text, ...taken };
}
