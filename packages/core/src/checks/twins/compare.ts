import type { AgreementStatus } from '../../report/agreement.js';
import { sameMoment } from './moment.js';
import type { Statement } from './statement.js';

/** What two of them say of one fact; `text` is set where both have words for it that could not be compared. */
export interface Pair { status: AgreementStatus | 'silent'; text?: true }

const counted = (statements: readonly Statement[]) => statements.filter(({ value }) => value.ignored === undefined);

function isSame(a: Statement, b: Statement): boolean {
  if (a.moment && b.moment) return sameMoment(a.moment, b.moment);
  return a.keys.some((key) => b.keys.includes(key));
}

/** Two hashes under different salts may be of one person. */
const isComparable = (a: Statement, b: Statement): boolean => !a.hash || !b.hash || a.hash.salt === b.hash.salt;

/** Identifiers are the same only within their sort; words and dates in whatever language or sense they are given. */
function mayAgree(a: Statement, b: Statement): boolean {
  return a.weight === 'key' && b.weight === 'key' ? a.value.kind === b.value.kind : true;
}

/** Whether a sort that both have is nowhere the same. */
function differs(all: readonly Statement[], others: readonly Statement[], weight: 'key' | 'text'): boolean {
  const mine = all.filter((each) => each.weight === weight);
  const theirs = others.filter((each) => each.weight === weight);
  return [...new Set(mine.map(({ value }) => value.kind))].some((kind) => {
    const [a, b] = [mine, theirs].map((list) => list.filter(({ value }) => value.kind === kind));
    const pairs = a!.flatMap((one) => b!.filter((other) => isComparable(one, other)).map((other) => isSame(one, other)));
    return pairs.length > 0 && !pairs.includes(true);
  });
}

/**
 * What two forms say of one fact. An identifier of one sort that is not the same is another one, whatever the names are; a text that is not the same in a language that both have is a difference, unless another one is the same.
 * Adding something that differs never makes it better.
 */
export function comparePair(all: readonly Statement[], others: readonly Statement[]): Pair {
  const [mine, theirs] = [counted(all), counted(others)];
  if (mine.length === 0 && theirs.length === 0) return { status: 'silent' };
  if (mine.length === 0 || theirs.length === 0) return { status: 'alone' };
  const same = (keysOnly: boolean) => mine.some((one) => theirs.some((other) => (!keysOnly || (one.weight === 'key' && other.weight === 'key')) && mayAgree(one, other) && isComparable(one, other) && isSame(one, other)));
  if (differs(mine, theirs, 'key')) return { status: same(true) ? 'partly' : 'differs' };
  const agrees = same(false);
  if (differs(mine, theirs, 'text')) return { status: agrees ? 'partly' : 'differs' };
  if (agrees) return { status: 'agrees' };
  const worded = (list: readonly Statement[]) => list.some(({ weight, moment }) => weight !== 'key' && !moment);
  return worded(mine) && worded(theirs) ? { status: 'unclear', text: true } : { status: 'unclear' };
}

const ORDER: readonly (AgreementStatus | 'silent')[] = ['silent', 'alone', 'agrees', 'unclear', 'partly', 'differs'];

/** What all pairs come to. */
export const worstStatus = (pairs: readonly Pair[]): AgreementStatus | 'silent' => pairs.map(({ status }) => status).reduce((a, b) => (ORDER.indexOf(b) > ORDER.indexOf(a) ? b : a), 'silent');

