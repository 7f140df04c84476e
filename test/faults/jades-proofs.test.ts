import { jadesSeal, jadesTogether } from '@credlens/demo-pki';
import { describe, expect, it } from 'vitest';
import { castOf, edc, inJson, judgeJades, type JadesCase } from './jades-world.js';
import { expectGood, expectSub, judgeBytes, NOW } from './pades-world.js';
import { checkOf } from './world.js';

const EXPIRED: JadesCase = { cast: { seal: { from: '2026-01-01T00:00:00Z', to: '2026-04-01T00:00:00Z' } } };

describe('TS 119 182-1 section 6: levels by what is there', () => {
  it.each(['B', 'T', 'LT', 'LTA'] as const)('level %s', async (level) => {
    const report = await judgeJades({ seal: { level } });
    expectGood(report);
    expect(report.signatures?.[0]?.level).toBe(level);
  });
  it('parts in the clear, up to LT', async () => {
    const report = await judgeJades({ seal: { level: 'LT', parts: 'clear' } });
    expectGood(report);
    expect(report.signatures?.[0]?.level).toBe('LT');
  });
  it('a seal whose certificate has ended is carried by its time-stamps', async () => {
    const report = await judgeJades({ ...EXPIRED, seal: { level: 'LTA' } });
    expectGood(report);
    expect(report.signatures?.[0]?.time.proved).toBe('2026-03-01T12:00:00.000Z');
  });
  it('and by nothing else', async () => expectSub(await judgeJades({ ...EXPIRED, seal: { level: 'B' } }), 'OUT_OF_BOUNDS_NO_POE'));
  it('nothing that is proved only now', async () => expect((await judgeJades({ ...EXPIRED, seal: { level: 'T', timestamp: { at: '2026-05-01T00:00:00Z' } } })).verdict).toBe('indeterminate'));
});

describe('proofs that are not of this seal', () => {
  it.each<[string, JadesCase['seal'], string, string]>([
    ['a signature time-stamp over other bytes', { level: 'T', timestamp: { fault: 'imprint-wrong' } }, '/etsiU/0', 'message-imprint'],
    ['a signature time-stamp over octets in place of text', { level: 'T', fault: 'signature-stamp-of-octets' }, '/etsiU/0', 'message-imprint'],
    ['a signature time-stamp whose own signature is corrupt', { level: 'T', timestamp: { cms: { fault: 'signature-corrupt' } } }, '/etsiU/0', 'signature-value'],
    ['an archive time-stamp that leaves out what is before it', { level: 'LTA', fault: 'archive-stamp-before-material' }, '/etsiU/3', 'message-imprint'],
    ['material changed after it was archived', { level: 'LTA', fault: 'material-changed' }, '/etsiU/3', 'message-imprint'],
    ['parts in another order', { level: 'LTA', fault: 'etsiU-swapped' }, '/etsiU/3', 'message-imprint'],
    ['a content time-stamp over other bytes', { contentTimestamp: { fault: 'imprint-wrong' } }, '/adoTst', 'message-imprint'],
  ])('%s', async (_name, seal, place, rule) => {
    const report = await judgeJades(seal === undefined ? {} : { seal });
    expect(checkOf(report, 'proof.coverage')).toMatchObject({ code: 'jades.proofs-damaged', problems: [{ params: { place, rule } }] });
    expect(report.verdict).toBe('indeterminate');
  });
  it.each(['etsiU-text', 'etsiU-mixed', 'etsiU-two-members', 'etsiU-no-base64'] as const)('%s', async (fault) => expectSub(await judgeJades({ seal: { level: 'LT', fault } }), 'FORMAT_FAILURE'));
  it('a time-stamp of another seal', async () => {
    const cast = await castOf();
    const [one, other] = [await jadesSeal({ pki: cast, payload: edc(), level: 'T' }), await jadesSeal({ pki: cast, payload: edc({ id: 'urn:credential:other' }), level: 'T' })];
    const bytes = new TextEncoder().encode(inJson((object) => Object.assign(object['signatures']![0] as object, { header: other.signature.header }))(one.text));
    expect((await judgeBytes(bytes, cast)).verdict).toBe('indeterminate');
  });
  it('a signature of another document', async () => {
    const cast = await castOf();
    const [one, other] = [await jadesSeal({ pki: cast, payload: edc() }), await jadesSeal({ pki: cast, payload: edc({ id: 'urn:credential:other' }) })];
    expectSub(await judgeBytes(new TextEncoder().encode(inJson((object) => Object.assign(object, { signatures: [other.signature] }))(one.text)), cast), 'SIG_CRYPTO_FAILURE', 'signature-value');
  });
});

describe('what else stands in etsiU', () => {
  it('a content time-stamp that holds', async () => {
    const report = await judgeJades({ seal: { contentTimestamp: {} } });
    expectGood(report);
    expect(report.signatures?.[0]?.timestamps).toMatchObject([{ kind: 'content', indication: 'TOTAL-PASSED' }]);
  });
  it('more parts than are read', async () => expectSub(await judgeJades({ seal: { more: Array.from({ length: 200 }, () => ({ sigPSt: {} })) } }), 'FORMAT_FAILURE', 'etsiU-too-long'));
});

describe('several signatures', () => {
  it('each is judged, and the worst is the document\'s', async () => {
    const cast = await castOf();
    const good = await jadesSeal({ pki: cast, payload: edc() });
    const bad = await jadesSeal({ pki: cast, payload: edc(), fault: 'signature-corrupt' });
    expectGood(await judgeBytes(jadesTogether(good, await jadesSeal({ pki: cast, payload: edc(), level: 'T' })), cast));
    const report = await judgeBytes(jadesTogether(good, bad), cast, { at: NOW });
    expect(report.signatures?.map(({ indication }) => indication)).toEqual(['TOTAL-PASSED', 'TOTAL-FAILED']);
    expectSub(report, 'SIG_CRYPTO_FAILURE');
  });
  it('payloads that two signatures read in two ways', async () => {
    const cast = await castOf();
    expectSub(await judgeBytes(jadesTogether(await jadesSeal({ pki: cast, payload: 'e30' }), await jadesSeal({ pki: cast, payload: '{}', b64: true })), cast), 'FORMAT_FAILURE', 'b64-differs');
  });
});
