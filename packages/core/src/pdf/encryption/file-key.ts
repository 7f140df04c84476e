import { md5 } from '@noble/hashes/legacy.js';
import { sha256, sha384, sha512 } from '@noble/hashes/sha2.js';
import { decryptBlocks, encryptBlocks } from './aes.js';
import { rc4 } from './rc4.js';

export interface HandlerTerms { version: number; revision: number; keyBytes: number; owner: Uint8Array; user: Uint8Array; userKey: Uint8Array | undefined; permissions: number; id: Uint8Array; encryptMetadata: boolean }

/** ISO 32000-2 algorithm 2, step (a): what fills up a password; an empty one is all filling. */
const PADDING: Uint8Array = Uint8Array.from([
  0x28, 0xbf, 0x4e, 0x5e, 0x4e, 0x75, 0x8a, 0x41, 0x64, 0x00, 0x4e, 0x56, 0xff, 0xfa, 0x01, 0x08, 0x2e, 0x2e, 0x00, 0xb6, 0xd0, 0x68, 0x3e, 0x80, 0x2f, 0x0c, 0xa9, 0xfe, 0x64, 0x53, 0x69, 0x7a,
]);

/** The key of a file that opens without a password (the empty user password). Undefined where it needs one. */
export function emptyPasswordKey(terms: HandlerTerms): Uint8Array | undefined {
  return terms.revision >= 5 ? keyOfRevision6(terms) : keyOfRevision4(terms);
}

/** Algorithm 2, and algorithms 4 and 5 to see whether it is the key. */
function keyOfRevision4({ revision, keyBytes, owner, user, permissions, id, encryptMetadata }: HandlerTerms): Uint8Array | undefined {
  const bits = Uint8Array.of(permissions & 0xff, (permissions >> 8) & 0xff, (permissions >> 16) & 0xff, (permissions >> 24) & 0xff);
  const made = md5.create().update(PADDING).update(owner.slice(0, 32)).update(bits).update(id);
  if (revision >= 4 && !encryptMetadata) made.update(Uint8Array.of(0xff, 0xff, 0xff, 0xff));
  let key = made.digest();
  if (revision >= 3) for (let round = 0; round < 50; round += 1) key = md5(key.slice(0, keyBytes));
  key = key.slice(0, keyBytes);
  if (revision === 2) return same(rc4(key, PADDING), user, 32) ? key : undefined;
  let check = rc4(key, md5.create().update(PADDING).update(id).digest());
  for (let round = 1; round <= 19; round += 1) check = rc4(key.map((byte) => byte ^ round), check);
  return same(check, user, 16) ? key : undefined;
}

function same(left: Uint8Array, right: Uint8Array, length: number): boolean {
  return right.length >= length && left.subarray(0, length).every((byte, index) => byte === right[index]);
}

/** Algorithm 2.A, for the user password: the salts stand behind its hash in U. */
function keyOfRevision6({ revision, user, userKey }: HandlerTerms): Uint8Array | undefined {
  if (user.length < 48 || !userKey || userKey.length < 32) return undefined;
  const hash = revision === 5 ? (salt: Uint8Array) => sha256(salt) : hashOfRevision6;
  if (!same(hash(user.slice(32, 40)), user, 32)) return undefined;
  return decryptBlocks(hash(user.slice(40, 48)), userKey.slice(0, 32));
}

/** Algorithm 2.B, for an empty password. It ends by chance, after 64 rounds at least; the last byte is at most 255, so 64 + 255 rounds are the most. */
function hashOfRevision6(salt: Uint8Array): Uint8Array {
  let key = sha256(salt);
  for (let round = 0, last = 0; round < 64 || last > round - 32; round += 1) {
    const block = new Uint8Array(key.length * 64);
    for (let copy = 0; copy < 64; copy += 1) block.set(key, copy * key.length);
    const made = encryptBlocks(key.slice(0, 16), key.slice(16, 32), block);
    // The first 16 bytes as a number modulo 3: 256 is 1 modulo 3, so their sum is enough.
    const which = made.subarray(0, 16).reduce((sum, byte) => sum + byte, 0) % 3;
    key = which === 0 ? sha256(made) : which === 1 ? sha384(made) : sha512(made);
    last = made.at(-1)!;
  }
  return key.slice(0, 32);
}
