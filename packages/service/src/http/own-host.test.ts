import { expect, it } from 'vitest';
import { createApp } from './app.js';
import { isOwnHost } from './own-host.js';

const local = { listensOn: '127.0.0.1', names: ['verify.example'] };
const open = { listensOn: '0.0.0.0', names: ['verify.example'] };

it.each(['localhost', 'localhost:8080', 'LOCALHOST', '127.0.0.1', '127.0.0.1:8080', '[::1]:8080', 'verify.example', 'Verify.Example:443', 'verify.example.', 'localhost.'])('%s is this service', (host) => {
  expect([isOwnHost(host, local), isOwnHost(host, open)]).toEqual([true, true]);
});
it.each([undefined, '', 'evil.example', 'localhost.evil.example', 'evil.localhost', 'verify.example.evil.example', 'verify.example@evil.example', 'a b', 'localhost/x', '[', '::1', 'localhost:80:80', '[fe80::1%25eth0]'])('%s is not', (host) => {
  expect([isOwnHost(host, local), isOwnHost(host, open)]).toEqual([false, false]);
});
it('an address is its own where it listens beyond loopback', () => {
  expect([isOwnHost('192.0.2.7:8080', local), isOwnHost('192.0.2.7:8080', open), isOwnHost('[2001:db8::1]', open)]).toEqual([false, true, true]);
  expect(isOwnHost('vm', { listensOn: 'vm', names: [] })).toBe(true);
});
it('a request for another host is turned away before anything is read', async () => {
  const app = createApp({ verifier: { verify: () => Promise.reject(new TypeError('Must not be asked')) }, ownHost: local });
  const ask = (host: string) => app.request('/credentials/verify', { method: 'POST', headers: { host, 'content-type': 'application/json' }, body: '{}' });
  const refused = await ask('evil.example');
  expect([refused.status, (await refused.json() as { verified: boolean }).verified]).toEqual([421, false]);
  expect((await ask('localhost')).status).toBe(400);
});
