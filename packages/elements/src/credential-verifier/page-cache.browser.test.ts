import { createGuardedFetch, type CachedResponse } from '@credlens/core';
import { sha256Hex } from '@credlens/core/net';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createPageCache } from './page-cache.js';

const NAME = 'credlens-test';
const utf8 = (text: string) => new TextEncoder().encode(text);
const answer = async (text: string, more: Partial<CachedResponse> = {}): Promise<CachedResponse> => ({ bytes: utf8(text), contentType: 'application/json', sha256: await sha256Hex(utf8(text)), fetchedAt: 1_787_356_800_000, ...more });
const open = (limit?: number) => createPageCache(limit, NAME)!;

afterEach(async () => {
  vi.unstubAllGlobals();
  await caches.delete(NAME);
});

describe('a page’s cache', () => {
  it('gives back what it was given, to the next visit too', async () => {
    const kept = await answer('{"a":"ü"}', { freshUntil: 5, mustRevalidate: true, finalUrl: 'https://cdn.example/', relay: 'https://verify.example/relay' });
    await open().set('https://a.example/ü application/json', kept);
    expect(await open().get('https://a.example/ü application/json')).toEqual(kept);
    expect(await open().get('https://a.example/')).toBeUndefined();
  });
  it('gives nothing for what was changed or is no answer of ours', async () => {
    await open().set('k', await answer('{}'));
    const cache = await caches.open(NAME);
    const [request] = await cache.keys();
    const { headers } = (await cache.match(request!))!;
    for (const [body, facts] of [['{"revoked":false}', headers.get('credlens-facts')], ['{}', '%'], ['{}', 'null'], ['{}', encodeURIComponent('{"sha256":1}')]] as const) {
      await cache.put(request!, new Response(body, { headers: { 'credlens-facts': facts ?? '' } }));
      expect(await open().get('k'), body).toBeUndefined();
    }
  });
  it('keeps the newest within its limit', async () => {
    const cache = open(2000);
    for (let index = 0; index < 40; index += 1) await cache.set(`k${index}`, await answer('x'.repeat(200), { fetchedAt: index }));
    expect((await (await caches.open(NAME)).keys()).length).toBeLessThan(30);
    expect([await cache.get('k0'), (await cache.get('k39'))?.fetchedAt]).toEqual([undefined, 39]);
    await cache.set('huge', await answer('x'.repeat(2001)));
    expect(await cache.get('huge')).toBeUndefined();
  });
  it('is of use to the guarded fetch', async () => {
    const fetch = vi.fn(async () => new Response('{}', { headers: { 'cache-control': 'max-age=600' } }));
    for (const source of ['network', 'cache']) expect(await createGuardedFetch({ cache: open(), fetch })('https://a.example/')).toMatchObject({ ok: true, evidence: { source } });
    expect(fetch).toHaveBeenCalledTimes(1);
  });
  it('is absent where the browser has none', () => {
    vi.stubGlobal('caches', undefined);
    expect(createPageCache()).toBeUndefined();
  });
});
