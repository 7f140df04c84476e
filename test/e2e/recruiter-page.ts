import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** What is built for a page to load. */
export const BUILT_PAGE = `${root}packages/elements/dist/page`;

export interface Server { url: string; close(): Promise<void> }
type ServePage = (options: { directory: string; mounts: Record<string, string>; generated: Record<string, unknown> }) => Promise<Server>;

/** Serves the example page on loopback as `npm start` does, with these in place of what that makes. */
export async function serveRecruiterPage(generated: Record<string, unknown>): Promise<Server> {
  if (!existsSync(`${BUILT_PAGE}/credlens.js`)) throw new Error('packages/elements/dist/page/credlens.js is missing: npm run build');
  const { servePage } = await import(new URL('../../scripts/page-server.mjs', import.meta.url).href) as { servePage: ServePage };
  return servePage({ directory: `${root}examples/recruiter-page`, mounts: { '/credlens/': BUILT_PAGE }, generated: { '/samples.json': { samples: [] }, '/resources.json': {}, '/trust.json': { type: 'allow-list', name: 'Nobody', issuers: [] }, ...generated } });
}

/** Opens it with every error told to `complaints`, and waits for the element. `watch` sees the page before it loads. */
export async function openRecruiterPage(browser: Browser, server: Server, complaints: string[], watch: (page: Page) => void = () => undefined): Promise<Page> {
  const page = await browser.newPage();
  page.on('console', (message) => { if (message.type() === 'error') complaints.push(`${message.text()} ${message.location().url}`); });
  page.on('pageerror', (error) => complaints.push(error.message));
  watch(page);
  await page.goto(server.url);
  await page.waitForFunction(() => customElements.get('credential-verifier') !== undefined && document.querySelector('credential-verifier') !== null);
  return page;
}
