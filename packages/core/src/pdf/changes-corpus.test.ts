import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { changesAfter, readPdf } from './index.js';
import type { ChangesAfter } from './index.js';

const root = process.env['CREDLENS_CORPORA'];
const folder = root === undefined ? undefined : join(root, 'pdf-seals');
const names = folder === undefined ? [] : readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.pdf')).toSorted();

const judge = (name: string): ChangesAfter[] => {
  const reading = readPdf(new Uint8Array(readFileSync(join(folder!, name))));
  return reading.ok ? reading.file.signatures.map((signature) => changesAfter(reading.file, signature)) : [];
};

describe.skipIf(folder === undefined)('real sealed PDFs, and what came after their seals', () => {
  it('attack files are named', () => {
    const attacks = names.filter((name) => name.startsWith('attacks/')).map((name) => [name.slice(8, 11), ...new Set(judge(name).map(({ attack }) => attack))]);
    const wanted = { isa: 'incremental-saving', siw: 'signature-wrapping', usf: 'universal-signature-forgery' };
    expect(attacks.length).toBeGreaterThan(5);
    for (const [kind, ...found] of attacks) expect(found).toContain(wanted[kind as keyof typeof wanted]);
  });

  it.each(names.filter((name) => /sneaky|annot-added|EDITED|spoofing|byterange-overlap|out-of-byteRange|coverage-anomalies|empty-sig/.test(name)))('%s: changed, or no signature', (name) => {
    expect(judge(name).some(({ permitted }) => !permitted)).toBe(true);
  });

  it.each(names.filter((name) => /-LT|-LTA|lta|vri-timestamp|fieldmdp-exclude|(?:override-appearance-stream|ap-indirect|ap-type-wrong)\.pdf|extensions-|DSS1376|lt1-lt2|Signature-P-|belgian|doc-firmado|ltv-from/.test(name)))('%s: nothing but what is permitted', (name) => {
    const judged = judge(name);
    expect(judged.length).toBeGreaterThan(0);
    expect(judged.flatMap(({ changes }) => changes.filter(({ permitted }) => !permitted))).toEqual([]);
  });
});
