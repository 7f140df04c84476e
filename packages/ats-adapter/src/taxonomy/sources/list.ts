import { column, readTable } from '../../text/delimited.js';
import { addLabel, conceptOf, idFromLabel, type Draft } from '../draft.js';
import { normalId } from '../normal-id.js';
import type { TaxonomySource } from '../source.js';
import { several } from './esco.js';

/**
 * Reads a list of one's own. With a header: `label` (or preferredLabel, name, skill, title), and as far as there are `id` (uri, conceptUri, code), `altLabels`, `hiddenLabels`, `language`, `broader`, `type` (skill, group, occupation).
 * Several labels or several broader concepts stand in one cell, parted by newlines or bars. Rows of one id in several languages are one concept.
 * Without a header that has a label, every line is a label. A concept without an id gets one from its label.
 */
export function readList(draft: Draft, source: TaxonomySource): void {
  const table = readTable(source.text);
  const label = column(table, 'label', 'preferredLabel', 'prefLabel', 'preferred label', 'skill', 'skillName', 'name', 'title');
  const fallback = source.language ?? 'en';
  draft.names.push(source.name);
  if (label < 0) {
    for (const line of source.text.replace(/^﻿/, '').split(/\r\n|\n|\r/)) {
      if (line.trim() !== '') addLabel(conceptOf(draft, idFromLabel(line), 'skill'), line, fallback, 'preferred');
    }
    return;
  }
  const [id, alt, hidden, language, broader, type, reuse] = [
    column(table, 'id', 'uri', 'conceptUri', 'identifier', 'code'), column(table, 'altLabels', 'alt labels', 'altLabel', 'alternative labels', 'aliases', 'synonyms'), column(table, 'hiddenLabels', 'hidden labels'),
    column(table, 'language', 'lang'), column(table, 'broader', 'broaderUri', 'parent'), column(table, 'type', 'kind', 'conceptType'), column(table, 'reuseLevel'),
  ];
  for (const row of table.rows) {
    const cell = (at: number): string => (at < 0 ? '' : (row[at] ?? '').trim());
    const preferred = cell(label);
    const written = cell(id);
    if (preferred === '' && written === '') continue;
    const kind = /group/i.test(cell(type)) ? 'group' : /occupation/i.test(cell(type)) ? 'occupation' : 'skill';
    const concept = conceptOf(draft, written === '' ? idFromLabel(preferred) : written, kind);
    const tongue = /^[a-z]{2,3}(?:-[a-z0-9]{2,8})*$/i.test(cell(language)) ? cell(language).toLowerCase() : fallback;
    addLabel(concept, preferred, tongue, 'preferred');
    for (const text of several(cell(alt))) addLabel(concept, text, tongue, 'alternative');
    for (const text of several(cell(hidden))) addLabel(concept, text, tongue, 'hidden');
    if (cell(reuse) !== '') concept.reuse = cell(reuse);
    for (const above of several(cell(broader))) if (above.trim() !== '') draft.broader.push({ from: concept.id, to: normalId(above) });
  }
}
