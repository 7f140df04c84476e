import { md5 } from '@noble/hashes/legacy.js';
import { sha256, sha384, sha512 } from '@noble/hashes/sha2.js';
import { aes, padded, rc4 } from './pdf-cipher.js';
import { hex, joined, latin1 } from './pdf-value.js';
import type { Cipher, PdfEntries } from './pdf-value.js';

export type EncryptionKind = 'rc4-128' | 'aes-128' | 'aes-256';
export interface Encryption { dictionary: PdfEntries; /** For the strings and streams of one object. */ cipher(number: number): Cipher }

const PADDING = Uint8Array.from('28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A'.match(/../g)!, (pair) => Number.parseInt(pair, 16));
/** Print, copy, fill: a signed int, as P is written. */
const PERMISSIONS = -44;
const permissionBytes = () => Uint8Array.of(PERMISSIONS & 255, (PERMISSIONS >> 8) & 255, (PERMISSIONS >> 16) & 255, (PERMISSIONS >> 24) & 255);

const paddedPassword = (password: string) => joined([latin1(password), PADDING]).slice(0, 32);
const repeated = (times: number, key: Uint8Array, data: Uint8Array) => {
  let result: Uint8Array = data;
  for (let round = 0; round < times; round += 1) result = rc4(key.map((byte) => byte ^ round), result);
  return result;
};

/** Algorithms 2 to 5 of ISO 32000-2 section 7.6.4: revisions 3 and 4. */
function olderKeys(password: string, id: Uint8Array): { key: Uint8Array; owner: Uint8Array; user: Uint8Array } {
  let ownerKey: Uint8Array = md5(paddedPassword('owner'));
  for (let round = 0; round < 50; round += 1) ownerKey = md5(ownerKey);
  const owner = repeated(20, ownerKey, paddedPassword(password));
  let key: Uint8Array = md5(joined([paddedPassword(password), owner, permissionBytes(), id]));
  for (let round = 0; round < 50; round += 1) key = md5(key);
  const user = joined([repeated(20, key, md5(joined([PADDING, id]))), new Uint8Array(16)]);
  return { key, owner, user };
}

/** Algorithm 2.B: revision 6. */
function hardenedHash(password: Uint8Array, salt: Uint8Array, user: Uint8Array): Uint8Array {
  let key: Uint8Array = sha256(joined([password, salt, user]));
  for (let round = 0, last = 0; round < 64 || last > round - 32; round += 1) {
    const once = joined([password, key, user]);
    const made = aes(key.slice(0, 16), joined(Array.from({ length: 64 }, () => once)), key.slice(16, 32));
    const remainder = made.subarray(0, 16).reduce((sum, byte) => (sum + byte) % 3, 0);
    key = [sha256, sha384, sha512][remainder]!(made);
    last = made.at(-1)!;
  }
  return key.slice(0, 32);
}

/** Algorithms 8 to 10. Salts and key are derived from a label: a file of the same options has the same bytes. */
function newerKeys(password: string, label: string): { key: Uint8Array; entries: PdfEntries } {
  const seed = (what: string, length: number) => sha512(latin1(`${label} ${what}`)).slice(0, length);
  const key = seed('key', 32);
  const [secret, owner] = [latin1(password), latin1('owner')];
  const none = new Uint8Array();
  const wrapped = (phrase: Uint8Array, salt: Uint8Array, user: Uint8Array) => aes(hardenedHash(phrase, salt, user), key, new Uint8Array(16));
  const [u1, u2, o1, o2] = [seed('u1', 8), seed('u2', 8), seed('o1', 8), seed('o2', 8)];
  const user = joined([hardenedHash(secret, u1, none), u1, u2]);
  const ownerEntry = joined([hardenedHash(owner, o1, user), o1, o2]);
  const permissions = joined([permissionBytes(), Uint8Array.of(255, 255, 255, 255), 'Tadb', seed('perms', 4)]);
  const token = (bytes: Uint8Array) => `<${hex(bytes)}>`;
  return { key, entries: { U: token(user), O: token(ownerEntry), UE: token(wrapped(secret, u2, none)), OE: token(wrapped(owner, o2, user)), Perms: token(aes(key, permissions)) } };
}

/** The vector in front: derived from the data, for the same file each time. */
function aesCipher(key: Uint8Array, label: string): Cipher {
  return (bytes, of) => {
    const vector = sha256(joined([label, of, bytes])).slice(0, 16);
    return joined([vector, aes(key, padded(bytes), vector)]);
  };
}

/** The standard security handler (section 7.6.4), by default with the empty user password, which opens without being asked for. */
export function encryption(kind: EncryptionKind, id: Uint8Array, password = ''): Encryption {
  const filter = (method: string, length: number): PdfEntries => ({ CF: { StdCF: { CFM: `/${method}`, AuthEvent: '/DocOpen', Length: length } }, StmF: '/StdCF', StrF: '/StdCF' });
  if (kind === 'aes-256') {
    const { key, entries } = newerKeys(password, hex(id));
    return { dictionary: { Filter: '/Standard', V: 5, R: 6, Length: 256, P: PERMISSIONS, ...entries, ...filter('AESV3', 32) }, cipher: (number) => aesCipher(key, `${number}`) };
  }
  const { key, owner, user } = olderKeys(password, id);
  const aes128 = kind === 'aes-128';
  // Algorithm 1: the key of the file with the number of the object, and four letters where it is AES.
  const objectKey = (number: number) => md5(joined([key, Uint8Array.of(number & 255, (number >> 8) & 255, (number >> 16) & 255, 0, 0), aes128 ? 'sAlT' : '']));
  const common: PdfEntries = { Filter: '/Standard', V: aes128 ? 4 : 2, R: aes128 ? 4 : 3, Length: 128, P: PERMISSIONS, O: `<${hex(owner)}>`, U: `<${hex(user)}>` };
  return {
    dictionary: aes128 ? { ...common, ...filter('AESV2', 16) } : common,
    cipher: (number) => (aes128 ? aesCipher(objectKey(number), `${number}`) : (bytes) => rc4(objectKey(number), bytes)),
  };
}
