import axe from 'axe-core';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { en } from '@credlens/core/messages';
import type { Report } from '@credlens/core/report';
import '@credlens/elements';
import type { CredentialVerifier } from '@credlens/elements';
import { europeanReports } from '../../../../stories/support/european-reports.js';
import { fakeVerifier } from '../../../../stories/support/reports.js';
import { learningReports } from '../../../../stories/support/learning-reports.js';

const root = (element: CredentialVerifier) => element.shadowRoot as ShadowRoot;
const all = (element: CredentialVerifier, selector: string) => [...root(element).querySelectorAll<HTMLElement>(selector)];
const words = (node: Element | null | undefined) => node?.textContent?.replace(/\s+/g, ' ').trim() ?? '';
const { learning } = en;

async function opened(report: Report, set: Partial<Pick<CredentialVerifier, 'locale' | 'lang'>> = {}): Promise<CredentialVerifier> {
  const element = Object.assign(document.createElement('credential-verifier'), set);
  document.body.append(element);
  element.report = report;
  await vi.waitFor(() => { expect(root(element).querySelector('.headline')).not.toBeNull(); }, { timeout: 10_000 });
  for (const details of root(element).querySelectorAll('details')) details.open = true;
  await vi.waitFor(() => { expect(root(element).querySelector('.quality')).not.toBeNull(); }, { timeout: 10_000 });
  return element;
}

const title = (element: CredentialVerifier) => all(element, '.about strong')[0];
const select = (element: CredentialVerifier) => root(element).querySelector<HTMLSelectElement>('[part="language"]');

async function choose(element: CredentialVerifier, language: string): Promise<void> {
  const control = select(element)!;
  control.value = language;
  control.dispatchEvent(new Event('change'));
  await element.updateComplete;
}

afterEach(() => {
  document.body.replaceChildren();
  vi.restoreAllMocks();
});

describe('the languages of a European credential', () => {
  it('are the reader’s own where the document has them: what the page says, then the browser', async () => {
    vi.spyOn(navigator, 'languages', 'get').mockReturnValue(['sv-SE', 'de-AT', 'en']);
    expect(words(title(await opened(europeanReports.supplement)))).toBe('Diplomzusatz');
    expect(words(title(await opened(europeanReports.supplement, { lang: 'sl' })))).toBe('Priloga k diplomi');
    expect(words(title(await opened(europeanReports.supplement, { locale: 'en-GB', lang: 'sl' })))).toBe('Diploma Supplement');
    // None of them: the page's, and where the document does not have that either, its own first one.
    vi.spyOn(navigator, 'languages', 'get').mockReturnValue(['sv']);
    expect(words(title(await opened(europeanReports.supplement)))).toBe('Diploma Supplement');
    const foreign = structuredClone(europeanReports.supplement);
    foreign.credential!.title = { de: 'Diplomzusatz', sl: 'Priloga k diplomi' };
    foreign.credential!.languages = [{ id: 'http://publications.europa.eu/resource/authority/language/SLV', pointer: '' }];
    expect(words(title(await opened(foreign)))).toBe('Priloga k diplomi');
  });

  it('may be changed by the reader, and every word says in which it is', async () => {
    const element = await opened(europeanReports.mandate);
    expect([...select(element)!.options].map((option) => [option.value, option.lang, option.text])).toEqual([['', '', learning.language.reader], ['en', 'en', 'English'], ['fr', 'fr', 'français – French'], ['ar', 'ar', 'العربية – Arabic']]);
    expect(words(root(element).querySelector('.language-choice label'))).toBe(learning.language.label);
    await choose(element, 'ar');
    expect(words(title(element))).toBe('شهادة حضور');
    expect(title(element)?.querySelector('bdi')?.lang).toBe('ar');
    expect(words(all(element, '.claim-name strong')[0])).toBe('أيام ميدانية: الأنهار والبحيرات');
    // What the page says itself stays as it is, and what the document does not have in Arabic says what it is in.
    expect(words(root(element).querySelector('.facts > summary'))).toBe(en.facts.summary);
    expect(all(element, '.facts bdi').find((each) => words(each) === 'Maria Lindqvist')?.lang).toBe('en');
    await choose(element, '');
    expect(words(title(element))).toBe('Certificate of Attendance');
  });

  it('are one choice for all that is shown', async () => {
    const element = document.createElement('credential-verifier');
    document.body.append(element);
    element.verifier = fakeVerifier((input) => (input === 'mandate' ? europeanReports.mandate : europeanReports.supplement));
    await element.verify('mandate', 'supplement');
    for (const details of root(element).querySelectorAll('details')) details.open = true;
    await vi.waitFor(() => { expect(all(element, '[part="language"]')).toHaveLength(2); }, { timeout: 10_000 });
    const controls = all(element, '[part="language"]') as HTMLSelectElement[];
    for (const [index, language, shown] of [[0, 'ar', ['ar', '']], [1, 'sl', ['', 'sl']], [0, 'en', ['en', 'en']]] as const) {
      controls[index]!.value = language;
      controls[index]!.dispatchEvent(new Event('change'));
      await element.updateComplete;
      expect(controls.map(({ value }) => value)).toEqual(shown);
    }
  });

  it('need no choice where there is one, and stay chosen for the next report', async () => {
    const plain = structuredClone(learningReports.badge);
    Object.assign(plain.credential!, { title: { en: 'Water' }, achievements: [{ name: { en: 'Water', und: 'Water' }, skills: [], results: [] }] });
    expect(select(await opened(plain))).toBeNull();
    const element = await opened(europeanReports.supplement);
    await choose(element, 'sl');
    element.clear();
    element.report = europeanReports.supplement;
    await vi.waitFor(() => { expect(words(title(element))).toBe('Priloga k diplomi'); });
  });

  it('are counted by what the document says, not by the labels of vocabularies', async () => {
    const labelled = structuredClone(europeanReports.micro);
    labelled.credential!.profiles = [{ id: 'x', name: { en: 'Generic', fi: 'Yleinen', hu: 'Általános' }, pointer: '' }];
    expect([...select(await opened(labelled))!.options].map(({ value }) => value)).toEqual(['', 'en', 'el', 'es']);
  });
});

describe('the checks in the words of the Europass viewer', () => {
  const terms = (element: CredentialVerifier) => all(element, '.europass-item').map((each) => `${words(each.querySelector('.europass-name'))}: ${words(each.querySelector('.outcome'))}`);

  it('say what was not checked, and what is only said', async () => {
    expect(terms(await opened(europeanReports.micro))).toEqual(['Format: in order', 'Seal: in order', 'Owner: in order', 'Validity: in order', 'Revocation: nothing to check', 'Accreditation: only said']);
    expect(terms(await opened(europeanReports.mandate))).toEqual(['Format: in order', 'Seal: with a caution', 'Owner: not checked', 'Validity: in order', 'Revocation: nothing to check', 'Accreditation: not checked']);
    const unsigned = await opened(europeanReports.unsigned);
    expect(terms(unsigned)).toEqual(['Format: not checked', 'Seal: not in order', 'Owner: not checked', 'Validity: not checked', 'Revocation: not checked', 'Accreditation: only said']);
    expect(words(all(unsigned, '.europass-item')[5])).toContain(learning.europass.accreditation.claimed);
  });

  it('are there for European credentials alone', async () => {
    expect(all(await opened(learningReports.badge), '.europass')).toEqual([]);
  });
});

it.each(Object.entries(europeanReports))('axe finds nothing: %s', async (_name, report) => {
  const element = await opened(report);
  const { violations } = await axe.run(element, { rules: { region: { enabled: false } } });
  expect(violations.map((violation) => `${violation.id}: ${violation.nodes.slice(0, 3).map((node) => node.html).join('\n')}`)).toEqual([]);
});
