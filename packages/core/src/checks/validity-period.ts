import { own, readInstant, type Context, type Finding, type JsonValue, type Problem, type Subject } from '../report/index.js';

// VCDM 2.0 section 4.9 and VCDM 1.1 section 4.6. A document that uses both vocabularies is bound by both: that can only narrow the period.
const BEGINNINGS = ['validFrom', 'issuanceDate'] as const;
const ENDS = ['validUntil', 'expirationDate'] as const;

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
  const from = latest(read(BEGINNINGS));
  const until = earliest(read(ENDS));
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
  const instant = typeof value === 'string' ? readInstant(value) : undefined;
  if (typeof value !== 'string' || !instant) {
    problems.push({ type: MALFORMED, code: 'validity.unreadable', pointer, retryable: false });
    return [];
  }
  if (!instant.offset) problems.push({ type: MALFORMED, code: 'validity.no-offset', pointer, params: { value }, retryable: false });
  return [{ text: value, at: instant.at, pointer }];
}

const latest = (bounds: Bound[]): Bound | undefined => bounds.reduce<Bound | undefined>((best, next) => (best && best.at >= next.at ? best : next), undefined);
const earliest = (bounds: Bound[]): Bound | undefined => bounds.reduce<Bound | undefined>((best, next) => (best && best.at <= next.at ? best : next), undefined);
