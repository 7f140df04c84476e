import { printable, UsageError } from '../usage-error.js';
import { EXIT } from './exit-status.js';
import { ATS_HELP, HELP, SERVE_HELP, TRUST_LISTS_HELP, VERIFY_HELP, version } from './help.js';
import { SKILLS_HELP, TAXONOMY_HELP } from './help-skills.js';
import { writeLine, type Io } from './io.js';

/** `EX_SOFTWARE` of sysexits: the command itself failed, which says nothing of any credential. */
const INTERNAL = 70;

interface Command { help: string; run: (args: readonly string[], io: Io) => Promise<number> }

const COMMANDS: Readonly<Record<string, Command>> = {
  verify: { help: VERIFY_HELP, run: async (args, io) => (await import('./verify-command.js')).verifyCommand(args, io) },
  serve: { help: SERVE_HELP, run: async (args, io) => (await import('./serve-command.js')).serveCommand(args, io) },
  ats: { help: ATS_HELP, run: async (args, io) => (await import('./ats-command.js')).atsCommand(args, io) },
  'trust-lists': { help: TRUST_LISTS_HELP, run: async (args, io) => (await import('./trust-lists-command.js')).trustListsCommand(args, io) },
  taxonomy: { help: TAXONOMY_HELP, run: async (args, io) => (await import('./taxonomy-command.js')).taxonomyCommand(args, io) },
  skills: { help: SKILLS_HELP, run: async (args, io) => (await import('./skills-command.js')).skillsCommand(args, io) },
};

/**
 * The `credlens` command. What it was asked goes to standard output, what was wrong with the asking to standard error; it never throws.
 * @param args without the program's own name
 * @returns the exit status
 */
export async function main(args: readonly string[], io: Io): Promise<number> {
  // A reader that closes its pipe early, or a terminal that goes away, is no failure of ours.
  for (const stream of [io.stdout, io.stderr]) stream.on('error', () => {});
  try {
    return await run(args, io);
  } catch (error) {
    if (error instanceof UsageError) {
      await writeLine(io.stderr, `credlens: ${error.message}\nSee credlens ${Object.hasOwn(COMMANDS, args[0] ?? '') ? `${args[0]} ` : ''}--help`);
      return EXIT.usage;
    }
    await writeLine(io.stderr, 'credlens: something went wrong inside this program; nothing was decided about the credential');
    if (io.env['CREDLENS_DEBUG'] === '1') await writeLine(io.stderr, String(error instanceof Error ? error.stack : error));
    return INTERNAL;
  }
}

async function run(args: readonly string[], io: Io): Promise<number> {
  const [name, ...rest] = args;
  const command = name !== undefined && Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  const flags = rest.includes('--') ? rest.slice(0, rest.indexOf('--')) : rest;
  const asks = (...names: string[]) => names.some((flag) => flag === name || (command !== undefined && flags.includes(flag)));
  if (asks('--help', '-h') || name === 'help') {
    const topic = command ?? (name === 'help' && Object.hasOwn(COMMANDS, rest[0] ?? '') ? COMMANDS[rest[0]!] : undefined);
    await writeLine(io.stdout, (topic?.help ?? HELP).trimEnd());
    return 0;
  }
  if (asks('--version', '-V')) {
    await writeLine(io.stdout, `credlens ${version()}`);
    return 0;
  }
  if (command) return command.run(rest, io);
  if (name === undefined) throw new UsageError(`which command? One of ${Object.keys(COMMANDS).join(', ')}`);
  throw new UsageError(`there is no command ${printable(name)}; the commands are ${Object.keys(COMMANDS).join(', ')}`);
}
