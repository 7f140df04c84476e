import { allMaterial } from '../cms/index.js';
import { parseTimestampToken, verifyTimestampToken, type TimestampToken, type TimestampVerification } from '../timestamp/index.js';
import { revocationOf } from './cms-signature.js';
import type { TimestampInput } from './input.js';
import { iso } from './policy.js';
import { fromCms, indicationOf, problem, worstFirst } from './problem.js';
import { addCertificates, type Session } from './session.js';
import { algorithmProblems } from './signature-acceptance.js';
import type { TimestampConclusion, ValidationProblem } from './types.js';
import { validateCertificate } from './x509-validation.js';

/** Tokens of one signature. */
const MOST_TIMESTAMPS = 32;

interface Read { index: number; input: TimestampInput; token: TimestampToken; verification: TimestampVerification }

/** A time-stamp as it was judged, with its token's accuracy: what comes after it may be this much earlier. */
export interface JudgedTimestamp extends TimestampConclusion { input: TimestampInput; accuracy: number }

/**
 * Validates the time-stamps of a signature and lets those that hold prove what they cover (EN 319 102-1 sections 5.4 and 5.6.3): the outermost first, since what a later one proves may be what an earlier one needs
 * (5.6.2.4, past signature validation).
 * @returns in the order that they were given
 */
export async function judgeTimestamps(session: Session, inputs: readonly TimestampInput[]): Promise<JudgedTimestamp[]> {
  const judged = new Map<number, JudgedTimestamp>();
  const read: Read[] = [];
  for (const [index, input] of inputs.slice(0, MOST_TIMESTAMPS).entries()) {
    const reading = parseTimestampToken(input.token);
    if (!reading.ok) {
      judged.set(index, { kind: input.kind, time: 0, indication: 'TOTAL-FAILED', problems: [...input.problems ?? [], problem('FORMAT_FAILURE', 'time-stamp-malformed', { reason: reading.reason })], path: [], input, accuracy: 0 });
      continue;
    }
    const { token } = reading;
    const material = allMaterial(token.signedData);
    addCertificates(session, material.certificates);
    for (const each of revocationOf(material, input.layer)) session.material.add(each, { layer: input.layer, within: index });
    read.push({ index, input, token, verification: await verifyTimestampToken(token, input.data, [...session.pool.values()]) });
  }
  for (const each of read.toSorted((a, b) => b.input.layer - a.input.layer || b.token.info.time - a.token.info.time)) {
    const conclusion = await judge(session, each);
    judged.set(each.index, conclusion);
    if (conclusion.indication === 'TOTAL-PASSED') session.proofs.add(each.index, each.input, conclusion.time);
  }
  return inputs.flatMap((_input, index) => judged.get(index) ?? []);
}

async function judge(session: Session, { index, input, token, verification }: Read): Promise<JudgedTimestamp> {
  const { policy, environment } = session;
  const { time, accuracy } = token.info;
  const tolerance = policy.clockToleranceSeconds * 1000;
  const existed = session.proofs.of({ layer: input.layer, within: index });
  const problems: ValidationProblem[] = [...input.problems ?? [], ...verification.problems.map(fromCms), ...algorithmProblems(verification.algorithms, existed)];
  // What was not there yet at the instant that is judged at proves nothing for it.
  if (time - accuracy > session.now + tolerance) problems.push(problem('TIMESTAMP_ORDER_FAILURE', 'time-stamp-later-than-now', { time: iso(time), now: iso(session.now) }));
  const { authority } = verification;
  const base = { kind: input.kind, time, input, accuracy };
  if (!authority) return { ...base, path: [], problems: worstFirst(problems), indication: indicationOf(problems) };
  const outcome = await validateCertificate(session, {
    certificate: authority, anchors: environment.timestampAnchors ?? environment.anchors, existed, knownAt: policy.timestampRevocation === 'now' ? existed : Math.min(time, existed),
    keyUsage: ['digitalSignature', 'nonRepudiation'], network: problems.length === 0,
  });
  problems.push(...outcome.problems);
  if (time + accuracy < authority.notBefore) problems.push(problem('NOT_YET_VALID', 'authority-not-yet-valid', { time: iso(time), from: iso(authority.notBefore) }));
  return {
    ...base, authority, path: outcome.path, problems: worstFirst(problems), indication: indicationOf(problems),
    ...(outcome.anchor ? { anchor: outcome.anchor } : {}),
  };
}

/** Section 5.5.4 (4): content, then signature, then what protects both. Each may be off by what it says of itself, and clocks differ. */
export function orderProblems(timestamps: readonly JudgedTimestamp[], toleranceSeconds: number): ValidationProblem[] {
  const held = timestamps.filter(({ indication }) => indication === 'TOTAL-PASSED');
  return held.flatMap((later) => held.filter((earlier) => earlier !== later && mustPrecede(earlier.input, later.input) && earlier.time - earlier.accuracy > later.time + later.accuracy + toleranceSeconds * 1000)
    .map((earlier) => problem('TIMESTAMP_ORDER_FAILURE', 'time-stamp-order', { earlier: `${earlier.kind} ${iso(earlier.time)}`, later: `${later.kind} ${iso(later.time)}` })));
}

function mustPrecede(earlier: TimestampInput, later: TimestampInput): boolean {
  if (earlier.covers === 'signed-data') return later.covers !== 'signed-data';
  return typeof later.covers === 'number' && later.covers >= earlier.layer && !(typeof earlier.covers === 'number' && earlier.covers >= later.layer);
}
