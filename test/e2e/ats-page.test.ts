import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort, makeWorld, newKeys, PACKAGE, startFakeAts, startProvider, until, uploadUrlOf, type CandidateFile, type FakeAts, type Provider, type World } from '@credlens/fake-ats';
import { chromium, type Browser, type Page } from 'playwright';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { CHROMIUM } from '../support/chromium.js';
import { BUILT_PAGE } from './recruiter-page.js';

/* The candidate's page and the recruiter's in a real browser, under the policy that they are served with. */
let world: World, home: string, ats: FakeAts, provider: Provider, browser: Browser;
const complaints: string[] = [];

beforeAll(async () => {
  world = await makeWorld(new Date());
  home = await mkdtemp(join(tmpdir(), 'credlens-page-'));
  const keys = newKeys();
  ats = await startFakeAts(keys);
  provider = await startProvider({ directory: home, port: await freePort(), ats: ats.url, keys, elementFolder: BUILT_PAGE }, world.verifier);
  browser = await chromium.launch(CHROMIUM);
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await provider?.stop();
  await ats?.close();
  if (home) await rm(home, { recursive: true, force: true });
});

async function link(): Promise<{ number: string; url: string }> {
  const { number, answer } = await ats.order('generic', { provider: `${provider.url}/ats/generic`, packageId: PACKAGE, email: world.email });
  return { number, url: await uploadUrlOf(home, provider.url, String(answer['orderId'])) };
}
async function open(url: string, options: { javaScriptEnabled?: boolean } = {}): Promise<Page> {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  page.on('console', (message) => { if (message.type() === 'error') complaints.push(message.text()); });
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.goto(url);
  return page;
}
const payload = (files: readonly CandidateFile[]) => files.map(({ name, bytes }) => ({ name, mimeType: 'application/octet-stream', buffer: Buffer.from(bytes) }));
it('by keyboard alone: files are chosen, judged, corrected and sent, and the element shows the reports of the server', async () => {
  const { number, url } = await link();
  const page = await open(url);
  expect(await page.title()).toBe('Send your credentials');
  // The order of what a keyboard reaches: the files, the box, the button.
  const focused = () => page.evaluate(() => document.activeElement?.id || document.activeElement?.getAttribute('name') || document.activeElement?.textContent);
  await page.keyboard.press('Tab');
  expect(await focused()).toBe('files');
  await page.setInputFiles('#files', payload([world.revoked]));
  await page.keyboard.press('Tab');
  expect(await focused()).toBe('consent');
  await page.keyboard.press('Space');
  await page.keyboard.press('Tab');
  expect(await focused()).toBe('Check these files');
  await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
  expect(await page.locator('main').innerText()).toContain('not shown by what you sent');
  // The element loads what a report needs before it shows one.
  await page.waitForFunction(() => { const all = document.querySelectorAll('#reports credential-verifier'); return all.length === 1 && all[0]!.shadowRoot?.textContent?.includes('revoked'); });

  await page.setInputFiles('#files', payload(world.files));
  await page.check('input[name=consent]');
  await Promise.all([page.waitForNavigation(), page.getByRole('button', { name: 'Check these files' }).click()]);
  expect(await page.locator('main').innerText()).toContain('3 of 4');
  await page.waitForFunction(() => document.querySelectorAll('#reports credential-verifier').length === 3);
  expect(ats.results.has(number)).toBe(false);
  await Promise.all([page.waitForNavigation(), page.getByRole('button', { name: 'Send this result' }).click()]);
  expect(await page.locator('main').innerText()).toContain('This was sent to the employer.');
  expect(await page.locator('form').count()).toBe(0);
  await until(() => ats.results.has(number), 'a result');

  const { resultUrl } = ats.results.get(number) as { resultUrl: string };
  const recruiter = await open(resultUrl);
  expect(await recruiter.locator('main').innerText()).toContain('verified evidence');
  await recruiter.waitForFunction(() => document.querySelectorAll('#reports credential-verifier').length === 3);
  expect(complaints).toEqual([]);
}, 120_000);

it('without scripts it is all there too, and what is wrong is said where it is read aloud', async () => {
  const { url } = await link();
  const page = await open(url, { javaScriptEnabled: false });
  await page.setInputFiles('#files', payload(world.files.slice(0, 1)));
  await page.check('input[name=consent]');
  await page.getByRole('button', { name: 'Check these files' }).click();
  await page.waitForLoadState();
  expect(await page.locator('main').innerText()).toContain('2 of 4');
  await page.goto(`${url}?problem=too-large`);
  expect(await page.getByRole('alert').innerText()).toContain('too large');
  await page.goto(`${url}?problem=<script>alert(1)</script>`);
  expect(await page.getByRole('alert').count()).toBe(0);
}, 120_000);

it('axe finds nothing to object to, on each page', async () => {
  const { url } = await link();
  const context = await browser.newContext({ bypassCSP: true }); // for axe itself, which is put into the page
  const page = await context.newPage();
  const check = async () => {
    await page.addScriptTag({ content: createRequire(import.meta.url)('axe-core').source as string });
    const violations = await page.evaluate(async () => (await (globalThis as unknown as { axe: { run: (where: unknown, options: unknown) => Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> } }).axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'] })).violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`));
    expect(violations).toEqual([]);
  };
  await page.goto(url);
  await check();
  await page.setInputFiles('#files', payload(world.files.slice(0, 1)));
  await page.check('input[name=consent]');
  await Promise.all([page.waitForNavigation(), page.getByRole('button', { name: 'Check these files' }).click()]);
  await page.waitForFunction(() => document.querySelectorAll('#reports credential-verifier').length === 1);
  await check();
}, 120_000);
