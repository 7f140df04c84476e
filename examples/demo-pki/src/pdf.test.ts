import { sha256 } from '@noble/hashes/sha2.js';
import { describe, expect, it } from 'vitest';
import { addAnnotation, addDss, attacks, fillField, pdfDocument, picturedSeal, SIGNATURE_FAULTS, signPdf } from './pdf.js';
import type { DocumentOptions, SignatureFault } from './pdf.js';

/** Something in DER that holds the digest of what was signed: enough for what is about PDF alone. */
const makeCms = async (signed: Uint8Array) => Uint8Array.of(0x30, 0x22, 0x04, 0x20, ...sha256(signed));
const latin1 = (bytes: Uint8Array) => Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
const ofEachForm: DocumentOptions[] = [{}, { xref: 'stream' }, { xref: 'hybrid' }, { encryption: 'rc4-128' }, { encryption: 'aes-128', xref: 'stream' }, { encryption: 'aes-256' }];

describe('a PDF made by code', () => {
  it.each(ofEachForm)('has the same bytes each time: %o', async (options) => {
    const make = async () => addDss(await signPdf(pdfDocument(options), { size: 100 }, makeCms), { certificates: [Uint8Array.of(1, 2, 3)] }).bytes;
    expect(latin1(await make())).toBe(latin1(await make()));
  });

  it.each(ofEachForm)('is signed as a whole, but for the signature: %o', async (options) => {
    const { bytes, signature } = await signPdf(pdfDocument(options), { size: 100 }, makeCms);
    const [a, b, c, d] = signature.byteRange;
    expect([a, c + d]).toEqual([0, bytes.length]);
    expect(latin1(bytes.subarray(b, c))).toMatch(/^<30220420[0-9A-F]{64}0+>$/);
    expect(latin1(bytes)).toContain(`/ByteRange [0 ${b} ${c} ${d}]`);
    const range = Uint8Array.from([...bytes.subarray(0, b), ...bytes.subarray(c)]);
    expect(latin1(bytes.subarray(b, c)).toLowerCase()).toContain(Array.from(sha256(range), (byte) => byte.toString(16).padStart(2, '0')).join(''));
  });

  it('is written on, and the signed bytes stay', async () => {
    const signed = await signPdf(pdfDocument({ fields: [{ name: 'comment' }] }), { size: 100, docMdp: 3 }, makeCms);
    const after = addAnnotation(fillField(signed, 'comment', 'good'), { subtype: 'Text' });
    expect(latin1(after.bytes).startsWith(latin1(signed.bytes))).toBe(true);
    expect(latin1(after.bytes).slice(signed.bytes.length)).toMatch(/\/V \(good\)[^]*%%EOF\n[^]*\/Subtype \/Text[^]*%%EOF\n$/);
  });
});

describe('faults of a signature dictionary', () => {
  it.each(SIGNATURE_FAULTS)('%s: another file, as long as the sound one or longer', async (fault: SignatureFault) => {
    const sound = await signPdf(pdfDocument(), { size: 200 }, makeCms);
    const faulty = await signPdf(pdfDocument(), { size: 200, fault }, makeCms);
    expect(latin1(faulty.bytes)).not.toBe(latin1(sound.bytes));
  });
});

describe('attacks', () => {
  it('are named once each', () => {
    expect(new Set(attacks.map(({ name, variant }) => `${name} ${variant}`)).size).toBe(attacks.length);
  });

  it.each(attacks)('$name, $variant: is made, and is made of a signed file', async ({ make }) => {
    const bytes = await make({ makeCms });
    expect(latin1(bytes)).toMatch(/\/Type \/Sig/);
    expect(latin1(await make({ makeCms }))).toBe(latin1(bytes));
  });

  it('the picture of a seal has no signature', () => {
    expect(latin1(picturedSeal())).not.toMatch(/\/Sig|ByteRange/);
  });
});
