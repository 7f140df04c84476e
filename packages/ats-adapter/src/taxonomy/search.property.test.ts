import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { autoAccept } from './auto-accept.js';
import { buildTaxonomy } from './build.js';
import { loadTaxonomy, type LoadedTaxonomy } from './load.js';

const folder = new URL('../../../../examples/demo-taxonomy/', import.meta.url);
let bytes: Uint8Array, taxonomy: LoadedTaxonomy;
beforeAll(async () => {
  bytes = await buildTaxonomy(readdirSync(folder).filter((name) => name.endsWith('.csv')).map((name) => ({ kind: 'esco', name, text: readFileSync(new URL(name, folder), 'utf8') })));
  taxonomy = await loadTaxonomy(bytes);
});
const skills = (): string[] => taxonomy.labelled('weld steel').flatMap(({ id }) => taxonomy.narrower(taxonomy.broader(id)[0] ?? ''));
const word = fc.constantFrom('weld', 'steel', 'data', 'Daten', 'Stahlschweißen', 'and', 'experience', 'SQL', ',', '.', '\u0000', '👩‍🔧', 'é', '<ORGANIZATION>', 'a'.repeat(90));
const anyText = fc.oneof(fc.array(word, { maxLength: 30 }).map((words) => words.join(' ')), fc.string({ unit: 'binary', maxLength: 300 }));

describe('search', () => {
  it('finds a concept by its own preferred label first, and by a clause of a sentence', () => {
    expect(skills().length).toBeGreaterThan(8);
    for (const id of skills()) for (const label of Object.values(taxonomy.concept(id)!.preferred)) {
      expect(taxonomy.search(label)[0]).toMatchObject({ id, score: 1 });
      expect(taxonomy.search(`We look for somebody kind; ${label}, also on Mondays.`).slice(0, 3).map((found) => found.id)).toContain(id);
    }
  });
  it('finds other forms of the words, parts of compounds, and misspelt ones', () => {
    const first = (text: string) => taxonomy.concept(taxonomy.search(text)[0]?.id ?? '')?.preferred['en'];
    expect(['experience with the welding of steel', 'Reparatur von Fahrrädern', 'Projektplanungen', 'negotiatng prises', 'database queries'].map(first)).toEqual(['weld steel', 'repair bicycles', 'plan projects', 'negotiate prices', 'query databases']);
  });
  it('of any text ends, answers within its bounds, in order, and the same twice', () => {
    fc.assert(fc.property(anyText, fc.integer({ min: -2, max: 150 }), (text, limit) => {
      const found = taxonomy.search(text, { limit });
      expect(taxonomy.search(text, { limit })).toEqual(found);
      expect(found.length).toBeLessThanOrEqual(Math.max(10, Math.min(100, limit)));
      expect(new Set(found.map(({ id }) => id)).size).toBe(found.length);
      found.forEach(({ id, score }, at) => {
        expect(score > 0 && score <= 1).toBe(true);
        expect(taxonomy.concept(id)?.kind).toBe('skill');
        const before = found[at - 1];
        if (before) expect(before.score > score || (before.score === score && before.id < id)).toBe(true);
      });
    }));
  });
  it('answers as a taxonomy does that was asked nothing before', async () => {
    const fresh = await loadTaxonomy(bytes);
    fc.assert(fc.property(anyText, (text) => { expect(fresh.search(text)).toEqual(taxonomy.search(text)); }), { numRuns: 50 });
  });
  it('keeps to the languages and kinds that it is asked for', () => {
    expect(taxonomy.search('weld steel', { languages: ['de'] }).every(({ language }) => language === 'de')).toBe(true);
    expect(taxonomy.search('weld steel', { languages: ['fi'] })).toEqual([]);
    expect(taxonomy.search('data steward', { kinds: ['occupation'] })[0]).toMatchObject({ label: 'data steward', score: 1 });
  });
  it('takes a text of any length', () => {
    expect(taxonomy.search('weld steel, '.repeat(50_000))[0]?.label).toBe('weld steel');
    expect(taxonomy.search('x'.repeat(1_000_000))).toEqual([]);
  });
});

describe('accepting without asking', () => {
  it('takes a label that is one skill\'s alone, and nothing that is like it', () => {
    const welding = taxonomy.labelled('weld steel')[0]!.id;
    expect([autoAccept(taxonomy, 'Weld STEEL.'), autoAccept(taxonomy, 'steel welding'), autoAccept(taxonomy, 'welding steel')]).toEqual([{ id: welding, by: 'preferred', language: 'en' }, { id: welding, by: 'alternative', language: 'en' }, undefined]);
  });
  it('takes none of two, never a hidden label, and neither group nor occupation', async () => {
    const own = await loadTaxonomy(await buildTaxonomy([{ kind: 'list', name: 'own', text: 'id,label,altLabels,hiddenLabels,type\n1,one,shared,odd,skill\n2,two,shared|one,,skill\n3,three,,,group\n4,same,,,skill\n5,same,,,skill\n' }]));
    expect(['shared', 'odd', 'three', 'same', '', 'one'].map((text) => autoAccept(own, text)?.id)).toEqual([undefined, undefined, undefined, undefined, undefined, '1']);
  });
});
