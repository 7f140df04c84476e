import { describe, expect, it } from 'vitest';
import { bombs } from './bombs.js';
import { loop, nothingDone } from './loop.js';
import { parsers } from './parsers.js';
import { pool } from './pool.js';
import { runBombs } from './run-bombs.js';
import { tokenPool, tokenRecipe, verifyTokens } from './tokens.js';
import { verification, verifyAll } from './verifications.js';

/** The same as `npm run fuzz`, for a number of inputs that takes some seconds. Another seed each run would make a failure come and go. */
const SEED = 20_260_822;

/** Those that take most of the time are in the full run alone: texts of ten megabytes, large pictures, and of each field but a few of its traps. */
const inFull = (name: string) => / to the limit|picture|gigabyte|megabyte|pixels|stripes|chunks|whose files/.test(name);

describe('hostile input makes no exception, and no report that cannot be', async () => {
  const from = await pool();

  it('whole verifications', async () => {
    const { failures, counts } = await loop([{ name: 'whole verification', input: verification(from), run: await verifyAll(from) }], SEED, 500, nothingDone());
    expect(failures).toEqual([]);
    expect(Object.keys(counts).toSorted()).toEqual(['indeterminate', 'invalid', 'unverifiable', 'verified']);
  }, 120_000);

  it('whole verifications of tokens', async () => {
    const tokens = await tokenPool();
    const verify = verifyTokens(tokens);
    // As they are, all are good: what is refused below is refused for what was changed.
    const untouched = { edits: [], payload: {}, header: {}, tail: '', kind: 'changed', asked: false } as const;
    expect(await Promise.all(tokens.tokens.map((token) => verify({ ...untouched, edits: [], token })))).toEqual(tokens.tokens.map(() => 'verified'));
    const { failures } = await loop([{ name: 'whole verification of a token', input: tokenRecipe(tokens), run: verify }], SEED, 400, nothingDone());
    expect(failures).toEqual([]);
  }, 120_000);

  it.each(parsers(from).map((one) => [one.name, one] as const))('%s', async (_name, one) => {
    expect((await loop([one], SEED, one.weight < 2 ? 100 : 400, nothingDone())).failures).toEqual([]);
  }, 60_000);

  it('what is built to cost much costs little', async () => {
    const chosen = new Set(bombs.map(({ name }) => name).filter((name) => !inFull(name)).filter((name, at) => !/ = "/.test(name) || at % 6 === 0));
    const { done, failures } = await runBombs(from, () => {}, (name) => chosen.has(name));
    expect(failures).toEqual([]);
    expect(done).toBe(chosen.size);
    expect(done).toBeGreaterThan(120);
  }, 120_000);
});
