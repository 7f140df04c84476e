import { readFileSync, readdirSync } from 'node:fs';
import { buildTaxonomy, loadTaxonomy, extractClaims, matchSkills, readRequirements, type LoadedTaxonomy } from '@credlens/ats-adapter';
import { createVerifier } from '@credlens/core';
import { createAllowList } from '@credlens/core/registry';
import { elmDocument, HOLDER, lookup, samples } from '@credlens/demo-issuer';
import { beforeAll, describe, expect, it } from 'vitest';
import { adapterViolations } from '../support/schema.js';

// The whole way: credentials and postings as they come, a taxonomy in ESCO's file format, and a match report out of them.

const NOW = new Date('2026-08-22T00:00:00Z');
const folder = new URL('../../examples/demo-taxonomy/', import.meta.url);
const WELDING = 'weld steel';
let taxonomy: LoadedTaxonomy;
let badge = '';
let made: Awaited<ReturnType<typeof samples>>;

beforeAll(async () => {
  const files = readdirSync(folder).filter((name) => name.endsWith('.csv')).map((name) => ({ kind: 'esco' as const, name, text: readFileSync(new URL(name, folder), 'utf8').replaceAll('https://skills.example/skill/', 'http://data.europa.eu/esco/skill/') }));
  taxonomy = await loadTaxonomy(await buildTaxonomy(files, { name: 'Demo skills' }));
  made = await samples(NOW);
  badge = made.samples.find(({ id }) => id === 'verified')!.text;
});

const verifier = () => createVerifier({ resources: lookup(made.resources), offline: true, registries: [createAllowList(made.trust as unknown as Parameters<typeof createAllowList>[0])] });
const claimsOf = async (text: string) => extractClaims(await verifier().verify(text, { at: NOW, recipient: HOLDER })).claims;

describe('from credentials and a posting to a report', () => {
  it('an identifier in the posting is the same in whatever spelling, and the schema allows the report', async () => {
    const claims = await claimsOf(badge);
    const job = readRequirements({ '@type': 'JobPosting', skills: [{ '@type': 'DefinedTerm', '@id': 'https://skills.example/skill/write-laboratory-reports' }, 'Juggling'] });
    const report = await matchSkills({ job, claims, taxonomies: [taxonomy], at: NOW });
    expect(report.requirements.map(({ status }) => status).sort()).toEqual(['met', 'missing']);
    expect(report.inputs.taxonomies[0]).toMatchObject({ name: 'Demo skills', digest: taxonomy.digest });
    expect(adapterViolations('credlens-match-1')(report)).toEqual([]);
    expect(adapterViolations('credlens-match-1')({ ...report, score: 1 })).not.toEqual([]);
    expect(adapterViolations('credlens-match-1')({ ...report, requirements: [{ ...report.requirements[0], status: 'rejected' }] })).not.toEqual([]);
  });
  it('ESCO identifiers of claims are those of a taxonomy that was built from ESCO files', async () => {
    const [{ id } = { id: '' }] = taxonomy.labelled(WELDING);
    const uri = taxonomy.written(id)!;
    expect(uri).toMatch(/^http:\/\/data\.europa\.eu\/esco\/skill\//);
    const document = JSON.parse(JSON.stringify(elmDocument()).replaceAll('http://data.europa.eu/esco/skill/00000000-0000-4000-8000-000000000001', uri)) as object;
    const claims = extractClaims(await createVerifier().verify(JSON.stringify(document), { at: NOW })).claims;
    const report = await matchSkills({ job: readRequirements({ '@type': 'JobPosting', skills: [WELDING] }), claims, taxonomies: [taxonomy], at: NOW });
    // Nobody sealed it: the skill is the one that is asked for, and it counts for nothing.
    expect(report.requirements[0]).toMatchObject({ status: 'missing', matches: [{ verdict: 'label', counted: false, reasons: expect.arrayContaining([{ code: 'not-verified' }]) as unknown }] });
  });
  it('whose name, address, birth date and picture it is changes nothing of it', async () => {
    const posting = readRequirements('Requirements\n- weld steel\n- analyse water samples\n');
    const told = async (person: Record<string, unknown>) => {
      const document = { ...elmDocument() } as Record<string, unknown>;
      document['credentialSubject'] = { ...document['credentialSubject'] as object, ...person };
      const { claims } = extractClaims(await createVerifier().verify(JSON.stringify(document), { at: NOW }));
      const { requirements, summary, unmatched } = await matchSkills({ job: posting, claims, taxonomies: [taxonomy], at: NOW });
      return JSON.stringify([requirements.map(({ status, matches }) => [status, matches.map(({ verdict, path, reasons }) => [verdict, path, reasons])]).sort(), summary, unmatched.length]);
    };
    const first = await told({});
    expect(await told({ fullName: { en: 'Mohammed Ali' }, givenName: { en: 'Mohammed' }, dateOfBirth: '1950-01-01T00:00:00Z', gender: { id: 'http://publications.europa.eu/resource/authority/human-sex/FEMALE', type: 'Concept' }, location: { id: 'urn:epass:location:9', type: 'Location', address: { id: 'urn:epass:address:9', type: 'Address', countryCode: { id: 'http://publications.europa.eu/resource/authority/country/SYR', type: 'Concept' } } }, image: { id: 'urn:epass:mediaObject:9', type: 'MediaObject', content: 'AAAA' } })).toBe(first);
  });
});
