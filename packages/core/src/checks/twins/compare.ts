import type { AgreementStatus } from '../../report/agreement.js';
import { sameMoment } from './moment.js';
import type { Statement } from './statement.js';

/** What two of them say of one fact. `text`: both have words for it that could not be compared. `claimed`: what is the same is a claim of one of them. */
export interface Pair { status: AgreementStatus | 'silent'; text?: true; claimed?: true }

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
  const alike = mine.flatMap((one) => theirs.filter((other) => mayAgree(one, other) && isComparable(one, other) && isSame(one, other)).map((other) => [one, other] as const));
  const claimed = alike.every(([one, other]) => one.claim || other.claim) ? { claimed: true as const } : {};
  if (differs(mine, theirs, 'key')) return alike.some((pair) => pair.every(({ weight }) => weight === 'key')) ? { status: 'partly', ...claimed } : { status: 'differs' };
  if (differs(mine, theirs, 'text')) return alike.length > 0 ? { status: 'partly', ...claimed } : { status: 'differs' };
  if (alike.length > 0) return { status: 'agrees', ...claimed };
  const worded = (list: readonly Statement[]) => list.some(({ weight, moment }) => weight !== 'key' && !moment);
  return worded(mine) && worded(theirs) ? { status: 'unclear', text: true } : { status: 'unclear' };
}

const ORDER: readonly (AgreementStatus | 'silent')[] = ['silent', 'alone', 'agrees', 'unclear', 'partly', 'differs'];

/** What all pairs come to. */
export const worstStatus = (pairs: readonly Pair[]): AgreementStatus | 'silent' => pairs.map(({ status }) => status).reduce((a, b) => (ORDER.indexOf(b) > ORDER.indexOf(a) ? b : a), 'silent');

