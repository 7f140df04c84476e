import { column, readTable, type Table } from '../../text/delimited.js';
import { addAlias, addLabel, conceptOf, idFromLabel, type Draft } from '../draft.js';
import { escoUri, normalId } from '../normal-id.js';
import type { TaxonomySource } from '../source.js';
import type { ConceptKind } from '../taxonomy.js';
import { TaxonomyError } from '../taxonomy-error.js';

const ATTRIBUTION = 'This service uses the ESCO classification of the European Commission.';
const MODIFIED = 'ESCO is used in a modified form: an index of its labels and relations (CC BY 4.0, © European Union).';
/** ESCO's languages, as the names of its files have them. */
const LANGUAGES = /(?:^|[_-])(ar|bg|cs|da|de|el|en|es|et|fi|fr|ga|hr|hu|is|it|lt|lv|mt|nl|no|pl|pt|ro|sk|sl|sv|uk)(?=[._-])/i;
const KINDS: Readonly<Record<string, ConceptKind>> = { knowledgeskillcompetence: 'skill', skillgroup: 'group', iscogroup: 'group', occupation: 'occupation', s: 'skill', g: 'group' };

/** The language that a file's name says: `skills_de.csv`. */
export function languageOfName(name: string): string | undefined {
  return LANGUAGES.exec(name)?.[1]?.toLowerCase();
}

/**
 * Reads any table of ESCO's CSV download (1.1 and 1.2), told by its header alone, and tab separated extracts of them: concepts with labels, the hierarchy, relations between skills, and of occupations to skills.
 * Tables that say nothing of these (schemes, dictionaries) are passed over.
 */
export function readEsco(draft: Draft, source: TaxonomySource): void {
  const table = readTable(source.text);
  const read = [levels, broader, skillRelations, occupationRelations, concepts].some((reader) => reader(draft, table, source));
  // A taxonomy of somebody else's in the same form owes ESCO nothing.
  if (read && (/esco/i.test(source.name) || source.text.includes('data.europa.eu/esco'))) draft.attribution.add(ATTRIBUTION).add(MODIFIED);
}

/** A file that is named as the taxonomy and cannot be one is a mistake; one of many in a folder is not. */
export function expectEscoConcepts(draft: Draft, names: readonly string[]): void {
  if (draft.concepts.size === 0) throw new TaxonomyError('taxonomy.unreadable-source', `no ESCO table with preferredLabel among ${names.slice(0, 5).join(', ')}`);
}

function concepts(draft: Draft, table: Table, source: TaxonomySource): boolean {
  const [uri, label, alt, hidden, type, code, reuse] = [
    column(table, 'conceptUri', 'uri', 'id'), column(table, 'preferredLabel'), column(table, 'altLabels'), column(table, 'hiddenLabels'), column(table, 'conceptType'), column(table, 'code'), column(table, 'reuseLevel'),
  ];
  if (label < 0) return false;
  const language = source.language ?? languageOfName(source.name) ?? 'en';
  for (const row of table.rows) {
    const cell = (at: number): string => (at < 0 ? '' : (row[at] ?? '').trim());
    const preferred = cell(label);
    if (preferred === '') continue;
    const written = escoUri(cell(uri));
    const groupCode = /^[SKTL]\d*(?:\.\d+)*$/i.test(cell(code)) && code >= 0 ? cell(code).toUpperCase() : undefined;
    const concept = groupCode === undefined
      ? conceptOf(draft, written === '' ? idFromLabel(preferred) : written, KINDS[cell(type).toLowerCase()] ?? kindOfUri(written))
      : group(draft, written, groupCode);
    addLabel(concept, preferred, language, 'preferred');
    for (const text of several(cell(alt))) addLabel(concept, text, language, 'alternative');
    for (const text of several(cell(hidden))) addLabel(concept, text, language, 'hidden');
    if (cell(reuse) !== '') concept.reuse = cell(reuse);
  }
  return true;
}

/** A group has an address like a skill's, and is spoken of by its code. */
function group(draft: Draft, written: string, code: string) {
  const id = `esco:group/${code}`;
  if (written !== '') addAlias(draft, normalId(written), id);
  const concept = conceptOf(draft, id, 'group');
  if (written !== '') concept.written = written;
  return concept;
}

function levels(draft: Draft, table: Table, source: TaxonomySource): boolean {
  const columns = [0, 1, 2, 3].map((level) => ({ uri: column(table, `Level ${level} URI`), label: column(table, `Level ${level} preferred term`), code: column(table, `Level ${level} code`) }));
  if (columns[0]!.uri < 0) return false;
  const language = source.language ?? languageOfName(source.name) ?? 'en';
  for (const row of table.rows) {
    let above: string | undefined;
    for (const { uri, label, code } of columns) {
      const [address, text, short] = [row[uri]?.trim() ?? '', row[label]?.trim() ?? '', code < 0 ? '' : row[code]?.trim() ?? ''];
      if (address === '') continue;
      const concept = /^[SKTL]\d*(?:\.\d+)*$/i.test(short) ? group(draft, address, short.toUpperCase()) : conceptOf(draft, address, 'group');
      if (text !== '') addLabel(concept, text, language, 'preferred');
      if (above !== undefined) draft.broader.push({ from: concept.id, to: above });
      above = concept.id;
    }
  }
  return true;
}

function broader(draft: Draft, table: Table): boolean {
  const [from, to, fromType, toType] = [column(table, 'conceptUri', 'id'), column(table, 'broaderUri', 'broaderId'), column(table, 'conceptType', 'type'), column(table, 'broaderType')];
  if (from < 0 || to < 0) return false;
  for (const row of table.rows) {
    const [lower, upper] = [escoUri(row[from] ?? ''), escoUri(row[to] ?? '')];
    if (lower === '' || upper === '') continue;
    const kind = (at: number, written: string): ConceptKind => KINDS[(at < 0 ? '' : row[at] ?? '').toLowerCase()] ?? kindOfUri(written);
    draft.broader.push({ from: conceptOf(draft, lower, kind(fromType, lower)).id, to: conceptOf(draft, upper, kind(toType, upper)).id });
  }
  return true;
}

function skillRelations(draft: Draft, table: Table): boolean {
  const [from, to, type] = [column(table, 'originalSkillUri', 'originalSkillId'), column(table, 'relatedSkillUri', 'relatedSkillId'), column(table, 'relationType')];
  if (from < 0 || to < 0) return false;
  for (const row of table.rows) if (row[from] && row[to]) draft.related.push({ from: normalId(escoUri(row[from])), to: normalId(escoUri(row[to])), relation: row[type] === 'essential' ? 'essential' : 'optional' });
  return true;
}

function occupationRelations(draft: Draft, table: Table): boolean {
  const [from, to, type] = [column(table, 'occupationUri'), column(table, 'skillUri'), column(table, 'relationType')];
  if (from < 0 || to < 0) return false;
  for (const row of table.rows) if (row[from] && row[to]) draft.skillsOf.push({ from: normalId(escoUri(row[from])), to: normalId(escoUri(row[to])), relation: row[type] === 'essential' ? 'essential' : 'optional' });
  return true;
}

function kindOfUri(uri: string): ConceptKind {
  return /\/occupation\//.test(uri) ? 'occupation' : /isced-f\/|\/isco\//.test(uri) ? 'group' : 'skill';
}

/** ESCO parts labels by newlines; extracts of it by a bar. */
export function several(cell: string): string[] {
  return cell === '' ? [] : cell.split(cell.includes('\n') ? /[\r\n]+/ : '|');
}
