import { latin1, OBJECTS, pdfDocument, reference, type DocumentOptions } from '@credlens/demo-pki';
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { pageText } from './page-text.js';
import { readPdf } from './read-pdf.js';

vi.setConfig({ testTimeout: 60_000 });

function read(options: DocumentOptions): string {
  const reading = readPdf(pdfDocument(options).bytes);
  if (!reading.ok) throw new Error(reading.reason);
  return pageText(reading.file.at(reading.file.revisions.length - 1)).replace(/\s+/g, ' ').trim();
}

/** A page with these contents, whose font F1 is what is given. */
const drawn = (contents: string, font?: Record<string, unknown>, more: [number, unknown][] = []) => read({ arrange: (draft) => {
  draft.objects.set(OBJECTS.contents, { entries: {}, data: latin1(contents) });
  if (font) draft.objects.set(OBJECTS.font, font as never);
  for (const [number, value] of more) draft.objects.set(number, value as never);
} });

const cmap = (body: string) => ({ entries: {}, data: latin1(`/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <0000> <FFFF> endcodespacerange ${body} endcmap`) });
const composite = { Type: '/Font', Subtype: '/Type0', BaseFont: '/X', Encoding: '/Identity-H', ToUnicode: reference(90) };

describe('pageText', () => {
  it('all pages, in the order in which they are drawn', () => expect(read({ title: 'Diploma', name: 'Ada', lines: ['a (b) \\c'], pages: 2 })).toBe('Diploma a (b) \\c Page 2 More about Ada'));
  it('escapes, octal codes, hexadecimal strings, and gaps that are spaces', () => {
    expect(drawn('BT /F1 9 Tf (\\101\\102\\)) Tj <43 44> Tj [(Wa) -20 (ter) -300 (quality)] TJ ET')).toBe('AB)CDWater quality');
    expect(drawn('BT /F1 9 Tf (a) \' (b) Tj T* (c) Tj ET')).toBe('ab c');
  });
  it('the encoding of Windows, and what a font’s own map says', () => {
    expect(drawn('BT /F1 9 Tf <C4 80> Tj ET')).toBe('Ä€');
    expect(drawn('BT /F1 9 Tf <000100020003> Tj ET', composite, [[90, cmap('1 beginbfchar <0001> <0394> endbfchar 1 beginbfrange <0002> <0003> <0041> endbfrange')]])).toBe('ΔAB');
    expect(drawn('BT /F1 9 Tf <00020003> Tj ET', composite, [[90, cmap('1 beginbfrange <0002> <0003> [<00660069> <005A>] endbfrange')]])).toBe('fiZ');
  });
  it('a font that does not say its letters has none', () => {
    const { ToUnicode: _none, ...silent } = composite;
    expect(drawn('BT /F1 9 Tf <00410042> Tj ET', silent)).toBe('');
    expect(drawn('BT /F1 9 Tf (AB) Tj ET', { Type: '/Font', Subtype: '/Type1', BaseFont: '/X', Encoding: { Type: '/Encoding', Differences: [65, '/B'] } })).toBe('');
    expect(drawn('BT (AB) Tj ET')).toBe('');
  });
  it('a form inside, and a form inside itself', () => {
    const form = { entries: { Type: '/XObject', Subtype: '/Form', BBox: [0, 0, 9, 9], Resources: { Font: { F1: reference(OBJECTS.font) }, XObject: { X: reference(91) } } }, data: latin1('BT /F1 9 Tf (x) Tj ET /X Do') };
    const text = read({ arrange: (draft) => {
      draft.objects.set(91, form as never);
      draft.change(OBJECTS.page, { Resources: { XObject: { X: reference(91) } } });
      draft.objects.set(OBJECTS.contents, { entries: {}, data: latin1('/X Do') });
    } });
    expect(text).toBe('x x x x x');
  });
  it('a picture in the middle is no text', () => expect(drawn('BT /F1 9 Tf (a) Tj ET BI /W 1 ID (b) Tj EI BT (c) Tj ET')).toMatch(/^a/));
  it('never throws, and ends, whatever a page says', () => {
    const pieces = fc.constantFrom('BT', 'ET', '/F1 9 Tf', '(', ')', '<', '>', '[', ']', 'Tj', 'TJ', '\\', '%', 'BI', 'ID', 'EI', '/X Do', '-300', '\n', 'beginbfchar', '<0001> <0002> [');
    fc.assert(fc.property(fc.array(pieces, { maxLength: 60 }), fc.array(pieces, { maxLength: 60 }), (contents, map) => {
      expect(drawn(contents.join(' '), composite, [[90, cmap(map.join(' '))]])).toEqual(expect.any(String));
    }), { numRuns: 200 });
  });
});
