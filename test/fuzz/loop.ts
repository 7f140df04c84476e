import * as fc from 'fast-check';

/** What went wrong, with the input that did it, so that it can be run again. */
export interface Failure { target: string; seed: number; chunk: number; message: string; input: string }

export interface Progress {
  done: number;
  failures: Failure[];
  /** With its input, so that it can be looked at. */
  slowest: { target: string; milliseconds: number; input: string };
  counts: Record<string, number>;
}

export const nothingDone = (): Progress => ({ done: 0, failures: [], slowest: { target: '', milliseconds: 0, input: '' }, counts: {} });

const CHUNK = 100;

/** Inputs as text that a report of a failure can hold. */
function shown(input: unknown): string {
  const text = input instanceof Uint8Array ? `base64 ${Buffer.from(input).toString('base64')}` : JSON.stringify(input, (_key, value: unknown) => (value instanceof Uint8Array ? `base64 ${Buffer.from(value).toString('base64')}` : value));
  return (text ?? String(input)).slice(0, 20_000);
}

const SHARED = { 'Object.prototype': Object.prototype, 'Array.prototype': Array.prototype, 'Function.prototype': Function.prototype, Object };
const atStart = new Map(Object.entries(SHARED).map(([name, object]) => [name, new Set(Reflect.ownKeys(object))]));

/**
 * Takes away what an input wrote into objects that the whole process shares, so that it is counted against that input alone.
 * @throws Error where there was anything.
 */
function insistUnpolluted(): void {
  const found: string[] = [];
  for (const [name, object] of Object.entries(SHARED)) {
    for (const key of Reflect.ownKeys(object)) {
      if (atStart.get(name)?.has(key)) continue;
      found.push(`${name}.${String(key)}`);
      Reflect.deleteProperty(object, key);
    }
  }
  if (found.length > 0) throw new Error(`Wrote into ${found.join(', ')}`);
}

/** One thing that is fuzzed. `run` answers a word to count, and throws where something is wrong. */
export interface Target { name: string; input: fc.Arbitrary<unknown>; run(input: never): Promise<string | void> | string | void }

/**
 * Runs inputs until `total` are done, in chunks whose inputs depend on the seed and the chunk's number alone: a run that was stopped goes on where it was,
 * and a failure names the chunk that makes it again.
 */
export async function loop(targets: readonly Target[], seed: number, total: number, progress: Progress, after: (progress: Progress) => void = () => {}): Promise<Progress> {
  while (progress.done < total) {
    const chunk = Math.floor(progress.done / CHUNK);
    const target = targets[chunk % targets.length]!;
    const inputs = fc.sample(target.input, { seed: (seed * 1_000_003 + chunk) | 0, numRuns: CHUNK });
    for (const input of inputs.slice(0, total - progress.done)) {
      const before = performance.now();
      try {
        const word = await target.run(input as never);
        insistUnpolluted();
        if (word) progress.counts[word] = (progress.counts[word] ?? 0) + 1;
      } catch (error) {
        try { insistUnpolluted(); } catch { /* said already */ }
        progress.failures.push({ target: target.name, seed, chunk, message: (error instanceof Error ? `${error.name}: ${error.message}` : String(error)).slice(0, 500), input: shown(input) });
      }
      const milliseconds = Math.round(performance.now() - before);
      if (milliseconds > progress.slowest.milliseconds) progress.slowest = { target: target.name, milliseconds, input: shown(input) };
    }
    progress.done = Math.min(total, progress.done + CHUNK);
    after(progress);
  }
  return progress;
}
