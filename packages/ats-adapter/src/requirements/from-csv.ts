import { given } from '../given.js';
import { named, type Read, type RequirementDraft } from './draft.js';
import { evidenceOf, importanceOf, levelOf, weightOf } from './levels.js';

interface Cell { text: string; from: number; to: number }

const MOST_ROWS = 2000;
const MOST_CELLS = 64;

/** What a column may be called, in any case, with or without `_` and `-`. The first that fits counts. */
const COLUMNS: Readonly<Record<string, RegExp>> = {
  label: /^(?:skill(?: name| label)?|name|label|requirement|competency(?: name)?|kompetenz|fähigkeit|compétence|competencia|anforderung|requisito)$/,
  identifier: /^(?:identifier|skill (?:id|uri|url)|uri|url|concept uri|esco(?: uri)?|alignment|target url|id uri)$/,
  code: /^(?:code|skill code|term code|target code|notation)$/,
  id: /^(?:id|requirement id|key)$/,
  importance: /^(?:importance|required|is required|must have|priority|requirement (?:level|type)|pflicht|obligatoire|obligatorio|wichtigkeit)$/,
  level: /^(?:level|proficiency(?: level)?|required level|niveau|nivel)$/,
  scale: /^(?:scale|level scale|proficiency scale)$/,
  weight: /^(?:weight|gewicht|poids|peso)$/,
  evidence: /^(?:evidence|evidence (?:kind|type|requirement)|nachweis|preuve|evidencia)$/,
  framework: /^(?:framework|taxonomy|scheme|skill framework|target framework)$/,
  language: /^(?:language|lang|sprache|langue|idioma)$/,
};

/** RFC 4180 with the delimiters that spreadsheets write. Bounded; a quote that is never closed ends with the text. */
function rowsOf(text: string, delimiter: string): Cell[][] {
  const rows: Cell[][] = [];
  let row: Cell[] = [];
  let at = text.startsWith('\u{feff}') ? 1 : 0;
  while (at <= text.length && rows.length <= MOST_ROWS) {
    const from = at;
    let cell = '';
    if (text[at] === '"') {
      for (at += 1; at < text.length; at += 1) {
        if (text[at] !== '"') cell += text[at];
        else if (text[at + 1] === '"') {
          cell += '"';
          at += 1;
        } else break;
      }
      at += 1;
    }
    const rest = at;
    while (at < text.length && text[at] !== delimiter && text[at] !== '\n' && text[at] !== '\r') at += 1;
    cell += text.slice(rest, at);
    if (row.length < MOST_CELLS) row.push({ text: cell.trim(), from, to: Math.min(at, text.length) });
    if (text[at] === delimiter) {
      at += 1;
      continue;
    }
    if (row.some((each) => each.text !== '')) rows.push(row);
    row = [];
    if (text[at] === '\r' && text[at + 1] === '\n') at += 1;
    at += 1;
  }
  return rows;
}

const titled = (cell: Cell): string => cell.text.toLowerCase().replaceAll(/[_\-\s]+/g, ' ').trim();

interface Table { rows: Cell[][]; column: (row: Cell[], name: string) => string | undefined; has: (name: string) => boolean }

function tableOf(text: string): Table | undefined {
  const [first = ''] = text.split(/\r?\n/, 1);
  for (const delimiter of [',', ';', '\t']) {
    if (!first.includes(delimiter) && delimiter !== ',') continue;
    const [head = [], ...rows] = rowsOf(text, delimiter);
    const at = new Map(Object.entries(COLUMNS).flatMap(([name, words]): [string, number][] => {
      const index = head.findIndex((cell) => words.test(titled(cell)));
      return index < 0 ? [] : [[name, index]];
    }));
    if (at.has('label') || at.has('identifier')) return { rows, has: (name) => at.has(name), column: (row, name) => { const cell = row[at.get(name) ?? -1]; return cell === undefined || cell.text === '' ? undefined : cell.text; } };
  }
  return undefined;
}

/** Whether a text is a table with a column that names skills, and something below it. */
export function looksLikeCsv(text: string): boolean {
  const [first = ''] = text.split(/\r?\n/, 1);
  return first.length < 2000 && /[,;\t]/.test(first) && !/<[a-z]/i.test(first) && (tableOf(text.slice(0, 5000))?.rows.length ?? 0) > 0;
}

/** A table with a header, its columns found by their names: only one for skills or identifiers must be there. */
export function fromCsv(text: string, scale: string): Read {
  const table = tableOf(text);
  if (!table) return { drafts: [], notices: [{ code: 'unreadable', source: '' }], job: {} };
  const read: Read = { drafts: [], notices: [], job: {} };
  for (const row of table.rows.slice(0, MOST_ROWS)) {
    const source = `chars:${row[0]?.from ?? 0}-${row.at(-1)?.to ?? 0}`;
    const cell = (name: string) => table.column(row, name);
    const found = named([cell('identifier'), cell('code')], given({ framework: cell('framework') }), source);
    read.notices.push(...found.notices);
    const label = cell('label');
    if (found.other) {
      read.notices.push(given<Read['notices'][number]>({ code: 'not-a-skill', source, text: label?.slice(0, 300) }));
      continue;
    }
    const importance = importanceOf(cell('importance'));
    if (importance === undefined) read.notices.push({ code: 'importance-assumed', source });
    const language = cell('language');
    read.drafts.push(given<RequirementDraft>({
      id: cell('id'), label: label === undefined ? {} : { [language !== undefined && /^[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*$/.test(language) ? language : 'und']: label }, identifiers: found.identifiers, importance: importance ?? 'required',
      level: levelOf(cell('level'), cell('scale') ?? scale), evidence: evidenceOf(cell('evidence')), weight: weightOf(cell('weight')), origin: 'structured', confirmed: true, source,
    }));
  }
  if (table.rows.length > MOST_ROWS) read.notices.push({ code: 'too-many', source: '' });
  return read;
}
