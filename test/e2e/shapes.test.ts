import { BASE_SHAPES, baseShapes, change, ELM_CONTEXT, elmContext, elmDocument, GENERIC_SHAPES, genericShapes, samples, type JsonObject, type Resources } from '@credlens/demo-issuer';
import { jadesSeal, pki } from '@credlens/demo-pki';
import { chromium, type Browser, type Page } from 'playwright';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { CHROMIUM } from '../support/chromium.js';
import { drop } from './drop.js';
import { openRecruiterPage, serveRecruiterPage, type Server } from './recruiter-page.js';

let server: Server;
let browser: Browser;
let page: Page;
let files: Record<'without' | 'held' | 'broken', string>;
const complaints: string[] = [];
const loaded = new Set<string>();

beforeAll(async () => {
  const shown = await samples(new Date());
  const cast = await pki(new Date(Date.now() - 86_400_000).toISOString(), { territory: 'EE' });
  const sealed = async (payload: JsonObject) => (await jadesSeal({ pki: cast, payload })).text;
  const whole = elmDocument();
  files = {
    without: await sealed(change(whole, '/credentialSchema/id', 'https://shapes.example/none') as JsonObject), held: await sealed(whole),
    broken: await sealed(change(whole, '/credentialSubject/hasClaim/0/specifiedBy/eqfLevel/id', 'http://data.europa.eu/snb/eqf/9') as JsonObject),
  };
  const resources: Resources = new Map(shown.resources);
  for (const [url, body] of [[ELM_CONTEXT, JSON.stringify(elmContext())], [GENERIC_SHAPES, genericShapes()], [BASE_SHAPES, baseShapes()]] as const) resources.set(url, { body, contentType: 'text/plain' });
  server = await serveRecruiterPage({ '/resources.json': Object.fromEntries(resources), '/trust.json': shown.trust });
  browser = await chromium.launch(CHROMIUM);
  page = await openRecruiterPage(browser, server, complaints, (opened) => opened.on('request', (request) => loaded.add(new URL(request.url()).pathname)));
}, 120_000);

afterAll(async () => {
  await browser?.close();
  await server?.close();
});

const chunk = () => [...loaded].filter((path) => /\/shacl-[^/]*\.js$/.test(path)).length;
const schemaOf = async (name: keyof typeof files) => {
  const report = await drop(page, `${name}.json`, files[name]);
  const found = report.checks.find(({ id }) => id === 'format.schema');
  return { code: found?.code, problems: found?.problems.map(({ code, pointer, params }) => [code, pointer, params?.['keyword'], params?.['name']]) };
};

it('shapes are held to under a strict CSP, and their reader is loaded with the first of them', async () => {
  const policy = await page.evaluate(async () => (await fetch(location.href)).headers.get('content-security-policy'));
  expect(policy).toContain("default-src 'self'");
  expect(policy).not.toContain('unsafe-eval');
  expect((await schemaOf('without')).code).toBe('schema.unknown');
  expect(chunk()).toBe(0);
  expect(await schemaOf('held')).toEqual({ code: 'shacl.conforms', problems: [] });
  expect(chunk()).toBe(1);
  expect(await schemaOf('broken')).toEqual({ code: 'schema.violations', problems: [['schema.value', '/credentialSubject/hasClaim/0/specifiedBy/eqfLevel', 'in', 'eqfLevel']] });
  // This page has no trusted lists, which a sealed file asks for.
  expect(complaints.filter((each) => !each.includes('/trusted-lists.json'))).toEqual([]);
});
