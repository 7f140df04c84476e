import { addAnnotation, appearance, fillField, appendRevision, pdfDocument, pageContents, reference, signPdf, text } from '@credlens/demo-pki';
import type { DocumentOptions, Draft, Pdf, PdfEntries, PdfValue, SignatureOptions } from '@credlens/demo-pki';
import { describe, expect, it } from 'vitest';
import { changesAfter, readPdf } from './index.js';

// Updates that Acrobat, PDFium, poppler, MuPDF or pdf.js were seen, or are documented, to show otherwise than what was signed.
const makeCms = async () => Uint8Array.of(0x30, 3, 2, 1, 5);
const sign = (document: DocumentOptions = {}, options: SignatureOptions = {}) => signPdf(pdfDocument(document), { size: 64, ...options }, makeCms);
const latin1 = (bytes: Uint8Array) => Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
const bytesOf = (written: string) => Uint8Array.from(written, (character) => character.charCodeAt(0));
const permitted = (bytes: Uint8Array): boolean => {
  const reading = readPdf(bytes);
  if (!reading.ok) throw new Error(reading.reason);
  return changesAfter(reading.file, reading.file.signatures.find(({ field }) => field === 'Signature1')!).permitted;
};
const set = (pdf: Pdf, ...objects: [number, PdfValue][]) => permitted(appendRevision(pdf, { set: new Map(objects) }).bytes);

/** What the last update says, in other words. */
async function rewritten(objects: (pdf: Pdf) => [number, PdfValue][], change: (update: string, pdf: Pdf) => string, document: DocumentOptions = {}): Promise<boolean> {
  const pdf = await sign(document);
  const update = latin1(appendRevision(pdf, { set: new Map(objects(pdf)) }).bytes.subarray(pdf.bytes.length));
  const changed = change(update, pdf);
  // The table may stand elsewhere now.
  const moved = String(pdf.bytes.length + changed.indexOf('\nxref\n') + 1);
  return permitted(bytesOf(latin1(pdf.bytes) + changed.replace(/(startxref[^\d]*)\d+/, (_, word: string) => word + moved)));
}
const page = ({ objects }: Pdf) => objects.get(6) as PdfEntries;
const dss = (pdf: Pdf): [number, PdfValue][] => [[1, { ...pdf.objects.get(1) as PdfEntries, DSS: { Type: '/DSS' } }]];

describe('an update whose cross-references send a strict reader elsewhere', () => {
  const entry = (number: number, offset: number, generation = 0) => (update: string) => update.replace('trailer', `${number} 1\n${String(offset).padStart(10, '0')} ${String(generation).padStart(5, '0')} n \ntrailer`);
  it('as it should be', async () => expect(await rewritten(dss, (update) => update)).toBe(true));
  it('Prev with a decimal point', async () => expect(await rewritten(dss, (update) => update.replace(/\/Prev \d+/, '$&.0'))).toBe(false));
  it('Root with a decimal point', async () => expect(await rewritten(dss, (update) => update.replace('/Root 1 0 R', '/Root 1.0 0 R'))).toBe(false));
  it('Root of another generation', async () => expect(await rewritten(() => [[3, null]], (update) => update.replace('/Root 1 0 R', '/Root 1 1 R'))).toBe(false));
  it('a page of another generation, where it was', async () => expect(await rewritten(dss, (update, pdf) => entry(6, pdf.offsets.get(6)!, 1)(update))).toBe(false));
  it('an object that is not there', async () => expect(await rewritten(dss, (update, pdf) => entry(99, pdf.offsets.get(6)!)(update))).toBe(false));
  it('an object that other readers take for number 7', async () => expect(await rewritten(dss, (update, pdf) => entry(2 ** 32 + 7, pdf.offsets.get(6)!)(update))).toBe(false));
  it('a size that no reader holds', async () => expect(await rewritten(dss, (update) => update.replace(/\/Size \d+/, '/Size 2147483647'))).toBe(false));
  it('a word in the trailer', async () => expect(await rewritten(dss, (update) => update.replace('/Size', 'word /Size'))).toBe(false));
  it('XRefStm that leads nowhere', async () => expect(await rewritten(dss, (update) => update.replace('/Size', '/XRefStm 0 /Size'))).toBe(false));
  it.each([' %c\n', '\f\0', ''])('startxref followed by %j', async (between) => expect(await rewritten(dss, (update) => update.replace('startxref\n', `startxref${between}`))).toBe(false));
});

describe('a cross-reference stream, or an object stream, that a strict reader reads otherwise', () => {
  interface Change { rows?: readonly (readonly number[])[]; index?: string; count?: string; place?: number; second?: number }
  /** A new catalog in an object stream, and a cross-reference stream that is not compressed. */
  const update = ({ rows = [], index = '', count, place = 0, second }: Change) => async () => {
    const pdf = await sign({ xref: 'stream' });
    const catalog = `<< /Type /Catalog /Pages 2 0 R /AcroForm ${(pdf.objects.get(1) as PdfEntries)['AcroForm']} /DSS 70 0 R >>`;
    const head = `1 0 70 ${second ?? catalog.length + 1} `;
    const data = `${head}${catalog} << /Type /DSS >>`;
    const container = `71 0 obj\n<< /Type /ObjStm /N ${count ?? 2} /First ${head.length} /Length ${data.length} >>\nstream\n${data}\nendstream\nendobj\n`;
    const [at, start] = [pdf.bytes.length, pdf.bytes.length + container.length];
    const all = [[2, 71, place], [2, 71, 1], [1, at, 0], [1, start, 0], ...rows];
    const table = all.flatMap(([kind, second = 0, third]) => [kind!, second >>> 16, (second >>> 8) & 255, second & 255, third!]);
    const numbers = index || `1 1 70 3 ${rows.map((_, row) => `${80 + row} 1`).join(' ')}`;
    const stream = `72 0 obj\n<< /Type /XRef /Size 100 /W [1 3 1] /Index [${numbers}] /Root 1 0 R /Prev ${pdf.startxref} /Length ${table.length} >>\nstream\n${latin1(Uint8Array.from(table))}\nendstream\nendobj\nstartxref\n${start}\n%%EOF\n`;
    return permitted(bytesOf(latin1(pdf.bytes) + container + stream));
  };
  it('as it should be', async () => expect(await update({})()).toBe(true));
  it.each([[5, 1, 1], [255, 1, 1], [2, 69, 0], [1, 20, 0]])('an entry of kind %d that leads to %d', async (...row) => expect(await update({ rows: [row] })()).toBe(false));
  it.each(['1.0 1 70 3', '1 1 70 3 9', '1 1 70 40'])('Index [%s]', async (index) => expect(await update({ index })()).toBe(false));
  it('another place than the one where it is', async () => expect(await update({ place: 1 })()).toBe(false));
  it.each(['9', '2.0'])('N %s', async (count) => expect(await update({ count })()).toBe(false));
  it('an object within another', async () => expect(await update({ second: 41 })()).toBe(false));
});

describe('an update that writes the same values in other words', () => {
  const again = (change: (update: string) => string) => rewritten((pdf) => [[6, page(pdf)]], change);
  it.each(['[0 0 595 842]', '[0.0 -0 595.000 +842.]'])('as it should be: %s', async (box) => expect(await again((update) => update.replace('[0 0 595 842]', box))).toBe(true));
  it.each(['842-1', '842.0.5', '842x', '--842'])('a number: %s', async (number) => expect(await again((update) => update.replace('595 842]', `595 ${number}]`))).toBe(false));
  it.each(['7.0 0 R', '7 0.0 R', '+7 0 R', '7 0 R 9 0 R', 'word 7 0 R', '7 0 R word', '7 0 R ) '])('a reference: %s', async (value) => expect(await again((update) => update.replace('/Contents 7 0 R', `/Contents ${value}`))).toBe(false));
  it.each(['/Contents#00', '/Contents#'])('a name: %s', async (name) => expect(await again((update) => update.replace('/Contents 7 0 R', `/Contents 7 0 R ${name} null`))).toBe(false));
  it('the data of a stream right behind its keyword', async () => expect(await rewritten((pdf) => [[7, pdf.objects.get(7)!]], (update) => update.replace('stream\n', 'stream'))).toBe(false));
  it('a filter that not every reader knows', async () => expect(await rewritten((pdf) => [[7, pdf.objects.get(7)!]], (update) => update.replace('/Length', '/Filter /Crypt /Length'))).toBe(false));
});

describe('a new signature field that draws without an appearance', () => {
  const NAME = [60, 640, 500, 690];
  const field = (entries: PdfEntries, more: [number, PdfValue][] = [], options: SignatureOptions = { docMdp: 2 }) => async () => {
    const pdf = await sign({}, options);
    const form = Number.parseInt(String((pdf.objects.get(1) as PdfEntries)['AcroForm']), 10);
    const old = pdf.objects.get(form) as PdfEntries;
    return set(pdf, [6, { ...page(pdf), Annots: [...page(pdf)['Annots'] as PdfValue[], ...more.length > 0 ? ['91 0 R'] : ['90 0 R']] }], [form, { ...old, Fields: [...old['Fields'] as PdfValue[], '90 0 R'] }],
      [90, { Type: '/Annot', Subtype: '/Widget', FT: '/Sig', T: text('Second'), P: '6 0 R', Rect: [0, 0, 0, 0], F: 4, ...entries }], ...more);
  };
  const [shown, AP]: [[number, PdfValue], PdfEntries] = [[92, appearance(9, 9, '', '0 0 9 9 re f')], { N: '92 0 R' }];
  it('as it should be: without extent', async () => expect(await field({})()).toBe(true));
  it.each(['Square', 'Circle', 'Line', 'FreeText', 'Highlight', 'StrikeOut', 'Underline', 'Ink', 'Stamp', 'Redact', 'Polygon', 'Text', 'Caret', 'Link'])('%s', async (subtype) => expect(await field({ Subtype: `/${subtype}`, Rect: NAME, C: [1, 0, 0], IC: [1, 1, 1] }, [], {})()).toBe(false));
  it('a highlight that has no extent of its own', async () => expect(await field({ Subtype: '/Highlight', QuadPoints: [72, 680, 400, 680, 72, 655, 400, 655] }, [], {})()).toBe(false));
  it('a box that readers make themselves', async () => expect(await field({ Rect: NAME })()).toBe(false));
  it.each([[100, 660, 102, 662], [72, 662, 472, 662.009]])('a dot, or a stroke: %d %d %d %d', async (...rect) => expect(await field({ Rect: rect, AP }, [[91, {}], shown])()).toBe(false));
  it.each([32, 288, 2 ** 32 + 2, '2.0', '2.9', '2x'])('flags that hide it from some readers: %s', async (F) => expect(await field({ Rect: NAME, F, AP }, [[91, {}], shown])()).toBe(false));
  it.each(['Tx', 'Ch', 'Btn'])('its widget is a field of another kind: %s', async (type) => {
    const widget: PdfEntries = { Type: '/Annot', Subtype: '/Widget', Parent: '90 0 R', Rect: NAME, F: 4, FT: `/${type}`, V: text('Eve Example'), DA: text('/F1 20 Tf') };
    expect(await field({ Kids: ['91 0 R'], Subtype: undefined, Rect: undefined }, [[91, widget]], {})()).toBe(false);
  });
  it('a note as large as what it covers', async () => expect(permitted(addAnnotation(await sign({}, { docMdp: 3 }), { subtype: 'Text' }).bytes)).toBe(false));
  it('an annotation that drew by its colours, removed', async () => {
    const arrange = (draft: Draft) => draft.change(6, { Annots: [reference(draft.add({ Type: '/Annot', Subtype: '/Square', Rect: NAME, C: [1, 0, 0] }))] });
    const pdf = await sign({ arrange });
    expect(await set(pdf, [6, { ...page(pdf), Annots: (page(pdf)['Annots'] as PdfValue[]).slice(1) }])).toBe(false);
  });
});

describe('a later signature over what stands on the page', () => {
  const contents = (more: string) => (draft: Draft) => void draft.objects.set(7, { entries: {}, data: pageContents('Award', ['x'], more) });
  const cases: Record<string, (draft: Draft) => void> = {
    'letters far apart': contents('BT /F1 20 Tf 50 Tc 72 200 Td (Failed!) Tj ET'), 'words far apart': contents('BT /F1 20 Tf 230 Tw 72 200 Td (a Fail) Tj ET'), 'raised text': contents('BT /F1 20 Tf 150 Ts 310 50 Td (Fail) Tj ET'),
    'letters as outlines': contents('310 200 m 320 220 l 330 200 l 325 200 l 320 210 l 315 200 l f'), 'a written signature': contents('340 200 m 345 230 360 230 370 200 c 380 190 390 190 400 210 c S'),
    'more saved than is kept track of': contents(`q 1 0 0 1 300 200 cm ${'q '.repeat(80)}${'Q '.repeat(80)} BT /F1 14 Tf 10 0 Td (Fail) Tj ET Q`), 'the upper part of letters': contents('BT /F1 40 Tf 310 170 Td (Fail) Tj ET'),
    'a font of drawings': (draft) => {
      const glyph = reference(draft.add({ entries: {}, data: bytesOf('1000 0 d0 0 0 900 900 re f') }));
      draft.change(6, { Resources: { Font: { F1: '4 0 R', F2: '5 0 R', F3: { Type: '/Font', Subtype: '/Type3', FontBBox: [0, 0, 1000, 1000], FontMatrix: [0.02, 0, 0, 0.02, 0, 0], CharProcs: { a: glyph }, Encoding: { Differences: [97, '/a'] }, FirstChar: 97, LastChar: 97, Widths: [15000] } } } });
      contents('BT /F3 1 Tf 0 200 Td (aa) Tj ET')(draft);
    },
    'an annotation': (draft) => draft.change(6, { Annots: [reference(draft.add({ Type: '/Annot', Subtype: '/FreeText', Rect: [310, 200, 410, 220], F: 4, AP: { N: reference(draft.add(appearance(100, 20, 'Fail'))) } }))] }),
    'a value of the field above': (draft) => {
      const [widget, field] = [draft.add({}), draft.add({})];
      draft.change(widget, { Type: '/Annot', Subtype: '/Widget', Parent: reference(field), Rect: [310, 200, 410, 220], F: 4, AP: { N: reference(draft.add(appearance(100, 20, 'Fail'))) } });
      draft.change(field, { FT: '/Tx', T: text('result'), V: text('Fail'), Kids: [reference(widget)] });
      draft.change(6, { Annots: [reference(widget)] });
      draft.change(1, { AcroForm: reference(draft.add({ Fields: [reference(field)] })) });
    },
  };
  const again = async (arrange: (draft: Draft) => void) => permitted((await signPdf(await sign({ arrange }), { size: 64, field: 'Second', visible: { rect: [300, 190, 420, 225] } }, makeCms)).bytes);
  it.each(Object.entries(cases))('%s', async (_, arrange) => expect(await again(arrange)).toBe(false));
  it.each(['310 200 m 400 200 l S', '290 180 150 60 re S', '1 0.9 0.9 rg 290 180 150 60 re f'])('but not on a rule, in a frame, on a panel: %s', async (operators) => expect(await again(contents(operators))).toBe(true));
});

describe('a field that was filled in when it was signed', () => {
  const widget: PdfEntries = { Type: '/Annot', Subtype: '/Widget', Rect: [72, 300, 300, 320], P: '6 0 R', F: 4 };
  const more: [number, PdfValue] = [90, appearance(228, 20, '50 of 50')];
  it('by the field above, and its widget gets a value of its own', async () => {
    const numbers = { widget: 0 };
    const pdf = await sign({ arrange: (draft) => {
      const field = draft.add({});
      numbers.widget = draft.add({ ...widget, Parent: reference(field), AP: { N: reference(draft.add(appearance(228, 20, '30 of 50'))) } });
      draft.change(field, { FT: '/Tx', T: text('points'), V: text('30 of 50'), Kids: [reference(numbers.widget)] });
      draft.change(6, { Annots: [reference(numbers.widget)] });
      draft.change(1, { AcroForm: reference(draft.add({ Fields: [reference(field)] })) });
    } });
    expect(await set(pdf, [numbers.widget, { ...pdf.objects.get(numbers.widget) as PdfEntries, V: text('50 of 50'), AP: { N: '90 0 R' } }], more)).toBe(false);
  });
  it.each([undefined, text('  '), []])('by its appearance alone: %s', async (V) => {
    const numbers = { field: 0 };
    const pdf = await sign({ arrange: (draft) => {
      numbers.field = draft.add({ ...widget, FT: '/Tx', T: text('points'), V, AP: { N: reference(draft.add(appearance(228, 20, '30 of 50'))) } });
      draft.change(6, { Annots: [reference(numbers.field)] });
      draft.change(1, { AcroForm: reference(draft.add({ Fields: [reference(numbers.field)] })) });
    } });
    expect(await set(pdf, [numbers.field, { ...pdf.objects.get(numbers.field) as PdfEntries, V: text('50 of 50'), AP: { N: '90 0 R' } }], more)).toBe(false);
  });
  it.each([[{}, false], [{ docMdp: 2 }, true]] as const)('on a page that is a picture, with %o: %s', async (options, allowed) => {
    const pdf = await sign({ fields: [{ name: 'points' }], arrange: ({ objects }) => void objects.set(7, { entries: {}, data: bytesOf('0 0 1 rg 80 305 9 9 re f') }) }, options);
    expect(permitted(fillField(pdf, 'points', '50').bytes)).toBe(allowed);
  });
  it.each([{ RV: text('<body>50</body>') }, { I: [0] }])('and gets the same value in other words, although nothing may change: %o', async (entries: PdfEntries) => {
    const pdf = await sign({ fields: [{ name: 'points', value: '30' }] }, { docMdp: 1 });
    const [number, field] = [...pdf.objects].find(([, value]) => (value as PdfEntries)?.['FT'] === '/Tx')!;
    expect(await set(pdf, [number, { ...field as PdfEntries, ...entries }])).toBe(false);
  });
});
