import { CHECK_IDS, type Report } from '@credlens/core/report';
import { assertReport } from '../support/schema.js';

/** @throws Error for what is no report, for checks that are not those of the list, and for one that crashed; in what is inside it and what endorses it too. */
export function checkShape(report: Report): void {
  assertReport(report);
  const ids = report.checks.map((check) => check.id);
  if (ids.join() !== CHECK_IDS.join()) throw new Error(`The checks are ${ids.join()}`);
  const crashed = report.checks.find((check) => check.code === 'check.crashed');
  if (crashed) throw new Error(`${crashed.id} crashed`);
  for (const inner of [...report.subjects, ...report.endorsements ?? []]) checkShape(inner);
}
