import { printable, UsageError } from '../usage-error.js';

/**
 * How a flag takes values. `switch`: none. `one`: one, and the flag may be given once. `each`: one each time, and the flag may be repeated.
 * `many`: one or more, and the flag may be repeated.
 * @see parseArguments for how far a `many` flag reaches.
 */
export type FlagKind = 'switch' | 'one' | 'each' | 'many';

export type FlagSpec = Readonly<Record<string, FlagKind>>;

export interface ParsedArguments {
  /** Everything that is no flag and no flag's value, in order. `-` is here too. */
  inputs: string[];
  switches: ReadonlySet<string>;
  /** Values by flag name, in the order given. A flag that was not given has no entry. */
  values: ReadonlyMap<string, string[]>;
}

/**
 * Reads a command line by position alone, never by what a file holds: a file that somebody else sent must not be able to decide
 * whether it is an input or a trust anchor.
 *
 * - `--flag value` and `--flag=value` are the same; `--` ends the flags; `-` is an input.
 * - A `many` flag takes one value where it stands before the first input (`--trust t.json badge.json`), and every argument up to the next flag
 *   where it stands after one (`badge.json --trust t.json u.json`). `--flag=value` always takes exactly that value.
 *
 * @throws UsageError for an unknown flag, a missing or superfluous value, or a `one` flag given twice.
 */
export function parseArguments(args: readonly string[], spec: FlagSpec): ParsedArguments {
  const inputs: string[] = [];
  const switches = new Set<string>();
  const values = new Map<string, string[]>();
  let index = 0;
  while (index < args.length) {
    const argument = args[index++]!;
    if (argument === '--') { inputs.push(...args.slice(index)); break; }
    if (!isFlag(argument)) { inputs.push(argument); continue; }
    const equals = argument.indexOf('=');
    const name = argument.slice(2, equals < 0 ? undefined : equals);
    const kind = argument.startsWith('--') && Object.hasOwn(spec, name) ? spec[name]! : unknownFlag(argument, spec);
    if (kind === 'switch') {
      if (equals >= 0) throw new UsageError(`--${name} takes no value`);
      switches.add(name);
      continue;
    }
    if (kind === 'one' && values.has(name)) throw new UsageError(`--${name} may be given once`);
    const taken = equals >= 0 ? [argument.slice(equals + 1)] : args.slice(index, index + reach(args, index, kind, inputs.length > 0));
    if (equals < 0) index += taken.length;
    if (taken.length === 0 || taken.some((value) => value === '')) throw new UsageError(`--${name} needs a value`);
    values.set(name, [...(values.get(name) ?? []), ...taken]);
  }
  return { inputs, switches, values };
}

/** How many arguments from `from` on belong to a flag. */
function reach(args: readonly string[], from: number, kind: FlagKind, afterInput: boolean): number {
  const limit = kind === 'many' && afterInput ? args.length : from + 1;
  let end = from;
  while (end < Math.min(limit, args.length) && !isFlag(args[end]!) && args[end] !== '-') end++;
  return end - from;
}

function isFlag(argument: string): boolean {
  return argument.startsWith('-') && argument !== '-';
}

function unknownFlag(argument: string, spec: FlagSpec): never {
  const known = Object.keys(spec).map((name) => `--${name}`).join(', ');
  throw new UsageError(`unknown option ${printable(argument)}; the options are ${known}`);
}
