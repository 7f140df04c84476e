import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { Contestant } from './contestants.js';
import type { Fixture } from './fixtures.js';

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

export interface Cold { load: number; first: number }

/** Milliseconds from the import, and of the first verification, in a worker where no library is loaded. */
export function cold(name: Contestant['name'], fixture: Fixture): Promise<Cold> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(fileURLToPath(new URL('../run.mjs', `file://${process.cwd()}/test/bench/`)), { argv: ['test/bench/cold.ts'], workerData: { name, fixture } });
    worker.once('message', (answer: Cold) => resolve(answer));
    worker.once('error', reject);
  });
}

/**
 * Milliseconds per call of each, round by round: everyone runs in every round, and the order turns, so that what disturbs the machine disturbs all alike.
 */
export async function interleaved(runs: Record<string, () => Promise<void> | void>, rounds: number, each: number): Promise<Record<string, number[]>> {
  const names = Object.keys(runs);
  const times: Record<string, number[]> = Object.fromEntries(names.map((name) => [name, []]));
  for (let round = 0; round < rounds; round += 1) {
    for (let turn = 0; turn < names.length; turn += 1) {
      const name = names[(round + turn) % names.length]!;
      const run = runs[name]!;
      const before = performance.now();
      for (let call = 0; call < each; call += 1) await run();
      times[name]!.push((performance.now() - before) / each);
    }
  }
  return times;
}
