import { VENDORS } from '@credlens/ats-adapter/protocols';
import { parseJson } from '@credlens/core';
import type { JsonValue } from '@credlens/core/report';
import { authorized, mayWriteTo } from './authorize.js';
import type { RateLimits } from './rate-limits.js';
import { backoff, retryAfter, type RetryPolicy } from './retry.js';
import type { Send, SentAnswer } from './send.js';
import type { AuditLog } from './store/audit-log.js';
import type { AtsStore } from './store/store.js';
import type { Clock, Tenant } from './types.js';
import { jobOf, putJob, type WriteJob } from './write-job.js';

export interface WriteQueueOptions {
  store: AtsStore;
  audit: AuditLog;
  tenants: ReadonlyMap<string, Tenant>;
  send: Send;
  limits: RateLimits;
  clock: Clock;
  retry: RetryPolicy;
  dangerouslyAllowLoopback?: boolean;
}

/** What is to be written to systems, each thing once. Jobs are in the store before anything is sent; a job's state is on disk before each request. */
export interface WriteQueue {
  /** Takes up a job that was just put into the store. */
  add: (job: WriteJob) => void;
  /** Forgets jobs whose entries are about to be removed; an answer that is still to come is not written down. */
  forget: (ids: readonly string[]) => void;
  /** Sends all that is due. @returns milliseconds until something is due again; nothing where nothing is left */
  drain: (signal: AbortSignal) => Promise<number | undefined>;
  /** Sends what is due whenever it is, until the signal aborts. */
  run: (signal: AbortSignal) => Promise<void>;
  /** Queues what was given up anew. @returns how many */
  retryDead: (tenant?: string) => Promise<number>;
  counts: () => { waiting: number; dead: number };
}

interface Waiting { due: number; endpoint: string }

/** Endpoints that are written to at once. */
const ENDPOINTS = 8;
/** Pages of a list that are read to find one order. */
const MOST_PAGES = 40;

export async function openWriteQueue(options: WriteQueueOptions): Promise<WriteQueue> {
  const { store, audit, tenants, clock, retry } = options;
  const waiting = new Map<string, Waiting>();
  const dead = new Set<string>();
  let wake = new AbortController();
  const now = () => clock.now().getTime();
  const endpointOf = ({ tenant, purpose, request }: WriteJob) => `${tenant}\n${purpose}\n${request && URL.canParse(request.url) ? new URL(request.url).origin : ''}`;
  const add = (job: WriteJob): void => {
    waiting.set(job.id, { due: job.due, endpoint: endpointOf(job) });
    wake.abort();
  };
  for (const { key } of await store.keys({ kind: 'job' })) {
    const entry = await store.get('job', key);
    const job = entry && jobOf(entry);
    if (job?.state === 'dead') dead.add(key);
    if (job?.state === 'queued' || job?.state === 'sending') add(job);
  }

  /** Writes a job down, unless it was forgotten meanwhile. */
  async function keep(job: WriteJob): Promise<boolean> {
    if (!waiting.has(job.id)) return false;
    if (job.state === 'done' || job.state === 'dead') waiting.delete(job.id);
    else waiting.set(job.id, { due: job.due, endpoint: endpointOf(job) });
    if (job.state === 'dead') dead.add(job.id);
    await store.change([putJob(job)]);
    return true;
  }
  async function settle(job: WriteJob, state: 'done' | 'dead', why: string): Promise<void> {
    await audit.append({ tenant: job.tenant, event: state === 'done' ? 'write-done' : 'write-dead', about: job.id, what: why }, clock.now());
    // What was written is in the system now; here nothing more of it is needed. What is dead is kept, to be sent after all.
    const { request, ...rest } = job;
    await keep({ ...rest, ...(state === 'dead' && request && { request }), state, why, unsure: state === 'dead' && job.unsure });
  }
  async function later(job: WriteJob, why: string, unsure: boolean, wait?: number): Promise<void> {
    if (job.attempts >= retry.attempts) { await settle({ ...job, unsure }, 'dead', `${why}-attempts`); return; }
    const due = now() + (wait ?? backoff(Math.max(1, job.attempts), retry, clock.random()));
    await keep({ ...job, state: 'queued', unsure, due, why });
  }

  /** @returns false where the endpoint wants a pause: what else waits for it waits too */
  async function attempt(id: string, signal: AbortSignal): Promise<boolean> {
    const entry = await store.get('job', id);
    const tenant = entry && tenants.get(entry.tenant);
    if (!entry) { waiting.delete(id); return true; }
    let job = jobOf(entry);
    // A tenant that is not among the settings may be again.
    if (!tenant || !job.request) { waiting.set(id, { due: now() + retry.mostMs, endpoint: endpointOf(job) }); return true; }
    if (job.state === 'sending') job = { ...job, unsure: true }; // this process, or one before it, ended in the middle
    const { writeBack } = VENDORS[job.vendor];
    const endpoint = endpointOf(job);
    const pause = options.limits.take(endpoint, writeBack.rate, now());
    if (pause > 0) { waiting.set(id, { due: now() + pause, endpoint }); return false; }
    const { request } = job;
    if (!request || !mayWriteTo(request.url, tenant, options.dangerouslyAllowLoopback)) { await settle(job, 'dead', 'address-refused'); return true; }

    if (job.unsure && job.purpose === 'result' && writeBack.ifUnknown === 'ask') {
      const asked = await ask(job, tenant, endpoint, signal);
      if (asked === 'written') { await settle(job, 'done', 'found-written'); return true; }
      // Not known: nothing is sent that might be a second time. Asking counts as an attempt, so that it ends.
      if (asked === 'unknown') { await later({ ...job, attempts: job.attempts + 1 }, 'unknown', true); return true; }
      job = { ...job, unsure: false };
    }
    const unsureBefore = job.unsure;
    job = { ...job, state: 'sending', attempts: job.attempts + 1 };
    await audit.append({ tenant: job.tenant, event: 'write-sent', about: id, what: String(job.attempts) }, clock.now());
    if (!await keep(job)) return true;
    const result = await options.send(await authorized(request, job, tenant, clock.now()), signal);
    if ('failure' in result) {
      await later(job, result.failure, result.failure === 'lost' || unsureBefore);
      return true;
    }
    return judge(job, result.answer, endpoint, unsureBefore);
  }

  async function judge(job: WriteJob, answer: SentAnswer, endpoint: string, unsureBefore: boolean): Promise<boolean> {
    const { status, headers } = answer;
    options.limits.learn(endpoint, headers, status, now());
    const outcome = job.purpose === 'invite' ? VENDORS.generic.writeBack.outcomeOf(status, bodyOf(answer)) : VENDORS[job.vendor].writeBack.outcomeOf(status, bodyOf(answer));
    if (outcome === 'written' || outcome === 'already') await settle(job, 'done', outcome);
    else if (outcome === 'refused') await settle(job, 'dead', `status-${status}`);
    else {
      // 429 says that the request was not taken up. A 5xx says nothing of the kind.
      await later(job, `status-${status}`, status !== 429 || unsureBefore, retryAfter(headers['retry-after'], now()));
      return status !== 429 && status !== 503;
    }
    return true;
  }

  async function ask(job: WriteJob, tenant: Tenant, endpoint: string, signal: AbortSignal): Promise<'written' | 'not-written' | 'unknown'> {
    const { writeBack } = VENDORS[job.vendor];
    const order = { id: job.order, ...(job.externalId !== undefined && { externalId: job.externalId }) };
    let cursor: string | undefined;
    for (let page = 0; page < MOST_PAGES; page++) {
      const question = writeBack.ask?.(order, tenant.writeBack ?? {}, cursor);
      if (!question || !mayWriteTo(question.url, tenant, options.dangerouslyAllowLoopback)) return 'unknown';
      const result = await options.send(await authorized(question, job, tenant, clock.now()), signal);
      if ('failure' in result) return 'unknown';
      options.limits.learn(endpoint, result.answer.headers, result.answer.status, now());
      const read = writeBack.readAsked?.(order, result.answer.status, bodyOf(result.answer)) ?? 'unknown';
      if (typeof read === 'string') return read;
      cursor = read.more;
    }
    return 'unknown';
  }

  /** Endpoints side by side, and what goes to one of them in a row. */
  async function drain(signal: AbortSignal): Promise<number | undefined> {
    for (;;) {
      const due = new Map<string, string[]>();
      for (const [id, each] of waiting) if (each.due <= now()) due.set(each.endpoint, [...(due.get(each.endpoint) ?? []), id]);
      if (due.size === 0 || signal.aborted) break;
      const groups = [...due.values()];
      await Promise.all(Array.from({ length: Math.min(ENDPOINTS, groups.length) }, async () => {
        for (let group = groups.shift(); group; group = groups.shift()) {
          for (const id of group) if (signal.aborted || !await attempt(id, signal)) break;
        }
      }));
    }
    const next = Math.min(...[...waiting.values()].map((each) => each.due));
    return Number.isFinite(next) ? Math.max(0, next - now()) : undefined;
  }

  return {
    add, drain,
    forget: (ids) => { for (const id of ids) { waiting.delete(id); dead.delete(id); } },
    async run(signal) {
      while (!signal.aborted) {
        wake = new AbortController();
        const wait = await drain(signal);
        await clock.sleep(wait ?? 60_000, AbortSignal.any([signal, wake.signal]));
      }
    },
    async retryDead(only) {
      let count = 0;
      for (const id of dead) {
        const entry = await store.get('job', id);
        if (!entry || (only !== undefined && entry.tenant !== only)) continue;
        const job: WriteJob = { ...jobOf(entry), state: 'queued', attempts: 0, due: now() };
        await audit.append({ tenant: job.tenant, event: 'write-retried', about: id }, clock.now());
        await store.change([putJob(job)]);
        dead.delete(id);
        add(job);
        count++;
      }
      return count;
    },
    counts: () => ({ waiting: waiting.size, dead: dead.size }),
  };
}

function bodyOf({ body }: SentAnswer): JsonValue | undefined {
  const { value, problems } = parseJson(body, { depth: 16 });
  return problems.length > 0 ? undefined : value;
}
