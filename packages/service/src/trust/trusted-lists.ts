import { randomBytes } from 'node:crypto';
import { rename, rm, writeFile } from 'node:fs/promises';
import { createMemoryCache, type ResourceLookup } from '@credlens/core';
import { createGuardedFetch, sha256Hex } from '@credlens/core/net';
import { loadTrustedLists, snapshotText, type KeptKeys, type ListFacts, type LoadResult, type TrustedListSnapshot } from '@credlens/core/trusted-list';
import { createVettedFetch } from '../http/vetted-fetch.js';
import { openFileCache } from '../store/file-cache.js';
import { printable, UsageError } from '../usage-error.js';
import { fileProblem, readHostFile } from './host-file.js';
import { firstOf, loadResources } from './resources.js';
import { readCertificates, readSnapshot } from './trust-files.js';

/** Where lists come from, in the words of the command line. */
export interface ListSources {
  /** Directories with a `resources.json`, asked in order before the network. */
  resources: readonly string[];
  offline: boolean;
  /** A directory in which answers are kept. */
  cache?: string;
  /** Countries, as the lists write them. Default: all. */
  territories?: readonly string[];
  /** The snapshot of last time. */
  previous?: string;
  /** PEM of the certificates that may sign the list of lists. */
  anchors?: string;
  lotlUrl?: string;
  keys?: KeptKeys;
  /** The instant to judge the lists at. */
  at: Date;
  signal?: AbortSignal;
  onList?: (list: ListFacts) => void;
}

/** Redirects and second attempts count: about forty lists, and some pivots. */
const REQUESTS = 400;
/** Some lists come slowly. */
const LIST_MS = 60_000;

/**
 * Reads the lists of the sources.
 * @throws UsageError for a file of the host's that is missing or wrong
 */
export async function readLists(sources: ListSources): Promise<LoadResult> {
  const resources: ResourceLookup = firstOf(await Promise.all(sources.resources.map(loadResources)));
  const cache = sources.cache === undefined ? createMemoryCache() : await openFileCache(sources.cache);
  const fetch = createGuardedFetch({ fetch: createVettedFetch(), resources, offline: sources.offline, cache, budget: { fetches: REQUESTS }, timeoutMs: LIST_MS, ...(sources.signal && { signal: sources.signal }) });
  const { territories, keys, lotlUrl, signal, onList } = sources;
  const previous = sources.previous === undefined ? undefined : await openPrevious(sources.previous);
  const anchors = sources.anchors === undefined ? undefined : await fingerprints(sources.anchors);
  return loadTrustedLists({
    fetch, now: sources.at.getTime(), ...(territories && { territories }), ...(keys && { keys }), ...(lotlUrl !== undefined && { lotlUrl }), ...(signal && { signal }),
    ...(previous && { previous }), ...(anchors && { anchors }), ...(onList && { onProgress: ({ list }) => { onList(list); } }),
  });
}

async function fingerprints(path: string): Promise<string[]> {
  const certificates = await readCertificates(await readHostFile(path, '--anchors'), path, '--anchors');
  return Promise.all(certificates.map(({ certificate }) => sha256Hex(certificate)));
}

async function openPrevious(path: string): Promise<TrustedListSnapshot> {
  return readSnapshot(await readHostFile(path, '--previous'), (what) => new UsageError(`--previous ${printable(path)}: ${what}`));
}

/** A snapshot from a file of the host's. */
export async function openSnapshotFile(path: string): Promise<TrustedListSnapshot> {
  return readSnapshot(await readHostFile(path, 'FILE'), (what) => new UsageError(`${printable(path)}: ${what}`));
}

/**
 * Writes a snapshot whole or not at all: a verifier may be reading the old one.
 * @returns bytes written
 * @throws UsageError where it cannot be written
 */
export async function writeSnapshot(path: string, snapshot: TrustedListSnapshot): Promise<number> {
  const bytes = new TextEncoder().encode(`${snapshotText(snapshot)}\n`);
  const part = `${path}.${randomBytes(6).toString('hex')}.part`;
  try {
    await writeFile(part, bytes, { flag: 'wx' });
    await rename(part, path);
  } catch (error) {
    await rm(part, { force: true });
    throw new UsageError(`--out ${printable(path)}: ${writeProblem(error)}`);
  }
  return bytes.length;
}

function writeProblem(error: unknown): string {
  const problem = fileProblem(error);
  return problem === 'it could not be read' ? 'it could not be written' : problem;
}
