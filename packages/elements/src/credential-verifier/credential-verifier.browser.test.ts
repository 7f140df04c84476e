import axe from 'axe-core';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import type { Report } from '@credlens/core/report';
import { en } from '@credlens/core/messages';
import '@credlens/elements';
import type { CredentialVerifier } from '@credlens/elements';
import { fakeVerifier, makeReport, reports, type FakeVerifier } from '../../../../stories/support/reports.js';

type Events = { name: string; report: Report }[];

async function mount(set: Partial<CredentialVerifier> = {}, attributes: Record<string, string> = {}): Promise<CredentialVerifier> {
  const element = document.createElement('credential-verifier');
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  Object.assign(element, set);
  document.body.append(element);
  await element.updateComplete;
  return element;
}

const root = (element: CredentialVerifier) => element.shadowRoot as ShadowRoot;
function find<T extends HTMLElement = HTMLElement>(element: CredentialVerifier, selector: string): T {
  const found = root(element).querySelector<T>(selector);
  if (!found) throw new Error(`nothing matches ${selector}`);
  return found;
}
const text = (element: CredentialVerifier, selector: string) => find(element, selector).textContent?.replace(/\s+/g, ' ').trim();
const button = (element: CredentialVerifier, part: string) => find<HTMLButtonElement>(element, `[part~="${part}-button"]`);
const answers = (element: CredentialVerifier) => [...root(element).querySelectorAll('.sentences .answer')].map((node) => node.textContent?.trim());
const focused = (element: CredentialVerifier) => root(element).activeElement;

function listen(element: CredentialVerifier): Events {
  const events: Events = [];
  for (const name of ['credential-report', 'credential-verified'] as const) element.addEventListener(name, (event) => events.push({ name, report: event.detail }));
  return events;
}

async function showing(element: CredentialVerifier, report: Report): Promise<void> {
  element.report = report;
  await vi.waitFor(() => { expect(root(element).querySelector('.headline')).not.toBeNull(); });
}

async function pasteAndVerify(element: CredentialVerifier, content = '{"a": 1}'): Promise<void> {
  await userEvent.fill(find(element, '#paste'), content);
  await userEvent.click(button(element, 'verify'));
}

async function accessible(element: CredentialVerifier): Promise<void> {
  // The page around the element is the test's own.
  const { violations } = await axe.run(element, { rules: { region: { enabled: false } } });
  expect(violations.map((violation) => `${violation.id}: ${violation.nodes.slice(0, 3).map((node) => `${node.html} ${node.failureSummary ?? ''}`).join('\n')}`)).toEqual([]);
}

afterEach(() => {
  document.body.replaceChildren();
  document.documentElement.removeAttribute('style');
});

describe('<credential-verifier>', () => {
  it('verifies what is pasted and tells its page', async () => {
    const verifier = fakeVerifier(reports.verified);
    const element = await mount({ verifier });
    const events = listen(document.body as unknown as CredentialVerifier);
    await pasteAndVerify(element);
    await vi.waitFor(() => { expect(answers(element)).toHaveLength(4); });
    expect(text(element, '.headline')).toBe('Verified');
    expect(verifier.calls[0]).toMatchObject(['{"a": 1}', { channel: 'text' }]);
    expect(events.map(({ name }) => name)).toEqual(['credential-report', 'credential-verified']);
    expect(events[0]?.report).toBe(reports.verified);
    expect(element.report).toBe(reports.verified);
  });

  it.each(['tampered', 'statusUnreachable', 'notACredential', 'unknownIssuer'] as const)('never says credential-verified of %s', async (name) => {
    const element = await mount({ verifier: fakeVerifier(reports[name]) });
    const events = listen(element);
    await element.verify('x');
    expect(events.map((event) => event.name)).toEqual(['credential-report']);
  });

  it('shows a verified credential with cautions as cautions', async () => {
    const element = await mount();
    await showing(element, reports.cautions);
    expect(text(element, '.headline')).toBe('Verified, with cautions');
    expect(root(element).querySelector('[part~="headline-verified"]')).toBeNull();
    expect(root(element).querySelector('[part~="headline-cautions"] .icon-warn')).not.toBeNull();
    expect(answers(element)[1]).toContain('claims to be from “Example College”');
  });

  it('gives every outcome a word and a shape, not a colour alone', async () => {
    const element = await mount();
    await showing(element, reports.statusUnreachable);
    const item = find(element, '[part~="sentence-current"]');
    expect(item.querySelector('[part="outcome"]')?.textContent).toBe('Could not check');
    expect(item.querySelector('svg.icon-unknown')).not.toBeNull();
    expect(item.textContent).toMatch(/Next step: +Try again later/);
  });

  it('passes recipient, profile, policy and file name to the engine', async () => {
    const verifier = fakeVerifier(reports.verified);
    const element = await mount({ verifier, policy: 'strict', profile: 'ob3-direct-delivery-v1' });
    await userEvent.fill(find(element, '#recipient'), ' maria@student.example ');
    const files = new DataTransfer();
    files.items.add(new File(['{}'], 'badge.json', { type: 'application/json' }));
    files.items.add(new File(['{}'], 'second.json'));
    const field = find<HTMLInputElement>(element, 'input[type=file]');
    field.files = files.files;
    field.dispatchEvent(new Event('change'));
    await vi.waitFor(() => { expect(element.reports).toHaveLength(2); });
    expect(verifier.calls.map(([, options]) => options)).toMatchObject([
      { recipient: 'maria@student.example', policy: 'strict', profile: 'ob3-direct-delivery-v1', filename: 'badge.json', channel: 'file' },
      { filename: 'second.json' },
    ]);
    expect(root(element).querySelectorAll('.report')).toHaveLength(2);
  });

  it('hides the recipient field where the page has set one', async () => {
    const verifier = fakeVerifier(reports.someoneElses);
    const element = await mount({ verifier }, { recipient: 'per@student.example' });
    expect(root(element).querySelector('#recipient')).toBeNull();
    await element.verify('x');
    expect(verifier.calls[0]?.[1]).toMatchObject({ recipient: 'per@student.example' });
  });

  it('takes files and text that are dropped anywhere on it', async () => {
    const verifier = fakeVerifier(reports.verified);
    const element = await mount({ verifier });
    const drop = (data: DataTransfer) => {
      const over = new DragEvent('dragover', { dataTransfer: data, bubbles: true, composed: true, cancelable: true });
      find(element, '.frame').dispatchEvent(over);
      expect(over.defaultPrevented).toBe(true);
      find(element, '.frame').dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, composed: true, cancelable: true }));
    };
    const files = new DataTransfer();
    files.items.add(new File(['{}'], 'badge.json'));
    drop(files);
    await vi.waitFor(() => { expect(verifier.calls).toHaveLength(1); });
    const dropped = new DataTransfer();
    dropped.setData('text/plain', '{"dropped": true}');
    drop(dropped);
    await vi.waitFor(() => { expect(verifier.calls[1]?.[0]).toBe('{"dropped": true}'); });
  });

  it('says so when there is nothing to verify', async () => {
    const verifier = fakeVerifier(reports.verified);
    const element = await mount({ verifier });
    await userEvent.click(button(element, 'verify'));
    await vi.waitFor(() => { expect(text(element, '[role=alert]')).toBe(en.element.empty); });
    await vi.waitFor(() => { expect(focused(element)?.id).toBe('paste'); });
    expect(verifier.calls).toHaveLength(0);
  });

  it('shows progress by check, and stops at Escape', async () => {
    let release = (): void => undefined;
    const element = await mount({ verifier: fakeVerifier(reports.verified, { until: new Promise<void>((resolve) => { release = resolve; }) }) });
    const events = listen(element);
    await pasteAndVerify(element);
    await vi.waitFor(() => { expect(find<HTMLProgressElement>(element, 'progress').value).toBe(10); });
    expect(text(element, '.progress .hint')).toBe('10 of 20 checks done');
    expect(text(element, '[role=status]')).toMatch(/Checking/);
    await accessible(element);
    await userEvent.keyboard('{Escape}');
    await vi.waitFor(() => { expect(text(element, '[role=status]')).toBe(en.element.cancelled); });
    release();
    await new Promise((resolve) => { setTimeout(resolve, 50); });
    expect(root(element).querySelector('.report')).toBeNull();
    expect(events).toEqual([]);
  });

  it('forgets the first input when a second arrives', async () => {
    const gates: (() => void)[] = [];
    const verifier: FakeVerifier = { ...fakeVerifier(reports.verified) };
    const signals: (AbortSignal | undefined)[] = [];
    verifier.verify = async (input, options) => {
      signals.push(options?.signal);
      if (input === 'first') await new Promise<void>((resolve) => { gates.push(resolve); });
      return input === 'first' ? reports.verified : reports.revoked;
    };
    const element = await mount({ verifier });
    const events = listen(element);
    const first = element.verify('first');
    await vi.waitFor(() => { expect(gates).toHaveLength(1); });
    await element.verify('second');
    gates[0]?.();
    expect(await first).toEqual([]);
    expect(signals[0]?.aborted).toBe(true);
    expect(element.report?.verdict).toBe('invalid');
    expect(events.map(({ report }) => report.verdict)).toEqual(['invalid']);
  });

  it('says that it broke, and that this says nothing about the credential', async () => {
    const element = await mount({ verifier: fakeVerifier(reports.verified, { fail: true }) });
    const causes: unknown[] = [];
    element.addEventListener('credential-error', (event) => causes.push(event.detail.cause));
    await pasteAndVerify(element);
    await vi.waitFor(() => { expect(text(element, '.error')).toContain('That says nothing about the credential.'); });
    expect(text(element, '.error')).not.toContain('the engine broke');
    expect(causes).toEqual([expect.any(Error)]);
    await accessible(element);
  });

  it('does not show what is no report', async () => {
    const element = await mount();
    element.report = { schema: 'credlens-report/1', verdict: 'verified', checks: 'none' } as unknown as Report;
    await vi.waitFor(() => { expect(root(element).querySelector('.error')).not.toBeNull(); });
    expect(root(element).querySelector('.report')).toBeNull();
  });

  it('says so of a saved report that cannot be shown, and works on', async () => {
    const element = await mount({ verifier: fakeVerifier(reports.verified) });
    const broken = structuredClone(reports.verified);
    Object.assign(broken.checks[11]?.evidence[0] ?? broken.checks[7]?.evidence[0] ?? {}, { url: 7 });
    element.report = broken;
    await vi.waitFor(() => { expect(text(element, '.results')).toBe(en.element.notAReport); });
    await element.verify('x');
    await vi.waitFor(() => { expect(text(element, '.headline')).toBe('Verified'); });
  });

  it('does not break over a locale that is none', async () => {
    const element = await mount({}, { locale: 'no such tag' });
    await showing(element, reports.expired);
    expect(answers(element)[2]).toBe('It ran out on June 13, 2026.');
  });

  it('shows a report of a later engine, with codes that it has no words for', async () => {
    const element = await mount();
    const later = structuredClone(reports.verified);
    Object.assign(later.checks[4] as object, { code: 'signature.quantum', outcome: 'warn' });
    later.cautions = true;
    await showing(element, later);
    expect(answers(element)[0]).toContain('signature.quantum');
  });

  it('shows the members of a presentation, each with its own card', async () => {
    const element = await mount();
    await showing(element, reports.presentation);
    expect(root(element).querySelectorAll('.report')).toHaveLength(3);
    expect([...root(element).querySelectorAll('.report > .sentences')].map((list) => list.children.length)).toEqual([1, 4, 4]);
    expect(text(element, '.headline')).toBe('Not valid: do not rely on it');
    const members = [...root(element).querySelectorAll('.member .headline')].map((node) => node.textContent?.trim());
    expect(members).toEqual(['Verified', 'Not valid: do not rely on it']);
    await accessible(element);
  });

  it('speaks another language where the page brings one, right to left too', async () => {
    const messages = { ...en, language: 'ar', direction: 'rtl' as const, headlines: { ...en.headlines, verified: 'تم التحقق' }, element: { ...en.element, title: 'تحقق' } };
    const element = await mount({ messages });
    await showing(element, reports.verified);
    expect(find(element, '.frame').dir).toBe('rtl');
    expect(find(element, '.frame').lang).toBe('ar');
    expect(text(element, '.headline')).toBe('تم التحقق');
    expect(text(element, '.title')).toBe('تحقق');
  });

  it('saves and copies the report as JSON', async () => {
    const element = await mount();
    await showing(element, makeReport({}, { input: { channel: 'file', mediaType: 'application/json', sha256: 'c'.repeat(64), bytes: 1, filename: '../my badge.json' } }));
    const saved: string[] = [];
    const click = vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) { saved.push(this.download, this.href); });
    const write = vi.spyOn(navigator.clipboard, 'writeText').mockResolvedValue();
    await userEvent.click(button(element, 'save'));
    expect(saved[0]).toBe('my-badge-report.json');
    expect(await (await fetch(saved[1] ?? '')).json()).toEqual(JSON.parse(JSON.stringify(element.report)));
    await userEvent.click(button(element, 'copy'));
    await vi.waitFor(() => { expect(text(element, '[role=status]')).toBe(en.element.copied); });
    expect(JSON.parse(write.mock.calls[0]?.[0] ?? '')).toEqual(JSON.parse(JSON.stringify(element.report)));
    click.mockRestore();
    write.mockRestore();
  });
});

describe('the keyboard', () => {
  it('reaches everything in order, and the verdict takes the focus', async () => {
    const element = await mount({ verifier: fakeVerifier(reports.cautions) });
    const order: string[] = [];
    for (let step = 0; step < 4; step++) {
      await userEvent.keyboard('{Tab}');
      order.push(focused(element)?.id || (focused(element)?.getAttribute('part') ?? ''));
    }
    expect(order).toEqual(['paste', 'recipient', 'button verify-button', 'button choose-button']);
    find(element, '#paste').focus();
    await userEvent.keyboard('x');
    await userEvent.keyboard('{Control>}{Enter}{/Control}');
    await vi.waitFor(() => { expect(focused(element)?.className).toBe('headline'); });
    const after: string[] = [];
    for (let step = 0; step < 4; step++) {
      await userEvent.keyboard('{Tab}');
      after.push(focused(element)?.getAttribute('part') ?? '');
    }
    expect(after).toEqual(['facts-summary', 'details-summary', 'button copy-button', 'button save-button']);
    await userEvent.keyboard('{Escape}');
    await vi.waitFor(() => { expect(root(element).querySelector('.report')).toBeNull(); });
    expect(focused(element)?.id).toBe('paste');
    expect(find<HTMLTextAreaElement>(element, '#paste').value).toBe('');
  });

  it('does not lose pasted text to Escape', async () => {
    const element = await mount();
    await userEvent.fill(find(element, '#paste'), 'precious');
    await userEvent.keyboard('{Escape}');
    expect(find<HTMLTextAreaElement>(element, '#paste').value).toBe('precious');
  });

  it('does not take the focus where the page itself asked', async () => {
    const outside = document.createElement('button');
    document.body.append(outside);
    const element = await mount({ verifier: fakeVerifier(reports.verified) });
    outside.focus();
    await element.verify('x');
    await element.updateComplete;
    expect(document.activeElement).toBe(outside);
    expect(text(element, '[role=status]')).toBe('Result: Verified');
    element.focusResult();
    await vi.waitFor(() => { expect(focused(element)?.className).toBe('headline'); });
  });

  it('shows where the focus is', async () => {
    const element = await mount();
    await userEvent.keyboard('{Tab}{Tab}{Tab}');
    expect(getComputedStyle(focused(element) as Element).outlineStyle).toBe('solid');
  });
});

describe('hostile text', () => {
  it('is text: no markup, no link, no picture, nothing fetched or run, nothing invisible', async () => {
    const element = await mount();
    await showing(element, reports.hostile);
    for (const details of root(element).querySelectorAll('details')) details.open = true;
    await new Promise((resolve) => { setTimeout(resolve, 50); });
    expect((globalThis as { pwned?: number }).pwned).toBeUndefined();
    expect(root(element).querySelectorAll('img, script, iframe, a, object, embed, link, style:not([data-lit])')).toHaveLength(0);
    const shown = find(element, '.results').textContent ?? '';
    expect(shown).toContain('<img src=x onerror=');
    expect(shown).toContain('[U+202E]');
    expect(shown).not.toMatch(/[\u202a-\u202e\u200b\u2066\u2067]/);
    expect(performance.getEntriesByType('resource').filter((entry) => entry.name.includes('tracker.example'))).toEqual([]);
    await accessible(element);
  });
});

describe('axe finds nothing', () => {
  it('in the empty element', async () => {
    await accessible(await mount());
  });

  for (const scheme of ['light', 'dark'] as const) {
    it.each(Object.keys(reports) as (keyof typeof reports)[])(`in ${scheme}, details open: %s`, async (name) => {
      document.documentElement.style.colorScheme = scheme;
      document.documentElement.style.background = 'Canvas';
      const element = await mount();
      await showing(element, reports[name]);
      for (const details of root(element).querySelectorAll('details')) details.open = true;
      await Promise.all(root(element).getAnimations().map((animation) => animation.finished));
      await accessible(element);
    });
  }
});
