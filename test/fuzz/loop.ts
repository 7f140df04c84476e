import * as fc from 'fast-check';

/** What went wrong, with the input that did it, so that it can be run again. */
export interface Failure { target: string; seed: number; chunk: number; message: string; input: string }

export interface Progress {
  done: number;
  failures: Failure[];
  /** By the processor's time, since the machine may have other work; with its input, so that it can be looked at. */
  slowest: { target: string; milliseconds: number; input: string };
  counts: Record<string, number>;
  /** The largest that the process has been, in MiB. */
  peakMegabytes: number;
}

export const nothingDone = (): Progress => ({ done: 0, failures: [], slowest: { target: '', milliseconds: 0, input: '' }, counts: {}, peakMegabytes: 0 });

const CHUNK = 100;
/** Of one input: beyond it there is a failure. */
export const MOST_MILLISECONDS = 2000;
/** Of the process, whatever it has been given. The issuer that signs anew and the generators of inputs are in it. */
export const MOST_MEGABYTES = 1536;

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
export function insistUnpolluted(): void {
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

/** One thing that is fuzzed. `run` answers a word to count, and throws where something is wrong. `weight`: its part of the inputs, 8 where nothing is said. */
export interface Target { name: string; input: fc.Arbitrary<unknown>; run(input: never): Promise<string | void> | string | void; weight?: number }

/** Which target each chunk is of: each as often as its weight says, in turns, the same in every run. */
function turns(targets: readonly Target[]): Target[] {
  const least = Math.min(8, ...targets.map(({ weight = 8 }) => weight));
  return targets.flatMap((target) => Array.from({ length: Math.round((target.weight ?? 8) / least) }, (_, at, all = Math.round((target.weight ?? 8) / least)) => ({ target, place: (at + 0.5) / all })))
    .sort((a, b) => a.place - b.place).map(({ target }) => target);
}

/** Milliseconds of the processor, on every thread. */
const spent = (): number => { const { user, system } = process.cpuUsage(); return (user + system) / 1000; };

export const megabytes = (): number => Math.round(process.resourceUsage().maxRSS / 1024);

/**
 * Runs inputs until `total` are done, in chunks whose inputs depend on the seed and the chunk's number alone: a run that was stopped goes on where it was,
 * and a failure names the chunk that makes it again. `begin` is told of each chunk before it runs.
 */
export async function loop(targets: readonly Target[], seed: number, total: number, progress: Progress, after: (progress: Progress) => void = () => {}, begin: (chunk: number, target: string) => void = () => {}): Promise<Progress> {
  const order = turns(targets);
  const fail = (target: string, chunk: number, message: string, input: unknown) => { progress.failures.push({ target, seed, chunk, message: message.slice(0, 500), input: shown(input) }); };
  while (progress.done < total) {
    const chunk = Math.floor(progress.done / CHUNK);
    const target = order[chunk % order.length]!;
    begin(chunk, target.name);
    const inputs = fc.sample(target.input, { seed: (seed * 1_000_003 + chunk) | 0, numRuns: CHUNK });
    for (const input of inputs.slice(0, total - progress.done)) {
      const before = spent();
      try {
        const word = await target.run(input as never);
        insistUnpolluted();
        if (word) progress.counts[word] = (progress.counts[word] ?? 0) + 1;
      } catch (error) {
        try { insistUnpolluted(); } catch { /* said already */ }
        fail(target.name, chunk, error instanceof Error ? `${error.name}: ${error.message}` : String(error), input);
      }
      const milliseconds = Math.round(spent() - before);
      if (milliseconds > MOST_MILLISECONDS) fail(target.name, chunk, `${milliseconds} ms`, input);
      if (milliseconds > progress.slowest.milliseconds) progress.slowest = { target: target.name, milliseconds, input: shown(input) };
    }
    progress.done = Math.min(total, progress.done + CHUNK);
    progress.peakMegabytes = Math.max(progress.peakMegabytes, megabytes());
    if (progress.peakMegabytes > MOST_MEGABYTES && !progress.failures.some(({ message }) => message.startsWith('More memory'))) fail(target.name, chunk, `More memory than ${MOST_MEGABYTES} MiB: ${progress.peakMegabytes}`, '');
    after(progress);
  }
  return progress;
}
