import { concatenate } from '../../bytes/inflate.js';
import { decodeCanonical, encodeBase64Url, type Jws } from '../../jose/index.js';
import type { Context } from '../../report/context.js';
import { isObject, own, stringsOf, wordOf, type JsonObject } from '../../report/json.js';
import type { ValidationProblem } from '../../signature-validation/index.js';
import { digest, sha256Hex } from '../../x509/index.js';
import { sameBytes } from '../../bytes/octets.js';
import { digestNamed } from './signing-certificate.js';
import { problem, word } from '../seals/problem.js';

export interface SignedData {
  /** As it stands in the signing input (RFC 7515 section 5.2, RFC 7797 section 3): base64url text, or the payload itself. Absent where it could not be found. */
  payload?: Uint8Array;
  /** The octets that are meant. */
  content?: Uint8Array;
  /** What time-stamps over the signed data are over (TS 119 182-1 sections 5.2.7 and 5.3.6.3), where it can be put together. */
  stamped?: Uint8Array;
  /** The objects that the signature is over are elsewhere. */
  detached: boolean;
  format: ValidationProblem[];
  integrity: ValidationProblem[];
}

const MECHANISM = /^http:\/\/uri\.etsi\.org\/19182\/(ObjectIdByURIHash|ObjectIdByURI|HttpHeaders)$/;
const MOST_OBJECTS = 16;

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
const isEncoded = (header: JsonObject): boolean => own(header, 'b64') !== false;

/** Finds what a signature is over: in the JWS itself, or where `sigD` says (TS 119 182-1 section 5.2.8), as far as the host lets us look there. */
export async function signedData({ payload }: Pick<Jws, 'payload'>, header: JsonObject, context: Pick<Context, 'fetch'>): Promise<SignedData> {
  const detachment = own(header, 'sigD');
  if (payload !== undefined) {
    if (detachment !== undefined) return unfound(problem('FORMAT_FAILURE', 'sigD-beside-payload'));
    const written = encode(payload);
    const content = isEncoded(header) ? decodeCanonical(payload) : written;
    return content ? { payload: written, content, stamped: written, detached: false, format: [], integrity: [] } : unfound(problem('FORMAT_FAILURE', 'payload-encoding'), false);
  }
  if (!isObject(detachment)) return { detached: true, format: [], integrity: [problem('SIGNED_DATA_NOT_FOUND', 'payload-missing')] };
  const mechanism = MECHANISM.exec(wordOf(own(detachment, 'mId')))?.[1];
  const names = stringsOf(own(detachment, 'pars'));
  if (mechanism === 'ObjectIdByURIHash') return byHash(detachment, names, context);
  if (mechanism === 'ObjectIdByURI') return byAddress(names, header, context);
  return { detached: true, format: [], integrity: [problem('SIGNED_DATA_NOT_FOUND', 'sigD-mechanism', { mechanism: word(wordOf(own(detachment, 'mId'))) })] };
}

const unfound = (why: ValidationProblem, detached = true): SignedData => ({ detached, format: [why], integrity: [] });
const notFound = (name: string): ValidationProblem => problem('SIGNED_DATA_NOT_FOUND', 'sigD-object-missing', { object: word(name) }, true);

/** Some write the whole address escaped, as a value in a query would be. */
function unescaped(name: string): string | undefined {
  try {
    return decodeURIComponent(name);
  } catch {
    return undefined;
  }
}

async function fetched(name: string, { fetch }: Pick<Context, 'fetch'>): Promise<Uint8Array | undefined> {
  const address = /^https%3A/i.test(name) ? unescaped(name) : name;
  if (address === undefined || !/^https:\/\//i.test(address)) return undefined;
  const found = await fetch(address);
  return found.ok ? found.bytes : undefined;
}

/** Section 5.2.8.3.3: the header has their digests, and the payload is empty. What is digested is the object, or its base64url; both say which object it is. */
async function byHash(detachment: JsonObject, names: readonly string[], context: Pick<Context, 'fetch'>): Promise<SignedData> {
  const hashes = stringsOf(own(detachment, 'hashV'));
  const algorithm = digestNamed(wordOf(own(detachment, 'hashM')));
  if (names.length === 0 || hashes.length !== names.length || names.length > MOST_OBJECTS) return unfound(problem('FORMAT_FAILURE', 'sigD-malformed'));
  const whole: SignedData = { payload: new Uint8Array(), detached: true, format: [], integrity: [] };
  if (!algorithm) return { ...whole, integrity: [problem('SIGNED_DATA_NOT_FOUND', 'sigD-digest-unknown', { digest: word(wordOf(own(detachment, 'hashM'))) })] };
  for (const [index, name] of names.entries()) {
    const bytes = await fetched(name, context);
    if (!bytes) {
      whole.integrity.push(notFound(name));
      continue;
    }
    const expected = decodeCanonical(hashes[index]!);
    const same = sameBytes(await digest(algorithm, bytes), expected) || sameBytes(await digest(algorithm, encode(encodeBase64Url(bytes))), expected);
    if (!same) whole.integrity.push(problem('HASH_FAILURE', 'sigD-object-differs', { object: word(name), sha256: sha256Hex(bytes) }));
  }
  return whole;
}

/** Section 5.2.8.3.2: the payload is what is there, one after the other. */
async function byAddress(names: readonly string[], header: JsonObject, context: Pick<Context, 'fetch'>): Promise<SignedData> {
  if (names.length === 0 || names.length > MOST_OBJECTS) return unfound(problem('FORMAT_FAILURE', 'sigD-malformed'));
  const objects: Uint8Array[] = [];
  for (const name of names) {
    const bytes = await fetched(name, context);
    if (!bytes) return { detached: true, format: [], integrity: [notFound(name)] };
    objects.push(bytes);
  }
  const content = concatenate(objects);
  const written = isEncoded(header) ? encode(encodeBase64Url(content)) : content;
  return { payload: written, content, stamped: written, detached: true, format: [], integrity: [] };
}

/** Whether a header could be read at all decides nothing here: what it says of `b64` must be the same in every signature of one payload (RFC 7797 section 3). */
export const encodingsDiffer = (headers: readonly JsonObject[]): boolean => new Set(headers.map(isEncoded)).size > 1;
