import { days, hours, pki, sealedPdf, stamp, timestampToken, type CmsFault, type TimestampFault, type TimestampOptions } from '@credlens/demo-pki';
import { describe, expect, it } from 'vitest';
import type { Report, SubIndication } from '@credlens/core/report';
import { checkOf } from './world.js';
import { expectGood, expectSub, judgeBytes, judgeSeal, SEALED, type SealCase } from './pades-world.js';

/** The signer's certificate expired since: without a time-stamp that holds nothing proves that it was used before. */
const expired: SealCase = { cast: { seal: { from: days(SEALED, -100), to: days(SEALED, 30) } } };
const stamped = (timestamp: Partial<TimestampOptions>, more: SealCase = {}): Promise<Report> => judgeSeal({ ...expired, ...more, cast: { ...expired.cast, ...more.cast }, seal: { level: 'LT', timestamp } });

function expectTimestamp(report: Report, indication: 'TOTAL-FAILED' | 'INDETERMINATE', sub: SubIndication): void {
  const [signature] = report.signatures ?? [];
  expect(signature?.timestamps[0]).toMatchObject({ kind: 'signature', indication, subIndication: sub });
  expect(signature?.time.proved).toBeUndefined();
  expect(report.verdict).not.toBe('verified');
  if (indication === 'TOTAL-FAILED') expect(checkOf(report, 'proof.terms').problems.map(({ type }) => type)).toContain(`urn:etsi:019102:subindication:${sub}`);
}

describe('a time-stamp in order', () => {
  it('proves the time, and the seal outlives its certificate', async () => {
    const report = await stamped({});
    expectGood(report);
    expect(report.signatures?.[0]).toMatchObject({ level: 'LT', time: { proved: '2026-03-01T12:00:00.000Z' }, timestamps: [{ kind: 'signature', indication: 'TOTAL-PASSED', authority: 'Example time-stamping unit' }] });
  });
  it('by a document time-stamp alone', async () => expectGood(await judgeSeal({ ...expired, seal: { level: 'LT', timestampBy: 'document' } })));
  it.each([['accuracy', { accuracy: 1 }], ['the authority\'s name', { withName: true }], ['thousandths of a second', { milliseconds: 250 }], ['a nonce and ordering', { nonce: 9n, ordering: true }], ['an imprint by SHA-512', { digest: 'SHA-512' }]] as const)('with %s', async (_name, options) => expectGood(await stamped(options)));
});

describe('RFC 3161 section 2.4.2: tokens that do not hold (TOTAL-FAILED)', () => {
  it.each([
    ['an imprint of other data', 'imprint-wrong', 'HASH_FAILURE'], ['an imprint under another algorithm\'s name', 'imprint-algorithm-wrong', 'HASH_FAILURE'], ['an imprint that is too short', 'imprint-short', 'HASH_FAILURE'],
    ['another content type than TSTInfo', 'not-tst-info', 'FORMAT_FAILURE'], ['a TSTInfo that is none', 'tst-info-malformed', 'FORMAT_FAILURE'], ['a version that there is not', 'tst-info-version-2', 'FORMAT_FAILURE'],
    ['a time without its zone', 'time-without-z', 'FORMAT_FAILURE'], ['no content inside', 'content-missing', 'FORMAT_FAILURE'], ['a critical extension that nobody knows', 'critical-extension', 'FORMAT_FAILURE'],
  ] as readonly [string, TimestampFault, SubIndication][])('%s', async (_name, fault, sub) => expectTimestamp(await stamped({ fault }), 'TOTAL-FAILED', sub));

  it.each([
    ['RFC 5652 section 5.4: a signature value that does not verify', 'signature-corrupt', 'SIG_CRYPTO_FAILURE'], ['RFC 5652 section 5.4: a signature by another key', 'signature-by-other-key', 'SIG_CRYPTO_FAILURE'],
    ['RFC 5652 section 11.2: a message digest of another TSTInfo', 'message-digest-wrong', 'HASH_FAILURE'], ['2.4.2: two signers', 'two-signers', 'FORMAT_FAILURE'], ['2.4.2: no signed attributes', 'no-signed-attributes', 'FORMAT_FAILURE'],
    ['RFC 5652 section 11.1: another content type among the attributes', 'content-type-wrong', 'FORMAT_FAILURE'],
  ] as readonly [string, CmsFault, SubIndication][])('%s', async (_name, fault, sub) => expectTimestamp(await stamped({ cms: { fault } }), 'TOTAL-FAILED', sub));
});

describe('EN 319 102-1 section 5.4: authorities that may not, or whom nobody knows (INDETERMINATE)', () => {
  const by = (tsa: NonNullable<SealCase['cast']>['tsa'], more: SealCase = {}) => stamped({}, { ...more, cast: { ...more.cast, ...(tsa ? { tsa } : {}) } });
  it('RFC 3161 section 2.3: a certificate that is not for time-stamps', async () => expectTimestamp(await by({ extendedKeyUsage: ['clientAuth'] }), 'INDETERMINATE', 'CHAIN_CONSTRAINTS_FAILURE'));
  it('RFC 3161 section 2.3: for time-stamps and something else', async () => expectTimestamp(await by({ extendedKeyUsage: ['timeStamping', 'clientAuth'] }), 'INDETERMINATE', 'CHAIN_CONSTRAINTS_FAILURE'));
  it('RFC 3161 section 2.3: for time-stamps, and not critical', async () => expectTimestamp(await by({ critical: { extKeyUsage: false } }), 'INDETERMINATE', 'CHAIN_CONSTRAINTS_FAILURE'));
  it('RFC 5035: no signing-certificate attribute', async () => expectTimestamp(await stamped({ cms: { ess: { version: 'none' } } }), 'INDETERMINATE', 'SIG_CONSTRAINTS_FAILURE'));
  it('RFC 5035: a signing-certificate attribute that names another', async () => expectTimestamp(await stamped({ cms: { ess: { wrongDigest: true } } }), 'INDETERMINATE', 'NO_SIGNING_CERTIFICATE_FOUND'));
  it('an authority below no anchor', async () => expectTimestamp(await stamped({}, { cast: { tsaCa: { fault: 'signature-by-other-key' } } }), 'INDETERMINATE', 'NO_CERTIFICATE_CHAIN_FOUND'));
  it('an authority that was not valid yet', async () => {
    const report = await by({ from: days(SEALED, 10) });
    expect(report.signatures?.[0]?.time.proved).toBeUndefined();
    expect(report.verdict).not.toBe('verified');
  });
  it('an authority that had expired', async () => {
    const report = await by({ from: days(SEALED, -700), to: days(SEALED, -10) });
    expect(report.signatures?.[0]?.time.proved).toBeUndefined();
    expect(report.verdict).not.toBe('verified');
  });
  it('an imprint by SHA-1', async () => {
    const report = await stamped({ digest: 'SHA-1' });
    expect(report.signatures?.[0]?.timestamps[0]?.indication).toBe('INDETERMINATE');
    expect(report.verdict).not.toBe('verified');
  });
  it('RFC 5816: the signer\'s own certificate as authority', async () => {
    const report = await judgeSeal({ ...expired, seal: ({ seal, ca }) => ({ level: 'LT', timestamp: { tsa: seal, certificates: [seal, ca] } }) });
    expectTimestamp(report, 'INDETERMINATE', 'CHAIN_CONSTRAINTS_FAILURE');
  });
  it('an authority that was revoked since, without a word of why', async () => {
    const report = await judgeSeal({ ...expired, seal: { level: 'LT', revocation: { tsaCrl: null } }, world: ({ tsa }) => ({ revocation: { tsaCrl: { revoked: [{ certificate: tsa, at: days(SEALED, -1), reason: 'keyCompromise' }] } } }) });
    expect(report.verdict).not.toBe('verified');
  });
});

describe('EN 319 102-1 section 5.5.4: time-stamps and what they stand beside', () => {
  it('a broken time-stamp beside a seal that needs none is a caution', async () => {
    const report = await judgeSeal({ seal: { level: 'T', timestamp: { fault: 'imprint-wrong' } } });
    expect(report.verdict).toBe('verified');
    expect(checkOf(report, 'proof.terms')).toMatchObject({ code: 'seal.timestamp-failed', outcome: 'warn' });
  });
  it('(6): a content time-stamp later than the signature time-stamp', async () => {
    const report = await judgeSeal({ seal: ({ tsa }) => ({ level: 'T', cms: { contentTimestamp: (imprintOf) => timestampToken({ imprintOf, at: hours(SEALED, 2), tsa }) } }) });
    expectSub(report, 'TIMESTAMP_ORDER_FAILURE');
  });
  it('(6): a content time-stamp before the signature time-stamp', async () => {
    expectGood(await judgeSeal({ seal: ({ tsa }) => ({ level: 'T', cms: { contentTimestamp: (imprintOf) => timestampToken({ imprintOf, at: hours(SEALED, -2), tsa }) } }) }));
  });
  it('a content time-stamp proves nothing of the signature', async () => {
    const report = await judgeSeal({ ...expired, seal: ({ tsa }) => ({ cms: { contentTimestamp: (imprintOf) => timestampToken({ imprintOf, at: SEALED, tsa }) } }) });
    expect(report.signatures?.[0]?.time.proved).toBeUndefined();
    expect(report.verdict).not.toBe('verified');
  });
  it('of the future', async () => {
    const report = await judgeSeal({ seal: { level: 'T', timestamp: { at: days(SEALED, 400) } } });
    expect(report.signatures?.[0]?.time.proved).toBeUndefined();
  });
  it('of two, the earliest that holds', async () => {
    const cast = await pki(SEALED);
    const first = await sealedPdf({ pki: cast, level: 'T', timestamp: { at: hours(SEALED, 5) } });
    const report = await judgeBytes((await stamp(first, { pki: cast, at: hours(SEALED, 3) })).bytes, cast);
    expect(report.signatures?.[0]?.time.proved).toBe('2026-03-01T15:00:00.000Z');
  });
  it('a file with a document time-stamp alone is sealed by nobody', async () => {
    const { pdfDocument } = await import('@credlens/demo-pki');
    const cast = await pki(SEALED);
    const report = await judgeBytes((await stamp(pdfDocument(), { pki: cast })).bytes, cast);
    expect(report.verdict).toBe('unverifiable');
    expect(checkOf(report, 'intake.credential').code).toBe('pdf.only-timestamp');
  });
});
