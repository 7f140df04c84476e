import { hostedBadge2, serve, type JsonObject } from '@credlens/demo-issuer';
import type { Report } from '@credlens/core/report';
import { describe, expect, it } from 'vitest';
import { checkOf, expectCase, goodCredential, judge, world, type World } from './world.js';

const LINK = 'https://share.example/c/1';
const FILE = 'https://share.example/c/1.json';
const page = (head: string, body = '<h1>Water Quality Analysis</h1>') => `<!doctype html><html><head><title>A badge</title>${head}</head><body>${body}</body></html>`;
const alternate = (href: string, type = 'application/vc') => `<link rel="alternate" type="${type}" href="${href}">`;
const embedded = (document: JsonObject) => `<script type="application/ld+json">${JSON.stringify(document)}</script>`;

interface Made extends World { good: JsonObject }
async function made(): Promise<Made> {
  const all = await world();
  return { ...all, good: await goodCredential(all.uni) };
}
const html = (all: Made, body: string, url = LINK) => serve(all.resources, url, body, 'text/html; charset=utf-8');
const reading = (report: Report) => checkOf(report, 'intake.readable').evidence.map(({ url }) => url);

describe('an address', () => {
  it('is what stands there: its channel is url, its bytes those that were fetched', async () => {
    const all = await made();
    serve(all.resources, LINK, all.good, 'application/vc');
    const report = await judge(`  ${LINK}\n`, all);
    expectCase(report, 'verified', 'intake.readable', 'pass', 'input.read');
    expect(report.input).toMatchObject({ channel: 'url', mediaType: 'application/vc', bytes: new TextEncoder().encode(JSON.stringify(all.good)).length });
    expect(reading(report)).toEqual([LINK]);
  });

  it('gives the same report as its bytes, save how they came', async () => {
    const all = await made();
    serve(all.resources, LINK, all.good, 'application/vc');
    const [linked, pasted] = [await judge(LINK, all), await judge(JSON.stringify(all.good), all)];
    const without = (report: Report) => report.checks.map(({ evidence: _evidence, ...check }) => check);
    expect(without(linked)).toEqual(without(pasted));
    expect(linked.input.sha256).toBe(pasted.input.sha256);
  });

  it('of an altered credential is invalid: the address proves nothing', async () => {
    const all = await made();
    serve(all.resources, LINK, { ...all.good, name: 'Doctor' }, 'application/vc');
    expectCase(await judge(LINK, all), 'invalid', 'proof.signature', 'fail', 'signature.invalid');
  });

  it('of a hosted badge is verified as one', async () => {
    const badge = await hostedBadge2();
    expectCase(await judge(badge.url, badge), 'verified', 'proof.signature', 'pass', 'hosted.served');
  });

  it('that cannot be reached could not be read, and may be another time', async () => {
    const report = await judge(LINK, await made());
    expectCase(report, 'indeterminate', 'intake.readable', 'indeterminate', 'input.unreadable');
    expect(checkOf(report, 'intake.readable').problems).toMatchObject([{ code: 'net.offline', retryable: true, params: { url: LINK } }]);
  });

  it('that a server refuses to answer could not be read', async () => {
    const all = await made();
    serve(all.resources, LINK, 'gone', 'text/plain', 404);
    expect(checkOf(await judge(LINK, all), 'intake.readable')).toMatchObject({ code: 'input.unreadable', params: { reason: 'net.http-status', status: 404 } });
  });

  it('over http is refused, and says why', async () => {
    const all = await made();
    serve(all.resources, LINK, all.good);
    const report = await judge(LINK.replace('https', 'http'), all);
    expect(report.verdict).not.toBe('verified');
    expect(checkOf(report, 'intake.readable').outcome).not.toBe('pass');
  });

  it('of a text with another address is followed once more, and no further', async () => {
    const all = await made();
    serve(all.resources, LINK, FILE, 'text/plain');
    serve(all.resources, FILE, all.good, 'application/json');
    const once = await judge(LINK, all);
    expect([once.verdict, reading(once)]).toEqual(['verified', [LINK, FILE]]);
    serve(all.resources, FILE, 'https://share.example/c/3', 'text/plain');
    serve(all.resources, 'https://share.example/c/3', all.good, 'application/json');
    expectCase(await judge(LINK, all), 'unverifiable', 'intake.credential', 'fail', 'reference.no-credential');
    serve(all.resources, LINK, LINK, 'text/plain');
    expectCase(await judge(LINK, all), 'unverifiable', 'intake.credential', 'fail', 'reference.no-credential');
  });
});

describe('a web page', () => {
  it('leads to its credential by a link', async () => {
    const all = await made();
    html(all, page(alternate('/c/1.json')));
    serve(all.resources, FILE, all.good, 'application/vc');
    const report = await judge(LINK, all);
    expect([report.verdict, reading(report)]).toEqual(['verified', [LINK, FILE]]);
  });

  it('on another web site too, but only over https', async () => {
    const all = await made();
    const other = 'https://store.example/1';
    serve(all.resources, other, all.good, 'application/vc');
    html(all, page(alternate(other)));
    expect((await judge(LINK, all)).verdict).toBe('verified');
    html(all, page(alternate(other.replace('https', 'http'))));
    expectCase(await judge(LINK, all), 'unverifiable', 'intake.credential', 'fail', 'reference.no-credential');
  });

  it('with its credential inside as JSON-LD', async () => {
    const all = await made();
    html(all, page(embedded({ '@context': 'https://schema.org', '@type': 'Organization', name: 'University' }) + embedded(all.good)));
    const report = await judge(LINK, all);
    expect([report.verdict, reading(report)]).toEqual(['verified', [LINK]]);
  });

  it('with several credentials inside is a collection', async () => {
    const all = await made();
    html(all, page(embedded(all.good) + embedded(await goodCredential(all.uni, { id: 'urn:uuid:2' }))));
    const report = await judge(LINK, all);
    expectCase(report, 'verified', 'members.verdict', 'pass', 'members.verified');
    expect(report.subjects).toHaveLength(2);
  });

  it('that repeats its credential without a proof and links to the signed one is judged by the signed one', async () => {
    const all = await made();
    const { proof: _proof, ...unsigned } = all.good;
    html(all, page(embedded(unsigned) + alternate('/c/1.json', 'application/json')));
    expectCase(await judge(LINK, all), 'unverifiable', 'intake.credential', 'fail', 'input.unsigned');
    serve(all.resources, FILE, all.good, 'application/vc');
    expect((await judge(LINK, all)).verdict).toBe('verified');
  });

  it('whose first link is no credential: the next one is tried', async () => {
    const all = await made();
    html(all, page(alternate('/wp-json/pages/1', 'application/ld+json') + alternate('/c/1.json', 'application/json')));
    serve(all.resources, 'https://share.example/wp-json/pages/1', { id: 1, title: 'A badge' });
    serve(all.resources, FILE, all.good);
    expect((await judge(LINK, all)).verdict).toBe('verified');
  });

  it('whose linked form cannot be reached could not be read: that is no word on the credential', async () => {
    const all = await made();
    html(all, page(alternate('/c/1.json')));
    expectCase(await judge(LINK, all), 'indeterminate', 'intake.readable', 'indeterminate', 'input.unreadable');
  });

  it('with nothing in it is unverifiable, with a next step', async () => {
    const all = await made();
    html(all, page('<link rel="stylesheet" href="/x.css"><meta property="og:image" content="https://share.example/badge.png">'));
    expectCase(await judge(LINK, all), 'unverifiable', 'intake.credential', 'fail', 'reference.no-credential');
  });

  it('is not followed from the page that it links to', async () => {
    const all = await made();
    html(all, page(alternate('/c/2')));
    html(all, page(alternate('/c/1.json')), 'https://share.example/c/2');
    serve(all.resources, FILE, all.good);
    expectCase(await judge(LINK, all), 'unverifiable', 'intake.credential', 'fail', 'reference.no-credential');
  });

  it('handed over as a file is only a page', async () => {
    const all = await made();
    const report = await judge(page(alternate('https://share.example/c/1.json')), all);
    expect(report.verdict).toBe('unverifiable');
    expect(reading(report)).toEqual([]);
  });
});
