import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { UsageError } from '../usage-error.js';
import { firstOf, loadResources } from './resources.js';

let directory: string;
beforeAll(async () => { directory = await mkdtemp(join(tmpdir(), 'credlens-resources-')); });
afterAll(async () => { await rm(directory, { recursive: true, force: true }); });

async function map(name: string, content: unknown): Promise<string> {
  const home = join(directory, name);
  await mkdir(home, { recursive: true });
  await writeFile(join(home, 'resources.json'), typeof content === 'string' ? content : JSON.stringify(content));
  return home;
}
const text = (bytes?: Uint8Array) => new TextDecoder().decode(bytes);

describe('loadResources', () => {
  it('serves files, gzipped ones inflated, with type and status, also from beside the directory', async () => {
    await writeFile(join(directory, 'did.json'), '{"id":1}');
    await writeFile(join(directory, 'list.gz'), gzipSync('list'));
    const lookup = await loadResources(await map('a', {
      'https://a.example/did.json': { file: '../did.json', contentType: 'application/did+json' },
      'https://a.example/list': { file: '../list.gz', gzip: true },
      'https://a.example/gone': { file: '../did.json', status: 410 },
      'https://b.example': { file: '../did.json' },
    }));
    expect(await lookup('https://a.example/did.json')).toMatchObject({ contentType: 'application/did+json', status: 200 });
    expect(text((await lookup('https://a.example/list'))?.bytes)).toBe('list');
    expect((await lookup('https://a.example/gone'))?.status).toBe(410);
    expect(text((await lookup('https://b.example/#key-1'))?.bytes)).toBe('{"id":1}');
    expect(await lookup('https://a.example/other')).toBeUndefined();
    expect(await lookup('__proto__')).toBeUndefined();
  });
  it('answers 404 for a file that is not there or does not inflate, so that the network is not asked instead', async () => {
    const lookup = await loadResources(await map('b', { 'https://a.example/x': { file: 'nowhere' }, 'https://a.example/y': { file: 'resources.json', gzip: true } }));
    expect((await lookup('https://a.example/x'))?.status).toBe(404);
    expect((await lookup('https://a.example/y'))?.status).toBe(404);
  });
  it.each([
    ['no JSON', '{'], ['an array', '[]'], ['null', 'null'], ['no file', { 'https://a.example': {} }], ['a text for an entry', { 'https://a.example': 'x' }],
    ['a status out of range', { 'https://a.example': { file: 'x', status: 42 } }], ['gzip as text', { 'https://a.example': { file: 'x', gzip: 'yes' } }],
  ])('refuses a map with %s', async (name, content) => {
    await expect(loadResources(await map(`bad ${name}`, content))).rejects.toThrow(UsageError);
  });
  it('refuses a directory without a map', async () => {
    await expect(loadResources(join(directory, 'absent'))).rejects.toThrow(/there is no such file/);
  });
});

it('firstOf asks in order', async () => {
  const of = (value: string) => (url: string) => (url === 'both' || url === value ? { bytes: new TextEncoder().encode(value) } : undefined);
  const lookup = firstOf([of('one'), of('two')]);
  expect(text((await lookup('both'))?.bytes)).toBe('one');
  expect(text((await lookup('two'))?.bytes)).toBe('two');
  expect(await lookup('three')).toBeUndefined();
});
