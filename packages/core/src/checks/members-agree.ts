import type { Finding } from '../report/finding.js';
import type { CredentialView, Problem, Report } from '../report/report.js';

/** What twins are compared by. Each is what a document says; a form that does not say it is not compared on it. */
const FACTS: Record<string, (view: CredentialView) => string | undefined> = {
  id: (view) => view.id,
  title: (view) => Object.values(view.title)[0],
  issuer: (view) => view.issuer.id,
  recipient: (view) => view.recipient.id,
  validFrom: (view) => (view.validFrom === undefined ? undefined : String(Date.parse(view.validFrom))),
};

/** Do the forms of one award say the same? One fact in common at least is needed; one that differs is enough to say no. */
export function membersAgree(subjects: readonly Report[]): Finding {
  const views = subjects.map((report) => report.credential);
  const problems: Problem[] = [];
  let compared = 0;
  for (const [name, fact] of Object.entries(FACTS)) {
    const values = views.map((view) => (view ? fact(view) : undefined));
    const said = values.filter((value) => value !== undefined);
    if (said.length < 2) continue;
    compared += 1;
    if (new Set(said).size > 1) problems.push({ type: 'about:blank', code: 'twins.differ', params: { fact: name } });
  }
  if (problems.length > 0) return { code: 'twins.differ', params: { fact: String(problems[0]!.params!['fact']) }, problems };
  return compared === 0 || views.includes(undefined) ? { code: 'twins.not-comparable' } : { code: 'twins.agree', params: { facts: compared } };
}
