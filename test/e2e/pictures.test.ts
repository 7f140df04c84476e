import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { resolve } from 'node:path';
import { europeanSamples } from '@credlens/demo-issuer';
import { sealedSamples } from '@credlens/demo-pki';
import { chromium } from 'playwright';
import { describe, expect, it } from 'vitest';
import { CHROMIUM } from '../support/chromium.js';
import { drop } from './drop.js';
import { snapshotOf } from './parity.js';
import { openRecruiterPage, serveRecruiterPage } from './recruiter-page.js';

/** A folder, which must be outside this repository since documents of others are shown: each European credential as the example page shows it is pictured there, wide and light, narrow and dark. */
const PICTURES = process.env['CREDLENS_PICTURES'];
const CORPORA = process.env['CREDLENS_CORPORA'];
const ROOT = fileURLToPath(new URL('../../', import.meta.url));

const LOOKS = [{ name: 'wide', viewport: { width: 1280, height: 900 }, colorScheme: 'light' }, { name: 'narrow', viewport: { width: 360, height: 800 }, colorScheme: 'dark' }] as const;

function others(): { id: string; file: Uint8Array }[] {
  const folders = ['edc-elm/mynextid', 'edc-elm/elm', 'edc-elm/edci', 'skills/samples'].map((each) => `${CORPORA ?? ''}/${each}`).filter((each) => CORPORA !== undefined && existsSync(each));
  return folders.flatMap((folder) => readdirSync(folder).filter((name) => /\.json(?:ld)?$/.test(name)).flatMap((name) => {
    const file = readFileSync(`${folder}/${name}`);
    return file.includes('EuropeanDigitalCredential') ? [{ id: name.replace(/\.json(?:ld)?$/, ''), file: new Uint8Array(file) }] : [];
  }));
}

describe.skipIf(PICTURES === undefined)('pictures of European credentials', () => {
  it('of our own samples and of those of others, with everything open', async () => {
    const folder = resolve(PICTURES ?? '');
    expect(`${folder}/`.startsWith(ROOT), 'outside the repository').toBe(false);
    await mkdir(folder, { recursive: true });
    const now = new Date();
    const { samples, lists } = await sealedSamples(now, { documents: europeanSamples });
    const server = await serveRecruiterPage({ '/trusted-lists.json': await snapshotOf(lists, now) });
    const browser = await chromium.launch(CHROMIUM);
    const overflowing: string[] = [];
    try {
      for (const { name, ...look } of LOOKS) {
        const page = await openRecruiterPage(browser, server, []);
        await page.setViewportSize(look.viewport);
        await page.emulateMedia({ colorScheme: look.colorScheme, reducedMotion: 'reduce' });
        for (const { id, file } of [...samples.filter(({ mediaType }) => mediaType !== 'application/pdf'), ...others()]) {
          await drop(page, `${id}.jsonld`, file);
          await page.locator('.facts > summary').first().waitFor();
          await page.evaluate(() => { for (const details of document.querySelector('credential-verifier')!.shadowRoot!.querySelectorAll('details')) details.open = true; });
          await page.locator('.quality').first().waitFor();
          if (await page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth)) overflowing.push(`${name} ${id}`);
          await page.locator('.report').first().screenshot({ path: `${folder}/${id}-${name}.png` });
          const choice = page.locator('[part="language"]').first();
          const language = await choice.count() === 0 ? undefined : await choice.locator('option').last().getAttribute('lang');
          if (language !== undefined && language !== null) {
            await choice.selectOption(language);
            await page.locator('.facts').first().screenshot({ path: `${folder}/${id}-${name}-${language}.png` });
            await choice.selectOption('');
          }
        }
        await page.close();
      }
    } finally {
      await browser.close();
      await server.close();
    }
    expect(overflowing).toEqual([]);
  }, 300_000);
});
