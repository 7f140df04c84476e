import { cbc } from '@noble/ciphers/aes.js';

/** ISO 32000-2 section 7.6.3.1: CBC, the first block is the vector, padding as in PKCS #7. Damaged padding stays, as readers show it. Undefined where the data are no such thing. */
export function decryptAes(key: Uint8Array, data: Uint8Array): Uint8Array | undefined {
  const length = (data.length - (data.length % 16)) - 16;
  if (length < 0) return undefined;
  if (length === 0) return new Uint8Array();
  const plain = cbc(key, data.slice(0, 16), { disablePadding: true }).decrypt(data.slice(16, 16 + length));
  const padding = plain.at(-1)!;
  return padding >= 1 && padding <= 16 ? plain.subarray(0, plain.length - padding) : plain;
}

/** Without vector and padding, as the keys of the newer handlers are wrapped (section 7.6.4.3.3). */
export function decryptBlocks(key: Uint8Array, data: Uint8Array): Uint8Array {
  return cbc(key, new Uint8Array(16), { disablePadding: true }).decrypt(data);
}

export function encryptBlocks(key: Uint8Array, vector: Uint8Array, data: Uint8Array): Uint8Array {
  return cbc(key, vector, { disablePadding: true }).encrypt(data);
}
