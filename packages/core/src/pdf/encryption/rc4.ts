/** RC4, which files of before 2017 are encrypted with. It protects nothing. */
export function rc4(key: Uint8Array, data: Uint8Array): Uint8Array {
  const state = Uint8Array.from({ length: 256 }, (_, index) => index);
  let [i, j] = [0, 0];
  const swap = () => {
    const held = state[i]!;
    state[i] = state[j]!;
    state[j] = held;
  };
  for (; i < 256; i += 1) {
    j = (j + state[i]! + key[i % key.length]!) & 0xff;
    swap();
  }
  [i, j] = [0, 0];
  return data.map((byte) => {
    i = (i + 1) & 0xff;
    j = (j + state[i]!) & 0xff;
    swap();
    return byte ^ state[(state[i]! + state[j]!) & 0xff]!;
  });
}
