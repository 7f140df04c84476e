import { deflateSync } from 'node:zlib';
import { createVerifier, type Verifier } from '@credlens/core';
import { addDss, appendRevision, OBJECTS, pdfDocument, reference, seal, text, type DocumentOptions, type Draft, type Pdf, type PdfEntries, type PdfValue } from '@credlens/demo-pki';
import { refused, runCostly, type Costly } from '../run-bombs.js';
import type { Progress } from '../loop.js';
import { CREATED } from '../instants.js';
import { certificateBombs } from './certificate-bombs.js';
import { fromLatin1 } from './pdf-changes.js';
import { parseCertificate, parseCrl, parseOcspResponse, parseSignedData, readTrustedList, parseXml, openSnapshot, verifyEnveloped, findEntry } from './rooms.js';
import type { SealPool } from './seal-pool.js';

const MEGABYTE = 1 << 20;
const MOST = 10 * MEGABYTE - 64;
const HEAD = '%PDF-1.7\n';
const full = (piece: string, most = MOST) => piece.repeat(Math.max(1, Math.floor(most / piece.length)));

/** Something built to cost far more than it is. Of files: never verified. */
interface FileBomb { name: string; make(pool: SealPool): Promise<Uint8Array | string> | Uint8Array | string; /** Nothing is wrong with it. */ harmless?: boolean }

/** One piece, again and again: whatever takes longer than the length of a file shows here. */
const PIECES = [
  '%%EOF\n', 'startxref\n0\n%%EOF\n', 'startxref\n9\n', '1 0 obj\n', '1 0 obj << /Type /Catalog >> endobj\n', 'endobj\n', 'obj ', 'xref\n0 1\n', 'xref\n', 'trailer << >>\n', 'trailer << /Root 1 0 R >>\n', '<<', '<< /A ', '[', '(', ')', '(\\', '/A', '/', '#', '<', '>', '9', '0', '1 ', '1 0 R ', '1 0 ', '%', '%\n', ' ', '\n', '\r', '\0', '\u00ff', 'stream\n', 'stream\r\n', 'endstream\n',
  '1 0 obj << /Length 9 >> stream\n', '/ByteRange [0 1 2 3]', '/ByteRange [', '/Type /Sig ', '<< /Type /Sig /ByteRange [0 1 2 3] /Contents <00> >>\n', '5 0 obj << /Type /Sig /ByteRange [0 1 2 3] /Contents <00> >> endobj\n', '/Contents <', '%PDF-1.7\n', '0000000000 00000 n \n', '1 0 obj null endobj\n', '<</A<</B ', '-', '.', '+', 'e', 'true', 'null ', 'R', '1 0 obj <</Type/ObjStm/N 1/First 4/Length 9>>stream\n', 'BT (x) Tj ET\n',
];

const IN_FILE: FileBomb[] = PIECES.flatMap((piece): FileBomb[] => [
  { name: `a PDF of ${JSON.stringify(piece)}`, make: () => fromLatin1(HEAD + full(piece)) },
  { name: `a sealed PDF, and ${JSON.stringify(piece)} behind it`, make: ({ sealed }) => Buffer.concat([sealed[0]!.pdf.bytes, Buffer.from(full(piece, MOST - MEGABYTE), 'latin1')]), harmless: /^[\s\0]$/.test(piece) },
]);

/** Objects at their places, with a table that says so. */
function file(objects: readonly (string | Uint8Array)[], trailer = '/Root 1 0 R'): Uint8Array {
  const parts: Buffer[] = [Buffer.from(HEAD)];
  let at = HEAD.length;
  const offsets = objects.map((body, index) => {
    const bytes = Buffer.concat([Buffer.from(`${index + 1} 0 obj\n`), Buffer.from(body as string, 'latin1'), Buffer.from('\nendobj\n')]);
    parts.push(bytes);
    const start = at;
    at += bytes.length;
    return start;
  });
  parts.push(Buffer.from(`xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('')}trailer << ${trailer} /Size ${objects.length + 1} >>\nstartxref\n${at}\n%%EOF\n`));
  return Uint8Array.from(Buffer.concat(parts));
}
const CATALOG = '<< /Type /Catalog /Pages 2 0 R >>';
const PAGES = '<< /Type /Pages /Kids [3 0 R] /Count 1 >>';
const PAGE = '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>';
const stream = (dictionary: string, data: Uint8Array): Uint8Array => Uint8Array.from(Buffer.concat([Buffer.from(`<< ${dictionary} /Length ${data.length} >>\nstream\n`), data, Buffer.from('\nendstream')]));
const zeros = (bytes: number) => deflateSync(Buffer.alloc(bytes), { level: 9 });
/** Each of the next ones names the next twice: as many ways as two to that power. */
const doubling = (levels: number, first: number, entry: (next: string) => string) => Array.from({ length: levels }, (_, at) => entry(`${first + at + 1} 0 R ${first + at + 1} 0 R`));

const STRUCTURE: FileBomb[] = [
  { name: 'pages that are each two others', make: () => file([CATALOG, ...doubling(60, 2, (next) => `<< /Type /Pages /Kids [${next}] /Count 2 >>`), PAGE]) },
  { name: 'pages in pages, deep', make: () => file([CATALOG, ...Array.from({ length: 50_000 }, (_, at) => `<< /Type /Pages /Kids [${at + 3} 0 R] /Count 1 >>`), PAGE]) },
  { name: 'pages that are their own', make: () => file([CATALOG, '<< /Type /Pages /Kids [2 0 R 2 0 R 2 0 R] /Parent 2 0 R /Count 9 >>']) },
  { name: 'a hundred thousand pages', make: () => file([CATALOG, `<< /Type /Pages /Kids [${full('3 0 R ', 600_000)}] /Count 100000 >>`, PAGE]) },
  { name: 'fields that are each two others', make: () => file([`<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [4 0 R] >> >>`, PAGES, PAGE, ...doubling(60, 4, (next) => `<< /T (x) /Kids [${next}] >>`), '<< /FT /Sig /T (s) >>']) },
  { name: 'fields in fields, deep', make: () => file([`<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [4 0 R] >> >>`, PAGES, PAGE, ...Array.from({ length: 50_000 }, (_, at) => `<< /T (x) /Parent ${at + 3} 0 R /Kids [${at + 5} 0 R] >>`), '<< /FT /Sig /T (s) >>']) },
  { name: 'names that are each two others', make: () => file(['<< /Type /Catalog /Pages 2 0 R /Names << /EmbeddedFiles 4 0 R >> >>', PAGES, PAGE, ...doubling(60, 4, (next) => `<< /Kids [${next}] >>`), '<< /Names [] >>']) },
  { name: 'references to references', make: () => file([CATALOG, PAGES, PAGE, ...Array.from({ length: 50_000 }, (_, at) => `${at + 5} 0 R`)], '/Root 4 0 R') },
  { name: 'a reference to itself', make: () => file(['1 0 R', PAGES, PAGE]) },
  { name: 'arrays in arrays, a million deep', make: () => file([CATALOG, PAGES, PAGE, '['.repeat(1_000_000) + ']'.repeat(1_000_000)], '/Root 1 0 R /X 4 0 R') },
  { name: 'dictionaries in dictionaries', make: () => file([`<< /Type /Catalog /Pages 2 0 R /X ${'<</A'.repeat(400_000)} 1 ${'>>'.repeat(400_000)} >>`, PAGES, PAGE]) },
  { name: 'a dictionary of half a million keys', make: () => file([`<< /Type /Catalog /Pages 2 0 R ${Array.from({ length: 500_000 }, (_, at) => `/K${at} 0`).join(' ')} >>`, PAGES, PAGE]) },
  { name: 'one key a million times', make: () => file([`<< /Type /Catalog /Pages 2 0 R ${full('/A 0 ', 5_000_000)} >>`, PAGES, PAGE]) },
  { name: 'a hundred thousand updates', make: () => fromLatin1(Array.from({ length: 100_000 }, () => 0).reduce<{ text: string[]; at: number; last: number }>(({ text: parts, at, last }) => { const part = `xref\n0 0\ntrailer << /Root 1 0 R /Size 4 /Prev ${last} >>\nstartxref\n${at}\n%%EOF\n`; parts.push(part); return { text: parts, at: at + part.length, last: at }; }, (() => { const first = Buffer.from(file([CATALOG, PAGES, PAGE])).toString('latin1'); return { text: [first], at: first.length, last: first.indexOf('xref') }; })()).text.join('').slice(0, MOST)) },
  { name: 'a table that comes before itself', make: () => { const one = Buffer.from(file([CATALOG, PAGES, PAGE])).toString('latin1'); return fromLatin1(one.replace('/Root 1 0 R', `/Root 1 0 R /Prev ${one.indexOf('xref')} /XRefStm ${one.indexOf('xref')}`)); } },
  { name: 'a table of half a million entries', make: () => fromLatin1(`${HEAD}xref\n0 500000\n${full('0000000009 00000 n \n', MOST - 1000)}trailer << /Root 1 0 R /Size 500000 >>\nstartxref\n${HEAD.length}\n%%EOF\n`) },
  { name: 'a hundred thousand sections of one entry', make: () => fromLatin1(`${HEAD}xref\n${full('7 1\n0000000009 00000 n \n', 4_000_000)}trailer << /Root 1 0 R /Size 9 >>\nstartxref\n${HEAD.length}\n%%EOF\n`) },
  { name: 'a cross-reference stream of a gigabyte', make: () => { const data = zeros(512 * MEGABYTE); const object = stream('/Type /XRef /W [1 4 2] /Index [0 76000000] /Size 76000000 /Root 1 0 R /Filter /FlateDecode', data); return Uint8Array.from(Buffer.concat([Buffer.from(`${HEAD}1 0 obj\n`), object, Buffer.from(`\nendobj\nstartxref\n${HEAD.length}\n%%EOF\n`)])); } },
  ...['[0 0 0]', '[8 8 8]', '[1 0 0]', '[0 2147483647 0]', '[-1 4 1]'].map((widths): FileBomb => ({ name: `a cross-reference stream of widths ${widths}`, make: () => { const object = stream(`/Type /XRef /W ${widths} /Index [0 2147483647] /Size 2147483647 /Root 1 0 R /Filter /FlateDecode`, zeros(MEGABYTE)); return Uint8Array.from(Buffer.concat([Buffer.from(`${HEAD}1 0 obj\n`), object, Buffer.from(`\nendobj\nstartxref\n${HEAD.length}\n%%EOF\n`)])); } })),
  { name: 'numbers of objects far apart', make: () => fromLatin1(`${HEAD}xref\n${Array.from({ length: 20_000 }, (_, at) => `${at * 100_000} 1\n0000000009 00000 n \n`).join('')}trailer << /Root 1 0 R /Size 2000000001 >>\nstartxref\n${HEAD.length}\n%%EOF\n`) },
];

/** The objects of a good document with more, and a seal on them: what is in them is walked again for each that comes after. */
async function sealedWith({ cast }: SealPool, arrange: (draft: Draft) => void, options: DocumentOptions = {}): Promise<Pdf> {
  return seal(pdfDocument({ ...options, arrange }), { pki: cast, at: CREATED });
}
const catalogWith = (entries: PdfEntries) => (draft: Draft) => draft.change(OBJECTS.catalog, entries);
/** A page turned: no file with it is ever verified. */
const turned = (pdf: Pdf): Pdf => appendRevision(pdf, { set: new Map<number, PdfValue>([[OBJECTS.page, { ...pdf.objects.get(OBJECTS.page) as PdfEntries, Rotate: 180 }]]) });

const INFLATING: FileBomb[] = [
  ...[1, 2, 3, 6].map((layers): FileBomb => ({ name: `contents that inflate to a gigabyte, ${layers} times packed`, make: () => { let data: Uint8Array = Buffer.alloc(512 * MEGABYTE); for (let at = 0; at < layers; at += 1) data = deflateSync(data, { level: 1 }); return file([CATALOG, PAGES, '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R >>', stream(`/Filter [${full('/FlateDecode ', 13 * layers)}]`, data)], '/Root 1 0 R /Info 4 0 R'); } })),
  { name: 'object streams of a gigabyte', make: () => file([CATALOG, PAGES, PAGE, ...Array.from({ length: 200 }, () => stream('/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode', zeros(8 * MEGABYTE)))]) },
  { name: 'an object stream of a billion objects', make: () => file([CATALOG, PAGES, PAGE, stream('/Type /ObjStm /N 1000000000 /First 9 /Filter /FlateDecode', zeros(MEGABYTE))]).slice(0, -60) },
  { name: 'an object stream that goes on in itself', make: () => file([CATALOG, PAGES, PAGE, stream('/Type /ObjStm /N 1 /First 4 /Extends 4 0 R', Buffer.from('4 0 4 0 R'))]).slice(0, -60) },
  { name: 'an attachment of a gigabyte', make: () => file(['<< /Type /Catalog /Pages 2 0 R /Names << /EmbeddedFiles << /Names [(a) << /Type /Filespec /F (a) /EF << /F 4 0 R >> >>] >> >> >>', PAGES, PAGE, stream('/Type /EmbeddedFile /Filter /FlateDecode', zeros(512 * MEGABYTE))]) },
  { name: 'one attachment ten thousand times', make: () => file([`<< /Type /Catalog /Pages 2 0 R /Names << /EmbeddedFiles << /Names [${full('(a) 5 0 R ', 100_000)}] >> >> >>`, PAGES, PAGE, stream('/Type /EmbeddedFile /Filter /FlateDecode', zeros(8 * MEGABYTE)), '<< /Type /Filespec /F (a) /EF << /F 4 0 R >> >>']) },
  ...(['/LZWDecode', '/ASCII85Decode', '/RunLengthDecode', '/ASCIIHexDecode', '/Crypt'] as const).map((filter): FileBomb => ({ name: `an attachment through ${filter}`, make: () => file(['<< /Type /Catalog /Pages 2 0 R /Names << /EmbeddedFiles << /Names [(a) << /Type /Filespec /F (a) /EF << /F 4 0 R >> >>] >> >> >>', PAGES, PAGE, stream(`/Type /EmbeddedFile /Filter ${filter}`, Buffer.alloc(8 * MEGABYTE, filter === '/ASCII85Decode' ? 'z' : filter === '/RunLengthDecode' ? 0x81 : 0x41))]) })),
  { name: 'a predictor of a billion columns', make: () => file(['<< /Type /Catalog /Pages 2 0 R /Metadata 4 0 R >>', PAGES, PAGE, stream('/Type /Metadata /Subtype /XML /Filter /FlateDecode /DecodeParms << /Predictor 12 /Columns 1000000000 >>', zeros(MEGABYTE))]) },
  { name: 'metadata of ten megabytes of elements', make: () => file(['<< /Type /Catalog /Pages 2 0 R /Metadata 4 0 R >>', PAGES, PAGE, stream('/Type /Metadata /Subtype /XML', Buffer.from(full('<rdf:Description ', 8 * MEGABYTE)))]) },
];

const SEALED: FileBomb[] = [
  { name: 'thirty thousand objects, each changed twenty times', make: async (pool) => {
    let pdf = await sealedWith(pool, (draft) => { for (let at = 0; at < 3000; at += 1) draft.add({ N: at }); });
    const numbers = [...pdf.objects.keys()].filter((number) => number > 20).slice(0, 3000);
    for (let at = 0; at < 20; at += 1) pdf = appendRevision(pdf, { set: new Map<number, PdfValue>(numbers.map((number) => [number, { N: at, At: number }])) });
    return turned(pdf).bytes;
  } },
  { name: 'a graph of a thousand objects that all know each other', make: async (pool) => {
    const pdf = await sealedWith(pool, (draft) => { const first = Math.max(...draft.objects.keys()) + 1; const all = Array.from({ length: 700 }, (_, at) => reference(first + at)); for (let at = 0; at < 700; at += 1) draft.add({ To: all }); draft.change(OBJECTS.catalog, { PieceInfo: { X: all } }); });
    return turned(pdf).bytes;
  } },
  { name: 'values that are each two others, changed', make: async (pool) => {
    const pdf = await sealedWith(pool, (draft) => { const first = Math.max(...draft.objects.keys()) + 1; for (let at = 0; at < 60; at += 1) draft.add([reference(first + at + 1), reference(first + at + 1)]); draft.add({ End: 1 }); draft.change(OBJECTS.catalog, { PieceInfo: reference(first) }); });
    const last = [...pdf.objects].find(([, value]) => JSON.stringify(value) === '{"End":1}')![0];
    return turned(appendRevision(pdf, { set: new Map<number, PdfValue>([[last, { End: 2 }]]) })).bytes;
  } },
  { name: 'ten thousand annotations, and again', make: async (pool) => {
    const notes = (draft: Pick<Draft, 'add'>) => Array.from({ length: 10_000 }, (_, at) => reference(draft.add({ Type: '/Annot', Subtype: '/Text', Rect: [0, at, 9, at + 9], Contents: text('x') })));
    const pdf = await sealedWith(pool, (draft) => draft.change(OBJECTS.page, { Annots: notes(draft) }));
    const page = pdf.objects.get(OBJECTS.page) as PdfEntries;
    return turned(appendRevision(pdf, { set: new Map<number, PdfValue>([[OBJECTS.page, { ...page, Annots: [...(page['Annots'] as readonly PdfValue[])].reverse() }]]) })).bytes;
  } },
  { name: 'contents of eight megabytes of operators', make: async (pool) => turned(await sealedWith(pool, (draft) => { draft.objects.set(OBJECTS.contents, { entries: {}, data: Buffer.from(full('BT /F1 9 Tf (x) Tj ET q 1 0 0 1 0 0 cm Q\n', 8 * MEGABYTE)) }); })).bytes },
  { name: 'contents of a thousand parts', make: async (pool) => turned(await sealedWith(pool, (draft) => { const part = reference(draft.add({ entries: {}, data: Buffer.from(full('BT (x) Tj ET\n', 100_000)) })); draft.change(OBJECTS.page, { Contents: Array.from({ length: 2000 }, () => part) }); })).bytes },
  { name: 'forms that each draw two others', make: async (pool) => turned(await sealedWith(pool, (draft) => { const first = Math.max(...draft.objects.keys()) + 1; for (let at = 0; at < 40; at += 1) draft.add({ entries: { Type: '/XObject', Subtype: '/Form', BBox: [0, 0, 9, 9], Resources: { XObject: { A: reference(first + at + 1), B: reference(first + at + 1) } } }, data: Buffer.from('/A Do /B Do') }); draft.add({ entries: { Type: '/XObject', Subtype: '/Form', BBox: [0, 0, 9, 9] }, data: Buffer.from('0 0 9 9 re f') }); draft.change(OBJECTS.page, { Resources: { XObject: { A: reference(first) } } }); draft.objects.set(OBJECTS.contents, { entries: {}, data: Buffer.from('/A Do') }); })).bytes },
  { name: 'a catalog of a hundred thousand entries, changed', make: async (pool) => { const many = Object.fromEntries(Array.from({ length: 100_000 }, (_, at) => [`K${at}`, at])); const pdf = await sealedWith(pool, catalogWith(many)); return turned(appendRevision(pdf, { set: new Map<number, PdfValue>([[OBJECTS.catalog, { ...pdf.objects.get(OBJECTS.catalog) as PdfEntries, K1: 2 }]]) })).bytes; } },
  { name: 'twenty seals of a file of eight megabytes', make: async (pool) => {
    let pdf: Pdf = pdfDocument({ arrange: (draft) => { draft.add({ entries: {}, data: new Uint8Array(8 * MEGABYTE) }); } });
    for (let at = 0; at < 20; at += 1) pdf = await seal(pdf, { pki: pool.cast, at: CREATED, signature: { field: `S${at}`, size: 3000 } });
    return turned(pdf).bytes;
  } },
  { name: 'two hundred seals', make: async (pool) => {
    let pdf: Pdf = pdfDocument({});
    for (let at = 0; at < 200; at += 1) pdf = await seal(pdf, { pki: pool.cast, at: CREATED, signature: { field: `S${at}`, size: 2500 } });
    return turned(pdf).bytes;
  } },
  { name: 'a store of ten thousand lists', make: async (pool) => turned(addDss(await sealedWith(pool, () => {}), { crls: Array.from({ length: 5000 }, (_, at) => Uint8Array.from([...pool.crls[0]!.subarray(0, 300), at & 0xff, at >> 8])), certificates: Array.from({ length: 5000 }, (_, at) => Uint8Array.from([...pool.certificates[2]!.subarray(0, -2), at & 0xff, at >> 8])) })).bytes },
];

const der = (tag: number, content: Uint8Array): Uint8Array => { const octets: number[] = []; for (let rest = content.length; rest > 0; rest = Math.floor(rest / 256)) octets.unshift(rest % 256); return Uint8Array.from(Buffer.concat([Uint8Array.of(tag), content.length < 0x80 ? Uint8Array.of(content.length) : Uint8Array.of(0x80 | octets.length, ...octets), content])); };
const deep = (depth: number, tag = 0x30): Uint8Array => { const parts: Buffer[] = []; let length = 0; for (let at = 0; at < depth; at += 1) { const head = length < 0x80 ? Buffer.from([tag, length]) : Buffer.from([tag, 0x84, (length >>> 24) & 0xff, (length >>> 16) & 0xff, (length >>> 8) & 0xff, length & 0xff]); parts.unshift(head); length += head.length; if (at % 5000 === 0) parts.splice(0, parts.length, Buffer.concat(parts)); } return Uint8Array.from(Buffer.concat(parts)); };

interface PartBomb { name: string; make(pool: SealPool): Uint8Array | string; run: (input: never) => unknown }
const ASK = (bytes: Uint8Array) => { parseCertificate(bytes); parseSignedData(bytes); const list = parseCrl(bytes); if (list) findEntry(list, Uint8Array.of(7)); parseOcspResponse(bytes); };
const list = async (source: string) => { const document = parseXml(source); if (document.ok) readTrustedList(document.root); const { ok } = await verifyEnveloped(source); if (ok) throw new Error('verified'); };
const first = ({ lists }: SealPool): string => [...lists.values()][1]!;
const into = (pool: SealPool, inside: string): string => first(pool).replace('</TrustServiceProviderList>', `${inside}</TrustServiceProviderList>`);

/** What never reaches a verifier by a PDF, or reaches it among much else. */
const PARTS: PartBomb[] = [
  ...[0x30, 0x31, 0xa0, 0x24].map((tag): PartBomb => ({ name: `an encoding in itself, ${tag.toString(16)}`, make: () => deep(60_000, tag), run: ASK })),
  ...['3080', '30800000', '3000', '0500', '0603551d0f', '30820000', '2480', 'a080', '3084ffffffff', '00', '1f8180'].map((piece): PartBomb => ({ name: `an encoding of ${piece}`, make: () => der(0x30, Uint8Array.from(Buffer.from(full(piece, 16 * MEGABYTE), 'hex'))), run: ASK })),
  { name: 'a CMS of ten thousand certificates', make: ({ cms, certificates }) => { const source = Buffer.from(cms[0]!.der); const at = source.indexOf(0xa0, 40); return Uint8Array.from(Buffer.concat([source.subarray(0, at), der(0xa0, Buffer.concat(Array.from({ length: 10_000 }, () => certificates[2]!))), source.subarray(at)])); }, run: ASK },
  ...['<a>', '<a ', '<a b="', '<!--', '<![CDATA[', '<?x ', '&amp;', '&#65;', '<a xmlns:b="c">', '<a b="c"/>', '<a xmlns="d"/>', '<ds:Signature>', '<Extension Critical="true">', '<TSPService>', '\n', ']]>', '<a\u0301/>'].map((piece): PartBomb => ({ name: `a list of ${JSON.stringify(piece)}`, make: (pool) => into(pool, full(piece, 8 * MEGABYTE)), run: list })),
  { name: 'a list with a hundred thousand namespaces', make: (pool) => first(pool).replace('<TrustServiceStatusList', `<TrustServiceStatusList ${Array.from({ length: 100_000 }, (_, at) => `xmlns:n${at}="urn:n${at}"`).join(' ')}`), run: list },
  { name: 'a list of elements with namespaces in each other', make: (pool) => into(pool, `${Array.from({ length: 60 }, (_, at) => `<n${at}:a xmlns:n${at}="urn:${at}">`).join('')}${full('<b/>', 500_000)}${Array.from({ length: 60 }, (_, at) => `</n${59 - at}:a>`).join('')}`), run: list },
  { name: 'a list whose entities are each ten others', make: (pool) => `<!DOCTYPE x [<!ENTITY a0 "xxxxxxxxxx">${Array.from({ length: 30 }, (_, at) => `<!ENTITY a${at + 1} "${`&a${at};`.repeat(10)}">`).join('')}]>${into(pool, '&a30;')}`, run: list },
  { name: 'a list of ten thousand references', make: (pool) => first(pool).replace(/<ds:Reference [\s\S]*?<\/ds:Reference>/, (reference_) => reference_.repeat(5000)), run: list },
  { name: 'a list of a thousand signatures', make: (pool) => { const [signature = ''] = /<ds:Signature [\s\S]*<\/ds:Signature>/.exec(first(pool)) ?? []; return first(pool).replace(signature, () => signature.repeat(1000)); }, run: list },
  { name: 'a list of a thousand times its services', make: (pool) => first(pool).replace(/<TSPService>[\s\S]*<\/TSPService>/, (services) => services.repeat(1500)), run: list },
  { name: 'a list whose transform is repeated', make: (pool) => first(pool).replace(/<ds:Transform [\s\S]*?<\/ds:Transform>/, (transform) => transform.repeat(20_000)), run: list },
  ...['[', '{"a":', '"', '0,', '{},', '\\u0000'].map((piece): PartBomb => ({ name: `a snapshot of ${JSON.stringify(piece)}`, make: ({ snapshot }) => JSON.stringify(snapshot).replace('"services":[', `"services":[${full(piece, MEGABYTE)}`), run: (input: string) => openSnapshot(input) })),
  { name: 'a snapshot of criteria in criteria', make: ({ snapshot }) => JSON.stringify(snapshot).replace('"nested":[', `"nested":[${'{"assert":"all","nested":['.repeat(5000)}${']}'.repeat(5000)},`), run: (input: string) => openSnapshot(input) },
  { name: 'a snapshot of five thousand services', make: ({ snapshot }) => JSON.stringify({ ...snapshot, services: Array.from({ length: 5000 }, () => snapshot.services[0]) }), run: (input: string) => openSnapshot(input) },
];

const verifierOf = ({ cast, world }: SealPool): Verifier => createVerifier({ offline: true, anchors: [{ name: 'Example Root CA', certificate: cast.root.certificate }], resources: ((url: string) => world.get(url)) as never });

/** One of each kind, that are soon made: what the tests run. All others are in the full run alone. */
export const SOON_MADE: ReadonlySet<string> = new Set([
  'pages that are each two others', 'pages that are their own', 'fields that are each two others', 'names that are each two others', 'a reference to itself', 'a table that comes before itself', 'a cross-reference stream of widths [8 8 8]', 'an object stream that goes on in itself', 'a predictor of a billion columns',
  'values that are each two others, changed', 'forms that each draw two others', 'authorities that certify each other', 'policies that map to each other', 'an encoding in itself, 30', 'an encoding in itself, 24', 'a list whose entities are each ten others', 'a snapshot of criteria in criteria',
]);

export async function runSealBombs(pool: SealPool, begin: (name: string) => void = () => {}, which: (name: string) => boolean = () => true): Promise<Progress> {
  const verifier = verifierOf(pool);
  const files = [...IN_FILE, ...STRUCTURE, ...INFLATING, ...SEALED, ...certificateBombs].map(({ name, make, harmless = false }: FileBomb): Costly => ({ name, make: async () => { const input = await make(pool); return () => refused(verifier, input, harmless); } }));
  const parts = PARTS.map(({ name, make, run }): Costly => ({ name, make: async () => { const input = make(pool); return async () => { await run(input as never); return 'read'; }; } }));
  return runCostly([...files, ...parts].filter(({ name }) => which(name)), begin);
}
