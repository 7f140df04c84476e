import { createGuardedFetch, createMemoryCache, createVerifier, type ResourceLookup, type Verifier } from '@credlens/core';
import { parseRegistry } from '@credlens/core/registry';
import { loadTrustedLists } from '@credlens/core/trusted-list';
import { elmDocument, HOLDER, samples } from '@credlens/demo-issuer';
import { castServices, certificate, days, jadesSeal, listOfLists, lookupIn, LOTL_ADDRESS, pki, sealedPdf, testKey, trustedList, worldResources } from '@credlens/demo-pki';
import { createHash } from 'node:crypto';

export interface CandidateFile { name: string; bytes: Uint8Array<ArrayBuffer> }

/** What a candidate has, and what an employer's verifier needs to judge it without a network. It can be written down and read by another process. */
export interface World {
  email: string;
  files: CandidateFile[];
  /** One that is not in order: its status says that it was withdrawn. */
  revoked: CandidateFile;
  verifier: WrittenVerifier;
}

export interface WrittenVerifier { now: string; trust: unknown; snapshot: unknown; resources: Record<string, { base64: string; contentType: string; status?: number }> }

/** What the job asks for. The first two are in the badge, the third in the European credential; nothing says anything of the last. */
export const POSTING = {
  '@type': 'JobPosting', 'title': 'Water analyst',
  'skills': [
    { '@type': 'DefinedTerm', 'name': 'Analyse water samples', '@id': 'https://skills.example/skill/analyse-water-samples' }, 'write laboratory reports',
    { '@type': 'DefinedTerm', 'name': 'Collect samples', '@id': 'http://data.europa.eu/esco/skill/00000000-0000-4000-8000-000000000001' }, 'beekeeping',
  ],
};

const LIST = 'https://lists.example/cz.xml';
const SEALED_BY = 'VATCZ-12345678';

/** A badge, a European Digital Credential and a sealed PDF of one person, with dates around `now`, all made by code and signed with TEST keys. */
export async function makeWorld(now: Date): Promise<World> {
  const at = new Date(Math.floor(now.getTime() / 1000) * 1000).toISOString();
  const shown = await samples(now);
  const cast = await pki(at, { territory: 'CZ' });
  const sealing = days(at, -100);
  // The European credential, with this seal's organisation as its issuer, and this person as its subject.
  const edc = JSON.stringify(elmDocument()).replaceAll('VATCZ-00000001', SEALED_BY).replaceAll('kim@student.example', HOLDER);
  const sealedJson = await jadesSeal({ pki: cast, payload: edc, level: 'LTA', at: sealing });
  const diploma = await sealedPdf({ pki: cast, level: 'LTA', at: sealing, document: { title: 'Certificate of Award', name: 'Maria Lindqvist' } });

  const keyOf = (name: string) => certificate({ key: testKey(`${name} lists`), subject: { C: 'CZ', O: 'Lists of an example', CN: name }, from: days(at, -1000), to: days(at, 1000), ca: false, keyUsage: ['digitalSignature'] });
  const [scheme, country] = [await keyOf('List of lists'), await keyOf('List of CZ')];
  const issued = days(at, -10);
  const list = await trustedList({ territory: 'CZ', issued, signer: country, providers: [{ name: 'Example Trust Services', services: castServices(cast) }] });
  const lotl = await listOfLists({ pointers: [{ territory: 'CZ', url: LIST, signers: [country] }], issued, signer: scheme });
  const published = await worldResources(cast, { lists: { [LOTL_ADDRESS]: lotl, [LIST]: list } });
  const fetch = createGuardedFetch({ resources: lookupIn(published), offline: true, cache: createMemoryCache(), clock: () => now, budget: { fetches: 16 } });
  const { snapshot } = await loadTrustedLists({ fetch, now: now.getTime(), lotlUrl: LOTL_ADDRESS, anchors: [createHash('sha256').update(scheme.certificate).digest('hex')] });
  if (!snapshot) throw new Error('The trusted lists of the example could not be read');

  const textOf = (id: string) => new TextEncoder().encode(shown.samples.find((each) => each.id === id)!.text);
  const resources: WrittenVerifier['resources'] = {};
  for (const [url, { body, contentType, status }] of shown.resources) resources[url] = { base64: Buffer.from(body).toString('base64'), contentType, ...(status !== undefined && { status }) };
  for (const [url, { bytes, contentType, status }] of published) resources[url] = { base64: Buffer.from(bytes).toString('base64'), contentType, ...(status !== undefined && { status }) };
  return {
    email: HOLDER,
    files: [{ name: 'badge.json', bytes: textOf('verified') }, { name: 'credential.jsonld', bytes: new Uint8Array(sealedJson.bytes) }, { name: 'award.pdf', bytes: new Uint8Array(diploma.bytes) }],
    revoked: { name: 'withdrawn.json', bytes: textOf('revoked') },
    verifier: { now: now.toISOString(), trust: { ...shown.trust, issuers: [...shown.trust['issuers'] as object[], { id: SEALED_BY, name: 'University of Example', status: 'active' }] }, snapshot, resources },
  };
}

/** A verifier that has all of it at hand, and asks no network. */
export function openVerifier({ now, trust, snapshot, resources }: WrittenVerifier): { verifier: Verifier; now: () => Date } {
  const registry = parseRegistry(trust as Parameters<typeof parseRegistry>[0]);
  if ('error' in registry) throw new Error(registry.error);
  const lookup: ResourceLookup = (url) => {
    const found = resources[url];
    return found && { bytes: new Uint8Array(Buffer.from(found.base64, 'base64')), contentType: found.contentType, status: found.status ?? 200 };
  };
  const clock = () => new Date(now);
  return { verifier: createVerifier({ resources: lookup, offline: true, registries: [registry], trustedLists: snapshot as NonNullable<Parameters<typeof createVerifier>[0]>['trustedLists'] & object, clock }), now: clock };
}
