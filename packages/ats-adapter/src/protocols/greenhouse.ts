import { isObject, isString, own, type JsonValue } from '@credlens/core/report';
import type { Words } from '../words/words.js';
import { summarise } from './renderings/summary.js';
import { JSON_TYPE, outcomeOfStatus, reading } from './reading.js';
import type { OrderView, Vendor } from './vendor.js';
import type { WebhookScheme } from './webhook-scheme.js';

/** Greenhouse, Assessment Partner API: it lists and sends tests by calling us, is told of a result by PATCH to the address that came with the order, and then asks `test_status`. */

/** Web hooks: `Signature: sha256 <hex>` over the raw body, whose escapes are kept as sent; the event's identifier is the key for duplicates. The first message is a ping. */
export const greenhouseWebhook: WebhookScheme = {
  signature: { in: 'header', name: 'Signature', prefix: 'sha256 ' }, algorithm: 'SHA-256', encoding: 'hex', signs: 'body',
  eventId: { in: 'header', name: 'Greenhouse-Event-ID' },
};

/** `metadata` is flat and of plain values, which Greenhouse shows as they are. */
const MOST_ROWS = 40;

function result(order: OrderView, words: Words): Record<string, unknown> {
  const report = order.matchReport;
  if (!report) return { partner_status: order.state };
  const summary = summarise(report, words);
  const [required] = summary.coverage;
  const metadata: Record<string, string> = Object.fromEntries(summary.coverage.map(({ label, value }) => [label, value]));
  for (const { label, importanceText, statusText } of summary.rows.slice(0, MOST_ROWS)) {
    const name = `${label} (${importanceText})`.slice(0, 255);
    if (!Object.hasOwn(metadata, name)) metadata[name] = statusText;
  }
  return {
    partner_status: 'complete',
    partner_profile_url: order.resultUrl,
    // The field is a bare number that is read as one of a hundred; how many of how many is in `metadata`, which is what counts.
    ...(required && required.total > 0 && { partner_score: Math.floor((100 * required.met) / required.total) }),
    metadata,
  };
}

export const greenhouse: Vendor = {
  id: 'greenhouse',
  name: 'Greenhouse',
  inbound: 'basic-username',
  routes: [
    { method: 'GET', path: '/list_tests', action: 'list' },
    { method: 'POST', path: '/send_test', action: 'order' },
    { method: 'GET', path: '/test_status', action: 'status' },
    { method: 'POST', path: '/response_error', action: 'problem' },
    { method: 'POST', path: '/webhooks', action: 'webhook' },
  ],
  packages: (packages) => ({ status: 200, body: packages.map(({ id, name }) => ({ partner_test_id: id, partner_test_name: name })) }),
  readOrder: (body) => reading(body, ({ text, needed }) => {
    // The address of the result is unique for each time that a test is sent.
    const callbackUrl = needed('url');
    return { packageId: needed('partner_test_id'), sameAs: callbackUrl, callbackUrl, candidate: { email: text('candidate', 'email') ?? needed('candidate', 'email') }, job: {} };
  }),
  ordered: ({ id }) => ({ status: 200, body: { partner_interview_id: id } }),
  orderIdOf: ({ query }) => query['partner_interview_id'],
  status: (order, words) => ({ status: 200, body: result(order, words) }),
  cancelled: ({ id }) => ({ status: 200, body: { partner_interview_id: id } }),
  problem: ({ status, code, detail }) => ({ status, body: { errors: [{ code, message: detail }] } }),
  webhook: greenhouseWebhook,
  messageOf: (body) => (own(body, 'action') === 'ping' ? 'ping' : 'other'),
  writeBack: {
    // It says only that there is something to ask for; the answer to `test_status` is the result.
    request: (order) => (order.callbackUrl === undefined ? undefined : { method: 'PATCH', url: order.callbackUrl, headers: { ...JSON_TYPE }, body: '{}' }),
    auth: 'none',
    outcomeOf: (status) => outcomeOfStatus(status),
    ifUnknown: 'resend',
    // Fifty in ten seconds, which the answers' headers say anew.
    rate: { burst: 50, perSecond: 5 },
    hosts: ['greenhouse.io'],
  },
};

/** What `response_error` says that Greenhouse could not read: texts alone, for the host's log. */
export function greenhouseErrors(body: JsonValue | undefined): string[] {
  const errors = isObject(body) ? own(body, 'errors') : undefined;
  return Array.isArray(errors) ? errors.filter(isString).slice(0, 20) : [];
}
