import { en, fill } from '@credlens/core/messages';
import { isCode, type Group, type Tally } from './tally.js';

const COLUMNS = ['files', 'cases', 'right accept', 'wrong accept', 'right refusal', 'wrong refusal', 'undecided', 'unstated', 'crash'] as const;

function row(cells: readonly string[], widths: readonly number[]): string {
  return cells.map((cell, at) => (at === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[at] ?? 0))).join('  ');
}

/** What the codes of a group mean, in the words that a reader of a report meets. */
function reason(codes: string): string {
  const meanings = codes.split(', ').map((pair) => pair.split(' ').at(-1) ?? '').filter(isCode).map((code) => fill('en', en.codes[code].says));
  return [...new Set(meanings)].join(' ');
}

function group({ codes, files }: Group): string[] {
  const shown = files.slice(0, 12).map((file) => `        ${file}`);
  return [`    ${files.length} × ${codes}`, `      ${reason(codes)}`, ...shown, ...(files.length > shown.length ? [`        … and ${files.length - shown.length} more`] : [])];
}

/** The table, then what went otherwise than stated, by the codes that decided it. @param detailed what was not accepted although nothing is stated of it, too */
export function printTallies(tallies: readonly Tally[], detailed = false): string {
  const cells = tallies.map((tally) => [
    tally.topic, String(tally.files), String(tally.cases), ...COLUMNS.slice(2).map((name) => String(tally.grades[name as keyof Tally['grades']])),
    tally.slowest ? `${tally.slowest.milliseconds} ms ${tally.slowest.file.split(' ')[0]?.split('/').at(-1) ?? ''}` : '',
  ]);
  const head = ['topic', ...COLUMNS, 'slowest'];
  const widths = head.map((name, at) => Math.max(name.length, ...cells.map((line) => line[at]?.length ?? 0)));
  const lines = [row(head, widths), ...cells.map((line) => row(line, widths))];
  for (const tally of tallies) {
    if (tally.grades.unstated > 0) lines.push('', `${tally.topic}: ${tally.given.accept} accepted, ${tally.given.refuse} refused, ${tally.given.undecided} undecided in all`);
    for (const grade of ['wrong accept', 'crash', 'wrong refusal', 'undecided', ...(detailed ? (['unstated'] as const) : [])] as const) {
      const groups = tally.groups.filter((one) => one.grade === grade).toSorted((a, b) => b.files.length - a.files.length);
      if (groups.length > 0) lines.push('', `${tally.topic}: ${grade}`, ...groups.flatMap(group));
    }
    if (tally.otherReason.length > 0) lines.push('', `${tally.topic}: refused, but for another reason than is stated`, ...tally.otherReason.flatMap(group));
  }
  return lines.join('\n');
}
