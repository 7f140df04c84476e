import { gunzipSync } from 'node:zlib';
import { createGuardedFetch } from '@credlens/core/net';
import { loadTrustedLists, type ListFacts, type LoadResult } from '@credlens/core/trusted-list';
import { parseCertificate, parsePem } from '@credlens/core/x509';
import type { Corpora } from './corpora.js';

const TOPIC = 'trusted-lists';
export const LOTL = 'https://ec.europa.eu/tools/lotl/eu-lotl.xml';

/** The bytes of a list, inflated where they are stored so. */
export function listBytes(corpora: Corpora, file: string): Uint8Array {
  const bytes = corpora.bytes(TOPIC, file);
  return file.endsWith('.gz') ? new Uint8Array(gunzipSync(bytes)) : bytes;
}

/** The digests of the certificates in a PEM file. */
export function anchorsOf(corpora: Corpora, file: string): string[] {
  return parsePem(new TextDecoder().decode(corpora.bytes(TOPIC, file))).flatMap((der) => parseCertificate(der)?.sha256 ?? []);
}

/** The pivots that are there, by their addresses. */
export function pivots(corpora: Corpora): Record<string, Uint8Array> {
  return Object.fromEntries([282, 300, 335, 341].map((number) => [`https://ec.europa.eu/tools/lotl/eu-lotl-pivot-${number}.xml`, listBytes(corpora, `pyhanko/eu-lotl-pivot-${number}.xml.gz`)]));
}

export interface ListWorld { at: string; anchors?: string[]; answers: Readonly<Record<string, Uint8Array>> | ((url: string) => Uint8Array | undefined); territories?: string[] }

/** Loads from these addresses and from nowhere else. */
export function loadFrom({ at, anchors, answers, territories }: ListWorld): Promise<LoadResult> {
  const find = typeof answers === 'function' ? answers : (url: string) => (Object.hasOwn(answers, url) ? answers[url] : undefined);
  const resources = (url: string) => {
    const bytes = find(url);
    return bytes && { bytes };
  };
  const fetch = createGuardedFetch({ offline: true, budget: { fetches: 400 }, resources });
  return loadTrustedLists({ fetch, now: Date.parse(at), ...(anchors && { anchors }), ...(territories && { territories }) });
}

/** A list of a country in place of the one that is there, under the list of lists of 2026-08. */
export async function countryList(corpora: Corpora, territory: string, url: string, file: string, at: string): Promise<ListFacts | undefined> {
  const answers = { [LOTL]: listBytes(corpora, '2026-08/eu-lotl.xml.gz'), [url]: listBytes(corpora, file) };
  const { snapshot } = await loadFrom({ at, answers, territories: [territory] });
  return snapshot?.lists.find((list) => list.territory === territory);
}

/** Loads what the resources hold. */
export function loadResources(corpora: Corpora, at: string): Promise<LoadResult> {
  return loadFrom({ at, answers: (url) => corpora.resources(url)?.bytes });
}
