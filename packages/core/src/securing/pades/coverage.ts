import type { Change, ChangesAfter, PdfAttack } from '../../pdf/types.js';
import type { Code } from '../../report/codes.js';
import type { Finding } from '../../report/finding.js';
import type { ChangeFact, Params, Problem } from '../../report/report.js';

/** Many more would be one and the same thing, told in every object that it took. */
const MOST_TOLD = 32;

const attackCode = (attack: PdfAttack): Code => `pdf.${attack}`;

function paramsOf({ kind, revision, detail }: Change): Params {
  return { kind, revision, ...(detail === undefined ? {} : { detail }) };
}

/**
 * Does the seal cover all that a reader sees? What came after it is judged by what it is, not by who added it: material for validation, further signatures, and what a certification signature lets
 * others do are allowed (ISO 32000-2 sections 12.8.2.2 and 12.8.4.3); anything else can change what a reader sees.
 * @param attack what the form of the signature itself shows
 */
export function coverageOf({ changes, permitted, attack: byChange }: ChangesAfter, attack: PdfAttack | undefined, pointer: string): Finding {
  const named = attack ?? byChange;
  const wrong = changes.filter((change) => !change.permitted);
  const problems = wrong.slice(0, MOST_TOLD).map((change): Problem => ({ type: 'about:blank', code: change.attack ? attackCode(change.attack) : 'pdf.changed', pointer, params: paramsOf(change), retryable: false }));
  const [first] = wrong;
  if (named) {
    const code = attackCode(named);
    const own: Problem[] = problems.some((problem) => problem.code === code) ? problems : [{ type: 'about:blank', code, pointer, retryable: false }, ...problems];
    return { code, ...(first ? { params: paramsOf(first) } : {}), problems: own };
  }
  if (!permitted || first) return { code: 'pdf.changed', ...(first ? { params: paramsOf(first) } : {}), problems };
  const filled = changes.find(({ kind }) => kind === 'form-filling' || kind === 'annotation');
  if (filled) return { code: 'pdf.changed-as-permitted', params: paramsOf(filled) };
  return { code: changes.length > 0 ? 'pdf.extended' : 'pdf.covered' };
}

export function changeFacts({ changes }: ChangesAfter): ChangeFact[] {
  return changes.slice(0, MOST_TOLD).map(({ revision, kind, permitted, attack, detail }) => ({ revision, kind, permitted, ...(attack ? { attack } : {}), ...(detail === undefined ? {} : { detail }) }));
}
