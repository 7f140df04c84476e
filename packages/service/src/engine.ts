import { createGuardedFetch, createMemoryCache, createVerifier, type Verifier } from '@credlens/core';
import type { GuardedFetch } from '@credlens/core/report';
import { createVettedFetch } from './http/vetted-fetch.js';
import { loadPolicy } from './trust/policy.js';
import { firstOf, loadResources } from './trust/resources.js';
import { loadTrust } from './trust/trust-files.js';
import { printable, UsageError } from './usage-error.js';

/** Bytes of one input at most. */
export const INPUT_BYTES = 10 * 1024 * 1024;

/** Where a verifier gets its trust and its documents from, in the words of the command line. */
export interface EngineSources {
  /** A policy's name, or a file. */
  policy: string;
  /** Files of trusted issuers, in order of authority. */
  trust: readonly string[];
  /** Directories with a `resources.json`, asked in order before the network. */
  resources: readonly string[];
  offline: boolean;
  /** URLs of JSON-LD contexts beyond the bundled ones. */
  allowContexts: readonly string[];
}

export interface Engine {
  verifier: Verifier;
  /** A guarded fetch of its own budget for one input that is itself a URL. */
  openFetch: () => GuardedFetch;
}

/**
 * A verifier for a server or a command: the network through addresses that were vetted after resolution, trust and documents from the host's files.
 * @throws UsageError for a file of the host's that is missing or wrong.
 */
export async function createEngine(sources: EngineSources): Promise<Engine> {
  const policy = await loadPolicy(sources.policy);
  const registries = await loadTrust(sources.trust);
  const resources = firstOf(await Promise.all(sources.resources.map(loadResources)));
  const allowContexts = sources.allowContexts.map(contextUrl);
  const network = { fetch: createVettedFetch(), resources, offline: sources.offline, cache: createMemoryCache() };
  return {
    verifier: createVerifier({ ...network, policy, registries, allowContexts, limits: { inputBytes: INPUT_BYTES } }),
    openFetch: () => createGuardedFetch(network),
  };
}

function contextUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.protocol !== 'https:' && url?.protocol !== 'http:') throw new UsageError(`--allow-context ${printable(text)}: it is no http or https URL`);
  return text;
}
