import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runBombs } from './run-bombs.js';
import { loop, nothingDone, type Progress, type Target } from './loop.js';
import { parsers } from './parsers.js';
import { pool } from './pool.js';
import { runSealBombs } from './seals/bombs.js';
import { jadesTarget } from './seals/jades.js';
import { ofSeals } from './seals/steered-seals.js';
import { sealParsers } from './seals/parsers.js';
import { recipe } from './seals/recipes.js';
import { sealPool } from './seals/seal-pool.js';
import { verifySeals } from './seals/verifications.js';
import { ofDocuments, steered, type Reading } from './steered.js';
import { tokenPool, tokenRecipe, verifyTokens } from './tokens.js';
import { verification, verifyAll } from './verifications.js';
import { watchdog } from './watchdog.js';

interface State { seed: number; verifications: Progress; parsers: Progress; bombs: Progress; steered: Progress }

const FOLDER = '.fuzz';
const USAGE = 'npm run fuzz -- [--seals] [--seed 1] [--verifications 10000] [--inputs 100000] [--steered 0] [--no-bombs] [--fresh]';

function numberAfter(args: readonly string[], name: string, otherwise: number): number {
  const at = args.indexOf(name);
  const value = at === -1 ? otherwise : Number(args[at + 1]);
  if (!Number.isSafeInteger(value) || value < 0) throw new TypeError(USAGE);
  return value;
}

function say(what: string, { done, failures, slowest, counts, peakMegabytes }: Progress): void {
  const words = Object.entries(counts).map(([word, count]) => `${count} ${word}`).join(', ');
  console.log(`${what}: ${done} done, ${failures.length} failed${words ? ` (${words})` : ''}; slowest ${slowest.milliseconds} ms${slowest.target ? ` (${slowest.target})` : ''}; peak ${peakMegabytes} MiB`);
  for (const { target, seed, chunk, message, input } of failures.slice(0, 20)) console.log(`  ${target}, seed ${seed}, chunk ${chunk}: ${message}\n    ${input.slice(0, 600)}`);
}

/** What is fuzzed: its parsers, whole verifications of it, and what is built to cost much. */
interface Subject { parsers: readonly Target[]; verifications: readonly Target[]; bombs(begin: (name: string) => void): Promise<Progress>; reading: Reading }

async function documents(): Promise<Subject> {
  const from = await pool();
  const tokens = await tokenPool();
  return {
    parsers: parsers(from),
    verifications: [{ name: 'whole verification', input: verification(from), run: await verifyAll(from), weight: 6 }, { name: 'whole verification of a token', input: tokenRecipe(tokens), run: verifyTokens(tokens), weight: 2 }],
    bombs: (begin) => runBombs(from, begin),
    reading: await ofDocuments(from),
  };
}

/** Sealed PDFs and sealed JSON, and the certificates and lists that they are judged by. */
async function seals(): Promise<Subject> {
  const from = await sealPool();
  return { parsers: await sealParsers(from), verifications: [{ name: 'whole verification of a sealed PDF', input: recipe, run: await verifySeals(from) }, await jadesTarget(from)], bombs: (begin) => runSealBombs(from, begin), reading: ofSeals(from) };
}

/** Fuzzes the parsers and whole verifications. A run that is stopped goes on where it was; the same seed makes the same inputs. Exit status 1 for a failure. */
export async function main(args: readonly string[]): Promise<number> {
  const seed = numberAfter(args, '--seed', 1);
  const file = join(FOLDER, `${args.includes('--seals') ? 'seals-' : ''}${seed}.json`);
  const fresh: State = { seed, parsers: nothingDone(), verifications: nothingDone(), bombs: nothingDone(), steered: nothingDone() };
  const state = existsSync(file) && !args.includes('--fresh') ? { ...fresh, ...JSON.parse(readFileSync(file, 'utf8')) as State } : fresh;
  if (state.verifications.done + state.parsers.done > 0) console.log(`Going on with ${file}`);
  mkdirSync(FOLDER, { recursive: true });
  let saved = Date.now();
  const save = (force = false) => {
    if (!force && Date.now() - saved < 2000) return;
    saved = Date.now();
    writeFileSync(file, JSON.stringify(state));
  };
  const dog = watchdog();
  const subject = await (args.includes('--seals') ? seals() : documents());

  // First of all: V8 counts blocks only of functions that have not run before.
  const most = numberAfter(args, '--steered', 0);
  if (most > state.steered.done) {
    await steered(subject.reading, seed, most, state.steered, () => save(), dog.begin);
    say('Inputs that coverage steered', state.steered);
  }
  await loop(subject.parsers, seed, numberAfter(args, '--inputs', 100_000), state.parsers, () => save(), dog.begin);
  say('Inputs to the parsers', state.parsers);
  await loop(subject.verifications, seed, numberAfter(args, '--verifications', 10_000), state.verifications, () => save(), dog.begin);
  say('Whole verifications', state.verifications);
  save(true);
  if (!args.includes('--no-bombs')) {
    state.bombs = await subject.bombs((name) => dog.begin(0, name));
    say('Inputs built to cost much', state.bombs);
  }
  save(true);
  await dog.end();
  return [state.parsers, state.verifications, state.bombs, state.steered].some(({ failures }) => failures.length > 0) ? 1 : 0;
}
