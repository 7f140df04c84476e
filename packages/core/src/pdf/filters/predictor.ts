export interface PredictorParameters { predictor: number; colors: number; bits: number; columns: number }

/** ISO 32000-2 section 7.4.4.4. Undefined for parameters that no reader takes. */
export function undoPredictor(bytes: Uint8Array, { predictor, colors, bits, columns }: PredictorParameters): Uint8Array | undefined {
  if (predictor === 1) return bytes;
  if (![colors, columns].every((each) => Number.isInteger(each) && each > 0 && each < 1 << 20) || ![1, 2, 4, 8, 16].includes(bits)) return undefined;
  const pixel = Math.max(1, (colors * bits + 7) >> 3);
  const row = Math.ceil((columns * colors * bits) / 8);
  if (!Number.isSafeInteger(row) || row > 1 << 26) return undefined;
  if (predictor === 2) return undoTiff(bytes, row, colors, bits);
  return predictor >= 10 && predictor <= 15 ? undoPng(bytes, row, pixel) : undefined;
}

/** PNG section 9: each row says its own filter. */
function undoPng(bytes: Uint8Array, row: number, pixel: number): Uint8Array {
  const rows = Math.ceil(bytes.length / (row + 1));
  const made = new Uint8Array(Math.max(0, bytes.length - rows));
  let to = 0;
  for (let from = 0; from < bytes.length; from += row + 1) {
    const filter = bytes[from]!;
    const width = Math.min(row, bytes.length - from - 1);
    for (let at = 0; at < width; at += 1) {
      const left = at >= pixel ? made[to + at - pixel]! : 0;
      const up = to >= row ? made[to + at - row]! : 0;
      const corner = at >= pixel && to >= row ? made[to + at - row - pixel]! : 0;
      const guess = filter === 1 ? left : filter === 2 ? up : filter === 3 ? (left + up) >> 1 : filter === 4 ? paeth(left, up, corner) : 0;
      made[to + at] = bytes[from + 1 + at]! + guess;
    }
    to += width;
  }
  return made;
}

function paeth(left: number, up: number, corner: number): number {
  const guess = left + up - corner;
  const [byLeft, byUp, byCorner] = [Math.abs(guess - left), Math.abs(guess - up), Math.abs(guess - corner)];
  return byLeft <= byUp && byLeft <= byCorner ? left : byUp <= byCorner ? up : corner;
}

/** TIFF 6.0 section 14. Samples of less than a byte are no structure's: they are left to viewers. */
function undoTiff(bytes: Uint8Array, row: number, colors: number, bits: number): Uint8Array | undefined {
  if (bits !== 8 && bits !== 16) return undefined;
  const made = new Uint8Array(bytes);
  for (let start = 0; start < made.length; start += row) {
    const end = Math.min(start + row, made.length);
    if (bits === 8) for (let at = start + colors; at < end; at += 1) made[at] = made[at]! + made[at - colors]!;
    else {
      for (let at = start + colors * 2; at + 1 < end; at += 2) {
        const sum = ((made[at]! << 8) | made[at + 1]!) + ((made[at - colors * 2]! << 8) | made[at - colors * 2 + 1]!);
        made[at] = (sum >> 8) & 0xff;
        made[at + 1] = sum & 0xff;
      }
    }
  }
  return made;
}
