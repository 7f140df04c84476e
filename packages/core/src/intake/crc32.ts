/** CRC-32 as PNG (annex D) and ZIP (APPNOTE 4.4.7) use it. */
export function crc32(...parts: readonly Uint8Array[]): number {
  const table = (TABLE ??= makeTable());
  let crc = 0xffffffff;
  for (const part of parts) for (let at = 0; at < part.length; at += 1) crc = (table[(crc ^ part[at]!) & 0xff]! ^ (crc >>> 8)) >>> 0;
  return (crc ^ 0xffffffff) >>> 0;
}

let TABLE: Uint32Array | undefined;

function makeTable(): Uint32Array {
  return Uint32Array.from({ length: 256 }, (_, byte) => {
    let value = byte;
    for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
    return value >>> 0;
  });
}
