import { addLabel, conceptOf, type Draft } from '../draft.js';
import type { TaxonomySource } from '../source.js';
import type { MappingRelation } from '../taxonomy.js';
import { TaxonomyError } from '../taxonomy-error.js';
import { array, object, parse, text, type Json } from './json.js';

/** Longer statements are paragraphs, and no label. */
const LONGEST = 400;
const RELATIONS: Readonly<Record<string, MappingRelation>> = { exactMatchOf: 'exactMatch', isRelatedTo: 'relatedMatch', isPeerOf: 'relatedMatch' };

/** Reads a CFPackage of CASE 1.0 or 1.1: items with their statements, `isChildOf` and `isPartOf` as the hierarchy, `replacedBy`, and matches between items. */
export function readCase(draft: Draft, source: TaxonomySource): void {
  const root = object(parse(source));
  const items = array(root['CFItems']);
  if (items.length === 0) throw new TaxonomyError('taxonomy.unreadable-source', `${source.name}: it has no CFItems`);
  const document = object(root['CFDocument']);
  const title = text(document['title']);
  if (title !== undefined) draft.names.push(title);
  for (const each of items) {
    const item = object(each);
    const id = text(item['identifier']);
    const statement = text(item['fullStatement']);
    if (id === undefined || statement === undefined) continue;
    const language = text(item['language']) ?? text(document['language']) ?? source.language ?? 'en';
    const concept = conceptOf(draft, guid(id), 'skill');
    concept.written = text(item['uri']) ?? id;
    const short = text(item['abbreviatedStatement']);
    if (statement.length <= LONGEST || short === undefined) addLabel(concept, statement.slice(0, LONGEST), language, 'preferred');
    if (short !== undefined) addLabel(concept, short, language, 'alternative');
  }
  for (const each of array(root['CFAssociations'])) {
    const association = object(each);
    const [from, to, type] = [node(association['originNodeURI']), node(association['destinationNodeURI']), text(association['associationType']) ?? ''];
    if (from === undefined || to === undefined) continue;
    const origin = draft.concepts.get(from);
    if ((type === 'isChildOf' || type === 'isPartOf') && origin && draft.concepts.has(to)) draft.broader.push({ from, to });
    else if (type === 'replacedBy' && origin) origin.replacedBy = to;
    else if (Object.hasOwn(RELATIONS, type)) draft.mappings.push({ from, to, relation: RELATIONS[type]!, source: source.name });
  }
}

const guid = (id: string): string => `case:${id.toLowerCase()}`;
function node(value: Json | undefined): string | undefined {
  const id = text(object(value)['identifier']);
  return id === undefined ? undefined : guid(id);
}
