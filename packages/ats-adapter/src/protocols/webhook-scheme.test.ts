import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ashbyWebhook } from './ashby.js';
import { OWN_SCHEME } from './generic.js';
import { greenhouseWebhook } from './greenhouse.js';
import { komboWebhook } from './kombo.js';
import { leverWebhook } from './lever.js';
import { signWebhook, verifyWebhook, type WebhookScheme } from './webhook-scheme.js';

const SECRET = 'a secret of the tenant';
const NOW = Date.parse('2026-11-24T12:00:00Z');
const octets = (text: string) => new TextEncoder().encode(text);
const hmac = (text: string, encoding: 'hex' | 'base64url') => createHmac('sha256', SECRET).update(text).digest(encoding);
const body = '{"id":"evt_1","type":"x","data":{"name":"\\u00e9"}}';
const check = (scheme: WebhookScheme, headers: Record<string, string>, text = body, secret = SECRET, now = NOW) => verifyWebhook(scheme, secret, { headers, body: octets(text) }, now);

describe('signatures as the vendors write them, made by another implementation', () => {
  it('Greenhouse: sha256, a space, hexadecimal; the escapes of the body as sent', async () => {
    expect(await check(greenhouseWebhook, { 'signature': `sha256 ${hmac(body, 'hex')}`, 'greenhouse-event-id': '42' })).toEqual({ ok: true, eventId: 'id:42' });
    expect(await check(greenhouseWebhook, { signature: `sha256 ${hmac(body.replace('\\u00e9', 'é'), 'hex')}` })).toEqual({ ok: false, fault: 'signature-wrong' });
  });
  it('Ashby: sha256=, and without an event of its own the digest of the body', async () => {
    const reading = await check(ashbyWebhook, { 'ashby-signature': `sha256=${hmac(body, 'hex')}` });
    expect(reading).toMatchObject({ ok: true, eventId: expect.stringMatching(/^sha256:[0-9a-f]{64}$/) as string });
  });
  it('Kombo: base64url without padding, and the event in the body', async () => {
    expect(await check(komboWebhook, { 'x-kombo-signature': hmac(body, 'base64url') })).toEqual({ ok: true, eventId: 'id:evt_1' });
    expect(await check(komboWebhook, { 'x-kombo-signature': `${hmac(body, 'base64url')}=` })).toEqual({ ok: false, fault: 'signature-malformed' });
  });
  it('Lever: members of the body, within five minutes', async () => {
    const message = (at: number) => JSON.stringify({ token: 'tok', triggeredAt: at, signature: hmac(`tok${at}`, 'hex'), event: 'x' });
    expect(await check(leverWebhook, {}, message(NOW - 1000))).toEqual({ ok: true, eventId: 'id:tok' });
    expect(await check(leverWebhook, {}, message(NOW - 400_000))).toEqual({ ok: false, fault: 'timestamp-outside' });
  });
  it('our own: the seconds are signed too', async () => {
    const seconds = String(NOW / 1000);
    const signature = await signWebhook(OWN_SCHEME, SECRET, octets(body), seconds);
    expect(signature).toBe(`sha256=${hmac(`${seconds}.${body}`, 'hex')}`);
    const headers = { 'credlens-signature': signature, 'credlens-timestamp': seconds, 'idempotency-key': 'k' };
    expect(await check(OWN_SCHEME, headers)).toEqual({ ok: true, eventId: 'id:k' });
    expect(await check(OWN_SCHEME, { ...headers, 'credlens-timestamp': String(NOW / 1000 + 1) })).toEqual({ ok: false, fault: 'signature-wrong' });
    expect(await check(OWN_SCHEME, headers, body, SECRET, NOW + 301_000)).toEqual({ ok: false, fault: 'timestamp-outside' });
    expect(await check(OWN_SCHEME, { 'credlens-signature': signature })).toEqual({ ok: false, fault: 'timestamp-missing' });
  });
});

describe('what is refused', () => {
  it.each<[string, Record<string, string>, string, string]>([
    ['no signature', {}, SECRET, 'signature-missing'], ['an empty one', { signature: '' }, SECRET, 'signature-missing'], ['another prefix', { signature: `sha1 ${hmac(body, 'hex')}` }, SECRET, 'signature-malformed'],
    ['capital digits', { signature: `sha256 ${hmac(body, 'hex').toUpperCase()}` }, SECRET, 'signature-malformed'], ['half of it', { signature: `sha256 ${hmac(body, 'hex').slice(0, 32)}` }, SECRET, 'signature-malformed'],
    ['no secret', { signature: `sha256 ${hmac(body, 'hex')}` }, '', 'no-secret'], ['another secret', { signature: `sha256 ${hmac(body, 'hex')}` }, 'other', 'signature-wrong'],
  ])('%s', async (_name, headers, secret, fault) => expect(await check(greenhouseWebhook, headers, body, secret)).toEqual({ ok: false, fault }));

  it('every changed bit of the body, and every changed character of the signature', async () => {
    const whole = octets(body);
    const signature = `sha256 ${hmac(body, 'hex')}`;
    for (let index = 0; index < whole.length * 8; index++) {
      const changed = whole.slice();
      changed[index >> 3]! ^= 1 << (index & 7);
      expect((await verifyWebhook(greenhouseWebhook, SECRET, { headers: { signature }, body: changed }, NOW)).ok, `bit ${index}`).toBe(false);
    }
    for (let index = 0; index < signature.length; index++) {
      for (const other of ['0', 'f', ' ', 'A', 'é']) {
        if (signature[index] === other) continue;
        expect((await check(greenhouseWebhook, { signature: signature.slice(0, index) + other + signature.slice(index + 1) })).ok, `${index} ${other}`).toBe(false);
      }
    }
  });
  it('octets that are anything at all never throw, and are never taken', async () => {
    const schemes = [greenhouseWebhook, ashbyWebhook, komboWebhook, leverWebhook, OWN_SCHEME];
    await fc.assert(fc.asyncProperty(fc.constantFrom(...schemes), fc.uint8Array({ maxLength: 200 }), fc.dictionary(fc.constantFrom('signature', 'ashby-signature', 'x-kombo-signature', 'credlens-signature', 'credlens-timestamp'), fc.string()), async (scheme, bytes, headers) => {
      expect((await verifyWebhook(scheme, SECRET, { headers, body: bytes }, NOW)).ok).toBe(false);
    }), { numRuns: 300 });
  });
  it('whatever is signed is taken as it is, and nothing else is', async () => {
    await fc.assert(fc.asyncProperty(fc.uint8Array({ minLength: 1, maxLength: 200 }), fc.nat(), async (bytes, at) => {
      const signature = await signWebhook(ashbyWebhook, SECRET, bytes);
      expect((await verifyWebhook(ashbyWebhook, SECRET, { headers: { 'ashby-signature': signature }, body: bytes }, NOW)).ok).toBe(true);
      const changed = bytes.slice();
      changed[at % bytes.length]! ^= 1;
      expect((await verifyWebhook(ashbyWebhook, SECRET, { headers: { 'ashby-signature': signature }, body: changed }, NOW)).ok).toBe(false);
    }), { numRuns: 100 });
  });
});
