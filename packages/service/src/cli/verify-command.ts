import type { VerifyOptions } from '@credlens/core';
import { en, say } from '@credlens/core/messages';
import { PROFILES, type Report } from '@credlens/core/report';
import { createEngine, type Engine } from '../engine.js';
import { printable, UsageError } from '../usage-error.js';
import { parseArguments, type FlagSpec, type ParsedArguments } from './arguments.js';
import { exitStatus } from './exit-status.js';
import { inOrder } from './in-order.js';
import { openInput } from './inputs.js';
import { instant } from './instant.js';
import { isOpen, style, writeLine, type Io } from './io.js';
import { reportText, tally, verdictTable, type Judged } from './report-text.js';

/** Flags that `verify` and `serve` share. */
export const SHARED_FLAGS = { policy: 'one', trust: 'many', resources: 'each', offline: 'switch', 'allow-context': 'many', cache: 'one' } as const satisfies FlagSpec;
const FLAGS = { json: 'switch', together: 'switch', profile: 'one', recipient: 'one', at: 'one', ...SHARED_FLAGS } as const satisfies FlagSpec;

/** Inputs under way at once: what one waits for from the network another can use. */
const WIDTH = 4;

/**
 * `credlens verify INPUT...`
 * @returns the exit status
 * @throws UsageError before anything is verified
 */
export async function verifyCommand(args: readonly string[], io: Io): Promise<number> {
  const parsed = parseArguments(args, FLAGS);
  const { inputs, switches } = parsed;
  if (inputs.length === 0) throw new UsageError('there is nothing to verify: name a file or a URL, or - for standard input');
  if (inputs.filter((input) => input === '-').length > 1) throw new UsageError('- may be given once: standard input is read to its end');
  const together = switches.has('together');
  if (together && inputs.length < 2) throw new UsageError('--together compares two or more inputs');
  const options = verifyOptions(parsed);
  const engine = await engineFrom(parsed, 'default');

  const judged = together ? judgeTogether(inputs, engine, options, io) : inOrder(inputs, WIDTH, (input) => judge(input, engine, options, io));
  return switches.has('json') ? writeJson(judged, io) : writeText(judged, io);
}

/** @throws UsageError for a file of the host's that is missing or wrong */
export function engineFrom({ switches, values }: ParsedArguments, policy: string): Promise<Engine> {
  return createEngine({
    policy: values.get('policy')?.[0] ?? policy,
    trust: values.get('trust') ?? [],
    resources: values.get('resources') ?? [],
    offline: switches.has('offline'),
    allowContexts: values.get('allow-context') ?? [],
    ...(values.has('cache') && { cache: values.get('cache')![0]! }),
  });
}

function verifyOptions({ values }: ParsedArguments): VerifyOptions {
  const [at, profile, recipient] = ['at', 'profile', 'recipient'].map((name) => values.get(name)?.[0]);
  if (profile !== undefined && !Object.hasOwn(PROFILES, profile)) throw new UsageError(`--profile ${printable(profile)}: one of ${Object.keys(PROFILES).join(', ')}`);
  if (recipient !== undefined && !/^[^\s@]+@[^\s@]+$/.test(recipient.trim())) throw new UsageError(`--recipient ${printable(recipient)}: it is no e-mail address`);
  return {
    ...(at !== undefined && { at: instant(at) }),
    ...(profile !== undefined && { profile }),
    ...(recipient !== undefined && { recipient: recipient.trim() }),
  };
}

async function judge(input: string, engine: Engine, options: VerifyOptions, io: Io): Promise<Judged> {
  const opened = await openInput(input, { stdin: io.stdin });
  if (!opened.failure) {
    const report = await engine.verifier.verify(opened.input, { ...options, ...opened.options });
    const failure = notFetched(report);
    return { input, report, ...(failure === undefined ? {} : { failure }) };
  }
  const { reason, status, text } = opened.failure;
  const { profile: _profile, ...asked } = options;
  return { input, failure: text, report: await engine.verifier.unreadable({ reason, ...(status !== undefined && { status }) }, { ...asked, ...opened.options }) };
}

/** Why an address brought nothing, in the words of the network's code; absent where it brought something. */
function notFetched(report: Report): string | undefined {
  const readable = report.checks.find(({ id }) => id === 'intake.readable');
  const problem = readable?.code === 'input.unreadable' ? readable.problems.find(({ code }) => code.startsWith('net.')) : undefined;
  const status = problem?.params?.['status'];
  return problem && say(en, problem.code, status === undefined ? {} : { status });
}

async function* judgeTogether(inputs: readonly string[], engine: Engine, options: VerifyOptions, io: Io): AsyncGenerator<Judged> {
  const opened = await Promise.all(inputs.map((input) => openInput(input, { stdin: io.stdin })));
  yield { input: inputs.join(' + '), report: await engine.verifier.verifyTogether(opened.map(({ input }) => input), options) };
}

async function writeJson(judged: AsyncIterable<Judged>, io: Io): Promise<number> {
  const verdicts = new Set<Report['verdict']>();
  for await (const { report } of judged) {
    verdicts.add(report.verdict);
    await writeLine(io.stdout, JSON.stringify(report));
    if (!isOpen(io.stdout)) break;
  }
  return exitStatus(verdicts);
}

async function writeText(judged: AsyncIterable<Judged>, io: Io): Promise<number> {
  const all: { name: string; report: Report }[] = [];
  const look = style(io);
  for await (const one of judged) {
    await writeLine(io.stdout, (all.length > 0 ? '\n' : '') + reportText(one, look));
    all.push({ name: one.input, report: one.report });
    if (!isOpen(io.stdout)) break;
  }
  const reports = all.map(({ report }) => report);
  if (all.length > 1) await writeLine(io.stdout, `\n${verdictTable(all, look)}\n\n${tally(reports)}`);
  return exitStatus(reports.map((report) => report.verdict));
}

