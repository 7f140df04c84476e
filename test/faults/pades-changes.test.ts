import { addAnnotation, addDss, attacks, changeObjects, fillField, OBJECTS, pageContents, pki, sealedPdf, signedData, stamp, updateMetadata, type Pdf, type Pki, type SealedPdfOptions } from '@credlens/demo-pki';
import { describe, expect, it } from 'vitest';
import type { Code, Report } from '@credlens/core/report';
import { checkOf } from './world.js';
import { expectCheck, judgeBytes, SEALED } from './pades-world.js';

const cast = pki(SEALED);
const FORM = { fields: [{ name: 'comment' }, { name: 'agreed', type: 'checkbox' }] } as const;

async function changed(seal: Partial<SealedPdfOptions>, change: (pdf: Pdf, here: Pki) => Pdf | Promise<Pdf>): Promise<Report> {
  const here = await cast;
  const sealed = await sealedPdf({ pki: here, document: FORM, ...seal });
  return judgeBytes((await change(sealed, here)).bytes, here);
}

const coverage = (report: Report) => checkOf(report, 'proof.coverage').code;
const expectRefused = (report: Report, ...codes: Code[]) => {
  expect({ verdict: report.verdict, coverage: codes.includes(coverage(report)) ? codes[0] : coverage(report) }).toEqual({ verdict: 'invalid', coverage: codes[0] });
  expect(checkOf(report, 'issuer.identity').outcome).not.toBe('pass');
};
const expectAllowed = (report: Report, code: Code) => expectCheck(report, 'verified', 'proof.coverage', code);

describe('ISO 32000-2 section 12.8.4.3 and EN 319 142-1 section 5.4: what is always allowed', () => {
  it('nothing at all', async () => expectAllowed(await changed({}, (pdf) => pdf), 'pdf.covered'));
  it('a document security store', async () => expectAllowed(await changed({}, (pdf, { ca }) => addDss(pdf, { certificates: [ca.certificate] })), 'pdf.extended'));
  it('a document time-stamp', async () => expectAllowed(await changed({}, (pdf, here) => stamp(pdf, { pki: here })), 'pdf.extended'));
  it('a document security store and a document time-stamp, after a certification that allows nothing', async () => expectAllowed(await changed({ signature: { docMdp: 1 } }, (pdf, here) => stamp(addDss(pdf, { certificates: [here.ca.certificate] }), { pki: here })), 'pdf.extended'));
});

describe('ISO 32000-2 table 257: what DocMDP lets others do', () => {
  it('P 1: filling a form', async () => expectRefused(await changed({ signature: { docMdp: 1 } }, (pdf) => fillField(pdf, 'comment', 'Well done')), 'pdf.changed'));
  it('P 2: filling a form', async () => expectAllowed(await changed({ signature: { docMdp: 2 } }, (pdf) => fillField(pdf, 'comment', 'Well done')), 'pdf.changed-as-permitted'));
  it('P 2: ticking a box', async () => expectAllowed(await changed({ signature: { docMdp: 2 } }, (pdf) => fillField(pdf, 'agreed', true)), 'pdf.changed-as-permitted'));
  it('P 2: an annotation', async () => expectRefused(await changed({ signature: { docMdp: 2 } }, (pdf) => addAnnotation(pdf, { subtype: 'FreeText', operators: '1 g 0 0 200 40 re f' })), 'pdf.evil-annotation', 'pdf.changed'));
  it('P 1: a further signature', async () => {
    const report = await changed({ signature: { docMdp: 1 } }, async (pdf, here) => sealedPdf({ pki: here, document: pdf, signature: { field: 'Second' } }));
    expectRefused(report, 'pdf.changed', 'pdf.sneaky-signature');
  });
  it('P 2: a further signature that shows nothing', async () => {
    const report = await changed({ signature: { docMdp: 2 } }, async (pdf, here) => sealedPdf({ pki: here, document: pdf, signature: { field: 'Second' } }));
    expectAllowed(report, 'pdf.extended');
  });
  it('P 2: a further signature that covers the page', async () => {
    const report = await changed({ signature: { docMdp: 2 } }, async (pdf, here) => sealedPdf({ pki: here, document: pdf, signature: { field: 'Second', visible: { rect: [0, 0, 600, 800], line: 'Eve Example' } } }));
    expectRefused(report, 'pdf.sneaky-signature', 'pdf.changed');
  });
});

describe('ISO 32000-2 section 12.8.2.4: what FieldMDP locks', () => {
  const locked = (action: 'All' | 'Include' | 'Exclude', fields?: string[]) => ({ signature: { fieldMdp: { action, ...(fields ? { fields } : {}) } } });
  it('All: filling a form', async () => expectRefused(await changed(locked('All'), (pdf) => fillField(pdf, 'comment', 'Well done')), 'pdf.changed'));
  it('Include: filling a field that it names', async () => expectRefused(await changed(locked('Include', ['comment']), (pdf) => fillField(pdf, 'comment', 'Well done')), 'pdf.changed'));
  it('Include: filling a field that it does not name', async () => expectAllowed(await changed(locked('Include', ['comment']), (pdf) => fillField(pdf, 'agreed', true)), 'pdf.changed-as-permitted'));
  it('Exclude: filling a field that it names', async () => expectAllowed(await changed(locked('Exclude', ['comment']), (pdf) => fillField(pdf, 'comment', 'Well done')), 'pdf.changed-as-permitted'));
  it('Exclude: filling a field that it does not name', async () => expectRefused(await changed(locked('Exclude', ['agreed']), (pdf) => fillField(pdf, 'comment', 'Well done')), 'pdf.changed'));
});

describe('what can change what a reader sees', () => {
  const REFUSED: Code[] = ['pdf.incremental-saving', 'pdf.changed', 'pdf.shadow-replace', 'pdf.shadow-hide', 'pdf.shadow-hide-and-replace'];
  const entries = (pdf: Pdf, number: number) => pdf.objects.get(number) as Record<string, never>;
  it('other contents of the page', async () => expectRefused(await changed({}, (pdf) => changeObjects(pdf, new Map([[OBJECTS.contents, { entries: {}, data: pageContents('Certificate of Award', ['Eve Example']) }]]))), ...REFUSED));
  it('the page turned', async () => expectRefused(await changed({}, (pdf) => changeObjects(pdf, new Map([[OBJECTS.page, { ...entries(pdf, OBJECTS.page), Rotate: 180 }]]))), ...REFUSED));
  it('the page cropped', async () => expectRefused(await changed({}, (pdf) => changeObjects(pdf, new Map([[OBJECTS.page, { ...entries(pdf, OBJECTS.page), CropBox: [0, 0, 10, 10] }]]))), ...REFUSED));
  it('another font', async () => expectRefused(await changed({}, (pdf) => changeObjects(pdf, new Map([[OBJECTS.font, { Type: '/Font', Subtype: '/Type1', BaseFont: '/ZapfDingbats' }]]))), ...REFUSED));
  it('a page more', async () => {
    const report = await changed({}, (pdf) => {
      const pages = entries(pdf, OBJECTS.pages) as unknown as { Kids: string[]; Count: number };
      return changeObjects(pdf, new Map([[pdf.size, { ...entries(pdf, OBJECTS.page) }], [OBJECTS.pages, { ...pages, Kids: [...pages.Kids, `${pdf.size} 0 R`], Count: pages.Count + 1 }]]));
    });
    expectRefused(report, ...REFUSED);
  });
  it('an action when the file is opened', async () => expectRefused(await changed({}, (pdf) => changeObjects(pdf, new Map([[OBJECTS.catalog, { ...entries(pdf, OBJECTS.catalog), OpenAction: { S: '/URI', URI: '(https://evil.example/)' } }]]))), ...REFUSED));
  it('an annotation', async () => expectRefused(await changed({}, (pdf) => addAnnotation(pdf, { subtype: 'Stamp', operators: '1 g 0 0 300 40 re f' })), ...REFUSED, 'pdf.evil-annotation'));
  it('new metadata is told', async () => expect(['pdf.extended', 'pdf.changed', 'pdf.changed-as-permitted']).toContain(coverage(await changed({}, (pdf) => updateMetadata(pdf, { info: { ModDate: 'D:20260401000000Z' } })))));
  it('bytes behind the end of the file', async () => {
    const here = await cast;
    const { bytes } = await sealedPdf({ pki: here });
    const report = await judgeBytes(Uint8Array.from([...bytes, ...new TextEncoder().encode('1 0 obj\n<</Type/Catalog>>\nendobj\n')]), here);
    expect(report.verdict).toBe('invalid');
  });
  it('a changed file is told apart from an untouched revision, with what is covered', async () => {
    const report = await changed({}, (pdf) => changeObjects(pdf, new Map([[OBJECTS.contents, { entries: {}, data: pageContents('Certificate of Award', ['Eve Example']) }]])));
    expect(report.signatures?.[0]).toMatchObject({ indication: 'TOTAL-PASSED', qualification: 'not-AdES', covers: { wholeFile: false }, changes: [expect.objectContaining({ permitted: false })] });
  });
});

describe('the published attacks, each in its variants', () => {
  it.each(attacks.map((attack) => [`${attack.name}: ${attack.variant}`, attack] as const))('%s', async (_name, { name, make }) => {
    const here = await cast;
    const makeCms = (content: Uint8Array) => signedData({ content, signer: here.seal, certificates: [here.seal] });
    const attackerCms = (content: Uint8Array) => signedData({ content, signer: here.lookAlikeSeal, certificates: [here.lookAlikeSeal] });
    const report = await judgeBytes(await make({ makeCms, attackerCms }), here);
    expect(report.verdict).not.toBe('verified');
    const codes = checkOf(report, 'proof.coverage').problems.map(({ code }) => code);
    expect({ verdict: report.verdict, named: codes.includes(`pdf.${name}`) ? name : [checkOf(report, 'proof.coverage').code, ...codes].join(' ') }).toEqual({ verdict: 'invalid', named: name });
  });
});
