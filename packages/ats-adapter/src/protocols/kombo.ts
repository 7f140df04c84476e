import { isObject, isString, own, type JsonValue } from '@credlens/core/report';
import { given, JSON_TYPE, outcomeOfStatus, reading, under } from './reading.js';
import { attachment } from './renderings/attachment.js';
import { summarise } from './renderings/summary.js';
import type { Vendor } from './vendor.js';
import type { WebhookScheme } from './webhook-scheme.js';

/** Kombo, unified assessment API: an order comes as a webhook, and its result is put once, since its status can leave OPEN once alone. A correction is a new order. */

/** `X-Kombo-Signature`: base64url without padding, over the raw body. */
export const komboWebhook: WebhookScheme = {
  signature: { in: 'header', name: 'X-Kombo-Signature' }, algorithm: 'SHA-256', encoding: 'base64url', signs: 'body',
  eventId: { in: 'body', name: 'id' },
};

const BASE = 'https://api.kombo.dev/v1';
const MOST_ROWS = 100;
const ORDERS = ['assessment:order-received', 'inline-assessment:order-received'];

export const kombo: Vendor = {
  id: 'kombo',
  name: 'Kombo',
  inbound: 'webhook',
  routes: [{ method: 'POST', path: '/webhooks', action: 'webhook' }],
  packages: (packages) => ({ status: 200, body: { packages: packages.map(({ id, name, description }) => ({ id, type: 'SKILLS_TEST', name, description: description ?? '' })) } }),
  readOrder: (body) => reading(body, ({ text, needed, posting, fail }) => {
    if (!ORDERS.includes(needed('type'))) fail('not-an-order', 'type');
    const externalId = needed('data', 'id');
    const description = posting('data', 'job', 'description');
    return {
      packageId: needed('data', 'package_id'), sameAs: externalId, externalId,
      candidate: given({ id: text('data', 'candidate', 'remote_id'), email: text('data', 'candidate', 'email') }),
      job: given({ id: text('data', 'job', 'remote_id'), title: text('data', 'job', 'name'), posting: description }),
    };
  }),
  // The member is what an inline assessment wants; an order by webhook needs none.
  ordered: ({ uploadUrl }) => ({ status: 200, body: { assessment_url: uploadUrl } }),
  orderIdOf: () => undefined,
  status: ({ id, state }) => ({ status: 200, body: { id, state } }),
  cancelled: ({ id }) => ({ status: 200, body: { id } }),
  problem: ({ status, code, detail }) => ({ status, body: { status: 'error', error: { code, message: detail } } }),
  webhook: komboWebhook,
  messageOf: (body) => (ORDERS.includes(String(own(body, 'type'))) ? 'order' : 'other'),
  writeBack: {
    request: ({ externalId, resultUrl, completedAt, matchReport }, { words, settings, pdf }) => {
      if (externalId === undefined || !matchReport) return undefined;
      const { coverage, rows, asOf } = summarise(matchReport, words);
      const [required] = coverage;
      const body = {
        status: 'COMPLETED', result_url: resultUrl, ...given({ completed_at: completedAt }),
        ...(required!.total > 0 && { score: required!.met, max_score: required!.total }),
        attributes: [
          ...coverage.map(({ label, value }) => ({ type: 'TEXT', label, value })),
          { type: 'TEXT', label: words.title, value: asOf },
          ...rows.slice(0, MOST_ROWS).map(({ id, label, status, statusText }) => ({
            type: 'SUB_RESULT', id, label: `${label}: ${statusText}`, score: { value: status === 'met' ? 2 : status === 'partial' ? 1 : 0, max: 2 }, status: 'COMPLETED',
          })),
        ],
        ...(pdf && { attachments: [attachment('skills-evidence.pdf', 'application/pdf', pdf)] }),
      };
      return { method: 'PUT', url: under(settings.apiBase ?? BASE, `/assessment/orders/${encodeURIComponent(externalId)}/result`), headers: headersOf(settings.integrationId), body: JSON.stringify(body) };
    },
    auth: 'bearer',
    // A conflict that does not say which is asked about before anything is sent again.
    outcomeOf: (status, body) => (status >= 400 && status < 500 && saysNotOpen(body) ? 'already' : status === 409 ? 'again' : outcomeOfStatus(status)),
    ifUnknown: 'ask',
    ask: (_order, settings, cursor) => ({
      method: 'GET', url: under(settings.apiBase ?? BASE, `/assessment/orders/open?page_size=250${cursor === undefined ? '' : `&cursor=${encodeURIComponent(cursor)}`}`), headers: headersOf(settings.integrationId),
    }),
    readAsked: ({ externalId }, status, body) => {
      const data = status === 200 && isObject(body) ? own(body, 'data') : undefined;
      const open = isObject(data) ? own(data, 'results') : undefined;
      if (!Array.isArray(open)) return 'unknown';
      if (open.some((each) => isObject(each) && own(each, 'id') === externalId)) return 'not-written';
      const next = isObject(data) ? own(data, 'next') : undefined;
      return isString(next) && next !== '' ? { more: next } : 'written';
    },
    rate: { burst: 10, perSecond: 5 },
    hosts: ['kombo.dev'],
  },
};

const headersOf = (integrationId: string | undefined): Record<string, string> => ({ ...JSON_TYPE, ...(integrationId === undefined ? {} : { 'x-integration-id': integrationId }) });

/** Kombo names what went wrong in `error.code`. An order that is not open has its result, or was withdrawn: nothing more is taken either way. */
function saysNotOpen(body: JsonValue | undefined): boolean {
  const error = isObject(body) ? own(body, 'error') : undefined;
  const code = isObject(error) ? own(error, 'code') : undefined;
  return isString(code) && /NOT_OPEN|ALREADY_(?:COMPLETED|FINAL)/i.test(code);
}
