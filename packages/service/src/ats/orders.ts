import { pdf, VENDORS, type OrderRequest, type OrderView, type Words } from '@credlens/ats-adapter/protocols';
import type { JsonValue } from '@credlens/core/report';
import { createTurns } from './in-turn.js';
import type { Mappings } from './mappings.js';
import type { AuditLog } from './store/audit-log.js';
import type { AtsStore, Change, Entry } from './store/store.js';
import { subjectOf } from './subject.js';
import type { Tokens } from './tokens.js';
import type { Assess, Clock, StoredOrder, StoredResult, SubmittedFile, Tenant } from './types.js';
import { idempotencyKey, jobId, putJob, type WriteJob } from './write-job.js';
import type { WriteQueue } from './write-queue.js';

export interface OrdersOptions {
  store: AtsStore; audit: AuditLog; queue: WriteQueue; tenants: ReadonlyMap<string, Tenant>; tokens: Tokens; mappings: Mappings; assess: Assess; clock: Clock; words: Words;
  /** Where this service is reached, without a slash at the end. */
  baseUrl: string;
}

export interface FoundOrder { order: StoredOrder; tenant: Tenant; view: OrderView }

/** `closed`: it is final, cancelled or past its time. `busy`: too often. */
export type SubmitOutcome = 'judged' | 'closed' | 'busy' | 'gone';

/** What happens to an order, one thing after the other. Each step is on disk before it is answered. */
export interface Orders {
  /** The same order again has the same answer. A new one is taken where the one before was cancelled or its time is over. */
  take: (tenant: Tenant, request: OrderRequest) => Promise<OrderView>;
  find: (id: string) => Promise<FoundOrder | undefined>;
  resultOf: (id: string) => Promise<StoredResult | undefined>;
  cancel: (tenant: Tenant, id: string) => Promise<OrderView | undefined>;
  /** Judges files in place of those before. They are in memory alone, and gone after. */
  submit: (id: string, files: SubmittedFile[], signal: AbortSignal) => Promise<SubmitOutcome>;
  /** Fixes the result, and queues it to be written. */
  finish: (id: string) => Promise<SubmitOutcome>;
  /** Whatever is done with an order elsewhere is done in its turn. */
  inTurn: <T>(id: string, work: () => Promise<T>) => Promise<T>;
}

const DAY = 86_400_000;
/** A candidate who needs more than this asks the employer. */
const MOST_SUBMISSIONS = 20;
const MOST_GENERATIONS = 100;

export function createOrders(options: OrdersOptions): Orders {
  const { store, audit, queue, tenants, tokens, clock, words, baseUrl } = options;
  const turns = createTurns();
  const now = () => clock.now().getTime();
  const stateOf = ({ state, linkUntil }: StoredOrder) => ((state === 'waiting' || state === 'draft') && now() >= linkUntil ? 'expired' as const : state);

  const viewOf = (order: StoredOrder, result?: StoredResult): OrderView => {
    const { id, request, completedAt } = order;
    const state = stateOf(order);
    return {
      id, state, packageId: request.packageId, uploadUrl: `${baseUrl}/upload/${tokens.linkToken('upload', id)}`, resultUrl: `${baseUrl}/result/${tokens.linkToken('result', id)}`,
      ...(request.externalId !== undefined && { externalId: request.externalId }), ...(request.callbackUrl !== undefined && { callbackUrl: request.callbackUrl }), ...(completedAt !== undefined && { completedAt }),
      ...(state === 'final' && result && { matchReport: result.matchReport }),
    };
  };
  const entryOf = (kind: 'order' | 'result', order: StoredOrder, tenant: Tenant, value: unknown, expires: number): Entry =>
    ({ kind, key: order.id, tenant: tenant.id, subject: subjectOf(order.request.candidate), expires, value: value as JsonValue });
  const keepMs = ({ keepDays }: Tenant) => (keepDays ?? 180) * DAY;
  const putOrder = (order: StoredOrder, tenant: Tenant): Change => {
    const from = order.state === 'final' || order.state === 'cancelled' ? now() : order.linkUntil;
    return { put: entryOf('order', order, tenant, order, from + keepMs(tenant)) };
  };
  const resultOf: Orders['resultOf'] = async (id) => (await store.get('result', id))?.value as unknown as StoredResult | undefined;
  const find: Orders['find'] = async (id) => {
    const entry = await store.get('order', id);
    const tenant = entry && tenants.get(entry.tenant);
    if (!entry || !tenant) return undefined;
    const order = entry.value as unknown as StoredOrder;
    return { order, tenant, view: viewOf(order, order.state === 'final' ? await resultOf(id) : undefined) };
  };
  const jobFor = (purpose: WriteJob['purpose'], order: StoredOrder, tenant: Tenant, content: string, request: WriteJob['request']): WriteJob | undefined => request && {
    id: jobId(order.id, purpose), tenant: tenant.id, subject: subjectOf(order.request.candidate), order: order.id, ...(order.request.externalId !== undefined && { externalId: order.request.externalId }), vendor: order.vendor,
    purpose, request, idempotencyKey: idempotencyKey(tenant.id, order.id, purpose, content), state: 'queued', attempts: 0, due: now(), unsure: false, expires: Math.max(now(), order.linkUntil) + keepMs(tenant),
  };

  return {
    find, resultOf, inTurn: turns,
    take: (tenant, request) => turns(`${tenant.id}\n${request.sameAs}`, async () => {
      for (let generation = 0; ; generation++) {
        const id = tokens.orderId(tenant.id, tenant.vendor, request.sameAs, generation);
        const before = await find(id);
        const over = before && (before.view.state === 'cancelled' || before.view.state === 'expired');
        if (before && (!over || generation >= MOST_GENERATIONS)) {
          await audit.append({ tenant: tenant.id, event: 'order-repeated', about: id }, clock.now());
          return before.view;
        }
        if (before) continue;
        const order: StoredOrder = { id, vendor: tenant.vendor, state: 'waiting', request, orderedAt: clock.now().toISOString(), linkUntil: now() + (tenant.linkDays ?? 14) * DAY, submissions: 0 };
        const view = viewOf(order);
        const { email } = request.candidate;
        const key = idempotencyKey(tenant.id, id, 'invite', id);
        const invite = tenant.inviteUrl === undefined || email === undefined ? undefined : jobFor('invite', order, tenant, id, {
          method: 'POST', url: tenant.inviteUrl, headers: { 'content-type': 'application/json', 'idempotency-key': key },
          body: JSON.stringify({ schema: 'credlens-invitation/1', orderId: id, email, uploadUrl: view.uploadUrl, until: new Date(order.linkUntil).toISOString() }),
        });
        await audit.append({ tenant: tenant.id, event: 'order-taken', about: id }, clock.now());
        await store.change([putOrder(order, tenant), ...(invite ? [putJob(invite)] : [])]);
        if (invite) queue.add(invite);
        return view;
      }
    }),
    cancel: (tenant, id) => turns(id, async () => {
      const found = await find(id);
      if (found?.tenant.id !== tenant.id) return undefined;
      if (found.view.state === 'final' || found.view.state === 'cancelled') return found.view;
      const order: StoredOrder = { ...found.order, state: 'cancelled' };
      await audit.append({ tenant: tenant.id, event: 'order-cancelled', about: id }, clock.now());
      queue.forget([jobId(id, 'invite')]);
      // What was found so far was never sent, and nobody wants it any more.
      await store.change([putOrder(order, tenant), { remove: { kind: 'result', key: id } }, { remove: { kind: 'job', key: jobId(id, 'invite') } }]);
      return viewOf(order);
    }),
    submit: (id, files, signal) => turns(id, async () => {
      const found = await find(id);
      if (!found) return 'gone';
      const { order, tenant, view } = found;
      if (view.state !== 'waiting' && view.state !== 'draft') return 'closed';
      if (order.submissions >= MOST_SUBMISSIONS) return 'busy';
      const { email } = order.request.candidate;
      const posting = tenant.packages.find((each) => each.id === order.request.packageId)?.posting ?? order.request.job.posting ?? {};
      const { matchReport, reports } = await options.assess({ tenant: tenant.id, jobPosting: posting, files, confirmations: await options.mappings.list(tenant.id), ...(email !== undefined && { recipient: email }) }, signal);
      const next: StoredOrder = { ...order, state: 'draft', submissions: order.submissions + 1 };
      const result: StoredResult = { matchReport, reports, judgedAt: clock.now().toISOString() };
      await audit.append({ tenant: tenant.id, event: 'files-judged', about: id, what: String(files.length) }, clock.now());
      // A draft that is never sent goes when its link does.
      await store.change([putOrder(next, tenant), { put: entryOf('result', next, tenant, result, order.linkUntil) }]);
      return 'judged';
    }),
    finish: (id) => turns(id, async () => {
      const found = await find(id);
      const result = await resultOf(id);
      if (!found) return 'gone';
      const { order, tenant, view } = found;
      if (view.state === 'final') return 'judged'; // pressed twice
      if (view.state !== 'draft' || !result) return 'closed';
      const next: StoredOrder = { ...order, state: 'final', completedAt: clock.now().toISOString() };
      const final = viewOf(next, result);
      const key = idempotencyKey(tenant.id, id, 'result', result.matchReport.id);
      const request = VENDORS[order.vendor].writeBack.request(final, { words, now: now(), settings: tenant.writeBack ?? {}, idempotencyKey: key, pdf: pdf(result.matchReport, words, { link: final.resultUrl }) });
      const job = jobFor('result', next, tenant, result.matchReport.id, request);
      await audit.append({ tenant: tenant.id, event: 'result-final', about: id }, clock.now());
      // At once: a result that is final is queued, and nothing is queued that is not final.
      await store.change([putOrder(next, tenant), { put: entryOf('result', next, tenant, result, now() + keepMs(tenant)) }, ...(job ? [putJob(job)] : [])]);
      if (job) queue.add(job);
      return 'judged';
    }),
  };
}
