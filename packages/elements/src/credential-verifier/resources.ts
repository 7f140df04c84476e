import type { ResourceLookup } from '@credlens/core';

/** A document that the page supplies in place of the network. */
export interface PageResource { body: string; contentType?: string; /** HTTP status, default 200. */ status?: number }

export type PageResources = Readonly<Record<string, PageResource>> | ReadonlyMap<string, PageResource> | ResourceLookup;

function isResource(value: unknown): value is PageResource {
  return typeof value === 'object' && value !== null && typeof (value as PageResource).body === 'string';
}

/** A verifier's `resources` over what a page gives: a map, an object by URL, or a function of its own. The first that answers, answers. */
export function lookupOf(sources: readonly PageResources[]): ResourceLookup | undefined {
  if (sources.length === 0) return undefined;
  const encoder = new TextEncoder();
  return async (url) => {
    for (const source of sources) {
      if (typeof source === 'function') {
        const found = await source(url);
        if (found) return found;
        continue;
      }
      const held: unknown = source instanceof Map ? source.get(url) : Object.hasOwn(source, url) ? (source as Record<string, unknown>)[url] : undefined;
      if (!isResource(held)) continue;
      return {
        bytes: encoder.encode(held.body),
        ...(typeof held.contentType === 'string' ? { contentType: held.contentType } : {}),
        ...(typeof held.status === 'number' ? { status: held.status } : {}),
      };
    }
    return undefined;
  };
}
