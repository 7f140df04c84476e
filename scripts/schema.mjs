// Writes packages/core/schema/credlens-report-1.json from the types of packages/core/src/report. With --check it writes nothing and fails where the file is out of date.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createGenerator } from 'ts-json-schema-generator';
import { importSource, keepUpToDate } from './support/generate.mjs';

const core = fileURLToPath(new URL('../packages/core/', import.meta.url));
const target = `${core}schema/credlens-report-1.json`;
const { CHECK_QUESTION } = await importSource(`${core}src/report/check-list.ts`);

const generated = createGenerator({
  path: `${core}src/report/report.ts`, tsconfig: `${core}tsconfig.json`, type: 'Report', skipTypeCheck: true, additionalProperties: false, topRef: true, sortProps: false, jsDoc: 'extended',
}).createSchema('Report');

const { $schema: _, $ref, definitions, ...rest } = generated;
const schema = modern({
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $id: 'credlens-report-1.json',
  title: 'credlens-report/1',
  description: `The report of @credlens/core ${JSON.parse(readFileSync(`${core}package.json`, 'utf8')).version}. Generated from its types.`,
  $ref, ...rest, $defs: definitions,
});

// What the types cannot say: every check of the closed list is there once, in its order, under its question.
schema.$defs.Report.properties.checks = {
  type: 'array',
  description: 'Every check of the closed list, each once, in the order of the list.',
  prefixItems: Object.entries(CHECK_QUESTION).map(([id, question]) => ({ $ref: '#/$defs/Check', properties: { id: { const: id }, question: { const: question } } })),
  items: false,
  minItems: Object.keys(CHECK_QUESTION).length,
};

const sha256 = { pattern: '^[0-9a-f]{64}$' };
const instant = { format: 'date-time', pattern: 'Z$' };
refine('InputFacts', { sha256, bytes: { type: 'integer', minimum: 0 } });
refine('Evidence', { sha256, fetchedAt: instant, validUntil: instant });
refine('Problem', { pointer: { pattern: '^(/([^~/]|~[01])*)*$' } });
refine('Report', { verifiedAt: instant });

keepUpToDate(target, `${JSON.stringify(schema, null, 2)}\n`, 'npm run schema');

/** @throws where the types no longer have what is refined: a rename must not lose a rule in silence. */
function refine(type, rules) {
  for (const [name, rule] of Object.entries(rules)) {
    const property = schema.$defs[type]?.properties[name];
    if (!property) throw new Error(`${type}.${name} is gone: correct scripts/schema.mjs`);
    Object.assign(property, rule);
  }
}

/** The generator speaks draft 7; the words differ in this set alone. */
function modern(value) {
  if (Array.isArray(value)) return value.map(modern);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, key === '$ref' ? inner.replace('#/definitions/', '#/$defs/') : modern(inner)]));
}
