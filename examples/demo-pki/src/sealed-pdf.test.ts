import * as asn1js from 'asn1js';
import { Certificate, ContentInfo, SignedData } from 'pkijs';
import { describe, expect, it } from 'vitest';
import type { TestIdentity } from './certificate.js';
import { hex } from './der.js';
import { rangesOf, type Pdf } from './pdf.js';
import { pki } from './pki.js';
import { chainIn } from './revocation-material.js';
import { seal, sealedPdf, stamp, vriKey, type SealedPdfOptions } from './sealed-pdf.js';

const NOW = '2026-08-22T00:00:00Z';
const cast = pki(NOW);
const make = async (options: Partial<SealedPdfOptions> = {}) => sealedPdf({ pki: await cast, ...options });
const text = (pdf: Pdf) => new TextDecoder('latin1').decode(pdf.bytes);

/** The signatures by their ByteRange, in the order of the file: good enough for files that we wrote ourselves. */
function signatures(pdf: Pdf): { range: [number, number, number, number]; cms: SignedData }[] {
  return [...text(pdf).matchAll(/\/ByteRange ?\[(\d+) (\d+) (\d+) (\d+) *\]/g)].map(({ 1: a, 2: b, 3: c, 4: d }) => {
    const range: [number, number, number, number] = [Number(a), Number(b), Number(c), Number(d)];
    const der = Uint8Array.from(text(pdf).slice(range[1] + 1, range[2] - 1).match(/../g) ?? [], (pair) => parseInt(pair, 16));
    return { range, cms: new SignedData({ schema: new ContentInfo({ schema: asn1js.fromBER(der.buffer).result }).content }) };
  });
}

async function verify(pdf: Pdf, index = 0): Promise<boolean> {
  const found = signatures(pdf)[index];
  if (!found) return false;
  const { root, tsaCa } = await cast;
  const trustedCerts = [root, tsaCa].map(({ certificate }) => Certificate.fromBER(certificate.slice().buffer));
  return found.cms.verify({ signer: 0, data: rangesOf(pdf.bytes, found.range).slice().buffer, trustedCerts, checkDate: new Date(NOW) }).catch(() => false);
}

describe('sealed PDFs read back', () => {
  it.each([['B', 1, 1], ['T', 1, 1], ['LT', 1, 2], ['LTA', 2, 3]] as const)('level %s has %d signatures in %d updates', async (level, count, updates) => {
    const pdf = await make({ level });
    expect(signatures(pdf)).toHaveLength(count);
    expect(text(pdf).split('%%EOF')).toHaveLength(updates + 2);
    for (let index = 0; index < count; index += 1) expect(await verify(pdf, index), `${index}`).toBe(true);
    expect(text(pdf).includes('/DSS')).toBe(level === 'LT' || level === 'LTA');
  });
  it('level T by a document time-stamp', async () => {
    const pdf = await make({ level: 'T', timestampBy: 'document' });
    expect([await verify(pdf, 0), await verify(pdf, 1)]).toEqual([true, true]);
  });
  it('several signatures, one after the other', async () => {
    const { sign } = await cast;
    const pdf = await make({ document: await make(), signer: sign, signature: { field: 'Signature2' } });
    expect([await verify(pdf, 0), await verify(pdf, 1)]).toEqual([true, true]);
  });
  it('a certification', async () => expect(text(await make({ signature: { docMdp: 1 } }))).toContain('/DocMDP'));
  it('a VRI entry under the digest of Contents', async () => {
    const pdf = await make({ level: 'LT' });
    expect(text(pdf)).toContain(vriKey(pdf, pdf.signature));
    expect(text(await make({ level: 'LT', vri: 'other' }))).not.toContain(vriKey(pdf, pdf.signature));
  });
  it('one option makes one fault', async () => {
    expect(await verify(await make({ cms: { fault: 'signature-corrupt' } }))).toBe(false);
    expect(await verify(await make({ cms: { fault: 'message-digest-wrong' } }))).toBe(false);
    expect(await verify(await make({ level: 'LTA', archive: { timestamp: { fault: 'imprint-wrong' } } }), 1)).toBe(false);
    expect(text(await make({ level: 'LT', revocation: { ocsp: null } }))).not.toContain('/OCSPs');
  });
  it('is the same whenever it is made', async () => expect(hex((await make({ level: 'LTA' })).bytes)).toBe(hex((await make({ level: 'LTA' })).bytes)));
  it('every part by itself', async () => {
    const one = await seal(await make(), { pki: await cast, signature: { field: 'Again' } });
    expect(signatures(await stamp(one, { pki: await cast }))).toHaveLength(3);
  });
  it('a chain ends below the root', async () => {
    const all = await cast;
    const members = (of: TestIdentity) => chainIn(all, of).map((each) => Object.entries(all).find(([, member]) => member === each)?.[0]);
    expect([members(all.seal), members(all.lookAlikeSeal), members(all.tsa), members(all.root)]).toEqual([['seal', 'ca'], ['lookAlikeSeal', 'lookAlikeCa'], ['tsa', 'tsaCa'], ['root']]);
  });
});
