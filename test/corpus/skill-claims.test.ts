import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { extractClaims } from '@credlens/ats-adapter';
import { describe, expect, it } from 'vitest';
import { adapterViolations } from '../support/schema.js';
import { corporaRoot, openCorpora } from './corpora.js';
import { extract, filesOf, readGolden } from './skill-claims.js';

const AT = '2026-08-22T00:00:00Z';
const violations = adapterViolations('credlens-claims-1');
const golden = readGolden(readFileSync(new URL('./skill-claims.golden.txt', import.meta.url), 'utf8'));
const root = process.env['CREDLENS_CORPORA'] === undefined ? undefined : corporaRoot(fileURLToPath(new URL('../..', import.meta.url)));

it('the table is read as it is written', () => {
  expect(readGolden('// note\n\n## a/b\n/x | tag\n// why\n\n## a/c\n')).toEqual(new Map([['a/b', ['/x | tag']], ['a/c', []]]));
  expect(golden.size).toBeGreaterThan(80);
  for (const [file, rows] of golden) expect([file, rows]).toEqual([file, [...rows].sort()]);
});

describe.skipIf(root === undefined)('the skills that the credentials of others state', () => {
  const corpora = root === undefined ? undefined : openCorpora(root);
  const files = root === undefined ? [] : filesOf(root);

  it('are in the table for every file, and for no other', () => { expect(files.map(({ topic, file }) => `${topic}/${file}`)).toEqual([...golden.keys()]); });

  it.each(files)('of $topic/$file', async ({ topic, file }) => {
    const { report, rows } = await extract(corpora!, topic, file, AT);
    expect(rows).toEqual(golden.get(`${topic}/${file}`));

    // By another way: no ESCO skill that stands as an identifier anywhere in a credential is lost, and none is invented.
    const extracted = extractClaims(report, { clauses: true });
    expect(violations(extracted)).toEqual([]);
    const { claims } = extracted;
    const read = corpora!.json(topic, file) as Record<string, unknown> | undefined;
    const payload = typeof read?.['payload'] === 'string' ? read['payload'] : JSON.stringify(read ?? {});
    const stated = report.credential === undefined ? [] : [...payload.matchAll(/"https?:\/\/data\.europa\.eu\/esco\/skill\/([0-9a-f-]{36})"/g)].map(([, uuid]) => `esco:skill/${uuid ?? ''}`);
    expect([...new Set(claims.flatMap(({ identifiers }) => identifiers.map(({ id }) => id)).filter((id) => id.startsWith('esco:skill/')))].sort()).toEqual([...new Set(stated)].sort());
    // Only what the report verified counts as verified.
    for (const { evidence } of claims) if (report.subjects.length === 0) expect(evidence.verdict).toBe(report.verdict);
  }, 60_000);
});
