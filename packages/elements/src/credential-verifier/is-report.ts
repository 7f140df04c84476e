import type { Report } from '@credlens/core/report';

const object = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);
const MAX_DEPTH = 8;

/** Whether a saved report has the shape that the view reads. It says nothing about whether the report is true: whoever holds a file can write one. */
export function isReport(value: unknown, depth = 0): value is Report {
  if (!object(value) || depth > MAX_DEPTH || value['schema'] !== 'credlens-report/1') return false;
  const { verdict, checks, subjects, issuer, input, policy, credential } = value;
  const isCheck = (check: unknown) => object(check) && typeof check['id'] === 'string' && typeof check['code'] === 'string' && typeof check['outcome'] === 'string'
    && Array.isArray(check['problems']) && check['problems'].every(object) && Array.isArray(check['evidence']) && check['evidence'].every(object);
  const isView = (view: unknown) => object(view) && object(view['title']) && object(view['recipient']) && Array.isArray(view['recipient']['identifiers'])
    && Array.isArray(view['types']) && Array.isArray(view['achievements'])
    && view['achievements'].every((item) => object(item) && object(item['name']) && Array.isArray(item['skills']) && Array.isArray(item['results']));
  return typeof verdict === 'string' && ['verified', 'invalid', 'indeterminate', 'unverifiable'].includes(verdict)
    && typeof value['verifiedAt'] === 'string' && typeof value['cautions'] === 'boolean'
    && Array.isArray(checks) && checks.every(isCheck) && object(issuer) && object(issuer['claimed']) && object(input) && object(policy) && typeof policy['id'] === 'string'
    && (credential === undefined || isView(credential)) && Array.isArray(subjects) && subjects.every((subject) => isReport(subject, depth + 1))
    && (value['endorsements'] === undefined || (Array.isArray(value['endorsements']) && value['endorsements'].every((one) => isReport(one, depth + 1))));
}
