import { createMemoryCache, createVerifier, type VerifierOptions } from '@credlens/core';
import { en, sentences } from '@credlens/core/messages';
import type { CheckId, PolicyInput } from '@credlens/core/report';
import { beforeAll, describe, expect, it } from 'vitest';
import { badgeWithList, world, type World } from './world.js';

const START = Date.parse('2026-08-22T00:00:00Z');
const HOUR = 3600;
const lenient: PolicyInput = { id: 'lenient', staleIfErrorSeconds: 72 * HOUR };

let made: World, document: Awaited<ReturnType<typeof badgeWithList>>;
beforeAll(async () => {
  made = await world();
  document = await badgeWithList(made);
});

/** Verified once while the network was there, then again so many hours later, when it is not. */
async function later(hours: number, options: VerifierOptions = {}) {
  let now = START;
  let down = false;
  const fetch = (async (input: unknown) => {
    const served = made.resources.get(String(input));
    if (down || !served) throw new TypeError('fetch failed');
    return new Response(served.body, { headers: { 'content-type': served.contentType, 'cache-control': 'max-age=60' } });
  }) as typeof globalThis.fetch;
  const verifier = createVerifier({ fetch, cache: createMemoryCache(), clock: () => new Date(now), ...options });
  const first = await verifier.verify(document);
  expect(first.verdict).toBe('verified');
  now += hours * HOUR * 1000;
  down = true;
  const report = await verifier.verify(document);
  const check = (id: CheckId) => { const { outcome, code, problems } = report.checks.find((each) => each.id === id)!; return [outcome, code, problems.map((problem) => problem.code)]; };
  return { report, check };
}

describe('where nothing can be fetched', () => {
  it('an old copy does not answer for a key, and a list’s only as long as the policy says', async () => {
    const { report, check } = await later(2);
    expect(report.verdict).toBe('indeterminate');
    expect(check('proof.key')).toEqual(['indeterminate', 'key.unreachable', ['key.unreachable', 'net.failed']]);
    expect((await later(25)).check('status.revocation')).toEqual(expect.arrayContaining(['indeterminate']));
  });
  it('a policy may let one stand in: what rests on it is a caution, and says from when it is', async () => {
    const { report, check } = await later(48, { policy: lenient });
    expect([report.verdict, report.cautions]).toEqual(['verified', true]);
    expect(check('proof.key')).toEqual(['warn', 'key.authorized', ['net.stale']]);
    // The list, and the document of who signed it.
    expect(check('status.revocation')).toEqual(['warn', 'status.clear', ['net.stale', 'net.stale']]);
    const { problems, evidence } = report.checks.find(({ id }) => id === 'status.revocation')!;
    expect(problems[0]).toMatchObject({ params: { fetched: '2026-08-22T00:00:00.000Z', why: 'net.failed' }, retryable: true });
    expect(evidence.some(({ source, stale }) => source === 'cache' && stale === 'net.failed')).toBe(true);
    expect(sentences(report, en).find(({ question }) => question === 'current')).toEqual({
      question: 'current', outcome: 'warn', check: 'status.revocation', next: 'Try again later for an answer as of today.',
      text: expect.stringContaining('A copy of August 22, 2026 was used, since no newer one could be fetched (https://issuer.example/status/1).') as unknown,
    });
  });
  it('not for longer than that, and never where the policy is strict about it', async () => {
    expect((await later(24 + 73, { policy: lenient })).report.verdict).toBe('indeterminate');
    const { report, check } = await later(48, { policy: { ...lenient, outcomes: { 'net.stale': 'indeterminate' } } });
    expect([report.verdict, check('proof.key')[0]]).toEqual(['indeterminate', 'indeterminate']);
  });
});
