import { canonical, EUROPASS, europassCredential, europassPresentation, xadesSeal, xml, type EuropassOptions, type Xml } from '@credlens/demo-pki';
import { describe, expect, it } from 'vitest';
import { castOf } from './jades-world.js';
import { judgeBytes } from './pades-world.js';
import { checkOf } from './world.js';
import { judgeXades, signatureIn } from './xades-world.js';

const utf8 = (text: string) => new TextEncoder().encode(text);
const OTHERS: EuropassOptions = { title: 'Doctor', registration: 'VATEE-87654321' };
const EMPTY = '<ds:Signature xmlns:ds="http://www.w3.org/2000/09/xmldsig#"></ds:Signature>';

/** A presentation that the cast seals, in which somebody has put signatures afterwards: its own seal takes every signature away before it digests, so it holds all the same. */
async function signedAfterwards(credentials: readonly Xml[], signatures: readonly string[]) {
  const cast = await castOf();
  const { text } = await xadesSeal({ pki: cast, root: europassPresentation(credentials) });
  const [first = '', ...rest] = text.split('<proof></proof>');
  expect(rest).toHaveLength(credentials.length);
  return judgeBytes(utf8(first + rest.map((part, index) => `<proof>${signatures[index] ?? ''}</proof>${part}`).join('')), cast);
}

describe('a seal around a credential is not the seal of that credential', () => {
  it('without any other signature it is, and must be that of the issuer', async () => {
    const report = await signedAfterwards([europassCredential(OTHERS)], []);
    expect([report.verdict, checkOf(report, 'issuer.identity').code]).toEqual(['invalid', 'edc.issuer-differs']);
  });
  it.each<[string, (cast: Awaited<ReturnType<typeof castOf>>) => Promise<string>]>([
    ['an empty signature', async () => EMPTY],
    ['a signature that was made over something else', async (cast) => signatureIn((await xadesSeal({ pki: cast })).text).replaceAll(/(["#])(signature|signed-properties|value|reference)"/g, '$1other-$2"')],
  ])('%s inside does not make it one that somebody only passed on', async (_name, make) => {
    const report = await signedAfterwards([europassCredential(OTHERS)], [await make(await castOf())]);
    expect(checkOf(report, 'proof.signature').outcome).toBe('pass');
    expect([report.verdict, checkOf(report, 'members.verdict').code]).toEqual(['invalid', 'members.invalid']);
    // What it says is shown by its own report alone.
    expect(JSON.stringify(report.credential)).not.toContain('Doctor');
    expect(report.credential).toMatchObject({ format: 'presentation', issuer: { name: { und: 'University of Example' } } });
    expect(report.subjects).toMatchObject([{ verdict: 'invalid', credential: { title: { en: 'Doctor' } } }]);
  });
  it('one without a seal stands beside one with a seal, and is seen', async () => {
    const report = await signedAfterwards([europassCredential(), europassCredential(OTHERS)], [EMPTY]);
    expect(report.subjects.map(({ credential }) => credential?.title['en'])).toEqual(['Introduction to Seals', 'Doctor']);
    expect(report.verdict).not.toBe('verified');
  });
  it('in a presentation that nobody sealed as well', async () => {
    const cast = await castOf();
    const sealed = (await xadesSeal({ pki: cast })).text.replace(/^<\?.*?\?>/, '');
    const [before = '', after = ''] = canonical(europassPresentation(['HERE']), new Set(), EUROPASS).split('HERE');
    const plain = canonical(europassCredential(OTHERS), new Set(), EUROPASS);
    const report = await judgeBytes(utf8(before + sealed + plain + after), cast);
    expect([report.verdict, report.subjects.map(({ verdict }) => verdict)]).toEqual(['indeterminate', ['verified', 'unverifiable']]);
  });
  it('a presentation of nothing is no credential that holds', async () => expect((await judgeXades({ seal: { root: europassPresentation([]) } })).verdict).not.toBe('verified'));
  it('a presentation that has ended, around several', async () => {
    const root = europassPresentation([europassCredential(), europassCredential({ id: 'urn:credential:other' })], false, [xml('vp:expirationDate', '2026-04-01T00:00:00Z')]);
    expect(checkOf(await judgeXades({ seal: { root } }), 'validity.period').code).toBe('validity.expired');
  });
});

describe('what limits a credential is not passed over', () => {
  const period = async (...more: Xml[]) => checkOf(await judgeXades({ seal: { root: europassCredential({ more }) } }), 'validity.period').code;
  it.each<[string, Xml[], string]>([
    ['an end twice, one of them past', [xml('cred:validUntil', '2026-04-01T00:00:00Z'), xml('cred:validUntil', '2036-04-01T00:00:00Z')], 'validity.unreadable'],
    ['in two vocabularies', [xml('validUntil', '2036-04-01T00:00:00Z'), xml('cred:validUntil', '2026-04-01T00:00:00Z')], 'validity.unreadable'],
    ['the same twice', [xml('cred:validUntil', '2026-04-01T00:00:00Z'), xml('cred:validUntil', '2026-04-01T00:00:00Z')], 'validity.expired'],
    ['under both names', [xml('cred:validUntil', '2036-04-01T00:00:00Z'), xml('cred:expirationDate', '2026-04-01T00:00:00Z')], 'validity.expired'],
    ['a beginning twice', [xml('cred:validFrom', '2030-01-01T00:00:00Z')], 'validity.unreadable'],
    ['one that is no date', [xml('cred:expirationDate', 'soon')], 'validity.unreadable'],
  ])('%s', async (_name, more, code) => expect(await period(...more)).toBe(code));
  it('of a credential and of the presentation that was sealed, the end that comes first', async () => {
    const judged = (own: string, around: string) => judgeXades({ seal: { root: europassPresentation([europassCredential({ more: [xml('cred:expirationDate', own)] })], false, [xml('vp:expirationDate', around)]) } });
    for (const [own, around, code] of [['2026-04-01T00:00:00Z', '2036-04-01T00:00:00Z', 'validity.expired'], ['2036-04-01T00:00:00Z', '2026-04-01T00:00:00Z', 'validity.expired'], ['2036-04-01T00:00:00Z', '2037-04-01T00:00:00Z', 'validity.current'], ['2036-04-01T00:00:00Z', 'soon', 'validity.unreadable']] as const) {
      expect(checkOf(await judged(own, around), 'validity.period').code).toBe(code);
    }
  });
  it('a list on which it may stand is no list that was looked at', async () => {
    const report = await judgeXades({ seal: { root: europassCredential({ more: [xml('cred:credentialStatus', xml('id', 'https://university.example/status'))] }) } });
    expect([report.verdict, checkOf(report, 'status.revocation').code]).toEqual(['indeterminate', 'status.unknown-type']);
  });
});
