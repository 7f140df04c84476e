import { spend, type Reading } from './limits.js';
import type { PdfDictionary, PdfObject, RevisionView } from './types.js';
import { isDictionary, nameOf, numberOf } from './values.js';

export interface Pages { pages: readonly PdfDictionary[]; /** What the root of the tree says of their number. */ counted: number | undefined; /** A node that is its own ancestor, or comes twice. */ loop: boolean }

/** The pages in their order (ISO 32000-2 section 7.7.3). One that is listed twice is shown twice; a node of the tree counts once. */
export function pagesOf(view: RevisionView, reading: Reading): Pages {
  const pages: PdfDictionary[] = [];
  const seen = new Set<PdfObject>();
  const root = view.catalog.entries.get('Pages') ?? null;
  const top = view.resolve(root);
  let loop = false;
  const stack: PdfObject[] = [root];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    const dictionary = view.resolve(node);
    if (!isDictionary(dictionary)) continue;
    const kids = view.resolve(dictionary.entries.get('Kids'));
    const inner = Array.isArray(kids) && nameOf(view.resolve(dictionary.entries.get('Type'))) !== 'Page';
    if (seen.has(dictionary)) loop = true;
    if ((inner && seen.has(dictionary)) || pages.length >= reading.limits.objects) continue;
    seen.add(dictionary);
    if (inner) spend(reading, kids.length * 4);
    if (inner) for (let index = kids.length - 1; index >= 0; index -= 1) stack.push(kids[index]!);
    else pages.push(dictionary);
  }
  return { pages, counted: isDictionary(top) ? numberOf(view.resolve(top.entries.get('Count'))) : undefined, loop };
}
