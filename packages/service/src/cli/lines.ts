import type { Readable } from 'node:stream';

/** A line and whether its end was left out. */
export interface Line { text: string; cut: boolean }

/** Most bytes of a line that are kept: a line without an end must not fill the memory. */
const MOST_BYTES = 80_000;
const NEWLINE = 0x0a;

/** Lines of a stream as they come. Bytes that are no UTF-8 become U+FFFD; what follows the last newline is a line unless it is empty. */
export async function* lines(stream: Readable): AsyncGenerator<Line, void, undefined> {
  let parts: Uint8Array[] = [], length = 0, cut = false;
  const keep = (piece: Uint8Array): void => {
    const room = MOST_BYTES - length;
    if (piece.length > room) cut = true;
    if (room > 0 && piece.length > 0) parts.push(piece.subarray(0, room));
    length += Math.min(room, piece.length);
  };
  const take = (): Line => {
    const text = Buffer.concat(parts).toString('utf8').replace(/\r$/, '');
    const line = { text, cut };
    parts = [];
    length = 0;
    cut = false;
    return line;
  };
  let first = true;
  for await (const chunk of stream as AsyncIterable<Uint8Array | string>) {
    const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
    let from = 0;
    for (let at = bytes.indexOf(NEWLINE); at >= 0; at = bytes.indexOf(NEWLINE, from)) {
      keep(bytes.subarray(from, at));
      const line = take();
      yield first ? { ...line, text: line.text.replace(/^\uFEFF/, '') } : line;
      first = false;
      from = at + 1;
    }
    keep(bytes.subarray(from));
  }
  if (length > 0) yield take();
}
