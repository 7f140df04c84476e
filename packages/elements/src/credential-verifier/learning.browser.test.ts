import axe from 'axe-core';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { en } from '@credlens/core/messages';
import type { Report } from '@credlens/core/report';
import '@credlens/elements';
import type { CredentialVerifier } from '@credlens/elements';
import { learningReports } from '../../../../stories/support/learning-reports.js';
import { reports } from '../../../../stories/support/reports.js';

const root = (element: CredentialVerifier) => element.shadowRoot as ShadowRoot;
const all = (element: CredentialVerifier, selector: string) => [...root(element).querySelectorAll<HTMLElement>(selector)];
const words = (node: Element | null | undefined) => node?.textContent?.replace(/\s+/g, ' ').trim() ?? '';
const { learning } = en;

async function showing(report: Report, locale?: string): Promise<CredentialVerifier> {
  const element = document.createElement('credential-verifier');
  if (locale !== undefined) element.locale = locale;
  document.body.append(element);
  element.report = report;
  await vi.waitFor(() => { expect(root(element).querySelector('.headline')).not.toBeNull(); }, { timeout: 10_000 });
  return element;
}

async function opened(report: Report, locale?: string): Promise<CredentialVerifier> {
  const element = await showing(report, locale);
  for (const details of root(element).querySelectorAll('details')) details.open = true;
  await vi.waitFor(() => { expect(root(element).querySelector('.quality')).not.toBeNull(); }, { timeout: 10_000 });
  return element;
}

/** The facts of one claim by their names, without those of claims inside it. */
function facts(element: CredentialVerifier, index: number): Record<string, string> {
  const rows = [...all(element, '.claim')[index]?.querySelectorAll(':scope > dl > .fact') ?? []];
  return Object.fromEntries(rows.map((row) => [words(row.querySelector('dt')), [...row.querySelectorAll('dd')].map(words).join(' | ')]));
}

afterEach(() => { document.body.replaceChildren(); });

describe('what a European credential says of learning', () => {
  it('is a tree of claims', async () => {
    const element = await opened(learningReports.module);
    expect(all(element, '.claim-name').map(words)).toEqual([
      'Achievement, a qualification Water Quality Analysis', 'Assessment Final examination', 'Activity Laboratory course', 'Achievement Spectrophotometry', 'Right that it gives May enter the master’s programme',
    ]);
    expect(all(element, '.claim > .list-name').map(words)).toEqual([learning.relation.provenBy, learning.relation.influencedBy, learning.relation.parts, learning.relation.entitlesTo]);
    const outer = facts(element, 0);
    expect(outer).toMatchObject({
      [learning.row.level]: 'EQF level 6', [learning.row.nationalLevel]: 'SQF level 7', [learning.row.field]: 'Environment (ISCED-F 0521)', [learning.row.credits]: '5, European Credit Transfer System (ECTS) received', [learning.row.volume]: '125 hours',
      [learning.row.mode]: 'Blended', [learning.row.languages]: 'English', [learning.row.awardedBy]: 'University of Example Slovenia (SI)',
      [learning.row.outcomes]: 'Takes samples of water Skill ESCO: collect samples for analysis | Knows the limits of the method other skills: field-work',
    });
    expect(outer[learning.row.qualityAssurance]).toContain(learning.unconfirmed);
    expect(facts(element, 1)).toMatchObject({ [learning.row.grade]: '9 (very good)', [learning.row.scale]: '1 to 10', [learning.row.distribution]: '60 % lower, 25 % the same, 15 % higher', [learning.row.identityCheck]: 'Supervised, with identity verification', [learning.row.kind]: 'Written examination' });
    expect(facts(element, 2)[learning.row.period]).toMatch(/Feb.* – .*May/);
  });

  it('speaks the reader’s language where the document does', async () => {
    const names: Record<string, string> = { de: 'Analyse der Wasserqualität', el: 'Ανάλυση ποιότητας νερού', sl: 'Analiza kakovosti vode', fr: 'Water Quality Analysis' };
    for (const [locale, name] of Object.entries(names)) {
      const element = await opened(learningReports.module, locale);
      expect(words(all(element, '.claim-name strong')[0]), locale).toBe(name);
      expect(all(element, '.claim-name bdi')[0]?.lang, locale).toBe(locale === 'fr' ? 'en' : locale);
      element.remove();
    }
    const element = await opened(learningReports.module, 'de');
    expect(facts(element, 0)).toMatchObject({ [learning.row.volume]: '125 Stunden', [learning.row.languages]: 'Englisch', [learning.row.awardedBy]: 'Universität Beispiel Slowenien (SI)' });
  });

  it('lists which elements of a micro-credential are given, without a mark', async () => {
    const element = await opened(learningReports.attendance);
    const items = all(element, '.quality-item').map(words);
    expect(items).toHaveLength(16);
    expect(items.filter((item) => item.includes(learning.quality.notGiven))).toHaveLength(10);
    expect(items[0]).toBe('● Who learned given Kim Example');
    expect(items[7]).toBe('○ Level not given');
    expect(words(all(element, '.quality-list')[0])).not.toMatch(/\d+ (?:of|\/) \d+|%/);
    expect(all(element, '.quality-item .icon')).toEqual([]);
  });

  it('gives the list for an Open Badge too, and loads nothing before somebody asks', async () => {
    const element = await showing(learningReports.badge);
    await new Promise((resolve) => { setTimeout(resolve, 50); });
    expect(all(element, '.quality')).toEqual([]);
    const details = root(element).querySelector<HTMLDetailsElement>('.facts');
    details!.open = true;
    await vi.waitFor(() => { expect(all(element, '.quality-item')).toHaveLength(16); }, { timeout: 10_000 });
    expect(all(element, '.claim')).toEqual([]);
    expect(words(all(element, '.facts')[0])).toContain('Spectrophotometry');
  });

  it('says nothing of quality where a report has no list', async () => {
    const element = await showing(reports.verified);
    for (const each of root(element).querySelectorAll('details')) each.open = true;
    await new Promise((resolve) => { setTimeout(resolve, 100); });
    expect(all(element, '.quality, .claim')).toEqual([]);
  });

  it('is text, however hostile, and ends however deep', async () => {
    const element = await opened(learningReports.hostile);
    expect((globalThis as { pwned?: number }).pwned).toBeUndefined();
    expect(all(element, 'img, script, iframe, a')).toEqual([]);
    const shown = words(all(element, '.facts')[0]);
    expect(shown).toContain('[U+202E]');
    expect(shown).not.toMatch(/[\u202a-\u202e]/);
    expect(shown).toContain(learning.more);
    expect(all(element, '.claim').length).toBeLessThan(12);
  });

  it('has nothing that axe would find', async () => {
    const element = await opened(learningReports.module);
    const { violations } = await axe.run(element, { rules: { region: { enabled: false } } });
    expect(violations.map((violation) => `${violation.id}: ${violation.nodes.slice(0, 3).map((node) => node.html).join('\n')}`)).toEqual([]);
  });
});
