import { CODES, type Check, type CheckId, type Code, type Report } from '@credlens/core/report';
import type { Expectation } from './expectation.js';

/** One thing that was judged: a file, or a file with one change. */
export interface Case {
  file: string;
  expectation: Expectation;
  /** Whatever it throws is a crash. */
  judge(): Promise<Report>;
  /** What of the report counts. Default: its verdict. */
  answer?: (report: Report) => Answer;
  /** Why it is not accepted, in words, where codes alone do not say whether that is right. */
  why?: (report: Report) => Promise<string>;
}

export interface Answer { gave: 'accept' | 'refuse' | 'undecided'; checks: Pick<Check, 'id' | 'code' | 'outcome'>[] }

export type Grade = 'right accept' | 'wrong accept' | 'right refusal' | 'wrong refusal' | 'undecided' | 'unstated' | 'crash';

/** Cases of one grade that the same codes decided. */
export interface Group { grade: Grade; codes: string; files: string[] }

export interface Tally {
  topic: string;
  files: number;
  cases: number;
  grades: Record<Grade, number>;
  /** What was given, whatever was wanted. */
  given: Record<Answer['gave'], number>;
  /** Wrong accepts, wrong refusals, undecided and crashes, by what decided them. */
  groups: Group[];
  /** Rightly refused, but not for the reason that is stated. */
  otherReason: Group[];
  slowest?: { file: string; milliseconds: number };
}

/** The verdict, with the checks that decided it. */
export function verdictAnswer(report: Report): Answer {
  const gave = report.verdict === 'verified' ? 'accept' : report.verdict === 'indeterminate' ? 'undecided' : 'refuse';
  const checks = report.reasons.map((id) => report.checks.find((check) => check.id === id)).filter((check): check is Check => check !== undefined);
  const decisive = checks.filter(({ level, outcome }) => (gave === 'refuse' ? level !== 'advisory' && outcome === 'fail' : gave === 'undecided' ? level === 'required' && /^(?:indeterminate|skipped)$/.test(outcome) : true));
  return { gave, checks: decisive };
}

/** One check alone: pass is accept, fail is refuse, all between is undecided. */
export function checkAnswer(id: CheckId): (report: Report) => Answer {
  return (report) => {
    const check = report.checks.find((one) => one.id === id);
    const gave = check?.outcome === 'pass' ? 'accept' : check?.outcome === 'fail' ? 'refuse' : 'undecided';
    return { gave, checks: check ? [check] : [] };
  };
}

export function grade({ want }: Expectation, gave: Answer['gave']): Grade {
  if (want === 'unstated') return 'unstated';
  if (want === 'accept') return gave === 'accept' ? 'right accept' : gave === 'refuse' ? 'wrong refusal' : 'undecided';
  if (gave === 'accept') return 'wrong accept';
  return gave === 'refuse' || want === 'not-accept' ? 'right refusal' : 'undecided';
}

const codesOf = (answer: Answer): string => answer.checks.map(({ id, code }) => `${id} ${code}`).join(', ') || 'no check';

function addTo(groups: Group[], of: Grade, codes: string, file: string): void {
  const group = groups.find((one) => one.grade === of && one.codes === codes);
  if (group) group.files.push(file);
  else groups.push({ grade: of, codes, files: [file] });
}

export async function tally(topic: string, cases: readonly Case[]): Promise<Tally> {
  const grades: Tally['grades'] = { 'right accept': 0, 'wrong accept': 0, 'right refusal': 0, 'wrong refusal': 0, undecided: 0, unstated: 0, crash: 0 };
  const result: Tally = { topic, files: new Set(cases.map(({ file }) => file)).size, cases: cases.length, grades, given: { accept: 0, refuse: 0, undecided: 0 }, groups: [], otherReason: [] };
  for (const { file, expectation, judge, answer = verdictAnswer, why } of cases) {
    const before = performance.now();
    try {
      const report = await judge();
      const given = answer(report);
      const told = why && given.gave !== 'accept' ? `${file}: ${await why(report)}` : file;
      const as = grade(expectation, given.gave);
      // A check that crashed is a crash, however the verdict came out.
      const crashed = report.checks.filter((check) => check.code === 'check.crashed');
      for (const check of crashed) addTo(result.groups, 'crash', `${check.id} ${check.code}`, file);
      if (crashed.length > 0) grades.crash += 1;
      grades[as] += 1;
      result.given[given.gave] += 1;
      // Where nothing is stated, a reader still wants to know why it was not accepted.
      if (as === 'unstated' && given.gave !== 'accept') addTo(result.groups, as, `${given.gave === 'refuse' ? 'refused' : 'undecided'} by ${codesOf(given)}`, told);
      if (/^(?:wrong|undecided)/.test(as)) addTo(result.groups, as, codesOf(given), told);
      const failed = new Set(report.checks.filter((check) => check.outcome === 'fail').map((check) => check.id));
      if (as === 'right refusal' && expectation.because.some((id) => !failed.has(id))) addTo(result.otherReason, as, codesOf(given), file);
    } catch (error) {
      grades.crash += 1;
      addTo(result.groups, 'crash', error instanceof Error ? `${error.name}: ${error.message}` : String(error), file);
    }
    const milliseconds = performance.now() - before;
    if (milliseconds > (result.slowest?.milliseconds ?? -1)) result.slowest = { file, milliseconds: Math.round(milliseconds * 10) / 10 };
  }
  return result;
}

export const isCode = (text: string): text is Code => Object.hasOwn(CODES, text);
