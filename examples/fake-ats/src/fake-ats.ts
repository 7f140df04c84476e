import { createHmac, randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { OWN_SCHEME, verifyWebhook } from '@credlens/ats-adapter/protocols';

/** What goes wrong with one request, in the order in which they are named. `lost`: it is taken, and the answer never comes. `never`: it is not taken, and no answer comes. `hang`: it is taken, and the connection stays open. `hang-before`: the same, and it is not taken. */
export type Fault = '429' | '429-date' | '500' | 'lost' | 'never' | 'hang' | 'hang-before';
export const SYSTEMS = ['generic', 'greenhouse', 'ashby', 'workable', 'kombo'] as const;
export type System = (typeof SYSTEMS)[number];

export interface Write { system: System; order: string; /** Whether it changed anything: the second of two that are the same does not. */ applied: boolean; body: unknown }

/** What the system and the provider know of each other. */
export interface Keys { inbound: string; outbound: string; webhook: string }

export interface FakeAts {
  url: string;
  /** Every write that was taken, with those that changed nothing. */
  writes: Write[];
  /** Answers with 429 and the like. */
  refused: number;
  /** How often it was asked which orders are open. */
  asked: number;
  /** Orders, by their number, with their result once it is there. */
  results: ReadonlyMap<string, unknown>;
  /** Orders an assessment by the system's own protocol. @returns its number here, and what the provider answered */
  order: (system: System, options: { provider: string; packageId: string; email: string; number?: string }) => Promise<{ number: string; status: number; answer: Record<string, unknown> }>;
  /** The faults that the next writes of a system meet. */
  fail: (system: System, ...faults: Fault[]) => void;
  /** Resolves when a request hangs. */
  hanging: () => Promise<void>;
  close: () => Promise<void>;
}

/** An applicant tracking system on this machine, as far as assessments go: five protocols, their authentication, their signatures, and how each takes a result that comes twice. */
export async function startFakeAts(keys: Keys): Promise<FakeAts> {
  const writes: Write[] = [];
  const results = new Map<string, unknown>();
  const open = new Set<string>();
  const numbers = new Map<string, string>();
  const providers = new Map<string, string>();
  const seenKeys = new Set<string>();
  const faults = new Map<System, Fault[]>();
  let refused = 0;
  let asked = 0;
  let hung = () => {};
  let hanging = new Promise<void>((resolve) => { hung = resolve; });

  /** Takes a result. The same again changes nothing; how that is said is each protocol's own. */
  const take = (system: System, order: string, body: unknown): boolean => {
    const applied = !results.has(order);
    writes.push({ system, order, applied, body });
    if (applied) { results.set(order, body); open.delete(order); }
    return applied;
  };
  type Reply = { status: number; body?: unknown };
  const unauthorized: Reply = { status: 401 };
  const handlers: Record<System, (order: string, request: IncomingMessage, raw: Buffer) => Promise<{ check: Reply | undefined; apply: () => Promise<Reply> }>> = {
    generic: async (order, request, raw) => {
      const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
      const reading = await verifyWebhook(OWN_SCHEME, keys.outbound, { headers, body: new Uint8Array(raw) }, Date.now());
      return { check: reading.ok ? undefined : unauthorized, apply: async () => {
        const key = headers['idempotency-key'] ?? '';
        if (seenKeys.has(key)) { writes.push({ system: 'generic', order, applied: false, body: null }); return { status: 409, body: { code: 'already' } }; }
        seenKeys.add(key);
        take('generic', order, JSON.parse(raw.toString('utf8')));
        return { status: 200 };
      } };
    },
    greenhouse: async (order) => ({ check: undefined, apply: async () => {
      // The message says only that there is something: the result is asked for.
      const answer = await fetch(`${providers.get(order)}/test_status?partner_interview_id=${numbers.get(order)}`, { headers: { authorization: basic(keys.inbound) } });
      const status = await answer.json() as { partner_status: string };
      if (status.partner_status === 'complete') take('greenhouse', order, status);
      return { status: 200 };
    } }),
    ashby: async (_order, request, raw) => {
      const body = JSON.parse(raw.toString('utf8')) as { assessment_id: string };
      const order = [...numbers].find(([, id]) => id === body.assessment_id)?.[0] ?? '';
      return { check: request.headers.authorization === basic(keys.outbound) ? undefined : unauthorized, apply: async () => { take('ashby', order, body); return { status: 200, body: { success: true } }; } };
    },
    workable: async (order, request, raw) => ({ check: request.headers.authorization === `Bearer ${keys.outbound}` ? undefined : unauthorized, apply: async () => { take('workable', order, JSON.parse(raw.toString('utf8'))); return { status: 201 }; } }),
    kombo: async (order, request, raw) => ({ check: request.headers.authorization === `Bearer ${keys.outbound}` && request.headers['x-integration-id'] === 'fake:1' ? undefined : unauthorized, apply: async () => {
      // One write alone: the status leaves OPEN once.
      if (!open.has(order)) { writes.push({ system: 'kombo', order, applied: false, body: null }); return { status: 400, body: { status: 'error', error: { code: 'ASSESSMENT_ORDER_NOT_OPEN' } } }; }
      take('kombo', order, JSON.parse(raw.toString('utf8')));
      return { status: 200, body: { status: 'success' } };
    } }),
  };

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const raw = Buffer.concat(chunks);
    const path = new URL(request.url ?? '/', 'http://fake').pathname;
    const send = ({ status, body }: Reply, headers: Record<string, string> = {}) => { response.writeHead(status, { 'content-type': 'application/json', 'x-ratelimit-remaining': '9', ...headers }).end(body === undefined ? '' : JSON.stringify(body)); };
    if (path === '/kombo/assessment/orders/open') { asked++; send({ status: 200, body: { status: 'success', data: { results: [...open].map((id) => ({ id })), next: null } } }); return; }
    const [, system, order] = /^\/(generic|greenhouse|ashby|workable|kombo)(?:\/assessment\/orders)?\/([^/]+)/.exec(path) as unknown as [string, System, string] | null ?? [];
    if (!system || !order) { send({ status: 404 }); return; }
    const { check, apply } = await handlers[system](order, request, raw);
    if (check) { send(check); return; }
    const fault = faults.get(system)?.shift();
    if (fault === '429' || fault === '429-date') {
      refused++;
      send({ status: 429 }, { 'retry-after': fault === '429' ? '1' : new Date(Date.now() + 1000).toUTCString() });
    } else if (fault === '500') {
      refused++;
      send({ status: 500 });
    } else {
      const reply = fault === 'never' || fault === 'hang-before' ? undefined : await apply();
      if (fault === 'hang' || fault === 'hang-before') hung();
      else if (fault) request.socket.destroy();
      else send(reply!);
    }
  }
  const server: Server = createServer((request, response) => { answer(request, response).catch(() => { response.destroyed || response.writeHead(500).end(); }); });
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  /** Each protocol's own order. */
  const orders: Record<System, (number: string, provider: string, packageId: string, email: string) => { path: string; headers: Record<string, string>; body: unknown; idIn: (answer: Record<string, unknown>) => unknown }> = {
    generic: (number, _provider, packageId, email) => ({ path: '/orders', headers: { authorization: `Bearer ${keys.inbound}` }, body: { packageId, externalId: number, candidate: { id: `candidate-${number}`, email }, job: { title: 'Water analyst' }, callbackUrl: `${url}/generic/${number}` }, idIn: (each) => each['orderId'] }),
    greenhouse: (number, _provider, packageId, email) => ({ path: '/send_test', headers: { authorization: basic(keys.inbound) }, body: { partner_test_id: packageId, candidate: { first_name: 'Maria', last_name: 'Lindqvist', email }, url: `${url}/greenhouse/${number}` }, idIn: (each) => each['partner_interview_id'] }),
    ashby: (number, _provider, packageId, email) => ({ path: '/assessment.start', headers: { authorization: basic(keys.inbound) }, body: { assessment_type_id: packageId, candidate: { ashby_id: 'c', email }, application: { ashby_id: number }, job: { ashby_id: 'j', name: 'Water analyst' } }, idIn: (each) => (each['results'] as { assessment_id?: string } | undefined)?.assessment_id }),
    workable: (number, _provider, packageId, email) => ({ path: '/assessments', headers: { authorization: `Bearer ${keys.inbound}` }, body: { test_id: packageId, job_shortcode: 'AB12', job_title: 'Water analyst', callback_url: `${url}/workable/${number}`, candidate: { email } }, idIn: (each) => each['assessment_id'] }),
    kombo: (number, _provider, packageId, email) => {
      const body = { id: `event-${number}`, type: 'assessment:order-received', data: { id: number, package_id: packageId, status: 'OPEN', candidate: { remote_id: 'c', email }, application: { remote_id: 'a' }, job: { remote_id: 'j', name: 'Water analyst' } } };
      open.add(number);
      return { path: '/webhooks', headers: { 'x-kombo-signature': createHmac('sha256', keys.webhook).update(JSON.stringify(body)).digest('base64url') }, body, idIn: (each) => /\/upload\/([0-9a-f]{32})/.exec(String(each['assessment_url']))?.[1] };
    },
  };

  return {
    url, writes, results,
    get refused() { return refused; },
    get asked() { return asked; },
    async order(system, { provider, packageId, email, number = randomBytes(6).toString('hex') }) {
      const { path, headers, body, idIn } = orders[system](number, provider, packageId, email);
      const response = await fetch(`${provider}${path}`, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) });
      const told = await response.json() as Record<string, unknown>;
      numbers.set(number, String(idIn(told)));
      providers.set(number, provider);
      return { number, status: response.status, answer: told };
    },
    fail: (system, ...more) => { faults.set(system, [...(faults.get(system) ?? []), ...more]); },
    hanging: async () => { await hanging; hanging = new Promise<void>((resolve) => { hung = resolve; }); },
    close: () => new Promise((resolve) => { server.close(() => { resolve(); }); server.closeAllConnections(); }),
  };
}

const basic = (key: string): string => `Basic ${Buffer.from(`${key}:`).toString('base64')}`;
