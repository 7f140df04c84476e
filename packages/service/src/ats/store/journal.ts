import { createHash } from 'node:crypto';
import { open, type FileHandle } from 'node:fs/promises';
import { StoreDamagedError } from './store.js';

/** Where a record stands in the file. */
export interface Place { offset: number; length: number }

/** An append-only file of records, one a line: sixteen digits of the SHA-256 of the text, a space, the text, a line feed. */
export interface Journal {
  /** Where the file ends. */
  readonly size: number;
  /** Kept once it is on disk. Several at once share one write and one flush. */
  append: (text: string) => Promise<Place>;
  read: (place: Place) => Promise<string>;
  close: () => Promise<void>;
}

const SUM = 16;
/** Bytes read at once when the file is opened. */
const CHUNK = 1 << 20;
/** A record of this size is no record. */
export const MOST_RECORD = 64 << 20;

/**
 * Opens a journal, and hands over each record that is in it. What a crash left half-written at the end is cut off: nobody was told that it was kept.
 * @throws StoreDamagedError where a record that cannot be read has readable ones after it: that is no crash
 */
export async function openJournal(path: string, onRecord: (text: string, place: Place) => void): Promise<Journal> {
  const file = await open(path, 'a+', 0o600);
  let size: number;
  try {
    const found = (await file.stat()).size;
    size = await replay(file, found, onRecord);
    if (size < found) {
      await file.truncate(size);
      await file.datasync();
    }
  } catch (error) {
    await file.close();
    throw error;
  }
  let waiting: { line: Buffer; done: (place: Place) => void; failed: (error: unknown) => void }[] = [];
  let flushing: Promise<void> | undefined;
  let broken: unknown;

  const flush = async (): Promise<void> => {
    while (waiting.length > 0) {
      const batch = waiting;
      waiting = [];
      try {
        if (broken !== undefined) throw broken;
        await writeAll(file, Buffer.concat(batch.map(({ line }) => line)));
        await file.datasync();
        for (const { line, done } of batch) {
          done({ offset: size, length: line.length });
          size += line.length;
        }
      } catch (error) {
        // How much of it is on disk is not known, so nothing more is written after it: the next start cuts it off or reads it.
        broken = error;
        for (const { failed } of batch) failed(error);
      }
    }
    flushing = undefined;
  };
  return {
    get size() { return size; },
    append: (text) => new Promise((done, failed) => {
      waiting.push({ line: lineOf(text), done, failed });
      flushing ??= flush();
    }),
    read: async ({ offset, length }) => {
      const line = Buffer.alloc(length);
      const { bytesRead } = await file.read(line, 0, length, offset);
      const text = bytesRead === length ? textOf(line.subarray(0, -1)) : undefined;
      if (text === undefined) throw new StoreDamagedError('A record of the journal is not what was written');
      return text;
    },
    close: async () => {
      await flushing;
      await file.close();
    },
  };
}

export function lineOf(text: string): Buffer {
  return Buffer.from(`${sumOf(text)} ${text}\n`);
}

async function writeAll(file: FileHandle, bytes: Buffer): Promise<void> {
  for (let written = 0; written < bytes.length;) written += (await file.write(bytes, written, bytes.length - written)).bytesWritten;
}

const sumOf = (text: string | Buffer): string => createHash('sha256').update(text).digest('hex').slice(0, SUM);

/** The text of a line without its end, where its sum is right. JSON has no line feed in it, so a line is a record. */
function textOf(line: Buffer): string | undefined {
  const text = line.subarray(SUM + 1);
  return line.length > SUM && line[SUM] === 0x20 && line.toString('latin1', 0, SUM) === sumOf(text) ? text.toString('utf8') : undefined;
}

/** Reads all records. @returns where the last good one ends */
async function replay(file: FileHandle, size: number, onRecord: (text: string, place: Place) => void): Promise<number> {
  let good = 0;
  let bad = false;
  let rest = Buffer.alloc(0);
  const chunk = Buffer.alloc(Math.min(CHUNK, Math.max(size, 1)));
  for (let position = 0; position < size;) {
    const { bytesRead } = await file.read(chunk, 0, Math.min(chunk.length, size - position), position);
    if (bytesRead === 0) break;
    const block = Buffer.concat([rest, chunk.subarray(0, bytesRead)]);
    const start = position - rest.length;
    position += bytesRead;
    let from = 0;
    for (let end = block.indexOf(0x0a, from); end >= 0; end = block.indexOf(0x0a, from)) {
      const text = textOf(block.subarray(from, end));
      if (text === undefined) bad = true;
      else if (bad) throw new StoreDamagedError('The journal has records after one that cannot be read');
      else {
        onRecord(text, { offset: start + from, length: end + 1 - from });
        good = start + end + 1;
      }
      from = end + 1;
    }
    rest = Buffer.from(block.subarray(from));
    if (rest.length > MOST_RECORD) throw new StoreDamagedError('The journal has a record of more than it could have written');
  }
  return good;
}
