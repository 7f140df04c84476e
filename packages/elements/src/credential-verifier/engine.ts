// Loaded with the first verification: the engine of @credlens/core, set up by what the page has said.
import { createVerifier, type ResponseCache, type Verifier, type VerifierOptions } from '@credlens/core';
import { toUrl } from '@credlens/core/net';
import { parseRegistry } from '@credlens/core/registry';
import type { IssuerRegistry, JsonValue, PolicyInput } from '@credlens/core/report';
import type { TrustedListSnapshot } from '@credlens/core/trusted-list';
import { lookupOf, type PageResources } from './resources.js';
import { loadOwnJson } from './source-file.js';

export interface EngineSettings {
  policy: string | PolicyInput | undefined;
  offline: boolean;
  registries: readonly IssuerRegistry[] | undefined;
  resources: PageResources | undefined;
  resourcesSrc: string | undefined;
  trustSrc: string | undefined;
  /** URL of a snapshot of the trusted lists; it is loaded with the first sealed document. */
  trustedListsSrc: string | undefined;
  trustedLists: VerifierOptions['trustedLists'] | undefined;
  anchors: VerifierOptions['anchors'] | undefined;
  /** URL of a relay, which may be relative to the page's own address. */
  relay: string | undefined;
  /** `page` keeps answers in this browser; default is memory. */
  cache: 'page' | ResponseCache | undefined;
  /** The page's own address, which relative ones stand on. */
  base: string;
}

/** What a page cannot read of its own trust must not look like no trust: recognition could not be checked. */
function unreachableRegistry(name: string): IssuerRegistry {
  return {
    name,
    lookup: () => Promise.resolve({ state: 'unreachable', problem: { type: 'about:blank', code: 'issuer.registry-unreachable', retryable: true }, evidence: [] }),
  };
}

/** An https relay, or one of the page's own origin or machine, so that a page under development can have one. */
function relayOf(text: string, base: string): string | undefined {
  const url = toUrl(text, base);
  if (!url || url.username !== '' || url.password !== '') return undefined;
  const local = url.protocol === 'http:' && ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);
  return url.protocol === 'https:' || local || url.origin === toUrl(base)?.origin ? url.href : undefined;
}

/** @returns the verifier, and the names of files that could not be loaded: it works without them, and what needed them could not be checked. */
export async function createEngine(settings: EngineSettings): Promise<{ verifier: Verifier; missing: string[] }> {
  const missing: string[] = [];
  const load = async (source: string | undefined): Promise<unknown> => {
    if (source === undefined) return undefined;
    try {
      return await loadOwnJson(source, settings.base);
    } catch {
      missing.push(source);
      return undefined;
    }
  };
  const [documents, trust] = await Promise.all([load(settings.resourcesSrc), load(settings.trustSrc)]);

  const registries = [...(settings.registries ?? [])];
  if (settings.trustSrc !== undefined) {
    const parsed = trust === undefined ? undefined : parseRegistry(trust as JsonValue, settings.trustSrc);
    if (parsed && 'lookup' in parsed) registries.push(parsed);
    else {
      if (parsed) missing.push(settings.trustSrc);
      registries.push(unreachableRegistry(settings.trustSrc));
    }
  }

  const sources: PageResources[] = settings.resources === undefined ? [] : [settings.resources];
  if (typeof documents === 'object' && documents !== null && !Array.isArray(documents)) sources.push(documents as PageResources);
  else if (documents !== undefined && settings.resourcesSrc !== undefined) missing.push(settings.resourcesSrc);
  const resources = lookupOf(sources);

  const relay = settings.relay === undefined ? undefined : relayOf(settings.relay, settings.base);
  if (settings.relay !== undefined && relay === undefined) missing.push(settings.relay);
  const cache = settings.cache === 'page' ? (await import('./page-cache.js')).createPageCache() : settings.cache;

  const { anchors, trustedListsSrc } = settings;
  const trustedLists = settings.trustedLists ?? (trustedListsSrc === undefined ? undefined : () => loadOwnJson(trustedListsSrc, settings.base) as Promise<TrustedListSnapshot>);
  const options: VerifierOptions = {
    ...(anchors ? { anchors } : {}),
    ...(trustedLists ? { trustedLists } : {}),
    ...(relay === undefined ? {} : { relay }),
    ...(typeof cache === 'object' ? { cache } : {}),
    offline: settings.offline,
    registries,
    ...(settings.policy === undefined ? {} : { policy: settings.policy }),
    ...(resources ? { resources } : {}),
  };
  return { verifier: createVerifier(options), missing };
}
