import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { berToDer } from './ber.js';
import { encodeOid, encodeSequence, encodeTlv, encodeUnsigned, join, octetsOf } from './der-encode.js';
import { hex } from '../bytes/octets.js';
import { bigInteger, booleanOf, namedBits, oidOf, oidText, readAll, readOne, readTlv, smallInteger, TAG, textOf, timeOf } from './der.js';

const bytes = (text: string): Uint8Array => Uint8Array.from(text.replace(/\s/g, '').match(/../g) ?? [], (pair) => parseInt(pair, 16));
const time = (tag: number, text: string) => timeOf({ tag, bytes: new Uint8Array(), content: new TextEncoder().encode(text) });

describe('lengths of DER', () => {
  it('takes the shortest form and no other (X.690 section 10.1)', () => {
    expect(readOne(bytes('04 02 0102'))?.content).toEqual(bytes('0102'));
    expect(readOne(bytes('04 81 02 0102'))).toBeUndefined();
    expect(readOne(bytes('04 82 0002 0102'))).toBeUndefined();
    expect(readOne(bytes(`04 8180 ${'00'.repeat(128)}`))?.content).toHaveLength(128);
  });
  it('refuses indefinite lengths, high tag numbers, lengths beyond the end and trailing bytes', () => {
    for (const text of ['30 80 0000', '1f 81 00 00', '04 03 0102', '04 84 ffffffff 00', '04 02 0102 00', '04', '']) expect(readOne(bytes(text)), text).toBeUndefined();
  });
  it('bounds how many parts there are', () => {
    expect(readAll(bytes('0500'.repeat(5)), 5)).toHaveLength(5);
    expect(readAll(bytes('0500'.repeat(6)), 5)).toBeUndefined();
  });
});

describe('values of DER', () => {
  it('reads object identifiers, of any size of arc', () => {
    for (const oid of ['1.2.840.113549.1.1.11', '2.5.4.3', '0.4.0.194121.1.2', '2.999.1', '1.3.6.1.4.1.340282366920938463463374607431768211455']) expect(oidOf(readOne(encodeOid(oid)))).toBe(oid);
    for (const text of ['', '80 01', '2a 86', '2a 80 01', '2a'.repeat(80)]) expect(oidText(bytes(text)), text).toBeUndefined();
  });
  it('reads integers that are minimal', () => {
    expect(smallInteger(readTlv(bytes('02 01 ff')))).toBe(-1);
    expect(smallInteger(readTlv(bytes('02 02 0080')))).toBe(128);
    expect(smallInteger(readTlv(bytes('02 02 0001')))).toBeUndefined();
    expect(smallInteger(readTlv(bytes('02 00')))).toBeUndefined();
    expect(bigInteger(readTlv(bytes('02 01 80')))).toBeUndefined();
    expect(bigInteger(readTlv(encodeUnsigned(bytes('00ff'))))).toBe(255n);
    expect(octetsOf(256n, 1)).toBeUndefined();
  });
  it('reads booleans and named bits', () => {
    expect([booleanOf(readTlv(bytes('01 01 ff'))), booleanOf(readTlv(bytes('01 01 00'))), booleanOf(readTlv(bytes('01 00')))]).toEqual([true, false, undefined]);
    expect(namedBits(readTlv(bytes('03 02 06 c0')))).toEqual([0, 1]);
    expect(namedBits(readTlv(bytes('03 02 09 c0')))).toBeUndefined();
  });
  it('reads times with Z or an offset, and of days that exist', () => {
    expect(time(TAG.utcTime, '260822000000Z')).toBe(Date.UTC(2026, 7, 22));
    expect(time(TAG.utcTime, '500101000000Z')).toBe(Date.UTC(1950, 0, 1));
    expect(time(TAG.utcTime, '2608220000Z')).toBe(Date.UTC(2026, 7, 22));
    expect(time(TAG.utcTime, '260822020000+0200')).toBe(Date.UTC(2026, 7, 22));
    expect(time(TAG.generalizedTime, '20260822000000.25Z')).toBe(Date.UTC(2026, 7, 22) + 250);
    expect(time(TAG.generalizedTime, '99991231235959Z')).toBe(Date.UTC(9999, 11, 31, 23, 59, 59));
    expect(time(TAG.generalizedTime, '00010101000000Z')).toBeLessThan(0);
    for (const text of ['20260822000000', '20260230000000Z', '20260822240000Z', '20260822006000Z', '260822000000Z', '20261322000000Z', 'Z']) expect(time(TAG.generalizedTime, text), text).toBeUndefined();
    expect(time(TAG.utcTime, '20260822000000Z')).toBeUndefined();
  });
  it('reads strings of each type, and replaces what is no character', () => {
    const text = (tag: number, content: string) => textOf(readOne(encodeTlv(tag, bytes(content))));
    expect([text(TAG.utf8String, 'c3a9'), text(TAG.teletexString, 'e9'), text(TAG.printableString, '41'), text(TAG.bmpString, '00e9'), text(TAG.universalString, '0001f600')]).toEqual(['é', 'é', 'A', 'é', '😀']);
    expect(text(TAG.bmpString, 'd800')).toBe('\ufffd');
    for (const [tag, content] of [[TAG.utf8String, 'ff'], [TAG.bmpString, '00'], [TAG.universalString, '00110000'], [TAG.octetString, '41']] as const) expect(text(tag, content)).toBeUndefined();
  });
});

describe('BER made DER', () => {
  it('gives definite lengths to what has none, and strings in one piece', () => {
    const der = encodeSequence(encodeTlv(0x04, bytes('010203')), encodeTlv(0xa0, encodeTlv(0x02, bytes('05'))));
    expect(hex(berToDer(bytes('30 80 24 80 04 02 0102 04 01 03 0000 a0 80 02 81 01 05 0000 0000 ffff'))!.der)).toBe(hex(der));
    expect(berToDer(bytes('30 80 24 80 04 02 0102 04 01 03 0000 a0 80 02 81 01 05 0000 0000 ffff'))!.end).toBe(23);
  });
  it('refuses what does not end, is too deep, or is a string of other things', () => {
    for (const text of ['30 80 0500', '30 80'.repeat(60), '24 03 02 01 05', '04 80 0000', '30 ff 00']) expect(berToDer(bytes(text)), text.slice(0, 30)).toBeUndefined();
  });
  it('takes a hundred thousand parts, and no million', () => {
    const many = (count: number) => join(Uint8Array.of(0x30, 0x80), new Uint8Array(count * 2).map((_, at) => (at % 2 === 0 ? 5 : 0)), Uint8Array.of(0, 0));
    expect(berToDer(many(100_000))?.der.length).toBe(200_005);
    expect(berToDer(many(1_000_000))).toBeUndefined();
  });
  it('leaves DER as it is', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), (content) => {
      const der = encodeSequence(encodeTlv(0x04, content), encodeSequence());
      expect(berToDer(der)).toEqual({ der: new Uint8Array(der), end: der.length });
    }));
  });
  it('never throws, whatever it gets', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (input) => { berToDer(input); readAll(input); }), { numRuns: 2000 });
  });
});
