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

function roundKeys(key: Uint8Array, box: Uint8Array): Uint8Array {
  const words = key.length / 4;
  const keys = new Uint8Array(16 * (words + 7));
  keys.set(key);
  for (let word = words, constant = 1; word < keys.length / 4; word += 1) {
    let four = Array.from(keys.subarray(4 * word - 4, 4 * word));
    if (word % words === 0) {
      four = [box[four[1]!]! ^ constant, box[four[2]!]!, box[four[3]!]!, box[four[0]!]!];
      constant = double(constant);
    } else if (words > 6 && word % words === 4) four = four.map((byte) => box[byte]!);
    for (let at = 0; at < 4; at += 1) keys[4 * word + at] = keys[4 * (word - words) + at]! ^ four[at]!;
  }
  return keys;
}

function encryptBlock(block: Uint8Array, keys: Uint8Array, box: Uint8Array): Uint8Array {
  let state = block.map((byte, at) => byte ^ keys[at]!);
  const rounds = keys.length / 16 - 1;
  for (let round = 1; round <= rounds; round += 1) {
    const shifted = state.map((_, at) => box[state[(at + 4 * (at % 4)) % 16]!]!);
    const mixed = round === rounds ? shifted : shifted.map((byte, at) => {
      const column = at - (at % 4);
      const of = (step: number) => shifted[column + ((at + step) % 4)]!;
      return double(byte) ^ double(of(1)) ^ of(1) ^ of(2) ^ of(3);
    });
    state = mixed.map((byte, at) => byte ^ keys[16 * round + at]!);
  }
  return state;
}

/** AES in CBC or ECB mode, encryption alone. `data` is whole blocks. */
export function aes(key: Uint8Array, data: Uint8Array, vector?: Uint8Array): Uint8Array<ArrayBuffer> {
  const box = substitutions();
  const keys = roundKeys(key, box);
  const result = new Uint8Array(data.length);
  let before = vector;
  for (let at = 0; at < data.length; at += 16) {
    const block = data.slice(at, at + 16);
    const made = encryptBlock(before ? block.map((byte, index) => byte ^ before![index]!) : block, keys, box);
    result.set(made, at);
    if (vector) before = made;
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
