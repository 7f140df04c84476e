import { isObject, isString, own } from '@credlens/core/report';
import { fields } from './renderings/fields.js';
import { summarise } from './renderings/summary.js';
import { given, JSON_TYPE, outcomeOfStatus, reading } from './reading.js';
import type { OrderView, Vendor } from './vendor.js';
import type { Words } from '../words/words.js';

/** How what we send is signed, for a system that has no scheme of its own: the octets after the seconds that they were sent at. */
export const OWN_SCHEME = {
  signature: { in: 'header', name: 'Credlens-Signature', prefix: 'sha256=' }, algorithm: 'SHA-256', encoding: 'hex', signs: 'timestamp.body',
  timestamp: { in: 'header', name: 'Credlens-Timestamp', unit: 's', toleranceSeconds: 300 },
  eventId: { in: 'header', name: 'Idempotency-Key' },
} as const;

/** The result in a shape of our own. `matchReport` is the whole of it; the rest is for systems that show a few fields. */
export function ownResult(order: OrderView, words: Words): Record<string, unknown> {
  const report = order.matchReport;
  const summary = report && summarise(report, words);
  return {
    schema: 'credlens-result/1', orderId: order.id, state: order.state, ...given({ externalId: order.externalId, completedAt: order.completedAt }), resultUrl: order.resultUrl,
    ...(report && summary && {
      coverage: Object.fromEntries(summary.coverage.map(({ importance, met, total }) => [importance, { met, total }])),
      subResults: summary.rows.map(({ id, label, importance, status, confirmed, lines }) => ({ id, label, importance, status, confirmed, evidence: lines })),
      fields: fields(report, words, order.resultUrl), matchReport: report,
    }),
  };
}

/** For a system without a protocol of its own for assessments, and for a host's own program. */
export const generic: Vendor = {
  id: 'generic',
  name: 'Generic',
  inbound: 'bearer',
  routes: [
    { method: 'GET', path: '/packages', action: 'list' },
    { method: 'POST', path: '/orders', action: 'order' },
    { method: 'GET', path: '/orders/:id', action: 'status' },
    { method: 'DELETE', path: '/orders/:id', action: 'cancel' },
  ],
  packages: (packages) => ({ status: 200, body: { packages } }),
  readOrder: (body, headers) => reading(body, ({ text, needed, posting }) => {
    const externalId = text('externalId');
    return {
      packageId: needed('packageId'),
      sameAs: headers['idempotency-key'] ?? externalId ?? needed('externalId'),
      candidate: given({ id: text('candidate', 'id'), email: text('candidate', 'email') }),
      job: given({ id: text('job', 'id'), title: text('job', 'title'), posting: posting('job', 'posting') }),
      ...given({ externalId, callbackUrl: text('callbackUrl') }),
    };
  }),
  ordered: ({ id, state, uploadUrl, resultUrl }) => ({ status: 201, body: { orderId: id, state, uploadUrl, resultUrl } }),
  orderIdOf: ({ path }) => path['id'],
  status: (order, words) => ({ status: 200, body: ownResult(order, words) }),
  cancelled: ({ id, state }) => ({ status: state === 'final' ? 409 : 200, body: { orderId: id, state } }),
  problem: ({ status, code, detail, pointer }) => ({ status, body: { type: 'about:blank', title: code, status, detail, code, ...given({ pointer }) } }),
  writeBack: {
    request: (order, { words, idempotencyKey }) => (order.callbackUrl === undefined ? undefined
      : { method: 'PUT', url: order.callbackUrl, headers: { ...JSON_TYPE, 'idempotency-key': idempotencyKey }, body: JSON.stringify(ownResult(order, words)) }),
    auth: 'signed',
    // A receiver that knows the key already says so with 409 and `already`, as well as with 2xx.
    outcomeOf: (status, body) => (status === 409 && isObject(body) && isString(own(body, 'code')) && own(body, 'code') === 'already' ? 'already' : outcomeOfStatus(status)),
    ifUnknown: 'resend',
    rate: { burst: 10, perSecond: 5 },
    hosts: [],
  },
};
