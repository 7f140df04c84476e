import { CODES } from '../report/codes.js';
import type { Finding } from '../report/finding.js';
import type { Subject } from '../report/subject.js';
import { compareOutcomes } from '../report/verdict.js';

/**
 * Does the issuer's own document authorise the key for making statements (for a presentation: the holder's, for logging in)?
 * One proof by the issuer is enough: a proof set may carry another party's as well. Where none is, the worst of what was found stands.
 * A change apart from the signature: anyone can make a valid signature with a key of their own.
 */
export function proofKey({ proofs }: Subject): Finding {
  const known = proofs.filter(({ signature }) => signature.code !== 'signature.unsupported' && signature.code !== 'signature.too-many');
  if (known.length === 0) return { code: 'check.not-reached' };
  const worstFirst = [...known].sort((a, b) => compareOutcomes(CODES[b.key.code], CODES[a.key.code]));
  const decisive = known.find(({ key }) => key.code === 'key.authorized') ?? known.find(({ key }) => CODES[key.code] === 'warn') ?? worstFirst[0]!;
  const params = decisive.key.problems[0]?.params;
  return {
    code: decisive.key.code,
    ...(params ? { params } : {}),
    problems: known.flatMap(({ key, fact }) => key.problems.map((problem) => ({ ...problem, pointer: `${fact.pointer}/verificationMethod` }))),
    evidence: known.flatMap(({ key }) => key.evidence).filter((entry, index, all) => all.findIndex((other) => other.url === entry.url) === index),
  };
}
