import { CODES } from '../report/codes.js';
import type { Finding } from '../report/finding.js';
import type { Artifact } from '../report/subject.js';
import { compareOutcomes } from '../report/verdict.js';

/** That the input was read; or the worst of what was noticed on the way, so that a part that could not be read is never green and what was recovered is said. */
export function intakeReadable({ problems, evidence }: Pick<Artifact, 'problems' | 'evidence'>): Finding {
  const [worst] = [...problems].sort((a, b) => compareOutcomes(CODES[b.code], CODES[a.code]));
  return { code: worst?.code ?? 'input.read', ...(worst?.params ? { params: worst.params } : {}), problems, ...(evidence ? { evidence } : {}) };
}
