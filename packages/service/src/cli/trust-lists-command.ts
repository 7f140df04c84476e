import { snapshotText, type TrustedListSnapshot } from '@credlens/core/trusted-list';
import { openSnapshotFile, readLists, writeSnapshot, type ListSources } from '../trust/trusted-lists.js';
import { printable, UsageError } from '../usage-error.js';
import { parseArguments, type FlagSpec, type ParsedArguments } from './arguments.js';
import { EXIT } from './exit-status.js';
import { instant } from './instant.js';
import { style, writeLine, type Io } from './io.js';
import { counts, listTable, lotlFailure, serviceTable, stateAt, totals, warnings } from './trust-lists-text.js';

const UPDATE_FLAGS = { out: 'one', resources: 'each', offline: 'switch', cache: 'one', territory: 'each', previous: 'one', at: 'one', anchors: 'one', lotl: 'one', keys: 'one' } as const satisfies FlagSpec;
const SHOW_FLAGS = { json: 'switch', territory: 'each', at: 'one' } as const satisfies FlagSpec;

/**
 * `credlens trust-lists update --out FILE` and `credlens trust-lists show FILE`
 * @returns 0, also where countries are lost; 2 where the list of lists cannot be used, and nothing was written
 * @throws UsageError for what is wrong with the call or with a file of the host's
 */
export async function trustListsCommand(args: readonly string[], io: Io): Promise<number> {
  const [name, ...rest] = args;
  if (name === 'update') return update(parseArguments(rest, UPDATE_FLAGS), io);
  if (name === 'show') return show(parseArguments(rest, SHOW_FLAGS), io);
  throw new UsageError(name === undefined ? 'trust-lists does what? update or show' : `trust-lists ${printable(name)}: there is update and show`);
}

async function update({ inputs, switches, values }: ParsedArguments, io: Io): Promise<number> {
  const one = (name: string): string | undefined => values.get(name)?.[0];
  const out = one('out');
  if (inputs.length > 0) throw new UsageError(`${printable(inputs[0]!)}: trust-lists update takes no input`);
  if (out === undefined) throw new UsageError('trust-lists update needs --out FILE');
  const keys = one('keys');
  if (keys !== undefined && keys !== 'seals' && keys !== 'all') throw new UsageError(`--keys ${printable(keys)}: seals or all`);
  const at = atOf(values);
  const started = performance.now();
  const [cache, previous, anchors, lotlUrl] = [one('cache'), one('previous'), one('anchors'), one('lotl')];
  const sources: ListSources = {
    resources: values.get('resources') ?? [], offline: switches.has('offline'), at, ...(cache !== undefined && { cache }), ...(values.has('territory') && { territories: territories(values) }),
    ...(previous !== undefined && { previous }), ...(anchors !== undefined && { anchors }), ...(lotlUrl !== undefined && { lotlUrl }), ...(keys !== undefined && { keys }), ...(io.signal && { signal: io.signal }),
  };
  const result = await readLists(sources);
  const { snapshot, lotl } = result;
  for (const warning of warnings(result, at)) await writeLine(io.stderr, warning);
  if (!snapshot || result.aborted) {
    await writeLine(io.stderr, `credlens: ${result.aborted ? 'it was ended before all lists were read' : lotlFailure(lotl)}; nothing was written`);
    return EXIT.indeterminate;
  }
  const missed = (sources.territories ?? []).filter((territory) => !snapshot.lists.some((list) => list.territory === territory));
  for (const territory of missed) await writeLine(io.stderr, `warning: the list of lists names no list of ${territory}`);
  const bytes = await writeSnapshot(out, snapshot);
  for (const line of listTable([lotl, ...snapshot.lists], at, style(io).width)) await writeLine(io.stdout, line);
  await writeLine(io.stdout, `\n${totals(snapshot, at)}`);
  await writeLine(io.stdout, `${printable(out)}: ${bytes} bytes, in ${((performance.now() - started) / 1000).toFixed(1)} s`);
  return 0;
}

async function show({ inputs, switches, values }: ParsedArguments, io: Io): Promise<number> {
  const [file, ...more] = inputs;
  if (file === undefined || more.length > 0) throw new UsageError('trust-lists show takes one FILE');
  const snapshot = await openSnapshotFile(file);
  const at = atOf(values);
  const wanted = values.has('territory') ? territories(values) : undefined;
  const of = (territory: string): boolean => !wanted || wanted.includes(territory);
  const shown: TrustedListSnapshot = { ...snapshot, lists: snapshot.lists.filter((list) => of(list.territory)), services: snapshot.services.filter((service) => of(service.territory)) };
  if (switches.has('json')) {
    const stated = { ...shown, lotl: { ...shown.lotl, state: stateAt(shown.lotl, at) }, lists: shown.lists.map((list) => ({ ...list, state: stateAt(list, at) })) };
    await writeLine(io.stdout, snapshotText(stated));
    return 0;
  }
  const { width } = style(io);
  await writeLine(io.stdout, `made ${snapshot.created}, shown as of ${at.toISOString()}\n`);
  for (const line of listTable([shown.lotl, ...shown.lists], at, width)) await writeLine(io.stdout, line);
  await writeLine(io.stdout, `\n${totals(shown, at)}`);
  if (wanted) for (const line of ['', ...serviceTable(shown.services.filter(({ territory }) => shown.lists.some((list) => list.territory === territory && counts(list))), width)]) await writeLine(io.stdout, line);
  return 0;
}

const atOf = (values: ParsedArguments['values']): Date => (values.has('at') ? instant(values.get('at')![0]!) : new Date());

/** Two letters, as the lists have them; Greece is `EL` there. */
function territories(values: ParsedArguments['values']): string[] {
  return (values.get('territory') ?? []).map((text) => {
    if (!/^[A-Za-z]{2}$/.test(text)) throw new UsageError(`--territory ${printable(text)}: it is no country of two letters, such as CZ`);
    const code = text.toUpperCase();
    return code === 'GR' ? 'EL' : code;
  });
}
