import { parseInstant } from '../report/instant.js';

/** A shape: answers what is wrong with a value at a place, or `undefined`. */
type Shape = (value: unknown, at: string) => string | undefined;

const MOST_SERVICES = 100_000;
const MOST_DEPTH = 16;

const wrong = (at: string, what: string): string => `${at === '' ? 'The snapshot' : at}: ${what}`;
const matches = (pattern: RegExp, what: string): Shape => (value, at) => (typeof value === 'string' && pattern.test(value) ? undefined : wrong(at, `it is not ${what}`));
const instant: Shape = (value, at) => (typeof value === 'string' && parseInstant(value) !== undefined ? undefined : wrong(at, 'it is no instant such as 2026-08-22T00:00:00Z'));
const word: Shape = (value, at) => (typeof value === 'string' && value.length <= 500 ? undefined : wrong(at, 'it is no text of at most 500 characters'));
const count: Shape = (value, at) => (Number.isInteger(value) && Number(value) >= 0 ? undefined : wrong(at, 'it is no whole number'));
const truth: Shape = (value, at) => (value === true ? undefined : wrong(at, 'it is not true'));
const oneOf = (...options: readonly unknown[]): Shape => (value, at) => (options.includes(value) ? undefined : wrong(at, `it is none of ${options.join(', ')}`));

function list(shape: Shape, most = 10_000): Shape {
  return (value, at) => {
    if (!Array.isArray(value)) return wrong(at, 'it is no array');
    if (value.length > most) return wrong(at, `it has more than ${most} entries`);
    for (let index = 0; index < value.length; index += 1) {
      const problem = shape(value[index], `${at}/${index}`);
      if (problem) return problem;
    }
    return undefined;
  };
}

function object(required: Readonly<Record<string, Shape>>, optional: Readonly<Record<string, Shape>> = {}): Shape {
  return (value, at) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return wrong(at, 'it is no object');
    for (const [name, shape] of Object.entries(required)) {
      if (!Object.hasOwn(value, name)) return wrong(`${at}/${name}`, 'it is missing');
      const problem = shape((value as Record<string, unknown>)[name], `${at}/${name}`);
      if (problem) return problem;
    }
    for (const name of Object.keys(value)) {
      if (Object.hasOwn(required, name)) continue;
      const shape = Object.hasOwn(optional, name) ? optional[name] : undefined;
      // A member that is not known could be one that restricts: an older engine must not pass over it.
      const problem = shape ? shape((value as Record<string, unknown>)[name], `${at}/${name}`) : wrong(`${at}/${name}`, 'this version knows no such member');
      if (problem) return problem;
    }
    return undefined;
  };
}

const sha256 = matches(/^[0-9a-f]{64}$/, 'a SHA-256 in lower-case hexadecimal');
const base64 = matches(/^[A-Za-z0-9+/]{1,40000}={0,2}$/, 'base64');
const digest = matches(/^[A-Za-z0-9+/]{43}=$/, 'a SHA-256 in base64');
const territory = matches(/^[A-Z]{2}$/, 'a country of two capital letters');
const oids = list(list(word));

const bits: Shape = (value, at) => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return wrong(at, 'it is no object');
  return Object.values(value).every((bit) => typeof bit === 'boolean') ? undefined : wrong(at, 'a bit is neither true nor false');
};

const criteriaAt = (depth: number): Shape => object({ assert: oneOf('all', 'atLeastOne', 'none') }, {
  keyUsage: list(object({ bits })), policySets: oids, extendedKeyUsage: oids, subjectAttributes: oids, unknown: truth,
  nested: (value, at) => (depth > MOST_DEPTH ? wrong(at, 'it is nested too deeply') : list(criteriaAt(depth + 1))(value, at)),
});

const STATUSES = [
  'granted', 'withdrawn', 'recognisedatnationallevel', 'deprecatedatnationallevel', 'undersupervision', 'supervisionincessation', 'supervisionceased', 'supervisionrevoked',
  'accredited', 'accreditationceased', 'accreditationrevoked', 'setbynationallaw', 'deprecatedbynationallaw', 'other',
];
const STATES = ['used', 'missing', 'stale', 'malformed', 'signature-invalid', 'signer-unknown', 'unsigned', 'unsupported-version', 'other-territory', 'older-than-known', 'no-next-update'];

const period = object(
  { from: instant, status: oneOf(...STATUSES), information: list(word), qualifications: list(object({ qualifiers: list(word), criteria: criteriaAt(0) })) },
  { until: instant, unusable: truth },
);
const service = object({
  territory, provider: word, name: word, type: oneOf('CA/QC', 'TSA/QTST', 'TSA', 'NationalRootCA-QC'),
  identities: list(object({}, { name: base64, spki: base64, keySha256: digest, ski: base64, sha256: digest })), periods: list(period),
});
const facts = object({ territory, url: word, state: oneOf(...STATES), services: count }, {
  operator: word, version: count, sequence: count, issued: instant, nextUpdate: instant, sha256, signer: sha256, unreadable: count,
});
const snapshot = object({
  type: oneOf('trusted-list-snapshot'), version: oneOf(1), created: instant, lotl: facts, lists: list(facts), services: list(service, MOST_SERVICES),
});

/** What is wrong with a snapshot, with the place (a JSON Pointer) and in words for its host; `undefined` where nothing is. */
export function snapshotProblem(value: unknown): string | undefined {
  const problem = snapshot(value, '');
  if (problem) return problem;
  const { lists, services } = value as { lists: { territory: string; state: string }[]; services: { territory: string; periods: { from: string; until?: string }[] }[] };
  const countries = new Set(lists.map((each) => each.territory));
  if (countries.size < lists.length) return wrong('/lists', 'a country is there twice');
  const usable = new Set(lists.filter(({ state }) => state === 'used' || state === 'stale').map((each) => each.territory));
  for (const [index, each] of services.entries()) {
    if (!usable.has(each.territory)) return wrong(`/services/${index}`, 'its country has no list that is used');
    const starts = each.periods.map(({ from }) => parseInstant(from) ?? 0);
    if (starts.some((from, at) => at > 0 && from > starts[at - 1]!)) return wrong(`/services/${index}/periods`, 'they are not newest first');
  }
  return undefined;
}
