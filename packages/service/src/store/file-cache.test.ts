import { mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sha256Hex } from '@credlens/core/net';
import { createGuardedFetch, type CachedResponse } from '@credlens/core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { UsageError } from '../usage-error.js';
import { openFileCache } from './file-cache.js';

let directory: string;
beforeEach(async () => { directory = await mkdtemp(join(tmpdir(), 'credlens-cache-')); });
afterEach(async () => { await rm(directory, { recursive: true, force: true }); });

const utf8 = (text: string) => new TextEncoder().encode(text);
const answer = async (text: string, more: Partial<CachedResponse> = {}): Promise<CachedResponse> => ({ bytes: utf8(text), contentType: 'application/json', sha256: await sha256Hex(utf8(text)), fetchedAt: 1_787_356_800_000, ...more });
const files = async () => (await readdir(directory)).sort();

describe('a file cache', () => {
  it('gives back what it was given, to another process too', async () => {
    const kept = await answer('{"a":"ü\\n"}\nb', { freshUntil: 5, mustRevalidate: true, finalUrl: 'https://cdn.example/', relay: 'https://verify.example/relay' });
    await (await openFileCache(directory)).set('https://a.example/ x', kept);
    const again = await openFileCache(directory);
    expect(await again.get('https://a.example/ x')).toEqual(kept);
    expect(await again.get('https://a.example/ y')).toBeUndefined();
    expect((await stat(join(directory, (await files())[0]!))).mode & 0o077).toBe(0);
  });
  it('gives nothing for what was changed, cut short, put under another name, or is no answer', async () => {
    const cache = await openFileCache(directory);
    await cache.set('k', await answer('{"revoked":false}'));
    const path = join(directory, (await files())[0]!);
    const good = await readFile(path);
    expect(await cache.get('k')).toBeDefined();
    const broken = [good.toString().replace('false', 'true '), good.subarray(0, -1), good.toString().replace('"key":"k"', '"key":"j"'), '', '\n', 'null\n', '[]\n{}', '{"key":"k"}\n', 'x'.repeat(20_000), '{"__proto__":{"key":"k"}}\n'];
    for (const bytes of broken) {
      await writeFile(path, bytes);
      expect(await cache.get('k'), String(bytes).slice(0, 40)).toBeUndefined();
    }
  });
  it('keeps the most recently used within its limit, and takes away what was abandoned', async () => {
    const cache = await openFileCache(directory, 3000);
    await writeFile(join(directory, `${'a'.repeat(24)}.part`), 'x');
    await writeFile(join(directory, 'not-ours.txt'), 'x'.repeat(5000));
    await utimes(join(directory, `${'a'.repeat(24)}.part`), new Date(0), new Date(0));
    for (let index = 0; index < 40; index += 1) await cache.set(`k${index}`, await answer('x'.repeat(200)));
    const left = await files();
    expect(left).toContain('not-ours.txt');
    expect(left.some((name) => name.endsWith('.part'))).toBe(false);
    // It looks only now and then, so a few more may be there.
    expect(left.length).toBeLessThan(20);
    expect(await cache.get('k39')).toBeDefined();
    expect(await cache.get('k0')).toBeUndefined();
    await cache.set('huge', await answer('x'.repeat(3001)));
    expect(await cache.get('huge')).toBeUndefined();
  });
  it('serves many at once', async () => {
    const cache = await openFileCache(directory);
    const kept = await answer('{}');
    await Promise.all(Array.from({ length: 50 }, () => cache.set('k', kept)));
    expect(await Promise.all(Array.from({ length: 50 }, () => cache.get('k')))).toEqual(Array.from({ length: 50 }, () => kept));
    expect(await files()).toHaveLength(1);
  });
  it('is of use to the guarded fetch, with its evidence', async () => {
    let asked = 0;
    const open = async () => createGuardedFetch({ cache: await openFileCache(directory), fetch: async () => { asked += 1; return new Response('{}', { headers: { 'cache-control': 'max-age=600' } }); } });
    expect(await (await open())('https://a.example/')).toMatchObject({ evidence: { source: 'network' } });
    expect(await (await open())('https://a.example/')).toMatchObject({ evidence: { source: 'cache', sha256: await sha256Hex(utf8('{}')) } });
    expect(asked).toBe(1);
  });
  it('says where it cannot be', async () => {
    await writeFile(join(directory, 'file'), '');
    await expect(openFileCache(join(directory, 'file'))).rejects.toThrow(UsageError);
    await expect(openFileCache(join(directory, 'file', 'under'))).rejects.toThrow(UsageError);
  });
});
