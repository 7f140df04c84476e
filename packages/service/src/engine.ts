import { createMemoryCache, createVerifier, type GuardedFetchOptions, type ResourceLookup, type Verifier } from '@credlens/core';
import { refusalOf, toUrl } from '@credlens/core/net';
import { createVettedFetch } from './http/vetted-fetch.js';
import { openFileCache } from './store/file-cache.js';
import { loadPolicy } from './trust/policy.js';
import { firstOf, loadResources } from './trust/resources.js';
import { loadTrust } from './trust/trust-files.js';
import { printable, UsageError } from './usage-error.js';

/** Bytes of one input at most. */
export const INPUT_BYTES = 10 * 1024 * 1024;

/** URLs of one plan at most. */
const MOST_URLS = 64;

/** Where a verifier gets its trust and its documents from, in the words of the command line. */
export interface EngineSources {
  /** A policy's name, or a file. */
  policy: string;
  /** Files of what the host trusts: issuers in order of authority, certificates, a snapshot of the trusted lists. */
  trust: readonly string[];
  /** Directories with a `resources.json`, asked in order before the network. */
  resources: readonly string[];
  offline: boolean;
  /** URLs of JSON-LD contexts beyond the bundled ones. */
  allowContexts: readonly string[];
  /** A directory in which answers are kept. Default: memory. */
  cache?: string;
}

export interface Engine {
  verifier: Verifier;
  /** How the verifier reaches the world. */
  network: Pick<GuardedFetchOptions, 'fetch' | 'resources' | 'offline' | 'cache'>;
  /** The public URLs that a verification of an input asks for, found by verifying it; http ones among them, for which a relay gives what is signed alone. */
  urlsOf: (input: Uint8Array, signal: AbortSignal) => Promise<string[]>;
}

/**
 * A verifier for a server or a command: the network through addresses that were vetted after resolution, trust and documents from the host's files.
 * @throws UsageError for a file of the host's that is missing or wrong.
 */
export async function createEngine(sources: EngineSources): Promise<Engine> {
  const policy = await loadPolicy(sources.policy);
  const trust = await loadTrust(sources.trust);
  const resources = firstOf(await Promise.all(sources.resources.map(loadResources)));
  const allowContexts = sources.allowContexts.map(contextUrl);
  const cache = sources.cache === undefined ? createMemoryCache() : await openFileCache(sources.cache);
  const network = { fetch: createVettedFetch(), resources, offline: sources.offline, cache };
  const settings = { ...network, ...trust, policy, allowContexts, limits: { inputBytes: INPUT_BYTES } };
  return {
    network,
    verifier: createVerifier(settings),
    async urlsOf(input, signal) {
      const asked = new Set<string>();
      const recording: ResourceLookup = (text) => {
        const url = toUrl(text);
        if (url) url.hash = '';
        if (url && !refusalOf(url, true)) asked.add(url.href);
        return resources(text);
      };
      await createVerifier({ ...settings, resources: recording }).verify(input, { signal });
      return [...asked].slice(0, MOST_URLS);
    },
  };
}

function contextUrl(text: string): string {
  const url = toUrl(text);
  if (url?.protocol !== 'https:' && url?.protocol !== 'http:') throw new UsageError(`--allow-context ${printable(text)}: it is no http or https URL`);
  return text;
}
