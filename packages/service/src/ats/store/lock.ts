import { randomBytes } from 'node:crypto';
import { link, open, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { StoreLockedError } from './store.js';

/**
 * Takes a directory for this process. A lock of a process that is gone is taken over; one that is there, or of whom that cannot be said, is not.
 * It guards against a second process on one machine, not against one on another that has the same directory.
 * @returns a function that gives it back
 * @throws StoreLockedError
 */
export async function lockDirectory(directory: string): Promise<() => Promise<void>> {
  const path = join(directory, 'lock');
  const own = JSON.stringify({ pid: process.pid, begun: await begunAt(process.pid), nonce: randomBytes(8).toString('hex') });
  for (let attempt = 0; attempt < 5; attempt++) {
    if (await create(path, own)) {
      return async () => { if (await readFile(path, 'utf8').catch(() => '') === own) await rm(path, { force: true }); };
    }
    const held = await readFile(path, 'utf8').catch(() => undefined);
    if (held === undefined) continue; // given back in between
    if (await isAlive(held)) throw new StoreLockedError('Another process has this store');
    // Moved aside rather than removed: of two that find it stale, the second may have moved the first one's new lock, and then puts it back.
    const aside = `${path}.${randomBytes(8).toString('hex')}`;
    if (!await rename(path, aside).then(() => true, () => false)) continue;
    if (await readFile(aside, 'utf8') !== held) {
      await link(aside, path).catch(() => {});
      await rm(aside, { force: true });
      throw new StoreLockedError('Another process has this store');
    }
    await rm(aside, { force: true });
  }
  throw new StoreLockedError('Another process has this store');
}

async function create(path: string, text: string): Promise<boolean> {
  // Written aside and linked, so that a lock that is there has its text.
  const part = `${path}.${randomBytes(8).toString('hex')}`;
  const file = await open(part, 'wx', 0o600);
  try {
    await file.writeFile(text);
    await file.close();
    return await link(part, path).then(() => true, (error: NodeJS.ErrnoException) => { if (error.code === 'EEXIST') return false; throw error; });
  } finally {
    await rm(part, { force: true });
  }
}

async function isAlive(held: string): Promise<boolean> {
  const { pid, begun } = parse(held);
  if (pid === undefined) return true; // whose it is cannot be said
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
  }
  // A number may belong to another process by now.
  return begun === undefined || (await begunAt(pid) ?? begun) === begun;
}

function parse(held: string): { pid?: number; begun?: string } {
  try {
    const { pid, begun } = JSON.parse(held) as Record<string, unknown>;
    return { ...(typeof pid === 'number' && Number.isSafeInteger(pid) && pid > 0 && { pid }), ...(typeof begun === 'string' && { begun }) };
  } catch {
    return {};
  }
}

/** When a process began, as Linux counts it; elsewhere nothing. */
async function begunAt(pid: number): Promise<string | undefined> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined);
  return stat?.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
}
