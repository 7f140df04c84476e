import { column, readTable, type Table } from '../../text/delimited.js';
import { addLabel, conceptOf, idFromLabel, type Draft } from '../draft.js';
import type { TaxonomySource } from '../source.js';

const ATTRIBUTION = 'This page includes information from the O*NET Database by the U.S. Department of Labor, Employment and Training Administration (USDOL/ETA). Used under the CC BY 4.0 license. O*NET® is a trademark of USDOL/ETA.';
/** Branches of the content model that name what a person can do: abilities, skills, knowledge, work activities. */
const SKILLS = /^(?:1\.A|2\.[ABC]|4\.A)(?:\.|$)/;
/** Importance goes from 1 to 5. From 4 on it is read as essential, from 3 on as optional; below that it is left out. */
const ESSENTIAL = 4, OPTIONAL = 3;

/** Reads files of the O*NET database (text form): content model, occupations, their titles, skills by importance, and technology skills, each told by its header. */
export function readOnet(draft: Draft, source: TaxonomySource): void {
  const table = readTable(source.text);
  const [soc, element] = [column(table, 'O*NET-SOC Code'), column(table, 'Element ID')];
  const [importance, technology, alternate, title, name] = [column(table, 'Scale ID'), column(table, 'Commodity Code'), column(table, 'Alternate Title'), column(table, 'Title'), column(table, 'Element Name')];
  if (soc < 0 && (element < 0 || name < 0)) return;
  draft.attribution.add(ATTRIBUTION);
  if (soc < 0) return elements(draft, table, element, name);
  for (const row of table.rows) {
    const cell = (at: number): string => (at < 0 ? '' : (row[at] ?? '').trim());
    if (cell(soc) === '') continue;
    const occupation = conceptOf(draft, cell(soc), 'occupation');
    if (alternate >= 0) addLabel(occupation, cell(alternate), 'en', 'alternative');
    else if (technology >= 0) {
      const example = cell(column(table, 'Example'));
      if (example === '') continue;
      const skill = conceptOf(draft, `onet:technology/${idFromLabel(example).slice('label:'.length)}`, 'skill');
      addLabel(skill, example, 'en', 'preferred');
      draft.skillsOf.push({ from: occupation.id, to: skill.id, relation: 'optional' });
    } else if (element >= 0) {
      const value = Number(cell(column(table, 'Data Value')));
      if (!SKILLS.test(cell(element)) || (importance >= 0 && cell(importance) !== 'IM') || !(value >= OPTIONAL)) continue;
      const skill = conceptOf(draft, `onet:${cell(element)}`, 'skill');
      if (name >= 0) addLabel(skill, cell(name), 'en', 'preferred');
      draft.skillsOf.push({ from: occupation.id, to: skill.id, relation: value >= ESSENTIAL ? 'essential' : 'optional' });
    } else if (title >= 0) addLabel(occupation, cell(title), 'en', 'preferred');
  }
}

function elements(draft: Draft, table: Table, element: number, name: number): void {
  for (const row of table.rows) {
    const id = row[element]?.trim() ?? '';
    if (!SKILLS.test(id)) continue;
    const depth = id.split('.').length;
    const concept = conceptOf(draft, `onet:${id}`, depth < 4 ? 'group' : 'skill');
    addLabel(concept, row[name] ?? '', 'en', 'preferred');
    const above = id.slice(0, id.lastIndexOf('.'));
    if (SKILLS.test(above)) draft.broader.push({ from: concept.id, to: conceptOf(draft, `onet:${above}`, above.split('.').length < 4 ? 'group' : 'skill').id });
  }
}
