import type { Report } from '@credlens/core/report';

const object = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);
const MAX_DEPTH = 8;
const optional = (value: unknown, test: (value: unknown) => boolean): boolean => value === undefined || test(value);
const text = (value: unknown): boolean => typeof value === 'string';
const texts = (value: unknown): boolean => object(value) && Object.values(value).every(text);
const list = (value: unknown, test: (value: unknown) => boolean): boolean => Array.isArray(value) && value.every(test);

const isSigner = (value: unknown): boolean => object(value) && ['name', 'issuer', 'sha256', 'validFrom', 'validUntil'].every((key) => text(value[key]))
  && ['organization', 'organizationIdentifier', 'country', 'onBehalfOf'].every((key) => optional(value[key], text));
const isList = (value: unknown): boolean => object(value) && text(value['territory']) && text(value['state']) && ['issued', 'nextUpdate', 'sha256'].every((key) => optional(value[key], text));
const isTimestamp = (value: unknown): boolean => object(value) && ['kind', 'time', 'indication'].every((key) => text(value[key])) && optional(value['authority'], text);
const isRule = (value: unknown): boolean => object(value) && text(value['subIndication']) && text(value['rule']) && optional(value['params'], object);
const isChange = (value: unknown): boolean => object(value) && text(value['kind']) && typeof value['revision'] === 'number' && typeof value['permitted'] === 'boolean'
  && optional(value['attack'], text) && optional(value['detail'], text);
const isCovered = (value: unknown): boolean => object(value) && ['revision', 'revisions', 'bytes'].every((key) => typeof value[key] === 'number') && typeof value['wholeFile'] === 'boolean';
const isRevocation = (value: unknown): boolean => object(value) && ['status', 'source', 'at'].every((key) => text(value[key])) && optional(value['revokedAt'], text) && optional(value['reason'], text);
const isReason = (value: unknown): boolean => object(value) && text(value['reason']) && ['territory', 'provider', 'service'].every((key) => optional(value[key], text)) && optional(value['list'], isList);

const isSignature = (value: unknown): boolean => object(value) && ['format', 'kind', 'indication', 'qualification'].every((key) => text(value[key])) && optional(value['subIndication'], text)
  && list(value['rules'], isRule) && texts(value['time']) && list(value['timestamps'], isTimestamp) && object(value['algorithms']) && list(value['changes'], isChange) && texts(value['claims'])
  && optional(value['signer'], isSigner) && optional(value['anchor'], texts) && optional(value['revocation'], isRevocation) && optional(value['covers'], isCovered)
  && optional(value['level'], text) && optional(value['certifies'], text) && optional(value['counterSignatureOf'], text) && optional(value['qualifiedBy'], isReason);

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
    && optional(value['endorsements'], (endorsements) => list(endorsements, (one) => isReport(one, depth + 1)))
    && optional(value['signatures'], (signatures) => list(signatures, isSignature))
    && optional(value['trustedLists'], (lists) => object(lists) && text(lists['snapshot']) && text(lists['created']) && list(lists['lists'], isList));
}
