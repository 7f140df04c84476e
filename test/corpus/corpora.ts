import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { parseRegistry, type IssuerRegistry } from '@credlens/core/registry';
import type { JsonObject, JsonValue } from '@credlens/core/report';

export interface ManifestRow { topic: string; file: string; expected: string; /** How it is known. */ basis: string }

export interface Corpora {
  rows(topic: string): ManifestRow[];
  bytes(topic: string, file: string): Uint8Array;
  /** Undefined where the file is no JSON. */
  json(topic: string, file: string): JsonValue | undefined;
  /** What was at the original URLs, as a verifier's `resources`. */
  resources: (url: string) => { bytes: Uint8Array; contentType?: string; status?: number } | undefined;
  /** JSON-LD contexts among the resources: a host would have to allow them by name. */
  contexts: Record<string, JsonObject>;
}

interface ResourceEntry { file: string; contentType?: string; gzip?: boolean; status?: number }

/** Reads lazily: a topic that is not asked for costs nothing. */
export function openCorpora(root: string): Corpora {
  const path = (topic: string, file: string) => join(root, topic, file);
  const [head = '', ...lines] = readFileSync(join(root, 'MANIFEST.tsv'), 'utf8').split('\n').filter((line) => line !== '');
  const columns = head.split('\t');
  const column = (line: string[], name: string) => line[columns.indexOf(name)] ?? '';
  const rows = lines.map((line) => line.split('\t')).map((line) => ({ topic: column(line, 'topic'), file: column(line, 'file'), expected: column(line, 'expected'), basis: column(line, 'basis') }));
  const map = JSON.parse(readFileSync(join(root, 'resources/resources.json'), 'utf8')) as Record<string, ResourceEntry>;
  const load = (entry: ResourceEntry) => {
    const bytes = readFileSync(resolve(join(root, 'resources'), entry.file));
    return new Uint8Array(entry.gzip ? gunzipSync(bytes) : bytes);
  };
  const loaded = new Map<string, Uint8Array>();
  const contexts: Corpora['contexts'] = {};
  for (const [url, entry] of Object.entries(map)) {
    if (entry.contentType === 'application/ld+json') contexts[url] = JSON.parse(new TextDecoder().decode(load(entry))) as JsonObject;
  }
  return {
    rows: (topic) => rows.filter((row) => row.topic === topic),
    bytes: (topic, file) => new Uint8Array(readFileSync(path(topic, file))),
    json: (topic, file) => {
      try {
        return JSON.parse(readFileSync(path(topic, file), 'utf8')) as JsonValue;
      } catch {
        return undefined;
      }
    },
    resources: (url) => {
      const entry = Object.hasOwn(map, url) ? map[url] : undefined;
      if (!entry) return undefined;
      const bytes = loaded.get(url) ?? load(entry);
      loaded.set(url, bytes);
      return { bytes, ...(entry.contentType ? { contentType: entry.contentType } : {}), ...(entry.status ? { status: entry.status } : {}) };
    },
    contexts,
  };
}

/** The folder that `CREDLENS_CORPORA` names, or `../shared/corpora` beside the checkout; undefined where neither is there. */
export function corporaRoot(checkout: string): string | undefined {
  const named = process.env['CREDLENS_CORPORA'];
  const root = resolve(checkout, named ?? '../shared/corpora');
  return existsSync(join(root, 'MANIFEST.tsv')) ? root : undefined;
}

/** @throws TypeError where the list is none. */
export function registryOf(list: JsonObject): IssuerRegistry {
  const registry = parseRegistry(list);
  if ('error' in registry) throw new TypeError(registry.error);
  return registry;
}

