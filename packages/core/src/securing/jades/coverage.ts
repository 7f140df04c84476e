import { worseFinding } from '../../checks/worst.js';
import type { Code } from '../../report/codes.js';
import type { Finding } from '../../report/finding.js';
import type { Params, Problem } from '../../report/report.js';
import type { Conclusion, SubIndication } from '../../signature-validation/index.js';
import type { AnchorSource } from '../../x509/index.js';
import { materialFaults, type Budget } from './material-faults.js';
import type { JadesSignature } from './signature-input.js';
import type { SignedData } from './signed-data.js';

/** By which a time-stamp is found not to be over this seal, or not to be whole. One whose authority nobody here knows is neither. */
const DAMAGED: ReadonlySet<SubIndication> = new Set<SubIndication>(['HASH_FAILURE', 'SIG_CRYPTO_FAILURE', 'FORMAT_FAILURE', 'NO_SIGNING_CERTIFICATE_FOUND']);

/** Problems are told worst first and so many of them: one change may break what stands after it too. */
const MOST_TOLD = 16;

export const note = (code: Code, params: Params = {}, pointer?: string): Problem => ({ type: 'about:blank', code, ...(pointer === undefined ? {} : { pointer }), params, retryable: false });

/**
 * Is what is shown what was sealed, and are the proofs that stand beside it whole and those of this seal? A part that was changed takes nothing from the seal itself, and yet this is no longer the file that was made: it is undecided
 * what else was done to it. `coverage.complete` does not assert that no part was taken away: whoever takes the last one leaves a seal of a lower level, which nobody can tell from one that was made so.
 */
export async function coverageOf({ detached }: Pick<SignedData, 'detached'>, { timestamps }: Conclusion, { places, unsigned, chain, input }: JadesSignature, at: string, anchors: AnchorSource, budget: Budget): Promise<Finding> {
  const stamps = timestamps.flatMap(({ kind, problems }, index) => {
    const why = problems.find(({ sub }) => DAMAGED.has(sub));
    return why ? [{ place: places[index] ?? '', kind, rule: why.rule }] : [];
  });
  const tokens = input.timestamps.map(({ token }, index) => ({ der: token, place: places[index] ?? '' }));
  const material = await materialFaults({ certificates: unsigned.certificates, revocation: unsigned.revocation, tokens }, chain, anchors, budget);
  const told = new Set<string>();
  const damaged = [...unsigned.faults, ...stamps, ...material].filter(({ place, rule }) => !told.has(`${place} ${rule}`) && told.add(`${place} ${rule}`)).slice(0, MOST_TOLD);
  const base: Finding = { code: detached ? 'jades.detached' : 'coverage.complete' };
  const [first] = damaged;
  return first ? worseFinding(base, { code: 'jades.proofs-damaged', params: { ...first }, problems: damaged.map((each) => note('jades.proofs-damaged', { ...each }, at)) }) : base;
}

type Stamp = Conclusion['timestamps'][number];

/** What it was over is as it was. */
const held = ({ problems }: Stamp): boolean => !problems.some(({ sub }) => DAMAGED.has(sub) || sub === 'SIGNED_DATA_NOT_FOUND');
/** It is whole itself, and over something else. */
const isOfAnother = ({ problems }: Stamp): boolean => problems.some(({ rule }) => rule === 'message-imprint') && problems.every(({ sub, rule }) => !DAMAGED.has(sub) || rule === 'message-imprint');

/**
 * Names which part of a seal is another than the one that was signed, as far as that can be told: a value that does not fit says only that one of three is another, and a time-stamp that was over one of them says whether it is
 * that. It reads in the problem's `part`; what is concluded stays as it is.
 */
export function withPartNamed(conclusion: Conclusion): Conclusion {
  const { timestamps, problems } = conclusion;
  if (!problems.some(({ sub }) => sub === 'SIG_CRYPTO_FAILURE')) return conclusion;
  const [onValue, onPayload] = [timestamps.filter(({ kind }) => kind === 'signature'), timestamps.filter(({ kind }) => kind === 'content')];
  // A time-stamp over the content is itself in the header.
  const signed = onPayload.some(held) ? 'protected' : onPayload.some(isOfAnother) ? 'payload' : onPayload.length > 0 ? 'protected' : 'payload or protected';
  const part = onValue.some(held) ? signed : onValue.some(isOfAnother) ? 'signature' : 'signature, payload or protected';
  return { ...conclusion, problems: problems.map((each) => (each.sub === 'SIG_CRYPTO_FAILURE' ? { ...each, params: { ...each.params, part } } : each)) };
}
