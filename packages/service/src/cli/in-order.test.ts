import { expect, it } from 'vitest';
import { inOrder } from './in-order.js';

const later = (milliseconds: number) => new Promise((resolve) => { setTimeout(resolve, milliseconds); });

it('gives results in the order of the items, whichever ends first', async () => {
  const seen: number[] = [];
  for await (const value of inOrder([30, 1, 10, 1], 4, async (wait) => { await later(wait); return wait; })) seen.push(value);
  expect(seen).toEqual([30, 1, 10, 1]);
});

it('keeps to its width', async () => {
  let running = 0, most = 0;
  const work = async () => { most = Math.max(most, ++running); await later(2); running--; };
  for await (const _ of inOrder(Array.from({ length: 20 }, (_, i) => i), 3, work)) void _;
  expect(most).toBe(3);
});

it('starts nothing more once its consumer has stopped', async () => {
  let started = 0;
  for await (const _ of inOrder([1, 2, 3, 4, 5, 6], 2, async (item) => { started++; return item; })) { void _; break; }
  expect(started).toBe(2);
});

it('brings a rejection at its own place', async () => {
  const seen: number[] = [];
  await expect(async () => {
    for await (const value of inOrder([1, 2, 3], 3, async (item) => { if (item === 2) throw new Error('two'); return item; })) seen.push(value);
  }).rejects.toThrow('two');
  expect(seen).toEqual([1]);
});
