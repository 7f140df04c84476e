import * as fc from 'fast-check';

/** One change to a file (ISO 32000-2 section 7). Numbers are taken modulo what is there. */
export interface PdfChange { kind: typeof KINDS[number]; at: number; to: number; count: number; text: string }

const KINDS = [
  'number', 'number', 'offset', 'offset', 'entry', 'entry', 'entry', 'name', 'key twice', 'escape', 'reference', 'reference', 'cross-reference', 'cross-reference', 'startxref', 'object double', 'object remove', 'object move', 'object rename', 'object again', 'stream cut', 'stream flip', 'token', 'token', 'token',
  'flip', 'flip', 'cut', 'remove', 'repeat', 'append', 'append', 'prepend', 'splice', 'contents', 'white space', 'comment', 'end', 'nest',
] as const;

const NUMBERS = ['0', '-1', '1', '2', '7', '65535', '65536', '2147483647', '2147483648', '4294967296', '9007199254740993', '99999999999999999999', '-99999999999', '1.5', '.5', '-.', '+3', '--4', '1e9', '00000000000000000007', '0.0000000000001', '0x10'];
const NAMES = [
  'Type', 'Catalog', 'Pages', 'Page', 'Kids', 'Count', 'Contents', 'Parent', 'Resources', 'Annots', 'AcroForm', 'Fields', 'Sig', 'DocTimeStamp', 'ByteRange', 'SubFilter', 'Filter', 'FT', 'V', 'T', 'P', 'DSS', 'VRI', 'Certs', 'Perms', 'DocMDP', 'FieldMDP', 'Reference', 'TransformMethod', 'TransformParams', 'XRef', 'ObjStm', 'Extends', 'Prev', 'XRefStm',
  'Root', 'Info', 'Encrypt', 'ID', 'Size', 'Index', 'W', 'N', 'First', 'Length', 'FlateDecode', 'LZWDecode', 'ASCII85Decode', 'ASCIIHexDecode', 'RunLengthDecode', 'Crypt', 'DCTDecode', 'DecodeParms', 'Predictor', 'Columns', 'Colors', 'BitsPerComponent', 'EarlyChange', 'ETSI.CAdES.detached', 'adbe.pkcs7.detached', 'adbe.pkcs7.sha1', 'adbe.x509.rsa_sha1', 'ETSI.RFC3161',
  'OpenAction', 'AA', 'JavaScript', 'Names', 'EmbeddedFiles', 'AF', 'OCProperties', 'Metadata', 'Widget', 'FreeText', 'AP', 'AS', 'Rect', 'F', 'Lock', 'SV', 'Opt', '__proto__', 'constructor', '', 'x#', 'a#00b', '#ff', 'x'.repeat(300),
];
const TOKENS = [
  '<<', '>>', '[', ']', '(', ')', '<', '>', '{', '}', '/', '%', '\\', 'null', 'true', ' R', '5 0 R', '1 0 obj\n', 'endobj\n', 'obj', 'stream\n', 'stream\r', '\nendstream\n', 'xref\n', 'trailer\n', 'trailer << /Root 1 0 R /Size 99 >>\n', 'startxref\n0\n%%EOF\n', 'startxref\n', '%%EOF\n', '%%EOF', '%PDF-1.7\n', '\0', '\r', '\f', '<41>', '<4', '(\\', '(()', '(\\777)', '/A/B', '/ByteRange [0 1 2 3]', '/Contents <00>',
  '/Contents ()', '/Type /Sig', '<< /Type /Sig /ByteRange [0 10 20 30] /Contents <3080> >>', '[ '.repeat(600), '<< /A '.repeat(600), '('.repeat(600), 'xref\n0 99999999\n', 'xref\n0 1\n0000000000 65535 f \n', 'xref\n99999999999 1\n', '1 0 obj << /Type /Catalog /Pages 1 0 R >> endobj\n', '2 0 obj << /Type /Pages /Kids [2 0 R 2 0 R] /Count 2 >> endobj\n', '3 0 obj 3 0 R endobj\n', '/Length 99999999999', '/Length 3 0 R', '/Prev 0', '/Filter [/FlateDecode /FlateDecode /FlateDecode]', '/Index [0 2147483647]', '/W [8 8 8]', '/W [0 0 0]', '/W [1 2 -1]',
];

export const pdfChange: fc.Arbitrary<PdfChange> = fc.record({
  kind: fc.constantFrom(...KINDS), at: fc.nat(), to: fc.nat(), count: fc.nat(4096), text: fc.oneof(fc.constantFrom(...TOKENS), fc.constantFrom(...NUMBERS), fc.constantFrom(...NAMES).map((name) => `/${name}`)),
});

export const latin1 = (bytes: Uint8Array): string => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
export const fromLatin1 = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, 'latin1'));

const put = (source: string, from: number, to: number, text: string): string => source.slice(0, from) + text + source.slice(to);
const pick = <T>(list: readonly T[], at: number): T | undefined => (list.length === 0 ? undefined : list[at % list.length]);

interface Site { start: number; end: number }
/** Matches, or one group of them, behind an offset. */
function sites(source: string, pattern: RegExp, group = 0, from = 0): Site[] {
  return [...source.matchAll(pattern)].map((match) => {
    const start = match.index + (group === 0 ? 0 : match[0].lastIndexOf(match[group]!));
    return { start, end: start + match[group]!.length };
  }).filter(({ start }) => start >= from);
}

const objects = (source: string, from = 0): Site[] => sites(source, /(?<!\d)\d{1,10} \d{1,5} obj\b[\s\S]*?endobj\s*/g, 0, from);
const replaced = (source: string, site: Site | undefined, text: string): string => (site ? put(source, site.start, site.end, text) : source);

/** A number that means something here: where an object or a section begins, or where a file ends. */
function someOffset(source: string, at: number): string {
  const offsets = [...sites(source, /(?<!\d)\d{1,10} \d{1,5} obj\b|\bxref\b|%%EOF|startxref/g).map(({ start }) => start), source.length, source.length - 1, 0];
  return String(pick(offsets, at) ?? 0);
}

/** Entries that say where something is or how much of it there is. */
const COUNTED = /\/(?:Length|Size|Prev|XRefStm|First|N|Count|Predictor|Columns|ByteRange|Index|W|Root|Encrypt|P|V|R) *\[?((?:-?\d+ ?)+)/g;

function changeObject(source: string, { kind, at, to }: PdfChange, from: number): string {
  const all = objects(source, from);
  const site = pick(all, at);
  if (!site) return source;
  const whole = source.slice(site.start, site.end);
  const target = pick(all, to)!;
  switch (kind) {
    case 'object double': return put(source, target.start, target.start, whole);
    case 'object remove': return put(source, site.start, site.end, '');
    case 'object move': return site.start === target.start ? source : target.start > site.start ? put(put(source, target.start, target.start, whole), site.start, site.end, '') : put(put(source, site.start, site.end, ''), target.start, target.start, whole);
    // Another object under its number.
    case 'object rename': return put(source, site.start, site.end, source.slice(target.start, target.end).replace(/^\d+ \d+/, /^\d+ \d+/.exec(whole)![0]));
    // At the end, where a reader that reads from front to back finds it last.
    default: return `${source}\n${whole.replace(/\/(?:Contents|Kids|Annots|V|Pages)\b/, to % 2 === 0 ? '$&' : '/Old')}`;
  }
}

function changeStream(source: string, { kind, at, to, count }: PdfChange, from: number): string {
  const site = pick(sites(source, /stream\r?\n([\s\S]*?)\r?\nendstream/g, 1, from), at);
  if (!site || site.end === site.start) return source;
  const place = site.start + (to % (site.end - site.start));
  if (kind === 'stream cut') return put(source, place, Math.min(site.end, place + 1 + count), '');
  return put(source, place, place + 1, String.fromCharCode(source.charCodeAt(place) ^ (1 << (count % 8))));
}

function change(source: string, one: PdfChange, others: readonly string[], from: number): string {
  const { kind, at, to, count, text } = one;
  const place = source.length <= from ? source.length : from + (at % (source.length - from));
  const among = (pattern: RegExp, group = 0): Site | undefined => pick(sites(source, pattern, group, from), at);
  switch (kind) {
    case 'number': return replaced(source, among(/(?<![\w.#+-])-?\d+(?![\w.])/g), pick(NUMBERS, to)!);
    case 'offset': return replaced(source, among(/(?<![\w.#+-])\d{2,10}(?![\w.])/g), someOffset(source, to));
    case 'entry': return replaced(source, among(COUNTED, 1), to % 3 === 0 ? pick(NUMBERS, count)! : to % 3 === 1 ? someOffset(source, count) : text);
    case 'name': return replaced(source, among(/\/[^\s/<>[\]()%]+/g), `/${pick(NAMES, to)!}`);
    case 'key twice': { const site = among(/\/[A-Z]\w* (?:\d+ 0 R|\/\w+|\d+)/g); return site ? put(source, site.start, site.start, `${source.slice(site.start, site.end).replace(/ .*/, '')} ${text} `) : source; }
    case 'escape': { const site = among(/\/[A-Za-z]{2,}/g); return site ? put(source, site.start + 1, site.start + 2, `#${source.charCodeAt(site.start + 1).toString(16)}`) : source; }
    case 'reference': return replaced(source, among(/(?<!\d)\d{1,10} \d{1,5} R\b/g), to % 5 === 0 ? text : `${to % 5 === 1 ? 99_999 : count % 40} ${to % 7 === 0 ? count : 0} R`);
    case 'cross-reference': return replaced(source, among(/(?<!\d)\d{10} \d{5} [nf] ?\r?\n/g), to % 4 === 0 ? '0000000000 65535 f \n' : to % 4 === 1 ? text : `${someOffset(source, count).padStart(10, '0')} ${to % 8 === 2 ? '00001' : '00000'} n \n`);
    case 'startxref': return replaced(source, among(/startxref\s+(\d+)/g, 1), to % 3 === 0 ? pick(NUMBERS, count)! : someOffset(source, to));
    case 'object double': case 'object remove': case 'object move': case 'object rename': case 'object again': return changeObject(source, one, from);
    case 'stream cut': case 'stream flip': return changeStream(source, one, from);
    case 'token': return put(source, place, place + (to % 2 === 0 ? 0 : count % 16), text);
    case 'flip': return put(source, place, place + 1, String.fromCharCode(source.charCodeAt(place) ^ (1 << (to % 8))));
    case 'cut': return source.slice(0, place);
    case 'remove': return put(source, place, place + 1 + count, '');
    case 'repeat': return put(source, place, place, source.slice(place, place + count));
    case 'append': return source + (to % 3 === 0 ? text : to % 3 === 1 ? `\n${text}\nstartxref\n${someOffset(source, count)}\n%%EOF\n` : `\n${source.slice(place)}`);
    case 'prepend': return put(source, from, from, to % 2 === 0 ? text : '\0'.repeat(count));
    case 'splice': { const other = pick(others, to) ?? source; const start = count * 16 % (other.length + 1); return put(source, place, place, other.slice(start, start + 1 + count)); }
    case 'contents': return replaced(source, among(/<([0-9A-F]{64,})>/g, 1), to % 3 === 0 ? '' : to % 3 === 1 ? '0'.repeat(count) : source.slice(place, place + count).replace(/[^0-9A-F]/g, ''));
    case 'white space': return replaced(source, among(/[ \n]/g), [' ', '\r\n', '\t', '\0', '\f', '', '  '][to % 7]!);
    case 'comment': return put(source, place, place, `%${text}\n`);
    case 'end': return replaced(source, among(/%%EOF\s*/g), ['', '%%EOF', '%%EO', '%%EOF\n%%EOF\n', '%%EOF\n\0\0\0'][to % 5]!);
    case 'nest': { const site = among(/\/[A-Z]\w* \d+ 0 R/g); const depth = 1 + (count % 700); return site ? put(source, site.end, site.end, ` /Deep ${'['.repeat(depth)}${']'.repeat(depth)}`) : source; }
  }
}

const MOST_CHARACTERS = 1 << 20;

/** @param others files whose parts may come in @param from what is before it stays as it is */
export function changePdf(source: Uint8Array, changes: readonly PdfChange[], others: readonly Uint8Array[] = [], from = 0): Uint8Array {
  const texts = others.map(latin1);
  return fromLatin1(changes.reduce((text, one) => change(text, one, texts, from).slice(0, MOST_CHARACTERS), latin1(source)));
}
