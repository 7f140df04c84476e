import type { PlannedCheck, Verifier } from '@credlens/core';
import type { CheckId, Outcome, Report } from '@credlens/core/report';
import { isReport } from './is-report.js';
import type { Progress } from './progress-view.js';
import type { Item, Question } from './verification-item.js';

/**
 * Takes items through a verifier, one after the other, and yields the report of each. Ends where the signal is aborted: a report of what was cut short is not yielded.
 * @throws what the verifier throws, and TypeError where a host's own verifier gives no report
 */
export async function* verifyItems(items: readonly Item[], verifier: Verifier, question: Question, signal: AbortSignal, onProgress: (progress: Progress) => void): AsyncGenerator<Report> {
  const { policy: wanted, recipient, profile } = question;
  const policy = wanted === undefined ? {} : { policy: wanted };
  for (const [index, { input, channel, filename }] of items.entries()) {
    if (signal.aborted) return;
    const done = new Map<CheckId, Outcome>();
    const plan: readonly PlannedCheck[] = verifier.planChecks(policy);
    const progress: Progress = { plan, done, item: { name: filename ?? '', number: index + 1, total: items.length } };
    onProgress(progress);
    const report = await verifier.verify(input, {
      ...policy, channel, signal,
      ...(filename === undefined ? {} : { filename }),
      ...(recipient === undefined ? {} : { recipient }),
      ...(profile === undefined ? {} : { profile }),
      onCheck: (check) => {
        if (signal.aborted) return;
        done.set(check.id, check.outcome);
        onProgress({ ...progress });
      },
    });
    if (signal.aborted) return;
    yield checked(report);
  }
}

/**
 * Takes several inputs, as forms of one award, through a verifier together.
 * @throws as `verifyItems` does
 */
export async function verifyTogether(inputs: readonly Item['input'][], verifier: Verifier, { policy, recipient, profile }: Question, signal: AbortSignal): Promise<Report> {
  return checked(await verifier.verifyTogether(inputs, { signal, ...(policy === undefined ? {} : { policy }), ...(recipient === undefined ? {} : { recipient }), ...(profile === undefined ? {} : { profile }) }));
}

function checked(report: unknown): Report {
  if (!isReport(report)) throw new TypeError('The verifier gave no report of credlens-report/1');
  return report;
}
