import type { AgreementFactId, PageWord } from '../../report/agreement.js';
import { folded } from '../folded.js';
import type { Statement } from './statement.js';

const LOOKED_FOR: readonly AgreementFactId[] = ['title', 'holder', 'identifier'];
const MOST_WORDS = 12;
/** Shorter words stand on any page. */
const SHORTEST = 4;

/** Lines break where they will, and spaces are drawn as gaps. */
const bare = (text: string): string => folded(text).replace(/\s/g, '');

/**
 * Looks for what the other forms call the award, its holder and its number, on the pages of each PDF. Found is no agreement: a page may say anything about a word. Not found is no difference: text may be drawn as a picture,
 * or in a font that does not say its letters.
 */
export function pageWords(twins: readonly { statements: readonly Statement[]; pages: (() => string) | undefined }[]): PageWord[] {
  return twins.flatMap(({ pages }, subject): PageWord[] => {
    const words = twins.flatMap(({ statements }, other) => (other === subject ? [] : statements.flatMap(({ fact, value: { value, kind, source, ignored } }) => (LOOKED_FOR.includes(fact) && source !== 'metadata' && kind !== 'emailAddress' && !ignored && value !== undefined && bare(value).length >= SHORTEST ? [{ fact, value }] : []))));
    const unlike = words.filter(({ fact, value }, index) => words.findIndex((each) => each.fact === fact && bare(each.value) === bare(value)) === index).slice(0, MOST_WORDS);
    if (!pages || unlike.length === 0) return [];
    const text = bare(readable(pages));
    return unlike.map(({ fact, value }) => ({ subject, fact, value, found: text.includes(bare(value)) }));
  });
}

/** Pages that cannot be read have no words. */
function readable(pages: () => string): string {
  try {
    return pages();
  } catch {
    return '';
  }
}
