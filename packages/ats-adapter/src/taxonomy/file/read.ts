import type { LanguageIndex, Strings } from '../lexical/language-index.js';
import { TaxonomyError } from '../taxonomy-error.js';
import { checkLanguage, checkTables } from './check.js';
import { ARRAYS, FORMAT_VERSION, HEADER_AT, MAGIC, MOST_BYTES, MOST_HEADER, MOST_LANGUAGES, sha256, type ArrayType, type Links, type Parts, type Section, type Tables } from './layout.js';

const damaged = (detail: string): TaxonomyError => new TaxonomyError('taxonomy.damaged', detail);

/**
 * Takes a built taxonomy apart. Every count, start and number in it is checked before anything is looked up by it, so that a file that was damaged or made to do harm is refused here and nowhere else.
 * @throws TaxonomyError
 */
export async function readTaxonomy(bytes: Uint8Array): Promise<Parts> {
  if (bytes.length < HEADER_AT || new TextDecoder().decode(bytes.subarray(0, 8)) !== MAGIC) throw new TaxonomyError('taxonomy.not-a-taxonomy', 'it does not begin as a built taxonomy does');
  if (bytes.length > MOST_BYTES) throw new TaxonomyError('taxonomy.too-large', `it has more than ${MOST_BYTES} bytes`);
  // Views on the numbers need the file at a multiple of eight, which a slice of something else may not have.
  const all = bytes.byteOffset % 8 === 0 ? bytes : bytes.slice();
  const view = new DataView(all.buffer, all.byteOffset, all.length);
  if (view.getUint32(8, true) !== FORMAT_VERSION) throw new TaxonomyError('taxonomy.other-version', 'it was built by another version; build it again');
  const length = view.getUint32(12, true);
  if (length > MOST_HEADER || HEADER_AT + length > all.length) throw damaged('the header ends after the file');
  const digest = await sha256(all.subarray(HEADER_AT));
  if (digest.some((byte, at) => byte !== all[16 + at])) throw damaged('its bytes are not those that were written');
  const header = readHeader(all.subarray(HEADER_AT, HEADER_AT + length));
  const sections = placed(all, header);
  const at = <T extends ArrayType>(path: string, type: T): InstanceType<(typeof ARRAYS)[T]> => {
    const section = sections.get(path);
    if (!(section instanceof ARRAYS[type])) throw damaged(`${path} is missing`);
    return section as InstanceType<(typeof ARRAYS)[T]>;
  };
  const tables = tablesFrom(at);
  checkTables(tables);
  const concepts = tables.kinds.length;
  const languages = header.languages.map((language, number) => {
    const index = languageFrom(language, `languages.${number}`, at);
    checkLanguage(index, concepts);
    return index;
  });
  return { name: header.name, version: header.version, attribution: header.attribution, tables, languages };
}

interface Header { name: string; version: string; attribution: string[]; languages: string[]; start: number; sections: unknown[] }

function readHeader(bytes: Uint8Array): Header {
  let header: unknown;
  try { header = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)); } catch { throw damaged('the header is no JSON'); }
  const { name, version, attribution, languages, start, sections } = (typeof header === 'object' && header !== null ? header : {}) as Record<string, unknown>;
  const texts = (value: unknown): value is string[] => Array.isArray(value) && value.length <= 1000 && value.every((each) => typeof each === 'string');
  if (typeof name !== 'string' || typeof version !== 'string' || !texts(attribution) || !texts(languages) || typeof start !== 'number' || !Array.isArray(sections)) throw damaged('the header lacks a member');
  if (languages.length > MOST_LANGUAGES || new Set(languages).size !== languages.length) throw damaged('its languages are too many or the same');
  return { name, version, attribution, languages, start, sections };
}

function placed(bytes: Uint8Array, { start, sections }: Header): Map<string, Section> {
  const found = new Map<string, Section>();
  for (const entry of sections) {
    const [path, type, offset, length] = (Array.isArray(entry) ? entry : []) as unknown[];
    if (typeof path !== 'string' || typeof type !== 'string' || !Object.hasOwn(ARRAYS, type) || !count(offset) || !count(length)) throw damaged('a section is not described');
    const ArrayOf = ARRAYS[type as ArrayType];
    const from = start + offset;
    if (from % 8 !== 0 || from + length * ArrayOf.BYTES_PER_ELEMENT > bytes.length || from < HEADER_AT) throw damaged(`${path} lies outside the file`);
    found.set(path, new ArrayOf(bytes.buffer as ArrayBuffer, bytes.byteOffset + from, length));
  }
  return found;
}

const count = (value: unknown): value is number => typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 && value <= MOST_BYTES;

type At = <T extends ArrayType>(path: string, type: T) => InstanceType<(typeof ARRAYS)[T]>;
const strings = (path: string, at: At): Strings => ({ bytes: at(`${path}.bytes`, 'u8'), starts: at(`${path}.starts`, 'u32') });
const links = (path: string, at: At): Links => ({ starts: at(`${path}.starts`, 'u32'), targets: at(`${path}.targets`, 'u32'), types: at(`${path}.types`, 'u8') });

function tablesFrom(at: At): Tables {
  const text = (name: string): Strings => strings(`tables.${name}`, at);
  return {
    ids: text('ids'), written: text('written'), kinds: at('tables.kinds', 'u8'), reuse: text('reuse'), replacedBy: text('replacedBy'), aliases: text('aliases'), aliasConcept: at('tables.aliasConcept', 'u32'),
    broader: links('tables.broader', at), narrower: links('tables.narrower', at), related: links('tables.related', at), skillsOf: links('tables.skillsOf', at),
    mappingStarts: at('tables.mappingStarts', 'u32'), mappingIds: text('mappingIds'), mappingRelations: at('tables.mappingRelations', 'u8'), mappingSources: text('mappingSources'),
  };
}

function languageFrom(language: string, path: string, at: At): LanguageIndex {
  const u32 = (name: string): Uint32Array => at(`${path}.${name}`, 'u32'), u8 = (name: string): Uint8Array => at(`${path}.${name}`, 'u8'), f32 = (name: string): Float32Array => at(`${path}.${name}`, 'f32');
  return {
    language, labels: strings(`${path}.labels`, at), labelConcept: u32('labelConcept'), labelKind: u8('labelKind'), labelNorm: f32('labelNorm'), conceptLabels: u32('conceptLabels'), keyHash: u32('keyHash'), keyLabel: u32('keyLabel'),
    words: strings(`${path}.words`, at), wordHash: u32('wordHash'), wordWeight: f32('wordWeight'), wordNorm: f32('wordNorm'), wordPostings: u32('wordPostings'), postings: u32('postings'), stemHash: u32('stemHash'), stemWord: u32('stemWord'),
    gramHash: u32('gramHash'), gramWeight: f32('gramWeight'), gramWords: u32('gramWords'), gramWord: u32('gramWord'), gramTimes: u8('gramTimes'), dictionary: u32('dictionary'),
  };
}
