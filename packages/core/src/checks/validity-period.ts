import { own, readInstant, type Context, type Finding, type JsonValue, type Problem, type Subject } from '../report/index.js';

// VCDM 2.0 section 4.9 and VCDM 1.1 section 4.6. A document that uses both vocabularies is bound by both: that can only narrow the period.
const BEGINNINGS = ['validFrom', 'issuanceDate'] as const;
const ENDS = ['validUntil', 'expirationDate'] as const;
/** Open Badges 2.0 and 1.x, which are no VCDM documents. */
const ASSERTION = { beginnings: ['issuedOn'], ends: ['expires'] } as const;

const MALFORMED = 'https://www.w3.org/TR/vc-data-model#MALFORMED_VALUE_ERROR';
const RANGE = 'https://www.w3.org/TR/vc-data-model#RANGE_ERROR';

interface Bound { text: string; at: number; pointer: string }

/**
 * Is the credential within its own dates at `context.now`? Both ends belong to the period, and clocks may differ by the policy's tolerance.
 * `params` carry `from` and `until` as the document writes them. It says nothing of the dates of a proof (`proof.terms`) or of revocation.
 */
export function validityPeriod(subject: Subject, context: Context): Finding {
  const problems: Problem[] = [];
  const read = (names: readonly string[]): Bound[] => names.flatMap((name) => bound(name, own(subject.document, name), problems));
  const assertion = Object.hasOwn(subject.document, 'badge') && !Object.hasOwn(subject.document, 'credentialSubject');
  const from = latest(read(assertion ? ASSERTION.beginnings : BEGINNINGS));
  const until = earliest(read(assertion ? ASSERTION.ends : ENDS));
  const params = { ...(from ? { from: from.text } : {}), ...(until ? { until: until.text } : {}) };
  const finding = (code: Finding['code'], where?: Bound): Finding => ({
    code,
    params,
    problems: where ? [...problems, { type: RANGE, code, pointer: where.pointer, params, retryable: code === 'validity.not-yet' }] : problems,
  });

  if (problems.some((problem) => problem.code === 'validity.unreadable')) return finding('validity.unreadable');
  if (from && until && from.at > until.at) return finding('validity.reversed', until);
  const tolerance = context.policy.clockToleranceSeconds * 1000;
  if (until && context.now > until.at + tolerance) return finding('validity.expired', until);
  if (from && context.now < from.at - tolerance) return finding('validity.not-yet', from);
  return finding(from || until ? 'validity.current' : 'validity.undated');
}

function bound(name: string, value: JsonValue | undefined, problems: Problem[]): Bound[] {
  if (value === undefined) return [];
  const pointer = `/${name}`;
  const text = name === 'issuedOn' || name === 'expires' ? assertionDate(value, name) : value;
  const instant = typeof text === 'string' ? readInstant(text) : undefined;
  if (typeof text !== 'string' || !instant) {
    problems.push({ type: MALFORMED, code: 'validity.unreadable', pointer, retryable: false });
    return [];
  }
  if (!instant.offset) problems.push({ type: MALFORMED, code: 'validity.no-offset', pointer, params: { value: text }, retryable: false });
  return [{ text, at: instant.at, pointer }];
}

/** Open Badges 1.x dates: a day, which begins at its start and ends at its end, or seconds since 1970. */
function assertionDate(value: JsonValue, name: 'issuedOn' | 'expires'): JsonValue {
  if (typeof value === 'number' && Math.abs(value) < 1e11) return new Date(value * 1000).toISOString();
  return typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value) ? `${value}T${name === 'issuedOn' ? '00:00:00' : '23:59:59'}Z` : value;
}

const latest = (bounds: Bound[]): Bound | undefined => bounds.reduce<Bound | undefined>((best, next) => (best && best.at >= next.at ? best : next), undefined);
const earliest = (bounds: Bound[]): Bound | undefined => bounds.reduce<Bound | undefined>((best, next) => (best && best.at <= next.at ? best : next), undefined);
