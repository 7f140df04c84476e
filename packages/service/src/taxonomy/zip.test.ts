import { deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ZipError, zipEntries } from './zip.js';

/** A ZIP as APPNOTE 6.3.10 has it: local headers, data, central directory, end. */
function zip(files: readonly { name: string; text: string; stored?: boolean }[]): Buffer {
  const locals: Buffer[] = [], central: Buffer[] = [];
  let offset = 0;
  for (const { name, text, stored } of files) {
    const [raw, label] = [Buffer.from(text), Buffer.from(name)];
    const data = stored ? raw : deflateRawSync(raw);
    const local = Buffer.alloc(30), entry = Buffer.alloc(46);
    local.writeUInt32LE(0x04034b50);
    local.writeUInt16LE(label.length, 26);
    entry.writeUInt32LE(0x02014b50);
    entry.writeUInt16LE(stored ? 0 : 8, 10);
    entry.writeUInt32LE(data.length, 20);
    entry.writeUInt32LE(raw.length, 24);
    entry.writeUInt16LE(label.length, 28);
    entry.writeUInt32LE(offset, 42);
    locals.push(local, label, data);
    central.push(entry, label);
    offset += 30 + label.length + data.length;
  }
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50);
  end.writeUInt16LE(files.length, 10);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, ...central, end]);
}

const texts = (bytes: Uint8Array): Record<string, string> => Object.fromEntries(zipEntries(bytes).map(({ name, read }) => [name, new TextDecoder().decode(read())]));

describe('a ZIP file of the host', () => {
  it('gives its entries, stored or deflated', () => {
    expect(texts(zip([{ name: 'a/skills_en.csv', text: 'x'.repeat(5000) }, { name: 'b', text: 'é', stored: true }]))).toEqual({ 'a/skills_en.csv': 'x'.repeat(5000), b: 'é' });
  });
  it('that inflates to more than its directory says is refused', () => {
    const bytes = zip([{ name: 'a', text: 'x'.repeat(5000) }]);
    bytes.writeUInt32LE(10, bytes.lastIndexOf('PK\u0001\u0002', undefined, 'latin1') + 24);
    expect(() => texts(bytes)).toThrow(ZipError);
  });
  it('that is damaged or none is refused, and nothing else happens', () => {
    const good = zip([{ name: 'a', text: 'hello' }, { name: 'b', text: 'world', stored: true }]);
    fc.assert(fc.property(fc.nat(), fc.nat({ max: 255 }), fc.nat(), (at, value, length) => {
      const bytes = Buffer.from(good);
      bytes[at % bytes.length] = value;
      for (const each of [bytes, good.subarray(0, length % good.length)]) {
        try { texts(each); } catch (error) { expect(error).toBeInstanceOf(ZipError); }
      }
    }));
    expect(() => zipEntries(new Uint8Array(0))).toThrow(ZipError);
  });
});
