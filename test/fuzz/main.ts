import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { loop, nothingDone, type Progress } from './loop.js';
import { parsers } from './parsers.js';
import { pool } from './pool.js';
import { tokenPool, tokenRecipe, verifyTokens } from './tokens.js';
import { verification, verifyAll } from './verifications.js';

interface State { seed: number; verifications: Progress; parsers: Progress }

const FOLDER = '.fuzz';
const USAGE = 'npm run fuzz -- [--seed 1] [--verifications 10000] [--inputs 100000] [--fresh]';

function numberAfter(args: readonly string[], name: string, otherwise: number): number {
  const at = args.indexOf(name);
  const value = at === -1 ? otherwise : Number(args[at + 1]);
  if (!Number.isSafeInteger(value) || value < 0) throw new TypeError(USAGE);
  return value;
}

function say(what: string, { done, failures, slowest, counts }: Progress): void {
  const words = Object.entries(counts).map(([word, count]) => `${count} ${word}`).join(', ');
  console.log(`${what}: ${done} done, ${failures.length} failed${words ? ` (${words})` : ''}; slowest ${slowest.milliseconds} ms${slowest.target ? ` (${slowest.target})` : ''}`);
  for (const { target, seed, chunk, message, input } of failures.slice(0, 20)) console.log(`  ${target}, seed ${seed}, chunk ${chunk}: ${message}\n    ${input.slice(0, 600)}`);
}

/** Fuzzes whole verifications and the parsers. A run that is stopped goes on where it was; the same seed makes the same inputs. Exit status 1 for a failure. */
export async function main(args: readonly string[]): Promise<number> {
  const seed = numberAfter(args, '--seed', 1);
  const file = join(FOLDER, `${seed}.json`);
  const fresh: State = { seed, verifications: nothingDone(), parsers: nothingDone() };
  const state = existsSync(file) && !args.includes('--fresh') ? JSON.parse(readFileSync(file, 'utf8')) as State : fresh;
  if (state.verifications.done + state.parsers.done > 0) console.log(`Going on with ${file}`);
  mkdirSync(FOLDER, { recursive: true });
  let saved = Date.now();
  const save = (force = false) => {
    if (!force && Date.now() - saved < 2000) return;
    saved = Date.now();
    writeFileSync(file, JSON.stringify(state));
  };
  const from = await pool();
  await loop(parsers(from), seed, numberAfter(args, '--inputs', 100_000), state.parsers, () => save());
  say('Inputs to the parsers', state.parsers);
  const target = { name: 'whole verification', input: verification(from), run: verifyAll(from) };
  const tokens = await tokenPool();
  await loop([target, { name: 'whole verification of a token', input: tokenRecipe(tokens), run: verifyTokens(tokens) }], seed, numberAfter(args, '--verifications', 10_000), state.verifications, () => save());
  say('Whole verifications', state.verifications);
  save(true);
  return state.parsers.failures.length + state.verifications.failures.length > 0 ? 1 : 0;
}
