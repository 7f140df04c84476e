import type { JsonValue } from '@credlens/core/report';
import type { Orders } from './orders.js';
import type { AuditLog } from './store/audit-log.js';
import type { AtsStore, Entry, EntryKind } from './store/store.js';
import { subjectOfEmail } from './subject.js';
import type { Clock, StoredOrder } from './types.js';
import type { WriteQueue } from './write-queue.js';

/** A person, by the system's identifier or by an e-mail address. */
export type SubjectId = { id: string } | { email: string };

export interface Privacy {
  /** Removes all that is kept of a person, and rewrites the store's files without it. What a system was told is the system's. @returns entries removed */
  erase: (tenant: string, subject: SubjectId) => Promise<number>;
  /** All that is kept of a person (GDPR Art. 15), as it is kept. */
  export: (tenant: string, subject: SubjectId) => Promise<{ kind: EntryKind; key: string; value: JsonValue }[]>;
  /** Removes what its time is over for. @returns entries removed */
  sweep: () => Promise<number>;
}

export function createPrivacy({ store, audit, orders, queue, clock }: { store: AtsStore; audit: AuditLog; orders: Orders; queue: WriteQueue; clock: Clock }): Privacy {
  /** Entries of a person: by their subject, and those of orders that came with both an identifier and the address. */
  async function entriesOf(tenant: string, subject: SubjectId): Promise<{ kind: EntryKind; key: string }[]> {
    const direct = await store.keys({ tenant, subject: 'id' in subject ? `id:${subject.id}` : subjectOfEmail(subject.email) });
    if ('id' in subject) return direct;
    const found = [...direct];
    const subjects = new Set<string>();
    for (const { kind, key } of await store.keys({ tenant, kind: 'order' })) {
      const entry = await store.get(kind, key);
      const email = (entry?.value as unknown as StoredOrder | undefined)?.request.candidate.email;
      if (entry?.subject !== undefined && email !== undefined && subjectOfEmail(email) === subjectOfEmail(subject.email)) subjects.add(entry.subject);
    }
    for (const each of subjects) found.push(...await store.keys({ tenant, subject: each }));
    return [...new Map(found.map((each) => [`${each.kind}\n${each.key}`, each])).values()];
  }
  async function remove(entries: readonly { kind: EntryKind; key: string }[]): Promise<void> {
    queue.forget(entries.filter(({ kind }) => kind === 'job').map(({ key }) => key));
    await store.change(entries.map((each) => ({ remove: each })));
    // Also where there was nothing: an erasure before may have ended before this.
    await store.compact();
  }
  return {
    erase: async (tenant, subject) => {
      const orderIds = (await entriesOf(tenant, subject)).filter(({ kind }) => kind === 'order').map(({ key }) => key);
      // In each order's turn, so that files that are being judged do not come back after.
      let removed = 0;
      for (const id of orderIds) {
        removed += await orders.inTurn(id, async () => {
          const entries = (await entriesOf(tenant, subject)).filter(({ key }) => key === id || key.startsWith(`${id}-`));
          queue.forget(entries.filter(({ kind }) => kind === 'job').map(({ key }) => key));
          await store.change(entries.map((each) => ({ remove: each })));
          return entries.length;
        });
      }
      const rest = await entriesOf(tenant, subject);
      await audit.append({ tenant, event: 'erased', about: 'subject', what: String(removed + rest.length) }, clock.now());
      await remove(rest);
      return removed + rest.length;
    },
    export: async (tenant, subject) => {
      const keys = await entriesOf(tenant, subject);
      await audit.append({ tenant, event: 'exported', about: 'subject', what: String(keys.length) }, clock.now());
      const entries = await Promise.all(keys.map(({ kind, key }) => store.get(kind, key)));
      return entries.filter((each): each is Entry => each !== undefined).map(({ kind, key, value }) => ({ kind, key, value }));
    },
    sweep: async () => {
      const over = await store.keys({ expiredAt: clock.now().getTime() });
      if (over.length === 0) return 0;
      const tenants = new Map<string, number>();
      for (const { kind, key } of over) {
        const tenant = (await store.get(kind, key))?.tenant ?? '';
        tenants.set(tenant, (tenants.get(tenant) ?? 0) + 1);
      }
      for (const [tenant, count] of tenants) await audit.append({ tenant, event: 'expired', about: 'entries', what: String(count) }, clock.now());
      await remove(over);
      return over.length;
    },
  };
}
