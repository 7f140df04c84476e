import { appearance, appendRevision, latin1, OBJECTS, pageContents, reference, text, xmpPacket, type Pdf, type PdfEntries, type PdfStreamValue, type PdfValue, type Section } from '@credlens/demo-pki';
import * as fc from 'fast-check';

/**
 * What an update does to who reads the file. `nothing`: it brings validation material, metadata, or the same again. `form`: fills in a field. `annotation`: writes on a page. `seen`: changes pages, or what they are drawn with, or what a reader does
 * with them. `freed`: takes away what is seen, where a reader follows the cross-references that say so. `unsaid`: whether anybody sees it depends on the reader.
 */
export type Effect = 'nothing' | 'form' | 'annotation' | 'seen' | 'freed' | 'unsaid';

type Objects = Map<number, PdfValue>;
/** The file as it is, with what this update has changed so far. */
interface Now { pdf: Pdf; objects: Objects; next: number; trailer: Record<string, PdfValue>; free: Set<number>; set: Objects }
interface Step { name: string; effect: Effect; run(now: Now, at: number): boolean }

const isStream = (value: PdfValue | undefined): value is PdfStreamValue => typeof value === 'object' && value !== null && 'data' in value && 'entries' in value;
const isEntries = (value: PdfValue | undefined): value is PdfEntries => typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Uint8Array) && !isStream(value);
const entries = ({ objects }: Now, number: number): PdfEntries => { const value = objects.get(number); return isEntries(value) ? value : {}; };
const numbered = (token: PdfValue | undefined): number | undefined => (typeof token === 'string' ? Number(/^(\d+) 0 R$/.exec(token)?.[1]) || undefined : undefined);

function set(now: Now, number: number, value: PdfValue): void {
  now.objects.set(number, value);
  now.set.set(number, value);
  now.free.delete(number);
  now.next = Math.max(now.next, number + 1);
}
/** What was changed already stays. */
const free = (now: Now, number: number): boolean => !now.set.has(number) && Boolean(now.free.add(number));
const change = (now: Now, number: number, members: PdfEntries): void => set(now, number, { ...entries(now, number), ...members });
const add = (now: Now, value: PdfValue): string => { const number = now.next; set(now, number, value); return reference(number); };

/** Objects by what stands in them. */
const find = (now: Now, test: (value: PdfEntries) => boolean): number[] => [...now.objects].filter(([, value]) => isEntries(value) && test(value)).map(([number]) => number);
const widgets = (now: Now): number[] => find(now, (value) => value['Subtype'] === '/Widget');
const textFields = (now: Now): number[] => find(now, (value) => value['FT'] === '/Tx');
const pick = <T>(list: readonly T[], at: number): T | undefined => (list.length === 0 ? undefined : list[at % list.length]);

/** Streams that pages and their annotations are drawn from. */
const drawn = (now: Now): number[] => [...now.objects].filter(([, value]) => isStream(value) && (value.entries['Subtype'] === '/Form' || value.entries['Subtype'] === '/Image')).map(([number]) => number);

const COVER = '1 1 1 rg 0 0 595 842 re f 0 g BT /F1 14 Tf 72 660 Td (Eve Example) Tj ET';
const stream = (members: PdfEntries, data: string): PdfStreamValue => ({ entries: members, data: latin1(data) });
const otherPage = (now: Now): string => add(now, { Type: '/Page', Parent: reference(OBJECTS.pages), MediaBox: [0, 0, 595, 842], Resources: { Font: { F1: reference(OBJECTS.font), F2: reference(OBJECTS.bold) } }, Contents: add(now, { entries: {}, data: pageContents('Certificate of Award', ['Eve Example']) }) });
const script = (now: Now): string => add(now, { S: '/JavaScript', JS: text('app.alert(1)') });

/** What an array has; an earlier step may have put something else in its place. */
const listed = (value: PdfValue | undefined): readonly PdfValue[] => (Array.isArray(value) ? value as readonly PdfValue[] : []);
/** `Kids` of the root of the pages. */
const kids = (now: Now): readonly PdfValue[] => listed(entries(now, OBJECTS.pages)['Kids']);

const step = (effect: Effect, name: string, run: (now: Now, at: number) => boolean | void): Step => ({ name, effect, run: (now, at) => run(now, at) !== false });

const NOTHING: Step[] = [
  step('nothing', 'the same objects again', (now, at) => { const all = [...now.objects].filter(([number, value]) => number > 0 && value !== null && now.pdf.offsets.has(number) && !JSON.stringify(value).includes('ByteRange')); const one = pick(all, at); if (one) set(now, one[0], one[1]); }),
  step('nothing', 'an object that nothing names', (now, at) => { add(now, at % 2 === 0 ? { Note: text('x') } : stream({}, COVER)); }),
  step('nothing', 'validation material', (now, at) => { const number = numbered(entries(now, OBJECTS.catalog)['DSS']); const dss = { Type: '/DSS', Certs: [add(now, stream({}, 'x'.repeat(at % 50)))] }; if (number) change(now, number, dss); else change(now, OBJECTS.catalog, { DSS: add(now, dss) }); }),
  step('nothing', 'information', (now, at) => { change(now, OBJECTS.info, { Keywords: text(`k${at}`) }); }),
  step('nothing', 'metadata', (now) => { const number = numbered(entries(now, OBJECTS.catalog)['Metadata']); const packet = { entries: { Type: '/Metadata', Subtype: '/XML' }, data: xmpPacket({ 'dc:title': 'x' }) }; if (number) set(now, number, packet); else change(now, OBJECTS.catalog, { Metadata: add(now, packet) }); }),
  step('nothing', 'an update of nothing', () => true),
];

const FORM: Step[] = [
  step('form', 'a text field filled in', (now, at) => {
    const number = pick(textFields(now), at);
    if (number === undefined) return false;
    return change(now, number, { V: text('50 of 50'), AP: { N: add(now, appearance(228, 20, '50 of 50')) } }) ?? true;
  }),
  step('form', 'a box ticked', (now) => { const [number] = find(now, (value) => value['FT'] === '/Btn'); if (number === undefined) return false; change(now, number, { V: '/Off', AS: '/Off' }); return true; }),
];

const SUBTYPES = ['Text', 'FreeText', 'Highlight', 'Stamp', 'Square', 'Ink', 'Link', 'Redact', 'Screen', 'Popup', 'Line', 'Caret', 'FileAttachment', 'Watermark', 'Unheard'];
const ANNOTATION: Step[] = [
  step('annotation', 'an annotation', (now, at) => {
    const page = entries(now, OBJECTS.page);
    const array = numbered(page['Annots']);
    const old = listed(array === undefined ? page['Annots'] : now.objects.get(array));
    const shown = at % 3 === 0 ? {} : { AP: { N: add(now, appearance(500, 400, 'x', COVER)) } };
    const one = add(now, { Type: '/Annot', Subtype: `/${pick(SUBTYPES, at)!}`, Rect: [72, 300, 572, 700], F: at % 5 === 0 ? 0 : 4, Contents: text('Eve Example'), P: reference(OBJECTS.page), ...shown });
    if (array === undefined) change(now, OBJECTS.page, { Annots: [...old, one] });
    else set(now, array, [...old, one]);
  }),
];

const SEEN: Step[] = [
  step('seen', 'the contents of a page, overwritten', (now) => set(now, OBJECTS.contents, { entries: {}, data: pageContents('Certificate of Award', ['Eve Example']) })),
  step('seen', 'other contents of a page', (now) => change(now, OBJECTS.page, { Contents: add(now, stream({}, COVER)) })),
  step('seen', 'more contents of a page', (now) => change(now, OBJECTS.page, { Contents: [entries(now, OBJECTS.page)['Contents'] ?? null, add(now, stream({}, COVER))] })),
  step('seen', 'no contents', (now) => change(now, OBJECTS.page, { Contents: undefined })),
  step('seen', 'other resources', (now) => change(now, OBJECTS.page, { Resources: { Font: { F1: add(now, { Type: '/Font', Subtype: '/Type1', BaseFont: '/Symbol' }), F2: reference(OBJECTS.bold) } } })),
  step('seen', 'a font, overwritten', (now) => change(now, OBJECTS.font, { Encoding: { Type: '/Encoding', BaseEncoding: '/WinAnsiEncoding', Differences: [51, '/five', 53, '/three'] } })),
  step('seen', 'another box', (now, at) => change(now, OBJECTS.page, { [pick(['MediaBox', 'CropBox'], at)!]: [0, 0, 595, 700] })),
  step('seen', 'a page turned', (now) => change(now, OBJECTS.page, { Rotate: 180 })),
  step('seen', 'a turn that pages inherit', (now) => (entries(now, OBJECTS.page)['Rotate'] === undefined ? change(now, OBJECTS.pages, { Rotate: 90 }) : false)),
  step('seen', 'larger units', (now) => change(now, OBJECTS.page, { UserUnit: 3 })),
  step('seen', 'a stream of a page, overwritten', (now, at) => {
    const number = pick(drawn(now), at);
    if (number === undefined) return false;
    const { entries: members } = now.objects.get(number) as PdfStreamValue;
    set(now, number, { entries: members, data: latin1(COVER) });
    return true;
  }),
  step('seen', 'a page in front', (now) => change(now, OBJECTS.pages, { Kids: [otherPage(now), ...kids(now)], Count: kids(now).length + 1 })),
  step('seen', 'a page behind', (now) => change(now, OBJECTS.pages, { Kids: [...kids(now), otherPage(now)], Count: kids(now).length + 1 })),
  step('seen', 'another page', (now) => change(now, OBJECTS.pages, { Kids: [otherPage(now), ...kids(now).slice(1)] })),
  step('seen', 'a page twice', (now) => change(now, OBJECTS.pages, { Kids: [...kids(now), ...kids(now)], Count: 2 * kids(now).length })),
  step('seen', 'other pages', (now) => { const page = otherPage(now); change(now, OBJECTS.catalog, { Pages: add(now, { Type: '/Pages', Kids: [page], Count: 1 }) }); }),
  step('seen', 'another catalog', (now) => { const page = otherPage(now); now.trailer['Root'] = add(now, { ...entries(now, OBJECTS.catalog), Pages: add(now, { Type: '/Pages', Kids: [page], Count: 1 }) }); }),
  step('freed', 'the contents of a page, freed', (now) => free(now, OBJECTS.contents)),
  step('freed', 'a page, freed', (now) => free(now, OBJECTS.page)),
  step('seen', 'a layer switched off', (now) => {
    const layers = entries(now, OBJECTS.catalog)['OCProperties'];
    if (!isEntries(layers)) return false;
    change(now, OBJECTS.catalog, { OCProperties: { ...layers, D: { OFF: layers['OCGs'], ON: [] } } });
    return true;
  }),
  step('seen', 'the appearance of a field, overwritten', (now, at) => {
    const number = pick(widgets(now).filter((each) => isEntries(entries(now, each)['AP'])), at);
    const shown = number === undefined ? undefined : numbered((entries(now, number)['AP'] as PdfEntries)['N']);
    if (shown === undefined) return false;
    set(now, shown, appearance(500, 400, 'x', COVER));
    return true;
  }),
  step('seen', 'a field moved over the page', (now, at) => {
    const number = pick(widgets(now), at);
    if (number === undefined) return false;
    change(now, number, { Rect: [0, 0, 595, 842], AP: { N: add(now, appearance(595, 842, 'x', COVER)) } });
    return true;
  }),
  step('seen', 'a field over the page', (now) => {
    const one = add(now, { Type: '/Annot', Subtype: '/Widget', FT: '/Tx', T: text('new'), Rect: [0, 0, 595, 842], F: 4, AP: { N: add(now, appearance(595, 842, 'x', COVER)) } });
    change(now, OBJECTS.page, { Annots: [one] });
  }),
  step('seen', 'a program when it is opened', (now, at) => change(now, at % 2 === 0 ? OBJECTS.catalog : OBJECTS.page, at % 2 === 0 ? { OpenAction: script(now) } : { AA: { O: script(now) } })),
  step('seen', 'programs by name', (now) => change(now, OBJECTS.catalog, { Names: { JavaScript: { Names: [text('x'), script(now)] } } })),
];

const KEYS = ['Type', 'Subtype', 'Rect', 'F', 'AP', 'AS', 'P', 'Parent', 'Kids', 'Count', 'Contents', 'Resources', 'Annots', 'MediaBox', 'CropBox', 'Group', 'Tabs', 'Border', 'C', 'CA', 'BS', 'MK', 'FT', 'Ff', 'V', 'DV', 'DA', 'DR', 'Q', 'T', 'TU', 'Fields', 'SigFlags', 'XFA', 'CO', 'Pages', 'AcroForm', 'OCProperties', 'Names', 'Dests', 'OpenAction', 'AA', 'A', 'Outlines', 'DSS', 'Perms', 'Encoding', 'BaseFont', 'FirstChar', 'Widths', 'ToUnicode', 'FontDescriptor', 'OC', 'Lock', 'SV', 'M', 'Length', 'Filter', 'Unheard'];
const VALUES = (now: Now, at: number): PdfValue => pick<PdfValue>([null, true, 0, -1, 7, [0, 0, 595, 842], [], {}, '/Page', '/Widget', '/Off', text('Eve Example'), reference(1), reference(OBJECTS.page), reference(now.next - 1), reference(99_999), { N: reference(now.next - 1) }, { S: '/JavaScript', JS: text('1') }], at)!;

const UNSAID: Step[] = [
  ...Array.from({ length: 3 }, () => step('unsaid', 'any entry of any object', (now, at) => {
    const [number] = pick([...now.objects].filter(([, value]) => isEntries(value) && value['ByteRange'] === undefined), at) ?? [];
    if (number !== undefined) change(now, number, { [pick(KEYS, Math.floor(at / 7))!]: VALUES(now, Math.floor(at / 3)) });
  })),
  step('unsaid', 'words for the catalog', (now, at) => change(now, OBJECTS.catalog, { [pick(['Lang', 'PageMode', 'PageLayout', 'ViewerPreferences', 'PageLabels', 'Collection', 'NeedsRendering', 'Version', 'PieceInfo', 'Unheard'], at)!]: pick<PdfValue>(['/UseNone', text('x'), {}, true], at)! })),
  step('unsaid', 'a form without fields', (now) => { const form = numbered(entries(now, OBJECTS.catalog)['AcroForm']); if (form === undefined) return false; change(now, form, { Fields: [] }); return true; }),
  step('unsaid', 'a form that nobody can read', (now) => change(now, OBJECTS.catalog, { AcroForm: { XFA: add(now, stream({}, '<xdp/>')), Fields: [], NeedAppearances: true } })),
  step('unsaid', 'permissions taken away', (now) => change(now, OBJECTS.catalog, { Perms: undefined })),
  step('unsaid', 'a signature, overwritten', (now) => { const [number] = find(now, (value) => value['Type'] === '/Sig'); if (number === undefined) return false; change(now, number, { Contents: '<00>', ByteRange: [0, 10, 20, 30] }); return true; }),
  step('unsaid', 'encryption', (now) => { now.trailer['Encrypt'] = add(now, { Filter: '/Standard', V: 5, R: 6, Length: 256 }); }),
];

const STEPS: readonly Step[] = [...NOTHING, ...FORM, ...ANNOTATION, ...SEEN, ...UNSAID];

/** How an update stands in the file, faults included. */
export interface UpdateForm { form?: 'table' | 'stream' | 'hybrid'; objectStream: boolean; lie: typeof LIES[number]; count: number }
const LIES = ['none', 'none', 'none', 'none', 'none', 'none', 'no table', 'no trailer', 'no startxref', 'no end', 'startxref elsewhere', 'Prev elsewhere', 'Prev of the first', 'Size too small', 'white space', 'twice'] as const;

export interface Update { steps: [number, number][]; how: UpdateForm }
export const update: fc.Arbitrary<Update> = fc.record({
  steps: fc.array(fc.tuple(fc.nat(STEPS.length - 1), fc.nat(65_535)), { minLength: 1, maxLength: 3 }),
  how: fc.record({ form: fc.constantFrom<'table' | 'stream' | 'hybrid'>('table', 'stream', 'hybrid'), objectStream: fc.boolean(), lie: fc.constantFrom(...LIES), count: fc.nat(4096) }, { requiredKeys: ['objectStream', 'lie', 'count'] }),
});

const ORDER: readonly Effect[] = ['nothing', 'unsaid', 'form', 'annotation', 'seen'];
/** What a file shows more than it did, by the farthest of the steps; each with its name. */
export interface Updated { pdf: Pdf; effects: ReadonlySet<Effect>; names: string[]; /** Whether every reader finds the updates where they should be. */ honest: boolean }

function sectionOf(now: Now, { form, objectStream, lie, count }: UpdateForm): Section {
  const { pdf, set: changed, free, trailer } = now;
  for (const number of free) changed.delete(number);
  const lies: Partial<Record<UpdateForm['lie'], Section>> = {
    'no table': { omit: ['xref'] }, 'no trailer': { omit: ['trailer'] }, 'no startxref': { omit: ['startxref'] }, 'no end': { omit: ['eof'] }, 'startxref elsewhere': { startxref: count % 2 === 0 ? pdf.startxref : count },
    'Prev elsewhere': { trailer: { ...trailer, Prev: count } }, 'Prev of the first': { trailer: { ...trailer, Prev: pdf.previous ?? pdf.startxref } }, 'Size too small': { trailer: { ...trailer, Size: 1 + (count % 3) } }, 'white space': { xrefAt: pdf.bytes.length + 2000 + count },
  };
  return { set: changed, free: [...free], trailer, objectStream, ...(form ? { form } : {}), ...lies[lie] };
}

/** Updates one after another, as anybody may write them: no key is needed. */
export function applyUpdates(pdf: Pdf, updates: readonly Update[]): Updated {
  const effects = new Set<Effect>();
  const names: string[] = [];
  let file = pdf;
  let honest = true;
  for (const { steps, how } of updates) {
    const now: Now = { pdf: file, objects: new Map(file.objects), next: file.size, trailer: {}, free: new Set(), set: new Map() };
    for (const [index, at] of steps) {
      const one = STEPS[index % STEPS.length]!;
      if (!one.run(now, at)) continue;
      if (one.effect !== 'freed') effects.add(one.effect);
      names.push(one.name);
    }
    // A later step may have put back what was taken away.
    if (now.free.size > 0) effects.add('freed');
    const section = sectionOf(now, how);
    file = appendRevision(file, section);
    if (how.lie === 'twice') file = appendRevision(file, section);
    honest &&= how.lie === 'none' || how.lie === 'twice' || how.lie === 'white space';
  }
  // Who rebuilds a file finds objects, and no word of those that are gone.
  if (effects.delete('freed')) effects.add(honest ? 'seen' : 'unsaid');
  return { pdf: file, effects, names, honest };
}

export const worstEffect = (effects: ReadonlySet<Effect>): Effect => ORDER.findLast((effect) => effects.has(effect)) ?? 'nothing';
