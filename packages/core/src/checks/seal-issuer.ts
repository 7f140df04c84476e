import type { Finding } from '../report/finding.js';
import type { Problem } from '../report/report.js';
import { folded } from './folded.js';
import type { JudgedMember } from './members-verdict.js';
import { worseFinding } from './worst.js';

/**
 * Is a credential that is enclosed in a sealed document from the one who sealed the document? Identifiers or whole names must be the same; that they are alike is not enough, and a name is compared
 * only where somebody established it. It asserts nothing of whether either may be relied on.
 */
export function compareWithSeal(finding: Finding, members: readonly JudgedMember[], signer: { ids: readonly string[]; names: readonly string[]; proven: boolean }): Finding {
  if (members.length === 0 || !signer.proven) return finding;
  const names = new Set(signer.names.map(folded));
  return members.flatMap(({ report, pointer }): Finding[] => {
    const { claimed, established } = report.issuer;
    const own = [claimed.name, established?.name].filter((name) => name !== undefined);
    if (own.length === 0 && claimed.id === undefined) return [];
    const same = (claimed.id !== undefined && signer.ids.includes(claimed.id)) || own.some((name) => names.has(folded(name)));
    const params = { claimed: claimed.name ?? claimed.id ?? '', name: signer.names[0] ?? '' };
    const problem: Problem = { type: 'about:blank', code: same ? 'seal.same-issuer' : 'seal.other-issuer', pointer, params, retryable: false };
    // That they are the same is no more than a note: what the members come to stays what is said.
    return [{ code: problem.code, params, problems: [problem] }];
  }).reduce(worseFinding, finding);
}
