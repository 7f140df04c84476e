import { basename } from 'node:path';
import { parseRegistry } from '@credlens/core/registry';
import { toUrl } from '@credlens/core/net';
import { isObject, type IssuerRegistry } from '@credlens/core/report';
import { printable, UsageError } from '../usage-error.js';
import { readHostFile } from './host-file.js';

/** What `--trust` will take one day. It is told from a mistake, so that a host knows the file itself is right. */
const LATER: readonly (readonly [RegExp, string])[] = [
  [/^\s*-----BEGIN /, 'certificates (PEM)'],
  [/^\s*<(?:\?xml|(?:\w+:)?TrustServiceStatusList)\b/, 'a trusted list (XML)'],
  [/^\s*\{[^{}[\]]{0,2000}"type"\s*:\s*"trusted-list/, 'a trusted-list snapshot'],
];

/**
 * Reads the lists of issuers that a host trusts, in the order given, which is their order of authority. What a file is, its content says.
 * @throws UsageError for a file that is missing, is no such list, or is of a kind that this version does not read.
 */
export async function loadTrust(files: readonly string[]): Promise<IssuerRegistry[]> {
  return Promise.all(files.map(loadOne));
}

/** The registries on the web that these files point to. */
export async function registryUrls(files: readonly string[]): Promise<Set<string>> {
  const lists = await Promise.all(files.map(async (path) => parse(await readHostFile(path, '--trust'))));
  const entries = lists.flatMap((list): unknown[] => (Array.isArray(list) ? list : []));
  return new Set(entries.flatMap((entry) => (isObject(entry) && typeof entry['url'] === 'string' ? toUrl(entry['url'])?.href ?? [] : [])));
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // a kind of trust that points to no registry
  }
}

async function loadOne(path: string): Promise<IssuerRegistry> {
  const text = await readHostFile(path, '--trust');
  const later = LATER.find(([pattern]) => pattern.test(text));
  if (later) throw new UsageError(`--trust ${printable(path)}: ${later[1]}: this version cannot take it as trust yet`);
  const registry = parseRegistry(text, basename(path));
  if ('error' in registry) throw new UsageError(`--trust ${printable(path)}: ${printable(registry.error)}. An input goes before --trust, or after --`);
  return registry;
}
