/** A row by column name, as the header writes it; a cell that is missing is empty. */
export interface Table { header: readonly string[]; rows: readonly (readonly string[])[]; /** Whether quotes enclose cells: RFC 4180. Tab separated files have none. */ separator: ',' | ';' | '\t' }

export const MOST_ROWS = 2_000_000;

/** Which of comma, semicolon and tab stands most often in the first line. */
export function separatorOf(text: string): Table['separator'] {
  const end = text.search(/[\r\n]/);
  const line = text.slice(0, end < 0 ? 10_000 : Math.min(end, 10_000));
  const count = (sign: string): number => line.split(sign).length - 1;
  return (['\t', ',', ';'] as const).reduce((best, sign) => (count(sign) > count(best) ? sign : best));
}

/**
 * Reads a table with a header: RFC 4180 with commas or semicolons, or lines of tab separated cells. Newlines inside quoted cells stay, doubled quotes are one, an unclosed quote ends with the text.
 * In a tab separated file quotes are signs like others, unless the header itself is quoted.
 */
export function readTable(text: string, mostRows = MOST_ROWS): Table {
  const source = text.startsWith('﻿') ? text.slice(1) : text;
  const separator = separatorOf(source);
  const [header = [], ...rows] = separator === '\t' && !source.startsWith('"') ? lines(source, mostRows) : quoted(source, separator, mostRows);
  return { header: header.map((name) => name.trim()), rows, separator };
}

function lines(text: string, most: number): string[][] {
  return text.split(/\r\n|\n|\r/, most + 1).filter((line) => line !== '').map((line) => line.split('\t'));
}

function quoted(text: string, separator: string, most: number): string[][] {
  const rows: string[][] = [];
  let row: string[] = [], at = 0;
  const end = (): void => { if (row.length > 1 || row[0] !== '') rows.push(row); row = []; };
  while (at <= text.length && rows.length <= most) {
    let cell = '';
    if (text[at] === '"') {
      at++;
      for (;;) {
        const close = text.indexOf('"', at);
        if (close < 0) { cell += text.slice(at); at = text.length; break; }
        cell += text.slice(at, close);
        at = close + 1;
        if (text[at] !== '"') break;
        cell += '"';
        at++;
      }
    }
    let stop = at;
    while (stop < text.length && text[stop] !== separator && text[stop] !== '\n' && text[stop] !== '\r') stop++;
    row.push(cell + text.slice(at, stop));
    at = stop + 1;
    if (text[stop] === separator) continue;
    if (text[stop] === '\r' && text[at] === '\n') at++;
    end();
    if (stop >= text.length) break;
  }
  return rows;
}

/** Finds columns by any of their names, whatever the case and the signs between words; -1 where there is none. */
export function column(table: Table, ...names: string[]): number {
  const plain = (name: string): string => name.toLowerCase().replace(/[^\p{L}\p{N}*]/gu, '');
  const header = table.header.map(plain);
  for (const name of names) {
    const found = header.indexOf(plain(name));
    if (found >= 0) return found;
  }
  return -1;
}
