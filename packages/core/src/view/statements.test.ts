import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JsonObject, JsonValue } from '../report/json.js';
import type { CredentialView, StatementView } from '../report/report.js';
import { credentialView } from './credential-view.js';

const badge = (achievement: JsonObject, more: JsonObject = {}, subject: JsonObject = {}): JsonObject => ({
  type: ['VerifiableCredential', 'OpenBadgeCredential'], ...more, credentialSubject: { ...subject, achievement: { name: 'Welding', ...achievement } },
});
const all = (view: CredentialView): StatementView[] => [...(view.statements ?? []), ...view.achievements.flatMap(({ statements }) => statements ?? [])];
const brief = (document: JsonObject) => all(credentialView(document)).map(({ property, on, pointer: at, name, url, code }) => `${property}@${on} ${at} ${name?.['und'] ?? ''}|${url ?? ''}|${code ?? ''}`);

describe('what a credential names beside its achievement', () => {
  it('stands in alignments at three levels, tags, fields and lists of skills', () => {
    expect(brief(badge({
      alignment: [{ targetName: 'Weld', targetUrl: 'https://s.example/1', targetCode: 'W1' }], tag: ['a', 'b'], fieldOfStudy: 'Metal', specialization: 'Steel', skill: { name: 'Braze', id: 'https://s.example/2' },
      resultDescription: [{ id: 'urn:r', alignment: { targetName: 'Cut', targetUrl: 'https://s.example/3' }, rubricCriterionLevel: [{ id: 'urn:l', alignment: [{ targetName: 'Cut well' }] }] }],
    }, { skills: [{ category: 'trade', skill: 'forging', subskills: ['hammering'] }] }, { result: [{ resultDescription: 'urn:r', value: '1', alignment: [{ targetCode: 'W9' }] }] }))).toEqual([
      'skills@credential /skills/0 forging||', 'skills@credential /skills/0/subskills/0 hammering||',
      'alignment@achievement /credentialSubject/achievement/alignment/0 Weld|https://s.example/1|W1', 'tag@achievement /credentialSubject/achievement/tag/0 a||', 'tag@achievement /credentialSubject/achievement/tag/1 b||',
      'skill@achievement /credentialSubject/achievement/skill Braze|https://s.example/2|', 'fieldOfStudy@achievement /credentialSubject/achievement/fieldOfStudy Metal||', 'specialization@achievement /credentialSubject/achievement/specialization Steel||',
      'alignment@result-description /credentialSubject/achievement/resultDescription/0/alignment Cut|https://s.example/3|', 'alignment@rubric-level /credentialSubject/achievement/resultDescription/0/rubricCriterionLevel/0/alignment/0 Cut well||',
      'alignment@result /credentialSubject/result/0/alignment/0 ||W9',
    ]);
  });

  it('has levels in the order of the document, and says where a level is not of its rubric', () => {
    const rubric = { id: 'urn:r', requiredLevel: 'urn:l2', rubricCriterionLevel: ['urn:l1', 'urn:l2', 'urn:l3'].map((id) => ({ id, name: id })) };
    const [known, unknown] = ['urn:l1', 'urn:elsewhere'].map((achievedLevel) => credentialView(badge({ resultDescription: [rubric] }, {}, { result: { resultDescription: 'urn:r', achievedLevel } })).achievements[0]?.results[0]);
    expect([known?.achieved?.ordinal, known?.achieved?.of, known?.required?.ordinal, known?.unknownLevel]).toEqual([1, 3, 2, undefined]);
    expect([unknown?.achieved, unknown?.value, unknown?.unknownLevel]).toEqual([undefined, 'urn:elsewhere', true]);
    const grades = { id: 'urn:g', allowedValue: ['C', 'B', 'A'], requiredValue: 'B' };
    const graded = credentialView(badge({ resultDescription: grades }, {}, { result: { resultDescription: 'urn:g', value: 'A' } })).achievements[0]?.results[0];
    expect([graded?.achieved?.ordinal, graded?.required?.ordinal, graded?.requiredValue]).toEqual([3, 2, 'B']);
    const letters = { id: 'urn:g', resultType: 'LetterGrade', allowedValue: ['A', 'B', 'C', 'F'], requiredValue: 'C' };
    const best = credentialView(badge({ resultDescription: letters }, {}, { result: { resultDescription: 'urn:g', value: 'A' } })).achievements[0]?.results[0];
    expect([best?.achieved?.ordinal, best?.required?.ordinal, best?.achieved?.pointer]).toEqual([4, 2, '/credentialSubject/achievement/resultDescription/allowedValue/0']);
  });

  it('of Open Badges 2.0 are tags and alignments; of a résumé its entries, which nobody answers for', () => {
    expect(brief({ type: 'Assertion', recipient: {}, badge: { name: 'B', tags: ['x'], alignment: [{ targetName: 'Y', targetUrl: 'https://y.example' }] } })).toEqual(['alignment@achievement /badge/alignment/0 Y|https://y.example|', 'tags@achievement /badge/tags/0 x||']);
    const view = credentialView({ type: ['VerifiableCredential'], credentialSubject: { type: 'http://schema.hropenstandards.org/4.4/recruiting/json/ler-rs/LER-RSType.json', skills: [{ name: 'Go', lastUsedDate: '2025' }], certifications: [{ name: 'CKA', verifications: [] }] } });
    expect(view.format).toBe('ler-rs');
    expect(view.statements?.map(({ name, selfAsserted, dated }) => [name?.['und'], selfAsserted, dated])).toEqual([['Go', true, '2025'], ['CKA', true, undefined]]);
  });

  it('is at most 256, and reads any document; every pointer leads to what it says', () => {
    expect(all(credentialView(badge({ tag: Array.from({ length: 900 }, (_, index) => `t${index}`) }, { skills: Array.from({ length: 300 }, () => 'x') })))).toHaveLength(256);
    const at = (document: JsonValue, path: string): JsonValue | undefined => path.split('/').slice(1).reduce<JsonValue | undefined>((value, step) => (value as Record<string, JsonValue> | undefined)?.[step.replaceAll('~1', '/').replaceAll('~0', '~')], document);
    const part = fc.oneof(fc.jsonValue(), fc.array(fc.record({ targetName: fc.jsonValue(), targetUrl: fc.jsonValue(), id: fc.jsonValue() })));
    fc.assert(fc.property(fc.record({ alignment: part, tag: part, skill: part, resultDescription: fc.array(fc.record({ id: part, alignment: part, rubricCriterionLevel: part, allowedValue: part })) }), part, (achievement, result) => {
      const document = JSON.parse(JSON.stringify(badge(achievement as JsonObject, {}, { result: result as JsonValue }))) as JsonObject;
      for (const { pointer: path } of all(credentialView(document))) expect(at(document, path), path).toBeDefined();
    }), { numRuns: 200 });
  });
});
