import { describe, expect, it } from 'vitest';
import { buildTaxonomy } from './build.js';
import { loadTaxonomy } from './load.js';

describe('in a page', () => {
  it('a taxonomy is built, loaded and searched as in Node', async () => {
    const bytes = await buildTaxonomy([{ kind: 'list', name: 'own', text: 'id,label,altLabels\n1,weld steel,steel welding\n2,bake bread,bread making\n' }]);
    const taxonomy = await loadTaxonomy(bytes);
    expect(taxonomy.digest).toBe('f5cedf395a67a800595b9ae8dbaf9a22859a7432b04fdee164763a8f7e236d11');
    expect(taxonomy.search('experience in the welding of steel')[0]).toMatchObject({ id: '1', label: 'weld steel' });
  });
});
