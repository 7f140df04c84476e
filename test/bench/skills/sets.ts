import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Query { text: string; gold: ReadonlySet<string> }
export interface Label { id: string; preferred: string; alternatives: readonly string[] }
export interface TestSet { name: string; queries: Query[] }
/** Texts and the labels that they are to be mapped to. */
export interface Task { language: string; labels: Label[]; sets: TestSet[]; /** Every text with all that the source maps it to, exactly or closely. */ accepted: Query[] }

type Row = Readonly<Record<string, string>>;
const NO_GOLD = new Set(['LABEL NOT PRESENT', 'UNDERSPECIFIED', 'UNK', '']);

export function hasSkillCorpora(root: string): boolean {
  return existsSync(join(root, 'skills/esco/esco-skills-en-1.1.1.tsv'));
}

function table(root: string, file: string): Row[] {
  const [head = '', ...lines] = readFileSync(join(root, 'skills', file), 'utf8').split(/\r?\n/).filter((line) => line !== '');
  const names = head.split('\t');
  return lines.map((line) => line.split('\t')).map((cells) => Object.fromEntries(names.map((name, at) => [name, cells[at] ?? ''])));
}

/** Queries with the same text are one, with all that any of them has. Those without a label of the space are dropped. */
function queries(pairs: Iterable<readonly [text: string, label: string]>): Query[] {
  const found = new Map<string, Set<string>>();
  for (const [text, label] of pairs) {
    if (text === '' || NO_GOLD.has(label)) continue;
    const gold = found.get(text) ?? new Set();
    found.set(text, gold.add(label));
  }
  return Array.from(found, ([text, gold]) => ({ text, gold }));
}

/** English texts of job advertisements: the target space is that of the published benchmark, labels of ESCO 1.1.0. */
export function english(root: string): Task {
  const space = readFileSync(join(root, 'skills/esco/esco-skill-labels-en-1.1.0.txt'), 'utf8').split(/\r?\n/).filter((line) => line !== '');
  const known = new Map(table(root, 'esco/esco-skills-en-1.1.1.tsv').map((row) => [row['preferredLabel'] ?? '', (row['altLabels'] ?? '').split('|').filter((label) => label !== '')]));
  const labels = [...new Set(space)].map((preferred) => ({ id: preferred, preferred, alternatives: known.get(preferred) ?? [] }));
  const extraction = (name: string): TestSet[] => {
    const rows = table(root, `extraction/${name}-validation.tsv`);
    return [
      { name: `${name.toUpperCase()} sentences`, queries: queries(rows.map((row) => [row['sentence'] ?? '', row['label'] ?? ''] as const)) },
      { name: `${name.toUpperCase()} spans`, queries: queries(rows.map((row) => [row['sub_span'] || (row['span'] ?? ''), row['label'] ?? ''] as const)) },
    ];
  };
  const skape = table(root, 'extraction/skillskape-dev.tsv').flatMap((row) => (row['labels'] ?? '').split('|').map((label) => [row['sentence'] ?? '', label] as const));
  const sets = [...extraction('tech'), ...extraction('house'), { name: 'SkillSkape dev', queries: queries(skape) }];
  return { language: 'en', labels, sets, accepted: sets.filter(({ name }) => name.endsWith('spans')).flatMap((set) => set.queries) };
}

const CROSSWALKS = [
  { language: 'de', file: 'de-ba-kompetenzen_esco.tsv' }, { language: 'nl', file: 'be-vdab-competent_esco.tsv' }, { language: 'sv', file: 'se-af-kompetenser_esco.tsv' },
] as const;

/** National skills to ESCO: the target space is the ESCO labels of the table. */
export function crosswalks(root: string): Task[] {
  return CROSSWALKS.map(({ language, file }) => {
    const rows = table(root, `crosswalk/${file}`).map((row) => ({ text: row[`sourceLabel_${language}`] ?? '', relation: row['relation'] ?? '', label: row[`escoLabel_${language}`] ?? '' })).filter(({ label }) => label !== '');
    const mapped = (...relations: string[]): Query[] => queries(rows.filter(({ relation }) => relations.includes(relation)).map(({ text, label }) => [text, label] as const));
    const close = mapped('exactMatch', 'closeMatch');
    const right = new Map(close.map(({ text, gold }) => [text, gold]));
    return {
      language, labels: [...new Set(rows.map(({ label }) => label))].map((preferred) => ({ id: preferred, preferred, alternatives: [] })),
      sets: [{ name: `${language.toUpperCase()} exact`, queries: mapped('exactMatch') }, { name: `${language.toUpperCase()} exact+close`, queries: close }],
      accepted: [...new Set(rows.map(({ text }) => text))].map((text) => ({ text, gold: right.get(text) ?? new Set() })),
    };
  });
}
