import { createHash, randomBytes } from 'node:crypto';
import { mkdir, open, readdir, rename, rm, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import type { CachedResponse, ResponseCache } from '@credlens/core';
import { intact } from '@credlens/core/net';
import { isObject, isString, own, type JsonObject } from '@credlens/core/report';
import { fileProblem } from '../trust/host-file.js';
import { printable, UsageError } from '../usage-error.js';

/** One file holds one line of JSON, then the bytes. */
const SUFFIX = '.answer';
const HEAD_BYTES = 16 * 1024;
/** A file of this age that was never renamed belongs to a process that ended in the middle. */
const ABANDONED_MS = 3_600_000;
/** Writes between two looks at how much there is. */
const SWEEP_EVERY = 32;

/**
 * Keeps answers of the network in a directory of the host's own, for several processes and from one run to the next. Files are written whole or not at all, read with
 * their digest checked, and readable by their owner alone: they tell which issuers were asked about. The least recently used go first beyond the limit.
 * Whoever may write to the directory may decide what issuers seem to have said.
 * @param limitBytes default 256 MiB
 * @throws UsageError where the directory cannot be had
 */
export async function openFileCache(directory: string, limitBytes = 256 * 1024 * 1024): Promise<ResponseCache> {
  try {
    await mkdir(directory, { recursive: true, mode: 0o700 });
    if (!(await stat(directory)).isDirectory()) throw Object.assign(new Error('not a directory'), { code: 'ENOTDIR' });
  } catch (error) {
    throw new UsageError(`--cache ${printable(directory)}: ${fileProblem(error)}`);
  }
  const pathOf = (key: string): string => join(directory, createHash('sha256').update(key).digest('hex') + SUFFIX);
  let writes = 0;
  return {
    async get(key) {
      const path = pathOf(key);
      const kept = await readAnswer(path, key, limitBytes);
      if (kept) await utimes(path, new Date(), new Date()).catch(() => {});
      return kept;
    },
    async set(key, response) {
      if (response.bytes.length > limitBytes) return;
      const part = join(directory, `${randomBytes(12).toString('hex')}.part`);
      try {
        const file = await open(part, 'wx', 0o600);
        try {
          const { bytes, ...facts } = response;
          await file.writeFile(Buffer.concat([Buffer.from(`${JSON.stringify({ ...facts, key, bytes: bytes.length })}\n`), bytes]));
        } finally {
          await file.close();
        }
        await rename(part, pathOf(key));
      } catch (error) {
        await rm(part, { force: true });
        throw error; // the guarded fetch does without a cache that fails
      }
      if (writes++ % SWEEP_EVERY === 0) await sweep(directory, limitBytes);
    },
  };
}

async function readAnswer(path: string, key: string, limitBytes: number): Promise<CachedResponse | undefined> {
  const file = await open(path, 'r').catch(() => undefined);
  if (!file) return undefined;
  try {
    const facts = await file.stat();
    if (!facts.isFile() || facts.size > limitBytes + HEAD_BYTES) return undefined;
    const all = await file.readFile();
    const end = all.subarray(0, HEAD_BYTES).indexOf(10);
    const head: unknown = end < 0 ? undefined : JSON.parse(all.subarray(0, end).toString('utf8'));
    const kept = isObject(head) && own(head, 'key') === key ? readHead(head, new Uint8Array(all.subarray(end + 1))) : undefined;
    return kept && await intact(kept);
  } catch {
    return undefined; // cut short, or not ours
  } finally {
    await file.close();
  }
}

function readHead(head: JsonObject, bytes: Uint8Array): CachedResponse | undefined {
  const [contentType, sha256, fetchedAt, freshUntil, finalUrl, relay] = ['contentType', 'sha256', 'fetchedAt', 'freshUntil', 'finalUrl', 'relay'].map((name) => own(head, name));
  if (!isString(contentType) || !isString(sha256) || !isInstant(fetchedAt) || own(head, 'bytes') !== bytes.length) return undefined;
  return {
    bytes, contentType, sha256, fetchedAt, ...(isInstant(freshUntil) ? { freshUntil } : {}), ...(isString(finalUrl) ? { finalUrl } : {}), ...(isString(relay) ? { relay } : {}),
    ...(own(head, 'mustRevalidate') === true ? { mustRevalidate: true } : {}),
  };
}

const isInstant = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value) && Math.abs(value) <= 8.64e15;

/** Takes away what is abandoned, and the least recently used of the rest until it fits. Two processes may do so at once. */
async function sweep(directory: string, limitBytes: number): Promise<void> {
  const found: { path: string; size: number; used: number }[] = [];
  for (const name of await readdir(directory)) {
    const path = join(directory, name);
    const facts = await stat(path).catch(() => undefined);
    if (!facts?.isFile()) continue;
    if (/^[0-9a-f]{24}\.part$/.test(name) && Date.now() - facts.mtimeMs > ABANDONED_MS) await rm(path, { force: true });
    if (/^[0-9a-f]{64}\.answer$/.test(name)) found.push({ path, size: facts.size, used: facts.mtimeMs });
  }
  let total = found.reduce((sum, { size }) => sum + size, 0);
  for (const { path, size } of found.sort((a, b) => a.used - b.used)) {
    if (total <= limitBytes) return;
    await rm(path, { force: true });
    total -= size;
  }
}
