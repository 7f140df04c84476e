import { createReadStream, existsSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import { type Browser, type Page, chromium } from 'playwright';
import { CHROMIUM } from '../support/chromium.js';

const TYPES: Readonly<Record<string, string>> = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.css': 'text/css', '.json': 'application/json', '.svg': 'image/svg+xml', '.woff2': 'font/woff2' };
export interface Site { url: string; close: () => Promise<void> }

/** Serves a folder on loopback under `default-src 'self'`: no inline script or style, no other origin. */
export async function serveStrictly(folder: string): Promise<Site> {
  const server = createServer((request, response) => {
    const path = normalize(decodeURIComponent(new URL(request.url ?? '/', 'http://localhost').pathname)).replace(/[\\/]$/, '/index.html');
    const file = join(folder, path);
    if (!file.startsWith(folder) || !existsSync(file)) {
      // A browser asks for an icon of its own accord.
      response.writeHead(path.endsWith('favicon.ico') ? 204 : 404).end();
      return;
    }
    response.writeHead(200, { 'content-type': TYPES[extname(file)] ?? 'application/octet-stream', 'content-security-policy': "default-src 'self'", 'x-content-type-options': 'nosniff' });
    createReadStream(file).pipe(response);
  });
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    close: () => new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    }),
  };
}

export function launch(): Promise<Browser> {
  return chromium.launch(CHROMIUM);
}

/** Opens a page and keeps what went wrong on it: errors, refusals of the policy, requests to anywhere else. */
export async function openPage(browser: Browser, url: string): Promise<{ page: Page; faults: string[] }> {
  const page = await browser.newPage();
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(`error: ${error.message}`));
  page.on('console', (message) => { if (message.type() === 'error') faults.push(`console: ${message.text()}`); });
  page.on('request', (request) => { if (!request.url().startsWith(url) && !request.url().startsWith('blob:') && !request.url().startsWith('data:')) faults.push(`request: ${request.url()}`); });
  page.on('response', (response) => { if (response.status() >= 400) faults.push(`status ${response.status()}: ${response.url()}`); });
  await page.goto(url);
  return { page, faults };
}
