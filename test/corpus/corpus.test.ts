import { fileURLToPath } from 'node:url';
import type { Report } from '@credlens/core/report';
import { describe, expect, it } from 'vitest';
import { corporaRoot, openCorpora } from './corpora.js';
import { diVectors, withOtherByte } from './di-vectors.js';
import { expectation } from './expectation.js';
import { learnerRecords } from './learner-records.js';
import { snapshotOf } from './list-snapshot.js';
import { openBadges } from './open-badges.js';
import { pdfSeals, pdfSealsByTheirOwn, sealExpectation } from './pdf-seals.js';
import { printTallies } from './print.js';
import { grade, tally } from './tally.js';
import { vcdm2Inputs } from './vcdm2-inputs.js';
import { vcJoseCose } from './vc-jose-cose.js';

describe('the corpus runner', () => {
  it.each([
    ['valid', 'accept', []], ['valid/warning', 'accept', []], ['warning', 'accept', []], ['accept', 'accept', []],
    ['revoked', 'refuse', ['status.revocation']], ['revoked; expired', 'refuse', ['status.revocation', 'validity.period']], ['expired', 'refuse', ['validity.period']],
    ['invalid (no proof)', 'refuse', []], ['invalid probe=X.ID', 'refuse', []], ['reject', 'refuse', []],
    ['bad status list: tampered', 'not-accept', []], ['see suite', 'unstated', []], ['', 'unstated', []], ['validated by nobody', 'unstated', []],
  ])('reads %j as %s', (stated, want, because) => { expect(expectation(stated)).toEqual({ want, because }); });

  it('reads what is said of sealed PDFs, and takes no name in a test for a verdict', () => {
    const row = (expected: string, basis = '', file = 'a.pdf') => sealExpectation({ topic: 'pdf-seals', file, expected, basis }, new Uint8Array());
    expect(row('signature wrapping attack: must be reported invalid').want).toBe('refuse');
    expect(row('incremental saving attack: must not be reported as an intact, whole-document seal')).toEqual({ want: 'refuse', because: ['proof.coverage'] });
    expect(row('SomeTest:Indication.TOTAL_FAILED').want).toBe('unstated');
    expect(row('SomeTest:False(signature.isSignatureIntact').want).toBe('not-accept');
    expect(row('see name', 'openssl-cms=OK,badgap').want).toBe('not-accept');
    expect(row('see name', 'openssl-cms=OK(+10B after)').want).toBe('unstated');
  });

  it('grades what was given against what is wanted', () => {
    const given = ['accept', 'refuse', 'undecided'] as const;
    const grades = (want: Parameters<typeof grade>[0]['want']) => given.map((gave) => grade({ want, because: [] }, gave));
    expect(grades('accept')).toEqual(['right accept', 'wrong refusal', 'undecided']);
    expect(grades('refuse')).toEqual(['wrong accept', 'right refusal', 'undecided']);
    expect(grades('not-accept')).toEqual(['wrong accept', 'right refusal', 'right refusal']);
    expect(grades('unstated')).toEqual(['unstated', 'unstated', 'unstated']);
  });

  it('counts what throws as a crash, and a wrong accept as one, and says so', async () => {
    const report = (verdict: Report['verdict']) => async () => ({ verdict, reasons: [], checks: [] }) as unknown as Report;
    const refused = { want: 'refuse', because: [] } as const;
    const counted = await tally('topic', [
      { file: 'a.json', expectation: { ...refused, because: [] }, judge: report('verified') },
      { file: 'b.json', expectation: { ...refused, because: [] }, judge: () => Promise.reject(new Error('broken')) },
      { file: 'c.json', expectation: { ...refused, because: ['status.revocation'] }, judge: report('invalid') },
    ]);
    expect(counted.grades).toMatchObject({ 'wrong accept': 1, crash: 1, 'right refusal': 1 });
    expect(counted.otherReason).toHaveLength(1);
    expect(printTallies([counted])).toContain('topic: wrong accept');
  });

  it('changes one byte of a document, and it is another', () => {
    const document = { a: { b: ['xyz', 'u3'] } };
    expect(withOtherByte(document, ['a', 'b', '0'])).toEqual({ a: { b: ['xy3', 'u3'] } });
    expect(withOtherByte(document, ['a', 'b', '1'])).toEqual({ a: { b: ['xyz', 'u4'] } });
  });
});

const root = process.env['CREDLENS_CORPORA'] === undefined ? undefined : corporaRoot(fileURLToPath(new URL('../..', import.meta.url)));
if (root === undefined) console.log('CREDLENS_CORPORA is not set: the files of others are not run.');

describe.skipIf(root === undefined)('the files of others', () => {
  const AT = '2026-08-22T00:00:00Z';
  const noWrong = { 'wrong accept': 0, 'wrong refusal': 0, crash: 0 };

  it('published signatures hold, and fail with one byte changed', async () => {
    const { signature, altered, key, base } = diVectors(openCorpora(root ?? ''), AT);
    expect((await tally('signature', signature)).grades).toMatchObject({ ...noWrong, undecided: 0, 'right accept': signature.length });
    expect((await tally('altered', altered)).grades).toMatchObject({ ...noWrong, undecided: 0, 'right refusal': altered.length });
    expect((await tally('key', key)).grades).toMatchObject({ ...noWrong, 'right refusal': key.length });
    expect((await tally('base', base)).grades).toMatchObject({ ...noWrong, undecided: 0, 'right refusal': base.length });
    for (const suite of ['eddsa-rdfc-2022', 'ecdsa-rdfc-2019-p256', 'ecdsa-rdfc-2019-p384', 'eddsa-jcs-2022', 'ecdsa-jcs-2019-p256', 'ecdsa-jcs-2019-p384', 'ecdsa-sd-2023', 'Ed25519Signature2020']) {
      expect(signature.some(({ file }) => file.includes(suite)), suite).toBe(true);
    }
    expect(base.length).toBeGreaterThan(0);
  }, 60_000);

  it('tokens: nothing wrongly accepted or refused, and nothing accepted with one character changed', async () => {
    for (const trust of [false, true]) {
      const { asIs, altered } = vcJoseCose(openCorpora(root ?? ''), AT, trust);
      expect((await tally('tokens', asIs)).grades).toMatchObject({ ...noWrong, 'right accept': 2 });
      expect((await tally('altered', altered)).grades).toMatchObject({ ...noWrong, 'right refusal': altered.length });
    }
  }, 60_000);

  it('badges: nothing wrongly accepted or refused, and revoked and expired for the reason that is stated', async () => {
    const corpora = openCorpora(root ?? '');
    expect((await tally('untrusted', openBadges(corpora, AT, false))).grades).toMatchObject(noWrong);
    const trusted = await tally('trusted', openBadges(corpora, AT, true));
    expect(trusted.grades).toMatchObject(noWrong);
    expect(trusted.otherReason).toEqual([]);
  }, 60_000);

  it('a learner record and what is inside it hold, and fail with one byte changed', async () => {
    const { whole, altered } = learnerRecords(openCorpora(root ?? ''), AT);
    expect((await tally('whole', whole)).grades).toMatchObject({ ...noWrong, undecided: 0, 'right accept': whole.length });
    expect((await tally('altered', altered)).grades).toMatchObject({ ...noWrong, undecided: 0, 'right refusal': altered.length });
    for (const { judge } of whole) expect((await judge()).subjects.map(({ verdict }) => verdict)).toEqual(['verified']);
    expect(whole.length).toBeGreaterThan(0);
  }, 60_000);

  it('shapes of VCDM 2.0 under vcalm', async () => {
    expect((await tally('shapes', await vcdm2Inputs(openCorpora(root ?? ''), AT))).grades).toMatchObject({ ...noWrong, undecided: 0 });
  }, 60_000);
  // Its lists are read once.
  const shared = root === undefined ? undefined : openCorpora(root);

  it('sealed PDFs: every attack is refused and named, nothing is wrongly accepted, nothing crashes', async () => {
    const corpora = shared!;
    const trustedLists = await snapshotOf(corpora, AT);
    const listed = pdfSeals(corpora, AT, { trustedLists });
    for (const cases of [listed, pdfSealsByTheirOwn(corpora)]) {
      const { grades, otherReason } = await tally('sealed', cases);
      expect(grades).toMatchObject({ ...noWrong, undecided: 0 });
      expect(grades['right refusal']).toBeGreaterThan(0);
      expect(otherReason).toEqual([]);
    }
    const attacked = listed.filter(({ expectation }) => expectation.want === 'refuse');
    expect(attacked.length).toBeGreaterThan(0);
    for (const { file, judge } of attacked) {
      const coverage = (await judge()).checks.find(({ id }) => id === 'proof.coverage');
      expect([file, coverage?.outcome, coverage?.code]).toEqual([file, 'fail', expect.stringMatching(/^pdf\.(?:universal-signature-forgery|incremental-saving|signature-wrapping|shadow-|evil-|sneaky-)/)]);
    }
  }, 120_000);

  it('really sealed PDFs have their signer, their time as proved or claimed, and what the lists say of them', async () => {
    const corpora = shared!;
    const trustedLists = await snapshotOf(corpora, AT);
    const facts = await Promise.all(pdfSeals(corpora, AT, { trustedLists }).map(async ({ judge }) => (await judge()).signatures ?? []));
    const seals = facts.flat().filter(({ kind }) => kind === 'seal');
    expect(seals.length).toBeGreaterThan(0);
    for (const { signer, time, qualification, qualifiedBy } of seals) {
      expect(signer?.name).toBeTruthy();
      expect(time.proved ?? time.claimed).toBeTruthy();
      expect(qualification === 'indeterminate' ? qualifiedBy?.reason : qualification).toBeTruthy();
    }
    expect(facts.flat().filter(({ qualification }) => qualification === 'QESig').length).toBeGreaterThan(0);
  }, 120_000);
});
