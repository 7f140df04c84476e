import { isObject, isString, own } from '@credlens/core/report';
import { given, JSON_TYPE, outcomeOfStatus, reading } from './reading.js';
import { note } from './renderings/note.js';
import { summarise } from './renderings/summary.js';
import type { Vendor } from './vendor.js';

/**
 * Workable, assessment providers: it reads `GET /tests`, invites by `POST /assessments`, and takes the result at the address that came with the invitation.
 * What lists and invitations look like is documented openly; the members of the result are not, so they are gathered in `assessment` below, to be held against what Workable gives its partners.
 */
export const workable: Vendor = {
  id: 'workable',
  name: 'Workable',
  inbound: 'bearer',
  routes: [
    { method: 'GET', path: '/tests', action: 'list' },
    { method: 'POST', path: '/assessments', action: 'order' },
    { method: 'DELETE', path: '/assessments/:id', action: 'cancel' },
  ],
  packages: (packages) => ({ status: 200, body: { tests: packages.map(({ id, name }) => ({ id, name })) } }),
  readOrder: (body) => reading(body, ({ text, needed }) => {
    const callbackUrl = needed('callback_url');
    return {
      packageId: needed('test_id'), sameAs: callbackUrl, callbackUrl, candidate: given({ id: text('candidate', 'id'), email: text('candidate', 'email') }),
      job: given({ id: text('job_shortcode'), title: text('job_title') }),
    };
  }),
  ordered: ({ id }) => ({ status: 201, body: { assessment_id: id } }),
  orderIdOf: ({ path, body }) => path['id'] ?? (isObject(body) && isString(own(body, 'assessment_id')) ? own(body, 'assessment_id') as string : undefined),
  status: ({ id, state }) => ({ status: 200, body: { assessment_id: id, status: state === 'final' ? 'completed' : 'pending' } }),
  cancelled: ({ id, state }) => ({ status: state === 'final' ? 409 : 200, body: { assessment_id: id } }),
  problem: ({ status, code, detail }) => ({ status, body: { error: detail, code } }),
  writeBack: {
    request: ({ id, callbackUrl, resultUrl, matchReport }, { words, idempotencyKey }) => {
      if (callbackUrl === undefined || !matchReport) return undefined;
      const [required] = summarise(matchReport, words).coverage;
      const assessment = { score: required!.value, summary: note(matchReport, words, { form: 'text', link: resultUrl, limit: 4000 }), details_url: resultUrl };
      return { method: 'POST', url: callbackUrl, headers: { ...JSON_TYPE, 'idempotency-key': idempotencyKey }, body: JSON.stringify({ assessment_id: id, status: 'completed', assessment }) };
    },
    auth: 'bearer',
    outcomeOf: (status) => outcomeOfStatus(status),
    ifUnknown: 'resend',
    rate: { burst: 10, perSecond: 1 },
    hosts: ['workable.com'],
  },
};
