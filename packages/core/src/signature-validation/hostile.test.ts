import { certificate, crl, days, hours, ocspResponse, pki, signedData, testKey, timestampToken } from '@credlens/demo-pki';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anchorOf, anchorStore, parseCertificate } from '../x509/index.js';
import { readCmsSignature, validateSignature } from './index.js';

const NOW = '2026-08-22T00:00:00Z';
const CONTENT = new TextEncoder().encode('content');

async function parts() {
  const cast = await pki(NOW);
  const cms = await signedData({ content: CONTENT, signer: cast.seal, certificates: [cast.seal, cast.ca, cast.tsa, cast.tsaCa], signatureTimestamps: [(imprintOf) => timestampToken({ imprintOf, at: days(NOW, -2), tsa: cast.tsa })] });
  const ocsp = await ocspResponse({ certificate: cast.seal, issuer: cast.ca, responder: cast.ocsp, thisUpdate: days(NOW, -1), nextUpdate: days(NOW, 1) });
  const lists = await Promise.all([cast.root, cast.tsaCa].map((issuer) => crl({ issuer, thisUpdate: days(NOW, -10), nextUpdate: days(NOW, 10) })));
  const anchors = anchorStore([anchorOf(parseCertificate(cast.root.certificate)!, { kind: 'host', name: 'test' })]);
  return { cast, cms, material: [ocsp, ...lists], anchors };
}

async function judge(cms: Uint8Array, material: readonly Uint8Array[], anchors: Awaited<ReturnType<typeof parts>>['anchors']) {
  const input = await readCmsSignature({ cms, content: CONTENT, profile: 'pades', layer: 0 });
  return validateSignature({ ...input, revocation: [...input.revocation, ...material.map((der) => ({ der, layer: 1 }))] }, { anchors, now: Date.parse(NOW) });
}

describe('hostile signatures', () => {
  it('never reject, and never pass where a signed octet was changed', { timeout: 120_000 }, async () => {
    const { cms, material, anchors } = await parts();
    expect((await judge(cms, material, anchors)).indication).toBe('TOTAL-PASSED');
    const end = cms.length;
    await fc.assert(fc.asyncProperty(fc.nat(end - 1), fc.integer({ min: 1, max: 255 }), fc.nat(2), fc.nat(10_000), async (at, flip, which, inMaterial) => {
      const changed = cms.slice();
      changed[at]! ^= flip;
      const spoilt = material.map((der, index) => {
        const copy = new Uint8Array(der);
        if (index === which) copy[inMaterial % copy.length]! ^= flip;
        return copy;
      });
      const found = await judge(changed, spoilt, anchors);
      // What still passes is still this signature, of this signer.
      if (found.indication === 'TOTAL-PASSED') expect(found.signer?.sha256).toBe((await judge(cms, material, anchors)).signer?.sha256);
    }), { numRuns: 120 });
  });

  it('a crowd of look-alikes ends, and in time', { timeout: 60_000 }, async () => {
    const { cast, cms, material, anchors } = await parts();
    const crowd = await Promise.all(Array.from({ length: 60 }, (_value, index) => certificate({ subject: cast.ca.name, key: testKey(`look-alike ${index}`), issuer: cast.root, from: days(NOW, -9), to: days(NOW, 9), ca: true })));
    const input = await readCmsSignature({ cms, content: CONTENT, profile: 'pades', layer: 0 });
    const started = performance.now();
    const found = await validateSignature({
      ...input, certificates: [...input.certificates, ...crowd.map((each) => ({ der: each.certificate, layer: 1 }))], revocation: Array.from({ length: 100 }, () => material).flat().map((der) => ({ der, layer: 1 })),
      timestamps: [...input.timestamps, ...Array.from({ length: 200 }, () => input.timestamps).flat()],
    }, { anchors, now: Date.parse(hours(NOW, 0)) });
    expect(found.indication).toBe('TOTAL-PASSED');
    expect(performance.now() - started).toBeLessThan(8000);
  });
});
