import type { Readable, Writable } from 'node:stream';
import type { TextStyle } from './report-text.js';

/** The three streams of a process, and what else of it a command may look at. Tests hand over their own. */
export interface Io {
  stdin: Readable;
  stdout: Writable & { isTTY?: boolean; columns?: number };
  stderr: Writable;
  env: Readonly<Record<string, string | undefined>>;
  /** Ends a command that would run on by itself, as `serve` does. */
  signal?: AbortSignal;
}

/** Streams that a write to has failed. The standard streams of a process are never `destroyed`, so they do not tell it themselves. */
const broken = new WeakSet<Writable>();

/** Whether somebody still reads. A reader that has enough (`| head`) closes the pipe: that is no error. */
export function isOpen(stream: Writable): boolean {
  return !broken.has(stream) && !stream.destroyed && !stream.writableEnded;
}

/** Writes a line and waits until there is room for the next. Returns quietly where nobody reads any more. */
export async function writeLine(stream: Writable, line: string): Promise<void> {
  if (!isOpen(stream)) return;
  const error = await new Promise<Error | null | undefined>((resolve) => { stream.write(`${line}\n`, resolve); });
  if (error) broken.add(stream);
}

const MOST_COLUMNS = 120;

/** How text is laid out: as wide as the terminal, up to what is readable; colour only where a person looks (no-color.org). */
export function style(io: Io): TextStyle {
  const columns = io.stdout.columns ?? Number(io.env['COLUMNS'] ?? Number.NaN);
  const width = Number.isFinite(columns) && columns > 0 ? columns : 100;
  return { width: Math.max(40, Math.min(width, MOST_COLUMNS)), colour: io.stdout.isTTY === true && (io.env['NO_COLOR'] ?? '') === '' };
}
