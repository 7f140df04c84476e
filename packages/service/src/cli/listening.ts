import { printable, UsageError } from '../usage-error.js';

/** A name alone: a port or a path in it would match nothing. */
export function ownName(text: string): string {
  if (!/^[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?$/i.test(text)) throw new UsageError(`--hostname ${printable(text)}: a name such as verify.example, without scheme and port`);
  return text;
}

export function portNumber(text: string, flag: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  if (!(port <= 65_535)) throw new UsageError(`--${flag} ${printable(text)}: a number from 0 to 65535`);
  return port;
}

/** Why an address cannot be listened on, in words. */
export function listenProblem(error: unknown, port: number): string {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : '';
  if (code === 'EADDRINUSE') return `port ${port} is taken; name another with --port, or 0 for any`;
  if (code === 'EACCES') return `port ${port} may not be used by this user; name one above 1023 with --port`;
  return 'this address cannot be listened on; see --host and --port';
}

/** Keeps its promise when the process is told to end (SIGINT, SIGTERM), or the signal aborts. */
export function stopped(signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => {
    const stop = () => {
      process.off('SIGINT', stop);
      process.off('SIGTERM', stop);
      resolve();
    };
    process.once('SIGINT', stop);
    process.once('SIGTERM', stop);
    if (signal?.aborted) stop();
    signal?.addEventListener('abort', stop, { once: true });
  });
}
