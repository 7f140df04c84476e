import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { loadTaxonomy, TaxonomyError, type LoadedTaxonomy, type TaxonomySource } from '@credlens/ats-adapter';
import { fileProblem } from '../trust/host-file.js';
import { printable, UsageError } from '../usage-error.js';
import { MOST_ENTRY_BYTES, ZipError, zipEntries } from './zip.js';

/** Where a taxonomy is built from, by flag. */
export interface SourcePaths {
  esco?: readonly string[]; onet?: readonly string[]; rsd?: readonly string[]; case?: readonly string[]; list?: readonly string[];
  /** The relation is read from ESCO's side. */
  crosswalk?: readonly string[];
  /** It is read from the other side. */
  crosswalkReversed?: readonly string[];
  /** Of labels that do not say their own language. */
  language?: string;
  /** Files of ESCO in other languages are not even read. */
  languages?: readonly string[];
}

/**
 * Reads the host's files. A folder or ZIP of ESCO or O*NET gives all its tables; those with names in another language than asked for are passed over.
 * @throws UsageError that names flag and file
 */
export async function readSources(paths: SourcePaths): Promise<TaxonomySource[]> {
  const sources: TaxonomySource[] = [];
  const single = paths.language === undefined ? {} : { language: paths.language };
  for (const path of paths.esco ?? []) sources.push(...(await tables(path, 'esco', '--esco', paths)));
  for (const path of paths.onet ?? []) sources.push(...(await tables(path, 'onet', '--onet', paths)));
  for (const kind of ['rsd', 'case', 'list'] as const) for (const path of paths[kind] ?? []) sources.push({ kind, name: basename(path), text: await textOf(path, `--${kind}`), ...single });
  for (const path of paths.crosswalk ?? []) sources.push({ kind: 'crosswalk', name: basename(path), text: await textOf(path, '--crosswalk'), direction: 'esco-first' });
  for (const path of paths.crosswalkReversed ?? []) sources.push({ kind: 'crosswalk', name: basename(path), text: await textOf(path, '--crosswalk-reversed'), direction: 'other-first' });
  return sources;
}

async function tables(path: string, kind: 'esco' | 'onet', flag: string, { language, languages }: SourcePaths): Promise<TaxonomySource[]> {
  const isTable = (name: string): boolean => /\.(?:csv|tsv|txt)$/i.test(name) && wanted(name, languages);
  try {
    if ((await stat(path)).isDirectory()) {
      const found: TaxonomySource[] = [];
      for (const name of (await readdir(path)).sort()) if (isTable(name)) found.push({ kind, name, text: await textOf(join(path, name), flag) });
      return found;
    }
    const bytes = await bytesOf(path, flag);
    if (bytes[0] === 0x50 && bytes[1] === 0x4b) {
      return zipEntries(bytes).filter(({ name }) => isTable(name)).sort((a, b) => (a.name < b.name ? -1 : 1)).map(({ name, read }) => ({ kind, name: basename(name), text: new TextDecoder().decode(read()) }));
    }
    const text = new TextDecoder().decode(bytes);
    // One label a line has no header that ESCO's tables would have; it is a list of ESCO's labels all the same.
    const plain = kind === 'esco' && !/preferredLabel|Uri\b|Level 0|broaderId|relatedSkillId/i.test(text.slice(0, text.search(/[\r\n]|$/)));
    return [{ kind: plain ? 'list' : kind, name: basename(path), text, ...(language !== undefined && { language }) }];
  } catch (error) {
    if (error instanceof ZipError) throw new UsageError(`${flag} ${printable(path)}: ${error.message}`);
    if (error instanceof UsageError) throw error;
    throw new UsageError(`${flag} ${printable(path)}: ${fileProblem(error)}`);
  }
}

/** A name such as `skills_de.csv` says its language; others may hold any. */
function wanted(name: string, languages?: readonly string[]): boolean {
  const language = /_([a-z]{2})\.(?:csv|tsv)$/i.exec(name)?.[1]?.toLowerCase();
  return languages === undefined || language === undefined || languages.includes(language);
}

async function bytesOf(path: string, flag: string): Promise<Uint8Array> {
  try {
    if ((await stat(path)).size > MOST_ENTRY_BYTES) throw new UsageError(`${flag} ${printable(path)}: it is too large`);
    return await readFile(path);
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(`${flag} ${printable(path)}: ${fileProblem(error)}`);
  }
}

const textOf = async (path: string, flag: string): Promise<string> => new TextDecoder().decode(await bytesOf(path, flag));

/**
 * Opens a taxonomy that was built before.
 * @throws UsageError that says why it cannot be used
 */
export async function openTaxonomy(path: string, flag: string): Promise<LoadedTaxonomy> {
  const bytes = await bytesOf(path, flag);
  try {
    return await loadTaxonomy(bytes);
  } catch (error) {
    if (error instanceof TaxonomyError) throw new UsageError(`${flag} ${printable(path)}: ${error.code}: ${error.message}`);
    throw error;
  }
}
