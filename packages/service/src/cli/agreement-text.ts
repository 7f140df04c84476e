import type { AgreementFact, AgreementValue, Report } from '@credlens/core/report';
import { en, fill, visibleInline } from '@credlens/core/messages';
import { printable } from '../usage-error.js';
import { wrap } from './text.js';

const { agreement: text, language } = en;

/** Values of one form that are shown; the JSON has them all. */
const MOST_VALUES = 4;

const shown = (words: string): string => visibleInline(words, { limit: 120 });

/** What inputs that were verified together have in common: a paragraph for each fact, with a line for each form and each thing that it says. */
export function agreementLines({ agreement, subjects }: Pick<Report, 'agreement' | 'subjects'>, width: number): string[] {
  if (!agreement) return [];
  const names = subjects.map(({ input }, index) => `${index + 1}. ${input.filename === undefined ? fill(language, text.form, { number: index + 1 }) : printable(input.filename)}`);
  const column = Math.min(32, Math.max(12, ...names.map((name) => Array.from(name).length))) + 2;
  const lines = [text.heading];
  for (const fact of agreement.facts) {
    lines.push(`  ${text.fact[fact.fact]}: ${text.status[fact.status]}`);
    for (const [index, name] of names.entries()) lines.push(...cell(fact, index).flatMap((value, place) => wrap(value, Math.max(24, width - column - 4)).map((line, row) => `    ${(place === 0 && row === 0 ? fit(name, column - 2) : '').padEnd(column)}${line}`)));
  }
  if (agreement.sameBytes.some(({ pointers }) => pointers.some((pointer) => pointer.split('/').length > 3))) lines.push(`  ${text.sameBytes}`);
  if (subjects.some(({ input }) => input.mediaType === 'application/pdf')) lines.push(...wrap(text.pages, width - 2).map((line) => `  ${line}`));
  for (const [index, name] of names.entries()) for (const [found, words] of [[true, text.found], [false, text.notFound]] as const) {
    const said = (agreement.pages ?? []).filter((word) => word.subject === index && word.found === found).map(({ value }) => shown(value));
    if (said.length > 0) lines.push(...wrap(`${fill(language, words, { name })} ${said.join('; ')}`, width - 2).map((each) => `  ${each}`));
  }
  return lines;
}

const fit = (name: string, width: number): string => { const characters = Array.from(name); return characters.length > width ? `${characters.slice(0, width - 1).join('')}…` : name; };

/** What one form says of a fact. The same words in several places are said once. */
function cell({ values }: AgreementFact, subject: number): string[] {
  const said = [...new Set(values.filter((value) => value.subject === subject).map(line))];
  if (said.length === 0) return [text.silent];
  return said.length > MOST_VALUES ? [...said.slice(0, MOST_VALUES), fill(language, text.more, { count: said.length - MOST_VALUES })] : said;
}

function line({ kind, value, source, ignored }: AgreementValue): string {
  const word = Object.hasOwn(text.kind, kind) ? text.kind[kind as keyof typeof text.kind] : undefined;
  const notes = [...(word === undefined ? [] : [word]), ...(source === 'credential' ? [] : [text.source[source]]), ...(ignored ? [text.ignored[ignored]] : [])];
  return `${value === undefined ? text.hidden : shown(value)}${notes.length > 0 ? ` (${notes.join(', ')})` : ''}`;
}
