import { md5 } from '@noble/hashes/legacy.js';
import type { PdfDictionary, PdfObject, PdfStream, PdfString } from '../types.js';
import { entriesOf, isDictionary, isString, nameOf, numberOf } from '../values.js';
import { decryptAes } from './aes.js';
import { emptyPasswordKey } from './file-key.js';
import { rc4 } from './rc4.js';

type Method = 'none' | 'rc4' | 'aes-128' | 'aes-256';
type FilterStep = { name: string; parameters: PdfDictionary | undefined };

/** Undoes the encryption of a file that opens without a password. */
export interface Decryption {
  /** A value with its strings in clear; the contents of a signature are never encrypted (ISO 32000-2 section 7.6.2). */
  strings(value: PdfObject, number: number, generation: number): PdfObject;
  /** The data of a stream in clear, still filtered. Undefined where they cannot be. */
  stream(stream: PdfStream, steps: readonly FilterStep[], number: number, generation: number): Uint8Array | undefined;
}

/**
 * The standard security handler (section 7.6.4) with the empty user password.
 * @param encrypt its dictionary, @param own the number of that object: it is not encrypted itself
 */
export function openEncryption(encrypt: PdfDictionary, id: Uint8Array, own: number | undefined, resolve: (object: PdfObject | undefined) => PdfObject): Decryption | 'password' | 'unsupported' {
  const get = (key: string) => resolve(encrypt.entries.get(key));
  // Any other handler asks for a certificate, or for somebody's own program.
  if (nameOf(get('Filter')) !== 'Standard') return 'password';
  const version = numberOf(get('V')) ?? 0;
  const revision = numberOf(get('R')) ?? 0;
  if (![1, 2, 4, 5].includes(version) || ![2, 3, 4, 5, 6].includes(revision) || (version === 5) !== (revision >= 5)) return 'unsupported';
  const filters = get('CF');
  const named = (name: string | undefined): Method | undefined => {
    if (version < 4) return 'rc4';
    if (name === undefined || name === 'Identity') return 'none';
    const method = nameOf(resolve(entriesOf(resolve(entriesOf(filters).get(name))).get('CFM')));
    return method === 'V2' ? 'rc4' : method === 'AESV2' ? 'aes-128' : method === 'AESV3' ? 'aes-256' : method === 'None' ? 'none' : undefined;
  };
  const [forStreams, forStrings] = [named(nameOf(get('StmF'))), named(nameOf(get('StrF')))];
  if (!forStreams || !forStrings) return 'unsupported';
  const forFiles = get('EFF') === null ? forStreams : named(nameOf(get('EFF')));
  const bits = version === 1 ? 40 : version === 4 ? 128 : numberOf(get('Length')) ?? 40;
  const [owner, user, userKey] = [get('O'), get('U'), get('UE')];
  const encryptMetadata = get('EncryptMetadata') !== false;
  if (!isString(owner) || !isString(user) || !Number.isInteger(bits / 8) || bits < 40 || (bits > 128 && version < 5)) return 'unsupported';
  const key = emptyPasswordKey({
    version, revision, keyBytes: version === 5 ? 32 : bits / 8, owner: owner.bytes, user: user.bytes, userKey: isString(userKey) ? userKey.bytes : undefined,
    permissions: (numberOf(get('P')) ?? 0) | 0, id, encryptMetadata,
  });
  if (!key) return 'password';

  const decrypt = (method: Method, data: Uint8Array, number: number, generation: number): Uint8Array | undefined => {
    if (method === 'none' || data.length === 0) return data;
    if (method === 'aes-256') return key.length === 32 ? decryptAes(key, data) : undefined;
    const own = objectKey(key, number, generation, method === 'aes-128');
    return method === 'rc4' ? rc4(own, data) : decryptAes(own, data);
  };
  return {
    strings: (value, number, generation) => (number === own || forStrings === 'none' || isCrossReference(value) ? value : inClear(value, (text) => decrypt(forStrings, text.bytes, number, generation))),
    stream(stream, steps, number, generation) {
      if (isCrossReference(stream.dictionary)) return stream.raw;
      const crypt = steps.find(({ name }) => name === 'Crypt');
      const type = nameOf(stream.dictionary.entries.get('Type'));
      const method = crypt ? named(nameOf(resolve(crypt.parameters?.entries.get('Name')))) : type === 'Metadata' && !encryptMetadata ? 'none' : type === 'EmbeddedFile' ? forFiles : forStreams;
      return method && decrypt(method, stream.raw, number, generation);
    },
  };
}

/** Section 7.5.8.2: they are never encrypted. */
const isCrossReference = (value: PdfObject): boolean => isDictionary(value) && nameOf(value.entries.get('Type')) === 'XRef';

/** Algorithm 1: each object has its own key, the newest method apart. */
function objectKey(key: Uint8Array, number: number, generation: number, aes: boolean): Uint8Array {
  const made = md5.create().update(key).update(Uint8Array.of(number & 0xff, (number >> 8) & 0xff, (number >> 16) & 0xff, generation & 0xff, (generation >> 8) & 0xff));
  if (aes) made.update(Uint8Array.of(0x73, 0x41, 0x6c, 0x54));
  return made.digest().slice(0, Math.min(16, key.length + 5));
}

const isSignature = ({ entries }: PdfDictionary): boolean => entries.has('ByteRange') || ['Sig', 'DocTimeStamp'].includes(nameOf(entries.get('Type')) ?? '');

/** Depth is the parser's. What holds no string stays what it is. */
function inClear(value: PdfObject, decrypt: (text: PdfString) => Uint8Array | undefined): PdfObject {
  if (isString(value)) return { kind: 'string', bytes: decrypt(value) ?? value.bytes, hex: value.hex };
  if (Array.isArray(value)) {
    const made = value.map((each) => inClear(each, decrypt));
    return made.every((each, index) => each === value[index]) ? value : made;
  }
  if (!isDictionary(value)) return value;
  const signature = isSignature(value);
  return { ...value, entries: new Map([...value.entries].map(([key, each]) => [key, signature && key === 'Contents' ? each : inClear(each, decrypt)])) };
}
