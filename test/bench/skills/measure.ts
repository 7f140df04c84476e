import { spawnSync } from 'node:child_process';
import type { Search } from './baselines.js';
import type { Query } from './sets.js';

export interface Figures { mrr: number; rp10: number; hit10: number }

/** Mean reciprocal rank; R-precision at 10 (right ones among the first ten, of as many as could be there); and how often one of the first ten is right. In percent. */
export function figures(queries: readonly Query[], search: Search): Figures {
  let mrr = 0, rp10 = 0, hit10 = 0;
  for (const { text, gold } of queries) {
    const found = search(text);
    const first = found.findIndex((label) => gold.has(label));
    const right = found.slice(0, 10).filter((label) => gold.has(label)).length;
    mrr += first < 0 ? 0 : 1 / (first + 1);
    rp10 += right / Math.min(10, gold.size);
    hit10 += right > 0 ? 1 : 0;
  }
  const percent = (sum: number): number => Math.round((1000 * sum) / Math.max(1, queries.length)) / 10;
  return { mrr: percent(mrr), rp10: percent(rp10), hit10: percent(hit10) };
}

export interface Cost { build: number; buildProcessor: number; load: number; megabytes: number; fileBytes: number }

/** Building and loading in a process of its own, so that its memory is its own. Milliseconds. */
export function cost(adapter: string, source: object): Cost {
  const program = `
    const { buildTaxonomy, loadTaxonomy } = await import(${JSON.stringify(adapter)});
    const { readFileSync } = await import('node:fs');
    const { path, ...source } = ${JSON.stringify(source)};
    const cpu = () => { const { user, system } = process.cpuUsage(); return (user + system) / 1000; };
    const started = performance.now(), used = cpu();
    const bytes = await buildTaxonomy([{ ...source, text: readFileSync(path, 'utf8') }]);
    const build = performance.now() - started, buildProcessor = cpu() - used;
    const megabytes = process.resourceUsage().maxRSS / 1024;
    const before = performance.now();
    await loadTaxonomy(bytes);
    console.log(JSON.stringify({ build, buildProcessor, load: performance.now() - before, megabytes, fileBytes: bytes.length }));`;
  const { stdout, status, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', program], { encoding: 'utf8', maxBuffer: 1e8 });
  if (status !== 0) throw new Error(`building failed: ${stderr}`);
  return JSON.parse(stdout) as Cost;
}
