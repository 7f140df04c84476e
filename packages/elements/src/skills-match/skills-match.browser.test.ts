import axe from 'axe-core';
import { afterEach, describe, expect, it } from 'vitest';
import { userEvent } from 'vitest/browser';
import { enMatch, type MatchReport } from '@credlens/ats-adapter';
import '@credlens/elements/skills-match/define';
import type { MappingDecision, SkillsMatch } from '@credlens/elements/skills-match';
import { matchReports } from '../../../../stories/support/match-reports.js';

const root = (element: SkillsMatch) => element.shadowRoot as ShadowRoot;
const all = (element: SkillsMatch, selector: string) => [...root(element).querySelectorAll<HTMLElement>(selector)];
const words = (node: Element | null | undefined) => node?.textContent?.replace(/\s+/g, ' ').trim() ?? '';

async function showing(report: MatchReport | undefined, change: Partial<SkillsMatch> = {}): Promise<SkillsMatch> {
  const element = document.createElement('skills-match');
  Object.assign(element, { report, ...change });
  document.body.append(element);
  await element.updateComplete;
  return element;
}

afterEach(() => { document.body.replaceChildren(); });

describe('<skills-match>', () => {
  it('says that there is nothing yet', async () => { expect(words(root(await showing(undefined)).querySelector('.note'))).toBe(enMatch.element.empty); });

  it('shows requirements in three groups, each with what it comes to', async () => {
    const element = await showing(matchReports.several);
    expect(all(element, '.group-name').map(words)).toEqual([enMatch.element.groups.required, enMatch.element.groups.preferred, enMatch.element.groups.unconfirmed, enMatch.element.groups.unmatched]);
    expect(all(element, '.requirement-name').map(words)).toEqual(['Python Shown', 'computer programming Shown in part', 'analyse data To be looked at', 'SQL Nothing found', 'use version control Nothing found', 'coding Shown']);
    expect(all(element, '.others li').map(words)).toEqual(['Basket weaving']);
    expect(words(all(element, '.summary')[0])).toContain('1 of 4 required skills are shown.');
  });

  it('says why, in sentences', async () => {
    const element = await showing(matchReports.several);
    const [python, programming, data, sql] = all(element, '.requirement').map((each) => words(each.querySelector('.statement')));
    expect(python).toContain('Counts Data Science Fundamentals of Uni Example names “Python”, which is the same skill in the same framework.');
    expect(programming).toContain('The level is lower than asked for: level 3 instead of level 4.');
    expect(data).toContain('Does not count Summer School of Uni Example names “analyse big data”, which is written much like what is asked for.');
    expect(sql).toContain('It is not in force');
  });

  it('asks a recruiter about a mapping, by keyboard too, and tells the page', async () => {
    const element = await showing(matchReports.several);
    const told: MappingDecision[] = [];
    element.addEventListener('mapping-decision', (event) => { told.push(event.detail); }, { once: true });
    const [same] = all(element, '.answers button');
    expect(words(same)).toBe(enMatch.element.answers.same);
    expect(all(element, '[role="group"]')[0]?.getAttribute('aria-label')).toBe('Does “analyse big data” mean “analyse data”?');
    same!.focus();
    await userEvent.keyboard('{Enter}');
    await element.updateComplete;
    expect(told).toMatchObject([{ requirementId: 'c', claimId: '2', confirmation: { claim: 'text:en:analyse big data', requirement: 'esco:skill/data', decision: 'same' } }]);
    expect(words(root(element).querySelector('[role="status"]'))).toBe(enMatch.element.decided.same);
    const undo = root(element).activeElement as HTMLElement;
    expect(words(undo)).toBe(enMatch.element.undo);
    await userEvent.keyboard('{Enter}');
    await element.updateComplete;
    expect(words(root(element).querySelector('[role="status"]'))).toBe(enMatch.element.undone);
    expect(words(root(element).activeElement)).toBe(enMatch.element.answers.same);
  });

  it('asks a candidate nothing, and says it to them', async () => {
    const element = await showing(matchReports.nothing, { audience: 'candidate' });
    expect(all(element, 'button')).toEqual([]);
    expect(words(all(element, '.requirement .note')[0])).toContain('nothing in what you sent shows it');
  });

  it('speaks the reader’s language where the documents do', async () => {
    const element = await showing(matchReports.several, { locale: 'de' });
    expect(words(all(element, '.requirement-name')[2])).toContain('Daten auswerten');
    expect(words(all(element, '.statement')[0])).toContain('Grundlagen der Datenwissenschaft');
  });

  it('is text, however hostile', async () => {
    const element = await showing(matchReports.hostile);
    expect((globalThis as { pwned?: number }).pwned).toBeUndefined();
    expect(all(element, 'img, script, a')).toEqual([]);
    expect(words(root(element).querySelector('.frame'))).not.toMatch(/[\u202a-\u202e]/);
  });

  it('has nothing that axe would find', async () => {
    for (const report of [matchReports.several, matchReports.nothing]) {
      const element = await showing(report);
      for (const details of root(element).querySelectorAll('details')) details.open = true;
      const { violations } = await axe.run(element, { rules: { region: { enabled: false } } });
      expect(violations.map((violation) => `${violation.id}: ${violation.nodes.slice(0, 3).map((node) => node.html).join('\n')}`)).toEqual([]);
      element.remove();
    }
  });
});
