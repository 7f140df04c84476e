import type { WebhookScheme } from './webhook-scheme.js';

/**
 * Lever, webhooks: `signature` in the body is over `token` and `triggeredAt` together, and so over nothing else of the message.
 * Whoever reads one may trust that Lever sent one at that time, and fetches what it is about from Lever. There is no slot for assessments of partners to answer in.
 */
export const leverWebhook: WebhookScheme = {
  signature: { in: 'body', member: 'signature' }, algorithm: 'SHA-256', encoding: 'hex', signs: { members: ['token', 'triggeredAt'] },
  timestamp: { in: 'body', name: 'triggeredAt', unit: 'ms', toleranceSeconds: 300 },
  eventId: { in: 'body', name: 'token' },
};
