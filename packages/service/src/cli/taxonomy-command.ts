import { writeFile } from 'node:fs/promises';
import { buildTaxonomy, loadTaxonomy, TaxonomyError, type LoadedTaxonomy } from '@credlens/ats-adapter';
import { openTaxonomy, readSources, type SourcePaths } from '../taxonomy/read-sources.js';
import { fileProblem } from '../trust/host-file.js';
import { printable, UsageError } from '../usage-error.js';
import { parseArguments, type FlagSpec, type ParsedArguments } from './arguments.js';
import { writeLine, type Io } from './io.js';

const BUILD_FLAGS = {
  esco: 'each', onet: 'each', rsd: 'each', case: 'each', list: 'each', crosswalk: 'many', 'crosswalk-reversed': 'many', language: 'one', languages: 'one', name: 'one', edition: 'one', out: 'one', json: 'switch',
} as const satisfies FlagSpec;
const SHOW_FLAGS = { json: 'switch' } as const satisfies FlagSpec;

/**
 * `credlens taxonomy build --out FILE` and `credlens taxonomy show FILE`
 * @throws UsageError for what is wrong with the call or with a file of the host's
 */
export async function taxonomyCommand(args: readonly string[], io: Io): Promise<number> {
  const [name, ...rest] = args;
  if (name === 'build') return build(parseArguments(rest, BUILD_FLAGS), io);
  if (name === 'show') return show(parseArguments(rest, SHOW_FLAGS), io);
  throw new UsageError(name === undefined ? 'taxonomy does what? build or show' : `taxonomy ${printable(name)}: there is build and show`);
}

async function build({ inputs, switches, values }: ParsedArguments, io: Io): Promise<number> {
  const one = (flag: string): string | undefined => values.get(flag)?.[0];
  const out = one('out');
  if (inputs.length > 0) throw new UsageError(`${printable(inputs[0]!)}: taxonomy build takes no input; name it by --esco, --onet, --rsd, --case, --list or --crosswalk`);
  if (out === undefined) throw new UsageError('taxonomy build needs --out FILE');
  const languages = values.has('languages') ? one('languages')!.split(',').map((text) => languageTag(text.trim(), '--languages')) : undefined;
  const language = values.has('language') ? languageTag(one('language')!, '--language') : undefined;
  const paths: SourcePaths = {
    esco: values.get('esco') ?? [], onet: values.get('onet') ?? [], rsd: values.get('rsd') ?? [], case: values.get('case') ?? [], list: values.get('list') ?? [],
    crosswalk: values.get('crosswalk') ?? [], crosswalkReversed: values.get('crosswalk-reversed') ?? [], ...(language !== undefined && { language }), ...(languages && { languages }),
  };
  const [label, edition] = [one('name'), one('edition')];
  const started = performance.now();
  const sources = await readSources(paths);
  if (sources.length === 0) throw new UsageError('taxonomy build needs something to build from: --esco, --onet, --rsd, --case or --list');
  const bytes = await made(() => buildTaxonomy(sources, { ...(label !== undefined && { name: label }), ...(edition !== undefined && { version: edition }), ...(languages && { languages }) }));
  try { await writeFile(out, bytes); } catch (error) { throw new UsageError(`--out ${printable(out)}: ${fileProblem(error).replace('read', 'written')}`); }
  const taxonomy = await loadTaxonomy(bytes);
  if (switches.has('json')) await writeLine(io.stdout, JSON.stringify({ ...facts(taxonomy), bytes: bytes.length, milliseconds: Math.round(performance.now() - started) }));
  else {
    for (const line of told(taxonomy)) await writeLine(io.stdout, line);
    await writeLine(io.stdout, `${printable(out)}: ${bytes.length} bytes, in ${((performance.now() - started) / 1000).toFixed(1)} s`);
  }
  return 0;
}

async function show({ inputs, switches }: ParsedArguments, io: Io): Promise<number> {
  const [file, ...more] = inputs;
  if (file === undefined || more.length > 0) throw new UsageError('taxonomy show takes one FILE');
  const taxonomy = await openTaxonomy(file, 'taxonomy show');
  if (switches.has('json')) await writeLine(io.stdout, JSON.stringify(facts(taxonomy)));
  else for (const line of told(taxonomy)) await writeLine(io.stdout, line);
  return 0;
}

/** What is wrong with a source is the host's to put right. */
async function made<T>(work: () => Promise<T>): Promise<T> {
  try { return await work(); } catch (error) {
    if (error instanceof TaxonomyError) throw new UsageError(`${error.code}: ${printable(error.message)}`);
    throw error;
  }
}

function facts({ name, version, digest, languages, attribution, size }: LoadedTaxonomy) {
  return { name, version, digest, languages, concepts: size.concepts, labels: size.labels, attribution };
}

function told({ name, version, digest, attribution, size }: LoadedTaxonomy): string[] {
  const labels = Object.entries(size.labels).map(([language, count]) => `${count} in ${language}`).join(', ');
  return [printable(`${name}${version === '' ? '' : ` ${version}`}: ${size.concepts} concepts; labels: ${labels}`), `sha-256 ${digest}`, ...attribution.map(printable)];
}

function languageTag(text: string, flag: string): string {
  if (!/^[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$/.test(text)) throw new UsageError(`${flag} ${printable(text)}: it is no language tag, such as en or de`);
  return text.toLowerCase();
}
