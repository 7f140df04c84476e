import { enWithoutSeals } from '@credlens/core/messages';
import type { Report } from '@credlens/core/report';

/** Whether something in a report has no words without those of seals: a signature with a certificate, or a code of theirs, anywhere inside. */
function needsSealWords({ signatures, checks, subjects, endorsements = [] }: Report): boolean {
  const hasWords = (code: string): boolean => Object.hasOwn(enWithoutSeals.codes, code);
  return signatures !== undefined || checks.some(({ code, problems }) => !hasWords(code) || problems.some((problem) => !hasWords(problem.code))) || [...subjects, ...endorsements].some(needsSealWords);
}

/** Loads the words of seals, and those of comparisons, where some report needs them. */
export async function wordsFor(reports: readonly Report[], { readSeals, readAgreement }: { readSeals: () => Promise<unknown>; readAgreement: () => Promise<unknown> }): Promise<void> {
  await Promise.all([...(reports.some(needsSealWords) ? [readSeals()] : []), ...(reports.some(({ agreement }) => agreement !== undefined) ? [readAgreement()] : [])]);
}
