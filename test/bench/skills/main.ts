import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { autoAccept, buildTaxonomy, loadTaxonomy, type LoadedTaxonomy, type TaxonomySource } from '@credlens/ats-adapter';
import { bm25, characterTfIdf, type Search } from './baselines.js';
import { cost, figures, type Figures } from './measure.js';
import { crosswalks, english, hasSkillCorpora, type Label, type Query, type Task } from './sets.js';

interface Line { set: string; texts: number; credlens: Figures; bm25: Figures; characters: Figures; ahead: boolean }
interface Accepting { language: string; texts: number; accepted: number; right: number }
interface Speed { language: string; texts: number; milliseconds: number; processor: number }

const CANDIDATES = 100;

function source(labels: readonly Label[], language: string): TaxonomySource {
  const cell = (text: string): string => text.replace(/[\t\r\n]/g, ' ');
  return { kind: 'list', name: `labels-${language}`, language, text: ['id\tlabel\taltLabels', ...labels.map(({ id, preferred, alternatives }) => [cell(id), cell(preferred), alternatives.map(cell).join('|')].join('\t'))].join('\n') };
}

const processor = (): number => { const { user, system } = process.cpuUsage(); return (user + system) / 1000; };

function timed(task: Task, taxonomy: LoadedTaxonomy): Speed {
  const texts = task.sets.flatMap(({ queries }) => queries.map(({ text }) => text));
  for (const text of texts.slice(0, 300)) taxonomy.search(text);
  const [started, used] = [performance.now(), processor()];
  for (const text of texts) taxonomy.search(text);
  return { language: task.language, texts: texts.length, milliseconds: (performance.now() - started) / texts.length, processor: (processor() - used) / texts.length };
}

function accepting(language: string, queries: readonly Query[], taxonomy: LoadedTaxonomy): Accepting {
  const taken = queries.flatMap(({ text, gold }) => {
    const accepted = autoAccept(taxonomy, text, [language]);
    return accepted ? [gold.has(taxonomy.concept(accepted.id)?.preferred[language] ?? '')] : [];
  });
  return { language, texts: queries.length, accepted: taken.length, right: taken.filter(Boolean).length };
}

async function judge(task: Task): Promise<{ lines: Line[]; accepted: Accepting; speed: Speed }> {
  const taxonomy = await loadTaxonomy(await buildTaxonomy([source(task.labels, task.language)]));
  const own: Search = (text) => taxonomy.search(text, { limit: CANDIDATES }).map(({ id }) => taxonomy.concept(id)?.preferred[task.language] ?? '');
  const labels = task.labels.map(({ preferred }) => preferred);
  const [words, characters] = [bm25(labels), characterTfIdf(labels)];
  const lines = task.sets.map(({ name, queries }): Line => {
    const [credlens, first, second] = [figures(queries, own), figures(queries, words), figures(queries, characters)];
    const ahead = (['mrr', 'rp10', 'hit10'] as const).every((figure) => credlens[figure] > first[figure] && credlens[figure] > second[figure]);
    return { set: name, texts: queries.length, credlens, bm25: first, characters: second, ahead };
  });
  return { lines, accepted: accepting(task.language, task.accepted, taxonomy), speed: timed(task, taxonomy) };
}

function table(rows: readonly (readonly string[])[]): string {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  return rows.map((row) => row.map((cell, column) => (column === 0 ? cell.padEnd(widths[column]!) : cell.padStart(widths[column]!))).join('  ')).join('\n');
}

const shown = ({ mrr, rp10, hit10 }: Figures): string => [mrr, rp10, hit10].map((value) => value.toFixed(1)).join(' / ');

/**
 * `npm run bench:skills [-- --json]`: how often texts find their skill, beside plain BM25 and plain character TF-IDF in the same process. Development splits of corpora that are not part of the project.
 * @returns 1 where a line is not ahead of both, 2 where the corpora are not there
 */
export async function main(args: readonly string[]): Promise<number> {
  const root = resolve(process.env['CREDLENS_CORPORA'] ?? '../shared/corpora');
  if (!hasSkillCorpora(root)) {
    console.log('The skill corpora are not there: CREDLENS_CORPORA names the folder that has skills/. Nothing was measured.');
    return 2;
  }
  const results = [];
  for (const task of [english(root), ...crosswalks(root)]) results.push(await judge(task));
  const lines = results.flatMap((result) => result.lines), accepted = results.map((result) => result.accepted), speeds = results.map((result) => result.speed);
  const adapter = pathToFileURL(resolve('packages/ats-adapter/dist/index.js')).href;
  const costs = cost(adapter, { kind: 'esco', name: 'esco-skills-en-1.1.1.tsv', path: join(root, 'skills/esco/esco-skills-en-1.1.1.tsv') });

  console.log('MRR / RP@10 / hit@10, in percent\n');
  console.log(table([['set', 'texts', 'Credlens', 'BM25', 'character TF-IDF', ''], ...lines.map((line) => [line.set, String(line.texts), shown(line.credlens), shown(line.bm25), shown(line.characters), line.ahead ? 'ahead' : 'NOT AHEAD'])]));
  console.log('\nAccepted without asking\n');
  console.log(table([['language', 'texts', 'accepted', 'coverage', 'precision'], ...accepted.map(({ language, texts, accepted: taken, right }) => [language, String(texts), String(taken), `${((100 * taken) / texts).toFixed(1)} %`, taken === 0 ? '' : `${((100 * right) / taken).toFixed(1)} %`])]));
  console.log('\nTime of a text, milliseconds\n');
  console.log(table([['language', 'texts', 'on the clock', 'of the processor'], ...speeds.map(({ language, texts, milliseconds, processor: used }) => [language, String(texts), milliseconds.toFixed(2), used.toFixed(2)])]));
  console.log(`\nEnglish ESCO: built in ${(costs.build / 1000).toFixed(1)} s (${(costs.buildProcessor / 1000).toFixed(1)} s of the processor), ${costs.megabytes.toFixed(0)} MB at most, file ${(costs.fileBytes / 1e6).toFixed(1)} MB, loaded in ${costs.load.toFixed(0)} ms`);
  if (args.includes('--json')) console.log(JSON.stringify({ lines, accepted, speeds, costs }));
  return lines.every(({ ahead }) => ahead) ? 0 : 1;
}
