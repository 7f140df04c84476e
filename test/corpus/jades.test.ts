import { describe, expect, it } from 'vitest';
import { createVerifier } from '@credlens/core';
import { corporaRoot, openCorpora } from './corpora.js';
import { alteredSeals, isIntact, named } from './jades-altered.js';
import { jadesByTheirOwn, jadesExpectation, jadesSeals } from './jades.js';
import { snapshotOf } from './list-snapshot.js';
import { tally } from './tally.js';

const AT = '2026-08-22T00:00:00Z';
const root = corporaRoot(process.cwd());

describe('what the manifest asks of sealed JSON', () => {
  it.each([
    ['JAdESWithEmptyCritTest', 'not-accept'], ['JAdESLevelLTABrokenArcTstTest:False(timestamp.isMessageImprintDataIntact', 'not-accept'], ['unsigned sample', 'not-accept'], ['JAdESWithASN1SigPolicyTest', 'unstated'],
    ['valid JAdES-B-LTA, real qualified eSeal', 'unstated'],
  ] as const)('%s: %s', (expected, want) => expect(jadesExpectation({ file: 'a.json', expected }).want).toBe(want));
});

describe.skipIf(root === undefined)('sealed JSON of others', () => {
  it('no wrong accept and no crash, by the lists and by their own roots', { timeout: 120_000 }, async () => {
    const corpora = openCorpora(root!);
    for (const cases of [jadesSeals(corpora, AT, { trustedLists: await snapshotOf(corpora, AT) }), jadesByTheirOwn(corpora)]) {
      const { grades } = await tally('jades', cases);
      expect({ 'wrong accept': grades['wrong accept'], 'crash': grades.crash }).toEqual({ 'wrong accept': 0, 'crash': 0 });
    }
  });

  it('what is undecided by their own roots wants an answer about a certificate, or what is kept elsewhere', { timeout: 120_000 }, async () => {
    const { given, groups } = await tally('jades', jadesByTheirOwn(openCorpora(root!)));
    expect(given.accept).toBeGreaterThan(0);
    const undecided = groups.filter(({ codes }) => codes.startsWith('undecided')).flatMap(({ files }) => files);
    for (const line of undecided) expect(line).toMatch(/: .*(?:no answer about|what it is over is elsewhere)/);
  });

  it('two real seals hold on the day that they were made, under the list of their country, and not without proof of time later', { timeout: 120_000 }, async () => {
    const corpora = openCorpora(root!);
    const verifier = createVerifier({ offline: true, trustedLists: await snapshotOf(corpora, AT) });
    for (const name of ['coe', 'dc']) {
      const bytes = corpora.bytes('edc-elm', `mynextid/edc-${name}-signed.jsonld`);
      const then = await verifier.verify(bytes, { at: '2026-01-12T12:00:00Z' });
      expect(then).toMatchObject({ verdict: 'verified', qualification: 'AdESeal-QC', signatures: [{ indication: 'TOTAL-PASSED', format: 'JAdES', kind: 'seal', level: 'LTA', anchor: { by: 'trusted-list' } }] });
      // Their entries stand where ELM has no status: told, and no status by the standards.
      expect(then.checks.filter(({ code }) => code === 'edc.status-misplaced').map(({ id, outcome }) => `${id} ${outcome}`)).toEqual(['status.revocation warn', 'status.suspension warn']);
      // Their time-stamps are of an authority that no list knows: intact, and proof of nothing.
      expect(then.signatures![0]!.timestamps.map(({ kind, subIndication }) => [kind, subIndication])).toEqual([['signature', 'NO_CERTIFICATE_CHAIN_FOUND'], ['archive', 'NO_CERTIFICATE_CHAIN_FOUND']]);
      const now = await verifier.verify(bytes, { at: AT });
      expect(now).toMatchObject({ verdict: 'indeterminate', signatures: [{ indication: 'INDETERMINATE', subIndication: 'TRY_LATER' }] });
    }
  });

  it('changed in any place, none of them holds, and the part that was changed is named', { timeout: 400_000 }, async () => {
    const corpora = openCorpora(root!);
    const { whole, altered } = await alteredSeals(corpora, { trustedLists: await snapshotOf(corpora, AT) }, 5);
    for (const { file, judge } of whole) expect(isIntact(await judge()), file).toBe(true);
    expect(altered.length).toBeGreaterThan(500);
    for (const { file, region, names, judge } of altered) {
      const report = await judge();
      expect(report.verdict, `${file}, ${region}`).not.toBe('verified');
      expect(named(report).join('\n'), `${file}, ${region}`).toMatch(names);
    }
  });
});
