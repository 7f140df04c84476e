import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { buildTaxonomy } from './build.js';
import { loadTaxonomy, type LoadedTaxonomy } from './load.js';
import type { TaxonomySource } from './source.js';

const folder = new URL('../../../../examples/demo-taxonomy/', import.meta.url);
const demo = (): TaxonomySource[] => readdirSync(folder).filter((name) => name.endsWith('.csv')).map((name) => ({ kind: 'esco', name, text: readFileSync(new URL(name, folder), 'utf8') }));
const taxonomyOf = async (...sources: TaxonomySource[]): Promise<LoadedTaxonomy> => loadTaxonomy(await buildTaxonomy(sources));
const idOf = (taxonomy: LoadedTaxonomy, label: string): string => taxonomy.labelled(label)[0]?.id ?? '';
const list = (text: string, more: Partial<TaxonomySource> = {}): TaxonomySource => ({ kind: 'list', name: 'own', text, ...more });
const A = '00000000-0000-4000-8000-00000000000a', B = '00000000-0000-4000-8000-00000000000b', G = '00000000-0000-4000-8000-0000000000f0';
const esco = (uuid: string): string => `http://data.europa.eu/esco/skill/${uuid}`;

describe('tables in the form of ESCO', () => {
  it('give concepts in every language with their hierarchy, relations and occupations, and owe ESCO nothing where they are not of it', async () => {
    const taxonomy = await taxonomyOf(...demo());
    const welding = idOf(taxonomy, 'weld steel');
    expect(taxonomy.concept(welding)).toMatchObject({ kind: 'skill', preferred: { en: 'weld steel', de: 'Stahl schweißen' }, reuse: 'cross-sector' });
    expect(taxonomy.labelled('Stahlschweißen')).toEqual([{ id: welding, kind: 'alternative', language: 'de' }]);
    const [group = ''] = taxonomy.broader(welding);
    expect(taxonomy.concept(group)).toMatchObject({ kind: 'group', preferred: { en: 'making and repairing' } });
    expect(taxonomy.narrower(group)).toContain(welding);
    expect(taxonomy.related(idOf(taxonomy, 'plan projects'))).toEqual([{ id: idOf(taxonomy, 'write reports'), relation: 'essential' }]);
    expect(taxonomy.skillsOf(idOf(taxonomy, 'workshop trainer'))).toContainEqual({ id: welding, relation: 'optional' });
    expect([taxonomy.languages, taxonomy.attribution]).toEqual([['de', 'en'], []]);
  });
  it('are the same bytes whatever order they come in', async () => {
    const [one, other] = [await buildTaxonomy(demo(), { name: 'x' }), await buildTaxonomy(demo().reverse(), { name: 'x' })];
    expect(one.length).toBe(other.length);
    expect(Buffer.from(one).equals(Buffer.from(other))).toBe(true);
  });
  it('are left out in languages that nobody asked for', async () => {
    expect((await loadTaxonomy(await buildTaxonomy(demo(), { languages: ['de'] }))).languages).toEqual(['de']);
    await expect(buildTaxonomy(demo(), { languages: ['fi'] })).rejects.toMatchObject({ code: 'taxonomy.no-skills' });
  });
  it('may have their columns in any order, and groups are known by code and by address', async () => {
    const taxonomy = await taxonomyOf(
      { kind: 'esco', name: 'skills_en.csv', text: `altLabels,preferredLabel,conceptUri,conceptType\n"one way\nanother way",do it,${esco(A)},KnowledgeSkillCompetence\n` },
      { kind: 'esco', name: 'broaderRelationsSkillPillar_en.csv', text: `conceptType,conceptUri,broaderType,broaderUri\nKnowledgeSkillCompetence,${esco(A)},SkillGroup,${esco(G)}\n` },
      { kind: 'esco', name: 'skillGroups_en.csv', text: `conceptType,conceptUri,preferredLabel,code\nSkillGroup,${esco(G)},doing,S1.2\n` },
    );
    expect(taxonomy.broader(`esco:skill/${A}`)).toEqual(['esco:group/S1.2']);
    expect([taxonomy.concept(esco(G))?.id, taxonomy.written(`esco:skill/${A}`)]).toEqual(['esco:group/S1.2', esco(A)]);
    expect(taxonomy.labelled('another way')).toEqual([{ id: `esco:skill/${A}`, kind: 'alternative', language: 'en' }]);
    expect(taxonomy.attribution[0]).toBe('This service uses the ESCO classification of the European Commission.');
  });
  it('may be extracts with bare UUIDs, bars between labels, and skills without an address', async () => {
    const taxonomy = await taxonomyOf(
      { kind: 'esco', name: 'x.tsv', text: `uri\tpreferredLabel\taltLabels\n${A}\tdo it\tone|two\n\tno address\t\n` },
      { kind: 'esco', name: 'r.tsv', text: `originalSkillId\trelationType\trelatedSkillId\n${A}\toptional\t${B}\n` },
    );
    expect([idOf(taxonomy, 'two'), idOf(taxonomy, 'no address'), taxonomy.related(`esco:skill/${A}`)]).toEqual([`esco:skill/${A}`, 'label:no-address', []]);
  });
  it('that have no labels are refused by name', async () => {
    await expect(buildTaxonomy([{ kind: 'esco', name: 'x.csv', text: 'a,b\n1,2\n' }])).rejects.toMatchObject({ name: 'TaxonomyError', code: 'taxonomy.unreadable-source' });
  });
});

describe('other sources', () => {
  it('O*NET: elements, occupations, titles, importance, technologies', async () => {
    const tsv = (...rows: string[][]): string => rows.map((row) => row.join('\t')).join('\n');
    const taxonomy = await taxonomyOf(
      { kind: 'onet', name: 'Content Model Reference.txt', text: tsv(['Element ID', 'Element Name', 'Description'], ['2.A.1', 'Content', ''], ['2.A.1.a', 'Reading', ''], ['5.A', 'Not a skill', '']) },
      { kind: 'onet', name: 'Occupation Data.txt', text: tsv(['O*NET-SOC Code', 'Title', 'Description'], ['15-1252.00', 'Makers of Programs', '']) },
      { kind: 'onet', name: 'Alternate Titles.txt', text: tsv(['O*NET-SOC Code', 'Alternate Title'], ['15-1252.00', 'Program Maker']) },
      { kind: 'onet', name: 'Skills.txt', text: tsv(['O*NET-SOC Code', 'Element ID', 'Element Name', 'Scale ID', 'Data Value'], ['15-1252.00', '2.A.1.a', 'Reading', 'IM', '4.1'], ['15-1252.00', '2.A.1.a', 'Reading', 'LV', '5'], ['15-1252.00', '2.B.9', 'Other', 'IM', '1.5']) },
      { kind: 'onet', name: 'Technology Skills.txt', text: tsv(['O*NET-SOC Code', 'Example', 'Commodity Code'], ['15-1252.00', 'Some Database', '4323']) },
    );
    expect(taxonomy.skillsOf('15-1252')).toEqual([{ id: 'onet:2.A.1.a', relation: 'essential' }, { id: 'onet:technology/some-database', relation: 'optional' }]);
    expect([taxonomy.broader('onet:2.A.1.a'), taxonomy.concept('onet:5.A'), idOf(taxonomy, 'program maker')]).toEqual([['onet:2.A.1'], undefined, 'onet:15-1252.00']);
    expect(taxonomy.attribution[0]).toContain('CC BY 4.0');
  });
  it('rich skill descriptors as CSV and JSON: alignments wait for a person, keywords are no names', async () => {
    const csv = 'Skill Name,Keywords,Alignment\nAsk good questions,curiosity,https://lightcast.io/open-skills/skills/KS1200B62W5ZF38RJ7TD\n';
    const json = JSON.stringify([{ type: 'RichSkillDescriptor', id: 'https://rsd.example/1', skillName: 'Listen well', keywords: ['ears'], alignments: [{ id: 'https://other.example/x' }] }, { id: 7 }]);
    const taxonomy = await taxonomyOf({ kind: 'rsd', name: 'a.csv', text: csv }, { kind: 'rsd', name: 'b.json', text: json });
    expect(taxonomy.mappings('label:ask-good-questions')).toEqual([{ id: 'lightcast:KS1200B62W5ZF38RJ7TD', relation: 'closeMatch', source: 'a.csv' }]);
    expect([taxonomy.mappings('https://rsd.example/1')[0]?.id, taxonomy.labelled('curiosity')]).toEqual(['https://other.example/x', []]);
  });
  it('CASE packages: hierarchy, replacement and matches', async () => {
    const item = (identifier: string, fullStatement: string) => ({ identifier, uri: `https://case.example/ims/case/v1p0/CFItems/${identifier}`, fullStatement });
    const association = (associationType: string, origin: string, destination: string) => ({ associationType, originNodeURI: { identifier: origin }, destinationNodeURI: { identifier: destination } });
    const text = JSON.stringify({ CFDocument: { title: 'Standards' }, CFItems: [item(A, 'Count to ten'), item(B, 'Count'), { bad: 1 }], CFAssociations: [association('isChildOf', A, B), association('replacedBy', A, B), association('exactMatchOf', A, G), 3] });
    const taxonomy = await taxonomyOf({ kind: 'case', name: 'p.json', text });
    expect([taxonomy.broader(`case:${A}`), taxonomy.concept(`case:${A}`)?.replacedBy, taxonomy.mappings(`case:${A}`), taxonomy.name]).toEqual([[`case:${B}`], `case:${B}`, [{ id: `case:${G}`, relation: 'exactMatch', source: 'p.json' }], 'Standards']);
  });
  it('crosswalks: the direction is what the host declares, or what the columns say', async () => {
    const skills: TaxonomySource = { kind: 'esco', name: 's.tsv', text: `uri\tpreferredLabel\n${esco(A)}\tdo it\n` };
    const national = `sourceId,relation,escoUri\nN1,broadMatch,${esco(A)}\nN2,skos:exactMatch,${esco(A)}\nN3,nonsense,${esco(A)}\n`;
    const relation = async (source: TaxonomySource) => (await taxonomyOf(source, skills)).mappings(`esco:skill/${A}`).map((each) => `${each.id} ${each.relation} ${each.source}`);
    expect(await relation({ kind: 'crosswalk', name: 'n.csv', text: national })).toEqual(['N1 broadMatch n.csv:2', 'N2 exactMatch n.csv:3']);
    expect(await relation({ kind: 'crosswalk', name: 'n.csv', text: national, direction: 'other-first' })).toEqual(['N1 narrowMatch n.csv:2', 'N2 exactMatch n.csv:3']);
    expect(await relation({ kind: 'crosswalk', name: 'd.csv', text: `from,relation,to\nN1,broadMatch,${esco(A)}\n` })).toEqual(['N1 narrowMatch d.csv:2']);
    await expect(relation({ kind: 'crosswalk', name: 'x.csv', text: 'a,b\n' })).rejects.toMatchObject({ code: 'taxonomy.unreadable-source' });
  });
  it('lists of one\'s own: with a header, or a label a line', async () => {
    const taxonomy = await taxonomyOf(list('id;label;alt labels;language;broader\n7;Kochen;Speisen zubereiten|Essen machen;de;9\n7;cooking;;en;9\n9;household;;en;\n'));
    expect(taxonomy.concept('7')).toMatchObject({ preferred: { de: 'Kochen', en: 'cooking' } });
    expect([idOf(taxonomy, 'essen machen'), taxonomy.broader('7')]).toEqual(['7', ['9']]);
    const plain = await taxonomyOf(list('write Basque\nwrite Basque\n"quoted", label\n', { language: 'de' }));
    expect([plain.size.concepts, plain.languages, plain.concept('label:write-basque')?.preferred]).toEqual([2, ['de'], { de: 'write Basque' }]);
    await expect(buildTaxonomy([list('\n')])).rejects.toMatchObject({ code: 'taxonomy.no-skills' });
  });
  it('that are no JSON are refused, not thrown about', async () => {
    for (const kind of ['case', 'rsd'] as const) await expect(buildTaxonomy([{ kind, name: 'x', text: '{"a":' }])).rejects.toMatchObject({ code: 'taxonomy.unreadable-source' });
  });
});
