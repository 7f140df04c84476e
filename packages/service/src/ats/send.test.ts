import { createServer, type Server } from 'node:http';
import { createServer as createPlainServer, type AddressInfo } from 'node:net';
import type { Outgoing } from '@credlens/ats-adapter/protocols';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasKey } from './inbound-auth.js';
import { createSend } from './send.js';
import { createSlots } from './slots.js';

let server: Server, base: string;
const asked: string[] = [];
const signal = new AbortController().signal;
const put = (url: string): Outgoing => ({ method: 'PUT', url, headers: { 'x-a': 'b' }, body: 'ü' });
beforeAll(async () => {
  server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    if (request.url === '/lost') { request.resume(); request.on('end', () => { request.socket.destroy(); }); return; }
    if (request.url === '/half') { response.writeHead(200, { 'content-length': '10' }); response.write('12345', () => { request.socket.destroy(); }); return; }
    if (request.url === '/away') { response.writeHead(302, { location: '/other' }).end(); return; }
    if (request.url === '/long') { response.writeHead(200).end('x'.repeat(2 << 20)); return; }
    let text = '';
    request.setEncoding('utf8').on('data', (chunk: string) => { text += chunk; }).on('end', () => { response.writeHead(201, { 'x-ratelimit-remaining': '3' }).end(`${text} ${request.headers['content-length']} ${request.headers['x-a']}`); });
  });
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => { server.close(); server.closeAllConnections(); });

describe('sending', () => {
  const send = createSend({ dangerouslyAllowLoopback: true });
  it('sends what there is, and answers what came', async () => {
    expect(await send(put(`${base}/ok`), signal)).toMatchObject({ answer: { status: 201, body: 'ü 2 b', headers: { 'x-ratelimit-remaining': '3' } } });
  });
  it('tells what cannot have arrived from what may have', async () => {
    expect(await send(put(`${base}/lost`), signal)).toEqual({ failure: 'lost' });
    expect(await send(put(`${base}/half`), signal)).toEqual({ failure: 'lost' });
    const closed = createPlainServer();
    await new Promise<void>((resolve) => { closed.listen(0, '127.0.0.1', resolve); });
    const { port } = closed.address() as AddressInfo;
    await new Promise((resolve) => { closed.close(resolve); });
    expect(await send(put(`http://127.0.0.1:${port}/`), signal)).toEqual({ failure: 'not-sent' });
    const aborted = new AbortController();
    aborted.abort();
    expect('failure' in await send(put(`${base}/ok`), aborted.signal)).toBe(true);
  });
  it('follows no redirect, and reads no endless answer', async () => {
    expect(await send(put(`${base}/away`), signal)).toMatchObject({ answer: { status: 302 } });
    expect(asked).not.toContain('PUT /other');
    expect(await send(put(`${base}/long`), signal)).toMatchObject({ answer: { status: 200, body: '' } });
  });
  it.each(['http://127.0.0.1:1/', 'https://127.0.0.1:1/', 'https://[::1]/', 'https://10.0.0.1/', 'https://169.254.169.254/latest', 'https://localhost/', 'http://example.com/', 'file:///etc/passwd', 'nonsense'])('without leave, never reaches %s', async (url) => {
    asked.length = 0;
    expect(await createSend()(put(url), signal)).toEqual({ failure: 'not-sent' });
    expect(await createSend()(put(`${base}/ok`), signal)).toEqual({ failure: 'not-sent' });
    expect(asked).toEqual([]);
  });
  it('with leave, http is for this machine alone', async () => {
    expect(await send(put('http://93.184.216.34/'), signal)).toEqual({ failure: 'not-sent' });
  });
});

describe('keys of callers', () => {
  const has = (auth: Parameters<typeof hasKey>[0], headers: Record<string, string>, key: string | undefined = 'the key') => hasKey(auth, key, (name) => headers[name]);
  const basic = (pair: string) => ({ authorization: `Basic ${Buffer.from(pair).toString('base64')}` });
  it.each<[string, boolean, () => boolean]>([
    ['bearer', true, () => has('bearer', { authorization: 'Bearer key' }, 'key')], ['bearer in other letters', true, () => has('bearer', { authorization: 'bearer  key' }, 'key')], ['another', false, () => has('bearer', { authorization: 'Bearer kex' }, 'key')],
    ['Basic, no password', true, () => has('basic-username', basic('the key:'))], ['Basic, any password', true, () => has('basic-username', basic('the key:x:y'))], ['Basic without a colon', false, () => has('basic-username', basic('the key'))], ['Basic that is no base64', false, () => has('basic-username', { authorization: 'Basic %%' })],
    ['a header of its own', true, () => has('api-key', { 'x-api-key': 'the key' })], ['none', false, () => has('api-key', {})], ['no key in the settings', false, () => has('api-key', { 'x-api-key': '' }, '')], ['none in the settings', false, () => hasKey('bearer', undefined, () => 'Bearer undefined')],
    ['by webhook', false, () => has('webhook', { authorization: 'Bearer the' }, 'the')], ['far too long', false, () => has('api-key', { 'x-api-key': 'x'.repeat(5000) }, 'x'.repeat(5000))],
  ])('%s', (_name, expected, check) => expect(check()).toBe(expected));
});

it('slots: so many at once, so many who wait, and the rest is told', async () => {
  const slots = createSlots(2, 1);
  const gates: (() => void)[] = [];
  const order: number[] = [];
  const run = (number: number) => slots.run(async () => { order.push(number); await new Promise<void>((resolve) => { gates.push(resolve); }); return number; });
  const all = [run(1), run(2), run(3), run(4)];
  expect(await all[3]).toBeUndefined();
  expect(order).toEqual([1, 2]);
  gates[0]!();
  expect(await all[0]).toEqual({ done: 1 });
  await Promise.resolve();
  expect(order).toEqual([1, 2, 3]);
  for (const gate of gates) gate();
  while (gates.length < 3) await Promise.resolve();
  gates[2]!();
  await Promise.all(all);
  await expect(slots.run(async () => { throw new Error('x'); })).rejects.toThrow('x');
  expect(await slots.run(async () => 5)).toEqual({ done: 5 });
});
