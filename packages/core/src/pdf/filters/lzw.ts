const CLEAR = 256, END = 257, MOST_CODES = 4096;

/** ISO 32000-2 section 7.4.4.2, at most `most` bytes: undefined where it makes more. A code that was never made ends the data, and they are damaged. */
export function decodeLzw(bytes: Uint8Array, most: number, early = 1): { bytes: Uint8Array; damaged: boolean } | undefined {
  // Each code is the string of another one and a last byte.
  const prefix = new Uint16Array(MOST_CODES);
  const last = new Uint8Array(MOST_CODES);
  const lengths = new Uint16Array(MOST_CODES).fill(1, 0, 256);
  for (let code = 0; code < 256; code += 1) last[code] = code;
  let made = new Uint8Array(Math.min(most, bytes.length * 4 + 64));
  let [length, next, width, buffer, held, previous] = [0, 258, 9, 0, 0, -1];
  const done = (damaged: boolean) => ({ bytes: made.subarray(0, length), damaged });
  for (const byte of bytes) {
    buffer = ((buffer << 8) | byte) & 0xffffff;
    held += 8;
    if (held < width) continue;
    const code = (buffer >> (held - width)) & ((1 << width) - 1);
    held -= width;
    if (code === END) return done(false);
    if (code === CLEAR) {
      [next, width, previous] = [258, 9, -1];
      continue;
    }
    if (code > next || (code >= next && previous < 0) || (previous < 0 && code > 255)) return done(true);
    // The code that is only being made now is the one before it and its own first byte (the KwKwK case).
    const known = code < next ? code : previous;
    const size = lengths[known]! + (code < next ? 0 : 1);
    if (length + size > most) return undefined;
    if (length + size > made.length) {
      const larger = new Uint8Array(Math.min(most, Math.max(made.length * 2, length + size)));
      larger.set(made);
      made = larger;
    }
    let at = length + lengths[known]! - 1;
    for (let each = known; at >= length; at -= 1) {
      made[at] = last[each]!;
      each = prefix[each]!;
    }
    if (code >= next) made[length + size - 1] = made[length]!;
    if (previous >= 0 && next < MOST_CODES) {
      prefix[next] = previous;
      last[next] = made[length]!;
      lengths[next] = lengths[previous]! + 1;
      next += 1;
      if (next + early >= 1 << width && width < 12) width += 1;
    }
    length += size;
    previous = code;
  }
  return done(true);
}
