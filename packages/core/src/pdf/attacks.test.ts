import { attacks, picturedSeal, SIGNATURE_FAULTS, pdfDocument, signPdf } from '@credlens/demo-pki';
import { describe, expect, it } from 'vitest';
import { attackOf, changesAfter, readPdf } from './index.js';
import type { PdfAttack } from './index.js';

/** DER that says nothing: what is about the file alone asks for no more. */
const makeCms = async () => Uint8Array.of(0x30, 3, 2, 1, 5);
const read = (bytes: Uint8Array) => {
  const reading = readPdf(bytes);
  if (!reading.ok) throw new Error(reading.reason);
  return reading.file;
};
const judge = (bytes: Uint8Array) => {
  const file = read(bytes);
  return file.signatures.map((signature) => changesAfter(file, signature));
};

describe('published attacks', () => {
  it.each(attacks)('$name, $variant: no signature stands, and the attack is named', async ({ name, make }) => {
    const judged = judge(await make({ makeCms }));
    expect(judged.map(({ attack }) => attack)).toContain(name);
    // A signature of the attacker's own may come after what it hides; the institution's never stands.
    expect(judged[0]?.permitted).toBe(false);
  });

  const behind: readonly PdfAttack[] = ['shadow-hide', 'shadow-replace', 'shadow-hide-and-replace', 'incremental-saving', 'evil-annotation', 'sneaky-signature'];
  it.each(attacks.filter(({ name }) => behind.includes(name)))('$name, $variant: also where references stand in streams', async ({ name, make }) => {
    expect(judge(await make({ makeCms, document: { xref: 'stream' } })).map(({ attack }) => attack)).toContain(name);
  });

  it('a picture of a seal is no signature', () => {
    expect(read(picturedSeal()).signatures).toEqual([]);
  });
});

/** What is badly written is no attack: it is refused for its form alone. */
const NO_ATTACK: ReadonlySet<string> = new Set(['contents-trailing-data', 'sub-filter-unknown', 'sub-filter-x509', 'type-wrong']);

describe('faults of form', () => {
  it.each(SIGNATURE_FAULTS.filter((fault) => !NO_ATTACK.has(fault)))('%s: shows the form of an attack, and permits nothing', async (fault) => {
    const file = read((await signPdf(pdfDocument(), { size: 2048, fault }, makeCms)).bytes);
    const named = file.signatures.map((signature) => ({ attack: attackOf(file, signature), permitted: changesAfter(file, signature).permitted }));
    expect(named.length).toBeGreaterThan(0);
    expect(named.some(({ attack, permitted }) => attack !== undefined && !permitted)).toBe(true);
  });

  it.each([...NO_ATTACK])('%s: nobody is accused', async (fault) => {
    const file = read((await signPdf(pdfDocument(), { size: 2048, fault: fault as (typeof SIGNATURE_FAULTS)[number] }, makeCms)).bytes);
    expect(file.signatures.map((signature) => attackOf(file, signature))).toEqual([undefined]);
  });
});
