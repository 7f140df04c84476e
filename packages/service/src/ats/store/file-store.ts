import { randomBytes } from 'node:crypto';
import { mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { lineOf, openJournal, type Journal, type Place } from './journal.js';
import { lockDirectory } from './lock.js';
import { matches, type AtsStore, type Change, type Entry, type EntryKind } from './store.js';

/** What is in memory of an entry; the rest is read from the file. */
type Known = Pick<Entry, 'kind' | 'key' | 'tenant' | 'subject' | 'expires'> & { place: Place; /** Which change of its record. */ index: number };

/** The journal is rewritten when it is this many times as long as what is alive in it, and longer than the least. */
const SLACK = 4;
const LEAST = 8 << 20;
/** Characters of one record of a rewritten journal, about. */
const RECORD = 256 << 10;

const nameOf = (kind: EntryKind, key: string): string => `${kind}\n${key}`;

/**
 * Keeps entries in an append-only journal in a directory of the host's own, readable by its owner alone. One record is one set of changes; each is flushed before its promise is kept.
 * Entries' values are in the file, and where they are is in memory: about two hundred bytes an entry.
 * @throws StoreLockedError, StoreDamagedError, or the system's error where the directory cannot be had
 */
export async function openFileStore(directory: string): Promise<AtsStore> {
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const unlock = await lockDirectory(directory);
  const path = join(directory, 'journal.ndjson');
  let known = new Map<string, Known>();
  let alive = 0;

  const take = (into: Map<string, Known>, changes: readonly Change[], place: Place): void => {
    for (const [index, change] of changes.entries()) {
      const name = 'put' in change ? nameOf(change.put.kind, change.put.key) : nameOf(change.remove.kind, change.remove.key);
      if ('put' in change) {
        const { value: _value, ...facts } = change.put;
        into.set(name, { ...facts, place, index });
      } else into.delete(name);
    }
  };
  let journal: Journal;
  try {
    // A rewrite that a crash ended has copies of what may since have been erased.
    for (const name of await readdir(directory)) if (/^journal\.ndjson\.[0-9a-f]{16}\.part$/.test(name)) await rm(join(directory, name));
    journal = await openJournal(path, (text, place) => { take(known, JSON.parse(text) as Change[], place); });
  } catch (error) {
    await unlock();
    throw error;
  }
  const valueAt = async ({ place, index }: Known, from: Journal): Promise<Entry> => (JSON.parse(await from.read(place)) as { put: Entry }[])[index]!.put;

  // Changes share flushes with each other. A rewrite waits for all that were asked before it, and what is asked after it waits for it: nothing overtakes.
  const under = new Set<Promise<void>>();
  let alone: Promise<void> = Promise.resolve();
  const quiet = (work: Promise<unknown>): Promise<void> => work.then(() => {}, () => {});
  const beside = <T>(work: () => Promise<T>): Promise<T> => {
    const result = alone.then(work);
    const ended = quiet(result);
    under.add(ended);
    void ended.then(() => under.delete(ended));
    return result;
  };
  const byItself = <T>(work: () => Promise<T>): Promise<T> => {
    const result = Promise.all([alone, ...under]).then(work);
    alone = quiet(result);
    return result;
  };

  async function rewrite(): Promise<void> {
    const part = `${path}.${randomBytes(8).toString('hex')}.part`;
    const file = await open(part, 'wx', 0o600);
    try {
      let changes: Change[] = [];
      let length = 0;
      const write = async () => {
        if (changes.length > 0) await file.appendFile(lineOf(JSON.stringify(changes)));
        changes = [];
        length = 0;
      };
      for (const each of known.values()) {
        const put = await valueAt(each, journal);
        changes.push({ put });
        length += JSON.stringify(put).length;
        if (length > RECORD) await write();
      }
      await write();
      await file.sync();
      await file.close();
      await journal.close();
      await rename(part, path);
      await syncDirectory(directory);
    } catch (error) {
      await file.close().catch(() => {});
      await rm(part, { force: true });
      throw error;
    }
    known = new Map();
    journal = await openJournal(path, (text, place) => { take(known, JSON.parse(text) as Change[], place); });
    alive = journal.size;
  }

  const isSlack = () => journal.size > LEAST && journal.size > SLACK * Math.max(alive, LEAST / SLACK);
  return {
    get: (kind, key) => beside(async () => {
      const found = known.get(nameOf(kind, key));
      return found && valueAt(found, journal);
    }),
    keys: async (filter) => [...known.values()].filter((each) => matches(each, filter)).map(({ kind, key }) => ({ kind, key })),
    change: async (changes) => {
      if (changes.length === 0) return;
      await beside(async () => { take(known, changes, await journal.append(JSON.stringify(changes))); });
      if (isSlack()) await byItself(async () => { if (isSlack()) await rewrite(); });
    },
    compact: () => byItself(rewrite),
    close: () => byItself(async () => {
      await journal.close();
      await unlock();
    }),
  };
}

/** A rename is on disk when its directory is. Some systems cannot open directories; there it is theirs to keep. */
async function syncDirectory(directory: string): Promise<void> {
  const handle = await open(directory, 'r').catch(() => undefined);
  await handle?.sync().catch(() => {});
  await handle?.close();
}
