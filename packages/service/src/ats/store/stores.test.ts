import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { spawn } from 'node:child_process';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openFileStore } from './file-store.js';
import { lineOf, openJournal } from './journal.js';
import { findSqlite, openSqliteStore } from './sqlite-store.js';
import { StoreDamagedError, StoreLockedError, type AtsStore, type Entry } from './store.js';

let home: string;
let made = 0;
const folder = () => join(home, String(made++));
beforeAll(async () => { home = await mkdtemp(join(tmpdir(), 'credlens-store-')); });
afterAll(async () => { await rm(home, { recursive: true, force: true }); });

const sqlite = await findSqlite();
const entry = (key: string, value: unknown, over: Partial<Entry> = {}): Entry => ({ kind: 'order', key, tenant: 't', value: value as Entry['value'], ...over });
const put = (...args: Parameters<typeof entry>) => ({ put: entry(...args) });

const kinds: [string, (where: string) => Promise<AtsStore>, (where: string) => Promise<string>][] = [
  ['files', openFileStore, async (where) => (await Promise.all((await readdir(where)).map((name) => readFile(join(where, name), 'utf8')))).join('\n')],
  ...(sqlite ? [['node:sqlite', async (where: string) => openSqliteStore(sqlite, `${where}.db`), async (where: string) => readFile(`${where}.db`, 'latin1')] as [string, (where: string) => Promise<AtsStore>, (where: string) => Promise<string>]] : []),
];

describe.each(kinds)('a store of %s', (_name, open, textOf) => {
  it('has what was put, in the order of first writing, after it is opened again', async () => {
    const where = folder();
    let store = await open(where);
    await store.change([put('a', { n: 1 }), put('b', 'ü\n"', { subject: 's', expires: 5 }), put('c', null)]);
    await store.change([put('a', { n: 2 }), { remove: { kind: 'order', key: 'c' } }]);
    for (let time = 0; time < 3; time++) {
      expect((await store.get('order', 'a'))?.value).toEqual({ n: 2 });
      expect(await store.get('order', 'b')).toEqual(entry('b', 'ü\n"', { subject: 's', expires: 5 }));
      expect(await store.get('order', 'c')).toBeUndefined();
      expect(await store.get('job', 'a')).toBeUndefined();
      expect((await store.keys({})).map(({ key }) => key)).toEqual(['a', 'b']);
      expect((await store.keys({ subject: 's' })).map(({ key }) => key)).toEqual(['b']);
      expect([await store.keys({ expiredAt: 4 }), (await store.keys({ expiredAt: 5 })).length, (await store.keys({ tenant: 'other' })).length]).toEqual([[], 1, 0]);
      if (time === 1) await store.compact();
      await store.close();
      store = await open(where);
    }
    await store.close();
  });
  it('after compaction, what was removed or replaced is nowhere in its files', async () => {
    const where = folder();
    const store = await open(where);
    await store.change([put('a', 'FIRST-SECRET'), put('b', 'SECOND-SECRET')]);
    await store.change([put('a', 'kept'), { remove: { kind: 'order', key: 'b' } }]);
    await store.compact();
    await store.close();
    const text = await textOf(where);
    expect(text).toContain('kept');
    expect(text).not.toMatch(/FIRST-SECRET|SECOND-SECRET/);
  });
  it('is one process\'s at a time', async () => {
    const where = folder();
    const store = await open(where);
    await store.change([put('a', 1)]);
    await expect(open(where)).rejects.toBeInstanceOf(StoreLockedError);
    await store.close();
    await (await open(where)).close();
  });
  it('does as a map does, whatever is asked', async () => {
    const step = fc.oneof(fc.record({ key: fc.constantFrom('a', 'b', 'c', 'd'), value: fc.jsonValue({ maxDepth: 2 }) }), fc.record({ remove: fc.constantFrom('a', 'b', 'c', 'd') }), fc.constant('compact' as const), fc.constant('reopen' as const));
    await fc.assert(fc.asyncProperty(fc.array(step, { maxLength: 20 }), async (steps) => {
      const where = folder();
      let store = await open(where);
      const model = new Map<string, unknown>();
      for (const each of steps) {
        if (each === 'compact') await store.compact();
        else if (each === 'reopen') { await store.close(); store = await open(where); } else if ('remove' in each) { model.delete(each.remove); await store.change([{ remove: { kind: 'order', key: each.remove } }]); } else { model.set(each.key, JSON.parse(JSON.stringify(each.value))); await store.change([put(each.key, each.value)]); }
      }
      for (const key of ['a', 'b', 'c', 'd']) expect((await store.get('order', key))?.value).toEqual(model.get(key));
      await store.close();
    }), { numRuns: 25 });
  });
});

describe('the journal', () => {
  const records = ['{"a":1}', '"zwei ü"', '[]', '{"long":"xxxxxxxxxxxxxxxxxxxx"}'];
  const whole = Buffer.concat(records.map(lineOf));
  const readAll = async (path: string) => {
    const found: string[] = [];
    const journal = await openJournal(path, (text) => { found.push(text); });
    return { found, journal };
  };
  it('cut off at any octet, has every record that was whole, and takes more after them', async () => {
    const ends = records.map((_, index) => Buffer.concat(records.slice(0, index + 1).map(lineOf)).length);
    for (let length = 0; length <= whole.length; length++) {
      const path = join(home, `cut-${length}`);
      await writeFile(path, whole.subarray(0, length));
      const { found, journal } = await readAll(path);
      expect(found, String(length)).toEqual(records.slice(0, ends.filter((end) => end <= length).length));
      const place = await journal.append('"after"');
      expect(await journal.read(place)).toBe('"after"');
      await journal.close();
      const again = await readAll(path);
      expect(again.found).toEqual([...found, '"after"']);
      await again.journal.close();
      await rm(path);
    }
  });
  it('with anything at all at its end, has what was whole', async () => {
    await fc.assert(fc.asyncProperty(fc.uint8Array({ minLength: 1, maxLength: 60 }), async (tail) => {
      const path = folder();
      await writeFile(path, Buffer.concat([whole, tail]));
      const { found, journal } = await readAll(path);
      expect(found).toEqual(records);
      await journal.close();
    }), { numRuns: 100 });
  });
  it('changed in the middle, is not opened: nothing that was kept is lost in silence', async () => {
    for (let at = 0; at < whole.length - lineOf(records.at(-1)!).length - 1; at += 3) {
      const path = folder();
      const changed = Buffer.from(whole);
      changed[at]! ^= 1;
      await writeFile(path, changed);
      await expect(readAll(path), String(at)).rejects.toBeInstanceOf(StoreDamagedError);
    }
  });
  it('many at once are all there, in the order in which they were asked', async () => {
    const path = folder();
    const { journal } = await readAll(path);
    const texts = Array.from({ length: 200 }, (_, index) => JSON.stringify(`record ${index}`));
    const places = await Promise.all(texts.map((text) => journal.append(text)));
    expect(await Promise.all(places.map((place) => journal.read(place)))).toEqual(texts);
    await journal.close();
    expect((await readAll(path)).found).toEqual(texts);
  });
});

describe('the lock', () => {
  it('of a process that is gone is taken over', async () => {
    const child = spawn(process.execPath, ['-e', '']);
    await new Promise((resolve) => { child.on('close', resolve); });
    const where = folder();
    await (await openFileStore(where)).close();
    await writeFile(join(where, 'lock.7'), JSON.stringify({ pid: child.pid }));
    await (await openFileStore(where)).close();
    expect((await readdir(where)).toSorted()).toEqual(['journal.ndjson', 'lock.8']);
  });
  it('of another that has its number by now is taken over, and one that says nothing is not', async () => {
    const where = folder();
    await (await openFileStore(where)).close();
    await writeFile(join(where, 'lock.7'), JSON.stringify({ pid: process.pid, begun: '1' }));
    if (process.platform === 'linux') await (await openFileStore(where)).close();
    await writeFile(join(where, 'lock.9'), '');
    await expect(openFileStore(where)).rejects.toBeInstanceOf(StoreLockedError);
  });
  it('of several that find it stale, one gets it', async () => {
    for (let time = 0; time < 20; time++) {
      const where = folder();
      await (await openFileStore(where)).close();
      await writeFile(join(where, 'lock.7'), JSON.stringify({ pid: 2 ** 30 }));
      const got = await Promise.allSettled(Array.from({ length: 8 }, () => openFileStore(where)));
      expect(got.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      for (const each of got) if (each.status === 'fulfilled') await each.value.close();
    }
  });
});

it('a rewrite that a crash ended leaves nothing behind', async () => {
  const where = folder();
  await (await openFileStore(where)).close();
  await writeFile(join(where, 'journal.ndjson.0123456789abcdef.part'), 'ERASED PERSON');
  await (await openFileStore(where)).close();
  expect((await readdir(where)).toSorted()).toEqual(['journal.ndjson', 'lock.1']);
});
