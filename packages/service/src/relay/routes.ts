import { getConnInfo } from '@hono/node-server/conninfo';
import type { Context, Hono, MiddlewareHandler } from 'hono';
import { RELAY_HEADERS } from '@credlens/core/net';
import { en, say } from '@credlens/core/messages';
import type { Code } from '@credlens/core/report';
import { clientKey } from './client-key.js';
import { allowedOrigin } from './origins.js';
import { PLAN_SECONDS, signPlan } from './plan.js';
import type { NotRelayed, Relay } from './relay.js';

export interface RelayRoutes {
  relay: Relay;
  /** Pages of these origins may ask, beside those that come from the service's own. */
  origins: readonly string[];
  /** Behind one proxy of the host's own: clients are told apart by what it writes into X-Forwarded-For. */
  behindProxy?: boolean;
  /** The URLs that a verification of these bytes asks for; absent: no plans are made here. */
  urlsOf?: (document: Uint8Array, signal: AbortSignal) => Promise<readonly string[]>;
  /** Limits the body of a plan's request. */
  bodyLimit: MiddlewareHandler;
  clock?: () => Date;
}

export const RELAY_PATHS = ['/relay', '/relay/plans'] as const;

/** A plan has the service verify, so it costs as much as that may fetch. */
const PLAN_COST = 20;
const PLAN_MS = 30_000;

/** `GET /relay?url=…` and `POST /relay/plans`. */
export function addRelay(app: Hono, options: RelayRoutes): void {
  const { relay, urlsOf } = options;
  const origins = new Set(options.origins);
  const methods: Record<(typeof RELAY_PATHS)[number], string> = { '/relay': 'GET', '/relay/plans': 'POST' };
  const clientOf = (c: Context): string => clientKey(remoteAddress(c), c.req.header('x-forwarded-for'), options.behindProxy ?? false);

  for (const path of RELAY_PATHS) {
    app.use(path, async (c, next) => {
      const origin = allowedOrigin({ origin: c.req.header('origin'), site: c.req.header('sec-fetch-site'), host: c.req.header('host') }, origins);
      c.header('vary', 'Origin, Sec-Fetch-Site');
      if (origin === undefined) return refusal(c, { ok: false, httpStatus: 403, code: 'net.relay-refused' }, 'This page is not one that may use this relay.');
      if (origin !== 'none') {
        c.header('access-control-allow-origin', origin);
        c.header('access-control-expose-headers', [...Object.values(RELAY_HEADERS), 'retry-after'].join(', '));
      }
      if (c.req.method !== 'OPTIONS') return next();
      c.header('access-control-allow-methods', methods[path]);
      c.header('access-control-allow-headers', 'accept, content-type');
      c.header('access-control-max-age', '600');
      return c.body(null, 204);
    });
  }

  app.get('/relay', async (c) => {
    const [url, ...more] = c.req.queries('url') ?? [];
    const plan = c.req.query('plan');
    if (url === undefined || more.length > 0) return refusal(c, { ok: false, httpStatus: 400, code: 'net.refused' }, 'Name one URL: GET /relay?url=…');
    const [accept, ownHost] = [c.req.header('accept'), c.req.header('host')];
    const answer = await relay.fetch({
      url, client: clientOf(c), signal: c.req.raw.signal,
      ...(accept === undefined ? {} : { accept }), ...(ownHost === undefined ? {} : { ownHost }), ...(plan === undefined ? {} : { plan }),
    });
    if (!answer.ok) return refusal(c, answer);
    const { evidence } = answer;
    c.header('content-type', answer.contentType);
    // What a stranger's server says is data to a script that asked for it, and nothing else: no page, and no script, under our name.
    c.header('content-disposition', 'attachment; filename="relayed"');
    c.header(RELAY_HEADERS.finalUrl, answer.finalUrl);
    if (evidence.fetchedAt !== undefined) c.header(RELAY_HEADERS.fetchedAt, evidence.fetchedAt);
    c.header(RELAY_HEADERS.sha256, evidence.sha256);
    c.header(RELAY_HEADERS.freshness, answer.freshness);
    return c.body(answer.bytes as Uint8Array<ArrayBuffer>, 200);
  });

  if (urlsOf) {
    app.post('/relay/plans', options.bodyLimit, async (c) => {
      const client = clientOf(c);
      const wait = relay.charge(client, PLAN_COST);
      if (wait > 0) return refusal(c, { ok: false, httpStatus: 429, code: 'net.relay-failed', retryAfterSeconds: wait });
      const urls = await urlsOf(new Uint8Array(await c.req.arrayBuffer()), AbortSignal.timeout(PLAN_MS));
      const now = (options.clock?.() ?? new Date()).getTime();
      const plan = signPlan(urls, { key: relay.key, client, now });
      return c.json({ plan, urls, validUntil: new Date(now + PLAN_SECONDS * 1000).toISOString() });
    });
  }
}

/** RFC 9457, with the code that `@credlens/core` reads. */
function refusal(c: Context, { httpStatus, code, status, retryAfterSeconds }: NotRelayed, detail?: string): Response {
  if (retryAfterSeconds !== undefined) c.header('retry-after', String(retryAfterSeconds));
  c.header('content-type', 'application/problem+json');
  return c.body(JSON.stringify({ type: 'about:blank', title: 'Not relayed', detail: detail ?? say(en, code satisfies Code, status === undefined ? {} : { status }), code, ...(status === undefined ? {} : { status }) }), httpStatus);
}

/** Where the connection is from. An application that is called without a server has none. */
function remoteAddress(c: Context): string | undefined {
  try {
    return getConnInfo(c).remote.address;
  } catch {
    return undefined;
  }
}
