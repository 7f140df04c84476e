import { createAssess } from '../ats/assess.js';
import { openAts, type Ats } from '../ats/ats.js';
import { readAtsConfig } from '../ats/config.js';
import { createMatch, type Match, type MatchOptions } from '../ats/match-port.js';
import { verifyAuditLog } from '../ats/store/audit-log.js';
import { StoreDamagedError, StoreLockedError } from '../ats/store/store.js';
import { startServer } from '../http/server.js';
import { openTaxonomy } from '../taxonomy/read-sources.js';
import { fileProblem } from '../trust/host-file.js';
import { printable, UsageError } from '../usage-error.js';
import { parseArguments, type FlagSpec } from './arguments.js';
import { writeLine, type Io } from './io.js';
import { listenProblem, ownName, portNumber, stopped } from './listening.js';
import { engineFrom, SHARED_FLAGS } from './verify-command.js';

const SERVE_FLAGS = { config: 'one', port: 'one', host: 'one', hostname: 'each', 'retry-dead': 'switch', ...SHARED_FLAGS } as const satisfies FlagSpec;
const LOG_FLAGS = { head: 'one' } as const satisfies FlagSpec;

/**
 * `credlens ats serve` and `credlens ats check-log`.
 * @throws UsageError where it cannot be done as it was asked
 */
export async function atsCommand([action, ...rest]: readonly string[], io: Io): Promise<number> {
  if (action === 'serve') return serve(rest, io);
  if (action === 'check-log') return checkLog(rest, io);
  throw new UsageError(action === undefined ? 'ats: which of serve, check-log?' : `ats: there is no ${printable(action)}; there are serve, check-log`);
}

async function serve(args: readonly string[], io: Io): Promise<number> {
  const parsed = parseArguments(args, SERVE_FLAGS);
  if (parsed.inputs.length > 0) throw new UsageError(`ats serve takes no input: ${printable(parsed.inputs[0]!)}`);
  const value = (name: keyof typeof SERVE_FLAGS) => parsed.values.get(name)?.[0];
  const path = value('config');
  if (path === undefined) throw new UsageError('ats serve needs --config FILE');
  const port = portNumber(value('port') ?? '8090', 'port');
  const host = value('host') ?? '127.0.0.1';
  const config = await readAtsConfig(path, io.env);
  const taxonomies = await Promise.all(config.taxonomies.map((file) => openTaxonomy(file, '--config')));
  const match = matcher({ taxonomies, ...(config.matchPolicy === undefined ? {} : { policy: config.matchPolicy }) });
  const engine = await engineFrom(parsed, 'default');
  const names = [...(parsed.values.get('hostname') ?? []).map(ownName), ...(URL.canParse(config.baseUrl) ? [new URL(config.baseUrl).hostname] : [])];
  const ats = await opened(() => openAts({
    ...config, assess: createAssess({ verifier: engine.verifier, match, now: () => new Date() }), ownHost: { listensOn: host, names }, log: (line) => { io.stderr.write(`${line}\n`); },
  }));
  if (parsed.switches.has('retry-dead')) await ats.retryDead();
  const server = await startServer(ats.app, { port, host }).catch(async (error: unknown) => {
    await ats.close();
    throw new UsageError(`ats serve: ${listenProblem(error, port)}`);
  });
  await writeLine(io.stdout, `Credlens listens on ${server.url}`);
  const ending = new AbortController();
  const running = ats.run(ending.signal);
  // A store that can no longer be written to ends the service: what it would answer could not be kept.
  const failed = running.then(() => undefined, (error: unknown) => ({ error }));
  const failure = await Promise.race([stopped(io.signal).then(() => undefined), failed]);
  await server.close();
  ending.abort();
  const late = await failed;
  await ats.close();
  if (failure ?? late) throw (failure ?? late)!.error;
  return 0;
}

/** @throws UsageError for a policy that is not one */
function matcher(options: MatchOptions): Match {
  try {
    return createMatch(options);
  } catch (error) {
    if (error instanceof TypeError) throw new UsageError(`--config: /matchPolicy: ${error.message}`);
    throw error;
  }
}

async function opened(open: () => Promise<Ats>): Promise<Ats> {
  try {
    return await open();
  } catch (error) {
    if (error instanceof StoreLockedError) throw new UsageError('ats serve: another process has this directory');
    if (error instanceof StoreDamagedError) throw new UsageError('ats serve: the journal in the directory is not what was written; put back a copy of it');
    if (error instanceof TypeError) throw new UsageError(`ats serve: ${error.message}`);
    throw error;
  }
}

async function checkLog(args: readonly string[], io: Io): Promise<number> {
  const { inputs, values } = parseArguments(args, LOG_FLAGS);
  const [path] = inputs;
  if (path === undefined || inputs.length > 1) throw new UsageError('ats check-log takes one FILE');
  const reading = await verifyAuditLog(path, values.get('head')?.[0]).catch((error: unknown) => { throw new UsageError(`${printable(path)}: ${fileProblem(error)}`); });
  await writeLine(io.stdout, reading.ok ? `${reading.entries} entries, as they were written. Head ${reading.head}` : `Line ${reading.line} is not as it was written, or is missing.`);
  return reading.ok ? 0 : 1;
}
