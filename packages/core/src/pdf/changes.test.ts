import { addAnnotation, addDss, appendRevision, fillField, pdfDocument, reference, signPdf, text, updateMetadata } from '@credlens/demo-pki';
import type { DocumentOptions, Pdf, PdfEntries, PdfValue, SignatureOptions, SignedPdf } from '@credlens/demo-pki';
import { describe, expect, it } from 'vitest';
import { changesAfter, readPdf } from './index.js';

const makeCms = async () => Uint8Array.of(0x30, 3, 2, 1, 5);
const DER = [Uint8Array.of(0x30, 0)];
const sign = (options: SignatureOptions = {}, document: DocumentOptions = {}) => signPdf(pdfDocument(document), { size: 64, ...options }, makeCms);
const again = (pdf: Pdf, options: SignatureOptions = {}) => signPdf(pdf, { size: 64, field: 'Second', ...options }, makeCms);
const oneField = (value?: string): DocumentOptions => ({ fields: [{ name: 'comment', ...(value !== undefined && { value }) }, { name: 'agreed', type: 'checkbox' }] });

/** What the first signature says of what came after it. */
const judge = ({ bytes }: { bytes: Uint8Array }) => {
  const reading = readPdf(bytes);
  if (!reading.ok) throw new Error(reading.reason);
  return changesAfter(reading.file, reading.file.signatures[0]!);
};
const kinds = (pdf: Pdf) => judge(pdf).changes.map(({ kind, permitted }) => `${permitted ? '' : 'not '}${kind}`);

describe('what validation needs is always permitted', () => {
  const FORMS: DocumentOptions[] = [{}, { xref: 'stream' }, { xref: 'hybrid' }, { xref: 'stream', objectStreams: false }, { encryption: 'aes-128', xref: 'stream' }, { encryption: 'rc4-128' }, { indirectAnnots: true, pages: 3 }];
  it.each(FORMS)('DSS, document time-stamp and a second DSS, no changes allowed otherwise: %o', async (document) => {
    const stamped = await again(addDss(await sign({ docMdp: 1 }, document), { certificates: DER, vri: { AB: { crls: DER } } }), { type: 'document-timestamp' });
    expect(kinds(addDss(stamped, { ocsps: [Uint8Array.of(0x30, 1, 0)] }))).toEqual(['validation-material', 'validation-material', 'document-timestamp', 'validation-material']);
  });

  it('a DSS in a cross-reference stream behind a table', async () => expect(judge(addDss(await sign(), { certificates: DER, form: 'stream' }))).toMatchObject({ permitted: true }));
  it('metadata', async () => expect(kinds(updateMetadata(await sign({ docMdp: 1 }, { metadata: { 'dc:title': 'A' } }), { properties: { 'dc:title': 'B' }, info: { Title: 'B' } }))).toEqual(['metadata', 'metadata']));
  it('the same objects again', async () => {
    const signed = await sign({ docMdp: 1 }, { ...oneField('x'), pages: 2 });
    expect(kinds(appendRevision(signed, { set: new Map([...signed.objects].filter(([number]) => number !== signed.signature.object)), form: 'stream', objectStream: true }))).toEqual(['file-structure']);
  });
  it('a dictionary that becomes an object of its own', async () => {
    const signed = await sign();
    const page = signed.objects.get(6) as PdfEntries;
    const set = new Map<number, PdfValue>([[6, { ...page, Resources: reference(signed.size) }], [signed.size, page['Resources']!]]);
    expect(judge(appendRevision(signed, { set }))).toMatchObject({ permitted: true });
  });
  it('nothing at all', async () => expect(judge(await sign())).toEqual({ changes: [], permitted: true }));
});

describe('further signatures (ISO 32000-2 section 12.8.2.2)', () => {
  it('without certification', async () => expect(kinds(await again(await sign()))).toEqual(['signature']));
  it('P 2', async () => expect(judge(await again(await sign({ docMdp: 2 })))).toMatchObject({ permitted: true }));
  it('P 1: none', async () => expect(kinds(await again(await sign({ docMdp: 1 })))).toEqual(['not signature']));
  it('P 1 of a lock: none', async () => expect(judge(await again(await sign({ lock: { action: 'Include', fields: [], permissions: 1 } })))).toMatchObject({ permitted: false }));
  it('visible, beside what the page shows', async () => expect(judge(await again(await sign(), { visible: { rect: [300, 60, 500, 110] } }))).toMatchObject({ permitted: true }));
  it('visible, over what the page shows', async () => expect(judge(await again(await sign(), { visible: { rect: [60, 600, 500, 690] } }))).toMatchObject({ permitted: false, attack: 'sneaky-signature' }));
  it('visible, over the signature that was there', async () => {
    const first = await sign({ visible: { rect: [300, 60, 500, 110] } });
    expect(judge(await again(first, { visible: { rect: [310, 70, 490, 100] } }))).toMatchObject({ permitted: false, attack: 'sneaky-signature' });
  });
  it('visible, on a page without text: nobody can tell, and nobody is accused', async () => {
    const scanned = { arrange: (draft: { objects: Map<number, PdfValue> }) => void draft.objects.set(7, { entries: {}, data: new Uint8Array() }) };
    const judged = judge(await again(await sign({}, scanned), { visible: { rect: [300, 60, 500, 110] } }));
    expect([judged.permitted, judged.attack]).toEqual([false, undefined]);
  });
  it('visible, in a certified file, wherever it is', async () => expect(judge(await again(await sign({ docMdp: 2 }), { visible: { rect: [300, 60, 500, 110] } }))).toMatchObject({ permitted: false, attack: 'sneaky-signature' }));
  it('in a field that stood there', async () => {
    const widget: PdfEntries = { Type: '/Annot', Subtype: '/Widget', FT: '/Sig', T: text('Waiting'), Rect: [300, 60, 500, 110], F: 4, P: reference(6) };
    const arrange = (draft: { objects: Map<number, PdfValue>; add(value: PdfValue): number; change(number: number, entries: PdfEntries): void }) => {
      const field = reference(draft.add(widget));
      draft.change(6, { Annots: [field] });
      draft.change(1, { AcroForm: reference(draft.add({ Fields: [field], SigFlags: 1 })) });
    };
    const first = await sign({ docMdp: 2 }, { arrange });
    const field = [...first.objects].find(([, value]) => (value as PdfEntries)['Rect'] === widget['Rect'])![0];
    expect(kinds(await again(first, { existing: field }))).toEqual(['signature']);
  });
});

describe('form filling (section 12.8.2.2)', () => {
  it('without certification, a field that was empty', async () => expect(kinds(fillField(await sign({}, oneField()), 'comment', 'good'))).toEqual(['form-filling']));
  it('without certification, a box', async () => expect(judge(fillField(await sign({}, oneField()), 'agreed', true))).toMatchObject({ permitted: true }));
  it('without certification, not what was filled in when it was signed', async () => expect(judge(fillField(await sign({}, oneField('30')), 'comment', '50'))).toMatchObject({ permitted: false, attack: 'shadow-replace' }));
  it('without certification, not over what the page shows', async () => {
    const over = await sign({}, { fields: [{ name: 'comment', rect: [60, 600, 500, 690] }] });
    expect(judge(fillField(over, 'comment', 'Eve'))).toMatchObject({ permitted: false, attack: 'shadow-replace' });
  });
  it('P 2, overwriting the appearance', async () => expect(judge(fillField(await sign({ docMdp: 2 }, oneField('30')), 'comment', '50', { overwrite: true }))).toMatchObject({ permitted: true }));
  it('P 1: none', async () => expect(kinds(fillField(await sign({ docMdp: 1 }, oneField()), 'comment', 'good'))).toEqual(['not form-filling']));
  it('an appearance that the page uses as well', async () => {
    const shared = (draft: { objects: Map<number, PdfValue>; change(number: number, entries: PdfEntries): void }) => {
      const shown = [...draft.objects].find(([, value]) => (value as { entries?: PdfEntries }).entries?.['Subtype'] === '/Form')![0];
      draft.change(6, { Resources: { ...((draft.objects.get(6) as PdfEntries)['Resources'] as PdfEntries), XObject: { Shared: reference(shown) } } });
    };
    const signed = await sign({ docMdp: 2 }, { ...oneField(), arrange: shared });
    expect(judge(fillField(signed, 'comment', 'good', { overwrite: true }))).toMatchObject({ permitted: false });
    expect(judge(fillField(signed, 'comment', 'good'))).toMatchObject({ permitted: false });
  });

  const locked: [string, SignatureOptions, boolean][] = [
    ['All', { fieldMdp: { action: 'All' } }, false], ['Include, it', { fieldMdp: { action: 'Include', fields: ['comment'] } }, false], ['Include, another', { fieldMdp: { action: 'Include', fields: ['agreed'] } }, true],
    ['Exclude, it', { fieldMdp: { action: 'Exclude', fields: ['comment'] } }, true], ['Exclude, another', { fieldMdp: { action: 'Exclude', fields: ['agreed'] } }, false], ['a lock on all', { lock: { action: 'All' } }, false],
    ['a lock on another', { lock: { action: 'Include', fields: ['agreed'] } }, true],
  ];
  it.each(locked)('FieldMDP (section 12.8.2.4), %s', async (_, options, permitted) => expect(judge(fillField(await sign(options, oneField()), 'comment', 'good')).permitted).toBe(permitted));
});

describe('annotations (section 12.8.2.2)', () => {
  const note = { subtype: 'Text', rect: [500, 700, 520, 720] as const, entries: { Contents: text('note') } };
  it('P 3: a note that draws nothing', async () => expect(kinds(addAnnotation(await sign({ docMdp: 3 }), note))).toEqual(['annotation']));
  it('P 3: no note that opens over the page', async () => expect(judge(addAnnotation(await sign({ docMdp: 3 }), { subtype: 'Popup', entries: { Open: true } }))).toMatchObject({ permitted: false, attack: 'evil-annotation' }));
  it('P 2: none', async () => expect(kinds(addAnnotation(await sign({ docMdp: 2 }), note))).toEqual(['not annotation']));
  it('without certification: none', async () => expect(judge(addAnnotation(await sign(), { subtype: 'FreeText', operators: '0 0 9 9 re f' }))).toMatchObject({ permitted: false }));
});

describe('never permitted', () => {
  const changed = (entries: (signed: SignedPdf) => [number, PdfValue][], document: DocumentOptions = {}) => async () => judge(appendRevision(await sign({ docMdp: 3 }, document), { set: new Map(entries(await sign({ docMdp: 3 }, document))) }));
  const page = ({ objects }: Pdf) => objects.get(6) as PdfEntries;
  const catalog = ({ objects }: Pdf) => objects.get(1) as PdfEntries;
  const cases: [string, string, () => Promise<ReturnType<typeof judge>>][] = [
    ['page-content', 'a page that is turned', changed((pdf) => [[6, { ...page(pdf), Rotate: 90 }]])],
    ['resources', 'a colour space', changed((pdf) => [[6, { ...page(pdf), Resources: { ...page(pdf)['Resources'] as PdfEntries, ColorSpace: { C: '/DeviceGray' } } }]])],
    ['action', 'an action of the catalog', changed((pdf) => [[1, { ...catalog(pdf), OpenAction: { S: '/JavaScript', JS: text('1') } }]])],
    ['names', 'an attachment', changed((pdf) => [[1, { ...catalog(pdf), Names: { EmbeddedFiles: { Names: [] } } }]])],
    ['catalog', 'the language', changed((pdf) => [[1, { ...catalog(pdf), Lang: text('de') }]])],
    ['form-field-altered', 'appearances that readers shall make anew', changed((pdf) => { const number = Number((catalog(pdf)['AcroForm'] as string).split(' ')[0]); return [[number, { ...pdf.objects.get(number) as PdfEntries, NeedAppearances: true }]]; }, oneField('x'))],
    ['form-field-altered', 'a text field more', changed((pdf) => { const number = Number((catalog(pdf)['AcroForm'] as string).split(' ')[0]); const form = pdf.objects.get(number) as PdfEntries; return [[number, { ...form, Fields: [...form['Fields'] as PdfValue[], reference(pdf.size)] }], [pdf.size, { FT: '/Tx', T: text('more') }]]; })],
    ['optional-content', 'a layer', changed((pdf) => [[1, { ...catalog(pdf), OCProperties: { OCGs: [], D: {} } }]])],
    ['signed-object-redefined', 'the signature again', async () => { const pdf = await sign(); return judge(appendRevision(pdf, { set: new Map([[pdf.signature.object, { ...pdf.objects.get(pdf.signature.object) as PdfEntries, Contents: '<00>' }]]) })); }],
    ['other', 'a key twice', changed((pdf) => [[6, { ...page(pdf), 'MediaBox#2': [0, 0, 1, 1] }]])],
  ];
  it.each(cases)('%s: %s', async (kind, _, make) => {
    const { permitted, changes } = await make();
    expect(permitted).toBe(false);
    expect(changes.filter((change) => !change.permitted).map((change) => change.kind)).toContain(kind);
  });

  it('a layer in place of one that is its equal', async () => {
    const layers = [{ name: 'Layer', on: true, line: 'passed' }, { name: 'Layer', on: false, line: 'failed' }];
    const signed = await sign({}, { layers });
    const properties = catalog(signed)['OCProperties'] as PdfEntries;
    const [first, second] = properties['OCGs'] as string[];
    const set = new Map<number, PdfValue>([[1, { ...catalog(signed), OCProperties: { ...properties, D: { ON: [second!], OFF: [first!], Order: [first!, second!] } } }]]);
    expect(judge(appendRevision(signed, { set }))).toMatchObject({ permitted: false, attack: 'shadow-hide' });
  });

  it('a name for what is not there yet', async () => {
    const signed = await sign({ docMdp: 3 });
    expect(judge(appendRevision(signed, { set: new Map<number, PdfValue>([[6, { ...page(signed), Group: '99 0 R' }]]) })).permitted).toBe(false);
  });

  it('content by the length of its stream', async () => {
    const long = new TextEncoder().encode('BT ET');
    const arrange = (draft: { objects: Map<number, PdfValue>; add(value: PdfValue): number }) => {
      draft.objects.set(40, 5);
      draft.objects.set(7, { entries: { Length: '40 0 R' }, data: long });
    };
    const signed = await sign({}, { arrange });
    expect(judge(appendRevision(signed, { set: new Map<number, PdfValue>([[40, 2]]) })).permitted).toBe(false);
  });

  it('what is marked in two steps, each of which is nothing', async () => {
    const signed = await sign({ docMdp: 2 }, oneField());
    const marked = addDss(signed, { certificates: [new TextEncoder().encode('0 0 9 9 re f')] });
    const dss = [...marked.objects].find(([, value]) => typeof value === 'object' && value !== null && (value as PdfEntries)['Type'] === '/DSS')![1] as PdfEntries;
    const shown = (dss['Certs'] as string[])[0]!;
    const set = new Map<number, PdfValue>([[6, { ...page(marked), Contents: ['7 0 R', shown] }]]);
    expect(judge(appendRevision(marked, { set }))).toMatchObject({ permitted: false });
  });

  it('an object that the page names and that was not there, however it comes', async () => {
    const dangling = (draft: { objects: Map<number, PdfValue>; change(number: number, entries: PdfEntries): void }) => draft.change(6, { Resources: { ...((draft.objects.get(6) as PdfEntries)['Resources'] as PdfEntries), XObject: { X: '40 0 R' } } });
    const signed = await sign({}, { arrange: dangling });
    const set = new Map<number, PdfValue>([[1, { ...catalog(signed), DSS: { Certs: ['40 0 R'] } }], [40, { entries: { Subtype: '/Form', BBox: [0, 0, 595, 842] }, data: new Uint8Array([0x66]) }]]);
    expect(judge(appendRevision(signed, { set })).permitted).toBe(false);
  });
});
