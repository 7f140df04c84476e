import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRateLimits } from './rate-limits.js';
import { backoff, RETRY, retryAfter } from './retry.js';

const NOW = Date.parse('2026-11-24T12:00:00Z');

describe('Retry-After', () => {
  it.each<[string | undefined, number | undefined]>([
    ['5', 5000], ['0', 0], [' 7 ', 7000], ['Tue, 24 Nov 2026 12:00:30 GMT', 30_000], ['Tuesday, 24-Nov-26 12:00:30 GMT', 30_000], ['Tue, 24 Nov 2026 11:00:00 GMT', 0],
    ['999999999', 86_400_000], ['-1', undefined], ['1.5', undefined], ['soon', undefined], ['2026-11-24T12:00:30Z', undefined], ['', undefined], [undefined, undefined],
  ])('%s', (header, wait) => expect(retryAfter(header, NOW)).toBe(wait));
  it('whatever is sent, never throws and never waits for more than a day', () => {
    fc.assert(fc.property(fc.oneof(fc.string(), fc.date({ noInvalidDate: true }).map((date) => date.toUTCString())), (header) => {
      const wait = retryAfter(header, NOW);
      expect(wait === undefined || (wait >= 0 && wait <= 86_400_000)).toBe(true);
    }));
  });
});

describe('backing off', () => {
  it('doubles, within its upper half, up to the most', () => {
    expect([1, 2, 3, 30].map((attempt) => backoff(attempt, RETRY, 0))).toEqual([1000, 2000, 4000, 1_800_000]);
    expect([1, 2, 3, 30].map((attempt) => backoff(attempt, RETRY, 0.9999999999))).toEqual([2000, 4000, 8000, 3_600_000]);
  });
});

describe('limits by tenant and endpoint', () => {
  const rate = { burst: 2, perSecond: 1 };
  it('a burst, then one after another, each key by itself', () => {
    const limits = createRateLimits();
    expect([limits.take('a', rate, NOW), limits.take('a', rate, NOW), limits.take('a', rate, NOW), limits.take('b', rate, NOW)]).toEqual([0, 0, 1000, 0]);
    expect([limits.take('a', rate, NOW + 500), limits.take('a', rate, NOW + 1000)]).toEqual([500, 0]);
  });
  it.each<[string, Record<string, string>, number, number]>([
    ['429 with seconds', { 'retry-after': '3' }, 429, 3000], ['429 without', {}, 429, 10_000], ['503 with a date', { 'retry-after': 'Tue, 24 Nov 2026 12:00:04 GMT' }, 503, 4000],
    ['nothing left, and a span', { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '7' }, 200, 7000], ['nothing left, and an instant', { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(NOW / 1000 + 6) }, 200, 6000],
    ['some left', { 'x-ratelimit-remaining': '1' }, 200, 0], ['nonsense', { 'x-ratelimit-remaining': '-1', 'retry-after': 'x' }, 200, 0],
  ])('learns from %s', (_name, headers, status, wait) => {
    const limits = createRateLimits();
    limits.take('a', rate, NOW);
    limits.learn('a', headers, status, NOW);
    expect(limits.take('a', { burst: 100, perSecond: 100 }, NOW)).toBe(wait);
  });
});
