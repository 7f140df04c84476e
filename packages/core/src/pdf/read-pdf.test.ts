import { sha256 } from '@noble/hashes/sha2.js';
import { describe, expect, it } from 'vitest';
import { addAnnotation, addDss, appendRevision, type DocumentOptions, latin1, OBJECTS, pdfDocument, type Pdf, reference, signPdf, type SignatureOptions, xmpPacket } from '@credlens/demo-pki';
import { dssAt, readPdf, signedRevision, type PdfFile } from './index.js';

/** Something in DER that holds the digest of what was signed: this room looks no further. */
const makeCms = async (signed: Uint8Array) => Uint8Array.of(0x30, 0x22, 0x04, 0x20, ...sha256(signed));
const sign = (pdf: Pdf, options: SignatureOptions = {}) => signPdf(pdf, { size: 100, ...options }, makeCms);

function read(bytes: Uint8Array): PdfFile {
  const reading = readPdf(bytes);
  if (!reading.ok) throw new Error(`${reading.why}: ${reading.reason}`);
  return reading.file;
}

const FORMS: DocumentOptions[] = [
  {}, { xref: 'stream' }, { xref: 'stream', objectStreams: true }, { xref: 'hybrid', objectStreams: true },
  { encryption: 'rc4-128' }, { encryption: 'aes-128', xref: 'stream', objectStreams: true }, { encryption: 'aes-256', xref: 'hybrid', objectStreams: true },
];

describe.each(FORMS)('a file of each form: %o', (options) => {
  it('is read whole: signatures, revisions, attachments, metadata', async () => {
    const attachment = { name: 'award.json', mediaType: 'application/json', bytes: latin1('{"award":1}') };
    const one = await sign(pdfDocument({ ...options, title: 'Grüße', pages: 3, attachments: [attachment], metadata: { 'dc:title': 'Award' } }), { name: 'Ää', reason: 'because', location: 'there', contact: 'us', date: "D:20260301120000+01'00'" });
    const two = await sign(addDss(one, { certificates: [Uint8Array.of(1, 2, 3)], ocsps: [Uint8Array.of(4)], crls: [Uint8Array.of(5)], extensions: true }), { field: 'Stamp', type: 'document-timestamp' });
    const file = read(two.bytes);
    expect(file.ambiguities).toEqual([]);
    expect(file.encrypted).toBe(options.encryption !== undefined);
    expect(file.pages).toBe(3);
    expect(file.info.title).toBe('Grüße');
    expect(file.attachments).toEqual([{ ...attachment, revision: 0 }]);
    expect(new TextDecoder().decode(file.xmp)).toContain('Award');
    expect(file.revisions.map(({ end }) => end)).toEqual([file.revisions[0]!.end, one.bytes.length, file.revisions[2]!.end, two.bytes.length]);

    const [seal, stamp] = file.signatures;
    expect(seal).toMatchObject({
      field: 'Signature1', object: one.signature.object, type: 'signature', subFilter: 'ETSI.CAdES.detached', byteRange: one.signature.byteRange, defects: [], revision: 1, covers: 'revision',
      claimedTime: Date.UTC(2026, 2, 1, 11), name: 'Ää', reason: 'because', location: 'there', contact: 'us', visible: false,
    });
    expect(stamp).toMatchObject({ field: 'Stamp', type: 'document-timestamp', subFilter: 'ETSI.RFC3161', defects: [], revision: 3, covers: 'file' });
    expect(file.signatures).toHaveLength(2);
    for (const each of file.signatures) expect([...each.contents.subarray(4)]).toEqual([...sha256(each.signedBytes)]);
    expect([...signedRevision(file, seal!)!]).toEqual([...one.bytes]);

    expect(file.dss).toMatchObject({ certificates: [Uint8Array.of(1, 2, 3)], ocsps: [Uint8Array.of(4)], crls: [Uint8Array.of(5)], revision: 2 });
    expect(dssAt(file, 1)).toBeUndefined();
    expect(dssAt(file, 2)?.revision).toBe(2);
  });

  it('is seen as it was at each revision, and what did not change is the same object', async () => {
    const signed = await sign(pdfDocument(options));
    const changed = appendRevision(signed, { set: new Map([[OBJECTS.contents, { entries: {}, data: latin1('BT (Other) Tj ET') }]]) });
    const file = read(changed.bytes);
    const contents = (revision: number) => {
      const view = file.at(revision);
      const stream = view.get(OBJECTS.contents);
      return stream && typeof stream === 'object' && 'kind' in stream && stream.kind === 'stream' ? new TextDecoder().decode(view.decode(stream)) : undefined;
    };
    expect(contents(1)).toContain('Award');
    expect(contents(2)).toBe('BT (Other) Tj ET');
    expect([...file.revisions[2]!.changed].filter((number) => number <= OBJECTS.contents)).toEqual([OBJECTS.contents]);
    expect(file.at(2).get(OBJECTS.font)).toBe(file.at(1).get(OBJECTS.font));
    expect(file.at(2).get(OBJECTS.font)).not.toBeNull();
    expect(file.signatures[0]).toMatchObject({ covers: 'revision', revision: 1, defects: [] });
  });
});

describe('what a signature says of the changes that it allows', () => {
  it('DocMDP with its permission, where the catalog names it (12.8.2.2)', async () => {
    expect(read((await sign(pdfDocument(), { docMdp: 1 })).bytes).signatures[0]!.docMdp).toBe(1);
    expect(read((await sign(pdfDocument())).bytes).signatures[0]!.docMdp).toBeUndefined();
  });
  it('FieldMDP, and the lock of the field (12.8.2.4, table 236)', async () => {
    const { bytes } = await sign(pdfDocument({ fields: [{ name: 'a' }] }), { fieldMdp: { action: 'Include', fields: ['a'] }, lock: { action: 'Include', fields: ['a'], permissions: 1 } });
    expect(read(bytes).signatures[0]!.fieldMdp).toEqual({ action: 'Include', fields: ['a'], permissions: 1 });
  });
  it('an appearance is visible, an empty rectangle is not', async () => {
    expect(read((await sign(pdfDocument(), { visible: { rect: [10, 10, 60, 40] } })).bytes).signatures[0]!.visible).toBe(true);
  });
});

describe('what came without a place of its own', () => {
  it('bytes behind the last end are said, and the signature does not cover the file', async () => {
    const { bytes } = await sign(pdfDocument());
    const file = read(Uint8Array.from([...bytes, ...latin1('6 0 obj\n<</Type/Page>>\nendobj\n')]));
    expect(file.ambiguities).toEqual(['bytes-after-end', 'unreferenced-object']);
    expect(file.strays).toEqual([{ number: 6, offset: bytes.length, revision: 2 }]);
    expect(file.signatures[0]).toMatchObject({ covers: 'revision', revision: 1, defects: [] });
  });
  it('white space behind the last end is nothing', async () => {
    const { bytes } = await sign(pdfDocument());
    const file = read(Uint8Array.from([...bytes, 10, 0, 13, 10]));
    expect(file.ambiguities).toEqual([]);
    expect(file.signatures[0]!.covers).toBe('revision');
  });
  it('a signature whose field was taken away does not vanish', async () => {
    const signed = await sign(pdfDocument());
    const file = read(appendRevision(signed, { set: new Map([[OBJECTS.catalog, { Type: '/Catalog', Pages: reference(OBJECTS.pages) }]]) }).bytes);
    expect(file.signatures).toHaveLength(1);
    expect(file.signatures[0]).toMatchObject({ field: 'Signature1', defects: ['not-in-a-field'], revision: 1 });
    expect(file.ambiguities).toContain('signature-without-field');
  });
  it('a startxref that goes back to the original hides no signature', async () => {
    const original = pdfDocument();
    const signed = await sign(original);
    const file = read(Uint8Array.from([...signed.bytes, ...latin1(`startxref\n${original.startxref}\n%%EOF\n`)]));
    expect(file.ambiguities).toContain('bytes-after-end');
    expect(file.signatures[0]!.defects).toContain('not-in-a-field');
  });
  it('a file whose cross-reference is broken is rebuilt, revision by revision, and says so', async () => {
    const signed = await sign(pdfDocument({ xref: 'stream', objectStreams: true }), { form: 'stream' });
    const broken = Uint8Array.from(signed.bytes);
    broken.set(latin1('startxref\n1\n'.padEnd(14)), broken.length - 25);
    const text = Array.from(broken.subarray(-40), (code) => String.fromCharCode(code)).join('');
    const file = read(broken);
    expect(text).toContain('startxref');
    expect(file.ambiguities).toContain('xref-repaired');
    expect(file.revisions).toHaveLength(2);
    expect(file.signatures[0]).toMatchObject({ revision: 1, covers: 'file' });
  });
  it('a header that is not at the start is said, wherever offsets count from', async () => {
    const { bytes } = await sign(pdfDocument());
    const file = read(Uint8Array.from([...latin1('junk\n'), ...bytes]));
    expect(file.ambiguities).toEqual(expect.arrayContaining(['header-offset', 'stray-bytes']));
    expect(file.signatures[0]!.defects).toContain('gap-is-not-contents');
  });
  it('an object stream that is put elsewhere changes all that is in it', () => {
    const pdf = pdfDocument({ xref: 'stream', objectStreams: true });
    const before = read(pdf.bytes);
    const container = before.at(0).numbers().find((number) => { const value = before.at(0).get(number); return typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'stream' && value.dictionary.entries.has('First'); })!;
    const file = read(appendRevision(pdf, { form: 'stream', set: new Map([[container, { entries: { Type: '/ObjStm', N: 1, First: 4 }, data: latin1('1 0 <</Type/Catalog/Pages 2 0 R>>') }]]) }).bytes);
    expect(file.revisions[1]!.changed.has(OBJECTS.catalog)).toBe(true);
  });
});

it('active content is named', async () => {
  const { bytes } = addAnnotation(pdfDocument(), { subtype: 'Link', entries: { A: { S: '/Launch', F: latin1('x') }, AA: { E: { S: '/JavaScript', JS: latin1('app') } } } });
  expect(read(bytes).active).toEqual(['JavaScript', 'Launch']);
});

it('a file that needs a password, and one that is none, are refused with their reason', () => {
  expect(readPdf(pdfDocument({ encryption: 'aes-256', userPassword: 'x' }).bytes)).toEqual({ ok: false, why: 'encrypted', reason: 'password' });
  expect(readPdf(pdfDocument({ encryption: 'rc4-128', userPassword: 'x' }).bytes)).toEqual({ ok: false, why: 'encrypted', reason: 'password' });
  expect(readPdf(latin1('no such thing'))).toEqual({ ok: false, why: 'malformed', reason: 'header' });
  expect(readPdf(latin1('%PDF-1.7\n'))).toEqual({ ok: false, why: 'malformed', reason: 'cross-reference' });
  expect(xmpPacket({}).length).toBeGreaterThan(0);
});

describe('what changes with something else', () => {
  const stream = (entries: string, data: string) => `<<${entries}>>\nstream\n${data}\nendstream`;
  /** A table and a trailer behind what is given by number. */
  function update(before: string, objects: readonly [number, string][], trailer: string): string {
    let text = before;
    const rows = objects.map(([number, body]) => {
      const row = `${number} 1\n${String(text.length).padStart(10, '0')} 00000 n \n`;
      text += `${number} 0 obj\n${body}\nendobj\n`;
      return row;
    });
    return `${text}xref\n${rows.join('')}trailer\n<</Root 1 0 R${trailer}>>\nstartxref\n${text.length}\n%%EOF\n`;
  }
  const first = update('%PDF-1.7\n', [[1, '<</Type/Catalog/Pages 2 0 R>>'], [2, '<</Type/Pages/Kids[3 0 R]/Count 1>>'], [3, '<</Type/Page/Contents 4 0 R>>'], [4, stream('/Length 5 0 R', 'one\nendstream two')], [5, '17']], '');
  const previous = /startxref\n(\d+)/.exec(first)![1]!;

  it('a stream whose length is another object', () => {
    const file = read(latin1(update(first, [[5, '3']], `/Prev ${previous}`)));
    const contents = (revision: number) => { const value = file.at(revision).get(4); return typeof value === 'object' && value !== null && 'raw' in value ? new TextDecoder().decode(value.raw) : undefined; };
    expect([contents(0), contents(1)]).toEqual(['one\nendstream two', 'one']);
    expect([...file.revisions[1]!.changed]).toEqual([5, 4]);
  });
  it('an object that an old entry places behind the end of its revision', () => {
    const place = first.length + 64;
    const early = first.replace('trailer', `6 1\n${String(place).padStart(10, '0')} 00000 n \ntrailer`);
    const gap = place - early.length;
    const text = update(`${early}${' '.repeat(gap)}6 0 obj\n(late)\nendobj\n`, [[3, '<</Type/Page>>']], `/Prev ${previous}`);
    const file = read(latin1(text));
    expect([file.at(0).get(6), file.at(1).get(6)]).toMatchObject([null, { kind: 'string' }]);
    expect(file.revisions[1]!.changed.has(6)).toBe(true);
    expect(file.ambiguities).toContain('xref-entry-beyond-revision');
  });
  it('a generation that an entry gives anew', () => {
    const again = first.length;
    const at = /\n4 1\n(\d{10}) 00000 n/.exec(first)![1]!;
    const file = read(latin1(`${first}xref\n4 1\n${at} 00001 n \ntrailer\n<</Root 1 0 R/Prev ${previous}>>\nstartxref\n${again}\n%%EOF\n`));
    expect(file.revisions[1]!.changed.has(4)).toBe(true);
    expect(file.ambiguities).toEqual(['generation-differs', 'reference-generation']);
  });
  it('what a table lists again at its old place does not change', () => {
    const again = first.length;
    const rows = /xref\n([^t]*)trailer/.exec(first)![1]!;
    const file = read(latin1(`${first}xref\n${rows}trailer\n<</Root 1 0 R/Prev ${previous}>>\nstartxref\n${again}\n%%EOF\n`));
    expect(file.revisions[1]!.changed.size).toBe(0);
    expect(file.ambiguities).toEqual([]);
  });
  it('a section that stands before what it follows is odd', () => {
    // The newest section stands first in the file; the end of the file leads to it.
    const head = '%PDF-1.7\n';
    const section = (prev: number) => `xref\n0 1\n0000000000 65535 f \ntrailer\n<</Root 1 0 R/Prev ${String(prev).padStart(6, '0')}>>\nstartxref\n0\n%%EOF\n`;
    const start = head.length + section(0).length;
    const rest = update(' '.repeat(start), [[1, '<</Type/Catalog/Pages 2 0 R>>'], [2, '<</Type/Pages/Kids[]/Count 0>>']], '').slice(start);
    const oldest = Number(/startxref\n(\d+)/.exec(rest)![1]);
    const file = read(latin1(`${head}${section(oldest)}${rest.replace(/startxref\n\d+/, `startxref\n${head.length}`)}`));
    expect(file.revisions).toHaveLength(1);
    expect(file.ambiguities).toContain('xref-out-of-order');
  });
});
