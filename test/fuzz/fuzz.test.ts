import { describe, expect, it } from 'vitest';
import { loop, nothingDone } from './loop.js';
import { parsers } from './parsers.js';
import { pool } from './pool.js';
import { tokenPool, tokenRecipe, verifyTokens } from './tokens.js';
import { verification, verifyAll } from './verifications.js';

/** The same as `npm run fuzz`, for a number of inputs that takes some seconds. Another seed each run would make a failure come and go. */
const SEED = 20_260_822;

describe('hostile input makes no exception, and no report that cannot be', async () => {
  const from = await pool();

  it('whole verifications', async () => {
    const { failures, counts } = await loop([{ name: 'whole verification', input: verification(from), run: verifyAll(from) }], SEED, 600, nothingDone());
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
    expect((await loop([one], SEED, 500, nothingDone())).failures).toEqual([]);
  }, 60_000);
});
