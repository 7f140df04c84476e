import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isIdentifier, readIdentifier, type IdentifierHints } from './read-identifier.js';

const U = '5fd5c985-eaaa-47aa-8314-62359c54505a';
const K = 'KSKJX44T33B6D4UCC8CB';
const idOf = (written: string, hints?: IdentifierHints) => {
  const read = readIdentifier(written, hints);
  return isIdentifier(read) ? `${read.id} ${read.names}` : `${read.malformed} ${read.scheme ?? ''}`.trim();
};

/** Several spellings of one thing. */
const SAME: readonly (readonly [string, readonly (string | readonly [string, IdentifierHints])[]])[] = [
  [`esco:skill/${U} skill`, [
    `http://data.europa.eu/esco/skill/${U}`, `https://data.europa.eu/esco/skill/${U.toUpperCase()}`, `data.europa.eu/esco/skill/${U}`, ` http://data.europa.eu/esco/skill/${U}/ `, `esco:skill/${U}`,
    `https://esco.ec.europa.eu/en/classification/skills?uri=${encodeURIComponent(`http://data.europa.eu/esco/skill/${U}`)}`, `https://ec.europa.eu/esco/portal/skill?uri=http://data.europa.eu/esco/skill/${U}&lang=en`,
    [U, { framework: 'ESCO' }], [U, { framework: 'http://data.europa.eu/esco/concept-scheme/skills' }], [`ESCO:${U}`, {}],
    // Some type an ESCO skill as an item of CASE: the address says what it is, and so does the framework.
    [`http://data.europa.eu/esco/skill/${U}`, { type: 'CFItem' }], [U, { framework: 'ESCO', type: 'CFItem' }],
  ]],
  ['esco:group/S1.2.3 group', [['S1.2.3', { framework: 'ESCO' }], 'ESCO:S1.2.3', 'http://data.europa.eu/esco/skill/S1.2.3', 'esco:group/S1.2.3']],
  ['esco:group/K0613 group', [['K0613', { framework: 'ESCO classification' }], 'ESCO:K0613']],
  ['esco:group/L1 group', [['L1', { framework: 'esco' }]]],
  ['esco:group/T4.2 group', [['T4.2', { framework: 'ESCO v1.2' }]]],
  [`esco:occ/${U} occupation`, [`http://data.europa.eu/esco/occupation/${U}`, `https://esco.ec.europa.eu/en/classification/occupation?uri=http%3A%2F%2Fdata.europa.eu%2Fesco%2Foccupation%2F${U}`]],
  ['isco08:7121 occupation', ['http://data.europa.eu/esco/isco/C7121', ['C7121', { framework: 'ISCO-08' }], ['7121', { framework: 'ISCO' }], 'isco08:7121']],
  ['iscedf:0688 field', ['http://data.europa.eu/snb/isced-f/0688', 'https://data.europa.eu/esco/isced-f/0688', ['0688', { framework: 'ISCED-F' }]]],
  ['onet:15-1252.00 occupation', ['15-1252.00', ['15-1252', { framework: 'O*NET-SOC' }], 'https://www.onetonline.org/link/summary/15-1252.00', ['https://www.onetonline.org/link/details/15-1252.00', { type: 'CTDL' }], 'onet:15-1252.00']],
  ['onet:2.A.1.a skill', [['2.A.1.a', { framework: 'O*NET' }], 'https://www.onetonline.org/find/descriptor/result/2.A.1.a', 'onet:2.A.1.a']],
  [`lightcast:${K} skill`, [K, `https://lightcast.io/open-skills/skills/${K}`, `https://lightcast.io/open-skills/skills/${K}/sql`, `https://skills.emsidata.com/skills/${K}`, `lightcast:${K}`]],
  ['lightcast:ES0123456789ABCDEF01 skill', [['ES0123456789ABCDEF01', { framework: 'Lightcast Open Skills' }]]],
  [`ctid:ce-${U} skill`, [`https://credentialfinder.org/competency/ce-${U}`, [`ce-${U}`, { type: 'ceasn:Competency' }]]],
  [`ctid:ce-${U} credential`, [`https://credentialfinder.org/credential/ce-${U}`, [`https://credentialengineregistry.org/resources/ce-${U}`, { type: 'ceterms:Credential' }]]],
  [`ctid:ce-${U} unknown`, [`ce-${U.toUpperCase()}`, `https://credentialengineregistry.org/resources/ce-${U}`, `ctid:ce-${U}`]],
  [`case:${U} skill`, [`https://case.example.org/ims/case/v1p0/CFItems/${U}`, [U, { type: 'CFItem' }], [`https://opensalt.net/uri/p${U}`, { type: 'CFItem' }]]],
  [`case:${U} unknown`, [`https://opensalt.net/uri/${U}`, [U, { type: 'CFRubricCriterionLevel' }], `case:${U}`]],
  ['digcomp:3ol5wi3605 skill', ['http://data.europa.eu/snb/dcf/3ol5wi3605', 'digcomp:3ol5wi3605']],
  ['eqf:6 level', ['http://data.europa.eu/snb/eqf/6', ['6', { type: 'ext:EQF' }], ['EQF level 6', { type: 'ext:EQF' }], ['Level 6', { framework: 'European Qualifications Framework' }], 'eqf:6']],
  [`https://osmt.example.org/api/skills/${U} skill`, [`https://osmt.example.org/api/skills/${U}`, `HTTPS://OSMT.example.org:443/api/skills/${U}`]],
  ['https://skills.example/1 unknown', ['https://skills.example/1']],
  ['https://credentialfinder.org/credential/20229/Analysis credential', ['https://credentialfinder.org/credential/20229/Analysis']],
];

describe('readIdentifier', () => {
  for (const [id, spellings] of SAME) {
    it(`${id}, whatever the spelling`, () => {
      for (const each of spellings) expect([each, typeof each === 'string' ? idOf(each) : idOf(...each as [string, IdentifierHints])]).toEqual([each, id]);
    });
  }

  it.each([
    ['http://data.europa.eu/esco/skill/not-one', 'not-of-scheme esco-skill'], ['https://esco.ec.europa.eu/en/classification/skills?uri=nonsense', 'not-of-scheme esco-skill'], ['https://skills.emsidata.com/skills/KS12', 'not-of-scheme lightcast'],
    ['http://data.europa.eu/snb/eqf/9', 'not-of-scheme eqf'], ['http://data.europa.eu/esco/isco/X1', 'not-of-scheme isco-08'], [U, 'unrecognised'], ['S1.2.3', 'unrecognised'], ['15-1252', 'unrecognised'], ['12-2024', 'unrecognised'],
    ['6', 'unrecognised'], ['B-2', 'unrecognised'], ['', 'unrecognised'], ['https://', 'unrecognised'], ['javascript:alert(1)', 'unrecognised'], [`https://a.example/${'x'.repeat(3000)}`, 'too-long'],
  ])('%s is not guessed: %s', (written, malformed) => { expect(idOf(written)).toBe(malformed); });

  it('does not let what stands beside it overrule an address', () => {
    expect(idOf('http://data.europa.eu/esco/isco/C7121', { framework: 'ESCO', type: 'ceasn:Competency' })).toBe('isco08:7121 occupation');
    expect(idOf('12-2024', { framework: 'O*NET' })).toBe('unrecognised');
  });

  it('reads any text, and its own identifiers as themselves', () => {
    const piece = fc.constantFrom('http://data.europa.eu/esco/skill/', 'https://', U, K, 'ce-', '?uri=', 'S1', '.2', 'ESCO:', '15-1252', '/ims/case/v1p0/CFItems/', '%', 'eqf:', '6', ' ', 'onet:');
    const text = fc.oneof(fc.string(), fc.webUrl({ withQueryParameters: true, withFragments: true }), fc.array(piece, { maxLength: 5 }).map((parts) => parts.join('')));
    fc.assert(fc.property(text, fc.constantFrom('', 'ESCO', 'O*NET', 'Lightcast', 'EQF', 'CASE', 'DigComp'), fc.constantFrom('', 'CFItem', 'ext:EQF', 'ceasn:Competency'), (written, framework, type) => {
      const read = readIdentifier(written, { framework, type });
      expect(read.written).toBe(written.length > 2000 ? written.slice(0, 2000) : written);
      if (!isIdentifier(read)) return;
      const again = readIdentifier(read.id, { framework, type });
      expect([isIdentifier(again) && again.id, isIdentifier(again) && again.scheme]).toEqual([read.id, read.scheme]);
      const bare = readIdentifier(read.id);
      expect(isIdentifier(bare) && bare.id).toBe(read.id);
    }), { numRuns: 2000 });
  });
});
