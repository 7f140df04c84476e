import { readFileSync } from 'node:fs';
import axe from 'axe-core';
import { chromium, type Browser, type Page } from 'playwright';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Report } from '@credlens/core/report';
import type * as demo from '@credlens/demo-issuer';
import { CHROMIUM } from '../support/chromium.js';
import { BUILT_PAGE, serveRecruiterPage, type Server } from './recruiter-page.js';

let server: Server;
let browser: Browser;
let page: Page;
let made: demo.Samples;
/** What a browser complains of: violations of the policy, errors, requests to anywhere else. */
let complaints: string[];

beforeAll(async () => {
  const { samples } = await import('@credlens/demo-issuer');
  made = await samples(new Date());
  server = await serveRecruiterPage({ '/samples.json': { samples: made.samples }, '/resources.json': Object.fromEntries(made.resources), '/trust.json': made.trust });
  browser = await chromium.launch(CHROMIUM);
}, 60_000);

afterAll(async () => {
  await browser?.close();
  await server?.close();
});

async function open(options: Parameters<Browser['newPage']>[0] = {}): Promise<void> {
  page = await browser.newPage({ viewport: { width: 1280, height: 900 }, ...options });
  complaints = [];
  page.on('console', (message) => { if (message.type() === 'error' || message.type() === 'warning') complaints.push(`${message.type()}: ${message.text()}`); });
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('request', (request) => { if (!request.url().startsWith(server.url) && !request.url().startsWith('blob:')) complaints.push(`request to ${request.url()}`); });
  const answer = await page.goto(server.url);
  expect(answer?.headers()['content-security-policy']).toMatch(/^default-src 'self'/);
  expect(answer?.headers()['content-security-policy']).not.toMatch(/unsafe|script-src|style-src|connect-src/);
  await page.waitForSelector('#samples button');
  await page.evaluate(() => {
    const seen: unknown[] = [];
    Object.assign(globalThis, { seen });
    for (const name of ['credential-report', 'credential-verified', 'credential-error']) document.addEventListener(name, (event) => seen.push([name, (event as CustomEvent<Report>).detail]));
  });
}

afterEach(async () => {
  await page.close();
  if (complaints.length > 0) throw new Error(`the browser complains:\n${complaints.join('\n')}`);
});

/** The report that the page was told of last, and what else it was told since it was asked before. */
async function told(): Promise<{ names: string[]; report: Report }> {
  await page.waitForFunction(() => (globalThis as unknown as { seen: unknown[] }).seen.length > 0 && document.querySelector('#verifier')?.shadowRoot?.querySelector('.headline'), undefined, { timeout: 20_000 });
  const seen = await page.evaluate(() => (globalThis as unknown as { seen: [string, Report][] }).seen.splice(0));
  return { names: seen.map(([name]) => name), report: (seen[0] as [string, Report])[1] };
}

interface Card { headline: string; lines: string[] }
function card(): Promise<Card> {
  return page.evaluate(() => {
    const root = document.querySelector('#verifier')?.shadowRoot;
    const text = (node: Element | null | undefined) => node?.textContent?.replace(/\s+/g, ' ').trim() ?? '';
    return { headline: text(root?.querySelector('.headline')), lines: [...(root?.querySelectorAll('.sentence') ?? [])].map((line) => `${text(line.querySelector('.outcome'))}: ${text(line.querySelector('.answer'))}`) };
  });
}

async function accessible(): Promise<void> {
  await page.evaluate(() => Promise.all(document.querySelector('#verifier')?.shadowRoot?.getAnimations().map((animation) => animation.finished) ?? []));
  await page.evaluate(axe.source);
  const violations = await page.evaluate(async () => {
    const { violations: found } = await (globalThis as unknown as { axe: typeof axe }).axe.run(document);
    return found.map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map(({ html, failureSummary }) => `${html} ${failureSummary ?? ''}`).join('; ')}`);
  });
  expect(violations).toEqual([]);
}

const UNCHANGED = 'Passed: Unchanged since it was signed.';
const RECOGNISED = 'Passed: Issued by University of Example, which is on a list of issuers trusted here.';
const IN_FORCE = /^Passed: In force on \w+ \d+, \d{4}\.$/;
const NOT_ASKED = 'Not asked: You did not say whose it should be.';
const INVALID = 'Not valid: do not rely on it';

const EXPECTED: Record<string, { headline: string; lines: (string | RegExp)[] }> = {
  verified: { headline: 'Verified', lines: [UNCHANGED, RECOGNISED, IN_FORCE, 'Passed: It was issued to the person you named.'] },
  expired: { headline: INVALID, lines: [UNCHANGED, RECOGNISED, /^Failed: It ran out on \w+ \d+, \d{4}\.$/, NOT_ASKED] },
  revoked: { headline: INVALID, lines: [UNCHANGED, RECOGNISED, 'Failed: The issuer has revoked it.', NOT_ASKED] },
  suspended: { headline: INVALID, lines: [UNCHANGED, RECOGNISED, 'Failed: The issuer has suspended it.', NOT_ASKED] },
  tampered: {
    headline: INVALID,
    lines: [
      'Failed: It was changed after it was signed, or the signature is a forgery.',
      'Could not check: It claims to be from “University of Example”, but what it says is not proven.',
      /^Caution: By its own dates it would be in force on .*, but what it says is not proven\.$/,
      NOT_ASKED,
    ],
  },
  'unknown-issuer': {
    headline: 'Could not be fully checked',
    lines: [UNCHANGED, /^Could not check: It claims to be from “University of Example”\. Anyone could have made this/, IN_FORCE, NOT_ASKED],
  },
  'status-unreachable': {
    headline: 'Could not be fully checked',
    lines: [UNCHANGED, RECOGNISED, 'Could not check: It could not be checked whether it was withdrawn: the issuer’s list could not be reached.', NOT_ASKED],
  },
  'someone-elses': { headline: INVALID, lines: [UNCHANGED, RECOGNISED, IN_FORCE, 'Failed: It was not issued to the person you named.'] },
  'not-a-credential': {
    headline: 'Nothing here can be verified',
    lines: [/^Failed: There is no digital credential in this\. A picture, a scan or an ordinary document proves nothing by itself\.$/, /^Not checked: /, /^Not checked: /, /^Not checked: /],
  },
};

describe('the recruiter’s page under default-src \'self\'', () => {
  it('verifies every sample in Chromium, with the right four sentences, and axe finds nothing', async () => {
    await open();
    await accessible();
    expect(made.samples.map(({ id }) => id).sort()).toEqual(Object.keys(EXPECTED).sort());
    for (const { id, expected } of made.samples) {
      await page.click(`#sample-${id}`);
      const { names, report } = await told();
      expect(report.verdict, id).toBe(expected.verdict);
      expect(report.checks.find((check) => check.id === expected.check)?.code, id).toBe(expected.code);
      expect(names, id).toEqual(expected.verdict === 'verified' ? ['credential-report', 'credential-verified'] : ['credential-report']);
      const shown = await card();
      expect(shown.headline, id).toBe(EXPECTED[id]?.headline);
      expect(shown.lines, id).toHaveLength(4);
      for (const [index, line] of (EXPECTED[id]?.lines ?? []).entries()) expect(shown.lines[index], id).toMatch(line instanceof RegExp ? line : new RegExp(`^${line.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}$`));
      await accessible();
    }
  }, 120_000);

  it('takes a file that is chosen, text that is pasted, and an address that is typed, by keyboard alone', async () => {
    const good = made.samples.find(({ id }) => id === 'verified');
    if (!good) throw new Error('there is no sample "verified"');
    await open();
    await page.locator('#verifier input[type=file]').setInputFiles({ name: 'badge.json', mimeType: 'application/json', buffer: Buffer.from(good.text) });
    expect((await told()).report).toMatchObject({ verdict: 'verified', input: { channel: 'file', filename: 'badge.json' } });
    expect((await card()).lines[3]).toBe(NOT_ASKED);

    await page.locator('#verifier #paste').focus();
    await page.keyboard.insertText(good.text);
    await page.keyboard.press('Tab');
    await page.keyboard.insertText(good.recipient ?? '');
    await page.keyboard.press('Enter');
    expect((await told()).report).toMatchObject({ verdict: 'verified', cautions: false, input: { channel: 'text' } });
    expect((await card()).lines[3]).toBe('Passed: It was issued to the person you named.');
    expect(await page.evaluate(() => document.querySelector('#verifier')?.shadowRoot?.activeElement?.className)).toBe('headline');
  }, 60_000);

  it('saves the report that it shows', async () => {
    await open();
    await page.click('#sample-revoked');
    const { report } = await told();
    const [download] = await Promise.all([page.waitForEvent('download'), page.locator('#verifier [part~="save-button"]').click()]);
    expect(download.suggestedFilename()).toBe('credential-report.json');
    expect(JSON.parse(readFileSync(await download.path(), 'utf8'))).toEqual(report);
  }, 60_000);

  for (const colorScheme of ['light', 'dark'] as const) {
    it(`fits a telephone, ${colorScheme}, with everything open`, async () => {
      await open({ viewport: { width: 360, height: 740 }, colorScheme });
      for (const id of ['status-unreachable', 'tampered']) {
        await page.click(`#sample-${id}`);
        await told();
        await page.evaluate(() => { for (const details of document.querySelector('#verifier')?.shadowRoot?.querySelectorAll('details') ?? []) details.open = true; });
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
        await accessible();
      }
    }, 60_000);
  }

  it('says so when the engine does not arrive, and works when it does', async () => {
    await open();
    await page.route('**/chunks/engine-*.js', (route) => route.abort());
    await page.click('#sample-verified');
    await page.waitForSelector('#verifier [part="error"]');
    expect(await page.locator('#verifier [part="error"]').textContent()).toContain('That says nothing about the credential.');
    await accessible();
    expect(complaints.splice(0).join('\n')).toMatch(/ERR_FAILED/);
    await page.unroute('**/chunks/engine-*.js');
    await page.reload();
    await page.click('#sample-verified');
    await page.waitForSelector('#verifier .headline');
    expect((await card()).headline).toBe('Verified');
  }, 60_000);

  it('does not take a trust list that cannot be loaded for no trust list', async () => {
    await open();
    for (const source of ['missing.json', 'https://elsewhere.example/trust.json']) {
      await page.evaluate((value) => { document.querySelector('#verifier')?.setAttribute('trust-src', value); }, source);
      await page.click('#sample-verified');
      const { report } = await told();
      expect(report.checks.find((check) => check.id === 'issuer.recognition')?.code).toBe('issuer.registry-unreachable');
      expect(await page.locator('#verifier .problem:not([role])').textContent()).toContain(`${source} could not be loaded`);
    }
    // The missing file is asked for; the one of another origin is not.
    expect(complaints.splice(0)).toEqual([expect.stringMatching(/404/)]);
  }, 60_000);

  it('loads the engine only with the first verification, and little before', async () => {
    const sizes = new Map<string, number>();
    await open();
    const loaded = () => page.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name).filter((name) => name.includes('/credlens/')));
    const before = await loaded();
    expect(before.map((name) => new URL(name).pathname)).toEqual(['/credlens/credlens.js']);
    await page.click('#sample-verified');
    await told();
    const { gzipSync } = await import('node:zlib');
    for (const name of await loaded()) sizes.set(name, gzipSync(readFileSync(`${BUILT_PAGE}/${new URL(name).pathname.slice('/credlens/'.length)}`)).length);
    const first = sizes.get(before[0] ?? '') ?? Number.NaN;
    expect(sizes.size).toBeGreaterThan(3);
    expect(first).toBeLessThan(12_500);
    expect([...sizes.values()].reduce((sum, size) => sum + size, 0)).toBeLessThan(160_000);
  }, 60_000);
});
