import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { createVettedFetch, RefusedAddressError } from './vetted-fetch.js';

const servers: Server[] = [];
afterEach(() => { for (const server of servers.splice(0)) { server.closeAllConnections(); server.close(); } });

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  servers.push(server);
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const loopback = createVettedFetch({ dangerouslyAllowLoopback: true });

describe('what it refuses', () => {
  it('never reaches a loopback server, whether by address or by name', async () => {
    let asked = 0;
    const port = new URL(await serve((_, response) => { asked++; response.end('secret'); })).port;
    for (const host of ['127.0.0.1', 'localhost', '[::1]', '[::ffff:127.0.0.1]', '2130706433', '0x7f.1']) {
      await expect(createVettedFetch()(`http://${host}:${port}/`), host).rejects.toThrow(RefusedAddressError);
    }
    expect(asked).toBe(0);
  });
  it('does not reach the metadata address of a cloud', async () => {
    await expect(loopback('http://169.254.169.254/latest/')).rejects.toThrow(RefusedAddressError);
  });
  it('makes no request but GET and speaks no scheme but http and https', async () => {
    await expect(loopback('https://example.org/', { method: 'POST' })).rejects.toThrow(TypeError);
    await expect(loopback('file:///etc/passwd')).rejects.toThrow(TypeError);
  });
});

it('asks by http the ports that are for http, and by https those that are for https', async () => {
  const port = Number(new URL(await serve((_, response) => { response.end('list'); })).port);
  const asks = (options: Parameters<typeof createVettedFetch>[0], url: string) => createVettedFetch({ dangerouslyAllowLoopback: true, ...options })(url);
  expect(await (await asks({ ports: [port] }, `http://127.0.0.1:${port}/`)).text()).toBe('list');
  expect(await (await asks({ ports: [443], httpPorts: [port] }, `http://127.0.0.1:${port}/`)).text()).toBe('list');
  for (const url of [`http://127.0.0.1:${port}/`, 'http://127.0.0.1:443/', 'https://127.0.0.1:80/']) await expect(asks({ ports: [443, port], httpPorts: [80] }, url), url).rejects.toThrow(RefusedAddressError);
});

describe('what it brings', () => {
  it('an answer with status, headers and body', async () => {
    const base = await serve((request, response) => { response.writeHead(418, { 'content-type': 'text/plain', 'x-got': request.headers['accept'] ?? '' }).end('tea'); });
    const response = await loopback(`${base}/pot`, { headers: { accept: 'text/plain' } });
    expect([response.status, response.headers.get('x-got'), await response.text()]).toEqual([418, 'text/plain', 'tea']);
  });
  it('a redirect as it is', async () => {
    const base = await serve((_, response) => { response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end(); });
    const response = await loopback(base);
    expect([response.status, response.headers.get('location')]).toEqual([302, 'http://127.0.0.1:1/']);
  });
  it('a gzipped body, inflated', async () => {
    const base = await serve((_, response) => { response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('plain again')); });
    expect(await (await loopback(base)).text()).toBe('plain again');
  });
  it('inflates no further than it is read', async () => {
    const bomb = gzipSync(Buffer.alloc(64 * 1024 * 1024));
    const base = await serve((_, response) => { response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb); });
    const before = process.memoryUsage().arrayBuffers;
    const reader = (await loopback(base)).body!.getReader();
    expect((await reader.read()).value!.length).toBeLessThan(1024 * 1024);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(16 * 1024 * 1024);
    await reader.cancel();
  });
  it('no body that is encoded otherwise', async () => {
    const base = await serve((_, response) => { response.writeHead(200, { 'content-encoding': 'br' }).end('x'); });
    await expect(loopback(base)).rejects.toThrow(TypeError);
  });
  it('a null body where HTTP allows none', async () => {
    const base = await serve((_, response) => { response.writeHead(204).end(); });
    expect((await loopback(base)).body).toBeNull();
  });
});

it('ends with the reason of its signal, before and during an answer', async () => {
  const base = await serve((request, response) => { if (request.url === '/slow') { response.writeHead(200); response.write('a'); } });
  await expect(loopback(base, { signal: AbortSignal.timeout(50) })).rejects.toHaveProperty('name', 'TimeoutError');
  const response = await loopback(`${base}/slow`, { signal: AbortSignal.timeout(100) });
  await expect(response.text()).rejects.toThrow();
});
