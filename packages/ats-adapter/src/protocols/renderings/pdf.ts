import type { MatchReport } from '../../match/match-report.js';
import type { Audience, Words } from '../../words/words.js';
import { hexOf, textString, widthOf, winAnsi, wrap } from './pdf-text.js';
import { fill, summarise } from './summary.js';

/*
 * A small writer of our own: A4, the standard font Helvetica, which needs no file, and text that is tagged (ISO 32000-1 14.8), so that it is read aloud in its order and under its headings.
 * The standard fonts draw Western European letters alone. What they cannot draw is drawn as near as may be, its exact text is beside it for screen readers and for copying (`ActualText`), and the file says so.
 * A library with an embedded font would draw them; it costs hundreds of kilobytes and a font to keep.
 */

type Role = 'H1' | 'H2' | 'P';
interface Block { role: Role; text: string; size: number; bold: boolean; indent: number; before: number }

const PAGE = { width: 595, height: 842, margin: 56, foot: 40 };
/** Blocks beyond this are left out, with their number: a posting of thousands of requirements makes no book. */
const MOST_BLOCKS = 3000;

/**
 * A match report as a PDF file. Pure: the same report gives the same bytes, since its date is the report's own. It is not signed, and proves nothing: the report at the link does.
 */
export function pdf(report: MatchReport, words: Words, options: { audience?: Audience; link?: string } = {}): Uint8Array<ArrayBuffer> {
  const summary = summarise(report, words, options.audience);
  const block = (role: Role, text: string, more: Partial<Block> = {}): Block => ({ role, text, size: role === 'H1' ? 18 : role === 'H2' ? 11.5 : 10, bold: role !== 'P', indent: 0, before: role === 'P' ? 3 : 12, ...more });
  const all: Block[] = [
    block('H1', summary.title, { before: 0 }),
    block('P', summary.intro, { before: 8 }),
    ...summary.coverage.map(({ label, value }) => block('P', `${label}: ${value}`, { bold: true, before: 6 })),
    ...summary.rows.flatMap((row) => [block('H2', `${row.label} (${row.importanceText}): ${row.statusText}`), ...row.lines.map((line) => block('P', line, { indent: 12 }))]),
    ...summary.notes.map((text) => block('P', text, { before: 10 })),
    block('P', summary.limits, { before: 12 }),
    block('P', `${summary.asOf}. ${summary.reportId}`),
    ...(options.link === undefined ? [] : [block('P', fill(words.link, { url: options.link }))]),
  ];
  const blocks = all.length > MOST_BLOCKS ? [...all.slice(0, MOST_BLOCKS), block('P', fill(words.andMore, { count: all.length - MOST_BLOCKS }))] : all;
  if (blocks.some(({ text }) => !winAnsi(text).exact)) blocks.push(block('P', words.lettersMissing, { before: 10 }));
  return write(layOut(blocks), blocks, words, summary.title, report.asOf);
}

interface Placed { block: number; /** Marks of this page. */ mark: number; lines: { text: string; x: number; y: number }[] }

/** Blocks onto pages. A block that does not fit goes on on the next page, under a mark of its own. */
function layOut(blocks: readonly Block[]): Placed[][] {
  const pages: Placed[][] = [[]];
  let y = PAGE.height - PAGE.margin;
  for (const [index, { text, size, bold, indent, before }] of blocks.entries()) {
    const leading = size * 1.35;
    let placed: Placed | undefined;
    y -= before;
    for (const line of wrap(text, PAGE.width - 2 * PAGE.margin - indent, size, bold)) {
      if (y - leading < PAGE.margin + PAGE.foot) { pages.push([]); y = PAGE.height - PAGE.margin; placed = undefined; }
      y -= leading;
      const page = pages[pages.length - 1]!;
      if (!placed) { placed = { block: index, mark: page.length, lines: [] }; page.push(placed); }
      placed.lines.push({ text: line, x: PAGE.margin + indent, y });
    }
  }
  return pages;
}

function write(pages: readonly Placed[][], blocks: readonly Block[], words: Words, title: string, asOf: string): Uint8Array<ArrayBuffer> {
  // 1 catalogue, 2 pages, 3 and 4 fonts, 5 structure, 6 document element, 7 parent tree, 8 information; then a page and its content each, then an element each.
  const pageAt = (index: number) => 9 + 2 * index;
  const elementAt = (block: number) => 9 + 2 * pages.length + block;
  const objects: string[] = [
    `<< /Type /Catalog /Pages 2 0 R /StructTreeRoot 5 0 R /MarkInfo << /Marked true >> /Lang ${textString(words.language)} /ViewerPreferences << /DisplayDocTitle true >> >>`,
    `<< /Type /Pages /Count ${pages.length} /Kids [${pages.map((_, index) => `${pageAt(index)} 0 R`).join(' ')}] >>`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>',
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>',
    '<< /Type /StructTreeRoot /K 6 0 R /ParentTree 7 0 R >>',
    `<< /Type /StructElem /S /Document /P 5 0 R /K [${blocks.map((_, index) => `${elementAt(index)} 0 R`).join(' ')}] >>`,
    `<< /Nums [${pages.map((placed, index) => `${index} [${placed.map(({ block }) => `${elementAt(block)} 0 R`).join(' ')}]`).join(' ')}] >>`,
    `<< /Title ${textString(title)} /Producer (Credlens) /CreationDate (D:${asOf.replace(/\D/g, '').slice(0, 14)}Z) >>`,
  ];
  for (const [index, placed] of pages.entries()) {
    const content = contentOf(placed, blocks, fill(words.page, { page: index + 1, pages: pages.length }));
    objects.push(`<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${PAGE.width} ${PAGE.height}] /Resources << /Font << /F1 3 0 R /F2 4 0 R >> >> /Contents ${pageAt(index) + 1} 0 R /StructParents ${index} /Tabs /S >>`);
    objects.push(`<< /Length ${content.length} >>\nstream\n${content}\nendstream`);
  }
  const marks = new Map<number, string[]>();
  for (const [index, placed] of pages.entries()) for (const { block, mark } of placed) marks.set(block, [...(marks.get(block) ?? []), `<< /Type /MCR /Pg ${pageAt(index)} 0 R /MCID ${mark} >>`]);
  for (const [index, { role, text }] of blocks.entries()) {
    const actual = winAnsi(text).exact ? '' : ` /ActualText ${textString(text)}`;
    objects.push(`<< /Type /StructElem /S /${role} /P 6 0 R /K [${(marks.get(index) ?? []).join(' ')}]${actual} >>`);
  }
  return fileOf(objects);
}

function contentOf(placed: readonly Placed[], blocks: readonly Block[], foot: string): string {
  const parts = placed.map(({ block, mark, lines }) => {
    const { role, size, bold } = blocks[block]!;
    return [`/${role} << /MCID ${mark} >> BDC`, 'BT', `/${bold ? 'F2' : 'F1'} ${size} Tf`, ...lines.map(({ text, x, y }) => `1 0 0 1 ${x} ${y.toFixed(2)} Tm ${hexOf(winAnsi(text).codes)} Tj`), 'ET', 'EMC'].join('\n');
  });
  // The number of the page is no part of what is said.
  const x = PAGE.width - PAGE.margin - widthOf(foot, 8);
  return [...parts, '/Artifact BMC', 'BT', '/F1 8 Tf', `1 0 0 1 ${x.toFixed(2)} ${PAGE.margin - 12} Tm ${hexOf(winAnsi(foot).codes)} Tj`, 'ET', 'EMC'].join('\n');
}

/** All of it is ASCII, so a character is an octet. */
function fileOf(objects: readonly string[]): Uint8Array<ArrayBuffer> {
  let text = '%PDF-1.7\n';
  const offsets: number[] = [];
  for (const [index, body] of objects.entries()) {
    offsets.push(text.length);
    text += `${index + 1} 0 obj\n${body}\nendobj\n`;
  }
  const xref = text.length;
  text += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('')}`;
  text += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R /Info 8 0 R >>\nstartxref\n${xref}\n%%EOF\n`;
  return new TextEncoder().encode(text);
}
