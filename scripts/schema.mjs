// Writes the JSON Schemas that the packages publish, from their types. With --check it writes nothing and fails where a file is out of date.
import { fileURLToPath } from 'node:url';
import { importSource, keepUpToDate } from './support/generate.mjs';
import { refine, schemaOf } from './support/json-schema.mjs';

const packages = fileURLToPath(new URL('../packages/', import.meta.url));
const { CHECK_QUESTION } = await importSource(`${packages}core/src/report/check-list.ts`);

const sha256 = { pattern: '^[0-9a-f]{64}$' };
const instant = { format: 'date-time', pattern: 'Z$' };
const pointer = { pattern: '^(/([^~/]|~[01])*)*$' };

/** Each schema: its type, where it is published, and what the types cannot say. A new one is one entry. */
const SCHEMAS = [
  {
    source: 'core/src/report/report.ts', type: 'Report', name: 'credlens-report-1', title: 'credlens-report/1', about: 'The report',
    refined(schema) {
      // Every check of the closed list is there once, in its order, under its question.
      schema.$defs.Report.properties.checks = {
        type: 'array',
        description: 'Every check of the closed list, each once, in the order of the list.',
        prefixItems: Object.entries(CHECK_QUESTION).map(([id, question]) => ({ $ref: '#/$defs/Check', properties: { id: { const: id }, question: { const: question } } })),
        items: false,
        minItems: Object.keys(CHECK_QUESTION).length,
      };
      refine(schema, 'InputFacts', { sha256, bytes: { type: 'integer', minimum: 0 } });
      refine(schema, 'Evidence', { sha256, fetchedAt: instant, validUntil: instant });
      refine(schema, 'Problem', { pointer });
      refine(schema, 'Report', { verifiedAt: instant });
    },
  },
  {
    source: 'ats-adapter/src/claims/extract-claims.ts', type: 'ExtractedClaims', name: 'credlens-claims-1', title: 'credlens-claims/1', about: 'The claims',
    refined(schema) {
      refine(schema, 'SkillClaim', { id: sha256 });
      refine(schema, 'ClaimSource', { credential: sha256, pointer, part: { type: 'integer', minimum: 1 } });
      refine(schema, 'ClaimNotice', { credential: sha256, pointer });
      refine(schema, 'SkillLevel', { ordinal: { type: 'integer', minimum: 1 }, of: { type: 'integer', minimum: 1 } });
      refine(schema, 'EvidenceProfile', { asOf: instant });
    },
  },
  {
    source: 'ats-adapter/src/requirements/requirement.ts', type: 'JobRequirements', name: 'credlens-requirements-1', title: 'credlens-requirements/1', about: 'The requirements',
    refined(schema) {
      refine(schema, 'Requirement', { id: { minLength: 1, maxLength: 200 }, weight: { minimum: 0 }, source: { pattern: '^((/([^~/]|~[01])*)*|chars:[0-9]+-[0-9]+)$' } });
      refine(schema, 'SkillLevel', { ordinal: { type: 'integer', minimum: 1 }, of: { type: 'integer', minimum: 1 } });
      Object.assign(schema.$defs.JobRequirements.properties.job.properties.digest, sha256);
    },
  },
  {
    source: 'ats-adapter/src/match/match-report.ts', type: 'MatchReport', name: 'credlens-match-1', title: 'credlens-match/1', about: 'The match report',
    refined(schema) {
      refine(schema, 'MatchReport', { id: sha256, asOf: instant });
      refine(schema, 'SkillClaim', { id: sha256 });
      refine(schema, 'ClaimSource', { credential: sha256, pointer, part: { type: 'integer', minimum: 1 } });
      refine(schema, 'Requirement', { id: { minLength: 1, maxLength: 200 }, weight: { minimum: 0 } });
      refine(schema, 'RequirementMatch', { similarity: { minimum: -1, maximum: 1 } });
      refine(schema, 'Coverage', Object.fromEntries(['met', 'partial', 'review', 'missing', 'total'].map((name) => [name, { type: 'integer', minimum: 0 }])));
    },
  },
];

for (const { refined, ...entry } of SCHEMAS) {
  const schema = schemaOf(entry);
  refined(schema);
  const [unit] = entry.source.split('/');
  keepUpToDate(`${packages}${unit}/schema/${entry.name}.json`, `${JSON.stringify(schema, null, 2)}\n`, 'npm run schema');
}
