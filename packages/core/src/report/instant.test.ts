import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseInstant, readInstant } from './instant.js';

describe('instants', () => {
  it.each([
    ['2026-08-22T00:00:00Z', '2026-08-22T00:00:00.000Z'],
    ['2026-08-22T00:00:00.5Z', '2026-08-22T00:00:00.500Z'],
    ['2026-08-22T00:00:00.1239999999999999999Z', '2026-08-22T00:00:00.123Z'],
    ['2022-11-10T07:38:00-08:00', '2022-11-10T15:38:00.000Z'],
    ['2026-01-01T00:30:00+05:45', '2025-12-31T18:45:00.000Z'],
    ['2026-01-01T00:00:00+14:00', '2025-12-31T10:00:00.000Z'],
    ['2026-12-31T24:00:00Z', '2027-01-01T00:00:00.000Z'],
    ['2026-12-31T24:00:00.000Z', '2027-01-01T00:00:00.000Z'],
    ['2024-02-29T12:00:00Z', '2024-02-29T12:00:00.000Z'],
    ['2000-02-29T12:00:00Z', '2000-02-29T12:00:00.000Z'],
    ['0099-01-01T00:00:00Z', '0099-01-01T00:00:00.000Z'],
    ['9999-01-02T00:00:00Z', '9999-01-02T00:00:00.000Z'],
    ['12026-01-02T00:00:00Z', '+012026-01-02T00:00:00.000Z'],
  ])('%s', (text, expected) => expect(new Date(parseInstant(text) ?? Number.NaN).toISOString()).toBe(expected));

  it.each([
    '', '2026-08-22', '2026-08-22T00:00Z', '2026-08-22 00:00:00Z', '2026-08-22t00:00:00z', ' 2026-08-22T00:00:00Z', '2026-08-22T00:00:00Z\n', '2026-02-29T00:00:00Z', '1900-02-29T00:00:00Z',
    '2026-04-31T00:00:00Z', '2026-00-10T00:00:00Z', '2026-13-10T00:00:00Z', '2026-08-00T00:00:00Z', '2026-08-22T24:00:01Z', '2026-08-22T24:00:00.001Z', '2026-08-22T25:00:00Z', '2026-08-22T23:60:00Z',
    '2016-12-31T23:59:60Z', '2026-08-22T00:00:00+14:01', '2026-08-22T00:00:00+01:60', '2026-08-22T00:00:00+0100', '2026-08-22T00:00:00.Z', '02026-08-22T00:00:00Z', '999999-01-01T00:00:00Z',
    '٢٠٢٦-08-22T00:00:00Z', '1787356800', 'tomorrow',
  ])('%s is none', (text) => expect(readInstant(text)).toBeUndefined());

  it('without an offset it is UTC, and says that it had none', () => {
    expect(readInstant('2026-08-22T00:00:00')).toEqual({ at: Date.parse('2026-08-22T00:00:00Z'), offset: false });
    expect(parseInstant('2026-08-22T00:00:00')).toBeUndefined();
  });

  it('agrees with the platform on every date that both read', () => {
    fc.assert(fc.property(fc.date({ min: new Date('0001-01-01T00:00:00Z'), max: new Date('9999-12-31T23:59:59.999Z'), noInvalidDate: true }), (date) => {
      expect(parseInstant(date.toISOString())).toBe(date.getTime());
    }));
    fc.assert(fc.property(fc.integer({ min: 0, max: 28 }), fc.integer({ min: 0, max: 13 }), fc.integer({ min: 0, max: 61 }), fc.integer({ min: -840, max: 840 }), (day, month, minute, away) => {
      const two = (value: number) => String(Math.abs(value)).padStart(2, '0');
      const text = `2026-${two(month)}-${two(day)}T10:${two(minute)}:00${away < 0 ? '-' : '+'}${two(Math.trunc(away / 60))}:${two(away % 60)}`;
      const platform = Date.parse(text);
      expect(parseInstant(text)).toBe(Number.isNaN(platform) ? undefined : platform);
    }));
  });

  it('never throws', () => fc.assert(fc.property(fc.string({ maxLength: 80 }), (text) => void readInstant(text))));
});
