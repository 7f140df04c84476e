import { createHash } from 'node:crypto';
import type { Outgoing, VendorId } from '@credlens/ats-adapter/protocols';
import type { JsonValue } from '@credlens/core/report';
import type { Change, Entry } from './store/store.js';

/** `sending` is written before a request goes out: whoever finds it after a crash knows that it may have arrived. */
export type JobState = 'queued' | 'sending' | 'done' | 'dead';
/** `result` goes to the system. `invite` goes to the host, who writes to the candidate. */
export type JobPurpose = 'result' | 'invite';

/** Something to be written to a system exactly once, as it is kept. */
export interface WriteJob {
  id: string;
  tenant: string;
  subject: string;
  order: string;
  externalId?: string;
  vendor: VendorId;
  purpose: JobPurpose;
  /** The octets that go out, each time the same; without credentials. Absent once there is nothing more to send. */
  request?: Outgoing;
  idempotencyKey: string;
  state: JobState;
  attempts: number;
  /** Milliseconds since 1970. */
  due: number;
  /** It may have arrived. */
  unsure: boolean;
  /** Why it is dead, or what it waits for: a code such as `status-500` or `lost`. */
  why?: string;
  expires: number;
}

/** The same order, purpose and content has one job, and the receiver sees one key. */
export function jobId(order: string, purpose: JobPurpose): string {
  return `${order}-${purpose}`;
}

export function idempotencyKey(tenant: string, order: string, purpose: JobPurpose, content: string): string {
  return createHash('sha256').update(JSON.stringify([tenant, order, purpose, content])).digest('hex');
}

export function putJob(job: WriteJob): Change {
  const { id, tenant, subject, expires } = job;
  return { put: { kind: 'job', key: id, tenant, subject, expires, value: job as unknown as JsonValue } };
}

export const jobOf = (entry: Entry): WriteJob => entry.value as unknown as WriteJob;
