import type { Comparison } from './change-step.js';
import { spend } from './change-walk.js';
import { annotationsOf, pageOf } from './page-list.js';
import { covers, marksOf } from './page-marks.js';
import type { PageMarks } from './page-marks.js';
import type { PdfDictionary } from './types.js';
import { rectOf } from './widget.js';

/** Whether what a widget draws now hides what the page showed before: `unsure` where the page's contents cannot be told. */
export type Covering = 'yes' | 'no' | 'unsure';

interface Known { pages: ReadonlyMap<number, number>; before: ReadonlySet<number>; marks: Map<number, PageMarks> }
const KNOWN = new WeakMap<Comparison, Known>();

function knownOf(comparison: Comparison): Known {
  const before = KNOWN.get(comparison);
  if (before) return before;
  const { step, pages } = comparison;
  const of = new Map<number, number>();
  for (const page of new Set(pages.after)) {
    const { numbers } = annotationsOf(step.after, pageOf(step.after, page));
    spend(step, numbers.length);
    for (const number of numbers) of.set(number, page);
  }
  const known = { pages: of, before: new Set(pages.before), marks: new Map<number, PageMarks>() };
  KNOWN.set(comparison, known);
  return known;
}

export function coveringOf(comparison: Comparison, widgets: readonly { number: number; dictionary: PdfDictionary }[]): Covering {
  const { step } = comparison;
  const known = knownOf(comparison);
  let worst: Covering = 'no';
  for (const { number, dictionary } of widgets) {
    const page = known.pages.get(number);
    // On no page it draws nothing.
    if (page === undefined) continue;
    const rect = rectOf(step.after, dictionary);
    if (!rect || !known.before.has(page)) return 'yes';
    const marks = known.marks.get(page) ?? marksOf(step.before, page, step);
    known.marks.set(page, marks);
    spend(step, Math.ceil(marks.points.length / 8) + marks.boxes.length);
    if (marks.unsure) worst = 'unsure';
    else if (covers(marks, rect, number)) return 'yes';
  }
  return worst;
}
