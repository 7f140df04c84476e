import { zlibSync } from 'fflate';
import type { Encryption } from './pdf-encrypt.js';
import { body, isEntries, isStream, joined, latin1, reference } from './pdf-value.js';
import type { PdfEntries, PdfStreamValue, PdfValue } from './pdf-value.js';

/** How a section says where its objects are (ISO 32000-2 sections 7.5.4, 7.5.8 and 7.5.8.4). */
export type XrefForm = 'table' | 'stream' | 'hybrid';

/** A file with what its writer knows of it, so that it can be written on. */
export interface Pdf {
  bytes: Uint8Array<ArrayBuffer>;
  /** As they stand now, by number. */
  objects: ReadonlyMap<number, PdfValue>;
  /** Where each that is not in an object stream begins. */
  offsets: ReadonlyMap<number, number>;
  /** Root, Info, ID, Encrypt. */
  trailer: PdfEntries;
  startxref: number;
  /** Prev of the last section. */
  previous?: number;
  /** The first number that is free. */
  size: number;
  form: XrefForm;
  encryption?: Encryption;
}

export interface Section {
  set?: ReadonlyMap<number, PdfValue>;
  free?: readonly number[];
  /** Entries of the trailer that change. */
  trailer?: PdfEntries;
  form?: XrefForm;
  /** Objects that may be in object streams are (section 7.5.7): not streams, and none of `plain`. */
  objectStream?: boolean;
  plain?: readonly number[];
  /** Faults: parts that are left out. */
  omit?: readonly ('xref' | 'trailer' | 'startxref' | 'eof')[];
  /** Objects that are written and that the cross-reference section does not list. */
  unlisted?: readonly number[];
  /** Offsets that are listed for objects that stand elsewhere in the file. */
  listed?: ReadonlyMap<number, number>;
  startxref?: number;
  /** Where the bytes that are written will stand, if not at the end of the file. */
  at?: number;
  /** The cross-reference section shall not begin before this offset: white space goes in front. */
  xrefAt?: number;
}

type Place = { free: true } | { offset: number } | { stream: number; index: number };

const MOST_IN_STREAM = 100;
/** A hybrid file hides from older readers only what they can do without (section 7.5.8.4). */
const canBeHidden = (value: PdfValue): boolean => isEntries(value) && ['/Filespec', '/OCG', '/DSS'].includes(String(value['Type']));
const stream = (entries: PdfEntries, data: Uint8Array): PdfStreamValue => ({ entries: { ...entries, Filter: '/FlateDecode' }, data: zlibSync(data) });

function objectStream(members: readonly [number, PdfValue][]): PdfStreamValue {
  const bodies = members.map(([, value]) => joined([body(value), '\n']));
  let at = 0;
  const heads = members.map(([number], index) => {
    const head = `${number} ${at}`;
    at += bodies[index]!.length;
    return head;
  });
  const head = `${heads.join(' ')}\n`;
  return stream({ Type: '/ObjStm', N: members.length, First: head.length }, joined([head, ...bodies]));
}

function runs(numbers: readonly number[]): number[][] {
  const result: number[][] = [];
  for (const number of [...numbers].sort((a, b) => a - b)) {
    if (result.at(-1)?.at(-1) === number - 1) result.at(-1)!.push(number);
    else result.push([number]);
  }
  return result;
}

function table(places: ReadonlyMap<number, Place>): string {
  const line = (place: Place) => ('offset' in place ? `${String(place.offset).padStart(10, '0')} 00000 n \n` : '0000000000 65535 f \n');
  return `xref\n${runs([...places.keys()]).map((run) => `${run[0]} ${run.length}\n${run.map((number) => line(places.get(number)!)).join('')}`).join('')}`;
}

function xrefStream(places: ReadonlyMap<number, Place>, entries: PdfEntries): PdfStreamValue {
  const sections = runs([...places.keys()]);
  const rows = sections.flat().flatMap((number) => {
    const place = places.get(number)!;
    const [type, second, third] = 'offset' in place ? [1, place.offset, 0] : 'stream' in place ? [2, place.stream, place.index] : [0, 0, 255];
    return [type, (second >>> 24) & 255, (second >>> 16) & 255, (second >>> 8) & 255, second & 255, third];
  });
  return stream({ ...entries, Type: '/XRef', W: [1, 4, 1], Index: sections.flatMap((run) => [run[0]!, run.length]) }, Uint8Array.from(rows));
}

/** The bytes of one section, and the file's state after it. `first`: the original with its header, otherwise an incremental update. */
export function writeSection(before: Omit<Pdf, 'bytes' | 'startxref'> & { bytes: Uint8Array; startxref?: number }, section: Section): { written: Uint8Array<ArrayBuffer>; after: Omit<Pdf, 'bytes'> } {
  const { set = new Map<number, PdfValue>(), free = [], form = before.form, omit = [], unlisted = [] } = section;
  const trailer = { ...before.trailer, ...section.trailer };
  const base = section.at ?? before.bytes.length;
  const parts: Uint8Array[] = [];
  let length = 0;
  const places = new Map<number, Place>(before.startxref === undefined ? [[0, { free: true }]] : []);
  const offsets = new Map(before.offsets);
  let size = Math.max(before.size, ...[...set.keys()].map((number) => number + 1));
  const put = (bytes: Uint8Array | string) => {
    const part = typeof bytes === 'string' ? latin1(bytes) : bytes;
    parts.push(part);
    length += part.length;
  };
  const object = (number: number, value: PdfValue, secret = true) => {
    offsets.set(number, base + length);
    if (!unlisted.includes(number)) places.set(number, { offset: base + length });
    const key = secret && reference(number) !== trailer['Encrypt'] ? before.encryption : undefined;
    put(joined([`${number} 0 obj\n`, body(value, key?.cipher(number)), '\nendobj\n']));
  };

  const packable = ([number, value]: [number, PdfValue]) => form !== 'table' && section.objectStream === true && !isStream(value) && (form === 'stream' || canBeHidden(value)) && !section.plain?.includes(number) && reference(number) !== trailer['Encrypt'];
  const packed = [...set].filter(packable);
  for (const [number, value] of set) if (!packable([number, value])) object(number, value);
  for (let at = 0; at < packed.length; at += MOST_IN_STREAM) {
    const members = packed.slice(at, at + MOST_IN_STREAM);
    const number = size;
    size += 1;
    object(number, objectStream(members));
    members.forEach(([member], index) => {
      if (!unlisted.includes(member)) places.set(member, { stream: number, index });
      offsets.delete(member);
    });
  }
  for (const number of free) places.set(number, { free: true });
  for (const [number, offset] of section.listed ?? []) places.set(number, { offset });

  const previous = before.startxref === undefined ? {} : { Prev: before.startxref };
  put(' '.repeat(Math.max(0, (section.xrefAt ?? 0) - base - length)));
  let start = base + length;
  if (form === 'stream') {
    const number = size;
    size += 1;
    places.set(number, { offset: start });
    if (!omit.includes('xref')) put(joined([`${number} 0 obj\n`, body(xrefStream(places, { ...trailer, Size: size, ...previous })), '\nendobj\n']));
  } else {
    let extra: PdfEntries = {};
    if (form === 'hybrid') {
      const number = size;
      size += 1;
      extra = { XRefStm: start };
      const inStreams = new Map([...places].filter(([, place]) => 'stream' in place));
      put(joined([`${number} 0 obj\n`, body(xrefStream(inStreams, { Size: size })), '\nendobj\n']));
      start = base + length;
    }
    if (!omit.includes('xref')) put(table(places));
    if (!omit.includes('trailer')) put(joined(['trailer\n', body({ Size: size, ...trailer, ...previous, ...extra }), '\n']));
  }
  if (!omit.includes('startxref')) put(`startxref\n${section.startxref ?? start}\n`);
  if (!omit.includes('eof')) put('%%EOF\n');

  const objects = new Map([...before.objects, ...set]);
  for (const number of free) objects.delete(number);
  const { encryption } = before;
  return { written: joined(parts), after: { objects, offsets, trailer, startxref: section.startxref ?? start, size, form, ...(before.startxref !== undefined && { previous: before.startxref }), ...(encryption && { encryption }) } };
}

/** An incremental update (section 7.5.6), in any form and with any part left out. */
export function appendRevision(pdf: Pdf, section: Section): Pdf {
  const { written, after } = writeSection(pdf, section);
  return { ...after, bytes: joined([pdf.bytes, written]) };
}
