import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Hono } from 'hono';
import { en, pageEn } from '@credlens/ats-adapter/protocols';
import { createAtsApp } from './app.js';
import { machineClock } from './clock.js';
import { createMappings } from './mappings.js';
import { createOrders } from './orders.js';
import { UPLOAD_LIMITS, type UploadLimits } from './pages/page-routes.js';
import type { PageTexts } from './pages/pages.js';
import { createPrivacy, type Privacy } from './privacy.js';
import { createRateLimits } from './rate-limits.js';
import { RETRY, type RetryPolicy } from './retry.js';
import { createSend, type Send } from './send.js';
import { openAuditLog } from './store/audit-log.js';
import { openFileStore } from './store/file-store.js';
import type { AtsStore } from './store/store.js';
import { checkedTenants } from './tenants.js';
import { createTokens, readKey } from './tokens.js';
import type { Assess, Clock, Tenant } from './types.js';
import { openWriteQueue } from './write-queue.js';
import type { OwnHost } from '../http/own-host.js';

export interface AtsOptions {
  tenants: readonly Tenant[];
  /** The work itself; `createAssess({ verifier, match })`. */
  assess: Assess;
  /** A directory of the service's own, for its store, its audit log and its secret. */
  directory: string;
  /** How candidates and systems reach this service, such as https://assess.example. */
  baseUrl: string;
  /** Default: files in the directory. */
  store?: AtsStore;
  /** The folder of `credlens.js`, as `@credlens/elements` builds it. Without it, pages say what reports say in words alone. */
  elementFolder?: string;
  texts?: PageTexts;
  uploads?: Partial<UploadLimits>;
  retry?: RetryPolicy;
  clock?: Clock;
  /** Default: https to public addresses. */
  send?: Send;
  /** One line a request: method, the path's pattern, status, milliseconds. Nothing of any person. */
  log?: (line: string) => void;
  /** Turns away requests that name another host (DNS rebinding). */
  ownHost?: OwnHost;
  /** For an example or a test on this machine: callbacks over http to loopback are taken, and whoever may order can have this machine's services written to. */
  dangerouslyAllowLoopback?: boolean;
}

export interface Ats extends Privacy {
  /** Everything that it answers. */
  app: Hono;
  /** Writes results to systems, and removes what its time is over for, until the signal aborts. */
  run: (signal: AbortSignal) => Promise<void>;
  /** Writes what is due now. @returns milliseconds until something is due again */
  drain: (signal?: AbortSignal) => Promise<number | undefined>;
  /** Writes anew what was given up. @returns how many */
  retryDead: (tenant?: string) => Promise<number>;
  counts: () => { waiting: number; dead: number };
  /** The hash of the audit log's last entry, to be kept elsewhere. */
  auditHead: () => string;
  close: () => Promise<void>;
}

const SWEEP_MS = 3_600_000;

/**
 * Opens an assessment provider for applicant tracking systems. Only one process at a time may have a directory.
 * @throws TypeError for settings that cannot be; StoreLockedError, StoreDamagedError
 */
export async function openAts(options: AtsOptions): Promise<Ats> {
  const tenants = checkedTenants(options.tenants, options.baseUrl, options.dangerouslyAllowLoopback);
  const clock = options.clock ?? machineClock;
  const texts = options.texts ?? { words: en, page: pageEn };
  await mkdir(options.directory, { recursive: true, mode: 0o700 });
  const store = options.store ?? await openFileStore(options.directory);
  const audit = await openAuditLog(join(options.directory, 'audit.ndjson'));
  const tokens = createTokens(await readKey(join(options.directory, 'secret.key')));
  const loopback = options.dangerouslyAllowLoopback === true;
  const queue = await openWriteQueue({ store, audit, tenants, clock, send: options.send ?? createSend({ dangerouslyAllowLoopback: loopback }), limits: createRateLimits(), retry: options.retry ?? RETRY, dangerouslyAllowLoopback: loopback });
  const mappings = createMappings({ store, audit, clock });
  const orders = createOrders({ store, audit, queue, tenants, tokens, mappings, clock, assess: options.assess, words: texts.words, baseUrl: options.baseUrl.replace(/\/+$/, '') });
  const privacy = createPrivacy({ store, audit, orders, queue, clock });
  const app = createAtsApp({
    orders, store, audit, tenants, tokens, clock, texts, privacy, mappings, retryDead: queue.retryDead, limits: { ...UPLOAD_LIMITS, ...options.uploads }, dangerouslyAllowLoopback: loopback,
    ...(options.elementFolder !== undefined && { elementFolder: options.elementFolder }), ...(options.log && { log: options.log }), ...(options.ownHost && { ownHost: options.ownHost }),
  });
  const sweeping = async (signal: AbortSignal) => {
    while (!signal.aborted) {
      await privacy.sweep();
      await clock.sleep(SWEEP_MS, signal);
    }
  };
  return {
    ...privacy, app,
    run: async (signal) => { await Promise.all([queue.run(signal), sweeping(signal)]); },
    drain: (signal = new AbortController().signal) => queue.drain(signal),
    retryDead: queue.retryDead, counts: queue.counts, auditHead: audit.head,
    close: async () => {
      await audit.close();
      await store.close();
    },
  };
}
