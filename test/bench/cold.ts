import { parentPort, workerData } from 'node:worker_threads';
import { CONTESTANTS } from './contestants.js';
import type { Fixture } from './fixtures.js';

/** Runs in a worker of its own, where nothing is loaded yet: from the import to the end of the first verification. */
export async function main(): Promise<number> {
  const { name, fixture } = workerData as { name: string; fixture: Fixture };
  const contestant = CONTESTANTS.find((one) => one.name === name);
  if (!contestant) throw new TypeError(`Unknown contestant ${name}`);
  const before = performance.now();
  const verify = await contestant.load(fixture);
  const loaded = performance.now();
  await verify();
  parentPort?.postMessage({ load: loaded - before, first: performance.now() - loaded });
  return 0;
}
