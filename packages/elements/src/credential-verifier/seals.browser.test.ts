import axe from 'axe-core';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import { en } from '@credlens/core/messages';
import type { Report } from '@credlens/core/report';
import '@credlens/elements';
import type { CredentialVerifier } from '@credlens/elements';
import { latin1, OBJECTS, pdfDocument, reference, text } from '@credlens/demo-pki';
import { fakeVerifier } from '../../../../stories/support/reports.js';
import { SEAL, sealReports } from '../../../../stories/support/seal-reports.js';
import { extendedFile, reportOn, sealedFile, type SealedFile } from '../../../../stories/support/sealed-file.js';

const root = (element: CredentialVerifier) => element.shadowRoot as ShadowRoot;
const all = (element: CredentialVerifier, selector: string) => [...root(element).querySelectorAll<HTMLElement>(selector)];
const words = (node: Element | null | undefined) => node?.textContent?.replace(/\s+/g, ' ').trim() ?? '';
const preview = en.seals.preview;

async function mount(set: Partial<CredentialVerifier> = {}): Promise<CredentialVerifier> {
  const element = document.createElement('credential-verifier');
  Object.assign(element, set);
  document.body.append(element);
  await element.updateComplete;
  return element;
}

async function showing(report: Report): Promise<CredentialVerifier> {
  const element = await mount();
  element.report = report;
  await vi.waitFor(() => { expect(root(element).querySelector('.headline')).not.toBeNull(); }, { timeout: 10_000 });
  for (const details of root(element).querySelectorAll('details')) details.open = true;
  return element;
}

/** Facts of one signature by their names. */
function facts(element: CredentialVerifier, index = 0): Record<string, string> {
  const rows = [...all(element, '.seal')[index]?.querySelectorAll('.fact') ?? []];
  return Object.fromEntries(rows.map((row) => [words(row.querySelector('dt')), [...row.querySelectorAll('dd')].map(words).join(' | ')]));
}

async function accessible(element: CredentialVerifier): Promise<void> {
  await Promise.all(root(element).getAnimations().map((animation) => animation.finished));
  const { violations } = await axe.run(element, { rules: { region: { enabled: false } } });
  expect(violations.map((violation) => `${violation.id}: ${violation.nodes.slice(0, 3).map((node) => `${node.html} ${node.failureSummary ?? ''}`).join('\n')}`)).toEqual([]);
}

afterEach(() => {
  document.body.replaceChildren();
  document.documentElement.removeAttribute('style');
});

describe('what is said of a seal', () => {
  it('says who by the certificate, what it is in law, and when with its proof', async () => {
    const element = await showing(sealReports.qualifiedSeal);
    const said = facts(element);
    expect(words(all(element, '.seal-name')[0])).toBe('Seal, 1 of 1 Holds');
    expect(said[en.seals.row.sealedBy]).toContain('University of Example');
    expect(said[en.seals.row.identifier]).toBe('NTRCZ-00000001 (number in the trade register, Czechia (CZ))');
    expect(said[en.seals.row.when]).toMatch(/By Jun 1, 2026, 10:00 AM UTC at the latest: a time-stamp proves it\. \| On Jun 1, 2026, 10:00 AM UTC, as the one who made it says\. Nothing proves that\./);
    expect(said[en.seals.row.qualification]).toContain('QESeal');
    expect(said[en.seals.row.qualification]).toContain('It does not say that they may award what the document says.');
    expect(said[en.seals.row.list]).toContain('Czechia (CZ): number 212');
    expect(said[en.seals.row.covers]).toBe('The whole file.');
    expect(said[en.seals.row.level]).toContain('Level LTA');
    expect(said[en.seals.row.claims]).toMatch(/^Claims: .*Reason: Award of a degree/);
  });

  it('never calls a signature over a seal a seal', async () => {
    const report = { ...sealReports.qualifiedSeal, signatures: [SEAL, { ...SEAL, pointer: '/signatures/0/etsiU/0', counterSignatureOf: '/signatures/0' }] };
    expect(all(await showing(report), '.seal-name').map(words)).toEqual(['Seal, 1 of 2 Holds', 'Signature over a seal, 2 of 2 Holds']);
  });

  it('never takes the name that a PDF gives itself for the signer', async () => {
    const said = facts(await showing(sealReports.qualifiedSeal));
    expect(Object.entries(said).filter(([, value]) => value.includes('Somebody Else')).map(([name]) => name)).toEqual([en.seals.row.claims]);
  });

  it('shows a name that nobody vouches for as a claim, and a time without a stamp as said', async () => {
    const element = await showing(sealReports.sealWithoutList);
    const said = facts(element);
    expect(said[en.seals.row.sealedBy]).toBeUndefined();
    expect(said[en.seals.row.claimedBy]).toContain(en.seals.notEstablished);
    expect(said[en.seals.row.rules]).toContain('Who made the seal could not be established');
    expect(said[en.seals.row.when]).not.toContain('proves it');
    expect(said[en.seals.row.list]).toBe('Czechia (CZ): not at hand');
    expect(all(element, '.seal-name .icon-unknown')).toHaveLength(1);
  });

  it('names the attack and says of each change whether it is allowed, in words and a shape', async () => {
    const element = await showing(sealReports.changedAfterSealing);
    expect(words(all(element, '.seal-name')[0])).toBe(`Seal, 1 of 1 ${en.seals.changedSince}`);
    expect(all(element, '.seal-name .icon-fail')).toHaveLength(1);
    expect(all(element, '.change').map(words)).toEqual([
      'A form field was filled in: Remarks (in version 2) allowed',
      'A note that was sealed was changed: page 1 (in version 3, known trick: shadow attack (hide)) not allowed',
    ]);
    expect(all(element, '.change .icon-fail')).toHaveLength(1);
  });

  it('says of a withdrawn certificate when and why', async () => {
    const said = facts(await showing(sealReports.revokedSeal));
    expect(said[en.seals.row.revocation]).toMatch(/^Yes, on May 20, 2026, .* as the authority’s list of withdrawn certificates said on .*keyCompromise/);
    expect(said[en.seals.row.rules]).toContain('The certificate had been withdrawn on May 20, 2026');
  });

  it('tells several signatures apart, and a time-stamp in a shorter form', async () => {
    const element = await showing(sealReports.severalSignatures);
    expect(all(element, '.seal-name').map(words)).toEqual(['Seal, 1 of 3 Holds', 'Signature, 2 of 3 Holds', 'Time-stamp, 3 of 3 Holds']);
    expect(facts(element, 1)[en.seals.row.onBehalfOf]).toContain('University of Example');
    expect(Object.keys(facts(element, 2))).toEqual([en.seals.row.stampedBy, en.seals.row.country, en.seals.row.when]);
  });

  it('shows nothing of seals where there are none', async () => {
    const element = await showing(sealReports.unsignedPdf);
    expect(all(element, '.seals, .preview')).toEqual([]);
    expect(words(all(element, '.headline')[0])).toBe('Nothing here can be verified');
  });

  it('is text, whatever a certificate or a PDF says', async () => {
    const element = await showing(sealReports.hostileSeal);
    expect((globalThis as { pwned?: number }).pwned).toBeUndefined();
    expect(all(element, 'img, script, iframe, a')).toEqual([]);
    const shown = words(all(element, '.results')[0]);
    expect(shown).toContain('<img src=x onerror=');
    expect(shown).toContain('[U+202E]');
    expect(shown).not.toMatch(/[\u202a-\u202e\u200b]/);
  });

  it('does not show a saved report whose signatures have another shape', async () => {
    for (const broken of [{ rules: 7 }, { signer: { name: 1 } }, { changes: [{ kind: {} }] }, { claims: { reason: {} } }, { time: null }, { covers: { bytes: 'all' } }]) {
      const element = await mount();
      const report = structuredClone(sealReports.qualifiedSeal);
      Object.assign(report.signatures?.[0] ?? {}, broken);
      element.report = report;
      await vi.waitFor(() => { expect(root(element).querySelector('.error')).not.toBeNull(); });
    }
  });

  for (const scheme of ['light', 'dark'] as const) {
    it.each(Object.keys(sealReports) as (keyof typeof sealReports)[])(`axe finds nothing in ${scheme}, details open: %s`, async (name) => {
      document.documentElement.style.colorScheme = scheme;
      document.documentElement.style.background = 'Canvas';
      await accessible(await showing(sealReports[name]));
    });
  }

  it('breaks nothing at 320 px', async () => {
    document.body.style.inlineSize = '320px';
    const element = await showing(sealReports.hostileSeal);
    expect(root(element).querySelector<HTMLElement>('.frame')?.scrollWidth).toBeLessThanOrEqual(320);
    document.body.removeAttribute('style');
  });
});

async function verified({ file, report }: SealedFile): Promise<CredentialVerifier> {
  const element = await mount({ verifier: fakeVerifier(report) });
  await element.verify(file);
  await vi.waitFor(() => { expect(root(element).querySelector('.headline')).not.toBeNull(); });
  return element;
}
const button = (element: CredentialVerifier, part: string) => root(element).querySelector<HTMLButtonElement>(`[part~="${part}-button"]`)!;
const status = (element: CredentialVerifier) => words(root(element).querySelector('.preview [role=status]'));
const canvas = (element: CredentialVerifier) => root(element).querySelector('canvas');

async function opened(element: CredentialVerifier): Promise<void> {
  await userEvent.click(button(element, 'preview'));
  await vi.waitFor(() => { expect(status(element)).toMatch(/^Page 1 of/); }, { timeout: 30_000 });
}

/** How many pixels are dark. */
function ink(element: CredentialVerifier): number {
  const shown = canvas(element)!;
  const { data } = shown.getContext('2d')!.getImageData(0, 0, shown.width, shown.height);
  let dark = 0;
  for (let at = 0; at < data.length; at += 4) if ((data[at] ?? 255) < 128) dark++;
  return dark;
}

describe('looking at the sealed document', () => {
  it('draws its pages from the file, gives their text, and turns them by keyboard', async () => {
    const element = await verified(await sealedFile());
    expect(button(element, 'preview').getAttribute('aria-expanded')).toBe('false');
    button(element, 'preview').focus();
    await userEvent.keyboard('{Enter}');
    await vi.waitFor(() => { expect(status(element)).toBe('Page 1 of 3'); }, { timeout: 30_000 });
    expect(canvas(element)?.getAttribute('aria-label')).toBe('Page 1 of 3 of the document');
    expect(canvas(element)?.getAttribute('role')).toBe('img');
    expect(ink(element)).toBeGreaterThan(1000);
    expect(words(root(element).querySelector('.page-text'))).toContain('Maria Lindqvist has completed');
    expect(words(root(element).querySelector('.caption'))).toContain('A picture of a seal or of a signature in it proves nothing');
    await accessible(element);
    button(element, 'next').focus();
    await userEvent.keyboard('{Enter}');
    await vi.waitFor(() => { expect(status(element)).toBe('Page 2 of 3'); }, { timeout: 10_000 });
    expect(words(root(element).querySelector('.page-text'))).toContain('More about Maria Lindqvist');
    await userEvent.click(button(element, 'preview'));
    expect(canvas(element)).toBeNull();
  }, 60_000);

  it('draws the sealed version alone where the file was changed since, and says so', async () => {
    const element = await verified(await extendedFile(false));
    await opened(element);
    expect(root(element).querySelector('[part="preview-version"]')).toBeNull();
    expect(words(root(element).querySelector('.caption'))).toContain(preview.captionChanged);
  }, 60_000);

  it('offers the file as it is now where what was added is allowed', async () => {
    const element = await verified(await extendedFile(true));
    await opened(element);
    const select = root(element).querySelector<HTMLSelectElement>('[part="preview-version"]')!;
    expect([...select.options].map(words)).toEqual(['As University of Example sealed or signed it (version 1 of 2)', 'As it is now (version 2 of 2)']);
    await accessible(element);
    await userEvent.selectOptions(select, select.options[1]!);
    await vi.waitFor(() => { expect(words(root(element).querySelector('.caption'))).toContain('The additions are not sealed.'); });
    await vi.waitFor(() => { expect(status(element)).toBe('Page 1 of 1'); }, { timeout: 20_000 });
  }, 60_000);

  it('is not offered without the file, or where nothing shows what was signed', async () => {
    expect(all(await showing(sealReports.qualifiedSeal), '.preview')).toEqual([]);
    const { file, report } = await sealedFile();
    const forged = { ...report, signatures: [{ ...report.signatures![0]!, indication: 'TOTAL-FAILED' as const, subIndication: 'HASH_FAILURE' as const }] };
    expect(all(await verified({ file, report: forged }), '.preview')).toEqual([]);
  });

  it('does not show a file that is not the one that was checked', async () => {
    const { report } = await sealedFile();
    const element = await verified({ file: new File(['%PDF-1.7 something else'], 'diploma.pdf'), report });
    await userEvent.click(button(element, 'preview'));
    await vi.waitFor(() => { expect(status(element)).toBe(preview.otherFile); });
  });

  it('says so where a document cannot be drawn, and that this says nothing of its seal', async () => {
    const bytes = new TextEncoder().encode(`%PDF-1.7\n${'junk '.repeat(500)}`);
    const element = await verified(await reportOn(bytes, [{ ...SEAL, covers: { revision: 1, revisions: 1, bytes: bytes.length, wholeFile: true } }]));
    await userEvent.click(button(element, 'preview'));
    await vi.waitFor(() => { expect(status(element)).toBe(preview.failed); }, { timeout: 20_000 });
    await accessible(element);
  }, 30_000);

  it('says so where a picture on the page could not be drawn', async () => {
    const { bytes } = pdfDocument({
      arrange: (draft) => {
        const picture = draft.add({ entries: { Type: '/XObject', Subtype: '/Image', Width: 10, Height: 10, ColorSpace: '/DeviceRGB', BitsPerComponent: 8, Filter: '/DCTDecode' }, data: latin1('no picture') });
        draft.change(OBJECTS.page, { Resources: { XObject: { X1: reference(picture) } }, Contents: reference(draft.add({ entries: {}, data: latin1('100 0 0 100 72 72 cm /X1 Do') })) });
      },
    });
    const element = await verified(await reportOn(bytes, [{ ...SEAL, covers: { revision: 1, revisions: 1, bytes: bytes.length, wholeFile: true } }]));
    await opened(element);
    expect(words(root(element).querySelector('.preview .problem'))).toBe(preview.incomplete);
    expect(words(root(element).querySelector('.page-text'))).toBe(preview.noText);
  }, 60_000);

  it('runs and fetches nothing that a PDF asks for', async () => {
    const { bytes } = pdfDocument({
      arrange: (draft) => {
        const script = { S: '/JavaScript', JS: text('app.alert(1)') };
        const link = draft.add({ Type: '/Annot', Subtype: '/Link', Rect: [0, 0, 595, 842], A: { S: '/URI', URI: text('https://tracker.example/') } });
        draft.change(OBJECTS.catalog, { OpenAction: script, AA: { WC: script } });
        draft.change(OBJECTS.page, { Annots: [reference(link)], AA: { O: script } });
      },
    });
    const element = await verified(await reportOn(bytes, [{ ...SEAL, covers: { revision: 1, revisions: 1, bytes: bytes.length, wholeFile: true } }]));
    await opened(element);
    expect(all(element, 'a, iframe, script, object, embed')).toEqual([]);
    expect(performance.getEntriesByType('resource').filter(({ name }) => !name.startsWith(location.origin))).toEqual([]);
  }, 60_000);

  it('ends its worker with the report that it belongs to', async () => {
    const element = await verified(await sealedFile());
    const ended = vi.spyOn(Worker.prototype, 'terminate');
    await opened(element);
    element.clear();
    await vi.waitFor(() => { expect(ended).toHaveBeenCalled(); });
    ended.mockRestore();
  }, 60_000);
});
