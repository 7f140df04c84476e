import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
// @ts-expect-error A script for plain Node has no types.
import { servePage as serve } from '../../scripts/page-server.mjs';

interface Served { url: string; port: number; close: () => Promise<void> }
const servePage = serve as (options: { directory: string; mounts?: Record<string, string>; generated?: Record<string, unknown>; port?: number }) => Promise<Served>;

let directory: string, server: Served;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'credlens-page-'));
  await mkdir(join(directory, 'page'));
  await mkdir(join(directory, 'script'));
  await writeFile(join(directory, 'secret.txt'), 'secret');
  await writeFile(join(directory, 'page/index.html'), '<!doctype html><title>x</title>');
  await writeFile(join(directory, 'script/credlens.js'), 'export {};');
  server = await servePage({ directory: join(directory, 'page'), mounts: { '/credlens/': join(directory, 'script') }, generated: { '/trust.json': { type: 'allow-list' } } });
});
afterAll(async () => {
  await server.close();
  await rm(directory, { recursive: true, force: true });
});

/** `fetch` would tidy the path up before it is sent. */
function raw(path: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    request({ host: '127.0.0.1', port: server.port, path }, (response) => { response.resume(); resolve(response.statusCode); }).on('error', reject).end();
  });
}

it('serves the page, the built script and what was made for this run, under default-src self', async () => {
  for (const [path, type] of [['', 'text/html'], ['index.html', 'text/html'], ['credlens/credlens.js', 'text/javascript'], ['trust.json', 'application/json']]) {
    const response = await fetch(server.url + path!);
    expect([response.status, response.headers.get('content-type')]).toEqual([200, expect.stringContaining(type!)]);
    expect(response.headers.get('content-security-policy')).toMatch(/^default-src 'self';/);
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
  }
  expect(await (await fetch(`${server.url}trust.json`)).json()).toEqual({ type: 'allow-list' });
});

it('serves nothing from elsewhere', async () => {
  for (const path of ['/../secret.txt', '/%2e%2e/secret.txt', '/credlens/../../secret.txt', '/credlens/%2e%2e%2fsecret.txt', '/..%5csecret.txt', '/%00', '/%', '//secret.txt']) expect([400, 404], path).toContain(await raw(path));
  expect((await fetch(server.url, { method: 'POST' })).status).toBe(405);
});

it('gives way where its port is taken', async () => {
  const other = createServer();
  await new Promise<void>((resolve) => { other.listen(0, '127.0.0.1', resolve); });
  const { port } = other.address() as AddressInfo;
  const second = await servePage({ directory: join(directory, 'page'), port });
  expect(second.port).not.toBe(port);
  expect((await fetch(second.url)).status).toBe(200);
  await second.close();
  other.close();
});
