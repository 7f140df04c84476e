import { hexDigit, isSpace } from '../characters.js';

type Decoded = { bytes: Uint8Array; damaged: boolean };

/** ISO 32000-2 section 7.4.2. */
export function decodeAsciiHex(bytes: Uint8Array): Decoded {
  const made = new Uint8Array((bytes.length >> 1) + 1);
  let count = 0;
  for (const code of bytes) {
    if (code === 0x3e) return { bytes: made.subarray(0, (count + 1) >> 1), damaged: false };
    if (isSpace(code)) continue;
    const digit = hexDigit(code);
    if (digit < 0) break;
    made[count >> 1] = count & 1 ? made[count >> 1]! | digit : digit << 4;
    count += 1;
  }
  return { bytes: made.subarray(0, (count + 1) >> 1), damaged: true };
}

/** Section 7.4.3. A `z` makes four bytes of one, which is the most. */
export function decodeAscii85(bytes: Uint8Array, most: number): Decoded | undefined {
  const made = new Uint8Array(Math.min(most, bytes.length * 4) + 4);
  let [length, value, count] = [0, 0, 0];
  for (const code of bytes) {
    if (isSpace(code)) continue;
    if (length > most) return undefined;
    if (code === 0x7e) {
      if (count === 1) return { bytes: made.subarray(0, length), damaged: true };
      if (count > 1) {
        for (let missing = count; missing < 5; missing += 1) value = value * 85 + 84;
        for (let index = 0; index < count - 1; index += 1) made[length++] = Math.floor(value / 2 ** (24 - index * 8)) & 0xff;
      }
      return length > most ? undefined : { bytes: made.subarray(0, length), damaged: false };
    }
    if (code === 0x7a && count === 0) {
      length += 4;
      continue;
    }
    if (code < 0x21 || code > 0x75) break;
    value = value * 85 + code - 0x21;
    count += 1;
    if (count < 5) continue;
    for (let index = 0; index < 4; index += 1) made[length++] = Math.floor(value / 2 ** (24 - index * 8)) & 0xff;
    [value, count] = [0, 0];
  }
  return length > most ? undefined : { bytes: made.subarray(0, length), damaged: true };
}

/** Section 7.4.5. */
export function decodeRunLength(bytes: Uint8Array, most: number): Decoded | undefined {
  let total = 0;
  for (let at = 0; at < bytes.length && bytes[at] !== 128; at += bytes[at]! < 128 ? bytes[at]! + 2 : 2) total += bytes[at]! < 128 ? bytes[at]! + 1 : 257 - bytes[at]!;
  if (total > most) return undefined;
  const made = new Uint8Array(total);
  let length = 0;
  for (let at = 0; at < bytes.length;) {
    const count = bytes[at]!;
    if (count === 128) return { bytes: made.subarray(0, length), damaged: false };
    if (count < 128) {
      const part = bytes.subarray(at + 1, at + 2 + count);
      made.set(part, length);
      length += part.length;
      at += count + 2;
    } else {
      if (at + 1 >= bytes.length) break;
      made.fill(bytes[at + 1]!, length, length + 257 - count);
      length += 257 - count;
      at += 2;
    }
  }
  return { bytes: made.subarray(0, length), damaged: true };
}
