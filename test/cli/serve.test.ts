import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { rm } from 'node:fs/promises';
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
