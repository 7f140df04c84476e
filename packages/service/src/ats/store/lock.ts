import { randomBytes } from 'node:crypto';
import { link, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { StoreLockedError } from './store.js';

/*
 * Locks are files with rising numbers, and the highest counts. A number is made once and given up by writing so into it, never by removing it: whoever finds the highest given up, or of a process that is gone, makes the next one,
 * and of several one alone can. Had the file one name, a second could remove what the first has just made.
 */
const NAME = /^lock\.(\d{1,9})$/;
const GIVEN_UP = '{}';

/**
 * Takes a directory for this process. It guards against a second process on one machine, not against one on another that has the same directory.
 * @returns a function that gives it back
 * @throws StoreLockedError
 */
export async function lockDirectory(directory: string): Promise<() => Promise<void>> {
  const pathOf = (number: number) => join(directory, `lock.${number}`);
  const own = JSON.stringify({ pid: process.pid, begun: await begunAt(process.pid), nonce: randomBytes(8).toString('hex') });
  for (;;) {
    const highest = Math.max(-1, ...await numbersIn(directory));
    if (highest >= 0) {
      const held = await readFile(pathOf(highest), 'utf8').catch(() => undefined);
      if (held === undefined) continue; // a higher one has been made, and this one removed
      if (held !== GIVEN_UP && await isAlive(held)) throw new StoreLockedError('Another process has this store');
    }
    const number = highest + 1;
    if (!await make(directory, pathOf(number), own, false)) continue;
    const all = await numbersIn(directory);
    // Made in a gap that a holder of a higher number has left.
    if (all.some((each) => each > number)) { await rm(pathOf(number), { force: true }); continue; }
    for (const each of all) if (each < number) await rm(pathOf(each), { force: true });
    return async () => { await make(directory, pathOf(number), GIVEN_UP, true); };
  }
}

const numbersIn = async (directory: string): Promise<number[]> => (await readdir(directory)).flatMap((name) => NAME.exec(name)?.[1] ?? []).map(Number);

/** Written aside first, so that a lock that is there has its text. @returns false where it is there already */
async function make(directory: string, path: string, text: string, replace: boolean): Promise<boolean> {
  const part = join(directory, `part.${randomBytes(8).toString('hex')}`);
  const file = await open(part, 'wx', 0o600);
  try {
    await file.writeFile(text);
    await file.close();
    if (replace) { await rename(part, path); return true; }
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
