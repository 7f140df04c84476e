import { column, readTable } from '../../text/delimited.js';
import { addLabel, conceptOf, idFromLabel, type Draft } from '../draft.js';
import { normalId } from '../normal-id.js';
import type { TaxonomySource } from '../source.js';
import { TaxonomyError } from '../taxonomy-error.js';
import { array, object, parse, text, type Json } from './json.js';

/**
 * Reads rich skill descriptors of the Open Skills Network: OSMT's CSV (the library's import and export) or JSON (one, a list, or a page of them).
 * Keywords are no names of the skill and are left out. An alignment says that two skills have to do with each other, no more: it becomes `closeMatch`, which waits for a person.
 */
export function readRsd(draft: Draft, source: TaxonomySource): void {
  const language = source.language ?? 'en';
  if (/^[﻿\s]*[[{]/.test(source.text)) {
    const root = parse(source);
    const list = Array.isArray(root) ? root : array(object(root)['skills'] ?? object(root)['content']);
    for (const each of list.length > 0 ? list : [root]) descriptor(draft, object(each), language, source.name);
    return;
  }
  const table = readTable(source.text);
  const name = column(table, 'Skill Name', 'RSD Name', 'skillName');
  if (name < 0) throw new TaxonomyError('taxonomy.unreadable-source', `${source.name}: it has no column "Skill Name"`);
  const [url, alignment] = [column(table, 'Canonical URL', 'Skill URL', 'id'), column(table, 'Alignment', 'Alignment URL', 'Alignment 1 URL')];
  for (const row of table.rows) {
    const label = row[name]?.trim() ?? '';
    if (label === '') continue;
    const written = url < 0 ? '' : row[url]?.trim() ?? '';
    const concept = conceptOf(draft, written === '' ? idFromLabel(label) : written, 'skill');
    addLabel(concept, label, language, 'preferred');
    for (const target of (alignment < 0 ? '' : row[alignment] ?? '').split(/[;|\s]+/)) if (/^https?:/.test(target)) draft.mappings.push({ from: concept.id, to: normalId(target), relation: 'closeMatch', source: source.name });
  }
}

function descriptor(draft: Draft, skill: Readonly<Record<string, Json>>, language: string, source: string): void {
  const label = text(skill['skillName']) ?? text(skill['name']);
  if (label === undefined || label.trim() === '') return;
  const concept = conceptOf(draft, text(skill['id']) ?? idFromLabel(label), 'skill');
  addLabel(concept, label, language, 'preferred');
  for (const each of array(skill['alignments'])) {
    const target = text(object(each)['id']);
    if (target !== undefined) draft.mappings.push({ from: concept.id, to: normalId(target), relation: 'closeMatch', source });
  }
}
