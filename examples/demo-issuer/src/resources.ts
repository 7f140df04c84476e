import { utf8 } from './bytes.js';
import type { Identity } from './identities.js';
import type { Json } from './json.js';

/** What is served at a URL. `status` is the HTTP status, default 200. */
export interface Served { body: string; contentType: string; status?: number }

/** Everything that issuers publish, by URL. A URL that is not in it is not reachable. */
export type Resources = Map<string, Served>;

/** Puts a JSON document at a URL. Text is served as it is: that is how something that is no JSON is put there. */
export function serve(resources: Resources, url: string, document: Json, contentType = 'application/json', status?: number): Resources {
  const body = typeof document === 'string' ? document : JSON.stringify(document);
  return resources.set(url, { body, contentType, ...(status === undefined ? {} : { status }) });
}

/** Everything that these identities publish about their keys. */
export function publish(identities: readonly Identity[], resources: Resources = new Map()): Resources {
  for (const { document, documentUrl } of identities) {
    if (document && documentUrl) serve(resources, documentUrl, document, documentUrl.endsWith('/did.json') ? 'application/did+json' : 'application/json');
  }
  return resources;
}

/** The same as the function that a verifier takes as its `resources`. */
export function lookup(resources: Resources): (url: string) => { bytes: Uint8Array; contentType: string; status?: number } | undefined {
  return (url) => {
    const served = resources.get(url);
    if (!served) return undefined;
    return { bytes: utf8(served.body), contentType: served.contentType, ...(served.status === undefined ? {} : { status: served.status }) };
  };
}
