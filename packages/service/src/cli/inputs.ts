import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Readable } from 'node:stream';
import type { VerifyInput, VerifyOptions } from '@credlens/core';
import { INPUT_BYTES } from '../engine.js';
import { fileProblem } from '../trust/host-file.js';

/** What a verifier takes, and what it should know of where it came from. */
export interface OpenedInput {
  input: VerifyInput;
  options: Pick<VerifyOptions, 'channel' | 'filename'>;
  /** Why there is nothing to read; then `input` holds nothing. */
  failure?: InputFailure;
}

/** `reason` is a word or code for the report, `text` the same for the reader on the terminal. */
export interface InputFailure { reason: string; text: string; status?: number }

export interface InputSources { stdin: Readable }

/** A file that is known but not in memory: it cannot be opened, or it is larger than anything that will be read. Reading it fails as reading a vanished file does. */
class UnreadFile extends File {
  readonly #size: number;
  constructor(name: string, size: number) { super([], name); this.#size = size; }
  override get size(): number { return this.#size; }
  override arrayBuffer(): Promise<ArrayBuffer> { return Promise.reject(new DOMException('The file was not read', 'NotReadableError')); }
}

/** `-` or a path, opened; a URL as it is. It never rejects: an input that cannot be opened is an input whose report says so. */
export async function openInput(input: string, sources: InputSources): Promise<OpenedInput> {
  if (input === '-') return openStream(sources.stdin);
  // The verifier follows an address itself, as it does one that is pasted or found in a QR code.
  if (/^https?:\/\//i.test(input)) return { input, options: { channel: 'url' } };
  return openFile(input);
}

async function openFile(path: string): Promise<OpenedInput> {
  const filename = basename(path);
  const options = { channel: 'file', filename } as const;
  try {
    const handle = await open(path, 'r');
    try {
      const facts = await handle.stat();
      if (facts.isDirectory()) return { input: new UnreadFile(filename, 0), options, failure: fileFailure({ code: 'EISDIR' }) };
      if (facts.isFile() && facts.size > INPUT_BYTES) return { input: new UnreadFile(filename, facts.size), options };
      // A pipe or a device says no size; reading stops beyond the limit.
      return { input: new File([await readBounded(handle.createReadStream({ autoClose: false }))], filename), options };
    } finally {
      await handle.close();
    }
  } catch (error) {
    return { input: new UnreadFile(filename, 0), options, failure: fileFailure(error) };
  }
}

async function openStream(stream: Readable): Promise<OpenedInput> {
  const options = { channel: 'bytes' } as const;
  try {
    return { input: await readBounded(stream), options };
  } catch (error) {
    return { input: new UnreadFile('', 0), options, failure: fileFailure(error) };
  }
}

function fileFailure(error: unknown): InputFailure {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  const reasons: Record<string, string> = { ENOENT: 'not-found', ENOTDIR: 'not-found', EISDIR: 'directory', EACCES: 'denied', EPERM: 'denied' };
  return { reason: (typeof code === 'string' && Object.hasOwn(reasons, code) ? reasons[code] : undefined) ?? 'unreadable', text: fileProblem(error) };
}

async function readBounded(stream: Readable): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of stream as AsyncIterable<Uint8Array>) {
    chunks.push(chunk);
    length += chunk.length;
    if (length > INPUT_BYTES) break;
  }
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) { bytes.set(chunk, at); at += chunk.length; }
  return bytes;
}
