import { addValidation, certificate, days, hours, pki, sealedPdf, stamp, timestampToken } from '@credlens/demo-pki';
import { describe, expect, it } from 'vitest';
import { checkOf } from './world.js';
import { expectGood, expectSub, judgeBytes, judgeSeal, SEALED } from './pades-world.js';

describe('EN 319 142-1 section 6: levels by what is there', () => {
  it.each(['B', 'T', 'LT', 'LTA'] as const)('level %s', async (level) => {
    const report = await judgeSeal({ seal: { level } });
    expectGood(report);
    expect(report.signatures?.[0]?.level).toBe(level);
  });
  it('T by a document time-stamp', async () => expect((await judgeSeal({ seal: { level: 'T', timestampBy: 'document' } })).signatures?.[0]?.level).toBe('T'));
  it('a security store without a time-stamp is B', async () => {
    const cast = await pki(SEALED);
    const report = await judgeBytes((await addValidation(await sealedPdf({ pki: cast }), { pki: cast })).bytes, cast);
    expect(report.signatures?.[0]?.level).toBe('B');
  });
  it('adbe.pkcs7.detached is told as what it is, with the level of what it holds', async () => expect((await judgeSeal({ seal: { level: 'T', signature: { subFilter: 'adbe.pkcs7.detached' } } })).signatures?.[0]).toMatchObject({ format: 'PKCS7', level: 'T' }));
  it('a level is a form: broken material does not lift it', async () => {
    const report = await judgeSeal({ seal: { level: 'LTA', revocation: { ocsp: { fault: 'signature-corrupt' } } } });
    expectGood(report);
    expect(report.signatures?.[0]?.level).toBe('LTA');
  });
});

describe('EN 319 102-1 section 5.6: when everything below the root has expired', () => {
  const LATER = '2034-06-01T00:00:00Z';
  /** A second time-stamping unit, that goes on when the first ends. */
  const unit = async () => {
    const cast = await pki(SEALED);
    const tsa = await certificate({ issuer: cast.root, subject: { C: 'XX', O: 'Example Trust Services', CN: 'A later unit' }, ca: false, keyUsage: ['digitalSignature'], extendedKeyUsage: ['timeStamping'], from: days(SEALED, 3 * 365), to: days(SEALED, 9.5 * 365), validityAssured: true });
    return { cast, tsa, stampAt: days(SEALED, 4 * 365) };
  };
  const rootCrl = { thisUpdate: days(LATER, -1), nextUpdate: days(LATER, 30) };
  it('archive time-stamps carry it on', async () => {
    const { cast, tsa, stampAt } = await unit();
    const first = await sealedPdf({ pki: cast, level: 'LTA' });
    const renewed = await addValidation(first, { pki: cast, at: hours(stampAt, -2), vri: 'other' });
    const { bytes } = await stamp(renewed, { pki: cast, at: stampAt, field: 'Later', timestamp: { tsa, certificates: [tsa] } });
    const report = await judgeBytes(bytes, cast, { at: LATER, world: { revocation: { rootCrl } } });
    expectGood(report);
    expect(report.signatures?.[0]?.time.proved).toBe('2026-03-01T12:00:00.000Z');
  });
  it('without the last one nothing proves that the first was made in time', async () => {
    const { cast } = await unit();
    const report = await judgeBytes((await sealedPdf({ pki: cast, level: 'LTA' })).bytes, cast, { at: LATER, world: { revocation: { rootCrl } } });
    expect(report.verdict).toBe('indeterminate');
  });
  it('a last one whose imprint is wrong', async () => {
    const { cast, tsa, stampAt } = await unit();
    const { bytes } = await stamp(await sealedPdf({ pki: cast, level: 'LTA' }), { pki: cast, at: stampAt, field: 'Later', timestamp: { tsa, certificates: [tsa], fault: 'imprint-wrong' } });
    expect((await judgeBytes(bytes, cast, { at: LATER, world: { revocation: { rootCrl } } })).verdict).toBe('indeterminate');
  });
  it('a last one that was made after the first had expired', async () => {
    const { cast, tsa } = await unit();
    const { bytes } = await stamp(await sealedPdf({ pki: cast, level: 'LTA' }), { pki: cast, at: days(SEALED, 6 * 365), field: 'Later', timestamp: { tsa, certificates: [tsa] } });
    expect((await judgeBytes(bytes, cast, { at: LATER, world: { revocation: { rootCrl } } })).verdict).toBe('indeterminate');
  });
});

describe('document time-stamps (ISO 32000-2 section 12.8.5)', () => {
  it.each([
    ['an imprint of other bytes', { timestamp: { fault: 'imprint-wrong' } }, 'HASH_FAILURE'], ['a signature that does not verify', { timestamp: { cms: { fault: 'signature-corrupt' } } }, 'SIG_CRYPTO_FAILURE'],
    ['a range that leaves bytes out', { signature: { fault: 'gap-begins-early' } }, 'FORMAT_FAILURE'], ['not a token', { timestamp: { fault: 'not-tst-info' } }, 'FORMAT_FAILURE'],
  ] as const)('%s', async (_name, archive, sub) => {
    const report = await judgeSeal({ seal: { level: 'LTA', archive } });
    expect(report.signatures?.find(({ format }) => format === 'document-timestamp')).toMatchObject({ indication: 'TOTAL-FAILED', subIndication: sub });
    expect(checkOf(report, 'proof.terms').outcome).not.toBe('pass');
  });
  it('another sub-filter than ETSI.RFC3161', async () => {
    const report = await judgeSeal({ cast: { seal: { from: days(SEALED, -100), to: days(SEALED, 30) } }, seal: { level: 'LTA', timestamp: null, archive: { signature: { subFilter: 'adbe.pkcs7.detached' } } } });
    expect(report.verdict).not.toBe('verified');
  });
  it('a time-stamp made before the seal proves nothing of it', async () => {
    const cast = await pki(SEALED, { seal: { from: days(SEALED, -100), to: days(SEALED, 30) } });
    const { pdfDocument } = await import('@credlens/demo-pki');
    const first = await stamp(pdfDocument(), { pki: cast });
    const report = await judgeBytes((await sealedPdf({ pki: cast, document: first })).bytes, cast);
    expectSub(report, 'OUT_OF_BOUNDS_NO_POE');
  });
});

describe('several seals in one file', () => {
  it('each is judged by itself, and the worst is the document\'s', async () => {
    const cast = await pki(SEALED);
    const { bytes } = await sealedPdf({ pki: cast, document: await sealedPdf({ pki: cast }), signature: { field: 'Second' }, cms: { fault: 'signature-corrupt' } });
    const report = await judgeBytes(bytes, cast);
    expect(report.signatures?.map(({ indication }) => indication)).toEqual(['TOTAL-PASSED', 'TOTAL-FAILED']);
    expectSub(report, 'SIG_CRYPTO_FAILURE', 'signature-value');
  });
  it('a signature by somebody unknown does not speak for the first', async () => {
    const cast = await pki(SEALED);
    const { bytes } = await sealedPdf({ pki: cast, document: await sealedPdf({ pki: cast }), signer: cast.lookAlikeSeal, signature: { field: 'Second' } });
    const report = await judgeBytes(bytes, cast);
    expect(report.verdict).toBe('indeterminate');
    expect(checkOf(report, 'issuer.identity').outcome).not.toBe('pass');
  });
  it('a content time-stamp of each is its own', async () => {
    const cast = await pki(SEALED);
    const { bytes } = await sealedPdf({ pki: cast, cms: { contentTimestamp: (imprintOf) => timestampToken({ imprintOf: imprintOf.subarray(1), at: SEALED, tsa: cast.tsa }) } });
    const report = await judgeBytes(bytes, cast);
    expect(report.signatures?.[0]?.timestamps[0]).toMatchObject({ kind: 'content', indication: 'TOTAL-FAILED' });
  });
});
