import { readFileSync, readdirSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import type { TrustedListSnapshot } from '@credlens/core/trusted-list';
import { sealedSamples, type SealedSamples } from '@credlens/demo-pki';
import { chromium, type Browser, type Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { credlens, desk, reports, type Desk } from '../cli/command.js';
import { CHROMIUM } from '../support/chromium.js';
import { drop } from './drop.js';
import { snapshotOf, timeless } from './parity.js';
import { BUILT_PAGE, openRecruiterPage, serveRecruiterPage, type Server } from './recruiter-page.js';

let made: SealedSamples;
let snapshot: TrustedListSnapshot;
let here: Desk;
let server: Server;
let browser: Browser;
let page: Page;
const complaints: string[] = [];
const loaded = new Set<string>();

beforeAll(async () => {
  const now = new Date();
  made = await sealedSamples(now);
  snapshot = await snapshotOf(made.lists, now);
  here = await desk();
  await here.write('lists.json', snapshot);
  for (const { filename, file } of made.samples) await here.write(filename, Buffer.from(file));
  server = await serveRecruiterPage({ '/trusted-lists.json': snapshot });
  await here.write('trust.json', { type: 'allow-list', name: 'Nobody', issuers: [] });
  browser = await chromium.launch(CHROMIUM);
  page = await openRecruiterPage(browser, server, complaints, (opened) => opened.on('request', (request) => loaded.add(new URL(request.url()).pathname)));
}, 120_000);

afterAll(async () => {
  await browser?.close();
  await server?.close();
  if (here) await rm(here.directory, { recursive: true, force: true });
});

describe('a sealed PDF that is dropped on the element', () => {
  it('gets the report that the command gives, byte for byte apart from id and time, under a strict CSP', async () => {
    for (const { filename, file, expected } of made.samples) {
      const ran = await credlens(['verify', filename, '--json', '--trust', 'lists.json', 'trust.json', '--offline'], { cwd: here.directory });
      const [byCommand] = reports(ran);
      const byPage = await drop(page, filename, file);
      expect([filename, byPage.verdict, byPage.checks.find(({ id }) => id === expected.check)?.code]).toEqual([filename, expected.verdict, expected.code]);
      expect(timeless(byPage), filename).toBe(timeless(byCommand!));
    }
    expect(complaints).toEqual([]);
  }, 120_000);

  it('draws the sealed revision when a reader asks for it, and nothing is loaded before', async () => {
    const { filename, file } = made.samples[0]!;
    expect([...loaded].filter((path) => /pdf\.worker|pdf-worker|pdfjs/.test(path))).toEqual([]);
    await drop(page, filename, file);
    await page.getByRole('button', { name: /sealed document/i }).click();
    await page.locator('canvas').first().waitFor({ timeout: 30_000 });
    await page.waitForFunction(() => {
      const canvas = document.querySelector('credential-verifier')!.shadowRoot!.querySelector('canvas');
      const data = canvas && canvas.width > 0 ? canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data : undefined;
      return data !== undefined && data.some((value, index) => index % 4 !== 3 && value < 128);
    }, undefined, { timeout: 30_000 });
    expect(complaints).toEqual([]);
  }, 60_000);

  it('a page that is shown no PDF loads none of what PDFs need', () => {
    const chunks = readdirSync(`${BUILT_PAGE}/chunks`);
    const pades = chunks.filter((name) => name.startsWith('pades-'));
    expect(pades).toHaveLength(1);
    const size = gzipSync(readFileSync(`${BUILT_PAGE}/chunks/${pades[0]!}`), { level: 9 }).length;
    // Its size is told in docs/sealed-pdfs.md; this holds it to the order that is told there.
    expect(size).toBeLessThan(110_000);
    expect(readFileSync(`${BUILT_PAGE}/credlens.js`, 'utf8')).not.toContain('ByteRange');
  });
});
