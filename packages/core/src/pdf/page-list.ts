import { spend, TooMuchToCompare } from './change-walk.js';
import type { Step } from './change-walk.js';
import type { PdfDictionary, RevisionView } from './types.js';
import { isDictionary, isReference } from './values.js';

const MOST_PAGES = 20_000;

/** Object numbers of the pages in their order (ISO 32000-2 section 7.7.3), each as often as the tree has it. */
export function pageNumbers(view: RevisionView, step: Pick<Step, 'budget'>): number[] {
  const pages: number[] = [];
  const seen = new Set<number>();
  const pending = [view.catalog.entries.get('Pages') ?? null];
  for (let item = pending.pop(); item !== undefined; item = pending.pop()) {
    spend(step);
    if (pages.length >= MOST_PAGES) throw new TooMuchToCompare();
    const node = view.resolve(item);
    if (!isDictionary(node)) continue;
    const kids = view.resolve(node.entries.get('Kids'));
    if (!Array.isArray(kids)) {
      if (isReference(item)) pages.push(item.number);
      continue;
    }
    if (isReference(item)) {
      if (seen.has(item.number)) continue;
      seen.add(item.number);
    }
    for (let at = kids.length - 1; at >= 0; at -= 1) pending.push(kids[at]!);
  }
  return pages;
}

export function pageOf(view: RevisionView, number: number): PdfDictionary | undefined {
  const page = view.get(number);
  return isDictionary(page) ? page : undefined;
}

/** Object numbers of a page's annotations, and how many stand in the array itself. */
export function annotationsOf(view: RevisionView, page: PdfDictionary | undefined): { numbers: number[]; direct: number } {
  const annotations = view.resolve(page?.entries.get('Annots'));
  if (!Array.isArray(annotations)) return { numbers: [], direct: 0 };
  const numbers = annotations.flatMap((item) => (isReference(item) ? [item.number] : []));
  return { numbers, direct: annotations.length - numbers.length };
}
