import { isObject, isString, own } from '@credlens/core/report';
import { summarise } from './renderings/summary.js';
import { given, JSON_TYPE, outcomeOfStatus, reading, under } from './reading.js';
import type { Vendor } from './vendor.js';
import type { WebhookScheme } from './webhook-scheme.js';

/** Ashby, assessments of partners: `assessment.list`, `.start` and `.cancel` come in, `assessment.update` goes out. */

/** Webhooks: `Ashby-Signature: sha256=<hex>` over the raw body `{ action, data }`. */
export const ashbyWebhook: WebhookScheme = {
  signature: { in: 'header', name: 'Ashby-Signature', prefix: 'sha256=' }, algorithm: 'SHA-256', encoding: 'hex', signs: 'body',
};

/** A value with what Ashby shows it as. Identifiers are unique within one update. */
const value = (identifier: string, label: string, type: 'string' | 'url', text: string, description?: string) => ({ identifier, label, type, value: text, ...given({ description }) });

const MOST_ROWS = 60;

export const ashby: Vendor = {
  id: 'ashby',
  name: 'Ashby',
  inbound: 'basic-username',
  routes: [
    { method: 'POST', path: '/assessment.list', action: 'list' },
    { method: 'POST', path: '/assessment.start', action: 'order' },
    { method: 'POST', path: '/assessment.cancel', action: 'cancel' },
    { method: 'POST', path: '/webhooks', action: 'webhook' },
  ],
  packages: (packages) => ({ status: 200, body: { success: true, results: { assessments: packages.map(({ id, name, description }) => ({ assessment_type_id: id, name, ...given({ description }) })) } } }),
  readOrder: (body) => reading(body, ({ text, needed }) => {
    const packageId = needed('assessment_type_id');
    const email = text('candidate', 'email');
    // A start that is sent again is about the same application; without one, the same person and kind.
    const about = text('application', 'ashby_id') ?? email ?? needed('application', 'ashby_id');
    return { packageId, sameAs: `${packageId}\n${about}`, candidate: given({ id: text('candidate', 'ashby_id'), email }), job: given({ id: text('job', 'ashby_id'), title: text('job', 'name') }) };
  }),
  ordered: ({ id }) => ({ status: 200, body: { success: true, results: { assessment_id: id } } }),
  orderIdOf: ({ body }) => (isObject(body) && isString(own(body, 'assessment_id')) ? own(body, 'assessment_id') as string : undefined),
  status: ({ id, state }) => ({ status: 200, body: { success: true, results: { assessment_id: id, state } } }),
  cancelled: ({ id, state }) => (state === 'final' ? { status: 200, body: { success: false, errors: ['already_complete'] } } : { status: 200, body: { success: true, results: { assessment_id: id } } }),
  problem: ({ status, code, detail }) => ({ status, body: { success: false, errors: [code], errorInfo: { code, message: detail } } }),
  webhook: ashbyWebhook,
  messageOf: (body) => (own(body, 'action') === 'ping' ? 'ping' : 'other'),
  writeBack: {
    request: ({ id, resultUrl, completedAt, matchReport }, { words, settings, now }) => {
      if (!matchReport) return undefined;
      const { coverage, rows, asOf } = summarise(matchReport, words);
      const [required, preferred] = coverage;
      const body = {
        assessment_id: id,
        // Milliseconds. It stands in what is kept to be sent again, so that the same update stays the same.
        timestamp: completedAt === undefined ? now : Date.parse(completedAt),
        // Its presence says that the assessment is complete.
        assessment_result: value('required_met', required!.label, 'string', required!.value, asOf),
        assessment_profile_url: value('evidence', words.title, 'url', resultUrl),
        metadata: [
          value('preferred_met', preferred!.label, 'string', preferred!.value),
          ...rows.slice(0, MOST_ROWS).map((row, index) => value(`requirement_${index + 1}`, row.label, 'string', row.statusText, row.lines[0])),
        ],
      };
      return { method: 'POST', url: under(settings.apiBase ?? 'https://api.ashbyhq.com', '/assessment.update'), headers: { ...JSON_TYPE, accept: 'application/json; version=1' }, body: JSON.stringify(body) };
    },
    auth: 'basic-username',
    // Ashby says with 200 and `success: false` that it will not have it.
    outcomeOf: (status, body) => (status === 200 && isObject(body) && own(body, 'success') === false ? 'refused' : outcomeOfStatus(status)),
    ifUnknown: 'resend',
    rate: { burst: 10, perSecond: 5 },
    hosts: ['ashbyhq.com'],
  },
};
