import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { buildTaxonomy } from '../build.js';
import { loadTaxonomy } from '../load.js';
import { TaxonomyError } from '../taxonomy-error.js';
import { HEADER_AT, sha256 } from './layout.js';

let built: Uint8Array;
beforeAll(async () => {
  built = await buildTaxonomy([
    { kind: 'list', name: 'own', text: 'id,label,altLabels,broader,language\n1,weld steel,steel welding,3,en\n2,bake bread,make bread,3,en\n3,make things,,,en\n1,Stahl schweißen,Stahlschweißen,3,de\n' },
    { kind: 'crosswalk', name: 'c', text: 'from,relation,to\n1,exactMatch,https://other.example/1\n' },
  ]);
});

/** As somebody would who knows how the file is made. */
async function resealed(change: (bytes: Uint8Array) => void): Promise<Uint8Array> {
  const bytes = built.slice();
  change(bytes);
  bytes.set(await sha256(bytes.subarray(HEADER_AT)), 16);
  return bytes;
}

async function codeOf(bytes: Uint8Array): Promise<string> {
  try {
    const taxonomy = await loadTaxonomy(bytes);
    // What was let in must do no harm.
    for (const text of ['weld steel', 'Stahlschweißen', 'bread, steel and things']) taxonomy.search(text).forEach(({ score }) => { expect(score > 0 && score <= 1).toBe(true); });
    for (const id of ['1', '2', '3']) [taxonomy.concept(id), taxonomy.broader(id), taxonomy.narrower(id), taxonomy.related(id), taxonomy.mappings(id), taxonomy.skillsOf(id), taxonomy.labelled(id)].forEach((answer) => { expect(answer === null).toBe(false); });
    return 'loaded';
  } catch (error) {
    if (error instanceof TaxonomyError) return error.code;
    throw error;
  }
}

describe('a taxonomy file', () => {
  it('that was altered anywhere or cut short is refused with its code', async () => {
    await fc.assert(fc.asyncProperty(fc.nat(), fc.integer({ min: 1, max: 255 }), async (at, flip) => {
      const bytes = built.slice();
      bytes[at % bytes.length]! ^= flip;
      expect(await codeOf(bytes)).toMatch(/^taxonomy\.(?:damaged|not-a-taxonomy|other-version)$/);
    }));
    await fc.assert(fc.asyncProperty(fc.nat(), async (length) => { expect(await codeOf(built.slice(0, length % built.length))).toMatch(/^taxonomy\.(?:damaged|not-a-taxonomy)$/); }));
  });
  it('whose numbers were altered by somebody who sealed it again does no harm: it is refused, or its answers stay within bounds', async () => {
    await fc.assert(fc.asyncProperty(fc.array(fc.tuple(fc.nat(), fc.nat({ max: 255 })), { minLength: 1, maxLength: 6 }), async (changes) => {
      const bytes = await resealed((all) => { for (const [at, value] of changes) all[HEADER_AT + (at % (all.length - HEADER_AT))] = value; });
      expect(await codeOf(bytes)).toMatch(/^(?:loaded|taxonomy\.damaged)$/);
    }), { numRuns: 300 });
  });
  it('of another version says that it has to be built again', async () => {
    expect(await codeOf(await resealed((all) => { all[8] = 99; }))).toBe('taxonomy.other-version');
  });
  it('that is something else altogether is named as such', async () => {
    expect(await codeOf(new TextEncoder().encode('{"concepts":[]}'))).toBe('taxonomy.not-a-taxonomy');
    await fc.assert(fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (bytes) => { expect(await codeOf(bytes)).toBe('taxonomy.not-a-taxonomy'); }));
  });
  it('may lie anywhere in a larger buffer', async () => {
    const larger = new Uint8Array(built.length + 3);
    larger.set(built, 3);
    expect(await codeOf(larger.subarray(3))).toBe('loaded');
  });
});
