import { createVerifier } from '@credlens/core';
import { lookup, samples } from '@credlens/demo-issuer';
import { describe, expect, it } from 'vitest';
import { reportText, tally, verdictTable } from './report-text.js';
import { labelled, table, wrap } from './text.js';

const NOW = new Date('2026-08-22T00:00:00Z');
const look = { width: 100, colour: false };

async function judged() {
  const { samples: made, resources } = await samples(NOW);
  const verifier = createVerifier({ resources: lookup(resources), offline: true, clock: () => NOW });
  return Promise.all(made.map(async ({ filename, text }) => ({ name: filename, report: await verifier.verify(text) })));
}

describe('reportText', () => {
  it('says every sentence within the width, and what to do about what is not in order', async () => {
    for (const { name, report } of await judged()) {
      const text = reportText({ input: name, report }, look);
      expect(text.split('\n').every((line) => line.length <= 100), text).toBe(true);
      expect(text.match(/^ {2}(Unchanged\?|Issuer\?|In force\?|This person\?) /gm)).toHaveLength(4);
      if (report.verdict !== 'verified') expect(text).toContain('Next: ');
    }
  });
  it('never says plain verified where there is a caution', async () => {
    const { report } = (await judged())[0]!;
    expect(report).toMatchObject({ verdict: 'verified', cautions: true });
    expect(reportText({ input: 'a', report }, look).split('\n')[0]).toBe('a: Verified, with cautions');
    expect(verdictTable([{ name: 'a', report }], look)).toContain('verified *');
  });
  it('paints only where it may', async () => {
    const [first] = await judged();
    expect(reportText({ input: 'a', report: first!.report }, { ...look, colour: true })).toContain('\u001b[33m');
  });
  it('gives each reason once', async () => {
    const rows = await judged();
    for (const { report } of rows) {
      const codes = verdictTable([{ name: 'a', report }], { width: 10_000, colour: false }).match(/[a-z]+\.[a-z-]+ \(/g) ?? [];
      expect(new Set(codes).size).toBe(codes.length);
    }
    // Nobody is named here, so the sample that is someone else's is in order.
    expect(tally(rows.map(({ report }) => report))).toBe('9 inputs: 4 invalid, 2 indeterminate, 1 unverifiable, 2 verified');
  });
  it('shortens a long path from its beginning', async () => {
    const [first] = await judged();
    expect(verdictTable([{ name: `${'x'.repeat(60)}/badge.json`, report: first!.report }], look)).toMatch(/^…x+\/badge\.json {2}verified/m);
  });
});

describe('layout', () => {
  it('wraps at spaces, and leaves a longer word alone', () => {
    expect(wrap('aa bb cc ddddddddd e', 5)).toEqual(['aa bb', 'cc', 'ddddddddd', 'e']);
    expect(wrap('', 5)).toEqual([]);
  });
  it('labels the first line alone', () => { expect(labelled('L', 'aaaa bbbb cccc dddd eeee ffff', 4, 24)).toEqual(['L   aaaa bbbb cccc dddd', '    eeee ffff']); });
  it('makes columns as wide as what they hold', () => { expect(table(['A', 'B'], [['long one', 'x'], ['s', 'y']], 80)).toEqual(['A         B', 'long one  x', 's         y']); });
});
