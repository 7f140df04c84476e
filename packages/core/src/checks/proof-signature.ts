import type { Finding } from '../report/finding.js';
import { CODES } from '../report/codes.js';
import type { Subject } from '../report/subject.js';
import { worseFinding } from './worst.js';

/**
 * Do the bytes verify under the key that each proof names? Every proof of a kind that this engine knows must; one of an unknown kind beside a good one is a warning.
 * It does not assert whose key it is: `proof.key` does.
 */
export function proofSignature({ proofs }: Subject): Finding {
  const [first, ...rest] = proofs.map(({ signature }): Finding => ({ ...signature, params: { proofs: proofs.length, ...signature.problems[0]?.params } }));
  if (!first) return { code: 'check.not-reached' };
  const worst = rest.reduce(worseFinding, first);
  const someValid = proofs.some(({ signature }) => signature.code === 'signature.valid');
  const onlyUnknown = proofs.every(({ signature }) => CODES[signature.code] === 'pass' || signature.code === 'signature.unsupported');
  return someValid && onlyUnknown && worst.code === 'signature.unsupported' ? { ...worst, code: 'signature.unsupported-beside' } : worst;
}
