import { describe, expect, it } from 'vitest';
import { loop, nothingDone } from '../loop.js';
import { runSealBombs, SOON_MADE } from './bombs.js';
import { jadesTarget } from './jades.js';
import { sealParsers } from './parsers.js';
import { recipe } from './recipes.js';
import { sealPool } from './seal-pool.js';
import { verifySeals } from './verifications.js';

/** The same as `npm run fuzz -- --seals`, for a number of inputs that takes some seconds. Another seed each run would make a failure come and go. */
const SEED = 20_260_822;

describe('sealed PDFs, certificates and trusted lists from anybody', async () => {
  const pool = await sealPool();

  it('whole verifications: verified is only what was sealed', async () => {
    const { failures, counts } = await loop([{ name: 'whole verification of a sealed PDF', input: recipe, run: await verifySeals(pool) }], SEED, 150, nothingDone());
    expect(failures).toEqual([]);
    for (const verdict of ['verified', 'invalid', 'indeterminate', 'unverifiable']) expect(counts).toHaveProperty(verdict);
  }, 120_000);

  it('whole verifications of sealed JSON: verified is only what was sealed', async () => {
    const { failures, counts } = await loop([await jadesTarget(pool)], SEED, 150, nothingDone());
    expect(failures).toEqual([]);
    for (const verdict of ['verified', 'invalid', 'indeterminate']) expect(counts).toHaveProperty(verdict);
  }, 120_000);

  it.each((await sealParsers(pool)).map((one) => [one.name, one] as const))('%s', async (_name, one) => {
    expect((await loop([one], SEED, 50, nothingDone())).failures).toEqual([]);
  }, 60_000);

  it('what is built to cost much costs little', async () => {
    const { done, failures } = await runSealBombs(pool, () => {}, (name) => SOON_MADE.has(name));
    expect(failures).toEqual([]);
    expect(done).toBe(SOON_MADE.size);
  }, 120_000);
});
