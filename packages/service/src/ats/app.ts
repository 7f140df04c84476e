import { Hono, type Context } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { secureHeaders } from 'hono/secure-headers';
import { isOwnHost, type OwnHost } from '../http/own-host.js';
import { addAdminRoutes, type AdminRoutesOptions } from './admin-routes.js';
import { addPageRoutes, type PageRoutesOptions } from './pages/page-routes.js';
import { addVendorRoutes, type VendorRoutesOptions } from './vendor-routes.js';

export type AtsAppOptions = PageRoutesOptions & Omit<VendorRoutesOptions, 'bodyLimit' | 'words'> & Omit<AdminRoutesOptions, 'bodyLimit'> & { ownHost?: OwnHost };

const BODY_BYTES = 1 << 20;

/** The assessment-provider slot as a Hono application: what systems call, the candidate's page, and the recruiter's. It decides nothing by itself; `openAts` makes what it needs. */
export function createAtsApp(options: AtsAppOptions): Hono {
  const app = new Hono();
  app.use(async (c, next) => {
    const begin = performance.now();
    await next();
    if (!c.res.headers.has('cache-control')) c.header('cache-control', c.req.path.startsWith('/ats-assets/') ? 'public, max-age=300' : 'no-store');
    options.log?.(`${c.req.method} ${patternOf(c.req.path)} ${c.res.status} ${Math.round(performance.now() - begin)} ms`);
  });
  app.use(secureHeaders({ strictTransportSecurity: false, xFrameOptions: 'DENY', referrerPolicy: 'no-referrer' }));
  app.use(async (c, next) => (options.ownHost === undefined || isOwnHost(c.req.header('host'), options.ownHost) ? next() : plain(c, 421, 'other-host')));
  app.get('/health', (c) => c.json({ status: 'ok' }));
  const limited = bodyLimit({ maxSize: BODY_BYTES, onError: (c) => { c.header('connection', 'close'); return plain(c, 413, 'too-large'); } });
  addVendorRoutes(app, { ...options, words: options.texts.words, bodyLimit: limited });
  addAdminRoutes(app, { ...options, bodyLimit: limited });
  addPageRoutes(app, options);
  app.notFound((c) => plain(c, 404, 'not-found'));
  // 503 and not 500: systems send again what was not taken.
  app.onError((_error, c) => plain(c, 503, 'not-answered'));
  return app;
}

function plain(c: Context, status: 404 | 413 | 421 | 503, code: string): Response {
  return c.json({ type: 'about:blank', title: code, status, code }, status);
}

/** A path without what is secret in it or about somebody. */
function patternOf(path: string): string {
  const [, room = '', , ...rest] = path.split('/');
  if (room === 'ats') return `/ats/…/${/^[a-z_.]{1,30}$/.test(rest[0] ?? '') ? rest[0] : '…'}`;
  if (room === 'admin') return `/admin/…/${/^(?:export|erase|retry)$/.test(rest[0] ?? '') ? rest[0] : '…'}`;
  if (room === 'upload' || room === 'result') return `/${room}/…${/^(?:files|send|reports\.json|report\.(?:pdf|json))$/.test(rest[0] ?? '') ? `/${rest[0]}` : ''}`;
  return path === '/health' || room === 'ats-assets' ? `/${room}` : '(other)';
}
