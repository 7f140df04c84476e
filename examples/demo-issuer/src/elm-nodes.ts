import type { JsonObject } from '@credlens/core/report';

// What documents of the European Learning Model are put together from.

export const SNB = 'http://data.europa.eu/snb/';
export const AUTHORITY = 'http://publications.europa.eu/resource/authority/';

export const concept = (id: string, prefLabel?: JsonObject): JsonObject => ({ id, type: 'Concept', ...(prefLabel ? { prefLabel } : {}) });
export const country = (code: string): JsonObject => concept(`${AUTHORITY}country/${code}`);
export const language = (code: string, name?: string): JsonObject => concept(`${AUTHORITY}language/${code}`, name === undefined ? undefined : { en: name });

/** Makes the nodes of one document, numbered in the order in which they are made: the same document each time. */
export function nodes(): (type: string, members: JsonObject) => JsonObject {
  let made = 0;
  return (type, members) => ({ id: `urn:epass:${type}:${made += 1}`, type, ...members });
}
