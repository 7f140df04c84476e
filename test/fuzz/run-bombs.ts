import { createVerifier } from '@credlens/core';
import { lookup } from '@credlens/demo-issuer';
import { bombs } from './bombs.js';
import { checkShape } from './check-shape.js';
import { NOW } from './instants.js';
import { insistUnpolluted, megabytes, MOST_MILLISECONDS, nothingDone, type Progress } from './loop.js';
import type { Pool } from './pool.js';

/** MiB that a bomb may add to what the process had at its largest. What it took is given back when the collector finds time, so the whole grows with their number. */
const MOST_ADDED = 512;

/** Verifies each bomb once. `begin` is told its name before. `which`: those alone. */
export async function runBombs(pool: Pool, begin: (name: string) => void = () => {}, which: (name: string) => boolean = () => true): Promise<Progress> {
  const progress = nothingDone();
  const verifier = createVerifier({ resources: (url) => lookup(pool.resources)(url), offline: true });
  const fail = (name: string, message: string) => { progress.failures.push({ target: name, seed: 0, chunk: 0, message, input: '' }); };
  for (const { name, make } of bombs.filter((one) => which(one.name))) {
    begin(name);
    const input = await make(pool);
    const had = megabytes();
    const before = process.cpuUsage();
    try {
      const report = await verifier.verify(input, { at: NOW });
      const { user, system } = process.cpuUsage(before);
      const milliseconds = Math.round((user + system) / 1000);
      insistUnpolluted();
      checkShape(report);
      progress.counts[report.verdict] = (progress.counts[report.verdict] ?? 0) + 1;
      if (report.verdict === 'verified') fail(name, 'verified');
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
