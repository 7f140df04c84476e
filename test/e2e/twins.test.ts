import { bakePng, samples } from '@credlens/demo-issuer';
import { chromium, type Browser, type Page } from 'playwright';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { CHROMIUM } from '../support/chromium.js';
import { openRecruiterPage, serveRecruiterPage, type Server } from './recruiter-page.js';

let server: Server;
let browser: Browser;
let page: Page;
let files: [string, string][];
const complaints: string[] = [];
const loaded = new Set<string>();

beforeAll(async () => {
  const made = await samples(new Date());
  const good = made.samples.find(({ id }) => id === 'verified')!.text;
  files = [['badge.json', Buffer.from(good).toString('base64')], ['badge.png', Buffer.from(await bakePng(good)).toString('base64')]];
  server = await serveRecruiterPage({ '/resources.json': Object.fromEntries(made.resources), '/trust.json': made.trust });
  browser = await chromium.launch(CHROMIUM);
  page = await openRecruiterPage(browser, server, complaints, (opened) => opened.on('request', (request) => loaded.add(new URL(request.url()).pathname)));
}, 120_000);

afterAll(async () => {
  await browser?.close();
  await server?.close();
});

it('two files that are dropped together are judged each, and compared where a reader asks', async () => {
  await page.evaluate((dropped) => {
    const data = new DataTransfer();
    for (const [name, encoded] of dropped) data.items.add(new File([Uint8Array.from(atob(encoded), (character) => character.charCodeAt(0))], name));
    document.querySelector('credential-verifier')!.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));
  }, files);
  const button = page.getByRole('button', { name: 'Check whether these are one award' });
  await button.waitFor();
  expect(await page.locator('.report').count()).toBe(2);
  const before = new Set(loaded);
  await button.press('Enter');
  await page.getByRole('table').waitFor();
  expect(await page.getByRole('table').getByRole('columnheader').allInnerTexts()).toEqual(['What', '1. badge.json', '2. badge.png', 'The same?']);
  expect(await page.getByRole('row', { name: /^Title/ }).innerText()).toMatch(/Water Quality Analysis[^]*Water Quality Analysis[^]*The same/);
  const report = await page.evaluate(() => document.querySelector('credential-verifier')!.report);
  expect([report?.verdict, report?.checks.find(({ id }) => id === 'members.agree')?.code, await page.locator('.report').count()]).toEqual(['verified', 'twins.agree', 3]);
  // What compares and its words were not loaded before they were needed.
  expect([...loaded].some((path) => !before.has(path) && path.endsWith('.js'))).toBe(true);
  expect(complaints).toEqual([]);
});
