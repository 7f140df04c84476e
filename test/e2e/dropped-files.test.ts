import { createVerifier } from '@credlens/core';
import { parseRegistry } from '@credlens/core/registry';
import type { Report } from '@credlens/core/report';
import {
  badge, bakePng, bakeSvg, clr, didWeb, disclose, enveloped, hostedBadge2, issue, issueSelective, jwkDocument, lookup, newJoseKey, presentation, publish, qrPicture, samples, sdJwt, serve, signedBadge2, TEST_KEY_P256, tokenOf, university, zip,
  type JsonObject, type Resources,
} from '@credlens/demo-issuer';
import { chromium, type Browser, type Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CHROMIUM } from '../support/chromium.js';
import { drop } from './drop.js';
import { openRecruiterPage, serveRecruiterPage, type Server } from './recruiter-page.js';

const TOKEN_ISSUER = 'https://issuer.example/issuers/tokens';
const CREATED = new Date(Date.now() - 86_400_000).toISOString().replace(/\.\d+/, '');

interface Dropped { name: string; content: string | Uint8Array; verdict: Report['verdict'] }

let server: Server;
let browser: Browser;
let page: Page;
let files: Dropped[];
let resources: Resources;
let trust: Awaited<ReturnType<typeof samples>>['trust'];
const complaints: string[] = [];

const utf16 = (text: string) => Uint8Array.from([0xff, 0xfe, ...[...text].flatMap((character) => [character.charCodeAt(0) & 0xff, character.charCodeAt(0) >> 8])]);

/** One file of every kind, each made by code, with the verdict that it deserves. */
async function make(): Promise<void> {
  const shown = await samples(new Date());
  const uni = await university();
  const good = shown.samples.find(({ id }) => id === 'verified')!.text;
  const document = JSON.parse(good) as JsonObject;
  const [hosted, signed] = [await hostedBadge2(), await signedBadge2()];
  resources = new Map([...shown.resources, ...hosted.resources, ...signed.resources]);
  trust = shown.trust;
  const key = await newJoseKey('ES256');
  serve(resources, TOKEN_ISSUER, jwkDocument(TOKEN_ISSUER, { k1: key.public }));
  const { proof: _proof, credentialStatus: _status, ...unsigned } = document;
  const token = await tokenOf({ ...unsigned, issuer: { ...(unsigned['issuer'] as JsonObject), id: TOKEN_ISSUER } }, { key, kid: `${TOKEN_ISSUER}#k1` });
  const wallet = await sdJwt({ iss: TOKEN_ISSUER, vct: 'urn:eu.europa.ec.eudi:learning:credential:1', iat: Math.floor(Date.parse(CREATED) / 1000), achievement_title: 'Water Quality' }, { key, header: { kid: `${TOKEN_ISSUER}#k1` }, disclosable: ['/achievement_title'] });
  const laboratory = didWeb('laboratory.example', TEST_KEY_P256);
  for (const [url, served] of publish([laboratory])) resources.set(url, served);
  const whole = badge({
    issuer: laboratory.id, id: 'urn:uuid:5b0c4e43-8f0e-4b0b-9d55-0f6f1f0a1c11', subjectId: 'did:example:maria', validFrom: CREATED, validUntil: new Date(Date.now() + 86_400_000).toISOString(),
    achievement: { id: 'https://laboratory.example/achievements/water', type: ['Achievement'], name: 'Water', description: 'A course on water.', criteria: { narrative: 'Pass the examination.' } },
  });
  const parts = await disclose(await issueSelective(whole, { by: laboratory, created: CREATED }), ['/credentialSubject/id', '/credentialSubject/achievement']);
  const record = await issue(clr({ issuer: uni.id, id: 'urn:uuid:0d8a1d0e-9c1f-4d32-8d35-6c5d7a2f1e10', validFrom: CREATED, subjectId: 'did:example:maria', credentials: [document] }), { by: uni, created: CREATED });
  files = [
    { name: 'badge.json', content: good, verdict: 'verified' },
    { name: 'baked.png', content: await bakePng(good), verdict: 'verified' },
    { name: 'compressed.png', content: await bakePng(good, { compressed: true }), verdict: 'verified' },
    { name: 'damaged.png', content: await bakePng(good, { badCrc: true }), verdict: 'invalid' },
    { name: 'baked.svg', content: bakeSvg(good), verdict: 'verified' },
    { name: 'two.zip', content: await zip([{ name: 'a.json', content: good }, { name: 'b.png', content: await bakePng(good), stored: true }]), verdict: 'verified' },
    { name: 'lines.ndjson', content: `${JSON.stringify(document)}\n${JSON.stringify(document)}\n`, verdict: 'verified' },
    { name: 'array.json', content: `[${good}]`, verdict: 'verified' },
    { name: 'badge.jwt', content: token, verdict: 'verified' },
    { name: 'wallet.txt', content: wallet, verdict: 'verified' },
    { name: 'presentation.json', content: JSON.stringify(presentation([enveloped(token)])), verdict: 'verified' },
    { name: 'record.json', content: JSON.stringify(record), verdict: 'verified' },
    { name: 'hosted.json', content: JSON.stringify(hosted.assertion), verdict: 'verified' },
    { name: 'signed.png', content: await bakePng(signed.token, { keyword: 'openbadges' }), verdict: 'verified' },
    { name: 'qr-code.png', content: await bakePng(undefined, { picture: qrPicture(hosted.url, { scale: 4 }) }), verdict: 'verified' },
    { name: 'utf-16.json', content: utf16(JSON.stringify(document)), verdict: 'verified' },
    { name: 'base64.txt', content: Buffer.from(good).toString('base64'), verdict: 'verified' },
    { name: 'mail.txt', content: `Dear all,\n\`\`\`json\n${good}\n\`\`\`\nBest wishes`, verdict: 'verified' },
    { name: 'picture.png', content: await bakePng(undefined), verdict: 'unverifiable' },
    { name: 'cv.txt', content: 'Maria Lindqvist, PhD. Fluent in four languages.', verdict: 'unverifiable' },
    { name: 'sealed.pdf', content: '%PDF-1.7\n%%EOF', verdict: 'indeterminate' },
    { name: 'parts.json', content: JSON.stringify(parts), verdict: 'verified' },
  ];
}

beforeAll(async () => {
  await make();
  server = await serveRecruiterPage({ '/resources.json': Object.fromEntries(resources), '/trust.json': trust });
  browser = await chromium.launch(CHROMIUM);
  page = await openRecruiterPage(browser, server, complaints);
}, 120_000);

afterAll(async () => {
  await browser?.close();
  await server?.close();
});

/** What a report found, without when it was asked. */
const findings = (report: Report): unknown => ({
  verdict: report.verdict, cautions: report.cautions, checks: report.checks.map(({ id, outcome, code }) => `${id} ${outcome} ${code}`), input: report.input, subjects: report.subjects.map(findings),
});

describe('a file that is dropped on the element', () => {
  it('gets the verdict that it deserves, and the report that it gets in Node', async () => {
    const registry = parseRegistry(JSON.stringify(trust));
    if ('error' in registry) throw new Error(registry.error);
    const verifier = createVerifier({ registries: [registry], resources: lookup(resources), offline: true });
    for (const file of files) {
      const report = await drop(page, file.name, file.content);
      const bytes = typeof file.content === 'string' ? Buffer.from(file.content) : file.content;
      const here = await verifier.verify(new File([bytes as Uint8Array<ArrayBuffer>], file.name));
      expect([file.name, report.verdict, report.reasons.map((id) => report.checks.find((check) => check.id === id)?.code)]).toEqual([file.name, file.verdict, here.reasons.map((id) => here.checks.find((check) => check.id === id)?.code)]);
      expect(findings(report), file.name).toEqual(findings(here));
    }
    expect(files.length).toBe(22);
    expect(complaints).toEqual([]);
  }, 120_000);
});
