import { createVerifier, type Verifier } from '@credlens/core';
import { didKey, ed25519TestKey, issue, lookup, presentation, samples, signPresentation, university, badge, type Json, type JsonObject } from '@credlens/demo-issuer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ProblemDetails } from './problem.js';
import { createApp, type AppOptions } from './app.js';
import { startServer, type RunningServer } from './server.js';

const NOW = new Date('2026-08-22T00:00:00Z');
const running: RunningServer[] = [];
const log: string[] = [];
let suite: string, vcalm: string, verifier: Verifier;
const documents = new Map<string, JsonObject>();

interface Answer { verified?: unknown; problemDetails?: ProblemDetails[]; results?: Record<string, unknown>; report?: { schema: string; verdict: string; policy: { id: string } }; credential?: unknown }

async function start(options: AppOptions): Promise<string> {
  const server = await startServer(createApp(options), { port: 0 });
  running.push(server);
  return server.url;
}

beforeAll(async () => {
  const made = await samples(NOW);
  for (const { id, text } of made.samples) if (text.startsWith('{')) documents.set(id, JSON.parse(text) as JsonObject);
  verifier = createVerifier({ policy: 'vcalm', resources: lookup(made.resources), offline: true, clock: () => NOW });
  suite = await start({ verifier, log: (line) => log.push(line) });
  vcalm = await start({ verifier, statusCodes: 'vcalm' });
});
afterAll(async () => { await Promise.all(running.map((server) => server.close())); });

async function post(base: string, path: string, body: unknown, contentType: string | null = 'application/json'): Promise<{ status: number; headers: Headers; body: Answer }> {
  const raw = typeof body === 'string' || body instanceof Uint8Array ? (body as BodyInit) : JSON.stringify(body);
  const response = await fetch(base + path, { method: 'POST', body: contentType === null ? new Blob([raw as BlobPart]) : raw, ...(contentType !== null && { headers: { 'content-type': contentType } }) });
  return { status: response.status, headers: response.headers, body: await response.json() as Answer };
}
const credential = (document: unknown, options?: unknown, base = suite) => post(base, '/credentials/verify', { verifiableCredential: document, ...(options !== undefined && { options }) });
const sample = (id: string): JsonObject => documents.get(id)!;
const codes = (body: Answer) => body.problemDetails?.map(({ code }) => code);

describe('POST /credentials/verify', () => {
  it('answers a good credential with 200, the standard\'s members and the report', async () => {
    const { status, body } = await credential(sample('verified'));
    expect(status).toBe(200);
    expect(body).toMatchObject({ verified: true, report: { schema: 'credlens-report/1', verdict: 'verified', policy: { id: 'vcalm' } } });
    expect(body.results).toMatchObject({ validFrom: { verified: true }, validUntil: { verified: true }, credentialStatus: [{ verified: true }, { verified: true }], proof: [{ verified: true, input: { type: 'DataIntegrityProof' } }] });
    expect(body).not.toHaveProperty('credential');
  });
  it.each([['expired', 'validity.expired'], ['revoked', 'status.revoked'], ['suspended', 'status.suspended'], ['tampered', 'signature.invalid']])('refuses one that is %s: 400 with the body, 200 in vcalm mode', async (id, code) => {
    const refused = await credential(sample(id));
    expect([refused.status, refused.body.verified, refused.body.report?.verdict]).toEqual([400, false, 'invalid']);
    expect(codes(refused.body)).toContain(code);
    for (const problem of refused.body.problemDetails ?? []) expect([problem.type, problem.title, problem.detail].every((text) => typeof text === 'string' && text.length > 0)).toBe(true);
    const told = await credential(sample(id), {}, vcalm);
    expect([told.status, told.body.verified]).toEqual([200, false]);
  });
  it('says which date, and which status entry', async () => {
    const expired = await credential(sample('expired'), {}, vcalm);
    expect(expired.body.results).toMatchObject({ validFrom: { verified: true }, validUntil: { verified: false } });
    const suspended = await credential(sample('suspended'), {}, vcalm);
    expect(suspended.body.results).toMatchObject({ credentialStatus: [{ verified: true, input: { statusPurpose: 'revocation' } }, { verified: false, input: { statusPurpose: 'suspension' } }] });
    const tampered = await credential(sample('tampered'), {}, vcalm);
    expect(tampered.body.results).toMatchObject({ proof: [{ verified: false }] });
  });
  it('limits the verdict to the proofs where checks is ["proof"]', async () => {
    expect((await credential(sample('revoked'), { checks: ['proof'] })).body).toMatchObject({ verified: true, report: { verdict: 'invalid' } });
    expect((await credential(sample('expired'), { checks: ['proof'] })).status).toBe(200);
    expect((await credential(sample('tampered'), { checks: ['proof'] })).status).toBe(400);
    expect((await credential(sample('revoked'), { checks: ['proof', 'credentialStatus'] })).status).toBe(400);
    expect((await credential({ ...sample('verified'), proof: [] }, { checks: ['proof'] }, vcalm)).body.verified).toBe(false);
  });
  it('returns what it is asked to return', async () => {
    const full = await credential(sample('verified'), { returnCredential: true });
    expect(full.body.credential).toEqual(sample('verified'));
    const bare = await credential(sample('revoked'), { returnResults: false, returnProblemDetails: false });
    expect(Object.keys(bare.body).sort()).toEqual(['report', 'verified']);
  });
  it('says in suite mode what the test suites ask of every document, whatever the checks', async () => {
    const good = sample('verified');
    const proof = good['proof'] as JsonObject;
    const without = (name: string) => Object.fromEntries(Object.entries(good).filter(([key]) => key !== name));
    const faults: Record<string, Json>[] = [
      ...['@context', 'type', 'issuer', 'credentialSubject', 'proof'].map(without),
      { ...good, '@context': 'https://www.w3.org/ns/credentials/v2' }, { ...good, '@context': [...(good['@context'] as Json[]), 7] }, { ...good, type: 'VerifiableCredential' },
      { ...good, credentialSubject: 'someone' }, { ...good, issuer: { name: 'nobody' } }, { ...good, proof: 'x' },
      ...['type', 'created', 'verificationMethod', 'proofValue', 'proofPurpose'].map((name) => ({ ...good, proof: Object.fromEntries(Object.entries(proof).filter(([key]) => key !== name)) })),
    ];
    for (const document of faults) {
      const { status, body } = await credential(document, { checks: ['proof'] });
      expect([status, body.verified], JSON.stringify(document).slice(0, 80)).toEqual([400, false]);
    }
  });
  it.each([
    ['data:application/vc+jwt,eyJ.e.s', 'token.malformed'], ['data:application/vc+sd-jwt,eyJ.e.s', 'enveloped.media-type'], ['data:application/vc+jwt,', 'enveloped.malformed'], ['data:application/vc+cose;base64,0oRY', 'input.unsupported'],
  ])('refuses the enveloped credential %s: %s', async (id, code) => {
    const { status, body } = await credential({ '@context': 'https://www.w3.org/ns/credentials/v2', id, type: 'EnvelopedVerifiableCredential' });
    expect([status, body.verified]).toEqual([400, false]);
    expect(codes(body)).toContain(code);
  });
  it('ends a verification that takes too long, undecided', async () => {
    const slow = createVerifier({ policy: 'vcalm', fetch: () => new Promise(() => {}), clock: () => NOW });
    const base = await start({ verifier: slow, timeoutMs: 100 });
    const { status, body } = await credential(sample('verified'), {}, base);
    expect([status, body.verified, body.report?.verdict]).toEqual([400, false, 'indeterminate']);
  });
});

describe('POST /presentations/verify', () => {
  const made = async (challenge = 'c-1', member = sample('verified')) => {
    const holder = didKey(await ed25519TestKey('holder'));
    return signPresentation(presentation([member], { holder: holder.id }), { by: holder, created: '2026-08-21T23:59:00Z', challenge, domain: 'jobs.example' });
  };
  const verify = (body: Record<string, unknown>, base = suite) => post(base, '/presentations/verify', body);

  it('answers a good one with its proof, challenge and credentials', async () => {
    const holder = didKey(await ed25519TestKey('holder'));
    const issuer = await university();
    const mine = await issue(badge({ issuer: issuer.id, id: 'urn:uuid:1f6e9be0-95a6-4b8e-9d8f-9d44bb6d6b3a', subjectId: holder.id, validFrom: '2026-06-01T00:00:00Z' }), { by: issuer, created: '2026-06-01T00:00:00Z' });
    const { status, body } = await verify({ verifiablePresentation: await made('c-1', mine), options: { challenge: 'c-1', domain: 'jobs.example' } });
    expect(body.problemDetails).toEqual([]);
    expect([status, body.verified]).toEqual([200, true]);
    expect(body.results).toMatchObject({
      presentation: { challenge: { verified: true, input: 'c-1' }, domain: { verified: true }, holder: { verified: true, input: holder.id }, proof: [{ verified: true, problemDetails: [] }] },
      credentials: [{ verified: true, results: { proof: [{ verified: true }] } }],
    });
  });
  it('refuses another challenge or domain, and says which', async () => {
    const signed = await made();
    const challenge = await verify({ verifiablePresentation: signed, options: { challenge: 'c-2', domain: 'jobs.example' } });
    expect(challenge.status).toBe(400);
    expect(challenge.body.results).toMatchObject({ presentation: { challenge: { verified: false }, domain: { verified: true } } });
    expect((await verify({ verifiablePresentation: signed, options: { challenge: 'c-1', domain: 'other.example' } })).status).toBe(400);
  });
  it('refuses one with a credential that was altered, also where only proofs count', async () => {
    const signed = await made('c-1', sample('tampered'));
    for (const options of [{ challenge: 'c-1', domain: 'jobs.example' }, { challenge: 'c-1', domain: 'jobs.example', checks: ['proof'] }]) {
      const { status, body } = await verify({ verifiablePresentation: signed, options });
      expect([status, body.verified]).toEqual([400, false]);
      expect(body.results).toMatchObject({ credentials: [{ verified: false }] });
    }
  });
  it('refuses an unsigned one as verifiablePresentation, and takes it as presentation', async () => {
    const bare = presentation([sample('verified')]);
    expect((await verify({ verifiablePresentation: bare })).status).toBe(400);
    expect((await verify({ presentation: bare })).body).toMatchObject({ verified: true, results: { credentials: [{ verified: true }] } });
    expect((await verify({ presentation: presentation([sample('revoked')]) })).status).toBe(400);
  });
  it('answers for presentations alone, and needs a proof of their own where a challenge is to be met, whatever the mode and the checks', async () => {
    const bare = presentation([sample('verified')]);
    const empty = { '@context': ['https://www.w3.org/ns/credentials/v2'], type: ['VerifiablePresentation'] };
    for (const extra of [{}, { checks: ['proof'] }]) {
      const bodies = [
        { verifiablePresentation: sample('verified'), options: extra }, { presentation: sample('verified'), options: extra }, { verifiablePresentation: bare, options: extra },
        { presentation: bare, options: { challenge: 'c-1', ...extra } }, { presentation: empty, options: extra },
      ];
      for (const body of bodies) {
        const { status, body: told } = await verify(body, vcalm);
        expect([status, told.verified], JSON.stringify(body).slice(0, 100)).toEqual([200, false]);
        expect(told.problemDetails?.length).toBeGreaterThan(0);
      }
      expect((await credential(bare, extra, vcalm)).body.verified).toBe(false);
      expect((await credential({ ...sample('verified'), type: ['VerifiableCredential', 'VerifiablePresentation'] }, extra, vcalm)).body.verified).toBe(false);
    }
    const unmet = await verify({ presentation: bare, options: { challenge: 'c-1' } }, vcalm);
    expect(unmet.body.results).toMatchObject({ presentation: { challenge: { verified: false } } });
  });
  it('leaves unknown options alone, as VCALM does here', async () => {
    expect((await verify({ presentation: presentation([sample('verified')]), options: { somethingElse: 1 } })).status).toBe(200);
  });
});

describe('what is malformed', () => {
  const bad: [string, unknown, (string | null)?][] = [
    ['nothing', ''], ['no JSON', '{'], ['an array', []], ['null', 'null'], ['a number', '7'], ['no member', {}], ['the other endpoint\'s member', { verifiablePresentation: {} }],
    ['a text for the credential', { verifiableCredential: 'eyJ' }], ['an array for it', { verifiableCredential: [] }], ['null for it', { verifiableCredential: null }],
    ['equal keys', '{"verifiableCredential":{"a":1,"a":2}}'], ['bytes that are no UTF-8', new Uint8Array([0x7b, 0xff, 0x7d])], ['endless nesting', '['.repeat(100_000)],
    ['options that are no object', { verifiableCredential: {}, options: [] }], ['checks that are no array', { verifiableCredential: {}, options: { checks: 'proof' } }],
    ['a challenge that is no text', { verifiableCredential: {}, options: { challenge: 7 } }], ['a flag that is no flag', { verifiableCredential: {}, options: { returnResults: 'yes' } }],
    ['a wrong content type', { verifiableCredential: {} }, 'text/plain'], ['no content type', { verifiableCredential: {} }, null], ['a form', 'a=b', 'application/x-www-form-urlencoded'],
  ];
  it.each(bad)('%s: 400 with a body', async (_name, body, contentType = 'application/json') => {
    const refused = await post(suite, '/credentials/verify', body, contentType);
    expect([refused.status, refused.body.verified]).toEqual([400, false]);
    expect(refused.body.problemDetails?.length).toBeGreaterThan(0);
    const told = await post(vcalm, '/credentials/verify', body, contentType);
    expect([400, 415]).toContain(told.status);
  });
  it('an unknown option has a problem type of its own', async () => {
    const { status, body } = await credential(sample('verified'), { verifyEverything: true });
    expect(status).toBe(400);
    expect(body.problemDetails?.[0]).toMatchObject({ type: 'https://www.w3.org/TR/vcalm#UNKNOWN_OPTION_PROVIDED' });
  });
  it('too large: 413', async () => {
    const { status, body } = await post(suite, '/credentials/verify', JSON.stringify({ verifiableCredential: { a: 'x'.repeat(3 * 1024 * 1024) } }));
    expect([status, body.verified]).toEqual([413, false]);
  });
  it('odd documents are never a fault of the server', async () => {
    const odd: unknown[] = [{}, { type: 7 }, { '@context': {} }, { '@context': ['https://www.w3.org/ns/credentials/v2'], type: ['VerifiableCredential'], proof: [[[]]] }, { proof: null }, { type: ['EnvelopedVerifiableCredential'] },
      { ...sample('verified'), proof: [null, 7, 'x', {}] }, { ...sample('verified'), validFrom: {}, validUntil: [], credentialStatus: 'x', credentialSchema: 7 }, { ['__proto__']: { type: 'x' } },
      { ...sample('verified'), credentialSubject: { deep: JSON.parse('['.repeat(60) + ']'.repeat(60)) as unknown } }];
    for (const document of odd) {
      for (const [path, name] of [['/credentials/verify', 'verifiableCredential'], ['/presentations/verify', 'verifiablePresentation'], ['/presentations/verify', 'presentation']] as const) {
        const { status, body } = await post(suite, path, { [name]: document });
        expect([status, body.verified], `${path} ${JSON.stringify(document).slice(0, 80)}`).toEqual([400, false]);
      }
    }
  });
});

describe('the service itself', () => {
  it('says what it is, and that it lives', async () => {
    expect(await (await fetch(`${suite}/`)).json()).toMatchObject({ service: 'credlens', statusCodes: 'suite' });
    expect((await fetch(`${suite}/health`)).status).toBe(200);
    expect((await fetch(`${suite}/nowhere`)).status).toBe(404);
    const wrong = await fetch(`${suite}/credentials/verify`);
    expect([wrong.status, wrong.headers.get('allow')]).toEqual([405, 'POST']);
  });
  it('sends headers that keep browsers from doing anything with its answers', async () => {
    for (const path of ['/', '/nowhere']) {
      const { headers } = await fetch(suite + path);
      expect(headers.get('content-security-policy')).toContain("default-src 'none'");
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('cache-control')).toBe('no-store');
      expect(headers.get('access-control-allow-origin')).toBeNull();
    }
  });
  it('never answers 500, and shows nothing of a fault of its own', async () => {
    const base = await start({ verifier: { verify: () => Promise.reject(new Error('secret at line 7')) } });
    const response = await fetch(`${base}/credentials/verify`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"verifiableCredential":{}}' });
    const text = await response.text();
    expect(response.status).toBe(503);
    expect(text).not.toMatch(/secret|line 7|\.js/);
    expect(JSON.parse(text)).toMatchObject({ verified: false });
  });
  it('logs no more than method, route, status and time', async () => {
    await fetch(`${suite}/maria.lindqvist@student.example?token=x`);
    expect(log.length).toBeGreaterThan(10);
    for (const line of log) expect(line).toMatch(/^(GET|POST) (\/|\/health|\/credentials\/verify|\/presentations\/verify|\(other\)) \d{3} \d+ ms$/);
  });
  it('stops taking connections when it is closed, and lets what is under way finish', async () => {
    let release = () => {};
    const held = new Promise<void>((resolve) => { release = resolve; });
    const server = await startServer(createApp({ verifier: { verify: async (...given) => { await held; return verifier.verify(...given); } } }), { port: 0 });
    const answer = credential(sample('verified'), {}, server.url);
    await new Promise((resolve) => { setTimeout(resolve, 100); });
    const closing = server.close();
    release();
    expect((await answer).status).toBe(200);
    await closing;
    await expect(fetch(`${server.url}/health`)).rejects.toThrow();
  });
});
