import { zlibSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { readPdf, type PdfFile, type PdfReading } from './index.js';

/** Many times what any of this takes on a quiet machine, and far less than what grows with the square. */
const SOON = 15_000;
const N = 1_500_000;

const latin1 = (text: string): Uint8Array => {
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at += 1) bytes[at] = text.charCodeAt(at);
  return bytes;
};
const characters = (bytes: Uint8Array): string => {
  let text = '';
  for (let at = 0; at < bytes.length; at += 4096) text += String.fromCharCode(...bytes.subarray(at, at + 4096));
  return text;
};

type Bodies = Map<number, string>;
const PLAIN: readonly [number, string][] = [[1, '<</Type/Catalog/Pages 2 0 R>>'], [2, '<</Type/Pages/Kids[3 0 R]/Count 1>>'], [3, '<</Type/Page/Parent 2 0 R>>']];
const withMore = (...more: [number, string][]): Bodies => new Map([...PLAIN, ...more]);
const stream = (entries: string, data: string) => `<<${entries}/Length ${data.length}>>\nstream\n${data}\nendstream`;

function file(bodies: Bodies, { trailer = '', gap = '', after = '' } = {}): Uint8Array {
  const parts = ['%PDF-1.7\n'];
  let length = parts[0]!.length;
  const rows = ['xref\n0 1\n0000000000 65535 f \n'];
  for (const [number, body] of bodies) {
    rows.push(`${number} 1\n${String(length).padStart(10, '0')} 00000 n \n`);
    const part = `${number} 0 obj\n${body}\nendobj\n`;
    parts.push(part);
    length += part.length;
  }
  parts.push(gap, ...rows, `trailer\n<</Root 1 0 R${trailer}>>\nstartxref\n${length + gap.length}\n%%EOF\n${after}`);
  return latin1(parts.join(''));
}

function timed(bytes: Uint8Array, limits?: Parameters<typeof readPdf>[1]): PdfReading {
  const start = performance.now();
  const reading = readPdf(bytes, limits);
  expect(performance.now() - start).toBeLessThan(SOON);
  return reading;
}

function opened(bytes: Uint8Array): PdfFile {
  const reading = timed(bytes);
  if (!reading.ok) throw new Error(`${reading.why}: ${reading.reason}`);
  return reading.file;
}

const JUNK = [
  'a', ' ', '%', '%x\n', '(', '<', '<<', '[', '/', 'endobj ', 'stream ', 'endstream ', 'obj ', '1 0 obj ', '1 0 obj\n(', '1 0 obj [ ', '1 0 obj<<', '9 0 obj << >> stream\n', '1 0 obj<</Length 1>>stream\n', 'xref ',
  'trailer ', 'trailer<</Root 1 0 R ', 'trailer<</Root 1 0 R>>', 'startxref ', 'startxref 9 %%EOF ', '%%EOF\n', '0 ', '1 1 ', '1 %1 ', '9 0 obj 5 ', '9 0 obj (a) endobj ', '1 0 obj<</Type/Catalog>>endobj\n', '(\\', '<<<', '\0',
];

describe('a word a million times', () => {
  it.each(JUNK)('%j: as a file, between objects, and behind the end', { timeout: 60_000 }, (word) => {
    const text = word.repeat(N / word.length);
    const alone = timed(latin1(`%PDF-1.7\n${text}`));
    expect(!alone.ok || alone.file.ambiguities.includes('xref-repaired')).toBe(true);
    for (const place of ['gap', 'after'] as const) {
      const reading = timed(file(new Map(PLAIN), { [place]: `\n${text}\n` }));
      const blank = /^(?: |%|%x\n|%%EOF\n|\0)$/.test(word) || (place === 'gap' && word.startsWith('startxref'));
      if (reading.ok && !blank) expect(reading.file.ambiguities).not.toEqual([]);
      if (!reading.ok) expect(reading.why).toBe('too-large');
    }
  });
});

describe('circles', () => {
  it('of pages, fields and names end', () => {
    expect(opened(file(new Map([[1, '<</Type/Catalog/Pages 2 0 R>>'], [2, '<</Type/Pages/Kids[2 0 R 2 0 R]/Count 1>>']]))).ambiguities).toContain('page-twice');
    expect(opened(file(withMore([1, '<</Pages 2 0 R/AcroForm<</Fields[4 0 R]>>>>'], [4, '<</T(a)/Kids[4 0 R 5 0 R]>>'], [5, '<</T(b)/Kids[4 0 R 5 0 R]>>']))).ambiguities).toContain('field-twice');
    expect(opened(file(withMore([1, '<</Pages 2 0 R/Names<</EmbeddedFiles 4 0 R>>>>'], [4, '<</Kids[4 0 R 5 0 R]>>'], [5, '<</Kids[4 0 R]>>']))).ambiguities).toContain('name-tree-loop');
  });
  it('of references and lengths end', () => {
    const { at } = opened(file(withMore([4, '5 0 R'], [5, '4 0 R'], [6, '<</Length 6 0 R>>\nstream\nabc\nendstream'], [7, '<</Length 8 0 R>>\nstream\nabc\nendstream'], [8, '<</Length 7 0 R>>\nstream\nabc\nendstream'])));
    expect(at(0).resolve({ kind: 'reference', number: 4, generation: 0 })).toBeNull();
    expect(at(0).get(6)).toMatchObject({ kind: 'stream', raw: latin1('abc') });
    expect(at(0).get(7)).toMatchObject({ kind: 'stream', raw: latin1('abc') });
  });
  it('of cross-reference sections are broken ones', () => {
    const text = characters(file(new Map(PLAIN)));
    const own = /startxref\n(\d+)/.exec(text)![1]!;
    expect(opened(latin1(text.replace('/Root 1 0 R', `/Root 1 0 R/Prev ${own}`))).ambiguities).toContain('xref-repaired');
  });
  it('of object streams end: one that is in itself, two that are in each other', () => {
    for (const places of [[[5, 5]], [[5, 6], [6, 5]]]) {
      const head = '%PDF-1.7\n';
      const bodies = PLAIN.map(([number, body]) => `${number} 0 obj\n${body}\nendobj\n`);
      const row = (kind: number, a: number, b: number) => String.fromCharCode(kind, a >> 8, a & 255, b);
      let at = head.length;
      const rows = bodies.map((body) => { const entry = row(1, at, 0); at += body.length; return entry; });
      const inside = places.map(([, container]) => row(2, container!, 0));
      const table = stream(`/Type/XRef/Root 1 0 R/Size 9/W[1 2 1]/Index[1 3 5 ${inside.length}]`, [...rows, ...inside].join(''));
      const { at: view } = opened(latin1(`${head}${bodies.join('')}8 0 obj\n${table}\nendobj\nstartxref\n${at}\n%%EOF\n`));
      expect(view(0).get(5)).toBeNull();
    }
  });
});

describe('bounds', () => {
  const zeros = zlibSync(new Uint8Array(50_000_000));
  it('what inflates beyond all measure is not kept, nor is what does so twice', () => {
    for (const [filter, data] of [['/FlateDecode', zeros], ['[/FlateDecode/FlateDecode]', zlibSync(zeros)]] as const) {
      const reading = timed(file(withMore([1, '<</Pages 2 0 R/Metadata 4 0 R>>'], [4, stream(`/Filter${filter}`, characters(data))])), { inflated: 1_000_000 });
      expect(reading.ok && [reading.file.xmp, reading.file.ambiguities]).toEqual([undefined, ['stream-too-large']]);
    }
  });
  it('a cross-reference stream that inflates beyond it makes the file too large', () => {
    const table = stream('/Type/XRef/Root 1 0 R/Size 9/W[1 2 1]/Filter/FlateDecode', characters(zeros));
    expect(timed(latin1(`%PDF-1.7\n1 0 obj\n${table}\nendobj\nstartxref\n9\n%%EOF\n`), { inflated: 1_000_000 })).toEqual({ ok: false, why: 'too-large', reason: 'inflated' });
  });
  it('a row of numbers that is longer than its data ends with them', () => {
    const table = stream('/Type/XRef/Root 1 0 R/Size 9/W[1 2 1]/Index[0 99999999999999]', '\0'.repeat(400));
    expect(timed(latin1(`%PDF-1.7\n1 0 obj\n${table}\nendobj\nstartxref\n9\n%%EOF\n`)).ok).toBe(false);
    expect(timed(latin1('%PDF-1.7\nxref\n0 999999999999\n0000000000 65535 f \ntrailer<</Root 1 0 R>>\nstartxref\n9\n%%EOF')).ok).toBe(false);
  });
  it('nesting', () => {
    for (const depth of [64, 1e9]) expect(timed(file(withMore([4, '['.repeat(100_000) + ']'.repeat(100_000)])), { depth })).toEqual({ ok: false, why: 'too-large', reason: 'depth' });
  });
  it('objects, revisions, signatures', () => {
    const many = withMore();
    for (let number = 4; number < 5000; number += 1) many.set(number, `<</Type/Sig/ByteRange[0 1 2 3]/Contents<00>>>`);
    expect(timed(file(many))).toEqual({ ok: false, why: 'too-large', reason: 'signatures' });
    expect(timed(file(many), { objects: 1000 })).toEqual({ ok: false, why: 'too-large', reason: 'objects' });
    const fields = '<</T(x)/FT/Sig/V<</Type/Sig/ByteRange[0 1 2 3]/Contents<00>>>>>'.repeat(5000);
    expect(timed(file(withMore([1, `<</Pages 2 0 R/AcroForm<</Fields[${fields}]>>>>`])))).toEqual({ ok: false, why: 'too-large', reason: 'signatures' });
    let text = characters(file(new Map(PLAIN)));
    for (let index = 0; index < 300; index += 1) {
      const previous = /startxref\n(\d+)\n%%EOF\n$/.exec(text)![1]!;
      text += `3 0 obj<</Type/Page>>endobj\n`;
      text += `xref\n3 1\n${String(text.length - 28).padStart(10, '0')} 00000 n \ntrailer\n<</Root 1 0 R/Prev ${previous}>>\nstartxref\n${text.length}\n%%EOF\n`;
    }
    expect(timed(latin1(text))).toEqual({ ok: false, why: 'too-large', reason: 'revisions' });
    const enough = timed(latin1(text), { revisions: 400 });
    expect(enough.ok && [enough.file.revisions.length, enough.file.ambiguities]).toEqual([301, []]);
  });
  it('attachments, certificates of the store, and names are cut with a word', () => {
    const attached = withMore([1, '<</Pages 2 0 R/Names<</EmbeddedFiles 4 0 R>>/DSS<</Certs 5 0 R>>>>'], [5, `[${'6 0 R '.repeat(10_000)}]`], [6, stream('', 'abc')]);
    attached.set(4, `<</Names[${Array.from({ length: 100 }, (_, index) => `(a) ${10 + index * 2} 0 R`).join(' ')}]>>`);
    for (let index = 0; index < 100; index += 1) {
      attached.set(10 + index * 2, `<</F(x)/EF<</F ${11 + index * 2} 0 R>>>>`);
      attached.set(11 + index * 2, stream('', 'abc'));
    }
    const { attachments, dss, ambiguities } = opened(file(attached));
    expect([attachments.length, dss!.certificates.length]).toEqual([64, 1]);
    expect(ambiguities).toEqual(['attachments-cut', 'security-store-cut']);
  });
});

describe('many of a kind', { timeout: 60_000 }, () => {
  it('100,000 objects, and 100,000 that are each the next one', () => {
    const many = withMore();
    for (let number = 4; number < 100_004; number += 1) many.set(number, `<</A ${number + 1} 0 R/B[1 2 3]>>`);
    expect(opened(file(many)).at(0).numbers()).toHaveLength(100_003);
    for (let number = 4; number < 100_004; number += 1) many.set(number, `${number + 1} 0 R`);
    expect(opened(file(many)).at(0).resolve({ kind: 'reference', number: 4, generation: 0 })).toBeNull();
  });
  it('streams whose lengths lead nowhere, with one end for all of them or none', () => {
    const many = withMore();
    for (let number = 4; number < 20_004; number += 1) many.set(number, '<</Length 99999999>>\nstream\nabc');
    expect(timed(file(many)).ok).toBe(true);
    many.set(20_004, 'x\nendstream');
    expect(timed(file(many)).ok).toBe(true);
  });
  it('entries that lead into one and the same value', () => {
    const heads = '1 0 obj [ '.repeat(5000);
    const body = `%PDF-1.7\n${heads}${'1 '.repeat(500_000)}${']'.repeat(5000)}\n`;
    const rows = Array.from({ length: 5000 }, (_, index) => `${index + 1} 1\n${String(9 + index * 10).padStart(10, '0')} 00000 n \n`).join('');
    expect(timed(latin1(`${body}xref\n${rows}trailer<</Root 1 0 R>>\nstartxref\n${body.length}\n%%EOF`)).ok).toBe(false);
  });
});

describe('arrays that many share', () => {
  const shared = (body: (number: number) => string, catalog: string, array: string): Uint8Array => {
    const many = withMore([1, `<</Type/Catalog/Pages 2 0 R${catalog}>>`], [4, array]);
    for (let number = 100; number < 3100; number += 1) many.set(number, body(number));
    return file(many);
  };
  const all = Array.from({ length: 3000 }, (_, index) => `${100 + index} 0 R`).join(' ');
  it.each([
    ['pages', () => shared(() => '<</Kids 4 0 R>>', '', `[${all}]`).slice()],
    ['fields', () => shared(() => '<</T(a)/Kids 4 0 R>>', '/AcroForm<</Fields 4 0 R>>', `[${all}]`)],
    ['names', () => shared(() => '<</Kids 4 0 R>>', '/Names<</EmbeddedFiles<</Kids 4 0 R>>>>', `[${all}]`)],
  ])('%s', (kind, make) => {
    const bytes = kind === 'pages' ? latin1(characters(make()).replace('/Kids[3 0 R]', '/Kids  4 0 R')) : make();
    const reading = timed(bytes);
    expect(reading.ok || `${reading.why} ${reading.reason}`).toMatch(/^too-large walking$/);
  });
  it('annotations of every page', () => {
    const many = withMore([2, `<</Type/Pages/Kids[${all}]>>`], [4, `[${'5 0 R '.repeat(20_000)}]`], [5, '<</Subtype/Text>>']);
    for (let number = 100; number < 3100; number += 1) many.set(number, '<</Type/Page/Annots 4 0 R>>');
    expect(timed(file(many))).toEqual({ ok: false, why: 'too-large', reason: 'walking' });
  });
  it('terms of encryption', () => {
    const dictionary = `<<${Array.from({ length: 64 }, (_, index) => `/K${index} 4 0 R`).join('')}>>`;
    expect(timed(file(withMore([4, dictionary]), { trailer: '/Encrypt 4 0 R' })).ok).toBe(false);
  });
});
