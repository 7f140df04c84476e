import type { Context, Hono, MiddlewareHandler } from 'hono';
import { isObject, isString, own } from '@credlens/core/report';
import { hasKey } from './inbound-auth.js';
import { decisionFrom, type Mappings } from './mappings.js';
import type { Privacy, SubjectId } from './privacy.js';
import type { Tenant } from './types.js';

export interface AdminRoutesOptions { tenants: ReadonlyMap<string, Tenant>; privacy: Privacy; mappings: Mappings; retryDead: (tenant: string) => Promise<number>; bodyLimit: MiddlewareHandler }

/**
 * `POST /admin/TENANT/export`, `/erase` and `/retry`, with a key that systems do not have. The first two take `{ "id": … }` or `{ "email": … }`.
 * `GET` and `POST /admin/TENANT/mappings`: what people decided about two names, and one decision more.
 */
export function addAdminRoutes(app: Hono, { tenants, privacy, mappings, retryDead, bodyLimit }: AdminRoutesOptions): void {
  const asked = (work: (tenant: Tenant, c: Context) => Promise<Response>) => async (c: Context) => {
    const tenant = tenants.get(c.req.param('tenant') ?? '');
    if (tenant && hasKey('bearer', tenant.adminKey, (name) => c.req.header(name))) return work(tenant, c);
    c.header('www-authenticate', 'Bearer');
    return problem(c, 401, 'unauthorized');
  };
  const about = (work: (tenant: string, subject: SubjectId) => Promise<Record<string, unknown>>) => asked(async (tenant, c) => {
    const subject = subjectFrom(await c.req.json<unknown>().catch(() => undefined));
    return subject ? c.json(await work(tenant.id, subject)) : problem(c, 422, 'no-subject');
  });
  app.post('/admin/:tenant/export', bodyLimit, about(async (tenant, subject) => ({ entries: await privacy.export(tenant, subject) })));
  app.post('/admin/:tenant/erase', bodyLimit, about(async (tenant, subject) => ({ removed: await privacy.erase(tenant, subject) })));
  app.get('/admin/:tenant/mappings', asked(async (tenant, c) => c.json({ confirmations: await mappings.list(tenant.id) })));
  app.post('/admin/:tenant/mappings', bodyLimit, asked(async (tenant, c) => {
    const said = decisionFrom(await c.req.json<unknown>().catch(() => undefined));
    if (!said) return problem(c, 422, 'no-decision');
    if (said.confirmation === null) {
      await mappings.forget(tenant.id, said.pair);
      return c.json({ kept: false });
    }
    return await mappings.decide(tenant.id, said.confirmation) ? c.json({ kept: true }) : problem(c, 409, 'too-many');
  }));
  app.post('/admin/:tenant/retry', bodyLimit, asked(async (tenant, c) => c.json({ queued: await retryDead(tenant.id) })));
}

/** One of the two, and not both: who is meant by two that disagree cannot be said. */
function subjectFrom(body: unknown): SubjectId | undefined {
  if (!isObject(body)) return undefined;
  const [id, email] = [own(body, 'id'), own(body, 'email')];
  if (isString(id) && id !== '' && email === undefined) return { id };
  return isString(email) && email !== '' && id === undefined ? { email } : undefined;
}

function problem(c: Context, status: 401 | 409 | 422, code: string): Response {
  return c.json({ type: 'about:blank', title: code, status, code }, status);
}
