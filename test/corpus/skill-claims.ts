import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { createVerifier } from '@credlens/core';
import { extractClaims, type ClaimNotice, type SkillClaim } from '@credlens/ats-adapter';
import type { Report } from '@credlens/core/report';
import type { Corpora } from './corpora.js';

/** The tables' folders of the corpora: every file in them has its rows, or none where it says nothing of skills. */
export const FOLDERS: readonly (readonly [topic: string, folder: string])[] = [['skills', 'samples'], ['open-badges', ''], ['edc-elm', '']];

/** `topic/file` of every file, sorted; pages about the corpus itself are none. */
export function filesOf(root: string): { topic: string; file: string }[] {
  return FOLDERS.flatMap(([topic, folder]) => {
    const found = readdirSync(join(root, topic, folder), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile() && entry.name !== 'README.md');
    return found.map((entry) => ({ topic, file: relative(join(root, topic), join(entry.parentPath, entry.name)) })).sort((a, b) => (a.file < b.file ? -1 : 1));
  });
}

/** The golden table: under `## topic/file` its rows. Lines that begin with `//` are what whoever read the file noted. */
export function readGolden(text: string): Map<string, string[]> {
  const tables = new Map<string, string[]>();
  let rows: string[] = [];
  for (const line of text.split('\n')) {
    if (line.startsWith('## ')) tables.set(line.slice(3).trim(), (rows = []));
    else if (line.trim() !== '' && !line.startsWith('//')) rows.push(line);
  }
  return tables;
}

export interface Extracted { report: Report; rows: string[] }

const digestOf = (text: string): string => createHash('sha256').update(text).digest('hex');

/**
 * A row for every claim and notice of one file: place, field, identifiers, level, kind and whether it was attained. No word of the file is in it: a name is given by its language and the beginning of its SHA-256.
 */
export function rowsOf(claims: readonly SkillClaim[], notices: readonly ClaimNotice[]): string[] {
  const rows = claims.map(({ source, identifiers, level, attained, notAttained, kind, name, selfAsserted }) => [
    `${source.pointer}${source.part === undefined ? '' : `#${source.part}`}`, source.field, identifiers.map(({ id, names }) => `${id} (${names})`).join(' + ') || '-',
    Object.entries(name).sort(([a], [b]) => (a < b ? -1 : 1)).map(([language, text]) => `${language}:${digestOf(text).slice(0, 8)}`).join(' ') || '-',
    level ? `${level.scale} ${level.ordinal ?? '?'}/${level.of ?? '?'}` : '-', attained ? kind : `${kind}, not attained: ${notAttained ?? ''}`, selfAsserted ? 'self-asserted' : 'issuer',
  ].join(' | '));
  const noticed = notices.map(({ code, pointer, level, identifiers = [] }) => [pointer, `notice ${code}`, identifiers.map(({ id }) => id).join(' + ') || '-', level ? `${level.scale} ${level.ordinal ?? '?'}/${level.of ?? '?'}` : '-'].join(' | '));
  return [...rows, ...noticed].sort();
}

/** Verifies one file without a network, at the instant that its stated verdict speaks of, and reads its claims. Members come below what holds them, in their own rows. */
export async function extract(corpora: Corpora, topic: string, file: string, at: string): Promise<Extracted> {
  const verifier = createVerifier({ offline: true, clock: () => new Date(at), resources: corpora.resources });
  const report = await verifier.verify(corpora.bytes(topic, file), { filename: file });
  const { claims, notices } = extractClaims(report);
  return { report, rows: rowsOf(claims, notices) };
}
