import { createVerifier, type Verifier } from '@credlens/core';
import type { JsonObject } from '@credlens/core/report';
import { lookup } from '@credlens/demo-issuer';
import { bombs } from './bombs.js';
import { checkShape } from './check-shape.js';
import { NOW } from './instants.js';
import { insistUnpolluted, megabytes, MOST_MILLISECONDS, nothingDone, type Progress } from './loop.js';
import type { Pool } from './pool.js';

/** MiB that a bomb may add to what the process had at its largest. What it took is given back when the collector finds time, so the whole grows with their number. */
const MOST_ADDED = 512;

/** Something that is made, and then costs: what it answers is counted, and it throws where something is wrong. */
export interface Costly { name: string; make(): Promise<() => Promise<string>> }

/** Runs each once, and measures what it costs apart from making it. `begin` is told its name before. */
export async function runCostly(all: readonly Costly[], begin: (name: string) => void = () => {}): Promise<Progress> {
  const progress = nothingDone();
  const fail = (name: string, message: string) => { progress.failures.push({ target: name, seed: 0, chunk: 0, message, input: '' }); };
  for (const { name, make } of all) {
    begin(name);
    const run = await make();
    const had = megabytes();
    const before = process.cpuUsage();
    try {
      const word = await run();
      const { user, system } = process.cpuUsage(before);
      const milliseconds = Math.round((user + system) / 1000);
      insistUnpolluted();
      progress.counts[word] = (progress.counts[word] ?? 0) + 1;
      if (milliseconds > MOST_MILLISECONDS) fail(name, `${milliseconds} ms`);
      if (milliseconds > progress.slowest.milliseconds) progress.slowest = { target: name, milliseconds, input: '' };
    } catch (error) {
      fail(name, String(error).slice(0, 500));
    }
    const added = megabytes() - had;
    progress.peakMegabytes = megabytes();
    if (added > MOST_ADDED) fail(name, `${added} MiB more`);
    progress.done += 1;
  }
  return progress;
}

/** Verifies an input that is never to be verified, unless it is harmless, and answers its verdict. */
export async function refused(verifier: Verifier, input: string | Uint8Array | JsonObject, harmless = false): Promise<string> {
  const report = await verifier.verify(input, { at: NOW });
  checkShape(report);
  if (report.verdict === 'verified' && !harmless) throw new Error('verified');
  return report.verdict;
}

/** Verifies each bomb once. `which`: those alone. */
export async function runBombs(pool: Pool, begin: (name: string) => void = () => {}, which: (name: string) => boolean = () => true): Promise<Progress> {
  const verifier = createVerifier({ resources: (url) => lookup(pool.resources)(url), offline: true });
  return runCostly(bombs.filter((one) => which(one.name)).map(({ name, make }) => ({ name, make: async () => { const input = await make(pool); return () => refused(verifier, input); } })), begin);
}
