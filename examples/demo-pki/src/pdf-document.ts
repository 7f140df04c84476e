import { sha256 } from '@noble/hashes/sha2.js';
import { encryption as makeEncryption } from './pdf-encrypt.js';
import type { EncryptionKind } from './pdf-encrypt.js';
import { writeSection } from './pdf-file.js';
import type { Pdf, XrefForm } from './pdf-file.js';
import { body, hex, joined, latin1, reference, text } from './pdf-value.js';
import type { PdfEntries, PdfValue } from './pdf-value.js';

export interface AttachmentOptions { name: string; mediaType?: string; bytes: Uint8Array; description?: string }
export interface FieldOptions { name: string; /** Default `text`. */ type?: 'text' | 'checkbox'; value?: string; /** Default one above the other. */ rect?: readonly [number, number, number, number] }

export interface DocumentOptions {
  title?: string;
  /** Whose award it is. */
  name?: string;
  lines?: readonly string[];
  pages?: number;
  xref?: XrefForm;
  /** With `stream` and `hybrid`. */
  objectStreams?: boolean;
  encryption?: EncryptionKind;
  /** Default empty. */
  userPassword?: string;
  attachments?: readonly AttachmentOptions[];
  /** Properties of the XMP packet, by qualified name; namespaces `dc`, `xmp`, `pdf` and `ex`. */
  metadata?: Readonly<Record<string, string>>;
  info?: Readonly<Record<string, string>>;
  fields?: readonly FieldOptions[];
  /** Optional content groups (section 8.11), each with a line of text. */
  layers?: readonly { name: string; on: boolean; line: string }[];
  /** The pages' Annots arrays as objects of their own. */
  indirectAnnots?: boolean;
  producer?: string;
  created?: string;
  /** Last hand at the objects before they are written. */
  arrange?: (draft: Draft) => void;
}

/** The objects of a file that is not written yet. */
export interface Draft {
  objects: Map<number, PdfValue>;
  add(value: PdfValue): number;
  /** Changes entries of a dictionary object. */
  change(number: number, entries: PdfEntries): void;
}

/** Numbers of the objects that every file of this writer has. */
export const OBJECTS = { catalog: 1, pages: 2, info: 3, font: 4, bold: 5, page: 6, contents: 7 } as const;

const escaped = (line: string) => line.replace(/[\\()]/g, '\\$&');
const xml = (value: string) => value.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

/** Lines from the top of a page. */
export function pageContents(heading: string, lines: readonly string[], more = ''): Uint8Array {
  const shown = lines.map((line, index) => `BT /F1 14 Tf 72 ${660 - 24 * index} Td (${escaped(line)}) Tj ET`);
  return latin1([`BT /F2 24 Tf 72 720 Td (${escaped(heading)}) Tj ET`, ...shown, more].filter(Boolean).join('\n'));
}

/** An appearance (section 12.5.5): one line in a box, or what is given. */
export function appearance(width: number, height: number, line: string, operators?: string): PdfValue {
  const data = latin1(operators ?? `q BT /F1 12 Tf 2 4 Td (${escaped(line)}) Tj ET Q`);
  return { entries: { Type: '/XObject', Subtype: '/Form', BBox: [0, 0, width, height], Resources: { Font: { F1: reference(OBJECTS.font) } } }, data };
}

const NAMESPACES: Readonly<Record<string, string>> = {
  dc: 'http://purl.org/dc/elements/1.1/', xmp: 'http://ns.adobe.com/xap/1.0/', pdf: 'http://ns.adobe.com/pdf/1.3/', ex: 'https://example.org/ns/award#',
};

export function xmpPacket(properties: Readonly<Record<string, string>>): Uint8Array {
  const declared = [...new Set(Object.keys(properties).map((name) => name.split(':')[0]!))].map((prefix) => ` xmlns:${prefix}="${NAMESPACES[prefix] ?? `https://example.org/ns/${prefix}#`}"`);
  const inside = Object.entries(properties).map(([name, value]) => `<${name}>${xml(value)}</${name}>`).join('');
  const description = `<rdf:Description rdf:about=""${declared.join('')}>${inside}</rdf:Description>`;
  const packet = `<?xpacket begin="\u{FEFF}" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">${description}</rdf:RDF></x:xmpmeta><?xpacket end="w"?>`;
  return new TextEncoder().encode(packet);
}

function addFields(draft: Draft, fields: readonly FieldOptions[]): string[] {
  return fields.map(({ name, type = 'text', value, rect: given }, index) => {
    const rect = given ?? [72, 300 + 40 * index, 300, 320 + 40 * index];
    const [width, height] = [rect[2] - rect[0], rect[3] - rect[1]];
    const common: PdfEntries = { Type: '/Annot', Subtype: '/Widget', T: text(name), Rect: rect, P: reference(OBJECTS.page), F: 4 };
    if (type === 'text') {
      const shown = draft.add(appearance(width, height, value ?? ''));
      return reference(draft.add({ ...common, FT: '/Tx', DA: text('/F1 12 Tf 0 g'), ...(value !== undefined && { V: text(value) }), AP: { N: reference(shown) } }));
    }
    const states = { Yes: reference(draft.add(appearance(width, height, 'X'))), Off: reference(draft.add(appearance(width, height, ''))) };
    const state = value ? '/Yes' : '/Off';
    return reference(draft.add({ ...common, FT: '/Btn', V: state, AS: state, AP: { N: states } }));
  });
}

function addAttachments(draft: Draft, attachments: readonly AttachmentOptions[]): PdfEntries {
  const names = attachments.map(({ name, mediaType, bytes, description }) => {
    // A slash cannot stand in a name (section 7.3.5).
    const entries: PdfEntries = { Type: '/EmbeddedFile', ...(mediaType && { Subtype: `/${mediaType.replaceAll('/', '#2F').replaceAll('+', '#2B')}` }), Params: { Size: bytes.length } };
    const file = reference(draft.add({ entries, data: bytes }));
    return { name, specification: reference(draft.add({ Type: '/Filespec', F: text(name), UF: text(name), EF: { F: file, UF: file }, ...(description && { Desc: text(description) }), AFRelationship: '/Data' })) };
  });
  const sorted = names.sort((a, b) => (a.name < b.name ? -1 : 1));
  return { Names: { EmbeddedFiles: { Names: sorted.flatMap(({ name, specification }) => [text(name), specification]) } }, AF: names.map(({ specification }) => specification) };
}

function addLayers(draft: Draft, layers: NonNullable<DocumentOptions['layers']>): { catalog: PdfEntries; properties: PdfEntries; operators: string } {
  const groups = layers.map(({ name }) => reference(draft.add({ Type: '/OCG', Name: text(name) })));
  const of = (on: boolean) => groups.filter((_, index) => layers[index]!.on === on);
  return {
    catalog: { OCProperties: { OCGs: groups, D: { ON: of(true), OFF: of(false), Order: groups } } },
    properties: Object.fromEntries(groups.map((group, index) => [`L${index}`, group])),
    operators: layers.map(({ line }, index) => `/OC /L${index} BDC BT /F1 14 Tf 72 ${200 - 24 * index} Td (${escaped(line)}) Tj ET EMC`).join('\n'),
  };
}

/** A certificate of an award on A4, made by code: the same options give the same bytes. */
export function pdfDocument(options: DocumentOptions = {}): Pdf {
  const { title = 'Certificate of Award', name = 'Ada Example', pages = 1, xref = 'table', objectStreams = xref !== 'table', producer = 'Credlens demo', created = 'D:20260301090000Z' } = options;
  const lines = options.lines ?? [`${name} has completed`, 'Databases for Beginners', 'with 30 of 50 points, 6 ECTS'];
  const objects = new Map<number, PdfValue>();
  const add = (value: PdfValue) => {
    const number = Math.max(0, ...objects.keys()) + 1;
    objects.set(number, value);
    return number;
  };
  const draft: Draft = { objects, add, change: (number, entries) => void objects.set(number, { ...(objects.get(number) as PdfEntries), ...entries }) };
  const font = (base: string): PdfEntries => ({ Type: '/Font', Subtype: '/Type1', BaseFont: base, Encoding: '/WinAnsiEncoding' });
  add({ Type: '/Catalog', Pages: reference(OBJECTS.pages) });
  add(null);
  add({ Title: text(title), Producer: text(producer), CreationDate: text(created), ModDate: text(created), ...Object.fromEntries(Object.entries(options.info ?? {}).map(([key, value]) => [key, text(value)])) });
  add(font('/Helvetica'));
  add(font('/Helvetica-Bold'));
  const fonts = { F1: reference(OBJECTS.font), F2: reference(OBJECTS.bold) };
  const kids = Array.from({ length: pages }, (_, index) => {
    const page = add(null);
    const contents = add({ entries: {}, data: pageContents(index === 0 ? title : `Page ${index + 1}`, index === 0 ? lines : [`More about ${name}`]) });
    objects.set(page, { Type: '/Page', Parent: reference(OBJECTS.pages), MediaBox: [0, 0, 595, 842], Resources: { Font: fonts }, Contents: reference(contents) });
    return reference(page);
  });
  objects.set(OBJECTS.pages, { Type: '/Pages', Kids: kids, Count: pages });
  if (options.layers) {
    const { catalog, properties, operators } = addLayers(draft, options.layers);
    draft.change(OBJECTS.catalog, catalog);
    draft.change(OBJECTS.page, { Resources: { Font: fonts, Properties: properties } });
    objects.set(OBJECTS.contents, { entries: {}, data: pageContents(title, lines, operators) });
  }
  if (options.attachments) draft.change(OBJECTS.catalog, addAttachments(draft, options.attachments));
  if (options.metadata) draft.change(OBJECTS.catalog, { Metadata: reference(add({ entries: { Type: '/Metadata', Subtype: '/XML' }, data: xmpPacket(options.metadata) })) });
  if (options.fields) {
    const widgets = addFields(draft, options.fields);
    draft.change(OBJECTS.catalog, { AcroForm: reference(add({ Fields: widgets, DR: { Font: fonts }, DA: text('/F1 12 Tf 0 g') })) });
    draft.change(OBJECTS.page, { Annots: widgets });
  }
  if (options.indirectAnnots) draft.change(OBJECTS.page, { Annots: reference(add((objects.get(OBJECTS.page) as PdfEntries)['Annots'] ?? [])) });
  options.arrange?.(draft);
  return documentOf(objects, { xref, objectStreams, ...(options.encryption && { kind: options.encryption }), ...(options.userPassword !== undefined && { password: options.userPassword }) });
}

function documentOf(objects: Map<number, PdfValue>, options: { xref: XrefForm; objectStreams: boolean; kind?: EncryptionKind; password?: string }): Pdf {
  const id = sha256(joined([...objects].flatMap(([number, value]) => [`${number} `, body(value)]))).slice(0, 16);
  const token = `<${hex(id)}>`;
  const encryption = options.kind && makeEncryption(options.kind, id, options.password);
  let trailer: PdfEntries = { Root: reference(OBJECTS.catalog), Info: reference(OBJECTS.info), ID: [token, token] };
  if (encryption) {
    const number = Math.max(...objects.keys()) + 1;
    objects.set(number, encryption.dictionary);
    trailer = { ...trailer, Encrypt: reference(number) };
  }
  const header = joined([`%PDF-${options.kind === 'aes-256' ? '2.0' : '1.7'}\n%`, Uint8Array.of(0xe2, 0xe3, 0xcf, 0xd3), '\n']);
  const empty = { bytes: header, objects: new Map(), offsets: new Map(), trailer, size: 1, form: options.xref, ...(encryption && { encryption }) };
  const { written, after } = writeSection(empty, { set: objects, objectStream: options.objectStreams });
  return { ...after, bytes: joined([header, written]) };
}
