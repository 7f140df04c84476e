import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readdir, rm } from 'node:fs/promises';
import { samples, type Samples } from '@credlens/demo-issuer';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { credlens, desk, layOut, start, type Desk } from './command.js';

// Each case starts a process or several, on a machine that may be busy.
vi.setConfig({ testTimeout: 60_000 });

let here: Desk, made: Samples;
beforeAll(async () => {
  here = await desk();
  // The service judges as of now.
  made = await samples(new Date());
  await layOut(made, here);
});
afterAll(async () => { await rm(here.directory, { recursive: true, force: true }); });

async function served(...args: string[]): Promise<{ url: string; stop: () => Promise<number | null> }> {
  const child = start(['serve', '--port', '0', '--resources', here.path('resources'), '--offline', ...args]);
  const closed = new Promise<number | null>((resolve) => { child.on('close', resolve); });
  const url = await new Promise<string>((resolve, reject) => {
    let text = '';
    child.stdout?.on('data', (chunk) => {
      text += String(chunk);
      const found = /http:\/\/\S+/.exec(text)?.[0];
      if (found) resolve(found);
    });
    closed.then((status) => reject(new Error(`serve ended with ${status}`)), reject);
  });
  return { url, stop: () => { child.kill('SIGTERM'); return closed; } };
}

const send = async (url: string, id: string) => {
  const text = made.samples.find((sample) => sample.id === id)!.text;
  const response = await fetch(`${url}/credentials/verify`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: `{"verifiableCredential":${text}}` });
  return [response.status, (await response.json() as { verified: boolean }).verified];
};

it('answers on loopback under the policy vcalm, and ends when it is told to', async () => {
  const { url, stop } = await served();
  expect(new URL(url).hostname).toBe('127.0.0.1');
  expect(await send(url, 'verified')).toEqual([200, true]);
  expect(await send(url, 'unknown-issuer')).toEqual([200, true]);
  expect(await send(url, 'revoked')).toEqual([400, false]);
  expect(await stop()).toBe(0);
});

it('takes another policy, trust and status codes', async () => {
  const { url, stop } = await served('--policy', 'default', '--trust', here.path('trust.json'), '--status-codes', 'vcalm');
  expect(await send(url, 'verified')).toEqual([200, true]);
  expect(await send(url, 'unknown-issuer')).toEqual([200, false]);
  expect(await send(url, 'revoked')).toEqual([200, false]);
  expect(await stop()).toBe(0);
});

it('says that a port is taken', async () => {
  const other = createServer();
  await new Promise<void>((resolve) => { other.listen(0, '127.0.0.1', resolve); });
  const { port } = other.address() as AddressInfo;
  const { status, stderr } = await credlens(['serve', '--port', String(port)]);
  other.close();
  expect(status).toBe(64);
  expect(stderr).toContain(`port ${port} is taken`);
});

const TRUSTED_PAGE = 'https://careers.example';
const ask = (url: string, target: string, headers: Record<string, string> = {}) => fetch(`${url}/relay?url=${encodeURIComponent(target)}`, { headers });

it('has no relay unless it is asked to', async () => {
  const { url, stop } = await served();
  expect((await ask(url, 'https://issuer.example/.well-known/did.json')).status).toBe(404);
  await stop();
});

it('relays what a verification reads, to pages that were named, and plans it', async () => {
  const { url, stop } = await served('--relay', '--relay-origin', TRUSTED_PAGE);
  const did = await ask(url, 'https://issuer.example/.well-known/did.json', { origin: TRUSTED_PAGE });
  expect([did.status, did.headers.get('access-control-allow-origin'), (await did.json() as { id: string }).id]).toEqual([200, TRUSTED_PAGE, 'did:web:issuer.example']);
  expect((await ask(url, 'https://issuer.example/.well-known/did.json', { origin: 'https://evil.example' })).status).toBe(403);
  for (const target of ['https://127.0.0.1/', 'http://issuer.example/', 'https://2130706433/', 'https://localhost/', 'file:///etc/passwd']) {
    expect([target, (await ask(url, target)).status]).toEqual([target, 403]);
  }
  const text = made.samples.find((sample) => sample.id === 'verified')!.text;
  const plan = await (await fetch(`${url}/relay/plans`, { method: 'POST', body: text })).json() as { plan: string; urls: string[] };
  expect(plan.urls).toEqual(expect.arrayContaining(['https://issuer.example/.well-known/did.json', 'https://issuer.example/status/revocation']));
  expect(plan.plan).toMatch(/^[\w-]+\.[\w-]+$/);
  await stop();
});

it('is reached by its own name alone', async () => {
  const { url, stop } = await served('--hostname', 'verify.example');
  const status = (host: string) => new Promise<number | undefined>((resolve, reject) => {
    request(url, { headers: { host } }, (response) => { response.resume(); resolve(response.statusCode); }).on('error', reject).end();
  });
  expect([await status('verify.example'), await status('localhost:1'), await status('evil.example'), await status('10.0.0.1')]).toEqual([200, 200, 421, 421]);
  await stop();
});

it.each([
  ['--relay-origin', TRUSTED_PAGE], ['--relay', '--relay-origin', '*'], ['--relay', '--relay-origin', 'careers.example'], ['--relay', '--relay-port', '0x50'], ['--relay', '--relay-key', 'package.json.none'],
  ['--hostname', 'https://verify.example'], ['--cache', 'package.json'],
])('says what is wrong with %s %s', async (...args) => {
  const { status, stderr, stdout } = await credlens(['serve', '--port', '0', ...args]);
  expect([status, stdout]).toEqual([64, '']);
  expect(stderr).toContain(args.at(-2) ?? '');
});

it('keeps what it fetched in a directory', async () => {
  const { url, stop } = await served('--cache', here.path('kept'));
  expect(await send(url, 'verified')).toEqual([200, true]);
  expect(await readdir(here.path('kept'))).toEqual([]); // resources are not fetched
  await stop();
});
