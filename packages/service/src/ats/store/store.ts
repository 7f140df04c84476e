import type { JsonValue } from '@credlens/core/report';

/** `order`: an assessment that was ordered. `result`: the reports of what was sent for it. `job`: something to be written to a system. `seen`: a message that was taken once. `mapping`: what somebody decided about two names of skills. */
export const ENTRY_KINDS = ['order', 'result', 'job', 'seen', 'mapping'] as const;
export type EntryKind = (typeof ENTRY_KINDS)[number];

export interface Entry {
  kind: EntryKind;
  key: string;
  tenant: string;
  /** The person that it is about: what `erase` and `export` go by. */
  subject?: string;
  /** Milliseconds since 1970, after which it is gone. */
  expires?: number;
  value: JsonValue;
}

export type Change = { put: Entry } | { remove: { kind: EntryKind; key: string } };

/** Which entries: all conditions hold. */
export interface Filter { kind?: EntryKind; tenant?: string; subject?: string; /** Those that are to be gone at this instant. */ expiredAt?: number }

/** Where the service keeps what must outlive it. Changes of one call are all there after a crash, or none; after the promise is kept, they are on disk. */
export interface AtsStore {
  get: (kind: EntryKind, key: string) => Promise<Entry | undefined>;
  /** Keys alone, in the order in which they were first written. */
  keys: (filter: Filter) => Promise<{ kind: EntryKind; key: string }[]>;
  change: (changes: readonly Change[]) => Promise<void>;
  /** After it, nothing that was removed or replaced is left in the store's files. Copies that the host makes of them are the host's. */
  compact: () => Promise<void>;
  close: () => Promise<void>;
}

/** The store's files are not what it wrote. It is not opened, since what cannot be read may be what matters. */
export class StoreDamagedError extends Error {
  override readonly name = 'StoreDamagedError';
}

/** Another process has the store. */
export class StoreLockedError extends Error {
  override readonly name = 'StoreLockedError';
}

export function matches(entry: Pick<Entry, 'kind' | 'tenant' | 'subject' | 'expires'>, { kind, tenant, subject, expiredAt }: Filter): boolean {
  return (kind === undefined || entry.kind === kind) && (tenant === undefined || entry.tenant === tenant) && (subject === undefined || entry.subject === subject)
    && (expiredAt === undefined || (entry.expires !== undefined && entry.expires <= expiredAt));
}
