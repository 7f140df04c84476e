import { readFileSync } from 'node:fs';
import type { Report } from '@credlens/core/report';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formatsModule from 'ajv-formats';

/** The report's JSON Schema as it is published with core. */
export const reportSchema: object = JSON.parse(readFileSync(new URL('../../packages/core/schema/credlens-report-1.json', import.meta.url), 'utf8')) as object;

export type AdapterSchema = 'credlens-claims-1' | 'credlens-requirements-1' | 'credlens-match-1';

const ajv = new Ajv2020({ allErrors: true, strict: true, strictTuples: false, strictTypes: false });
formatsModule.default(ajv);
const validate = ajv.compile(reportSchema);

/** What of a report its published schema does not allow, a line each. */
export function schemaViolations(report: unknown): string[] {
  // As a reader gets it: `undefined` and class instances do not survive JSON.
  const wire: unknown = JSON.parse(JSON.stringify(report));
  return validate(wire) ? [] : (validate.errors ?? []).map((error) => `${error.instancePath || '/'} ${error.message ?? error.keyword} ${JSON.stringify(error.params)}`);
}

/** What of an adapter's document its published schema does not allow, a line each. */
export function adapterViolations(name: AdapterSchema): (document: unknown) => string[] {
  const check = ajv.getSchema(`${name}.json`) ?? ajv.compile(JSON.parse(readFileSync(new URL(`../../packages/ats-adapter/schema/${name}.json`, import.meta.url), 'utf8')) as object);
  return (document) => (check(JSON.parse(JSON.stringify(document))) === true ? [] : (check.errors ?? []).map((error) => `${error.instancePath || '/'} ${error.message ?? error.keyword}`));
}

/** @throws Error that lists what the schema does not allow. */
export function assertReport(report: unknown): asserts report is Report {
  const wrong = schemaViolations(report);
  if (wrong.length > 0) throw new Error(`Not a credlens-report/1:\n${wrong.join('\n')}`);
}
