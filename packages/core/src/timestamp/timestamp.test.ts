import { days, pki, timestampToken, type Pki, type TimestampOptions } from '@credlens/demo-pki';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { parseTimestampToken, parseTstInfo, verifyTimestampToken, type TimestampToken } from './index.js';

const NOW = '2026-08-22T00:00:00Z';
const DATA = new TextEncoder().encode('what is stamped');
let cast: Pki;
beforeAll(async () => { cast = await pki(NOW); });

const token = (options: Partial<TimestampOptions> = {}) => timestampToken({ imprintOf: DATA, at: days(NOW, -1), tsa: cast.tsa, ...options });
function parsed(bytes: Uint8Array): TimestampToken {
  const reading = parseTimestampToken(bytes);
  if (!reading.ok) throw new Error(reading.reason);
  return reading.token;
}

describe('RFC 3161 section 2.4.2: reading a token', () => {
  it('says when, of what, how exactly and by whom', async () => {
    const { info } = parsed(await token({ milliseconds: 250, accuracy: 2, ordering: true, nonce: 77n, serial: 5n, withName: true, digest: 'SHA-512' }));
    expect(info).toMatchObject({ time: Date.parse(days(NOW, -1)) + 250, accuracy: 2000, ordering: true, nonce: '4d', serialNumber: '05', imprint: { digest: 'SHA-512' }, authority: expect.any(Uint8Array) });
  });
  it('says nothing that is not there', async () => {
    expect(parsed(await token()).info).toMatchObject({ accuracy: 0, ordering: false, extensions: [] });
  });
  it.each([
    ['not-tst-info', 'content-type'], ['content-missing', 'content-missing'], ['tst-info-malformed', 'tst-info-malformed'], ['tst-info-version-2', 'tst-info-malformed'], ['time-without-z', 'tst-info-malformed'],
  ] as const)('refuses %s', async (fault, reason) => { expect(parseTimestampToken(await token({ fault }))).toEqual({ ok: false, reason }); });
  it('refuses bytes behind it, nobody and two', async () => {
    expect(parseTimestampToken(await token({ cms: { fault: 'trailing-bytes' } }))).toEqual({ ok: false, reason: 'trailing-data' });
    expect(parseTimestampToken(await token({ cms: { fault: 'no-signers' } }))).toEqual({ ok: false, reason: 'no-signer' });
    expect(parseTimestampToken(await token({ cms: { fault: 'two-signers' } }))).toEqual({ ok: false, reason: 'several-signers' });
  });
});

describe('verifying a token', () => {
  it('holds for the data it stamps, by any digest', async () => {
    for (const digest of ['SHA-1', 'SHA-256', 'SHA-384', 'SHA-512', 'SHA3-256'] as const) {
      const { problems, authority } = await verifyTimestampToken(parsed(await token({ digest })), DATA);
      expect(problems, digest).toEqual([]);
      expect(authority?.der).toEqual(cast.tsa.certificate);
    }
  });
  it('HASH_FAILURE: other data', async () => {
    expect((await verifyTimestampToken(parsed(await token()), new Uint8Array(3))).problems).toMatchObject([{ sub: 'HASH_FAILURE', rule: 'message-imprint' }]);
  });
  it('a certificate that is not in it may be given', async () => {
    const bare = parsed(await token({ certificates: [] }));
    expect((await verifyTimestampToken(bare, DATA)).problems).toMatchObject([{ sub: 'NO_SIGNING_CERTIFICATE_FOUND' }]);
  });
});

describe('hostile tokens', () => {
  it('never throw, and never hold with another time', { timeout: 60_000 }, async () => {
    const bytes = await token({ accuracy: 1, nonce: 1n });
    const { info } = parsed(bytes);
    await fc.assert(fc.asyncProperty(fc.nat(bytes.length - 1), fc.nat(255), async (at, value) => {
      const changed = bytes.slice();
      changed[at] = value;
      const reading = parseTimestampToken(changed);
      if (!reading.ok) return;
      const { problems } = await verifyTimestampToken(reading.token, DATA);
      if (problems.length === 0) expect(reading.token.info.time).toBe(info.time);
    }), { numRuns: 300 });
  });
  it('never throw for any bytes', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => { parseTstInfo(bytes); parseTimestampToken(bytes); }));
  });
});
