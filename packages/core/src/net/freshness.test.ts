import { expect, it } from 'vitest';
import { freshnessOf } from './freshness.js';

const at = Date.parse('2026-08-22T00:00:00Z');
const of = (headers: Record<string, string>) => freshnessOf(new Headers(headers), at);

it.each([
  [{}, { storable: true }],
  [{ 'cache-control': 'no-store, max-age=60' }, { storable: false }],
  [{ 'cache-control': 'no-cache' }, { storable: true, freshUntil: at, mustRevalidate: true }],
  [{ 'cache-control': 'public, Max-Age="60"', age: '20' }, { storable: true, freshUntil: at + 40_000 }],
  [{ 'cache-control': 'max-age=60', expires: '0' }, { storable: true, freshUntil: at + 60_000 }],
  [{ 'cache-control': 'max-age=-1' }, { storable: true }],
  [{ expires: '0' }, { storable: true, freshUntil: at }],
  [{ expires: 'Sat, 22 Aug 2026 01:00:00 GMT' }, { storable: true, freshUntil: at + 3_600_000 }],
])('%o', (headers, expected) => expect(of(headers as Record<string, string>)).toEqual(expected));
