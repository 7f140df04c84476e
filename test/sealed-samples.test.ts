import { createGuardedFetch, createMemoryCache, createVerifier } from '@credlens/core';
import { en, sentences } from '@credlens/core/messages';
import { europassTerms } from '@credlens/core/report';
import { loadTrustedLists } from '@credlens/core/trusted-list';
import { europeanSamples } from '@credlens/demo-issuer';
import { sealedSamples } from '@credlens/demo-pki';
import { describe, expect, it } from 'vitest';

const NOW = new Date('2026-08-22T00:00:00Z');

describe('the sealed samples of the demonstration give what they say they give', async () => {
  const { samples, lists } = await sealedSamples(NOW, { documents: europeanSamples });
  const fetch = createGuardedFetch({ resources: lists.resources, offline: true, cache: createMemoryCache(), clock: () => NOW, budget: { fetches: 16 } });
  const { snapshot } = await loadTrustedLists({ fetch, now: NOW.getTime(), lotlUrl: lists.lotlUrl, anchors: lists.anchors });
  const verifier = createVerifier({ trustedLists: snapshot!, offline: true, clock: () => NOW });

  it('their lists make a snapshot', () => { expect(snapshot?.lists.map(({ territory, state }) => `${territory} ${state}`)).toEqual(['XX used']); });

  it.each(samples.map((sample) => [sample.id, sample] as const))('%s', async (_id, { file, filename, expected }) => {
    const report = await verifier.verify(file, { filename });
    const check = report.checks.find(({ id }) => id === expected.check);
    expect({ verdict: report.verdict, check: check?.id, code: check?.code }).toEqual(expected);
    if (report.verdict !== 'verified') expect(report.reasons).toContain(expected.check);
  });

  it('the one that is in order says who, when, and that it is qualified', async () => {
    const report = await verifier.verify(samples[0]!.file);
    expect(report.qualification).toBe('QESeal');
    expect(report.issuer.established).toEqual({ id: 'VATXX-12345678', name: 'University of Example', by: 'certificate' });
    expect(report.checks.filter(({ outcome }) => outcome !== 'pass' && outcome !== 'not-applicable').map(({ id, code }) => `${id} ${code}`)).toEqual(['issuer.recognition issuer.unchecked']);
    expect(report.signatures?.map(({ kind, indication, level, time }) => ({ kind, indication, level, proved: time.proved }))).toEqual([
      { kind: 'seal', indication: 'TOTAL-PASSED', level: 'LTA', proved: '2026-05-14T00:00:00.000Z' }, { kind: 'timestamp', indication: 'TOTAL-PASSED', level: undefined, proved: '2026-05-14T02:00:00.000Z' },
    ]);
  });

  it('a European credential that has an end is said to be in force by its own dates, and its checks in the words of the Europass viewer', async () => {
    const of = (id: string) => samples.find((sample) => sample.id === id)!;
    const judged = async (id: string) => verifier.verify(of(id).file, of(id).recipient === undefined ? {} : { recipient: of(id).recipient! });
    const terms = async (id: string) => Object.fromEntries(europassTerms(await judged(id))?.map(({ term, state }) => [term, state]) ?? []);
    const micro = await judged('european-micro-credential');
    expect(sentences(micro, en).find(({ question }) => question === 'current')).toMatchObject({ outcome: 'pass', text: 'In force on August 22, 2026.' });
    expect(await terms('european-micro-credential')).toEqual({ format: 'pass', seal: 'pass', owner: 'pass', validity: 'pass', revocation: 'none', accreditation: 'claimed' });
    expect(await terms('european-mandate')).toEqual({ format: 'pass', seal: 'warn', owner: 'not-checked', validity: 'pass', revocation: 'none', accreditation: 'not-checked' });
    expect(await terms('european-changed')).toMatchObject({ seal: 'fail', validity: 'claimed' });
    expect(await terms('european-unsigned')).toEqual({ format: 'not-checked', seal: 'fail', owner: 'not-checked', validity: 'not-checked', revocation: 'not-checked', accreditation: 'claimed' });
    const { verdict, credential } = await judged('european-diploma-supplement');
    expect([verdict, credential?.claims?.[0]?.parts?.length, credential?.quality?.find(({ element }) => element === 'grade')?.text?.['sl']]).toEqual(['verified', 3, '8,7 (prav dobro)']);
  });

  it('whoever sealed it is recognised by the identifier of the organisation, where a list of the host has it', async () => {
    const { createAllowList } = await import('@credlens/core/registry');
    const known = createVerifier({ trustedLists: snapshot!, offline: true, clock: () => NOW, registries: [createAllowList({ type: 'allow-list', name: 'Universities', issuers: [{ id: 'VATXX-12345678', name: 'University of Example', status: 'active' }] })] });
    const report = await known.verify(samples[0]!.file);
    expect(report).toMatchObject({ verdict: 'verified', cautions: false, issuer: { recognition: 'recognised' } });
  });
});
