import { createVerifier } from '@credlens/core';
import { base64url, jadesSeal } from '@credlens/demo-pki';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { castOf, edc } from './jades-world.js';
import { judgeBytes, NOW } from './pades-world.js';

const utf8 = (text: string) => new TextEncoder().encode(text);
const verifier = createVerifier({ offline: true });
const header = (more: object) => base64url(utf8(JSON.stringify({ alg: 'RS256', sigT: '2026-03-01T12:00:00Z', ...more })));

describe('input that nobody honest writes', () => {
  it.each<[string, () => string]>([
    ['a payload of eight million characters', () => JSON.stringify({ payload: 'A'.repeat(8_000_000), protected: header({}), signature: 'AA' })],
    ['a header of six million', () => JSON.stringify({ payload: 'e30', protected: header({ x5u: 'A'.repeat(6_000_000) }), signature: 'AA' })],
    ['a signature of nine million', () => JSON.stringify({ payload: 'e30', protected: header({}), signature: 'A'.repeat(9_000_000) })],
    ['a chain of a hundred thousand', () => JSON.stringify({ payload: 'e30', protected: header({ 'x5c': Array.from({ length: 40_000 }, () => 'AAAA'), 'x5t#S256': base64url(new Uint8Array(32)) }), signature: 'AA' })],
    ['proofs by the hundred thousand', () => JSON.stringify({ payload: 'e30', protected: header({}), header: { etsiU: Array.from({ length: 400_000 }, () => 'e30') }, signature: 'AA' })],
    ['archive time-stamps over megabytes', () => JSON.stringify({ payload: 'A'.repeat(4_000_000), protected: header({}), header: { etsiU: Array.from({ length: 120 }, () => base64url(utf8(JSON.stringify({ arcTst: { tstTokens: [{ val: 'A'.repeat(20_000) }] } })))) }, signature: 'AA' })],
    ['signatures over one signature, each with proofs of its own', () => {
      const counter = (): object => ({ cSig: { payload: 'AA', protected: header({}), header: { etsiU: Array.from({ length: 60 }, (_, at) => ({ xVals: [{ x509Cert: { val: 'AAAA' } }], [`x${at}`]: 0 })) }, signature: 'AA' } });
      return JSON.stringify({ payload: 'e30', signatures: Array.from({ length: 16 }, () => ({ protected: header({}), header: { etsiU: Array.from({ length: 100 }, counter) }, signature: 'AA' })) });
    }],
    ['signatures by the hundred thousand', () => JSON.stringify({ payload: 'e30', signatures: Array.from({ length: 200_000 }, () => ({ protected: 'e30', signature: 'AA' })) })],
    ['members by the hundred thousand', () => JSON.stringify({ ...Object.fromEntries(Array.from({ length: 300_000 }, (_, index) => [`a${index}`, 0])), payload: 'e30', protected: header({}), signature: 'AA' })],
  ])('%s', { timeout: 20_000 }, async (_name, make) => {
    const bytes = utf8(make());
    const report = await verifier.verify(bytes, { at: NOW });
    expect(report.verdict).not.toBe('verified');
    expect(report.checks.some(({ code }) => code === 'check.crashed')).toBe(false);
  });

  it('names that objects have of themselves', async () => {
    for (const name of ['__proto__', 'constructor', 'toString', 'hasOwnProperty']) {
      const text = JSON.stringify({ payload: '{}', signatures: [{ protected: base64url(utf8(`{"alg":"RS256","b64":false,"sigT":"2026-03-01T12:00:00Z","${name}":{"x":1},"crit":["b64","${name}"]}`)), header: { etsiU: [{ [name]: 1 }] }, signature: 'AA' }] });
      expect((await verifier.verify(text, { at: NOW })).verdict).toBe('invalid');
    }
  });

  it('whatever JSON a header or a proof is, nothing crashes', { timeout: 60_000 }, async () => {
    await fc.assert(fc.asyncProperty(fc.dictionary(fc.constantFrom('alg', 'x5c', 'x5t#S256', 'x5t#o', 'sigX5ts', 'kid', 'sigT', 'iat', 'exp', 'crit', 'b64', 'sigD', 'sigPId', 'sigPl', 'srCms', 'adoTst'), fc.jsonValue({ maxDepth: 3 })), fc.jsonValue({ maxDepth: 4 }), fc.jsonValue(), async (head, etsiU, payload) => {
      const text = JSON.stringify({ payload: JSON.stringify(payload), signatures: [{ protected: header(head), header: { etsiU }, signature: 'AA' }] });
      const report = await verifier.verify(text, { at: NOW });
      expect(report.checks.some(({ code }) => code === 'check.crashed')).toBe(false);
      expect(report.verdict).not.toBe('verified');
    }), { numRuns: 150 });
  });

  it('whatever stands in the parts of etsiU, nothing crashes and nothing is gained', { timeout: 60_000 }, async () => {
    const cast = await castOf();
    const sealed = await jadesSeal({ pki: cast, payload: edc() });
    const names = ['sigTst', 'arcTst', 'xVals', 'rVals', 'axVals', 'arVals', 'tstVD', 'anyValData', 'cSig', 'sigRTst', 'rfsTst', 'xRefs'];
    await fc.assert(fc.asyncProperty(fc.array(fc.tuple(fc.constantFrom(...names), fc.jsonValue({ maxDepth: 4 })), { maxLength: 5 }), fc.boolean(), async (parts, clear) => {
      const etsiU = parts.map(([name, value]) => (clear ? { [name]: value } : base64url(utf8(JSON.stringify({ [name]: value })))));
      const text = JSON.stringify({ payload: sealed.payload, signatures: [{ ...sealed.signature, header: { etsiU } }] });
      const report = await judgeBytes(utf8(text), cast);
      expect(report.checks.some(({ code }) => code === 'check.crashed')).toBe(false);
      expect(report.signatures?.[0]?.time.proved).toBeUndefined();
    }), { numRuns: 80 });
  });
});
