import { isObject, own, pointer, type JsonObject, type JsonValue } from '@credlens/core/report';
import type { OrderFault, OrderReading, OrderRequest } from './vendor.js';

/** Characters of one member at most; a posting has its own bound. */
const MOST_TEXT = 2000;
const MOST_POSTING = 200_000;

/** Why an order cannot be read. Thrown and caught inside this room alone. */
class Unreadable extends Error {
  constructor(readonly fault: OrderFault, readonly place: string) { super(fault); }
}

/** Reads the members of one body: each is a text, or a number that stands for one, or it is named. */
export interface Members {
  text: (...path: string[]) => string | undefined;
  needed: (...path: string[]) => string;
  posting: (...path: string[]) => JsonValue | undefined;
  fail: (fault: OrderFault, ...path: string[]) => never;
}

/** Runs a reader over a body and turns what it cannot read into a fault with its place. It never throws for what was sent. */
export function reading(body: JsonObject, read: (members: Members) => OrderRequest): OrderReading {
  const at = (path: readonly string[]): JsonValue | undefined => {
    let value: JsonValue | undefined = body;
    for (const step of path) value = isObject(value) ? own(value, step) : undefined;
    return value;
  };
  const fail: Members['fail'] = (fault, ...path) => { throw new Unreadable(fault, pointer(...path)); };
  const text: Members['text'] = (...path) => {
    const value = at(path);
    if (value === undefined || value === null || value === '') return undefined;
    const written = typeof value === 'string' ? value : typeof value === 'number' && Number.isSafeInteger(value) ? String(value) : undefined;
    if (written === undefined || written.length > MOST_TEXT) return fail('member-malformed', ...path);
    return written;
  };
  const members: Members = {
    text, fail,
    needed: (...path) => text(...path) ?? fail('member-missing', ...path),
    posting: (...path) => {
      const value = at(path);
      if (value === undefined || value === null) return undefined;
      return JSON.stringify(value).length > MOST_POSTING ? fail('member-malformed', ...path) : value;
    },
  };
  try {
    const order = read(members);
    return order.candidate.id === undefined && order.candidate.email === undefined ? { ok: false, fault: 'no-candidate', pointer: '' } : { ok: true, order };
  } catch (error) {
    if (error instanceof Unreadable) return { ok: false, fault: error.fault, pointer: error.place };
    throw error;
  }
}

/** Members that have a value: a member that is `undefined` is none. */
export function given<T extends Record<string, unknown>>(members: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as { [K in keyof T]?: Exclude<T[K], undefined> };
}

/** What HTTP says of a write, where the vendor says no more (RFC 9110): 408, 425, 429 and 5xx are for another time, and the rest of 4xx never comes right. */
export function outcomeOfStatus(status: number): 'written' | 'again' | 'refused' {
  if (status >= 200 && status < 300) return 'written';
  return status === 408 || status === 425 || status === 429 || status >= 500 ? 'again' : 'refused';
}

/** Joins an address of the tenant's settings and a path. */
export const under = (base: string, path: string): string => `${base.replace(/\/+$/, '')}${path}`;

export const JSON_TYPE = { 'content-type': 'application/json' } as const;
