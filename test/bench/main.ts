import { cpus } from 'node:os';
import { CONTESTANTS } from './contestants.js';
import { fixtures, type Fixture } from './fixtures.js';
import { floor } from './floor.js';
import { cold, interleaved, median, type Cold } from './measure.js';

interface Line { fixture: string; name: string; warm: number; cold?: Cold; ratio?: number; coldRatio?: number }

const round = (value: number, digits = 2) => Number(value.toFixed(digits));

async function coldTimes(fixture: Fixture, times: number): Promise<Record<string, Cold>> {
  const seen: Record<string, Cold[]> = {};
  for (let run = 0; run < times; run += 1) {
    for (const { name, can } of CONTESTANTS) if (can(fixture)) (seen[name] ??= []).push(await cold(name, fixture));
  }
  return Object.fromEntries(Object.entries(seen).map(([name, all]) => [name, { load: median(all.map((one) => one.load)), first: median(all.map((one) => one.first)) }]));
}

/** Everyone in one process, warmed up, in turns. Ratios are taken round by round, so that both sides of each were measured in the same moment. */
async function measure(fixture: Fixture, rounds: number, each: number, coldRuns: number): Promise<{ lines: Line[]; floor: number }> {
  const atStart = coldRuns > 0 ? await coldTimes(fixture, coldRuns) : {};
  const runs: Record<string, () => Promise<void> | void> = {};
  for (const contestant of CONTESTANTS) if (contestant.can(fixture)) runs[contestant.name] = await contestant.load(fixture);
  runs['floor'] = await floor(fixture);
  // Warm is when what is used often has been compiled: that takes some hundred calls of each.
  await interleaved(runs, 40, each);
  const times = await interleaved(runs, rounds, each);
  const own = times['credlens']!;
  const lines = Object.keys(runs).filter((name) => name !== 'floor').map((name): Line => {
    const started = atStart[name];
    const ownStart = atStart['credlens'];
    return {
      fixture: fixture.id, name, warm: median(times[name]!),
      ...(started ? { cold: started } : {}),
      ...(name === 'credlens' ? {} : { ratio: median(times[name]!.map((time, at) => time / own[at]!)) }),
      ...(name !== 'credlens' && started && ownStart ? { coldRatio: (started.load + started.first) / (ownStart.load + ownStart.first) } : {}),
    };
  });
  return { lines, floor: median(times['floor']!) };
}

function table(lines: readonly Line[], floors: Record<string, number>): string {
  const head = ['credential', 'verifier', 'warm ms', 'Credlens is', 'import ms', 'first ms', 'Credlens is'];
  const times = (ratio?: number) => (ratio === undefined ? '' : `${round(ratio)}x as fast`);
  const rows = lines.map(({ fixture, name, warm, cold: start, ratio, coldRatio }) =>
    [fixture, name, warm.toFixed(2), times(ratio), start?.load.toFixed(0) ?? '', start?.first.toFixed(1) ?? '', times(coldRatio)]);
  for (const [id, milliseconds] of Object.entries(floors)) rows.push([id, '(hashes and signature alone)', milliseconds.toFixed(2), '', '', '', '']);
  const widths = head.map((name, at) => Math.max(name.length, ...rows.map((row) => row[at]!.length)));
  return [head, ...rows].map((row) => row.map((cell, at) => (at < 2 ? cell.padEnd(widths[at]!) : cell.padStart(widths[at]!))).join('  ')).join('\n');
}

/** `npm run bench [-- --json] [--quick]`. */
export async function main(args: readonly string[]): Promise<number> {
  const quick = args.includes('--quick');
  const lines: Line[] = [];
  const floors: Record<string, number> = {};
  for (const fixture of await fixtures(new Date())) {
    const measured = await measure(fixture, quick ? 5 : 21, quick ? 5 : 10, quick ? 1 : 5);
    lines.push(...measured.lines);
    floors[fixture.id] = measured.floor;
  }
  console.log(table(lines, floors));
  if (args.includes('--json')) {
    const machine = `${cpus()[0]?.model.trim() ?? 'unknown processor'}, ${cpus().length} cores, Node ${process.version}`;
    const named = (pick: (line: Line) => number | undefined) => Object.fromEntries(lines.flatMap((line) => {
      const value = pick(line);
      return value === undefined ? [] : [[`${line.name}/${line.fixture}`, round(value)]];
    }));
    console.log(JSON.stringify({
      machine, ratios: named((line) => line.ratio), cold: named((line) => line.coldRatio), milliseconds: named((line) => line.warm),
      floor: Object.fromEntries(Object.entries(floors).map(([id, value]) => [id, round(value, 3)])),
    }));
  }
  return 0;
}
