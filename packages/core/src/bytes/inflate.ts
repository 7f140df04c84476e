export type Inflated = { ok: true; bytes: Uint8Array } | { ok: false; why: 'damaged' | 'too-large' };

/** A browser inflates all that it is given at once before it lets go of the first byte; DEFLATE makes at most 1032 bytes of one, so 4 KiB make 4 MiB. */
const SLICE_BYTES = 4096;

function slices(bytes: Uint8Array): ReadableStream<Uint8Array<ArrayBuffer>> {
  let offset = 0;
  return new ReadableStream({
    pull(controller) {
      if (offset >= bytes.length) return controller.close();
      controller.enqueue(bytes.slice(offset, offset + SLICE_BYTES) as Uint8Array<ArrayBuffer>);
      offset += SLICE_BYTES;
    },
  });
}

/**
 * Inflates piece by piece and stops at the first byte over `budget.inflated`, which what is made is taken from.
 * Bytes after the end of the compressed data are damage. Never throws.
 */
export async function inflate(compressed: Uint8Array, format: 'deflate' | 'deflate-raw' | 'gzip', budget: { inflated: number }): Promise<Inflated> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  try {
    const reader = slices(compressed).pipeThrough(new DecompressionStream(format)).getReader();
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      length += value.length;
      budget.inflated -= value.length;
      if (budget.inflated < 0) {
        reader.cancel().catch(() => {});
        return { ok: false, why: 'too-large' };
      }
      chunks.push(value);
    }
  } catch {
    return { ok: false, why: 'damaged' };
  }
  return { ok: true, bytes: concatenate(chunks, length) };
}

export function concatenate(chunks: readonly Uint8Array[], length = chunks.reduce((sum, chunk) => sum + chunk.length, 0)): Uint8Array {
  const bytes = new Uint8Array(length);
  let offset = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, offset);
    offset += chunk.length;
  }
  return bytes;
}
