import type { Concept, EvidenceProfile, Identifier, JobRequirements, Mapping, Requirement, SkillClaim, Taxonomy } from '@credlens/ats-adapter';
import type { LocalizedText } from '@credlens/core/report';

// A small world for the tests of matching: everything is one field away from a match.

export const skill = (id: string): Identifier => ({ scheme: id.startsWith('onet:') ? 'onet-element' : 'esco-skill', id, names: 'skill', written: id });

export const evidence = (change: Partial<EvidenceProfile> = {}): EvidenceProfile => ({
  reportId: 'r1', policyId: 'default', asOf: '2026-08-22T00:00:00.000Z', verdict: 'verified', cautions: false, intact: 'yes', authentic: 'yes', recognised: 'yes', current: 'yes', theirs: 'yes', presentedByHolder: 'not-asked', issuerName: 'Uni Example', ...change,
});

export const claim = (id: string, name: LocalizedText, ids: readonly string[], change: Partial<SkillClaim> = {}): SkillClaim => ({
  id, name, identifiers: ids.map(skill), attained: true, source: { credential: `sha-${id}`, field: 'alignment', pointer: '/credentialSubject/achievement/alignment/0', title: { en: `Badge ${id}` } }, kind: 'assessed', awarded: '2026-01-12', selfAsserted: false, evidence: evidence(), ...change,
});

export const wanted = (id: string, label: LocalizedText, ids: readonly string[] = [], change: Partial<Requirement> = {}): Requirement => ({
  id, label, identifiers: ids.map(skill), importance: 'required', origin: 'structured', confirmed: true, source: `/skills/${id}`, ...change,
});

export const job = (...requirements: Requirement[]): JobRequirements => ({ schema: 'credlens-requirements/1', job: { digest: 'job' }, requirements, notices: [] });

interface Row { id: string; en: string; alt?: string[]; kind?: Concept['kind']; broader?: string[]; replacedBy?: string; related?: { id: string; relation: 'essential' | 'optional' }[]; mappings?: Mapping[] }

/** A taxonomy in memory, whose search finds labels that share a word. */
export function taxonomyOf(rows: readonly Row[]): Taxonomy {
  const byId = new Map(rows.map((row) => [row.id, row]));
  const words = (text: string) => new Set(text.toLowerCase().split(/\W+/).filter(Boolean));
  const labels = rows.flatMap((row) => [{ row, text: row.en, kind: 'preferred' as const }, ...(row.alt ?? []).map((text) => ({ row, text, kind: 'alternative' as const }))]);
  return {
    name: 'Little', version: '1', digest: 'tax', languages: ['en'], attribution: ['Ours.'],
    concept: (id) => { const row = byId.get(id); return row && { id, kind: row.kind ?? 'skill', preferred: { en: row.en }, ...(row.replacedBy === undefined ? {} : { replacedBy: row.replacedBy }) }; },
    labelled: (text) => labels.filter((label) => label.text.toLowerCase() === text.toLowerCase()).map(({ row, kind }) => ({ id: row.id, kind, language: 'en' })),
    search: (text, { limit = 10 } = {}) => labels.map(({ row, text: label, kind }) => {
      const [a, b] = [words(text), words(label)];
      const shared = [...a].filter((word) => b.has(word)).length;
      return { id: row.id, score: shared / Math.max(a.size, b.size, 1), label, language: 'en', labelKind: kind };
    }).filter(({ score }) => score > 0).sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1)).slice(0, limit),
    broader: (id) => byId.get(id)?.broader ?? [],
    narrower: (id) => rows.filter((row) => row.broader?.includes(id)).map((row) => row.id),
    related: (id) => byId.get(id)?.related ?? [],
    mappings: (id) => byId.get(id)?.mappings ?? [],
    skillsOf: () => [],
  };
}

export const LITTLE = taxonomyOf([
  { id: 'esco:group/S5', en: 'working with computers', kind: 'group' },
  { id: 'esco:skill/prog', en: 'computer programming', alt: ['coding'], broader: ['esco:group/S5'] },
  { id: 'esco:skill/py', en: 'Python', alt: ['Python programming'], broader: ['esco:skill/prog'], related: [{ id: 'esco:skill/git', relation: 'optional' }], mappings: [{ id: 'onet:py', relation: 'exactMatch', source: 'table 7' }, { id: 'onet:script', relation: 'broadMatch', source: 'table 8' }, { id: 'onet:r', relation: 'closeMatch', source: 'table 9' }] },
  { id: 'esco:skill/sql', en: 'SQL', broader: ['esco:group/S5'] },
  { id: 'esco:skill/git', en: 'use version control' },
  { id: 'esco:skill/old', en: 'old Python', replacedBy: 'esco:skill/py' },
  { id: 'esco:skill/bank1', en: 'bank', alt: ['river bank'] },
  { id: 'esco:skill/bank2', en: 'bank' },
  { id: 'esco:skill/data', en: 'analyse data' },
]);
