import axe from 'axe-core';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { en } from '@credlens/core/messages';
import type { Report } from '@credlens/core/report';
import '@credlens/elements';
import type { CredentialVerifier } from '@credlens/elements';
import { twinFiles, twinReports, twinsVerifier } from '../../../../stories/support/twin-reports.js';

const root = (element: CredentialVerifier) => element.shadowRoot as ShadowRoot;
const all = (element: CredentialVerifier, selector: string) => [...root(element).querySelectorAll<HTMLElement>(selector)];
const words = (node: Element | null | undefined) => node?.textContent?.replace(/\s+/g, ' ').trim() ?? '';
const text = en.agreement;

async function dropped(report: Report = twinReports.agree, fail?: true): Promise<{ element: CredentialVerifier; verifier: ReturnType<typeof twinsVerifier>; button: HTMLElement }> {
  const element = document.createElement('credential-verifier');
  const verifier = twinsVerifier(report, fail);
  element.verifier = verifier;
  document.body.append(element);
  await element.updateComplete;
  await element.verify(...twinFiles());
  await vi.waitFor(() => { expect(all(element, '.report')).toHaveLength(2); }, { timeout: 10_000 });
  return { element, verifier, button: all(element, '[part~="together-button"]')[0]! };
}

async function compared(report: Report): Promise<CredentialVerifier> {
  const { element, button } = await dropped(report);
  button.click();
  await vi.waitFor(() => { expect(all(element, '.agreement')).toHaveLength(1); }, { timeout: 10_000 });
  return element;
}

async function accessible(element: CredentialVerifier): Promise<void> {
  await Promise.all(root(element).getAnimations().map((animation) => animation.finished));
  const { violations } = await axe.run(element, { rules: { region: { enabled: false } } });
  expect(violations.map((violation) => `${violation.id}: ${violation.nodes.slice(0, 3).map((node) => `${node.html} ${node.failureSummary ?? ''}`).join('\n')}`)).toEqual([]);
}

afterEach(async () => {
  document.body.replaceChildren();
  document.documentElement.removeAttribute('style');
  await page.viewport(414, 896);
});

describe('several results', () => {
  it('are asked by keyboard whether they are one award; the answer comes first, has the focus and is told', async () => {
    const { element, verifier, button } = await dropped();
    const told: Report[] = [];
    element.addEventListener('credential-report', ({ detail }) => told.push(detail));
    expect(words(button)).toBe(en.together.offer);
    await accessible(element);
    button.focus();
    await userEvent.keyboard('{Enter}');
    await vi.waitFor(() => { expect(all(element, '.report')).toHaveLength(3); }, { timeout: 10_000 });
    expect(verifier.asked.map(([inputs]) => inputs.map((input) => (input as File).name))).toEqual([['diploma.pdf', 'credential.jsonld']]);
    expect([element.report, element.reports.length, told]).toEqual([twinReports.agree, 3, [twinReports.agree]]);
    expect(root(element).activeElement).toBe(all(element, '.headline')[0]);
    expect(all(element, '[part~="together-button"]')).toEqual([]);
    // Each form is shown by itself below, not inside once more.
    expect(all(element, '.members')).toEqual([]);
  });

  it('are not offered it where there is one, a saved one, or none', async () => {
    const element = document.createElement('credential-verifier');
    element.verifier = twinsVerifier(twinReports.agree);
    document.body.append(element);
    await element.verify(twinFiles()[0]!);
    await vi.waitFor(() => { expect(all(element, '.report')).toHaveLength(1); }, { timeout: 10_000 });
    expect(all(element, '[part~="together-button"]')).toEqual([]);
    element.report = twinReports.differ;
    await vi.waitFor(() => { expect(all(element, '.agreement')).toHaveLength(1); }, { timeout: 10_000 });
    expect([all(element, '[part~="together-button"]').length, all(element, '.members').length]).toEqual([0, 1]);
  });

  it('stay where the comparison breaks', async () => {
    const { element, button } = await dropped(twinReports.agree, true);
    button.click();
    await vi.waitFor(() => { expect(all(element, '.error')).toHaveLength(1); }, { timeout: 10_000 });
    expect(all(element, '.report')).toHaveLength(2);
  });
});

describe('the comparison', () => {
  it('is a table of facts, with what each form says and whether it is the same in words', async () => {
    const element = await compared(twinReports.differ);
    expect(all(element, '.agreement thead th').map(words)).toEqual([text.factColumn, '1. diploma.pdf', '2. credential.jsonld', text.statusColumn]);
    expect(all(element, '.agreement tbody tr').map((row) => [words(row.querySelector('th')), words(row.querySelector('.same .status'))])).toEqual([
      [text.fact.identifier, text.status.alone], [text.fact.title, text.status.differs], [text.fact.holder, text.status.partly], [text.fact.issuer, text.status.agrees], [text.fact.date, text.status.unclear], [text.fact.certificate, text.status.agrees],
    ]);
    const [identifier, title, holder] = all(element, '.agreement tbody tr').map((row) => [...row.querySelectorAll('td')].map(words));
    expect(identifier?.[0]).toContain(text.silent);
    expect(title?.[0]).toContain('Doctor of Environmental Chemistry');
    expect(title?.[0]).toContain(`Certificate of Award ${text.source.metadata}, ${text.ignored['not-sealed']}`);
    expect(holder?.[1]).toContain(text.hidden);
    expect(all(element, '.agreement > .note').map(words)).toEqual([text.pages, 'Found on the pages of 1. diploma.pdf: Maria Lindqvist', 'Not found on the pages of 1. diploma.pdf: Water Quality Analysis']);
    await accessible(element);
  });

  it('says where one holds the other', async () => {
    expect(words(all(await compared(twinReports.agree), '.same-bytes')[0])).toBe(text.sameBytes);
  });

  it('shows what a document says as text, cut where it is long', async () => {
    const element = await compared(twinReports.hostile);
    expect((globalThis as { pwned?: number }).pwned).toBeUndefined();
    expect(all(element, '.agreement img')).toEqual([]);
    expect(words(all(element, '.agreement tbody')[0])).toContain('[U+202E]');
    expect(words(all(element, '.agreement tbody')[0]).length).toBeLessThan(1500);
  });

  it.each(['light', 'dark'])('fits a narrow page and stays a table there, %s', async (scheme) => {
    document.documentElement.style.colorScheme = scheme;
    await page.viewport(360, 800);
    const element = await compared(twinReports.differ);
    expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(360);
    expect(all(element, '.agreement [role="columnheader"]')).toHaveLength(4);
    await accessible(element);
  });
});
