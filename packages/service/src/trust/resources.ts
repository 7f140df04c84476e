import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import type { Resource, ResourceLookup } from '@credlens/core';
import { toUrl } from '@credlens/core/net';
import { printable, UsageError } from '../usage-error.js';
import { parseHostJson, readHostFile } from './host-file.js';

/** One line of `resources.json`. `file` is relative to the directory of the map and may leave it: the map is the host's own. */
export interface ResourceEntry { file: string; contentType?: string; /** The file holds the body gzipped. */ gzip?: boolean; /** HTTP status, default 200. */ status?: number }

/** What an inflated file may come to. A map is the host's own, so this guards against a mistake rather than an attack. */
const INFLATED_BYTES = 256 * 1024 * 1024;

/**
 * Reads `DIR/resources.json`. The files themselves are read when they are asked for, so a map of thousands costs nothing.
 * A file that cannot be read then is answered with status 404: the URL is the map's, so the network is not asked in its place.
 * @throws UsageError where the map is missing or has another shape.
 */
export async function loadResources(directory: string): Promise<ResourceLookup> {
  const flag = '--resources';
  const path = join(directory, 'resources.json');
  const map = parseHostJson(await readHostFile(path, flag), path, flag);
  if (typeof map !== 'object' || map === null || Array.isArray(map)) throw new UsageError(`${flag} ${printable(path)}: it maps no URLs to files`);
  const entries = new Map(Object.entries(map).map(([url, entry]) => [normalised(url), resourceEntry(url, entry, path)]));
  return async (url) => {
    const entry = entries.get(normalised(url));
    return entry && readResource(resolve(directory, entry.file), entry);
  };
}

/** One lookup of several: the first that holds a URL answers for it. */
export function firstOf(lookups: readonly ResourceLookup[]): ResourceLookup {
  return async (url) => {
    for (const lookup of lookups) {
      const found = await lookup(url);
      if (found) return found;
    }
    return undefined;
  };
}

/** HTTP never sends a fragment, and `https://a.example` asks for `https://a.example/`. */
function normalised(url: string): string {
  const parsed = toUrl(url);
  if (!parsed) return url;
  parsed.hash = '';
  return parsed.href;
}

function resourceEntry(url: string, value: unknown, path: string): ResourceEntry {
  const entry = (typeof value === 'object' && value !== null ? value : {}) as Record<string, unknown>;
  const { file, contentType, gzip, status } = entry;
  const wrong = (what: string) => new UsageError(`--resources ${printable(path)}: ${printable(url)}: ${what}`);
  if (typeof file !== 'string' || file === '') throw wrong('"file" is missing');
  if (contentType !== undefined && typeof contentType !== 'string') throw wrong('"contentType" is not text');
  if (gzip !== undefined && typeof gzip !== 'boolean') throw wrong('"gzip" is neither true nor false');
  if (status !== undefined && !(Number.isInteger(status) && Number(status) >= 200 && Number(status) <= 599)) throw wrong('"status" is no HTTP status');
  return { file, ...(contentType !== undefined && { contentType }), ...(gzip !== undefined && { gzip }), ...(status !== undefined && { status: Number(status) }) };
}

async function readResource(file: string, entry: ResourceEntry): Promise<Resource> {
  try {
    const stored = await readFile(file);
    const bytes = entry.gzip ? await promisify(gunzip)(stored, { maxOutputLength: INFLATED_BYTES }) : stored;
    return { bytes: new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength), contentType: entry.contentType ?? 'application/octet-stream', status: entry.status ?? 200 };
  } catch {
    return { bytes: new Uint8Array(), contentType: 'application/octet-stream', status: 404 };
  }
}
