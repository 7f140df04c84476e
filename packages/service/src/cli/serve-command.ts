import { createApp, STATUS_CODES, type StatusCodes } from '../http/app.js';
import { startServer } from '../http/server.js';
import { printable, UsageError } from '../usage-error.js';
import { parseArguments, type FlagSpec } from './arguments.js';
import { writeLine, type Io } from './io.js';
import { engineFrom, SHARED_FLAGS } from './verify-command.js';

const FLAGS = { port: 'one', host: 'one', 'status-codes': 'one', ...SHARED_FLAGS } as const satisfies FlagSpec;

/**
 * `credlens serve`. Runs until the process is told to end (SIGINT, SIGTERM), lets what is under way finish, then returns.
 * @throws UsageError where it cannot start as it was asked to
 */
export async function serveCommand(args: readonly string[], io: Io): Promise<number> {
  const parsed = parseArguments(args, FLAGS);
  if (parsed.inputs.length > 0) throw new UsageError(`serve takes no input: ${printable(parsed.inputs[0]!)}`);
  const value = (name: keyof typeof FLAGS) => parsed.values.get(name)?.[0];
  const port = portNumber(value('port') ?? '8080');
  const statusCodes = statusMode(value('status-codes') ?? 'suite');
  const { verifier } = await engineFrom(parsed, 'vcalm');
  const app = createApp({ verifier, statusCodes, log: (line) => { io.stderr.write(`${line}\n`); } });
  const server = await startServer(app, { port, host: value('host') ?? '127.0.0.1' }).catch((error: unknown) => { throw new UsageError(`serve: ${listenProblem(error, port)}`); });
  await writeLine(io.stdout, `Credlens listens on ${server.url}`);
  await stopped(io.signal);
  await server.close();
  return 0;
}

function portNumber(text: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  if (!(port <= 65_535)) throw new UsageError(`--port ${printable(text)}: a number from 0 to 65535`);
  return port;
}

function statusMode(text: string): StatusCodes {
  const mode = STATUS_CODES.find((known) => known === text);
  if (!mode) throw new UsageError(`--status-codes ${printable(text)}: one of ${STATUS_CODES.join(', ')}`);
  return mode;
}

function listenProblem(error: unknown, port: number): string {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : '';
  if (code === 'EADDRINUSE') return `port ${port} is taken; name another with --port, or 0 for any`;
  if (code === 'EACCES') return `port ${port} may not be used by this user; name one above 1023 with --port`;
  return 'this address cannot be listened on; see --host and --port';
}

function stopped(signal: AbortSignal | undefined): Promise<void> {
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
