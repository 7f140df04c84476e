import { existsSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Report } from '@credlens/core/report';
import { didWeb, ed25519TestKey, publish, serve, issue, statusEntry, statusList, badge, type Identity, type Resources } from '@credlens/demo-issuer';
import { days, pki, sealedPdf, worldResources, type Pki } from '@credlens/demo-pki';
import { chromium, type Browser, type Page } from 'playwright';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { startInternet, startRelay, type Internet, type Page as WebPage, type RunningRelay } from '../relay/internet.js';
import { ZONE } from '../relay/targets.js';
import { CHROMIUM } from '../support/chromium.js';

/*
 * A real browser, a page of another site, and an issuer's server that is there but says nothing of CORS: what pages meet. The relay is the built service, which finds the
 * issuer through the test's own name server; Chromium finds it through its own rules for names. What seals need stands on http servers, as it does in the world.
 */
const built = fileURLToPath(new URL('../../packages/elements/dist/page', import.meta.url));
let internet: Internet, relay: RunningRelay, pages: Server, origin: string, browser: Browser, page: Page;
let uni: Identity, credential: string, published: Resources = new Map();
let cast: Pki, sealed: Uint8Array;
const authority: Record<string, WebPage> = {};

beforeAll(async () => {
  if (!existsSync(join(built, 'credlens.js'))) throw new Error('packages/elements/dist/page/credlens.js is missing: npm run build');
  internet = await startInternet(ZONE, () => ({ ...authority, ...Object.fromEntries([...published].map(([url, { body, contentType }]) => [url.replace(/^https:\/\/([^/:]+)(?::\d+)?/, '$1'), { body, headers: { 'content-type': contentType } } satisfies WebPage])) }));
  uni = didWeb(`issuer.example%3A${internet.port}`, await ed25519TestKey('relay'));
  published = publish([uni]);
  const day = 86_400_000;
  const instant = (days: number) => `${new Date(Date.now() + days * day).toISOString().slice(0, 19)}Z`;
  const list = `https://lists.example:${internet.port}/status/1`;
  serve(published, list, await issue(await statusList({ url: list, issuer: uni.id, validFrom: instant(-2), validUntil: instant(30) }), { by: uni, created: instant(-2) }), 'application/vc');
  const document = badge({ issuer: uni.id, id: 'urn:uuid:7d1f7a86-54ac-4d25-a5a4-3c7a3d2a5b11', subjectId: 'did:example:maria', validFrom: instant(-1), validUntil: instant(30), status: statusEntry({ list, index: '5' }) });
  credential = JSON.stringify(await issue(document, { by: uni, created: instant(-1) }));

  const now = instant(0);
  cast = await pki(now);
  for (const [url, { bytes, contentType, status }] of await worldResources(cast)) authority[url] = { body: bytes, status, headers: { 'content-type': contentType } };
  sealed = (await sealedPdf({ pki: cast, level: 'T', at: days(now, -100) })).bytes;

  pages = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://page');
    if (url.pathname === '/') {
      response.writeHead(200, { 'content-type': 'text/html', 'content-security-policy': `default-src 'self'; connect-src 'self' https: http://*.trust.example ${relay.url}` });
      response.end(`<!doctype html><script type="module" src="/credlens.js"></script><credential-verifier ${url.searchParams.get('set') ?? ''}></credential-verifier>`);
      return;
    }
    const file = join(built, normalize(url.pathname));
    const found = file.startsWith(built) && existsSync(file) && /\.js$/.test(file);
    response.writeHead(found ? 200 : 404, { 'content-type': 'text/javascript' });
    response.end(found ? readFileSync(file) : '');
  });
  await new Promise<void>((resolve) => { pages.listen(0, '127.0.0.1', resolve); });
  origin = `http://127.0.0.1:${(pages.address() as AddressInfo).port}`;
  relay = await startRelay({ fetch: internet.fetch }, {}, { origins: [origin] });
  const names = [...['issuer.example', 'lists.example'].map((name) => `MAP ${name} 127.0.0.1`), ...['ocsp', 'crl', 'pki'].map((name) => `MAP ${name}.trust.example:80 127.0.0.1:${internet.httpPort}`)].join(', ');
  browser = await chromium.launch({ ...CHROMIUM, args: [...CHROMIUM.args, `--host-resolver-rules=${names}`, '--ignore-certificate-errors'] });
}, 60_000);

afterEach(async () => { await page?.close(); });
afterAll(async () => {
  await browser?.close();
  await relay?.close();
  await internet?.close();
  if (pages) await new Promise((resolve) => { pages.closeAllConnections(); pages.close(resolve); });
});

/** The report that the page is told, and what a reader sees. */
async function verify(set: string, input: string | Uint8Array): Promise<{ report: Report; seen: string }> {
  page = await browser.newPage();
  await page.goto(`${origin}/?set=${encodeURIComponent(set)}`);
  const report = await page.evaluate(async ({ text, encoded, anchors }) => {
    await customElements.whenDefined('credential-verifier');
    const element = document.querySelector('credential-verifier') as unknown as { anchors?: unknown; updateComplete: Promise<unknown>; verify(input: string | Uint8Array): Promise<Report[]> };
    if (encoded !== undefined) {
      element.anchors = anchors.map(({ name, certificate }) => ({ name, certificate: Uint8Array.from(atob(certificate), (character) => character.charCodeAt(0)) }));
      await element.updateComplete;
    }
    const [first] = await element.verify(encoded === undefined ? text : Uint8Array.from(atob(encoded), (character) => character.charCodeAt(0)));
    return first as Report;
  }, {
    text: typeof input === 'string' ? input : '', encoded: typeof input === 'string' ? undefined : Buffer.from(input).toString('base64'),
    anchors: [cast.root, cast.tsaCa].map(({ certificate }, index) => ({ name: `Anchor ${index}`, certificate: Buffer.from(certificate).toString('base64') })),
  });
  const seen = await page.locator('credential-verifier').evaluate((element) => element.shadowRoot?.textContent ?? '');
  return { report, seen };
}
const problems = (report: Report) => new Set(report.checks.flatMap((check) => check.problems.map(({ code }) => code)).filter((code) => code.startsWith('net.')));

it('without a relay, what CORS keeps from the page could not be checked, and the report says what the page can do', async () => {
  const { report, seen } = await verify('', credential);
  expect(report.verdict).toBe('indeterminate');
  expect(problems(report)).toEqual(new Set(['net.cors']));
  expect(seen).toContain('give it a relay (the relay attribute)');
  expect(report.checks.find(({ id }) => id === 'proof.key')).toMatchObject({ outcome: 'indeterminate', code: 'key.unreachable' });
}, 60_000);

it('with one, the same page verifies, and the report names the relay', async () => {
  const { report, seen } = await verify(`relay="${relay.url}/relay"`, credential);
  expect([report.verdict, [...problems(report)]]).toEqual(['verified', []]);
  const fetched = report.checks.flatMap((check) => check.evidence).filter(({ source }) => source === 'network');
  expect(new Set(fetched.map(({ url }) => new URL(url).hostname))).toEqual(new Set(['issuer.example', 'lists.example']));
  expect(fetched.every((evidence) => evidence.relay === `${relay.url}/relay`)).toBe(true);
  expect(seen).toContain(`through the relay ${relay.url}/relay`);
}, 60_000);

it('a seal whose status is only on the web is undecided in a page without a relay', async () => {
  const { report } = await verify('', sealed);
  expect([report.verdict, report.checks.find(({ id }) => id === 'status.revocation')?.code]).toEqual(['indeterminate', 'ades.try-later']);
}, 60_000);

it('with one, its OCSP responses and lists are had through it, by http too, and it is verified', async () => {
  internet.asked.length = 0;
  const { report, seen } = await verify(`relay="${relay.url}/relay"`, sealed);
  expect([report.verdict, [...problems(report)]]).toEqual(['verified', []]);
  const fetched = report.checks.flatMap((check) => check.evidence).filter(({ source }) => source === 'network');
  expect(new Set(fetched.map(({ url }) => new URL(url).hostname))).toEqual(new Set(['ocsp.trust.example', 'crl.trust.example']));
  expect(fetched.every((evidence) => evidence.relay === `${relay.url}/relay`)).toBe(true);
  expect(internet.asked.filter(({ headers }) => headers['user-agent'] === 'credlens').map(({ at }) => at)).toContain('http://crl.trust.example/root.crl');
  expect(seen).toContain(`through the relay ${relay.url}/relay`);
}, 60_000);

it('a server that is not there is not taken for CORS', async () => {
  const elsewhere = credential.replaceAll('issuer.example', 'nowhere.example');
  const { report } = await verify('', elsewhere);
  expect([report.verdict, [...problems(report)][0]]).toEqual(['indeterminate', 'net.cors-or-network']);
}, 60_000);

it('a relay of another site that does not know the page is a relay that does not work, never a pass', async () => {
  const strict = await startRelay({ fetch: internet.fetch }, {}, { origins: ['https://careers.example'] });
  try {
    const { report } = await verify(`relay="${strict.url.replace('127.0.0.1', 'localhost')}/relay"`, credential);
    expect([report.verdict, [...problems(report)]]).toEqual(['indeterminate', ['net.relay-failed']]);
  } finally { await strict.close(); }
}, 60_000);

it('what is kept in the browser is there for the next visit', async () => {
  const context = await browser.newContext();
  const visit = async () => {
    const tab = await context.newPage();
    await tab.goto(`${origin}/?set=${encodeURIComponent(`cache="page" relay="${relay.url}/relay"`)}`);
    const report = await tab.evaluate(async (input) => {
      await customElements.whenDefined('credential-verifier');
      return (await (document.querySelector('credential-verifier') as unknown as { verify(input: string): Promise<Report[]> }).verify(input))[0] as Report;
    }, credential);
    await tab.close();
    return new Set(report.checks.flatMap((check) => check.evidence).map(({ source }) => source).filter((source) => source !== 'inline'));
  };
  expect(await visit()).toContain('network');
  expect(await visit()).not.toContain('network');
  await context.close();
}, 60_000);
