import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createGenerator } from 'ts-json-schema-generator';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** The JSON Schema (2020-12) of a type, from sources as they stand: no build is needed. @param source path under `packages/` */
export function schemaOf({ source, type, name, title, about }) {
  const [unit] = source.split('/');
  const generated = createGenerator({
    path: `${root}packages/${source}`, tsconfig: `${root}scripts/support/schema.tsconfig.json`, type, skipTypeCheck: true, additionalProperties: false, topRef: true, sortProps: false, jsDoc: 'extended',
  }).createSchema(type);
  const { $schema: _, $ref, definitions, ...rest } = generated;
  const { version } = JSON.parse(readFileSync(`${root}packages/${unit}/package.json`, 'utf8'));
  return modern({
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: `${name}.json`,
    title,
    description: `${about} of @credlens/${unit} ${version}. Generated from its types.`,
    $ref, ...rest, $defs: definitions,
  });
}

/** @throws where the types no longer have what is refined: a rename must not lose a rule in silence. */
export function refine(schema, type, rules) {
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
