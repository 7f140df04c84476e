/**
 * A baseline JPEG in grey, of one flat shade: quantisation, two Huffman tables of one code each, a frame, and scans of zeros. Small, whatever size it says.
 * @param scans start-of-scan segments, each with the same data
 */
export function baselineJpeg(width: number, height: number, scans = 1): Uint8Array {
  const u16 = (value: number) => [value >> 8, value & 0xff];
  const segment = (marker: number, data: number[]) => [0xff, marker, ...u16(data.length + 2), ...data];
  const oneCode = (place: number) => segment(0xc4, [place, 1, ...Array<number>(15).fill(0), 0]);
  // Each block is two bits: no change of the mean, and the end of the block.
  const blocks = Math.min(Math.ceil(width / 8) * Math.ceil(height / 8), 250_000);
  const scan = [...segment(0xda, [1, 1, 0, 0, 63, 0])];
  const data = new Uint8Array(Math.ceil(blocks / 4));
  const head = [0xff, 0xd8, ...segment(0xdb, [0, ...Array<number>(64).fill(1)]), ...segment(0xc0, [8, ...u16(height), ...u16(width), 1, 1, 0x11, 0]), ...oneCode(0), ...oneCode(0x10)];
  return Uint8Array.from(Buffer.concat([Buffer.from(head), ...Array.from({ length: scans }, () => Buffer.concat([Buffer.from(scan), scans === 1 ? data : data.subarray(0, 64)])), Buffer.from([0xff, 0xd9])]));
}
