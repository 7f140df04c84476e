import { column, readTable } from '../../text/delimited.js';
import { conceptOf, type Draft } from '../draft.js';
import { normalId } from '../normal-id.js';
import type { TaxonomySource } from '../source.js';
import type { MappingRelation } from '../taxonomy.js';
import { TaxonomyError } from '../taxonomy-error.js';

const RELATIONS: Readonly<Record<string, MappingRelation>> = {
  exactmatch: 'exactMatch', closematch: 'closeMatch', narrowmatch: 'narrowMatch', narrowermatch: 'narrowMatch', broadmatch: 'broadMatch', broadermatch: 'broadMatch', relatedmatch: 'relatedMatch',
};

/** The same statement, read from the other side. */
export const INVERSE: Readonly<Record<MappingRelation, MappingRelation>> = { exactMatch: 'exactMatch', closeMatch: 'closeMatch', relatedMatch: 'relatedMatch', narrowMatch: 'broadMatch', broadMatch: 'narrowMatch' };

/**
 * Reads a table of mappings. Two forms:
 * - `from`, `relation`, `to`: the relation is read from `from` to `to`, and the file says the direction itself
 * - an ESCO column, another framework's, and a relation (the national mapping tables): read by `source.direction`, since these files do not say it
 * Each row is kept with its line, so that a report can say where a match comes from.
 */
export function readCrosswalk(draft: Draft, source: TaxonomySource): void {
  const table = readTable(source.text);
  const relation = column(table, 'relation', 'mappingRelation', 'matchType', 'Type of Match', 'mapping relation', 'predicate_id');
  const [from, to] = [column(table, 'from', 'subject_id'), column(table, 'to', 'object_id')];
  const esco = column(table, 'escoUri', 'ESCO URI', 'ESCO or ISCO URI', 'conceptUri', 'targetUri', 'Target URI', 'Target Concept URI', 'Mapping target concept URI');
  const other = column(table, 'sourceId', 'onetSoc', 'O*NET Id', 'O*NET-SOC Code', 'Source URI', 'classification 1 URI', 'sourceUri', 'otherId', 'id');
  const declared = from >= 0 && to >= 0;
  if (relation < 0 || (!declared && (esco < 0 || other < 0))) throw new TaxonomyError('taxonomy.unreadable-source', `${source.name}: a crosswalk has the columns from, relation, to; or escoUri, relation, sourceId`);
  table.rows.forEach((row, index) => {
    const name = RELATIONS[(row[relation] ?? '').replace(/^.*[#/:]/, '').replace(/[\s_]/g, '').toLowerCase()];
    const [first, second] = declared ? [row[from], row[to]] : [row[esco], row[other]];
    if (name === undefined || !first?.trim() || !second?.trim()) return;
    const read = !declared && source.direction === 'other-first' ? INVERSE[name] : name;
    const [subject, object] = [normalId(first), normalId(second)];
    const place = `${source.name}:${index + 2}`;
    if (declared && !known(draft, subject) && known(draft, object)) draft.mappings.push({ from: object, to: subject, relation: INVERSE[read], source: place });
    else draft.mappings.push({ from: known(draft, subject) ? subject : conceptOf(draft, first, /\/occupation\//.test(first) ? 'occupation' : 'skill').id, to: object, relation: read, source: place });
  });
}

const known = (draft: Draft, id: string): boolean => draft.concepts.has(draft.aliases.get(id) ?? id);
