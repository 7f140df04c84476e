import { describe, expect, it } from 'vitest';
import type { Taxonomy } from '../taxonomy/taxonomy.js';
import { requirementsFromOccupation } from './from-occupation.js';

const [O, S, T] = ['0', '1', '2'].map((figure) => `5fd5c985-eaaa-47aa-8314-62359c5450${figure}a`);
const taxonomy: Taxonomy = {
  name: 'small', version: '1', digest: 'd'.repeat(64), languages: ['en'], attribution: [],
  concept: (id) => ({ [`esco:occ/${O}`]: { id, kind: 'occupation' as const, preferred: { en: 'smith' } }, [`esco:skill/${S}`]: { id, kind: 'skill' as const, preferred: { en: 'forge' } } })[id],
  skillsOf: () => [{ id: `esco:skill/${S}`, relation: 'essential' }, { id: `esco:skill/${T}`, relation: 'optional' }],
  labelled: () => [], search: () => [], broader: () => [], narrower: () => [], related: () => [], mappings: () => [],
};

describe('requirementsFromOccupation', () => {
  it('gives a template that nobody has confirmed, however the occupation is written', () => {
    const read = requirementsFromOccupation(`http://data.europa.eu/esco/occupation/${O}`, taxonomy);
    expect(read.requirements).toMatchObject([
      { label: { en: 'forge' }, identifiers: [{ id: `esco:skill/${S}` }], importance: 'required', origin: 'occupation-template', confirmed: false },
      { label: {}, identifiers: [{ id: `esco:skill/${T}` }], importance: 'preferred', origin: 'occupation-template', confirmed: false },
    ]);
    expect(read.job).toMatchObject({ id: `esco:occ/${O}`, title: { en: 'smith' } });
    expect(requirementsFromOccupation(`esco:occ/${O}`, taxonomy)).toEqual(read);
  });
  it('of what the taxonomy does not have, or is a skill there, is nothing, and says so', () => {
    for (const written of ['nonsense', `esco:skill/${S}`, `esco:occ/${T}`]) expect(requirementsFromOccupation(written, taxonomy)).toMatchObject({ requirements: [], notices: [{ code: 'unreadable', text: written }] });
  });
});
