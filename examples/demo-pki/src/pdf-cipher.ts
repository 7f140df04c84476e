/** RC4, which is its own inverse. For files as the years before AES made them (ISO 32000-2 section 7.6.3). */
export function rc4(key: Uint8Array, data: Uint8Array): Uint8Array<ArrayBuffer> {
  const state = Uint8Array.from({ length: 256 }, (_, index) => index);
  for (let i = 0, j = 0; i < 256; i += 1) {
    j = (j + state[i]! + key[i % key.length]!) & 255;
    [state[i], state[j]] = [state[j]!, state[i]!];
  }
  let [i, j] = [0, 0];
  return Uint8Array.from(data, (byte) => {
    i = (i + 1) & 255;
    j = (j + state[i]!) & 255;
    [state[i], state[j]] = [state[j]!, state[i]!];
    return byte ^ state[(state[i]! + state[j]!) & 255]!;
  });
}

const double = (value: number): number => ((value << 1) ^ (value & 0x80 ? 0x11b : 0)) & 0xff;

/** FIPS 197 section 5.1.1: the inverse in GF(2^8), then the affine map. */
function substitutions(): Uint8Array {
  const box = new Uint8Array(256);
  box[0] = 0x63;
  let [power, inverse] = [1, 1];
  do {
    power ^= double(power);
    inverse ^= inverse << 1;
    inverse ^= inverse << 2;
    inverse ^= inverse << 4;
    inverse &= 0xff;
    if (inverse & 0x80) inverse ^= 0x09;
    const turned = (bits: number) => ((inverse << bits) | (inverse >> (8 - bits))) & 0xff;
    box[power] = inverse ^ turned(1) ^ turned(2) ^ turned(3) ^ turned(4) ^ 0x63;
  } while (power !== 1);
  return box;
}

const BOX = substitutions();
const DOUBLED = Uint8Array.from({ length: 256 }, (_, value) => double(value));
/** Where each byte of the state comes from once the rows are shifted. */
const SHIFTED = Array.from({ length: 16 }, (_, at) => (at + 4 * (at % 4)) % 16);

function roundKeys(key: Uint8Array): Uint8Array {
  const words = key.length / 4;
  const keys = new Uint8Array(16 * (words + 7));
  keys.set(key);
  for (let word = words, constant = 1; word < keys.length / 4; word += 1) {
    let four = Array.from(keys.subarray(4 * word - 4, 4 * word));
    if (word % words === 0) {
      four = [BOX[four[1]!]! ^ constant, BOX[four[2]!]!, BOX[four[3]!]!, BOX[four[0]!]!];
      constant = double(constant);
    } else if (words > 6 && word % words === 4) four = four.map((byte) => BOX[byte]!);
    for (let at = 0; at < 4; at += 1) keys[4 * word + at] = keys[4 * (word - words) + at]! ^ four[at]!;
  }
  return keys;
}

/** One block, in place. `spare` has room for another. */
function encryptBlock(state: Uint8Array, keys: Uint8Array, spare: Uint8Array): void {
  for (let at = 0; at < 16; at += 1) state[at]! ^= keys[at]!;
  for (let round = 16; round < keys.length; round += 16) {
    for (let at = 0; at < 16; at += 1) spare[at] = BOX[state[SHIFTED[at]!]!]!;
    const last = round + 16 === keys.length;
    for (let at = 0; at < 16; at += 4) {
      const [a, b, c, d] = [spare[at]!, spare[at + 1]!, spare[at + 2]!, spare[at + 3]!];
      const all = a ^ b ^ c ^ d;
      state[at] = keys[round + at]! ^ (last ? a : a ^ all ^ DOUBLED[a ^ b]!);
      state[at + 1] = keys[round + at + 1]! ^ (last ? b : b ^ all ^ DOUBLED[b ^ c]!);
      state[at + 2] = keys[round + at + 2]! ^ (last ? c : c ^ all ^ DOUBLED[c ^ d]!);
      state[at + 3] = keys[round + at + 3]! ^ (last ? d : d ^ all ^ DOUBLED[d ^ a]!);
    }
  }
}

/** AES in CBC or ECB mode, encryption alone. `data` is whole blocks. */
export function aes(key: Uint8Array, data: Uint8Array, vector?: Uint8Array): Uint8Array<ArrayBuffer> {
  const keys = roundKeys(key);
  const result = new Uint8Array(data);
  const spare = new Uint8Array(16);
  for (let at = 0; at < data.length; at += 16) {
    const block = result.subarray(at, at + 16);
    const before = vector && (at === 0 ? vector : result.subarray(at - 16, at));
    if (before) for (let index = 0; index < 16; index += 1) block[index]! ^= before[index]!;
    encryptBlock(block, keys, spare);
  }
  return result;
}

/** PKCS #7: never less than one byte. */
export function padded(data: Uint8Array): Uint8Array<ArrayBuffer> {
  const more = 16 - (data.length % 16);
  const result = new Uint8Array(data.length + more).fill(more);
  result.set(data);
  return result;
}
