import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '@credlens/core/report';
import { matchReportOf } from '../../../../test/support/match-report.js';
import { en, VENDOR_IDS, VENDORS, type OrderReading, type OrderView } from './index.js';

const report = matchReportOf([['SQL', 'met'], ['Python', 'review'], ['Go', 'missing'], ['German', 'missing', 'preferred']]);
const view: OrderView = { id: '0'.repeat(32), packageId: 'p1', state: 'final', externalId: 'ext 1', callbackUrl: 'https://ats.example/cb', uploadUrl: 'https://a.example/upload/x', resultUrl: 'https://a.example/result/y', completedAt: '2026-11-22T10:00:00.000Z', matchReport: report };
const context = { words: en, now: 0, settings: {}, idempotencyKey: 'key', pdf: new Uint8Array([37, 80, 68, 70]) };
const orderOf = (reading: OrderReading) => { if (!reading.ok) throw new Error(`${reading.fault} ${reading.pointer}`); return reading.order; };
const sent = (vendor: keyof typeof VENDORS, order = view) => { const request = VENDORS[vendor].writeBack.request(order, context)!; return { ...request, body: JSON.parse(request.body ?? 'null') as Record<string, unknown> }; };

describe('Greenhouse', () => {
  const { greenhouse } = VENDORS;
  const body = { partner_test_id: 'p1', candidate: { first_name: 'Maria', last_name: 'Lindqvist', phone_number: '1', email: 'maria@student.example', greenhouse_profile_url: 'https://app.greenhouse.io/people/1' }, url: 'https://app.greenhouse.io/partner_interviews/9' };
  it('lists tests, and takes one that is sent, without the name and the number', () => {
    expect(greenhouse.packages([{ id: 'p1', name: 'Data engineer' }]).body).toEqual([{ partner_test_id: 'p1', partner_test_name: 'Data engineer' }]);
    const order = orderOf(greenhouse.readOrder(body, {}));
    expect(order).toEqual({ packageId: 'p1', sameAs: body.url, callbackUrl: body.url, candidate: { email: 'maria@student.example' }, job: {} });
    expect(greenhouse.ordered(view).body).toEqual({ partner_interview_id: view.id });
    expect(greenhouse.orderIdOf({ path: {}, query: { partner_interview_id: 'x' } })).toBe('x');
  });
  it('says what is missing, and where', () => {
    const { url: _url, ...rest } = body;
    expect(greenhouse.readOrder(rest, {})).toEqual({ ok: false, fault: 'member-missing', pointer: '/url' });
    expect(greenhouse.readOrder({ ...body, candidate: { email: ['x'] } }, {})).toEqual({ ok: false, fault: 'member-malformed', pointer: '/candidate/email' });
  });
  it('tells that there is something to ask for, and answers with flat metadata', () => {
    expect(sent('greenhouse')).toMatchObject({ method: 'PATCH', url: 'https://ats.example/cb', body: {} });
    const { body: status } = greenhouse.status(view, en) as { body: { metadata: Record<string, unknown> } };
    expect(status).toMatchObject({ partner_status: 'complete', partner_profile_url: view.resultUrl, partner_score: 33 });
    expect(status.metadata).toMatchObject({ [en.coverage.required]: '1 of 3', 'Go (required)': en.status.recruiter.missing });
    expect(Object.values(status.metadata).every((value) => typeof value === 'string')).toBe(true);
    expect(greenhouse.status({ ...view, state: 'draft', matchReport: undefined } as unknown as OrderView, en).body).toEqual({ partner_status: 'draft' });
  });
});

describe('Ashby', () => {
  const { ashby } = VENDORS;
  const body = { assessment_type_id: 'p1', candidate: { ashby_id: 'c1', first_name: 'Maria', email: 'maria@student.example' }, application: { ashby_id: 'a1' }, job: { ashby_id: 'j1', name: 'Data engineer' } };
  it('a start that is sent again is the same, one of another kind is not', () => {
    const order = orderOf(ashby.readOrder(body, {}));
    expect(order).toEqual({ packageId: 'p1', sameAs: 'p1\na1', candidate: { id: 'c1', email: 'maria@student.example' }, job: { id: 'j1', title: 'Data engineer' } });
    expect(orderOf(ashby.readOrder({ ...body, assessment_type_id: 'p2' }, {})).sameAs).not.toBe(order.sameAs);
    expect(ashby.orderIdOf({ path: {}, query: {}, body: { assessment_id: 'x' } })).toBe('x');
  });
  it('updates with values that have identifiers of their own, and the same update is the same octets', () => {
    const update = sent('ashby');
    expect(update).toMatchObject({ method: 'POST', url: 'https://api.ashbyhq.com/assessment.update', body: { assessment_id: view.id, timestamp: Date.parse(view.completedAt!), assessment_result: { type: 'string', value: '1 of 3' }, assessment_profile_url: { type: 'url', value: view.resultUrl } } });
    const values = [update.body['assessment_result'], update.body['assessment_profile_url'], ...update.body['metadata'] as unknown[]] as { identifier: string; type: string }[];
    expect(new Set(values.map(({ identifier }) => identifier)).size).toBe(values.length);
    expect(VENDORS.ashby.writeBack.request(view, { ...context, now: 5 })).toEqual(VENDORS.ashby.writeBack.request(view, context));
    expect(ashby.writeBack.outcomeOf(200, { success: false })).toBe('refused');
  });
});

describe('Workable', () => {
  it('reads an invitation, whose numbers are identifiers, and answers where it says', () => {
    const order = orderOf(VENDORS.workable.readOrder({ test_id: 1, job_shortcode: 'AB12', job_title: 'Data engineer', callback_url: 'https://acme.workable.com/cb/1', candidate: { email: 'm@x.example', first_name: 'M' } }, {}));
    expect(order).toEqual({ packageId: '1', sameAs: 'https://acme.workable.com/cb/1', callbackUrl: 'https://acme.workable.com/cb/1', candidate: { email: 'm@x.example' }, job: { id: 'AB12', title: 'Data engineer' } });
    expect(VENDORS.workable.packages([{ id: '1', name: 'T' }]).body).toEqual({ tests: [{ id: '1', name: 'T' }] });
    expect(sent('workable')).toMatchObject({ url: 'https://ats.example/cb', body: { status: 'completed', assessment: { score: '1 of 3', details_url: view.resultUrl } } });
  });
});

describe('Kombo', () => {
  const { kombo } = VENDORS;
  const message = { id: 'evt', type: 'assessment:order-received', data: { id: 'o1', package_id: 'p1', status: 'OPEN', candidate: { remote_id: 'c', email: 'm@x.example', first_name: 'M' }, application: { remote_id: 'a' }, job: { remote_id: 'j', name: 'Data engineer', description: '<p>SQL</p>', hiring_team: [{ email: 'boss@x.example' }] } } };
  it('reads an order, without the hiring team', () => {
    expect(kombo.messageOf?.(message)).toBe('order');
    expect(orderOf(kombo.readOrder(message, {}))).toEqual({ packageId: 'p1', sameAs: 'o1', externalId: 'o1', candidate: { id: 'c', email: 'm@x.example' }, job: { id: 'j', title: 'Data engineer', posting: '<p>SQL</p>' } });
    expect(kombo.messageOf?.({ type: 'sync-finished' })).toBe('other');
  });
  it('puts a result with a part for each requirement, and the file', () => {
    const { method, url, body } = sent('kombo');
    expect([method, url]).toEqual(['PUT', 'https://api.kombo.dev/v1/assessment/orders/ext%201/result']);
    expect(body).toMatchObject({ status: 'COMPLETED', score: 1, max_score: 3, attachments: [{ content_type: 'application/pdf', data: 'JVBERg==' }] });
    expect((body['attributes'] as { type: string }[]).filter(({ type }) => type === 'SUB_RESULT')).toHaveLength(4);
  });
  it('asks whether an order is open still, page by page', () => {
    const read = (status: number, body: unknown) => kombo.writeBack.readAsked?.({ id: '', externalId: 'o1' }, status, body as JsonObject);
    expect(read(200, { data: { results: [{ id: 'o1' }], next: null } })).toBe('not-written');
    expect(read(200, { data: { results: [{ id: 'o2' }], next: 'n' } })).toEqual({ more: 'n' });
    expect(read(200, { data: { results: [], next: null } })).toBe('written');
    for (const [status, body] of [[500, undefined], [200, {}], [200, { data: { results: {} } }]] as const) expect(read(status, body)).toBe('unknown');
    expect(kombo.writeBack.outcomeOf(409, undefined)).toBe('again');
    expect(kombo.writeBack.outcomeOf(400, { error: { code: 'ASSESSMENT_ORDER_NOT_OPEN' } })).toBe('already');
  });
});

describe('every vendor', () => {
  it('what is written says nothing of turning somebody down', () => {
    for (const id of VENDOR_IDS) expect(JSON.stringify([VENDORS[id].writeBack.request(view, context), VENDORS[id].status(view, en)]), id).not.toMatch(/\breject|\bfail|disqualif|\bunqualified/i);
  });
  it('no body makes a reader throw, and none is an order that lacks a candidate', () => {
    const names = ['partner_test_id', 'candidate', 'url', 'email', 'assessment_type_id', 'application', 'ashby_id', 'test_id', 'callback_url', 'type', 'data', 'package_id', 'id', 'job', 'description', 'packageId', 'externalId', 'posting', '__proto__', 'constructor'];
    const tree = fc.letrec((tie) => ({ node: fc.oneof({ depthSize: 'small' }, fc.string(), fc.integer(), fc.double(), fc.constant(null), fc.boolean(), fc.array(tie('node'), { maxLength: 3 }), fc.dictionary(fc.constantFrom(...names), tie('node'), { maxKeys: 6 })) }));
    fc.assert(fc.property(fc.constantFrom(...VENDOR_IDS), fc.dictionary(fc.constantFrom(...names), tree.node), (id, body) => {
      const reading = VENDORS[id].readOrder(body as JsonObject, {});
      if (reading.ok) expect(reading.order.candidate.id ?? reading.order.candidate.email).toBeTypeOf('string');
      else expect(reading.pointer).toMatch(/^(?:\/[\w]+)*$/);
    }), { numRuns: 1000 });
  });
  it('HTTP\'s own words for a write', () => {
    const { outcomeOf } = VENDORS.workable.writeBack;
    expect([200, 204, 400, 401, 404, 408, 422, 425, 429, 500, 503].map((status) => outcomeOf(status, undefined))).toEqual(['written', 'written', 'refused', 'refused', 'refused', 'again', 'refused', 'again', 'again', 'again', 'again']);
  });
});
