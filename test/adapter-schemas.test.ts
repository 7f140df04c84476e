import { createVerifier } from '@credlens/core';
import { extractClaims, readRequirements, type ExtractedClaims, type JobRequirements } from '@credlens/ats-adapter';
import { elmDocument, lookup, samples } from '@credlens/demo-issuer';
import { describe, expect, test } from 'vitest';
import { adapterViolations } from './support/schema.js';

const now = new Date('2026-06-01T12:00:00Z');

describe('the schema of claims', async () => {
  const violations = adapterViolations('credlens-claims-1');
  const demo = await samples(now);
  const verifier = createVerifier({ offline: true, clock: () => now, resources: lookup(demo.resources) });
  const claims = async (text: string): Promise<ExtractedClaims> => extractClaims(await verifier.verify(text), { clauses: true });
  const awards = async (text: string): Promise<boolean> => ((await verifier.verify(text)).credential?.achievements.length ?? 0) > 0;

  test.each([...demo.samples.map(({ id, text }) => [id, text] as const), ['a European credential', JSON.stringify(elmDocument())] as const])('allows those of %s', async (_id, text) => {
    const read = await claims(text);
    expect(read.claims.length > 0).toBe(await awards(text));
    expect(violations(read)).toEqual([]);
  });

  const faults: [string, (claim: ExtractedClaims['claims'][number]) => object][] = [
    ['a member that nobody defined', (claim) => ({ ...claim, score: 1 })], ['another field', (claim) => ({ ...claim, source: { ...claim.source, field: 'hunch' } })], ['a digest that is none', (claim) => ({ ...claim, id: 'x' })],
    ['no evidence', ({ evidence: _, ...rest }) => rest], ['a level below one', (claim) => ({ ...claim, level: { scale: 's', ordinal: 0 } })], ['another scheme', (claim) => ({ ...claim, identifiers: [{ scheme: 'own', id: 'x', names: 'skill', written: 'x' }] })],
  ];
  test.each(faults)('refuses %s', async (_name, spoil) => {
    const read = await claims(demo.samples[0]!.text);
    expect(violations({ ...read, claims: [spoil(read.claims[0]!)] })).not.toEqual([]);
  });
});

describe('the schema of requirements', () => {
  const violations = adapterViolations('credlens-requirements-1');
  const postings: (string | object)[] = [
    { '@type': 'JobPosting', title: 'Smith', skills: ['Forging, Welding', { '@id': 'http://data.europa.eu/esco/skill/00000000-0000-4000-8000-000000000001', name: 'braze' }], relevantOccupation: 'smith' },
    { title: 'Nurse', competencies: [{ competencyName: 'Triage', weight: 2, requiredProficiencyLevel: 3, competencyEvidenceRequirement: 'exam' }] },
    'skill,level\nPython,3/5\n', 'Requirements\n- Knowledge of tides\n', '<h2>Profil</h2><li>Maîtrise de R</li>', '', '{', { a: 1 },
  ];
  test.each(postings)('allows those of posting %#', (posting) => { expect(violations(readRequirements(posting))).toEqual([]); });

  const faults: [string, (read: JobRequirements) => object][] = [
    ['another version', (read) => ({ ...read, schema: 'credlens-requirements/2' })], ['a place that is none', (read) => ({ ...read, requirements: [{ ...read.requirements[0], source: 'line 3' }] })],
    ['a weight below nothing', (read) => ({ ...read, requirements: [{ ...read.requirements[0], weight: -1 }] })], ['what is neither required nor preferred', (read) => ({ ...read, requirements: [{ ...read.requirements[0], importance: 'wished' }] })],
  ];
  test.each(faults)('refuses %s', (_name, spoil) => { expect(violations(spoil(readRequirements(postings[0]!)))).not.toEqual([]); });
});
