import type { PlannedCheck, Verifier } from '@credlens/core';
import type { CheckId, Outcome, Report } from '@credlens/core/report';
import { isReport } from './is-report.js';
import type { Progress } from './progress-view.js';
import { sourcesOf } from './together-offer.js';
import type { Item, Question } from './verification-item.js';
import type { Shown } from './verification-run.js';

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
 * Takes what is shown, as forms of one award, through a verifier together: one report, or none where there are not several whose inputs are still at hand.
 * @throws as `verifyItems` does
 */
export async function verifyShown(shown: readonly Shown[], verifier: Verifier, { policy, recipient, profile }: Question, signal: AbortSignal): Promise<readonly Shown[]> {
  const inputs = sourcesOf(shown);
  if (!inputs) return [];
  const asked = recipient === undefined ? {} : { recipient };
  const report = checked(await verifier.verifyTogether(inputs, { signal, ...asked, ...(policy === undefined ? {} : { policy }), ...(profile === undefined ? {} : { profile }) }));
  return [{ report, apart: true, ...asked }];
}

function checked(report: unknown): Report {
  if (!isReport(report)) throw new TypeError('The verifier gave no report of credlens-report/1');
  return report;
}
