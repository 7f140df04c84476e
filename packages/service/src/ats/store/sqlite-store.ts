import type { JsonValue } from '@credlens/core/report';
import { StoreLockedError, type AtsStore, type Entry, type EntryKind, type Filter } from './store.js';

/** What of `node:sqlite` is used. Its own types come with later versions of Node than the oldest that this runs on. */
interface Statement { all: (...values: (string | number | null)[]) => unknown[]; get: (...values: (string | number | null)[]) => unknown; run: (...values: (string | number | null)[]) => unknown }
interface Database { exec: (sql: string) => void; prepare: (sql: string) => Statement; close: () => void }
type Sqlite = { DatabaseSync: new (path: string) => Database };

/** `node:sqlite` where this Node has it (22.5 with a flag, 22.13 without); otherwise nothing. */
export async function findSqlite(): Promise<Sqlite | undefined> {
  const name = 'node:sqlite';
  try {
    return await import(name) as Sqlite;
  } catch {
    return undefined;
  }
}

interface Row { kind: EntryKind; key: string; tenant: string; subject: string | null; expires: number | null; value: string }

/**
 * Keeps entries in a database of the host's own. What is deleted is overwritten (`secure_delete`), and `compact` rewrites the file.
 * @param path a file, or `:memory:` for tests
 * @throws StoreLockedError where another process has it
 */
export function openSqliteStore({ DatabaseSync }: Sqlite, path: string): AtsStore {
  const database = new DatabaseSync(path);
  try {
    // Exclusively, and each change flushed: a second process finds it locked.
    database.exec('PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = DELETE; PRAGMA synchronous = EXTRA; PRAGMA secure_delete = ON;');
    database.exec('CREATE TABLE IF NOT EXISTS entries (kind TEXT NOT NULL, key TEXT NOT NULL, tenant TEXT NOT NULL, subject TEXT, expires REAL, value TEXT NOT NULL, PRIMARY KEY (kind, key)); CREATE INDEX IF NOT EXISTS by_subject ON entries (tenant, subject); CREATE INDEX IF NOT EXISTS by_expiry ON entries (expires);');
    database.exec('BEGIN EXCLUSIVE; COMMIT;');
  } catch (error) {
    database.close();
    if (error instanceof Error && /locked|busy/i.test(error.message)) throw new StoreLockedError('Another process has this store');
    throw error;
  }
  const read = database.prepare('SELECT * FROM entries WHERE kind = ? AND key = ?');
  // Replaced in place, so that what was written first stays first.
  const put = database.prepare('INSERT INTO entries (kind, key, tenant, subject, expires, value) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (kind, key) DO UPDATE SET tenant = excluded.tenant, subject = excluded.subject, expires = excluded.expires, value = excluded.value');
  const remove = database.prepare('DELETE FROM entries WHERE kind = ? AND key = ?');
  return {
    get: async (kind, key) => {
      const row = read.get(kind, key) as Row | undefined;
      return row && entryOf(row);
    },
    keys: async (filter) => {
      const { where, values } = conditions(filter);
      return (database.prepare(`SELECT kind, key FROM entries${where} ORDER BY rowid`).all(...values) as Row[]).map(({ kind, key }) => ({ kind, key }));
    },
    change: async (changes) => {
      database.exec('BEGIN IMMEDIATE');
      try {
        for (const change of changes) {
          if ('remove' in change) remove.run(change.remove.kind, change.remove.key);
          else {
            const { kind, key, tenant, subject, expires, value } = change.put;
            put.run(kind, key, tenant, subject ?? null, expires ?? null, JSON.stringify(value));
          }
        }
        database.exec('COMMIT');
      } catch (error) {
        database.exec('ROLLBACK');
        throw error;
      }
    },
    compact: async () => { database.exec('VACUUM'); },
    close: async () => { database.close(); },
  };
}

function entryOf({ kind, key, tenant, subject, expires, value }: Row): Entry {
  return { kind, key, tenant, ...(subject !== null && { subject }), ...(expires !== null && { expires }), value: JSON.parse(value) as JsonValue };
}

function conditions({ kind, tenant, subject, expiredAt }: Filter): { where: string; values: (string | number)[] } {
  const all: [string, string | number | undefined][] = [['kind = ?', kind], ['tenant = ?', tenant], ['subject = ?', subject], ['expires <= ?', expiredAt]];
  const asked = all.filter((each): each is [string, string | number] => each[1] !== undefined);
  return { where: asked.length > 0 ? ` WHERE ${asked.map(([sql]) => sql).join(' AND ')}` : '', values: asked.map(([, value]) => value) };
}
