/** Breaks text into lines of at most `width` characters at spaces; a longer word stands alone. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/).filter(Boolean)) {
    if (line && line.length + 1 + word.length > width) { lines.push(line); line = word; } else line = line ? `${line} ${word}` : word;
  }
  return line ? [...lines, line] : lines;
}

/** A label, then text in a column of its own. */
export function labelled(label: string, text: string, labelWidth: number, width: number): string[] {
  const lines = wrap(text, Math.max(20, width - labelWidth));
  return lines.map((line, index) => `${(index === 0 ? label : '').padEnd(labelWidth)}${line}`);
}

/** Rows under a header, the columns as wide as what they hold; the last column wraps. */
export function table(header: readonly string[], rows: readonly (readonly string[])[], width: number): string[] {
  const last = header.length - 1;
  const widths = header.map((name, column) => (column === last ? 0 : Math.max(name.length, ...rows.map((row) => Array.from(row[column] ?? '').length)) + 2));
  const lead = widths.reduce((sum, value) => sum + value, 0);
  return [header, ...rows].flatMap((row) => {
    const start = row.slice(0, last).map((cell, column) => cell + ' '.repeat(Math.max(0, (widths[column] ?? 0) - Array.from(cell).length))).join('');
    const lines = wrap(row[last] ?? '', Math.max(24, width - lead));
    return [`${start}${lines[0] ?? ''}`.trimEnd(), ...lines.slice(1).map((line) => ' '.repeat(lead) + line)];
  });
}
