import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createVettedFetch } from '@credlens/service';
import { ask, INTERNAL, PUBLIC, startInternet, startRelay, type Internet, type Page, type RunningRelay } from './internet.js';
import { redirects, TARGETS, ZONE } from './targets.js';

const DID = '/.well-known/did.json';
const document = (host: string, port: number) => JSON.stringify({ id: `did:web:${host}%3A${port}`, verificationMethod: [], assertionMethod: [] });

let internet: Internet, relay: RunningRelay;
beforeAll(async () => {
  const names = ['issuer', 'mixed', 'mixed-families', 'mixed-reversed', 'rebinding', 'rebinding-v6', 'rebinding-mixed', 'rebinding-by-redirect', 'rebinding-control'].map((name) => `${name}.example`);
  internet = await startInternet(ZONE, (port): Record<string, Page> => ({ ...redirects(port), ...Object.fromEntries(names.map((name) => [name + DID, { body: document(name, port) }])) }));
  relay = await startRelay({ fetch: internet.fetch });
});
afterAll(async () => { await Promise.all([relay?.close(), internet?.close()]); });

const at = (url: string): string => url.replaceAll('PORT', String(internet.port));

describe('the test itself', () => {
  it('has at least 60 targets, each once', () => {
    expect(TARGETS.length).toBeGreaterThanOrEqual(60);
    expect(new Set(TARGETS.map(({ url }) => url)).size).toBe(TARGETS.length);
  });
  it('can reach the internal servers where nothing stands in the way, so that not reaching them means something', async () => {
    const open = createVettedFetch({ dangerousTestNetwork: { publicAddresses: [PUBLIC, INTERNAL, '::1'], dnsServer: internet.dns.address, ca: internet.ca, httpPort: internet.httpPort } });
    const hosts = ['internal-v4.example', ...(internet.ipv6 ? ['internal-v6.example'] : [])];
    for (const host of hosts) expect(await (await open(`https://${host}:${internet.port}${DID}`)).text()).toContain('"secret":"internal"');
    expect(internet.reached.splice(0)).toHaveLength(2 * hosts.length);
    for (const host of hosts) expect(await (await open(`http://${host}${DID}`)).text()).toContain('"secret":"internal"');
    expect(internet.reached.splice(0)).toHaveLength(2 * hosts.length);
    // What does not look twice is led astray.
    const twice = [await open(`https://rebinding-control.example:${internet.port}${DID}`), await open(`https://rebinding-control.example:${internet.port}${DID}`)];
    expect((await Promise.all(twice.map((each) => each.text()))).map((text) => text.includes('"secret"'))).toEqual([false, true]);
    expect(internet.reached.splice(0)).toHaveLength(2);
  });
  it('is answered by the public server on the same port', async () => {
    expect(await ask(relay.url, at(`https://issuer.example:PORT${DID}`))).toMatchObject({ status: 200, text: document('issuer.example', internet.port) });
  });
});

describe('is refused and not reached', () => {
  it.each(TARGETS.map(({ trick, url }) => [trick, url] as const))('%s: %j', async (_trick, url) => {
    const answer = await ask(relay.url, at(url));
    // 502 is for what could not be had (no such name, a loop of redirects); everything else was refused as what it is.
    const unreachable = /nobody|\/loop$|\/no-location$/.test(url);
    expect([answer.status, answer.code]).toEqual(unreachable ? [502, expect.stringMatching(/^net\.(?:failed|redirects|http-status)$/)] : [expect.toBeOneOf([400, 403]), 'net.refused']);
    expect(answer.text).not.toContain('internal"');
    expect(internet.reached).toEqual([]);
  });
});

describe('rebinding', () => {
  it.each(['rebinding.example', 'rebinding-v6.example', 'rebinding-mixed.example'])('%s: the connection goes to the address that was checked, and the next one is checked anew', async (host) => {
    const target = at(`https://${host}:PORT${DID}`);
    expect(await ask(relay.url, target)).toMatchObject({ status: 200, text: document(host, internet.port) });
    expect(internet.dns.asked.get(host)).toBe(1);
    // Another path, so that no kept answer stands in; the server has closed the first connection.
    expect(await ask(relay.url, `${target}?again`)).toMatchObject({ status: 403, code: 'net.refused' });
    expect(internet.dns.asked.get(host)).toBe(2);
    expect(internet.reached).toEqual([]);
  });
  it('answers many at once with the same', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, (_value, index) => ask(relay.url, at(`https://rebinding.example:PORT${DID}?${index}`))));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([403]));
    expect(internet.reached).toEqual([]);
  });
});

it('does not ask itself, by whatever name it was called', async () => {
  const own = new URL(relay.url).port;
  for (const url of [`https://127.0.0.1:${own}/relay?url=x`, `https://localhost:${own}/health`]) expect(await ask(relay.url, url)).toMatchObject({ status: 403, code: 'net.refused' });
  const named = await relay.relay.fetch({ url: at(`https://issuer.example:PORT${DID}`), client: 'x', ownHost: `issuer.example:${internet.port}` });
  expect(named).toMatchObject({ ok: false, code: 'net.refused' });
});

it('takes one URL, not none and not two to choose from', async () => {
  expect((await fetch(`${relay.url}/relay`)).status).toBe(400);
  expect((await fetch(`${relay.url}/relay?url=${encodeURIComponent(at(`https://issuer.example:PORT${DID}`))}&url=https://127.0.0.1/`)).status).toBe(400);
});

it('without the test’s own network the same names lead nowhere, and loopback is refused', async () => {
  const real = await startRelay({ fetch: createVettedFetch({ ports: [443, internet.port] }) });
  try {
    for (const host of [PUBLIC, INTERNAL, '[::1]', 'localhost']) expect(await ask(real.url, `https://${host}:${internet.port}${DID}`)).toMatchObject({ status: 403, code: 'net.refused' });
  } finally {
    await real.close();
  }
});
