import { pki, sealedPdf, updateMetadata } from '@credlens/demo-pki';
import type { Report } from '@credlens/core/report';
import { chromium, type Browser, type Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CHROMIUM } from '../support/chromium.js';
import { openRecruiterPage, serveRecruiterPage, type Server } from './recruiter-page.js';

let server: Server;
let browser: Browser;
let page: Page;
const complaints: string[] = [];

beforeAll(async () => {
  server = await serveRecruiterPage({});
  browser = await chromium.launch(CHROMIUM);
  page = await openRecruiterPage(browser, server, complaints, (opened) => opened.on('request', (request) => { if (!request.url().startsWith(server.url)) complaints.push(request.url()); }));
  // An icon is no part of this.
  complaints.length = 0;
}, 120_000);

afterAll(async () => {
  await browser?.close();
  await server?.close();
});

function verify(bytes: Uint8Array): Promise<Report> {
  return page.evaluate(async (encoded) => {
    const element = document.querySelector('credential-verifier')!;
    element.offline = true;
    element.trustedListsSrc = undefined;
    const [report] = await element.verify(new File([Uint8Array.from(atob(encoded), (character) => character.charCodeAt(0))], 'diploma.pdf'));
    return report!;
  }, Buffer.from(bytes).toString('base64'));
}

async function look(): Promise<string> {
  await page.locator('[part~="preview-button"]').click();
  await page.locator('[part~="preview-canvas"]').waitFor({ timeout: 60_000 });
  return page.evaluate(() => document.querySelector('credential-verifier')!.shadowRoot!.querySelector('.preview')!.textContent!.replace(/\s+/g, ' '));
}

describe("looking at a sealed document under default-src 'self'", () => {
  it('draws what the seal covers in a worker of the page’s own folder, and nothing is refused or fetched elsewhere', async () => {
    const cast = await pki('2026-08-01T00:00:00Z');
    const sealed = await sealedPdf({ pki: cast, level: 'B', document: { title: 'Diploma', name: 'Maria Lindqvist', pages: 2 } });
    const report = await verify(sealed.bytes);
    expect(report.signatures?.[0]?.covers).toMatchObject({ bytes: sealed.bytes.length, wholeFile: true });
    const shown = await look();
    expect(shown).toContain('Page 1 of 2');
    expect(shown).toContain('Maria Lindqvist has completed');
    expect(shown).toContain('Who sealed it is not established');
    const later = await verify(updateMetadata(sealed, { properties: { 'dc:title': 'Another' } }).bytes);
    expect(later.signatures?.[0]?.covers).toMatchObject({ bytes: sealed.bytes.length, wholeFile: false });
    expect(await look()).toContain('Maria Lindqvist has completed');
    expect(complaints).toEqual([]);
  }, 120_000);
});
