import { createReadStream } from 'node:fs';
import type { Readable } from 'node:stream';
import { autoAccept, type LoadedTaxonomy } from '@credlens/ats-adapter';
import { openTaxonomy } from '../taxonomy/read-sources.js';
import { fileProblem } from '../trust/host-file.js';
import { printable, UsageError } from '../usage-error.js';
import { parseArguments, type FlagSpec } from './arguments.js';
import { isOpen, writeLine, type Io } from './io.js';
import { lines } from './lines.js';

const MAP_FLAGS = { taxonomy: 'one', json: 'switch', limit: 'one', language: 'each' } as const satisfies FlagSpec;
/** Candidates that are shown to a person when nothing was said. */
const SHOWN = 3;

/**
 * `credlens skills map --taxonomy FILE < texts`: a text a line in, what it may mean out, in the same order.
 * @throws UsageError for what is wrong with the call or with a file of the host's
 */
export async function skillsCommand(args: readonly string[], io: Io): Promise<number> {
  const [name, ...rest] = args;
  if (name !== 'map') throw new UsageError(name === undefined ? 'skills does what? map' : `skills ${printable(name)}: there is map`);
  const { inputs, switches, values } = parseArguments(rest, MAP_FLAGS);
  const file = values.get('taxonomy')?.[0];
  if (file === undefined) throw new UsageError('skills map needs --taxonomy FILE, made by credlens taxonomy build');
  if (inputs.length > 1) throw new UsageError('skills map reads standard input, or one FILE with a text a line');
  const json = switches.has('json');
  const limit = limitOf(values.get('limit')?.[0], json ? 10 : SHOWN);
  const taxonomy = await openTaxonomy(file, '--taxonomy');
  const languages = values.get('language');
  for (const language of languages ?? []) if (!taxonomy.languages.includes(language.toLowerCase())) throw new UsageError(`--language ${printable(language)}: the taxonomy has ${taxonomy.languages.join(', ')}`);
  const [input = '-'] = inputs;
  const stream: Readable = input === '-' ? io.stdin : createReadStream(input);
  try {
    for await (const { text, cut } of lines(stream)) {
      if (!isOpen(io.stdout)) break;
      const mapped = { text, ...(cut && { cut }), ...mapText(taxonomy, text, limit, languages) };
      if (json) await writeLine(io.stdout, JSON.stringify(mapped));
      else for (const line of told(mapped)) await writeLine(io.stdout, line);
    }
  } catch (error) {
    if (stream === io.stdin || !(error instanceof Error && 'code' in error)) throw error;
    throw new UsageError(`${printable(input)}: ${fileProblem(error)}`);
  }
  return 0;
}

/** What `--json` has of each candidate. `label` is the concept's preferred one; `matched` the one that the text is like. */
interface MappedCandidate { id: string; uri?: string; label: string; score: number; language: string; by: 'preferred' | 'alternative' | 'hidden'; matched?: string }
interface Mapped { accepted?: string; candidates: MappedCandidate[] }

function mapText(taxonomy: LoadedTaxonomy, text: string, limit: number, languages?: readonly string[]): Mapped {
  const accepted = autoAccept(taxonomy, text, languages)?.id;
  const candidates = taxonomy.search(text, { limit, ...(languages && { languages }) }).map(({ id, score, label, language, labelKind }): MappedCandidate => {
    const preferred = taxonomy.concept(id)?.preferred[language] ?? label;
    const uri = taxonomy.written(id);
    return { id, ...(uri !== undefined && !uri.startsWith('label:') && { uri }), label: preferred, score, language, by: labelKind, ...(preferred !== label && { matched: label }) };
  });
  return { ...(accepted !== undefined && { accepted }), candidates };
}

function told({ text, accepted, candidates }: Mapped & { text: string }): string[] {
  return [printable(text), ...(candidates.length === 0 ? ['  nothing that is like it'] : candidates.map(({ id, label, score, matched }) =>
    `  ${id === accepted ? 'is  ' : 'like'} ${score.toFixed(2)}  ${printable(label)}${matched === undefined ? '' : ` (as ${printable(matched)})`}  ${printable(id)}`))];
}

function limitOf(text: string | undefined, fallback: number): number {
  if (text === undefined) return fallback;
  const limit = Number(text);
  if (!/^\d+$/.test(text) || limit < 1 || limit > 100) throw new UsageError(`--limit ${printable(text)}: a number from 1 to 100`);
  return limit;
}
