import type { Context, Hono, MiddlewareHandler } from 'hono';
import { VENDORS, verifyWebhook, type Answer, type OrderReading, type Route, type Vendor, type Words } from '@credlens/ats-adapter/protocols';
import { parseJson } from '@credlens/core';
import { isObject, type JsonObject, type JsonValue } from '@credlens/core/report';
import { mayWriteTo } from './authorize.js';
import { hasKey } from './inbound-auth.js';
import type { Orders } from './orders.js';
import type { AuditLog } from './store/audit-log.js';
import type { AtsStore } from './store/store.js';
import type { Clock, Tenant } from './types.js';

export interface VendorRoutesOptions { orders: Orders; store: AtsStore; audit: AuditLog; tenants: ReadonlyMap<string, Tenant>; clock: Clock; words: Words; bodyLimit: MiddlewareHandler; dangerouslyAllowLoopback?: boolean; log?: (line: string) => void }

/** A message that was taken is known for longer than anything that came of it is kept. */
const SEEN_MS = 800 * 86_400_000;
const DEPTH = 24;

const PROBLEMS = {
  'unauthorized': [401, 'The key is missing or wrong.'],
  'not-found': [404, 'There is nothing at this address.'],
  'no-order': [404, 'There is no such order.'],
  'unreadable': [400, 'The body is not JSON, or names a member twice.'],
  'no-package': [422, 'There is no such package.'],
  'callback-refused': [422, 'The address for the result is not on a host that this tenant’s settings allow.'],
  'member-missing': [422, 'A member is missing.'],
  'member-malformed': [422, 'A member is not what it should be.'],
  'no-candidate': [422, 'The order names no candidate, by identifier or e-mail address.'],
  'not-an-order': [422, 'The message is not an order.'],
  'signature-refused': [401, 'The message is not signed as it should be.'],
  'gone': [410, 'The order was taken before, and is no longer kept.'],
} as const satisfies Record<string, readonly [number, string]>;
type ProblemCode = keyof typeof PROBLEMS;

/** `/ats/TENANT/…`: what the systems call, in their own shapes. */
export function addVendorRoutes(app: Hono, options: VendorRoutesOptions): void {
  app.all('/ats/:tenant/*', options.bodyLimit, async (c) => {
    const tenant = options.tenants.get(c.req.param('tenant'));
    // A tenant that there is not, and one whose key is wrong, look the same.
    const vendor = VENDORS[tenant?.vendor ?? 'generic'];
    const inside = c.req.path.slice(`/ats/${c.req.param('tenant')}`.length);
    const found = vendor.routes.flatMap((route) => matchRoute(route, c.req.method, inside) ?? [])[0];
    if (found?.route.action === 'webhook') return tenant?.webhookSecret === undefined ? problem(c, vendor, 'signature-refused') : webhook(c, tenant, vendor, options);
    if (!tenant || !hasKey(vendor.inbound, tenant.inboundKey, (name) => c.req.header(name))) {
      c.header('www-authenticate', vendor.inbound === 'basic-username' ? 'Basic realm="credlens", charset="UTF-8"' : 'Bearer');
      return problem(c, vendor, 'unauthorized');
    }
    if (!found) return problem(c, vendor, 'not-found');
    const body = await bodyOf(c);
    if (body === 'unreadable') return problem(c, vendor, 'unreadable');
    return call(c, tenant, vendor, found, body, options);
  });
}

interface Found { route: Route; params: Record<string, string> }

function matchRoute(route: Route, method: string, path: string): Found | undefined {
  if (route.method !== method) return undefined;
  const [wanted, given] = [route.path.split('/'), path.split('/')];
  if (wanted.length !== given.length) return undefined;
  const params: Record<string, string> = {};
  for (const [index, step] of wanted.entries()) {
    const actual = given[index]!;
    if (step.startsWith(':')) params[step.slice(1)] = actual;
    else if (step !== actual) return undefined;
  }
  return { route, params };
}

async function call(c: Context, tenant: Tenant, vendor: Vendor, { route, params }: Found, body: JsonValue | undefined, options: VendorRoutesOptions): Promise<Response> {
  const { orders } = options;
  if (route.action === 'list') return answer(c, vendor.packages(tenant.packages));
  if (route.action === 'problem') {
    // What a system could not read of ours says nothing that is not in our own answers; that it happened is worth a line.
    options.log?.(`${tenant.id}: ${vendor.name} reports that it could not read an answer`);
    return c.body(null, 204);
  }
  if (route.action === 'order') return isObject(body) ? takeOrder(c, tenant, vendor, vendor.readOrder(body, c.req.header()), options) : problem(c, vendor, 'unreadable');
  const id = vendor.orderIdOf({ path: params, query: c.req.query(), ...(body !== undefined && { body }) });
  const found = id === undefined || !/^[0-9a-f]{32}$/.test(id) ? undefined : await orders.find(id);
  if (found?.tenant.id !== tenant.id) return problem(c, vendor, 'no-order');
  if (route.action === 'status') return answer(c, vendor.status(found.view, options.words));
  return answer(c, vendor.cancelled(await orders.cancel(tenant, found.view.id) ?? found.view));
}

async function takeOrder(c: Context, tenant: Tenant, vendor: Vendor, reading: OrderReading, options: VendorRoutesOptions, taken?: (orderId: string) => Promise<void>): Promise<Response> {
  if (!reading.ok) return problem(c, vendor, reading.fault, reading.pointer);
  const { order } = reading;
  if (!tenant.packages.some(({ id }) => id === order.packageId)) return problem(c, vendor, 'no-package');
  if (order.callbackUrl !== undefined && !mayWriteTo(order.callbackUrl, tenant, options.dangerouslyAllowLoopback)) return problem(c, vendor, 'callback-refused');
  const view = await options.orders.take(tenant, order);
  await taken?.(view.id);
  return answer(c, vendor.ordered(view));
}

/** A signed message: its octets are judged before anything of them is read, each is taken once, and the answer goes out before any work that it leads to. */
async function webhook(c: Context, tenant: Tenant, vendor: Vendor, options: VendorRoutesOptions): Promise<Response> {
  const { store, audit, clock } = options;
  const octets = new Uint8Array(await c.req.arrayBuffer());
  const now = clock.now();
  const reading = vendor.webhook ? await verifyWebhook(vendor.webhook, tenant.webhookSecret ?? '', { headers: c.req.header(), body: octets }, now.getTime()) : undefined;
  if (!reading?.ok) {
    await audit.append({ tenant: tenant.id, event: 'signature-refused', about: 'webhook', what: reading?.fault ?? 'no-scheme' }, now);
    return problem(c, vendor, 'signature-refused');
  }
  const body = readJson(octets);
  if (!isObject(body)) return problem(c, vendor, 'unreadable');
  const message = vendor.messageOf?.(body) ?? 'other';
  if (message !== 'order') return c.json({ ok: true });
  const key = `${tenant.id}\n${reading.eventId}`;
  const before = await store.get('seen', key);
  const orderId = isObject(before?.value) ? before.value['order'] : undefined;
  if (typeof orderId === 'string') {
    const found = await options.orders.find(orderId);
    return found ? answer(c, vendor.ordered(found.view)) : problem(c, vendor, 'gone');
  }
  return takeOrder(c, tenant, vendor, vendor.readOrder(body, c.req.header()), options, (id) =>
    // After the order: a message that came and was not answered comes again, and finds the order that it made.
    store.change([{ put: { kind: 'seen', key, tenant: tenant.id, expires: now.getTime() + SEEN_MS, value: { order: id } } }]));
}

async function bodyOf(c: Context): Promise<JsonValue | 'unreadable' | undefined> {
  if (c.req.method === 'GET' || c.req.method === 'DELETE') return undefined;
  const octets = new Uint8Array(await c.req.arrayBuffer());
  // A list may be asked for with an empty body.
  return octets.length === 0 ? {} : readJson(octets) ?? 'unreadable';
}

/** Strictly: two equal keys would let this service and the system see two orders. */
function readJson(octets: Uint8Array): JsonObject | undefined {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(octets);
  } catch {
    return undefined;
  }
  const { value, problems } = parseJson(text, { depth: DEPTH });
  return problems.length === 0 && isObject(value) ? value : undefined;
}

function answer(c: Context, { status, body }: Answer): Response {
  c.header('content-type', 'application/json; charset=utf-8');
  return c.body(JSON.stringify(body), status as 200);
}

function problem(c: Context, vendor: Vendor, code: ProblemCode, pointer?: string): Response {
  const [status, detail] = PROBLEMS[code];
  return answer(c, vendor.problem({ status, code, detail, ...(pointer !== undefined && { pointer }) }));
}
