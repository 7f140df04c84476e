import { timestampToken, xml, type XadesOptions, type Xml } from '@credlens/demo-pki';
import { describe, expect, it } from 'vitest';
import { castOf } from './jades-world.js';
import { expectGood, expectSub, loadLists, SEALED } from './pades-world.js';
import { checkOf } from './world.js';
import { judgeXades, type XadesCase } from './xades-world.js';

const EXPIRED: XadesCase = { cast: { seal: { from: '2026-01-01T00:00:00Z', to: '2026-04-01T00:00:00Z' } } };

describe('EN 319 132-1 section 6: levels by what is there', () => {
  it.each(['B', 'T', 'LT', 'LTA'] as const)('level %s', async (level) => {
    for (const canonicalization of ['exclusive', 'inclusive'] as const) {
      const report = await judgeXades({ seal: { level, canonicalization } });
      expectGood(report);
      expect(report.signatures?.[0]?.level).toBe(level);
      expect(report.signatures?.[0]?.timestamps.map(({ indication }) => indication)).toEqual(level === 'B' ? [] : level === 'LTA' ? ['TOTAL-PASSED', 'TOTAL-PASSED'] : ['TOTAL-PASSED']);
    }
  });
  it('a seal whose certificate has ended is carried by its time-stamps', async () => {
    const report = await judgeXades({ ...EXPIRED, seal: { level: 'LTA' } });
    expectGood(report);
    expect(report.signatures?.[0]?.time.proved).toBe('2026-03-01T12:00:00.000Z');
  });
  it('and by nothing else', async () => expectSub(await judgeXades({ ...EXPIRED, seal: { level: 'B' } }), 'OUT_OF_BOUNDS_NO_POE'));
  it('nothing that is proved only now', async () => expect((await judgeXades({ ...EXPIRED, seal: { level: 'T', timestamp: { at: '2026-05-01T00:00:00Z' } } })).verdict).toBe('indeterminate'));
  it('a content time-stamp that holds', async () => {
    const report = await judgeXades({ seal: { contentTimestamp: {} } });
    expectGood(report);
    expect(report.signatures?.[0]?.timestamps).toMatchObject([{ kind: 'content', indication: 'TOTAL-PASSED' }]);
  });
});

describe('proofs that are not of this seal', () => {
  it.each<[string, Partial<XadesOptions>, string, string]>([
    ['a signature time-stamp over other bytes', { level: 'T', timestamp: { fault: 'imprint-wrong' } }, 'SignatureTimeStamp/0', 'message-imprint'],
    ['a signature time-stamp over octets in place of the element', { level: 'T', fault: 'stamp-of-octets' }, 'SignatureTimeStamp/0', 'message-imprint'],
    ['a signature time-stamp whose own signature is corrupt', { level: 'T', timestamp: { cms: { fault: 'signature-corrupt' } } }, 'SignatureTimeStamp/0', 'signature-value'],
    ['an archive time-stamp that leaves out what is before it', { level: 'LTA', fault: 'archive-before-material' }, 'ArchiveTimeStamp/3', 'message-imprint'],
    ['a content time-stamp over other bytes', { contentTimestamp: { fault: 'imprint-wrong' } }, 'AllDataObjectsTimeStamp/0', 'message-imprint'],
  ])('%s', async (_name, seal, place, rule) => {
    const report = await judgeXades({ seal });
    expect(checkOf(report, 'proof.coverage')).toMatchObject({ code: 'xades.proofs-damaged', problems: [{ params: { place, rule } }] });
    expect(report.verdict).toBe('indeterminate');
  });
  it('material changed after it was archived', async () => {
    const report = await judgeXades({ seal: { level: 'LTA' }, change: (text) => text.replace('<xades:CertificateValues>', '<xades:CertificateValues>\n') });
    expect(checkOf(report, 'proof.coverage')).toMatchObject({ code: 'xades.proofs-damaged', problems: [{ params: { place: 'ArchiveTimeStamp/3', rule: 'message-imprint' } }] });
  });
  it.each<[string, Partial<XadesOptions>, string]>([
    ['one that says itself what it is over', { level: 'T', fault: 'stamp-with-include' }, 'signature'], ['an archive time-stamp of older versions', { level: 'LTA', fault: 'archive-older' }, 'archive'], ['an archive time-stamp beside other objects', { level: 'LTA', fault: 'archive-with-object' }, 'archive'],
  ])('what is not computed here proves nothing: %s', async (_name, seal, kind) => {
    const report = await judgeXades({ seal });
    expectGood(report);
    expect(report.signatures?.[0]?.timestamps.find((each) => each.kind === kind)).toMatchObject({ indication: 'INDETERMINATE', subIndication: 'SIGNED_DATA_NOT_FOUND' });
    expect((await judgeXades({ ...EXPIRED, seal: kind === 'signature' ? seal : { ...seal, timestamp: { fault: 'imprint-wrong' } } })).verdict).not.toBe('verified');
  });
  it('a time-stamp over references proves nothing', async () => {
    const cast = await castOf();
    const token = await timestampToken({ imprintOf: new Uint8Array(3), at: SEALED, tsa: cast.tsa });
    const report = await judgeXades({ seal: { unsigned: [xml('xades:RefsOnlyTimeStamp', xml('xades:EncapsulatedTimeStamp', btoa(String.fromCharCode(...token))))] } });
    expectGood(report);
    expect(report.signatures?.[0]).toMatchObject({ level: 'T', timestamps: [{ kind: 'refs', indication: 'INDETERMINATE' }] });
  });
  it('a counter-signature is told and not judged', async () => {
    const report = await judgeXades({ seal: { fault: 'counter-signature' } });
    expectGood(report);
    expect(report.checks[0]!.problems).toMatchObject([{ code: 'xades.counter-signature', pointer: '/signatures/0' }]);
  });
  it('more properties than are read', async () => expectSub(await judgeXades({ seal: { unsigned: Array.from({ length: 200 }, () => xml('other:x')) } }), 'FORMAT_FAILURE', 'unsigned-properties-too-many'));
});

describe('the certificate and its path', () => {
  it('expired, not yet valid, revoked', async () => {
    expectSub(await judgeXades({ cast: { seal: { to: '2026-02-01T00:00:00Z' } } }), 'OUT_OF_BOUNDS_NO_POE');
    expectSub(await judgeXades({ world: { revocation: { ocsp: { status: 'revoked', revokedAt: '2026-02-01T00:00:00Z' } } } }), 'REVOKED_NO_POE');
  });
  it('without anybody who is trusted', async () => expectSub(await judgeXades({ anchors: [] }), 'NO_CERTIFICATE_CHAIN_FOUND'));
  it('by the trusted lists it is a qualified seal', async () => {
    const cast = await castOf();
    const lists = await loadLists(cast);
    if (!lists.snapshot) throw new Error('no snapshot');
    const report = await judgeXades({ anchors: [], lists: lists.snapshot, seal: { level: 'LT' } });
    expect(report).toMatchObject({ verdict: 'verified', qualification: 'QESeal', signatures: [{ format: 'XAdES', qualification: 'QESeal', anchor: { by: 'trusted-list' } }] });
  });
  it('what the signer says of place and commitment are claims, and a policy is one that cannot be read', async () => {
    const place = xml('xades:SignatureProductionPlaceV2', xml('xades:City', 'Tartu'), xml('xades:CountryName', 'EE'));
    expect((await judgeXades({ seal: { signed: [place] } })).signatures?.[0]?.claims).toEqual({ location: 'Tartu, EE' });
    const policy = (...inside: Xml[]) => xml('xades:SignaturePolicyIdentifier', ...inside);
    expectGood(await judgeXades({ seal: { signed: [policy(xml('xades:SignaturePolicyImplied'))] } }));
    expectGood(await judgeXades({ seal: { signed: [policy(xml('xades:SignaturePolicyId', xml('xades:SigPolicyId', xml('xades:Identifier', 'urn:oid:1.2.3'))))] } }));
    expectSub(await judgeXades({ seal: { signed: [policy(xml('xades:SignaturePolicyId'))] } }), 'POLICY_PROCESSING_ERROR');
  });
});
