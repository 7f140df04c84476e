import type { Engine } from '../engine.js';
import { createApp, STATUS_CODES, type StatusCodes } from '../http/app.js';
import { startServer } from '../http/server.js';
import { createVettedFetch } from '../http/vetted-fetch.js';
import { readOrigin } from '../relay/origins.js';
import { relayKey } from '../relay/relay-key.js';
import { createRelay } from '../relay/relay.js';
import type { RelayRoutes } from '../relay/routes.js';
import { registryUrls } from '../trust/trust-files.js';
import { printable, UsageError } from '../usage-error.js';
import { parseArguments, type FlagSpec, type ParsedArguments } from './arguments.js';
import { writeLine, type Io } from './io.js';
import { listenProblem, ownName, portNumber, stopped } from './listening.js';
import { engineFrom, SHARED_FLAGS } from './verify-command.js';

const FLAGS = {
  port: 'one', host: 'one', hostname: 'each', 'behind-proxy': 'switch', 'status-codes': 'one',
  relay: 'switch', 'relay-origin': 'each', 'relay-port': 'each', 'relay-key': 'one', ...SHARED_FLAGS,
} as const satisfies FlagSpec;

/**
 * `credlens serve`. Runs until the process is told to end (SIGINT, SIGTERM), lets what is under way finish, then returns.
 * @throws UsageError where it cannot start as it was asked to
 */
export async function serveCommand(args: readonly string[], io: Io): Promise<number> {
  const parsed = parseArguments(args, FLAGS);
  if (parsed.inputs.length > 0) throw new UsageError(`serve takes no input: ${printable(parsed.inputs[0]!)}`);
  const value = (name: keyof typeof FLAGS) => parsed.values.get(name)?.[0];
  const port = portNumber(value('port') ?? '8080', 'port');
  const statusCodes = statusMode(value('status-codes') ?? 'suite');
  const host = value('host') ?? '127.0.0.1';
  const engine = await engineFrom(parsed, 'vcalm');
  const relay = await relayFrom(parsed, engine);
  const app = createApp({
    verifier: engine.verifier, statusCodes, log: (line) => { io.stderr.write(`${line}\n`); },
    ownHost: { listensOn: host, names: (parsed.values.get('hostname') ?? []).map(ownName) }, ...(relay && { relay }),
  });
  const server = await startServer(app, { port, host }).catch((error: unknown) => { throw new UsageError(`serve: ${listenProblem(error, port)}`); });
  await writeLine(io.stdout, `Credlens listens on ${server.url}`);
  await stopped(io.signal);
  await server.close();
  return 0;
}

/** The relay as the flags describe it; absent unless `--relay` is among them. */
async function relayFrom({ switches, values }: ParsedArguments, { network, urlsOf }: Engine): Promise<Omit<RelayRoutes, 'bodyLimit'> | undefined> {
  const stray = ['relay-origin', 'relay-port', 'relay-key'].find((name) => values.has(name));
  if (!switches.has('relay')) {
    if (stray !== undefined) throw new UsageError(`--${stray} is of use with --relay only`);
    return undefined;
  }
  const ports = [443, ...(values.get('relay-port') ?? []).map((text) => portNumber(text, 'relay-port'))];
  const origins = (values.get('relay-origin') ?? []).map((text) => {
    const origin = readOrigin(text);
    if (origin === undefined) throw new UsageError(`--relay-origin ${printable(text)}: an origin such as https://careers.example`);
    return origin;
  });
  const relay = createRelay({
    network: { ...network, fetch: createVettedFetch({ ports, httpPorts: [80] }) },
    named: { contexts: new Set(values.get('allow-context') ?? []), registries: await registryUrls(values.get('trust') ?? []) },
    key: await relayKey(values.get('relay-key')?.[0]),
  });
  return { relay, origins, urlsOf, behindProxy: switches.has('behind-proxy') };
}

function statusMode(text: string): StatusCodes {
  const mode = STATUS_CODES.find((known) => known === text);
  if (!mode) throw new UsageError(`--status-codes ${printable(text)}: one of ${STATUS_CODES.join(', ')}`);
  return mode;
}
